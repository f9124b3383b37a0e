"""What stands beside or under a paper map: inset, north, scale, classes, OPD, numbered desa, notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from matplotlib.axes import Axes
from matplotlib.collections import PathCollection
from matplotlib.patches import Rectangle

from tkpkp_geo.domain import style
from tkpkp_geo.domain.records import OPD
from tkpkp_geo.export.paper_map import edge
from tkpkp_geo.export.paper_map.blocks import (
    SYMBOL_SIZE,
    TextLine,
    draw_symbol,
    draw_text,
    shorten_text,
    text_width,
    wrap_text,
)
from tkpkp_geo.export.paper_map.placing import Plan
from tkpkp_geo.export.paper_map.shapes import Extent, outline_paths

THEME = style.THEMES["light"]
SIZE = 6.4
KEY_SIZE = 6.0
GAP = 4.0  # between columns, mm
_LINE = 3.7
_KEY_LINE = 2.8
_NOTE_LINE = 2.7
_INSET = 27.0  # height of the inset, mm
_BAR = 60.0  # mm at most
_MARK = (5.0, 2.7)  # mm
_STEP = 0.5  # mm
_MOST_LINES = 3  # of a name


@dataclass(frozen=True, slots=True)
class Swatch:
    """One line of the legend: a patch of ground, or a line where it has none, and what it means."""

    name: str
    fill: str | None
    edge: str
    width: float


@dataclass(frozen=True)
class Inset:
    """The province and where in it the map lies, in the metric CRS."""

    province: shapely.Geometry
    frame: Extent | None = None

    @property
    def shares(self) -> float:
        """Width over height."""
        west, south, east, north = self.province.bounds
        return (east - west) / (north - south)


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One line of a column; `draw` takes axes, left, top and width. One that `leads` ends no column."""

    height: float
    draw: Callable[[Axes, float, float, float], None]
    leads: bool = False


@dataclass(frozen=True, slots=True)
class NamedSign:
    """A name after a sign of `lead` mm, which stands `at_first` line or in the middle of several."""

    name: str
    size: float
    lead: float
    height: float
    draw: Callable[[Axes, float, float], None]
    at_first: bool = False


@dataclass(frozen=True)
class Legend:
    """What there is to say about a map.

    Parameters
    ----------
    title : str
        Of the samples.
    key : tuple of (number, words)
        Desa that the map shows by number.
    metres : float
        Of ground a millimetre of paper, once it is known.
    """

    title: str
    swatches: tuple[Swatch, ...]
    opd_title: str = ""
    opd: tuple[OPD, ...] = ()
    notes: tuple[str, ...] = ()
    key: tuple[tuple[str, str], ...] = ()
    inset: Inset | None = None
    metres: float = 0.0

    def rows(self, column_width: float) -> list[LegendRow]:
        """Set it in a column of so many mm."""
        lines = [self._bearings()]
        lines += _whole([_heading(self.title), *(_sample(item, column_width) for item in self.swatches)])
        if self.opd:
            lines += _led([_heading(self.opd_title), *_paired([_office(item) for item in self.opd], column_width)])
        if self.key:
            lines += _led([_heading("Desa bernomor"), *_paired([_numbered(*item) for item in self.key], column_width)])
        if self.notes:
            lines += _whole(
                [_heading("Keterangan"), *(row for note in self.notes for row in _note(note, column_width))]
            )
        return lines

    def _bearings(self) -> LegendRow:
        inset = self.inset
        if inset is None:
            return LegendRow(13.5, self._north_and_scale)

        def draw(axes: Axes, x: float, top: float, width: float) -> None:
            edge.draw_north(axes, _inset(axes, inset, x, top) + 6.5, top - _INSET / 2)
            edge.draw_scale_bar(axes, self.metres, (x + 0.7, top - _INSET - 5.5), min(width, _BAR))

        return LegendRow(_INSET + 7.0, draw)

    def _north_and_scale(self, axes: Axes, x: float, top: float, width: float) -> None:
        edge.draw_north(axes, x + 3.0, top - 6.5)
        edge.draw_scale_bar(axes, self.metres, (x + 8.5, top - 9.5), min(width - 8.0, _BAR))


