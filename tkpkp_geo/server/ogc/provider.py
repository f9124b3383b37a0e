"""How pygeoapi reads a collection."""

from __future__ import annotations

import math
from datetime import date, datetime
from typing import Any
from urllib.parse import unquote

import shapely
from pygeoapi.provider.base import BaseProvider, ProviderInvalidQueryError, ProviderItemNotFoundError
from pygeoapi.util import crs_transform

from tkpkp_geo.domain.filter import FILTER_KEYS
from tkpkp_geo.server.ogc.records import BOOLEAN, INTEGER, NUMBER, Collection


class CollectionProvider(BaseProvider):
    """Reads one `Collection`; ``data`` of its definition is a function that gives it."""

    def __init__(self, provider_def: dict) -> None:
        super().__init__(provider_def)
        self.collection: Collection = provider_def["data"]()
        self._fields = self.get_fields()

    def get_fields(self) -> dict:
        """Give the properties as JSON schema."""
        return {name: {"type": item.kind, "title": item.title} for name, item in self.collection.columns.items()}

    @crs_transform
    def query(
        self,
        offset: int = 0,
        limit: int = 10,
        bbox: list[float] | None = None,
        properties: list[tuple[str, str]] | None = None,
        select_properties: list[str] | None = None,
        skip_geometry: bool = False,
        datetime_: str | None = None,
        **others: object,
    ) -> dict:
        """Give one page of features as GeoJSON, and how many there are in all."""
        # The app's filter has chosen the programs already; what is left are properties that must equal a value.
        equal = [(key, value) for key, value in properties or () if key not in FILTER_KEYS]
        matching: list[Any] = list(self.collection.sources)
        span = _span(datetime_) if datetime_ else None
        if equal or bbox or span and self.collection.time:
            window = _window(bbox) if bbox else None
            matching = [
                item for item in map(self.collection.feature, matching) if self._is_wanted(item, window, equal, span)
            ]
        page = [item if isinstance(item, dict) else self.collection.feature(item) for item in matching[offset:][:limit]]
        for feature in page:
            if select_properties:
                feature["properties"] = {name: feature["properties"].get(name) for name in select_properties}
            if skip_geometry:
                feature["geometry"] = None
        return {
            "type": "FeatureCollection",
            "features": page,
            "numberMatched": len(matching),
            "numberReturned": len(page),
        }

    @crs_transform
    def get(self, identifier: str, **others: object) -> dict:
        """Give one feature."""
        kode = unquote(identifier)
        if kode not in self.collection.sources:
            raise ProviderItemNotFoundError()
        return self.collection.feature(kode)

    def _is_wanted(
        self,
        feature: dict,
        window: shapely.Geometry | None,
        equal: list[tuple[str, str]],
        span: tuple[str, str] | None,
    ) -> bool:
        if not all(self._equals(key, feature["properties"].get(key), wanted) for key, wanted in equal):
            return False
        if span and self.collection.time:
            day = feature["properties"][self.collection.time]
            if not (day and span[0] <= day <= span[1]):
                return False
        if window is None:
            return True
        # What has no place is not in the window.
        shape = feature["geometry"] and shapely.geometry.shape(feature["geometry"])
        return bool(shape) and shape.intersects(window)

    def _equals(self, key: str, value: object, wanted: str) -> bool:
        kind = self.collection.columns[key].kind
        if value is None:
            return False
        if kind == BOOLEAN:
            return wanted.lower() in (("true", "1") if value else ("false", "0"))
        if kind in (INTEGER, NUMBER):
            try:
                return float(wanted) == value
            except ValueError:
                return False
        return str(value) == wanted


def _window(bbox: list[float]) -> shapely.Geometry:
    if not all(map(math.isfinite, bbox)):
        raise ProviderInvalidQueryError(user_msg="bbox")
    west, south, east, north = bbox if len(bbox) == 4 else (bbox[0], bbox[1], bbox[3], bbox[4])
    if west <= east:
        return shapely.box(west, south, east, north)
    # As the standard has it, such a box goes round the back of the earth.
    return shapely.union(shapely.box(west, south, 180, north), shapely.box(-180, south, east, north))


def _span(interval: str) -> tuple[str, str]:
    """Give the first and last day (ISO) of an RFC 3339 moment or interval, whose open end is ``..``."""
    ends = interval.split("/")
    try:
        # GDAL writes a day as `2026-06-01T`.
        moments = [None if end in ("", "..") else datetime.fromisoformat(end.removesuffix("T")) for end in ends]
    except ValueError:
        raise ProviderInvalidQueryError(user_msg="datetime") from None
    if len(moments) > 2 or not any(moments):
        raise ProviderInvalidQueryError(user_msg="datetime")
    days = [moment.date().isoformat() if moment else "" for moment in moments]
    return days[0], days[-1] or date.max.isoformat()
