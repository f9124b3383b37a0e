"""Where names and symbols find room on a paper map, counted in small squares of paper, and how they are drawn there.

Positions are metres in the metric CRS; sizes of blocks are millimetres of paper.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.patches import Circle
from PIL import Image, ImageDraw

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.paper_map.blocks import Block, draw_block
from tkpkp_geo.export.paper_map.shapes import Extent, Shapes

DOT_RADIUS = 0.55  # radius of a point, mm
_NAMED = 6  # of what found no room, before the rest is counted
LABEL, POINT = "tulisan", "titik"  # how the artists of a figure are told apart
_THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A block at its place (metres); its leader ends at `anchor`, a program's own point if `dot`."""

    block: Block
    at: tuple[float, float]
    anchor: tuple[float, float] | None = None
    dot: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is written on a map.

    Parameters
    ----------
    points : tuple of (x, y)
        Points of programs, in the metric CRS.
    key : tuple of (number, words)
        Desa that the map shows by number.
    notes : tuple of str
        What found no room.
    """

    marks: tuple[Mark, ...]
    points: tuple[tuple[float, float], ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()


def no_room_notes(missing: Sequence[str]) -> tuple[str, ...]:
    """Say in the legend what found no place on the map."""
    return (f"Tidak cukup tempat pada peta untuk {text.join_names(list(missing), _NAMED)}.",) if missing else ()


def draw_plan(axes: Axes, metres: float, plan: Plan) -> None:
    """Draw a plan into the axes of its map."""
    pairs = [(mark.at, mark.anchor) for mark in plan.marks if mark.anchor is not None]
    _leaders(axes, pairs)
    for mark in plan.marks:
        if mark.anchor is not None and not mark.dot:
            _point(axes, metres, mark.anchor, "panel", POINT)
    for at in plan.points:
        _point(axes, metres, at, "ink", POINT)
    for number, mark in enumerate(plan.marks):
        draw_block(axes, metres, mark.block, mark.at, f"{LABEL}-{number}")


def _leaders(axes: Axes, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    if pairs:
        x = [value for start, end in pairs for value in (start[0], end[0], float("nan"))]
        y = [value for start, end in pairs for value in (start[1], end[1], float("nan"))]
        axes.plot(x, y, color=_THEME["ink"], linewidth=0.5, zorder=7, scalex=False, scaley=False)


def _point(axes: Axes, metres: float, at: tuple[float, float], ground: str, label: str) -> None:
    look = {"facecolor": _THEME[ground], "edgecolor": _THEME["ink"], "linewidth": 0.4, "zorder": 7.5, "label": label}
    axes.add_artist(Circle(at, DOT_RADIUS * metres, **look))


CELL_SIZE = 0.5  # mm
_NEAR = 45.0  # mm round an anchor that are looked through before the whole map
_FOREIGN, _APART = 7.0, 500.0  # so many mm further away are as good as lying over an area that is read
_TRIED = 120  # places whose leader is looked at
_SPARE = 0.4  # mm between blocks
AROUND = "sekitar "  # in front of the code of what lies round the map's own area
Point = tuple[float, float]


class Room:
    """The frame of a map and what already stands in it.

    Parameters
    ----------
    frame : tuple of float
        West, south, east, north.
    metres : float
        Metres of ground that a millimetre of paper shows.
    read, around : mapping of str to Geometry
        Shapes that blocks may be asked to stay inside of, an enclave coming out of what surrounds it. Blocks that
        stand anywhere rather leave those alone that are `read`.
    """

    def __init__(self, frame: Extent, metres: float, read: Shapes, around: Shapes) -> None:
        self.frame, self.metres = frame, metres
        west, south, east, north = frame
        self._cell = CELL_SIZE * metres
        self._shape = int((north - south) / self._cell), int((east - west) / self._cell)
        self._taken = np.zeros(self._shape, dtype=bool)
        areas = around | read
        self._number = {kode: i for i, kode in enumerate(areas, 1)}
        self._bounds = {kode: shape.bounds for kode, shape in areas.items()}
        # A square that a border runs through belongs to nobody, so that what is inside crosses no border.
        self._areas = self._painted(areas, self._number, border=0)
        self._read = self._painted(read, dict.fromkeys(read, 1), border=1) > 0

    def _painted(self, areas: Shapes, number: Mapping[str, int], border: int) -> np.ndarray:
        image = Image.new("I", self._shape[::-1], 0)
        pen = ImageDraw.Draw(image)
        rings = {kode: shapely.get_rings(shapely.get_parts(shape)) for kode, shape in areas.items()}
        drawn = {kode: [self._on_paper(ring) for ring in found] for kode, found in rings.items()}
        for kode in sorted(areas, key=lambda item: -areas[item].area):
            for ring in drawn[kode]:
                pen.polygon(ring, fill=number[kode])
        for ring in chain.from_iterable(drawn.values()):
            pen.line(ring, fill=border, width=1)
        return np.asarray(image)

    def _on_paper(self, ring: shapely.Geometry) -> list[Point]:
        points = shapely.get_coordinates(ring)
        x = np.floor((points[:, 0] - self.frame[0]) / self._cell)
        y = np.floor((self.frame[3] - points[:, 1]) / self._cell)
        return list(zip(x.tolist(), y.tolist(), strict=True))

    def _column(self, x: float) -> float:
        return (x - self.frame[0]) / self._cell

    def _row(self, y: float) -> float:
        return (self.frame[3] - y) / self._cell

    def _window(self, bounds: Extent) -> tuple[slice, slice]:
        west, south, east, north = bounds
        rows = slice(max(0, int(self._row(north))), max(0, min(self._shape[0], math.ceil(self._row(south)))))
        columns = slice(max(0, int(self._column(west))), max(0, min(self._shape[1], math.ceil(self._column(east)))))
        return rows, columns

    def take(self, at: Point, width: float, height: float) -> None:
        """Keep others away from a box round a point; `width` and `height` in mm."""
        w, h = (width / 2 + _SPARE) * self.metres, (height / 2 + _SPARE) * self.metres
        self._taken[self._window((at[0] - w, at[1] - h, at[0] + w, at[1] + h))] = True

    def take_line(self, start: Point, end: Point) -> None:
        """Keep others away from a line."""
        rows, columns = self._along(start, end)
        self._taken[rows, columns] = True

    def _along(self, start: Point, end: Point) -> tuple[np.ndarray, np.ndarray]:
        steps = max(2, int(2 * math.dist(start, end) / self._cell))
        rows = np.linspace(self._row(start[1]), self._row(end[1]), steps).astype(int)
        columns = np.linspace(self._column(start[0]), self._column(end[0]), steps).astype(int)
        inside = (rows >= 0) & (rows < self._shape[0]) & (columns >= 0) & (columns < self._shape[1])
        return rows[inside], columns[inside]

    def is_free(self, at: Point, size: float) -> bool:
        """Whether nothing stands in a square of so many mm round a point of the frame."""
        half = size * self.metres / 2
        return not self._taken[self._window((at[0] - half, at[1] - half, at[0] + half, at[1] + half))].any()

    def inside(self, kode: str, blocks: Iterable[Block]) -> tuple[Point, Block] | None:
        """Take a place in the middle of an area for the first of the blocks that fits into it."""
        rows, columns = self._window(self._bounds[kode])
        blocked = (self._areas[rows, columns] != self._number[kode]) | self._taken[rows, columns]
        sums = _sums(blocked)
        for block in blocks:
            h, w = _cells(block)
            spots = np.argwhere(_within(sums, h, w) == 0)
            if len(spots):
                row, column = spots[np.argmin(((spots - spots.mean(axis=0)) ** 2).sum(axis=1))]
                at = self._middle(row + rows.start, column + columns.start, h, w)
                self.take(at, block.width, block.height)
                return at, block
        return None

    def near(self, block: Block, anchor: Point) -> Point | None:
        """Take the nearest good place round an anchor that a leader can reach; ``None`` for none."""
        reach = _NEAR * self.metres
        round_it = (anchor[0] - reach, anchor[1] - reach, anchor[0] + reach, anchor[1] + reach)
        return self._near(block, anchor, True, round_it, _FOREIGN) or self.apart(block, anchor, leader=True)

    def apart(self, block: Block, anchor: Point, leader: bool = False) -> Point | None:
        """Take the nearest place round an anchor that leaves alone what is read, wherever the map has one."""
        return self._near(block, anchor, leader, self.frame, _APART)

    def _near(self, block: Block, anchor: Point, leader: bool, bounds: Extent, foreign: float) -> Point | None:
        rows, columns = self._window(bounds)
        h, w = _cells(block)
        spots = np.argwhere(_within(_sums(self._taken[rows, columns]), h, w) == 0)
        if not len(spots):
            return None
        over = _within(_sums(self._read[rows, columns]), h, w)[spots[:, 0], spots[:, 1]] > 0
        top, left = self._row(anchor[1]) - rows.start - h / 2, self._column(anchor[0]) - columns.start - w / 2
        down, across = np.abs(spots[:, 0] - top), np.abs(spots[:, 1] - left)
        # From border to border, not from middle to middle: else a wide block would never stand above its anchor.
        away = np.hypot(np.maximum(down - h / 2, 0), np.maximum(across - w / 2, 0)) + 0.2 * np.hypot(down, across)
        cost = away + np.where(over, foreign / CELL_SIZE, 0)
        # A block right on its own anchor would hide what it points at.
        cost[(down < h / 2 + 2) & (across < w / 2 + 2)] = np.inf
        best = np.argpartition(cost, _TRIED)[:_TRIED] if len(cost) > _TRIED else np.arange(len(cost))
        best = best[np.lexsort((best, cost[best]))]
        places = [
            self._middle(row + rows.start, column + columns.start, h, w)
            for (row, column), each in zip(spots[best], cost[best], strict=True)
            if np.isfinite(each)
        ]
        for at in places if leader else ():
            if self._way(anchor, at, block):
                self.take(at, block.width, block.height)
                self.take_line(anchor, at)
                return at
        if not places:
            return None
        self.take(places[0], block.width, block.height)
        return places[0]

    def _way(self, anchor: Point, at: Point, block: Block) -> bool:
        rows, columns = self._along(anchor, at)
        outside = (np.abs(rows + 0.5 - self._row(at[1])) > block.height / CELL_SIZE / 2) | (
            np.abs(columns + 0.5 - self._column(at[0])) > block.width / CELL_SIZE / 2
        )
        far = np.hypot(rows + 0.5 - self._row(anchor[1]), columns + 0.5 - self._column(anchor[0])) > 1.6 / CELL_SIZE
        return not self._taken[rows, columns][outside & far].any()

    def _middle(self, row: int, column: int, h: int, w: int) -> Point:
        return (
            float(self.frame[0] + (column + w / 2) * self._cell),
            float(self.frame[3] - (row + h / 2) * self._cell),
        )


def _cells(block: Block) -> tuple[int, int]:
    return math.ceil(block.height / CELL_SIZE), math.ceil(block.width / CELL_SIZE)


def _sums(blocked: np.ndarray) -> np.ndarray:
    """Sum up from the corner, so that any box is counted by four look-ups."""
    sums = np.zeros((blocked.shape[0] + 1, blocked.shape[1] + 1), dtype=np.int32)
    np.cumsum(blocked.cumsum(axis=0, dtype=np.int32), axis=1, out=sums[1:, 1:])
    return sums


def _within(sums: np.ndarray, h: int, w: int) -> np.ndarray:
    """Count the blocked squares of every box of h × w; empty where the box is larger than the window."""
    if h >= sums.shape[0] or w >= sums.shape[1]:
        return np.ones((0, 0), dtype=np.int32)
    return sums[h:, w:] - sums[:-h, w:] - sums[h:, :-w] + sums[:-h, :-w]
