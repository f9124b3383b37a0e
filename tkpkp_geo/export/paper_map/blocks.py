"""Small pieces of type and symbols: how large they are on paper, where they find room, and how they are drawn.

Lengths are millimetres of paper; positions are metres in the metric CRS.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

import matplotlib
from matplotlib.axes import Axes
from matplotlib.font_manager import FontProperties
from matplotlib.patches import Circle, FancyBboxPatch, Polygon
from matplotlib.patheffects import Stroke, withStroke
from matplotlib.textpath import text_to_path

from tkpkp_geo.domain import style
from tkpkp_geo.domain.records import OPD

FAMILY = "DejaVu Sans"  # comes with matplotlib: the same letters on every machine
MM_PER_POINT = 25.4 / 72  # of a point
SYMBOL_SIZE = 3.9
_GAP = 0.5
Slant: TypeAlias = Literal["normal", "italic", "oblique"]
_INK = style.THEMES["light"]["ink"]
_WHITE = style.THEMES["light"]["panel"]
_BORDER = style.THEMES["light"]["line"]
_RIM = [Stroke(linewidth=1.0, foreground=_BORDER), withStroke(linewidth=0.5, foreground=_WHITE)]


@dataclass(frozen=True, slots=True)
class TextLine:
    """One line of type, `size` in points."""

    text: str
    size: float
    weight: str = "normal"
    slant: Slant = "normal"
    ink: str = _INK

    @property
    def width(self) -> float:
        """Width on paper."""
        return text_width(self.text, self.size, self.weight, self.slant)

    @property
    def height(self) -> float:
        """Height on paper, with the room that a line needs above the next."""
        return 1.15 * self.size * MM_PER_POINT


@dataclass(frozen=True, slots=True)
class SymbolRow:
    """Symbols of OPD side by side."""

    opd: tuple[OPD, ...]

    @property
    def width(self) -> float:
        """Width on paper."""
        return len(self.opd) * (SYMBOL_SIZE + _GAP) - _GAP

    @property
    def height(self) -> float:
        """Height on paper."""
        return SYMBOL_SIZE + _GAP


@dataclass(frozen=True, slots=True)
class Block:
    """Lines of type and symbols, one under the other, centred."""

    rows: tuple[TextLine | SymbolRow, ...]
    framed: bool = False

    @property
    def width(self) -> float:
        """Width on paper, its margin included."""
        return max(row.width for row in self.rows) + (2.0 if self.framed else 0.6)

    @property
    def height(self) -> float:
        """Height on paper, its margin included."""
        return sum(row.height for row in self.rows) + (1.4 if self.framed else 0.3)


def font_folder() -> str:
    """Give the folder of the fonts that come with matplotlib."""
    return str(Path(matplotlib.get_data_path()) / "fonts" / "ttf")


@lru_cache(maxsize=64)
def _font(size: float, weight: str, slant: Slant) -> FontProperties:
    return FontProperties(family=FAMILY, size=size, weight=weight, style=slant)


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: str = "normal", slant: Slant = "normal") -> float:
    """Give how wide a line of type is on paper."""
    width, _, _ = text_to_path.get_text_width_height_descent(text, _font(size, weight, slant), ismath=False)
    return width * MM_PER_POINT


def wrap_text(text: str, size: float, room: float) -> list[str]:
    """Break words into lines that fit into the room; a word longer than that is cut."""
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and text_width(longer, size) <= room:
            lines[-1] = longer
        else:
            lines.append(shorten_text(word, size, room))
    return lines


def shorten_text(text: str, size: float, room: float, weight: str = "normal") -> str:
    """Give as much of a line as fits into the room, with an ellipsis where something is left out."""
    if text_width(text, size, weight) <= room:
        return text
    kept = text
    while kept and text_width(kept.rstrip() + "…", size, weight) > room:
        kept = kept[:-1]
    return kept.rstrip() + "…"


def draw_block(axes: Axes, metres: float, block: Block, at: tuple[float, float], label: str, order: float = 8) -> None:
    """Draw a block round a point of axes in which a millimetre of paper is so many `metres`.

    Its artists carry the `label`, so that what belongs together is known in the figure.
    """
    x, y = at
    if block.framed:
        w, h = block.width * metres, block.height * metres
        axes.add_artist(
            FancyBboxPatch(
                (x - w / 2, y - h / 2),
                w,
                h,
                boxstyle=f"round,pad=0,rounding_size={0.6 * metres}",
                facecolor=_WHITE,
                edgecolor=_BORDER,
                linewidth=0.5,
                zorder=order - 0.1,
                label=label,
            )
        )
    top = y + sum(row.height for row in block.rows) * metres / 2
    for row in block.rows:
        middle = top - row.height * metres / 2
        if isinstance(row, TextLine):
            draw_text(axes, metres, row, (x, middle), order=order, label=label)
        else:
            left = x - (row.width - SYMBOL_SIZE) * metres / 2
            for number, opd in enumerate(row.opd):
                draw_symbol(axes, metres, opd, (left + number * (SYMBOL_SIZE + _GAP) * metres, middle), order, label)
        top -= row.height * metres


def draw_text(
    axes: Axes,
    metres: float,
    words: TextLine,
    at: tuple[float, float],
    ha: str = "center",
    order: float = 8,
    **look: Any,
) -> None:
    """Write one line whose letters' middle stands at a point."""
    axes.text(
        at[0],
        at[1] - 0.36 * words.size * MM_PER_POINT * metres,
        words.text,
        font=_font(words.size, words.weight, words.slant),
        color=words.ink,
        ha=ha,
        va="baseline",
        parse_math=False,
        zorder=order,
        **look,
    )


def draw_symbol(
    axes: Axes, metres: float, opd: OPD, at: tuple[float, float], order: float = 8, label: str = ""
) -> None:
    """Draw an OPD's symbol round a point: shape, colour and monogram."""
    unit = SYMBOL_SIZE * metres / 32
    corners = style.CORNERS[opd.simbol]
    look: dict[str, Any] = {
        "facecolor": style.PALETTE[opd.warna],
        "edgecolor": _WHITE,
        "linewidth": 0.5,
        "zorder": order,
        "label": label,
        "path_effects": _RIM,
    }
    if corners:
        axes.add_artist(Polygon([(at[0] + (x - 16) * unit, at[1] - (y - 16) * unit) for x, y in corners], **look))
    else:
        axes.add_artist(Circle(at, 14.5 * unit, **look))
    size = 4.6
    room = 0.62 * SYMBOL_SIZE if opd.simbol == "belah_ketupat" else 0.74 * SYMBOL_SIZE
    size *= min(1.0, room / text_width(opd.monogram, size, "bold"))
    words = TextLine(opd.monogram, size, "bold", ink=style.ink_on(opd.warna))
    draw_text(axes, metres, words, at, order=order + 0.1, label=label)


def symbol_rows(opd: Iterable[OPD], columns: int) -> tuple[SymbolRow, ...]:
    """Put symbols into rows of so many."""
    every = tuple(opd)
    return tuple(SymbolRow(every[i : i + columns]) for i in range(0, len(every), columns))
