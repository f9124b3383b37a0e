"""Shapes of the paper maps in the metric CRS: projected once, cut to what a map shows, no finer than paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import geopandas as gpd
import numpy as np
import shapely
from matplotlib.path import Path

from tkpkp_geo.domain import style
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.records import CRS_STORAGE
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.webmap.payload import mainland

Shapes = dict[str, shapely.Geometry]
Extent = tuple[float, float, float, float]  # west, south, east, north
_DETAIL = 0.08  # mm of paper: smaller bends are not seen


@dataclass(frozen=True, eq=False)
class MapShapes:
    """The province and what is round it, by code, as precise as the boundaries."""

    layers: Mapping[str, Shapes]

    def own(self, kecamatan: Iterable[str]) -> tuple[Shapes, Shapes]:
        """Give the kecamatan of these codes that are known, and all of their desa."""
        wanted = set(kecamatan)
        return (
            {kode: shape for kode, shape in self.layers.get("kecamatan", {}).items() if kode in wanted},
            {kode: shape for kode, shape in self.layers.get("desa", {}).items() if kecamatan_of(kode) in wanted},
        )

    def seen(self, layer: str, frame: Extent, metres: float, without: Iterable[str] = ()) -> Shapes:
        """Give what a frame shows of a layer, of `metres` a millimetre of paper."""
        left_out = set(without)
        every = {kode: shape for kode, shape in self.layers.get(layer, {}).items() if kode not in left_out}
        return clip_shapes(every, frame, metres)

    @property
    def province(self) -> shapely.Geometry | None:
        """The province without islets far out at sea."""
        return next((mainland(shape) for shape in self.layers.get("provinsi", {}).values()), None)


@lru_cache(maxsize=2)
def project_boundaries(boundaries: Boundaries) -> MapShapes:
    """Project boundaries, once for all maps of them."""
    crs = boundaries.province.crs_metrik
    return MapShapes(
        {
            name: dict(zip(frame.index, frame.geometry.to_crs(crs).to_numpy(), strict=True))
            for name, frame in boundaries.layers.items()
        }
    )


def clip_shapes(shapes: Shapes, frame: Extent, metres: float) -> Shapes:
    """Give what a frame shows of shapes, as detailed as paper shows, shared borders still shared."""
    box = shapely.box(*frame)
    kode = np.array(list(shapes), dtype=object)
    every = np.array([shapes[item] for item in kode], dtype=object)
    near = shapely.intersects(shapely.envelope(every), box) if len(every) else np.zeros(0, dtype=bool)
    if not near.any():
        return {}
    plain = shapely.coverage_simplify(every[near], _DETAIL * metres)
    spare = 2 * metres  # so that no border is drawn along the frame
    west, south, east, north = frame
    cut = shapely.clip_by_rect(plain, west - spare, south - spare, east + spare, north + spare)
    return {str(item): shape for item, shape in zip(kode[near], cut, strict=True) if not shape.is_empty}


def outline_paths(shapes: Iterable[shapely.Geometry]) -> list[Path]:
    """Give the outline of each shape."""
    paths = []
    for shape in shapes:
        parts = [part for part in shapely.get_parts(shape) if part.geom_type == "Polygon"]
        rings = shapely.get_rings(shapely.orient_polygons(np.array(parts, dtype=object)))
        points, ring = shapely.get_coordinates(rings, return_index=True)
        codes = np.full(len(points), Path.LINETO, dtype=Path.code_type)
        if len(ring):
            starts = np.flatnonzero(np.r_[True, ring[1:] != ring[:-1]])
            codes[starts] = Path.MOVETO
            codes[np.r_[starts[1:] - 1, len(points) - 1]] = Path.CLOSEPOLY
        paths.append(Path(points, codes))
    return paths


def to_metres(points: Sequence[tuple[float, float]], crs: str) -> list[tuple[float, float]]:
    """Project points (lon, lat, EPSG:4326) to a metric CRS."""
    return _projected(points, CRS_STORAGE, crs)


def to_degrees(points: Sequence[tuple[float, float]], crs: str) -> list[tuple[float, float]]:
    """Give points of a metric CRS as lon, lat."""
    return _projected(points, crs, CRS_STORAGE)


def _projected(points: Sequence[tuple[float, float]], crs: str, to: str) -> list[tuple[float, float]]:
    if not points:
        return []
    x, y = zip(*points, strict=True)
    moved = gpd.GeoSeries(gpd.points_from_xy(x, y, crs=crs)).to_crs(to)
    return list(zip(moved.x.tolist(), moved.y.tolist(), strict=True))


THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class ShapeLayer:
    """Shapes of one look; `fill` has one colour a shape, or none at all."""

    shapes: tuple[shapely.Geometry, ...]
    fill: tuple[str, ...] = ()
    edge: str = "none"
    width: float = 0.5


def surrounding_land(ground: MapShapes, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
    """Give the land that a frame shows: neighbouring provinces, and over them this one."""
    every = {
        **{f"tetangga {kode}": shape for kode, shape in ground.layers.get("tetangga", {}).items()},
        **{f"provinsi {kode}": shape for kode, shape in ground.layers.get("provinsi", {}).items()},
    }
    shown = clip_shapes(every, frame, metres)
    for name, line in (("tetangga", THEME["line_faint"]), ("provinsi", THEME["line"])):
        shapes = tuple(shape for kode, shape in shown.items() if kode.startswith(name))
        yield ShapeLayer(shapes, fill=(THEME["neighbour"],) * len(shapes), edge=line)
