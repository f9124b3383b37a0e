"""The extra layers of the map as collections."""

from __future__ import annotations

import gzip
import json
from functools import lru_cache

import shapely

from tkpkp_geo.domain.records import MapLayer
from tkpkp_geo.server.ogc.records import STRING, Bounds, Column
from tkpkp_geo.store.database import Store

LAPISAN = {"nama": Column(STRING, "Nama")}
_Drawn = tuple[str | None, dict]  # name and GeoJSON geometry


@lru_cache(maxsize=2)  # one may hold thousands of lines: those that were asked for last are kept ready
def load_layer(store: Store, layer: MapLayer) -> dict[str, _Drawn]:
    """Give the features of an extra layer, numbered from 1 as they lie in it."""
    content = store.layer_content(layer.kode)
    features = json.loads(gzip.decompress(content))["features"] if content else []
    return {
        str(number): (feature["properties"].get("nama"), feature["geometry"])
        for number, feature in enumerate(features, 1)
    }


@lru_cache(maxsize=64)
def layer_bounds(store: Store, layer: MapLayer) -> Bounds | None:
    """Give the bounds of an extra layer, ``None`` of an empty one."""
    shapes = [shapely.geometry.shape(geometry) for _, geometry in load_layer(store, layer).values()]
    if not shapes:
        return None
    west, south, east, north = map(float, shapely.total_bounds(shapes))
    return west, south, east, north


def build_layer_feature(drawn: _Drawn) -> tuple[dict, dict]:
    """Build one feature of an extra layer."""
    nama, geometry = drawn
    return {"nama": nama}, geometry
