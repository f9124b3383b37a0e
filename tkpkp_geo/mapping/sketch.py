"""Small drawings of each kawasan for its card: shapes once a revision, shades from the view."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.model import CRS_METRIC, Dataset

SIZE = 400
_MARGIN = 8
_DETAIL = 1.2  # units of the drawing: smaller bends are not seen on a card


def sketches(dataset: Dataset, boundaries: Boundaries) -> dict[str, dict]:
    """Draw the desa of each kawasan as SVG paths in a square of `SIZE` units, north up, shared borders shared.

    Returns
    -------
    dict
        By kode_kawasan: ``desa`` (list of kode, path, anggota) and ``garis`` (the outline's path).
    """
    if "desa" not in boundaries.layers:
        return {}
    frame = boundaries.layers["desa"]
    found = {}
    for kawasan in dataset.kawasan:
        members = {d.kode_desa: d.anggota for d in dataset.kawasan_desa if d.kode_kawasan == kawasan.kode_kawasan}
        kode = [item for item in members if item in frame.index]
        if not kode:
            continue
        shapes = _fit(frame.geometry.loc[kode].to_crs(CRS_METRIC))
        found[kawasan.kode_kawasan] = {
            "desa": [{"kode": k, "d": _path(s), "anggota": members[k]} for k, s in zip(kode, shapes, strict=True)],
            "garis": _path(shapely.coverage_union_all(shapes)),
        }
    return found


def _fit(shapes: gpd.GeoSeries) -> np.ndarray:
    west, south, east, north = shapes.total_bounds
    scale = (SIZE - 2 * _MARGIN) / max(east - west, north - south)
    left, top = (SIZE - (east - west) * scale) / 2, (SIZE - (north - south) * scale) / 2
    moved = shapes.affine_transform([scale, 0, 0, -scale, left - west * scale, top + north * scale])
    return shapely.coverage_simplify(moved.to_numpy(), _DETAIL)


def _path(shape: shapely.Geometry) -> str:
    rings = (ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors))
    return "".join("M" + " ".join(f"{x:.0f},{y:.0f}" for x, y in ring.coords) + "Z" for ring in rings)
