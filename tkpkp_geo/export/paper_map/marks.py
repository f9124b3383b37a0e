"""What is written on a map, where, and how it is drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from tkpkp_geo.domain import style, text
from tkpkp_geo.export.paper_map.blocks import Block, draw_block

DOT_RADIUS = 0.55  # radius of a point, mm
_NAMED = 6  # of what found no room, before the rest is counted
LABEL, POINT = "tulisan", "titik"  # how the artists of a figure are told apart
_THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class Mark:
    """A block at its place (EPSG:32750); `anchor` is where its leader ends, on a program's own point if `dot`."""

    block: Block
    at: tuple[float, float]
    anchor: tuple[float, float] | None = None
    dot: bool = False


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is written on a map.

    Parameters
    ----------
    titik : tuple of (x, y)
        Points of programs, EPSG:32750.
    kunci : tuple of (number, words)
        Desa that the map shows by number.
    catatan : tuple of str
        What found no room.
    """

    marks: tuple[Mark, ...]
    titik: tuple[tuple[float, float], ...] = ()
    kunci: tuple[tuple[str, str], ...] = ()
    catatan: tuple[str, ...] = ()


def no_room_notes(missing: Sequence[str]) -> tuple[str, ...]:
    """Say in the legend what found no place on the map."""
    return (f"Tidak cukup tempat pada peta untuk {text.join_names(list(missing), _NAMED)}.",) if missing else ()


def draw_plan(axes: Axes, metres: float, found: Plan) -> None:
    """Draw a plan into the axes of its map."""
    pairs = [(mark.at, mark.anchor) for mark in found.marks if mark.anchor is not None]
    _leaders(axes, pairs)
    for mark in found.marks:
        if mark.anchor is not None and not mark.dot:
            _point(axes, metres, mark.anchor, "panel", POINT)
    for at in found.titik:
        _point(axes, metres, at, "tinta", POINT)
    for number, mark in enumerate(found.marks):
        draw_block(axes, metres, mark.block, mark.at, f"{LABEL}-{number}")


def _leaders(axes: Axes, pairs: Sequence[tuple[tuple[float, float], tuple[float, float]]]) -> None:
    if pairs:
        x = [value for start, end in pairs for value in (start[0], end[0], float("nan"))]
        y = [value for start, end in pairs for value in (start[1], end[1], float("nan"))]
        axes.plot(x, y, color=_THEME["tinta"], linewidth=0.5, zorder=7, scalex=False, scaley=False)


def _point(axes: Axes, metres: float, at: tuple[float, float], ground: str, label: str) -> None:
    look = {"facecolor": _THEME[ground], "edgecolor": _THEME["tinta"], "linewidth": 0.4, "zorder": 7.5, "label": label}
    axes.add_artist(Circle(at, DOT_RADIUS * metres, **look))
