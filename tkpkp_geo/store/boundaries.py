"""Reads ``wilayah.gpkg`` and ``daerah.csv``: codes → geometry, a point → its desa. Everything is EPSG:4326."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import geopandas as gpd
import pyogrio
import shapely

from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import CRS_STORAGE, AdminArea, Kawasan
from tkpkp_geo.store import province_file
from tkpkp_geo.store.province_file import read_province

FILE = "wilayah.gpkg"
LEVELS = ("provinsi", "kabupaten", "kecamatan", "desa")
LAYERS = (*LEVELS, "tetangga")
_COLUMNS = ("kode", "nama", "tingkat", "status", "luas_km2", "label_lon", "label_lat", "radius_m")
# Generous bounds of the archipelago: what lies outside is not in degrees, or not Indonesia.
INDONESIA = (94.0, -12.0, 142.0, 7.0)
_SARAN = "Salin kembali berkas aslinya, atau buat ulang dengan python -m tkpkp_geo.store.build_boundaries."


@dataclass(frozen=True, eq=False)
class Boundaries:
    """The boundaries of one province.

    Parameters
    ----------
    province : Province
        The facts of the province, its metric CRS among them.
    layers : mapping of str to GeoDataFrame
        By layer name (`LAYERS`), index = `kode`, CRS EPSG:4326; a layer that could not be read is missing.
    wilayah : mapping of str to AdminArea
        Every area of the province by its code.
    problems : tuple of Problem
        What was wrong with the file.
    """

    province: Province
    layers: Mapping[str, gpd.GeoDataFrame] = field(default_factory=dict)
    wilayah: Mapping[str, AdminArea] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()

    def knows(self, tingkat: str, kode: str) -> bool:
        """Whether there is such an area; without boundaries nothing can be denied."""
        return tingkat not in self.layers or kode in self.layers[tingkat].index

    def desa_in(self, kecamatan: Iterable[str]) -> list[str]:
        """Give the codes of every desa in these kecamatan, in order of code."""
        if "desa" not in self.layers:
            return []
        wanted = set(kecamatan)
        return [kode for kode in self.layers["desa"].index if kecamatan_of(kode) in wanted]

    def desa_at(self, lon: float, lat: float) -> str | None:
        """Give the code of the desa that holds the point (degrees), ``None`` outside of all."""
        if "desa" not in self.layers:
            return None
        desa = self.layers["desa"]
        hits = desa.sindex.query(shapely.Point(lon, lat), predicate="intersects")
        return desa.index[min(hits)] if len(hits) else None

    def features(self, layer: str, kode: Iterable[str] | None = None) -> list[dict[str, Any]]:
        """Give GeoJSON features with `kode`, `nama`, `tingkat`, `status`, `luas_km2` and the label point.

        Parameters
        ----------
        layer : str
            One of `LAYERS`.
        kode : iterable of str, optional
            Only these areas.
        """
        if layer not in self.layers:
            return []
        frame = self.layers[layer]
        if kode is not None:
            frame = frame.loc[[item for item in kode if item in frame.index]]
        features: list[dict[str, Any]] = json.loads(frame.to_json(drop_id=True))["features"]
        return features

    def kawasan_features(self, kawasan: Iterable[Kawasan]) -> list[dict[str, Any]]:
        """Give one GeoJSON feature a kawasan: the union of its kecamatan, with `kode_kawasan` and `nama`."""
        features = []
        for item in kawasan:
            shape = self.kawasan_shape(item)
            if not shape.is_empty:
                properties = {"kode_kawasan": item.kode_kawasan, "nama": item.nama, "kode_kab": item.kode_kab}
                features.append({"type": "Feature", "properties": properties, "geometry": shape.__geo_interface__})
        return features

    def kawasan_shape(self, kawasan: Kawasan) -> shapely.Geometry:
        """Give the union of the kawasan's kecamatan (EPSG:4326), empty where none is known."""
        return _union(self, kawasan.kecamatan)


