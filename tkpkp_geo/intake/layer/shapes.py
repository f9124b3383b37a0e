"""Shapes of one layer → shapes that the map can draw: one kind, sound, inside the province, in short degrees."""

from __future__ import annotations

from collections import Counter

import numpy as np
import shapely
from pyproj import Transformer

from tkpkp_geo.domain.records import CRS_STORAGE, LayerKind

DIMENSION = {LayerKind.TITIK: 0, LayerKind.GARIS: 1, LayerKind.BIDANG: 2}
MAX_POINTS = 200_000
TOLERANCES = (5.0, 10.0, 20.0, 50.0)  # m
DECIMALS = 6  # 0.1 m
_JOIN = (shapely.multipoints, shapely.multilinestrings, shapely.multipolygons)
_MULTI = 4  # shapely's type numbers from here on are collections


def keep_dimension(shapes: np.ndarray, dimension: int) -> np.ndarray:
    """Give of each shape the parts of one dimension, ``None`` where it has none."""
    parts, owner = shapely.get_parts(shapes, return_index=True)
    while (shapely.get_type_id(parts) >= _MULTI).any():
        parts, inner = shapely.get_parts(parts, return_index=True)
        owner = owner[inner]
    kept = (shapely.get_dimensions(parts) == dimension) & ~shapely.is_empty(parts)
    owners, group = np.unique(owner[kept], return_inverse=True)
    whole = np.full(len(shapes), None, dtype=object)
    if len(owners):
        joined = _JOIN[dimension](parts[kept], indices=group)
        single = shapely.get_num_geometries(joined) == 1
        joined[single] = shapely.get_geometry(joined[single], 0)
        whole[owners] = joined
    return whole


def prepare_shapes(
    shapes: np.ndarray, kind: LayerKind, province: shapely.Geometry, crs: str, tally: Counter[str]
) -> np.ndarray:
    """Mend, clip, simplify if huge, and round.

    Parameters
    ----------
    shapes : array of geometry
        2D, EPSG:4326, ``None`` where a feature has nothing of this kind.
    tally : Counter
        Gets how many features were ``rusak`` (mended), ``hilang`` (could not be), ``luar`` (outside), ``potong``
        (cut at the border), ``kecil`` (too small to draw), and the tolerance in metres as ``sederhana``.

    Returns
    -------
    array of geometry
        As long as `shapes`, ``None`` where nothing is left.
    """
    dimension = DIMENSION[kind]
    shapes = _mend(shapes, dimension, tally)
    shapes = _clip(shapes, dimension, province, tally)
    shapes = _simplify(shapes, crs, tally)
    before = _present(shapes).sum()
    shapes = _round(shapes, dimension)
    tally["kecil"] += int(before - _present(shapes).sum())
    return shapes


def _present(shapes: np.ndarray) -> np.ndarray:
    return np.asarray(~shapely.is_missing(shapes))


def _mend(shapes: np.ndarray, dimension: int, tally: Counter[str]) -> np.ndarray:
    broken = _present(shapes) & ~shapely.is_valid(shapes)
    if not broken.any():
        return shapes
    mended = shapes.copy()
    mended[broken] = keep_dimension(
        shapely.make_valid(shapes[broken], method="structure", keep_collapsed=False), dimension
    )
    lost = broken & ~_present(mended)
    tally["rusak"] += int(broken.sum() - lost.sum())
    tally["hilang"] += int(lost.sum())
    return mended


def _clip(shapes: np.ndarray, dimension: int, province: shapely.Geometry, tally: Counter[str]) -> np.ndarray:
    shapely.prepare(province)
    there = _present(shapes)
    crossing = there & shapely.intersects(province, shapes) & ~shapely.covers(province, shapes)
    clipped = np.full(len(shapes), None, dtype=object)
    whole = there & shapely.covers(province, shapes)
    clipped[whole] = shapes[whole]
    clipped[crossing] = keep_dimension(shapely.intersection(shapes[crossing], province), dimension)
    inside = _present(clipped)
    tally["luar"] += int(there.sum() - inside.sum())
    tally["potong"] += int((crossing & inside).sum())
    return clipped


def _simplify(shapes: np.ndarray, crs: str, tally: Counter[str]) -> np.ndarray:
    if shapely.get_num_coordinates(shapes).sum() <= MAX_POINTS:
        return shapes
    there, simplified = _present(shapes), shapes.copy()
    metric = _moved(shapes[there], CRS_STORAGE, crs)
    for tolerance in TOLERANCES:
        tally["sederhana"] = int(tolerance)
        simplified[there] = shapely.simplify(metric, tolerance)
        if shapely.get_num_coordinates(simplified).sum() <= MAX_POINTS:
            break
    simplified[there] = _moved(simplified[there], crs, CRS_STORAGE)
    return simplified


def _moved(shapes: np.ndarray, source: object, target: object) -> np.ndarray:
    move = Transformer.from_crs(source, target, always_xy=True)
    moved: np.ndarray = shapely.transform(shapes, lambda xy: np.column_stack(move.transform(xy[:, 0], xy[:, 1])))
    return moved


def _round(shapes: np.ndarray, dimension: int) -> np.ndarray:
    if dimension == 2:
        # Rounding corners one by one can cross borders; this keeps every polygon sound.
        shapes = keep_dimension(shapely.set_precision(shapes, 10.0**-DECIMALS), dimension)
    shapes = np.asarray(shapely.transform(shapes, lambda xy: np.round(xy, DECIMALS)))
    if dimension == 1:
        parts, owner = shapely.get_parts(shapes, return_index=True)
        parts = shapely.remove_repeated_points(parts)
        kept = shapely.length(parts) > 0
        lines = np.full(len(shapes), None, dtype=object)
        owners, group = np.unique(owner[kept], return_inverse=True)
        if len(owners):
            lines[owners] = shapely.multilinestrings(parts[kept], indices=group)
        shapes = keep_dimension(lines, dimension)
    return shapes