def fill_columns(legend: Legend, columns: int, column_width: float) -> tuple[float, list[list[LegendRow]]]:
    """Set a legend in columns of a width, and give how high they are and what stands in each."""
    rows = legend.rows(column_width)
    high = sum(row.height for row in rows) / columns
    while (filled := _filled(rows, columns, high)) is None:
        high += _STEP
    return max(sum(row.height for row in column) for column in filled), filled


def _filled(rows: Sequence[LegendRow], columns: int, high: float) -> list[list[LegendRow]] | None:
    filled: list[list[LegendRow]] = [[]]
    left = high
    for number, row in enumerate(rows):
        end = number
        while rows[end].leads:
            end += 1
        needed = sum(item.height for item in rows[number : end + 1])
        if needed > left + 1e-6 and filled[-1]:
            filled.append([])
            left = high
        if needed > left + 1e-6 or len(filled) > columns:
            return None
        filled[-1].append(row)
        left -= row.height
    return filled


def draw_legend(axes: Axes, columns: Iterable[Sequence[LegendRow]], x: float, top: float, column_width: float) -> None:
    """Draw columns side by side from their top left corner, mm."""
    for column in columns:
        y = top
        for row in column:
            row.draw(axes, x, y, column_width)
            y -= row.height
        x += column_width + GAP


def complete_legend(legend: Legend, frame: Extent, metres: float, plan: Plan) -> Legend:
    """Give a legend with what is known only when the map is planned."""
    inset = replace(legend.inset, frame=frame) if legend.inset else None
    notes = (*legend.notes, *plan.notes)
    return replace(legend, inset=inset, metres=metres, key=plan.key, notes=notes)


def _whole(rows: Sequence[LegendRow]) -> list[LegendRow]:
    """Keep rows in one column."""
    return [replace(row, leads=True) for row in rows[:-1]] + [rows[-1]]


def _led(rows: Sequence[LegendRow]) -> list[LegendRow]:
    """Keep neither a heading nor the last row alone in a column."""
    kept = {0, 1, len(rows) - 2}
    return [replace(row, leads=number in kept and number < len(rows) - 1) for number, row in enumerate(rows)]


def _heading(words: str) -> LegendRow:
    def draw(axes: Axes, x: float, top: float, width: float) -> None:
        draw_text(axes, 1, TextLine(shorten_text(words, SIZE, width, "bold"), SIZE, "bold"), (x, top - 2.9), ha="left")

    return LegendRow(5.0, draw)


def _sample(item: Swatch, column_width: float) -> LegendRow:
    def draw(axes: Axes, x: float, top: float, width: float) -> None:
        middle = top - _LINE / 2
        w, h = _MARK
        if item.fill is None:
            axes.plot([x, x + w], [middle, middle], color=item.edge, linewidth=item.width, solid_capstyle="butt")
        else:
            box = Rectangle((x + 0.2, middle - h / 2), w - 0.4, h, facecolor=item.fill, edgecolor=item.edge)
            box.set_linewidth(item.width)
            axes.add_artist(box)
        draw_text(
            axes,
            1,
            TextLine(shorten_text(item.name, SIZE, column_width - w - 2), SIZE),
            (x + w + 1.3, middle),
            ha="left",
        )

    return LegendRow(_LINE, draw)


def _paired(entries: Iterable[NamedSign], column_width: float) -> list[LegendRow]:
    """Give entries two to a line where both are short enough; a longer one may take more lines."""
    half = (column_width - 2.0) / 2
    rows: list[list[NamedSign]] = []
    open_row = False
    for entry in entries:
        short = text_width(entry.name, entry.size) + entry.lead <= half
        if short and open_row:
            rows[-1].append(entry)
            open_row = False
        else:
            rows.append([entry])
            open_row = short
    return [_entries(row, column_width, half + 2.0) for row in rows]


