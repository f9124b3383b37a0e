"""Reads map files with GDAL in a process of its own: ``python -m tkpkp_geo.intake.layer.worker FOLDER``.

A hostile or damaged file can make GDAL take all memory or crash, which no ``except`` catches: so this runs apart,
with limits. `read.read_layers` writes the request into the folder, starts this, and reads the answer from there.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import sqlite3
import sys
from collections import Counter
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np
import pyogrio
import shapely
from pyogrio.errors import DataLayerError, DataSourceError
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError, ProjError
from pyproj.transformer import AreaOfInterest
from shapely.errors import GEOSException

from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import CRS_STORAGE
from tkpkp_geo.intake.layer import notes
from tkpkp_geo.intake.layer import shapes as layer_shapes

REQUEST, PROVINCE, ANSWER = "permintaan.json", "provinsi.wkb", "jawaban.json"
MAX_LAYERS = 20
MAX_FEATURES = 300_000  # read
MAX_DRAWN = 20_000
_MEMORY = 3 * 2**30
_CPU = 120  # s
_NAMES = ("nama", "name", "namobj", "nama_obj", "nm", "label", "toponim")
_NAME_STARTS = ("nama", "nam_", "nm_")
_MAX_NAME = 200


def limit_memory() -> None:
    """Bound memory and time of this process where the system can."""
    try:
        import resource
    except ImportError:  # Windows: the starter's clock alone remains
        return
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_CPU, _CPU))


class Reader:
    """Reads one upload; `answer` is what `read.read_layers` makes its records of."""

    def __init__(self, folder: Path, file: str, epsg: int | None, facts: Province, province: shapely.Geometry) -> None:
        self.folder = folder
        self.say = notes.Words(file, facts)
        self.epsg = epsg
        self.crs = facts.crs_metrik
        self.province = province
        self.kept: list[dict[str, object]] = []
        self.problems: list[dict[str, object]] = []
        self.needs_epsg = False

    def file(self, path: Path, nama: str) -> None:
        """Read every layer of one file; what cannot be read is told."""
        try:
            _check_sqlite(path)
            layers = pyogrio.list_layers(path)
        except (DataSourceError, sqlite3.DatabaseError) as error:
            return self._unreadable(nama, error)
        if len(layers) > MAX_LAYERS:
            self._tell(self.say.too_many_layers(len(layers), MAX_LAYERS))
        for layer, kind in layers[:MAX_LAYERS].tolist():
            # A file of one layer is known by its own name, but for the name that somebody gave in a GeoPackage.
            called = layer if path.suffix == ".gpkg" or len(layers) > 1 else nama
            if kind is None:
                self._tell(self.say.no_geometry(called))
                continue
            try:
                self._layer(path, layer, called)
            except (DataSourceError, DataLayerError, UnicodeDecodeError, ProjError, GEOSException) as error:
                self._unreadable(called, error)
        return None

    def _unreadable(self, nama: str, error: Exception) -> None:
        print(error, file=sys.stderr)  # for the log: it is GDAL's English, and names files of ours
        self._tell(self.say.unreadable(nama))

    def _tell(self, problem: Problem) -> None:
        self.problems.append(asdict(problem))

    def _layer(self, path: Path, layer: str, nama: str) -> None:
        info = pyogrio.read_info(path, layer=layer, force_feature_count=True)
        if not info["features"]:
            return self._tell(self.say.empty(nama))
        if info["features"] > MAX_FEATURES:
            return self._tell(self.say.too_many(nama, info["features"], MAX_FEATURES))
        columns = _name_columns(info["fields"].tolist())
        meta, _, wkb, cells = pyogrio.raw.read(path, layer=layer, columns=columns)
        column, names = _names(columns, dict(zip(meta["fields"].tolist(), cells, strict=True)), len(wkb))
        shapes = shapely.from_wkb(wkb, on_invalid="fix")
        without = np.array([cell is None for cell in wkb]) | shapely.is_empty(shapes)
        if without.all():
            return self._tell(self.say.empty(nama))
        tally = Counter(kosong=int(without.sum()), tinggi=int(shapely.has_z(shapes).sum()))
        shapes = shapely.force_2d(shapes)
        crs = self._crs(nama, info["crs"], shapes)
        if crs is None:
            return None
        notes = self.say.names(nama, column, len(info["fields"]))
        if len(wkb) < info["features"]:
            notes.append(self.say.short(nama, len(wkb), info["features"]))
        if not crs.equals(CRS_STORAGE, ignore_axis_order=True):
            shapes = self._degrees(shapes, crs)
            notes.append(self.say.reprojected(nama, _label(crs)))
        # Neither a shape that cannot be read nor one that has no place in degrees has finite bounds.
        lost = ~np.isfinite(shapely.bounds(shapes)).all(axis=1) & ~without
        shapes[lost] = None
        tally["hilang"] = int(lost.sum())
        notes += self.say.tally(nama, tally)
        self._kinds(nama, shapes, names, {"name_column": column, "crs": _label(crs)}, notes)
        return None

    def _crs(self, nama: str, said: str | None, shapes: np.ndarray) -> CRS | None:
        west, south, east, north = shapely.total_bounds(shapes)
        try:
            crs = CRS.from_user_input(said) if said else None
        except CRSError:
            crs = None
        undefined = crs is None or crs.name.startswith("Undefined") or not (crs.is_geographic or crs.is_projected)
        # GeoJSON without a word on it counts as degrees, even where the numbers are metres.
        if crs is None or undefined or (crs.is_geographic and max(abs(west), abs(south), abs(east), abs(north)) > 360):
            crs = None if self.epsg is None else CRS.from_epsg(self.epsg)
        if crs is None:
            self.needs_epsg = True
            self._tell(self.say.no_crs(nama, west, south))
        return crs

    def _degrees(self, shapes: np.ndarray, crs: CRS) -> np.ndarray:
        area = AreaOfInterest(*self.province.bounds)
        move = Transformer.from_crs(crs, CRS_STORAGE, always_xy=True, area_of_interest=area)
        degrees: np.ndarray = shapely.transform(shapes, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
        return degrees

    def _kinds(
        self, nama: str, shapes: np.ndarray, names: list[str], origin: dict[str, str], notes: list[Problem]
    ) -> None:
        by_kind = {
            kind: layer_shapes.keep_dimension(shapes, dimension) for kind, dimension in layer_shapes.DIMENSION.items()
        }
        by_kind = {kind: parts for kind, parts in by_kind.items() if not shapely.is_missing(parts).all()}
        if not by_kind:
            self.problems += map(asdict, notes)
            return self._tell(self.say.empty(nama))
        if len(by_kind) > 1:
            notes = [*notes, self.say.mixed(nama, by_kind)]
        for kind, parts in by_kind.items():
            tally: Counter[str] = Counter()
            drawn = layer_shapes.prepare_shapes(parts, kind, self.province, self.crs, tally)
            kept = ~shapely.is_missing(drawn)
            called = nama if len(by_kind) == 1 else f"{nama} ({kind})"
            if not kept.any():
                if tally.pop("luar", 0):
                    self._tell(self.say.outside(called, shapely.total_bounds(parts), self.province))
                self.problems += map(asdict, self.say.tally(called, tally))
            elif kept.sum() > MAX_DRAWN:
                self._tell(self.say.too_many(called, int(kept.sum()), MAX_DRAWN))
            elif (points := int(shapely.get_num_coordinates(drawn).sum())) > layer_shapes.MAX_POINTS:
                self._tell(self.say.too_detailed(called, points, layer_shapes.MAX_POINTS))
            else:
                raw = geojson(drawn[kept], [name for name, inside in zip(names, kept, strict=True) if inside])
                said = [asdict(item) for item in (*notes, *self.say.tally(called, tally))]
                about = {"name": called, "kind": kind, "count": int(kept.sum()), "notes": said}
                self._keep(about | origin, raw)
        return None

    def _keep(self, about: dict[str, object], raw: bytes) -> None:
        file = self.folder / f"isi-{len(self.kept)}.gz"
        file.write_bytes(gzip.compress(raw, mtime=0))
        fingerprint = hashlib.sha256(raw).hexdigest()[:16]
        self.kept.append(about | {"fingerprint": fingerprint, "content": file.name})


def geojson(shapes: np.ndarray, names: list[str]) -> bytes:
    """Write shapes as a GeoJSON collection; a feature that has a name says it as ``nama``."""
    about = (json.dumps({"nama": name} if name else {}, ensure_ascii=False) for name in names)
    features = (
        f'{{"type":"Feature","properties":{properties},"geometry":{shape}}}'
        for properties, shape in zip(about, shapely.to_geojson(shapes), strict=True)
    )
    return f'{{"type":"FeatureCollection","features":[{",".join(features)}]}}'.encode()


def _check_sqlite(path: Path) -> None:
    """Refuse a GeoPackage with holes, which GDAL would read as far as it goes."""
    if path.suffix == ".gpkg":
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro&immutable=1", uri=True)) as database:
            verdict = database.execute("PRAGMA quick_check(1)").fetchone()[0]
            if verdict != "ok":
                raise sqlite3.DatabaseError(verdict)


def _name_columns(columns: list[str]) -> list[str]:
    """Give the columns that may hold names, the likeliest first."""
    by_name = {column.casefold(): column for column in columns}
    exact = [by_name[wanted] for wanted in _NAMES if wanted in by_name]
    return [*exact, *(column for key, column in by_name.items() if key.startswith(_NAME_STARTS) and key not in _NAMES)]


def _names(columns: list[str], cells: dict[str, np.ndarray], count: int) -> tuple[str, list[str]]:
    """Give the first of the columns that is not blank throughout, "" for none, and each feature's name from it."""
    for column in columns:
        names = [_name(cell) for cell in cells[column]]
        if any(names):
            return column, names
    return "", [""] * count


def _name(cell: object) -> str:
    if cell is None or cell != cell:
        return ""
    return " ".join(str(cell).split())[:_MAX_NAME]


def _label(crs: CRS) -> str:
    authority = crs.to_authority()
    return f"{':'.join(authority)} ({crs.name})" if authority else crs.name


def main(folder: Path) -> None:
    """Answer the request that lies in the folder."""
    limit_memory()
    request = json.loads((folder / REQUEST).read_text("utf-8"))
    cells: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in request["province"].items()
    }
    facts = Province(**cells)
    shape = shapely.from_wkb((folder / PROVINCE).read_bytes())
    reader = Reader(folder, request["file"], request["epsg"], facts, shape)
    for file, nama in request["files"]:
        reader.file(folder / file, nama)
    (folder / ANSWER).write_text(
        json.dumps({"layers": reader.kept, "problems": reader.problems, "needs_epsg": reader.needs_epsg}), "utf-8"
    )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