@lru_cache(maxsize=64)
def _union(boundaries: Boundaries, kecamatan: tuple[str, ...]) -> shapely.Geometry:
    if "kecamatan" not in boundaries.layers:
        return shapely.GeometryCollection()
    shapes = boundaries.layers["kecamatan"].geometry
    return shapely.union_all(shapes.loc[[kode for kode in kecamatan if kode in shapes.index]])


def read_boundaries(folder: Path) -> Boundaries:
    """Read the province of a data folder and its boundaries.

    A layer that is not sound is left out and named in ``problems``; so is a file that cannot be read.

    Raises
    ------
    DataFileError
        Where the folder does not say which province it is about (`province_file.read_province`).
    """
    province = read_province(folder / province_file.FILE)
    path = folder / FILE
    if not path.exists():
        problem = Problem(path.name, "berkas batas wilayah tidak ditemukan", _SARAN)
        return Boundaries(province, problems=(problem,))
    try:
        present = set(pyogrio.list_layers(path)[:, 0])
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError):
        problem = Problem(path.name, "berkas batas wilayah rusak, tidak dapat dibuka", _SARAN)
        return Boundaries(province, problems=(problem,))
    layers: dict[str, gpd.GeoDataFrame] = {}
    problems: list[Problem] = []
    for name in LAYERS:
        if name not in present:
            problems.append(Problem(path.name, f"lapisan “{name}” tidak ada", _SARAN))
            continue
        frame = _sound(path, name, problems)
        if frame is not None:
            layers[name] = frame
    if "provinsi" in layers and province.kode not in layers["provinsi"].index:
        masalah = f"batasnya milik provinsi lain, {province_file.FILE} menyebut {province.kode}"
        held = ", ".join(layers["provinsi"].index)
        problems.append(Problem(path.name, masalah, "Samakan kedua berkas itu.", kolom="kode", nilai=held))
    return Boundaries(province, layers, _wilayah(layers), tuple(problems))


def _sound(path: Path, name: str, problems: list[Problem]) -> gpd.GeoDataFrame | None:
    def report(masalah: str, kolom: str = "", nilai: str = "") -> None:
        problems.append(Problem(path.name, f"lapisan “{name}”: {masalah}", _SARAN, kolom=kolom, nilai=nilai))

    try:
        frame = gpd.read_file(path, layer=name)
    except (pyogrio.errors.DataSourceError, pyogrio.errors.DataLayerError, pyogrio.errors.FeatureError) as error:
        report(f"tidak dapat dibaca ({error})")
        return None
    missing = [column for column in _COLUMNS if column not in frame.columns]
    if missing:
        report("kolom tidak ada", ", ".join(missing))
        return None
    if frame.crs is None:
        report("sistem koordinat tidak disebut, seharusnya EPSG:4326")
        return None
    if frame.crs != CRS_STORAGE:
        report("sistem koordinat bukan EPSG:4326; sementara ini diubah saat dibaca", nilai=frame.crs.to_string())
        frame = frame.to_crs(CRS_STORAGE)
    west, south, east, north = frame.total_bounds
    if not (INDONESIA[0] <= west <= east <= INDONESIA[2] and INDONESIA[1] <= south <= north <= INDONESIA[3]):
        report("koordinat di luar Indonesia, sistem koordinatnya salah", nilai=f"{west:.2f}, {south:.2f}")
        return None
    twice = frame["kode"].duplicated()
    for kode in frame.loc[twice, "kode"]:
        report("kode ganda; yang pertama dipakai", "kode", kode)
    return frame.loc[~twice].set_index("kode", drop=False)


def _wilayah(layers: Mapping[str, gpd.GeoDataFrame]) -> dict[str, AdminArea]:
    areas = {}
    for level in LEVELS:
        if level in layers:
            for cells in layers[level][list(_COLUMNS)].itertuples(index=False):
                kode, nama, tingkat, status, luas, lon, lat, radius = cells
                areas[kode] = AdminArea(kode, nama, tingkat, status, luas, lon, lat, radius)
    return areas
