"""What every kind of map tells the one that draws it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

import shapely

from tkpkp_geo.domain import style
from tkpkp_geo.export.paper_map.ground import Extent, MapShapes, clip_shapes
from tkpkp_geo.export.paper_map.legend import Legend
from tkpkp_geo.export.paper_map.marks import Plan
from tkpkp_geo.export.paper_map.room import Room

THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class ShapeLayer:
    """Shapes of one look; `fill` has one colour a shape, or none at all."""

    shapes: tuple[shapely.Geometry, ...]
    fill: tuple[str, ...] = ()
    edge: str = "none"
    width: float = 0.5


class MapPicture(Protocol):
    """A map without its sheet: `plan` and `layers` are asked for a frame (EPSG:32750) and metres a millimetre."""

    contoh: bool
    fokus: shapely.Geometry
    legend: Legend

    def plan(self, frame: Extent, metres: float) -> tuple[Plan, Room]:
        """Find a place for everything that is written."""

    def layers(self, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
        """Give what is drawn under the writing, the lowest first."""


def surrounding_land(ground: MapShapes, frame: Extent, metres: float) -> Iterator[ShapeLayer]:
    """Give the land that a frame shows: neighbouring provinces, and over them this one."""
    every = {
        **{f"tetangga {kode}": shape for kode, shape in ground.layers.get("tetangga", {}).items()},
        **{f"provinsi {kode}": shape for kode, shape in ground.layers.get("provinsi", {}).items()},
    }
    shown = clip_shapes(every, frame, metres)
    for name, line in (("tetangga", THEME["garis_halus"]), ("provinsi", THEME["garis"])):
        shapes = tuple(shape for kode, shape in shown.items() if kode.startswith(name))
        yield ShapeLayer(shapes, fill=(THEME["tetangga"],) * len(shapes), edge=line)
