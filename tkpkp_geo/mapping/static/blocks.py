"""Small pieces of type and symbols: how large they are on paper, where they find room, and how they are drawn.

Lengths are millimetres of paper; positions are metres in EPSG:32750.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

import matplotlib
import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Polygon
from matplotlib.patheffects import Stroke, withStroke
from matplotlib.textpath import text_to_path

from tkpkp_geo import style
from tkpkp_geo.model import OPD

FAMILY = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
MM = 25.4 / 72  # of a point
SYMBOL = 3.9
_GAP = 0.5
_INK = style.THEMES["light"]["tinta"]
_PALE = style.THEMES["light"]["tinta_pudar"]
_WHITE = style.THEMES["light"]["panel"]
_BORDER = style.THEMES["light"]["garis"]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of type, `size` in points."""

    text: str
    size: float
    weight: str = "normal"
    slant: str = "normal"
    ink: str = _INK

    @property
    def width(self) -> float:
        """Width on paper."""
        return text_width(self.text, self.size, self.weight, self.slant)

    @property
    def height(self) -> float:
        """Height on paper, with the room that a line needs above the next."""
        return 1.15 * self.size * MM


@dataclass(frozen=True, slots=True)
class Symbols:
    """Symbols of OPD side by side."""

    opd: tuple[OPD, ...]

    @property
    def width(self) -> float:
        """Width on paper."""
        return len(self.opd) * (SYMBOL + _GAP) - _GAP

    @property
    def height(self) -> float:
        """Height on paper."""
        return SYMBOL + _GAP


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of type and symbols, one under the other, centred."""

    rows: tuple[Words | Symbols, ...]
    framed: bool = False

    @property
    def width(self) -> float:
        """Width on paper, its margin included."""
        return max(row.width for row in self.rows) + (2.0 if self.framed else 0.6)

    @property
    def height(self) -> float:
        """Height on paper, its margin included."""
        return sum(row.height for row in self.rows) + (1.4 if self.framed else 0.3)


def fonts() -> str:
    """Give the folder of the fonts that come with matplotlib."""
    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "normal", slant: str = "normal") -> float:
    """Give how wide a line of type is on paper."""
    font = FontProperties(family=FAMILY, size=size, weight=weight, style=slant)
    width, _, _ = text_to_path.get_text_width_height_descent(text, font, ismath=False)
    return width * MM


def shortened(text: str, size: float, room: float, weight: str = "normal") -> str:
    """Give as much of a line as fits into the room, with an ellipsis where something is left out."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


@dataclass
class Room:
    """The frame of a map and what already stands in it.

    Parameters
    ----------
    frame : shapely.Polygon
        The map's frame.
    metres : float
        Metres of ground that a millimetre of paper shows.
    """

    frame: shapely.Polygon
    metres: float
    taken: list[shapely.Geometry] = field(default_factory=list)

    def take(self, shape: shapely.Geometry) -> None:
        """Keep others away from a shape."""
        self.taken.append(shape)

    def boxes(self, block: Block, points: np.ndarray) -> np.ndarray:
        """Give the block's box round each of the points, shape (n, 2)."""
        w, h = block.width * self.metres / 2, block.height * self.metres / 2
        return shapely.box(points[:, 0] - w, points[:, 1] - h, points[:, 0] + w, points[:, 1] + h)

    def _free(self, boxes: np.ndarray) -> np.ndarray:
        west, south, east, north = self.frame.bounds
        x0, y0, x1, y1 = shapely.bounds(boxes).T
        free = (x0 > west) & (y0 > south) & (x1 < east) & (y1 < north)
        if self.taken:
            hit, _ = shapely.STRtree(self.taken).query(boxes, predicate="intersects")
            free[hit] = False
        return free

    def _settle(self, boxes: np.ndarray, points: np.ndarray, free: np.ndarray) -> tuple[float, float] | None:
        if not free.any():
            return None
        at = int(np.argmax(free))
        self.take(boxes[at])
        return float(points[at, 0]), float(points[at, 1])

    def inside(self, block: Block, shape: shapely.Geometry, anchor: tuple[float, float]) -> tuple[float, float] | None:
        """Find a place inside a shape, the nearest to the anchor; ``None`` where the block does not fit."""
        points = _nearest_first(_grid(shape.bounds, 17), anchor)
        points = np.vstack([[anchor], points])
        shapely.prepare(shape)
        boxes = self.boxes(block, points)
        return self._settle(boxes, points, shapely.contains_properly(shape, boxes) & self._free(boxes))

    def outside(self, block: Block, shape: shapely.Geometry, anchor: tuple[float, float]) -> tuple[float, float] | None:
        """Find a place in the frame that leaves a shape alone, the nearest to the anchor."""
        points = _nearest_first(_grid(self.frame.bounds, 61), anchor)
        shapely.prepare(shape)
        boxes = self.boxes(block, points)
        return self._settle(boxes, points, ~shapely.intersects(shape, boxes) & self._free(boxes))

    def near(self, block: Block, anchor: tuple[float, float]) -> tuple[float, float]:
        """Find the nearest free place round an anchor; right on it where the whole map is full."""
        rings = np.arange(0.5 * min(block.width, block.height) + 1.2, 60, 0.8) * self.metres
        angles = np.linspace(0, 2 * np.pi, 24, endpoint=False)
        points = np.array([(anchor[0] + r * np.cos(a), anchor[1] + r * np.sin(a)) for r in rings for a in angles])
        boxes = self.boxes(block, points)
        return self._settle(boxes, points, self._free(boxes)) or anchor


