"""What a kawasan's card shows of it for a whole revision: names, colours, and a small drawing."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import shapely

from tkpkp_geo.domain import style
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.store.boundaries import Boundaries

SIZE = 400
_MARGIN = 8
_DETAIL = 1.2  # units of the drawing: smaller bends are not seen on a card


def kawasan_sketches(dataset: Dataset, boundaries: Boundaries) -> dict[str, dict]:
    """Draw the desa of each kawasan as SVG paths in a square of `SIZE` units, north up, shared borders shared.

    Returns
    -------
    dict
        By kode_kawasan: ``nama``, ``kab``, by theme ``warna`` and ``ramp`` (the shades of its classes), ``desa``
        (list of kode, path, member) and ``outline`` (the outline's path); the last two are empty without boundaries.
    """
    return {
        item.kode_kawasan: _names(dataset, position) | _drawing(dataset, boundaries, item.kode_kawasan)
        for position, item in enumerate(dataset.kawasan)
    }


def _names(dataset: Dataset, position: int) -> dict:
    item, colours = dataset.kawasan[position], style.kawasan_colours(position)
    ink = {"light": colours.strong, "dark": colours.light}
    ramp = {theme: style.ramp(colour, style.THEMES[theme]["land"]) for theme, colour in ink.items()}
    where = " · ".join(dataset.area_name(kode) for kode in item.kecamatan)
    kab = f"{dataset.kabupaten_name(item.kode_kab)} · Kec. {where}"
    return {"nama": item.nama, "kab": kab, "warna": ink, "ramp": ramp}


def _drawing(dataset: Dataset, boundaries: Boundaries, kode_kawasan: str) -> dict:
    frame = boundaries.layers.get("desa")
    members = {d.kode_desa: d.is_member for d in dataset.kawasan_desa if d.kode_kawasan == kode_kawasan}
    kode = [] if frame is None else [item for item in members if item in frame.index]
    if frame is None or not kode:
        return {"desa": [], "outline": ""}
    shapes = _fit(frame.geometry.loc[kode].to_crs(dataset.province.crs_metrik))
    return {
        "desa": [{"kode": k, "d": _path(s), "member": members[k]} for k, s in zip(kode, shapes, strict=True)],
        "outline": _path(shapely.coverage_union_all(shapes)),
    }


def _fit(shapes: gpd.GeoSeries) -> np.ndarray:
    west, south, east, north = shapes.total_bounds
    scale = (SIZE - 2 * _MARGIN) / max(east - west, north - south)
    left, top = (SIZE - (east - west) * scale) / 2, (SIZE - (north - south) * scale) / 2
    moved = shapes.affine_transform([scale, 0, 0, -scale, left - west * scale, top + north * scale])
    return shapely.coverage_simplify(moved.to_numpy(), _DETAIL)


def _path(shape: shapely.Geometry) -> str:
    rings = (ring for part in shapely.get_parts(shape) for ring in (part.exterior, *part.interiors))
    return "".join("M" + " ".join(f"{x:.0f},{y:.0f}" for x, y in ring.coords) + "Z" for ring in rings)