def _entries(entries: Sequence[NamedSign], column_width: float, step: float) -> LegendRow:
    room = column_width - entries[0].lead
    lines = [[item.name] for item in entries] if len(entries) > 1 else [_lines(entries[0], room)]
    more = (len(lines[0]) - 1) * _NOTE_LINE
    high = max(entries[0].height, _NOTE_LINE + more)

    def draw(axes: Axes, x: float, top: float, width: float) -> None:
        for number, (entry, words) in enumerate(zip(entries, lines, strict=True)):
            left, middle = x + number * step, top - high / 2
            entry.draw(axes, left, middle + (more / 2 if entry.at_first else 0.0))
            for line, part in enumerate(words):
                at = (left + entry.lead, middle + more / 2 - line * _NOTE_LINE)
                draw_text(axes, 1, TextLine(part, entry.size), at, ha="left")

    return LegendRow(high, draw)


def _lines(entry: NamedSign, room: float) -> list[str]:
    lines = wrap_text(entry.name, entry.size, room)
    rest = " ".join(lines[_MOST_LINES - 1 :])
    return [*lines[: _MOST_LINES - 1], shorten_text(rest, entry.size, room)] if len(lines) > _MOST_LINES else lines


def _office(opd: OPD) -> NamedSign:
    def draw(axes: Axes, x: float, y: float) -> None:
        draw_symbol(axes, 1, opd, (x + SYMBOL_SIZE / 2, y))

    return NamedSign(opd.ringkas, SIZE, SYMBOL_SIZE + 1.3, SYMBOL_SIZE + 0.5, draw)


def _numbered(number: str, name: str) -> NamedSign:
    def draw(axes: Axes, x: float, y: float) -> None:
        draw_text(axes, 1, TextLine(number, KEY_SIZE, "bold"), (x + 4.2, y), ha="right")

    return NamedSign(name, KEY_SIZE, 5.2, _KEY_LINE, draw, at_first=True)


def _note(note: str, column_width: float) -> list[LegendRow]:
    lines = wrap_text(note, KEY_SIZE, column_width - 1.0)

    def row(line: str, last: bool) -> LegendRow:
        words = TextLine(line, KEY_SIZE, ink=THEME["ink_faint"])
        return LegendRow(
            _NOTE_LINE + (0.6 if last else 0.0),
            lambda axes, x, top, width: draw_text(axes, 1, words, (x, top - _NOTE_LINE / 2), ha="left"),
        )

    return [row(line, number == len(lines)) for number, line in enumerate(lines, 1)]


def _inset(axes: Axes, inset: Inset, x: float, top: float) -> float:
    """Draw the inset from its top left corner, and give where it ends."""
    high = _INSET - 2.0
    wide = high * inset.shares
    west, south, east, north = inset.province.bounds
    unit = high / (north - south)
    plain = shapely.simplify(inset.province, 0.1 / unit)
    moved = shapely.transform(plain, lambda points: (points - (west, north)) * unit + (x + 0.5, top - 0.5))
    look: dict[str, Any] = {"facecolors": [THEME["neighbour"]], "edgecolors": [THEME["line"]], "linewidths": [0.5]}
    axes.add_artist(PathCollection(outline_paths([moved]), **look))
    if inset.frame:
        # What reaches beyond the inset would lie on the legend's own words.
        left, low = max(inset.frame[0], west), max(inset.frame[1], south)
        right, up = min(inset.frame[2], east), min(inset.frame[3], north)
        corner = (x + 0.5 + (left - west) * unit, top - 0.5 - (north - low) * unit)
        size = (right - left) * unit, (up - low) * unit
        axes.add_artist(Rectangle(corner, *size, facecolor="none", edgecolor=THEME["warning"], linewidth=1.1))
    return x + wide + 1.0