def _grid(bounds: Sequence[float], steps: int) -> np.ndarray:
    west, south, east, north = bounds
    x, y = np.meshgrid(np.linspace(west, east, steps), np.linspace(south, north, steps))
    return np.column_stack([x.ravel(), y.ravel()])


def _nearest_first(points: np.ndarray, anchor: tuple[float, float]) -> np.ndarray:
    return points[np.argsort(np.hypot(points[:, 0] - anchor[0], points[:, 1] - anchor[1]), kind="stable")]


def draw(axes: Axes, metres: float, block: Block, at: tuple[float, float], order: int = 8) -> None:
    """Draw a block round a point of axes in which a millimetre of paper is so many `metres`."""
    x, y = at
    if block.framed:
        w, h = block.width * metres, block.height * metres
        axes.add_artist(
            FancyBboxPatch(
                (x - w / 2, y - h / 2), w, h, boxstyle=f"round,pad=0,rounding_size={0.6 * metres}",
                facecolor=_WHITE, edgecolor=_BORDER, linewidth=0.5, zorder=order - 0.1,
            )
        )  # fmt: skip
    top = y + sum(row.height for row in block.rows) * metres / 2
    for row in block.rows:
        middle = top - row.height * metres / 2
        if isinstance(row, Words):
            write(axes, metres, row, (x, middle), halo=not block.framed, order=order)
        else:
            left = x - (row.width - SYMBOL) * metres / 2
            for number, opd in enumerate(row.opd):
                symbol(axes, metres, opd, (left + number * (SYMBOL + _GAP) * metres, middle), order)
        top -= row.height * metres


def write(
    axes: Axes, metres: float, words: Words, at: tuple[float, float], ha: str = "center", halo: bool = False, order=8
) -> None:
    """Write one line whose letters' middle stands at a point."""
    axes.text(
        at[0], at[1] - 0.36 * words.size * MM * metres, words.text, fontsize=words.size, fontfamily=FAMILY,
        fontweight=words.weight, fontstyle=words.slant, color=words.ink, ha=ha, va="baseline", parse_math=False,
        zorder=order, path_effects=[withStroke(linewidth=1.6, foreground=_WHITE)] if halo else None,
    )  # fmt: skip


def symbol(axes: Axes, metres: float, opd: OPD, at: tuple[float, float], order: int = 8) -> None:
    """Draw an OPD's symbol round a point: shape, colour and monogram."""
    unit = SYMBOL * metres / 32
    corners = style.CORNERS[opd.simbol]
    look = {
        "facecolor": style.PALETTE[opd.warna], "edgecolor": _WHITE, "linewidth": 0.5, "zorder": order,
        "path_effects": [Stroke(linewidth=1.0, foreground=_BORDER), withStroke(linewidth=0.5, foreground=_WHITE)],
    }  # fmt: skip
    if corners:
        axes.add_artist(Polygon([(at[0] + (x - 16) * unit, at[1] - (y - 16) * unit) for x, y in corners], **look))
    else:
        axes.add_artist(Circle(at, 14.5 * unit, **look))
    size = 4.6
    room = 0.62 * SYMBOL if opd.simbol == "belah_ketupat" else 0.74 * SYMBOL
    size *= min(1.0, room / text_width(opd.monogram, size, "bold"))
    write(axes, metres, Words(opd.monogram, size, "bold", ink=style.ink_on(opd.warna)), at, order=order + 0.1)


def grouped(opd: Iterable[OPD], columns: int) -> tuple[Symbols, ...]:
    """Put symbols into rows of so many."""
    every = tuple(opd)
    return tuple(Symbols(every[i : i + columns]) for i in range(0, len(every), columns))
