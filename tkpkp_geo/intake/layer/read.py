"""A map file that the office brings → extra layers of the map, and every change made to them."""

from __future__ import annotations

import json
import logging
import os
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from pathlib import Path

import pyogrio
import shapely
from pyproj import CRS
from pyproj.exceptions import CRSError

from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import LayerKind
from tkpkp_geo.intake.layer import unpack, worker
from tkpkp_geo.settings import PROJECT
from tkpkp_geo.store.boundaries import Boundaries

_DRIVERS = {"GPKG", "ESRI Shapefile", "GeoJSON", "LIBKML"}
_CLOCK = 180  # s
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class LayerFound:
    """One layer as the map will draw it.

    Parameters
    ----------
    name : str
        What the file calls it.
    count : int
        Number of features.
    crs : str
        CRS that the file came in, for example ``EPSG:32749 (WGS 84 / UTM zone 49S)``.
    name_column : str
        Column that the names of the features come from, "" for none.
    fingerprint : str
        Fingerprint of the content.
    notes : tuple of Problem
        What was changed or left out.
    content : bytes
        Gzipped GeoJSON, EPSG:4326; its features have the property ``name`` or none.
    """

    name: str
    kind: LayerKind
    count: int
    crs: str
    name_column: str
    fingerprint: str
    notes: tuple[Problem, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class LayerReading:
    """All that an upload gave: layers, and what could not be used. `needs_epsg`: a CRS code would help."""

    layers: tuple[LayerFound, ...] = ()
    problems: tuple[Problem, ...] = ()
    needs_epsg: bool = False


def read_layers(file_name: str, content: bytes, boundaries: Boundaries, epsg: int | None = None) -> LayerReading:
    """Read GeoPackage, zipped Shapefile, GeoJSON, KML or KMZ; never raises for what is wrong with the file.

    Parameters
    ----------
    boundaries : Boundaries
        Of the province, to whose outline the layers are clipped: they must have it.
    epsg : int, optional
        Code of the CRS of layers that do not say theirs; a layer's own word goes before it.
    """
    file, province = Path(file_name).name, boundaries.province
    try:
        if epsg is not None:
            _check_epsg(file, epsg, province)
        with tempfile.TemporaryDirectory(prefix="tkpkp-lapisan-") as name:
            folder = Path(name)
            files = [(item.path.name, item.name) for item in unpack.unpack(file, content, folder, province.nama)]
            request = {"file": file, "epsg": epsg, "files": files, "province": asdict(province)}
            (folder / worker.REQUEST).write_text(json.dumps(request), "utf-8")
            (folder / worker.PROVINCE).write_bytes(shapely.to_wkb(boundaries.layers["provinsi"].geometry.iloc[0]))
            _run(file, folder, province.nama)
            return _reading(folder)
    except DataFileError as error:
        return LayerReading(problems=(error.problem,))


def _check_epsg(file: str, epsg: int, province: Province) -> None:
    try:
        known = CRS.from_epsg(epsg)
        usable = known.is_geographic or known.is_projected
    except CRSError:
        usable = False
    if not usable:
        advice = f"Contoh kode: {', '.join(('4326 (derajat)', *province.contoh_crs))}."
        raise DataFileError(Problem(file, "kode EPSG tidak dikenal", advice, nilai=str(epsg)))


def _run(file: str, folder: Path, province: str) -> None:
    # Of GDAL's many formats only ours are left on: some others open any file or address that they are told to.
    skipped = ",".join(sorted(set(pyogrio.list_drivers()) - _DRIVERS))
    environment = os.environ | {
        "OGR_SKIP": skipped,
        "GDAL_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",  # each thread would reserve memory that the limit counts
        "PROJ_NETWORK": "OFF",
    }
    command = [sys.executable, "-m", worker.__name__, str(folder)]
    advice = f"Buka di QGIS, ambil hanya bagian di {province}, simpan sebagai GeoPackage, lalu unggah lagi."
    try:
        done = subprocess.run(
            command, cwd=PROJECT, env=environment, stdin=subprocess.DEVNULL, capture_output=True, timeout=_CLOCK
        )
    except subprocess.TimeoutExpired as error:
        raise DataFileError(Problem(file, f"belum selesai dibaca setelah {_CLOCK} detik", advice)) from error
    if done.returncode or done.stderr:
        said = done.stderr[-2000:].decode(errors="replace")
        _log.warning("reading %r ended with %s: %s", file, done.returncode, said)
    if done.returncode:
        raise DataFileError(Problem(file, "berkas rusak atau terlalu berat, pembacaan terhenti", advice))


def _reading(folder: Path) -> LayerReading:
    answer = json.loads((folder / worker.ANSWER).read_text("utf-8"))
    layers = tuple(
        LayerFound(
            **item
            | {
                "kind": LayerKind(item["kind"]),
                "notes": tuple(Problem(**note) for note in item["notes"]),
                "content": (folder / item["content"]).read_bytes(),
            }
        )
        for item in answer["layers"]
    )
    return LayerReading(layers, tuple(Problem(**item) for item in answer["problems"]), answer["needs_epsg"])
