"""A store that begins with extra map layers, for the tests that draw them."""

from __future__ import annotations

import gzip
import hashlib
import json
from pathlib import Path

import numpy as np

from tests.support.data_folders import store_address
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.intake.first_tables import TABLES, read_dataset
from tkpkp_geo.store.boundaries import read_boundaries
from tkpkp_geo.store.database import open_store


def line(nama: str, *points: tuple[float, float]) -> dict:
    """Give a named line as a GeoJSON feature."""
    return feature(nama, {"type": "LineString", "coordinates": points})


def feature(nama: str, geometry: dict) -> dict:
    """Give a named GeoJSON feature."""
    return {"type": "Feature", "properties": {"nama": nama}, "geometry": geometry}


def many_lines(count: int) -> list[dict]:
    """Give lines of eight points all over the province, always the same ones."""
    rng = np.random.default_rng(20)
    starts = rng.uniform((114.6, -4.0), (116.3, -1.5), (count, 2))
    steps = rng.normal(0, 0.004, (count, 8, 2)).cumsum(axis=1)
    paths = (starts[:, None, :] + steps).round(6).tolist()
    return [line(f"Ruas {i}", *path) for i, path in enumerate(paths)]


def row(kode: str, nama: str, jenis: str, features: list[dict], **options: object) -> dict:
    """Give the store's row of a layer."""
    raw = json.dumps({"type": "FeatureCollection", "features": features}).encode()
    start = {"warna": "merah", "tebal": 3.0, "tampil": False, "sumber": "", "catatan": ""}
    about = {"kode": kode, "nama": nama, "jenis": jenis, "isi": gzip.compress(raw, mtime=0)}
    return start | about | {"sidik": hashlib.sha256(raw).hexdigest()[:16]} | options


def seed(folder: Path, rows: list[dict]) -> None:
    """Begin the store of a data folder with these layers."""
    files = {name: (folder / name).read_bytes() for name in TABLES}
    tables = intake_rows.first_tables(read_dataset(files, read_boundaries(folder)))
    address = store_address(folder)
    open_store(address).seed(tables | {"lapisan": rows})
