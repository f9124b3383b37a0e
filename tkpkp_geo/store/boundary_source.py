"""Reads a file of official desa boundaries, of one province or of all, in our own layout or in that of the BIG.

The mapping agency (BIG) gives one layer of desa alone. Its columns have names of their own, its codes may come without
dots, and what lies above a desa stands beside it as a name. Whatever a layer or column is called, what it was taken
for is told, so that whoever builds the map can see whether the guess was right.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from pyproj.exceptions import ProjError

from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.domain.records import CRS_STORAGE

LEVELS = {"provinsi": 2, "kabupaten": 5, "kecamatan": 8}  # how much of a desa code names the area above
KODE_DESA = r"\d{2}\.\d{2}\.\d{2}\.\d{4}"
Tell = Callable[[str], None]

# What columns are called, the likeliest first; of the codes in use only those of Kemendagri (PUM) will do.
_COLUMNS = {
    "kode": ("kode", "kdepum", "kode_desa", "kode_kd", "kode_kemendagri"),
    "nama": ("nama", "wadmkd", "namobj", "nama_desa", "kel_desa", "desa"),
    "status": ("status",),
    "kecamatan": ("kecamatan", "wadmkc", "nama_kec"),
    "kabupaten": ("kabupaten", "wadmkk", "kab_kota", "nama_kab"),
    "provinsi": ("provinsi", "wadmpr", "nama_prov"),
}
_CODES = {
    "kecamatan": ("kode", "kdcpum", "kode_kec"),
    "kabupaten": ("kode", "kdpkab", "kdbpum", "kode_kab"),
    "provinsi": ("kode", "kdppum", "kode_prov"),
    "provinsi_tetangga": ("kode", "kdppum", "kode_prov"),
}
_NAMES = {
    "kecamatan": ("nama", "wadmkc", "namobj"),
    "kabupaten": ("nama", "wadmkk", "namobj"),
    "provinsi": ("nama", "wadmpr", "namobj"),
    "provinsi_tetangga": ("nama", "wadmpr", "namobj"),
}
_KOTA = 71  # from this number on, the second part of a code is that of a kota
_KELURAHAN = "1"  # with which the last part of its code begins; that of a desa begins with 2


@dataclass(frozen=True, eq=False)
class BoundarySource:
    """What a file says of one province.

    Parameters
    ----------
    desa : GeoDataFrame
        kode, nama, status, geometry (EPSG:4326), in order of code.
    names : mapping of str to mapping of str to str
        By level above the desa: name of an area by its code.
    neighbours : GeoDataFrame or None
        kode, nama, geometry (EPSG:4326) of other provinces, where the file has any.
    """

    desa: gpd.GeoDataFrame
    names: Mapping[str, Mapping[str, str]]
    neighbours: gpd.GeoDataFrame | None


def read_source(path: Path, kode_provinsi: str, tell: Tell) -> BoundarySource:
    """Read what a file says of a province.

    Parameters
    ----------
    kode_provinsi : str
        Two digits after Kemendagri; what lies in other provinces is left out.
    tell : callable
        Is given one line for each layer: what was taken for what, and what was left out.

    Raises
    ------
    DataFileError
        If a layer, column, CRS, code or geometry cannot be used. It says what was looked for and what was found.
    """
    reader = _Reader(path, kode_provinsi, tell)
    desa = reader.desa()
    names = {level: reader.names(level, desa) for level in LEVELS}
    columns = ["kode", "nama", "status", "geometry"]
    return BoundarySource(desa[columns].sort_values("kode", ignore_index=True), names, reader.neighbours())


def fault(path: Path, masalah: str, saran: str, kolom: str = "", nilai: Iterable[object] = ()) -> DataFileError:
    """Make the error of a file; of many values the first five are named."""
    values = sorted(map(str, nilai))
    shown = ", ".join(values[:5]) + (f" dan {len(values) - 5} lainnya" if len(values) > 5 else "")
    return DataFileError(Problem(path.name, masalah, saran, kolom=kolom, nilai=shown))


def dotted(kode: str) -> str:
    """Write a code of Kemendagri with its dots, whichever level it is of.

    >>> dotted("9901022003"), dotted("99.01"), dotted(" 990102 ")
    ('99.01.02.2003', '99.01', '99.01.02')
    """
    kode = kode.strip()
    if not kode.isdecimal() or len(kode) not in (4, 6, 10):
        return kode
    parts = (kode[0:2], kode[2:4], kode[4:6], kode[6:10])
    return ".".join(filter(None, parts))


class _Reader:
    def __init__(self, path: Path, kode_provinsi: str, tell: Tell) -> None:
        self.path, self.kode, self._tell = path, kode_provinsi, tell
        self._beside: dict[str, str] = {}  # columns of the desa that name what lies above them
        try:
            self._layers = [str(name) for name in pyogrio.list_layers(path)[:, 0]]
        except DataSourceError as error:
            raise fault(path, "berkas tidak dapat dibaca", "Pilih berkas GeoPackage yang utuh.") from error

    def desa(self) -> gpd.GeoDataFrame:
        """Give the desa of the province, with the names of what lies above them where the layer has any."""
        layer = self._layer("desa", ("desa",))
        if layer is None and len(self._layers) == 1:
            layer = self._layers[0]
        if layer is None:
            raise self._no_layer("desa", ("kode", "nama"))
        frame = self._shapes_of(layer)
        columns = {role: column for role in _COLUMNS if (column := _column(frame, _COLUMNS[role]))}
        self._demand(layer, frame, columns, {role: _COLUMNS[role] for role in ("kode", "nama")})
        self._beside = columns
        kept = frame.geometry.rename("geometry").to_frame()
        for role, column in columns.items():
            kept[role] = frame[column]
        self._report(
            "desa", layer, columns | ({} if "status" in columns else {"status": "angka pertama bagian akhir kode"})
        )
        kept = self._coded(layer, columns["kode"], kept)
        if (odd := ~kept["kode"].str.fullmatch(KODE_DESA)).any():
            saran = "Tulis kode Kemendagri sebagai teks, misalnya 99.01.02.2003 atau 9901022003."
            raise fault(
                self.path, f"kode desa tidak dikenal di layer {layer}", saran, columns["kode"], kept["kode"][odd]
            )
        if "status" not in columns:
            kept["status"] = np.where(kept["kode"].str[9] == _KELURAHAN, "kelurahan", "desa")
        kept = self._own(layer, columns["kode"], kept)
        if odd := set(kept["status"]) - {"desa", "kelurahan"}:
            saran = "Isi dengan desa atau kelurahan."
            raise fault(self.path, "status tidak dikenal", saran, columns.get("status", ""), odd)
        return self._mended(layer, kept)

    def names(self, level: str, desa: gpd.GeoDataFrame) -> dict[str, str]:
        """Give the names of the areas of a level: of its own layer, or as they stand beside the desa."""
        wanted = desa["kode"].str[: LEVELS[level]]
        layer = self._layer(level, (level,), without="tetangga")
        if layer is not None:
            frame = pyogrio.read_dataframe(self.path, layer=layer, read_geometry=False)
            roles = self._code_and_name(level, layer, frame)
            frame = self._coded(layer, roles["kode"], _renamed(frame, roles))
            frame = self._unique(layer, roles["kode"], frame[frame["kode"].str[:2] == self.kode])
            names = dict(zip(frame["kode"], frame["nama"].astype(str), strict=True))
            advice = f"Lengkapi layer {layer}."
        elif level in desa:
            self._tell(f"{level}: namanya dari kolom {self._beside[level]} di layer desa")
            named = desa[level].notna()
            names = dict(zip(wanted[named], desa[level][named].astype(str), strict=True))
            advice = "Lengkapi kolom itu di layer desa."
        else:
            raise self._no_layer(level, ("kode", "nama"))
        if missing := set(wanted) - names.keys():
            raise fault(self.path, f"nama {level} tidak ada", advice, "kode", missing)
        return {kode: _full_name(level, kode, names[kode].strip()) for kode in set(wanted)}

    def neighbours(self) -> gpd.GeoDataFrame | None:
        """Give the other provinces: of a layer of their own, or those that a national file has."""
        layer = self._layer("provinsi_tetangga", ("tetangga",)) or self._layer("provinsi", ("provinsi",))
        if layer is None:
            self._tell("provinsi tetangga: tidak ada layernya; peta berhenti di batas provinsi")
            return None
        frame = self._shapes_of(layer)
        roles = self._code_and_name("provinsi_tetangga", layer, frame, quiet=True)
        frame = self._coded(layer, roles["kode"], gpd.GeoDataFrame(_renamed(frame, roles), geometry=frame.geometry))
        frame = self._unique(layer, roles["kode"], frame[frame["kode"] != self.kode])
        if frame.empty:
            return None
        self._tell(f"provinsi tetangga: layer {layer}, {len(frame)} provinsi lain")
        return self._mended(layer, frame)

    def _shapes_of(self, layer: str) -> gpd.GeoDataFrame:
        frame = pyogrio.read_dataframe(self.path, layer=layer)
        if not isinstance(frame, gpd.GeoDataFrame):
            raise fault(self.path, f"layer {layer} tidak berisi bentuk", "Pilih layer poligon batas wilayah.")
        return frame

    def _layer(self, exact: str, parts: tuple[str, ...], without: str = "") -> str | None:
        """Give the layer of a name, else the first whose name holds one of the parts."""
        for layer in self._layers:
            if layer.casefold() == exact:
                return layer
        for layer in self._layers:
            name = layer.casefold()
            if any(part in name for part in parts) and not (without and without in name):
                return layer
        return None

    def _no_layer(self, wanted: str, columns: tuple[str, ...]) -> DataFileError:
        saran = (
            f"Tambahkan layer {wanted} dengan kolom {', '.join(columns)}. Layer yang ada: {', '.join(self._layers)}."
        )
        return fault(self.path, f"layer {wanted} tidak ada", saran)

    def _code_and_name(self, level: str, layer: str, frame: pd.DataFrame, quiet: bool = False) -> dict[str, str]:
        accepted = {"kode": _CODES[level], "nama": _NAMES[level]}
        columns = {role: column for role in accepted if (column := _column(frame, accepted[role]))}
        self._demand(layer, frame, columns, accepted)
        if not quiet:
            self._report(level, layer, columns)
        return columns

    def _demand(
        self, layer: str, frame: pd.DataFrame, columns: Mapping[str, str], accepted: Mapping[str, tuple[str, ...]]
    ) -> None:
        missing = [role for role in accepted if role not in columns]
        if missing:
            wanted = "; ".join(f"{role} (dikenal sebagai {', '.join(accepted[role])})" for role in missing)
            there = ", ".join(str(column) for column in frame.columns if column != "geometry")
            saran = f"Beri nama kolomnya: {wanted}. Kolom yang ada: {there}."
            raise fault(self.path, f"kolom di layer {layer} kurang", saran, nilai=missing)

    def _report(self, level: str, layer: str, columns: Mapping[str, str]) -> None:
        taken = ", ".join(f"{role} dari {column}" for role, column in columns.items())
        self._tell(f"{level}: layer {layer}; {taken}")

    def _coded(self, layer: str, column: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        """Give the rows that have a code (lakes and forests have none), codes written with dots."""
        blank = frame["kode"].isna() | (frame["kode"].astype(str).str.strip() == "")
        if blank.any():
            self._tell(f"{layer}: {int(blank.sum())} baris tanpa {column} dilewati")
        frame = frame[~blank]
        text = pd.api.types.is_string_dtype(frame["kode"]) or pd.api.types.is_object_dtype(frame["kode"])
        # A number may have lost what made it a code; only text is believed.
        return frame.assign(kode=frame["kode"].astype(str).map(dotted) if text else frame["kode"].astype(str))

    def _own(self, layer: str, column: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        provinces = frame["kode"].str[:2]
        own = frame[provinces == self.kode]
        if own.empty:
            saran = "Sebut provinsi yang lain dengan --provinsi, atau pilih berkas yang memuatnya."
            masalah = f"tidak ada desa provinsi {self.kode} di layer {layer}"
            raise fault(self.path, masalah, saran, column, set(provinces))
        if len(own) < len(frame):
            self._tell(f"{layer}: {len(own)} dari {len(frame)} baris ada di provinsi {self.kode}")
        return self._unique(layer, column, own)

    def _unique(self, layer: str, column: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        if repeated := set(frame["kode"][frame["kode"].duplicated()]):
            raise fault(self.path, f"kode di layer {layer} berulang", "Sisakan satu baris per kode.", column, repeated)
        return frame

    def _mended(self, layer: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
        try:
            degrees = frame.to_crs(CRS_STORAGE) if frame.crs and not frame.crs.name.startswith("Undefined") else None
        except ProjError:
            degrees = None
        if degrees is None or not (np.abs(degrees.total_bounds) <= 180).all():
            masalah = f"sistem koordinat layer {layer} tidak diketahui"
            raise fault(self.path, masalah, "Simpan ulang dengan EPSG:4326.")
        shapes = shapely.make_valid(shapely.force_2d(degrees.geometry.to_numpy()), method="structure")
        shapes = np.array([polygons(shape) for shape in shapes], dtype=object)
        if (empty := shapely.is_empty(shapes)).any():
            saran = "Gambar ulang batasnya sebagai poligon."
            masalah = f"geometri di layer {layer} kosong atau rusak"
            raise fault(self.path, masalah, saran, "kode", frame["kode"][empty])
        return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=CRS_STORAGE)


def polygons(shape: shapely.Geometry | None) -> shapely.MultiPolygon:
    """Give the polygons of a shape as one, without lines, points and what has no area."""
    parts = shapely.get_parts(shapely.get_parts(shape)) if shape is not None else []
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > 0])


def _column(frame: pd.DataFrame, accepted: Iterable[str]) -> str | None:
    by_name = {str(column).casefold(): str(column) for column in frame.columns}
    return next((by_name[name] for name in accepted if name in by_name), None)


def _renamed(frame: pd.DataFrame, roles: Mapping[str, str]) -> pd.DataFrame:
    return pd.DataFrame({role: frame[column] for role, column in roles.items()})


def _full_name(level: str, kode: str, name: str) -> str:
    """Write a kabupaten or kota with the word that tells them apart, which some files leave out."""
    if level != "kabupaten" or name.split(" ")[0] in ("Kabupaten", "Kota"):
        return name
    return f"{'Kota' if int(kode[3:5]) >= _KOTA else 'Kabupaten'} {name}"
