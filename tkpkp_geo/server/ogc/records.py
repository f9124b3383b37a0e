"""What is asked, what is answered, and what a collection is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

Bounds = tuple[float, float, float, float]  # west, south, east, north, degrees
STRING, INTEGER, NUMBER, BOOLEAN = "string", "integer", "number", "boolean"


@dataclass(frozen=True, slots=True)
class OgcRequest:
    """One request, whatever server it came through.

    Parameters
    ----------
    part : str
        What of the API: ``""`` (its landing page), ``conformance``, ``openapi``, ``collections``, ``schema``,
        ``queryables`` or ``items``.
    base : str
        Address of the API as the client reached it, without a slash at its end.
    pairs : list of (key, value)
        The query.
    collection, feature : str
        The collection and feature asked for; "" for all of them.
    """

    part: str
    base: str
    pairs: list[tuple[str, str]]
    collection: str = ""
    feature: str = ""


@dataclass(frozen=True, slots=True)
class OgcReply:
    """An answer: its content in plain JSON types."""

    status: int
    content: dict
    mime: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Column:
    """One property of a collection's features."""

    kind: str
    title: str


@dataclass(frozen=True, eq=False)
class Collection:
    """One layer as clients see it, under one filter.

    Parameters
    ----------
    kode, title, description : str
        Its id, title and description.
    columns : mapping of str to Column
        The properties that its features have.
    load : callable () → dict
        By the id of each feature, in order, what `build` makes the feature of.
    build : callable (object) → (properties, GeoJSON geometry or None)
    bounds : callable () → Bounds
    time : str
        Its property that ``datetime`` asks for, an ISO day; "" where its features have none. No other may look like
        a day: GDAL sends whatever is asked of any of them as ``datetime``.
    """

    kode: str
    title: str
    description: str
    columns: Mapping[str, Column]
    load: Callable[[], Mapping[str, Any]]
    build: Callable[[Any], tuple[dict, dict | None]]
    bounds: Callable[[], Bounds]
    time: str = ""

    @cached_property
    def sources(self) -> Mapping[str, Any]:
        """What `load` gives, loaded once."""
        return self.load()

    def feature(self, kode: str) -> dict:
        """Build one feature; ``KeyError`` where the filter leaves none of that id."""
        properties, geometry = self.build(self.sources[kode])
        return {"type": "Feature", "id": kode, "properties": properties, "geometry": geometry}
