"""Real tables of a slide, and grids that go on over as many slides as they need. Lengths are points."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from lxml import etree
from pptx.oxml.ns import qn
from pptx.util import Pt

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.grid import Grid
from tkpkp_geo.export.pptx.paragraphs import (
    LINE_HEIGHT,
    Para,
    longest_word_width,
    paragraphs_height,
    shorten_text,
    solid_fill,
    wrap_text,
    write_paragraphs,
)
from tkpkp_geo.export.pptx.slides import Slide, name_shape

_PLAIN = "{2D5ABB26-0587-4C30-8999-92F81FD0307C}"  # PowerPoint's table style that draws nothing by itself
_SIDE, _ABOVE = 4.0, 2.5  # margins of a cell
_SIZES = (14.0, 12.0, 11.0, 10.0)
_WIDEST_WORD = 0.4  # of a table, before a word is broken
_THEME = style.THEMES["light"]


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of a table: the paragraphs of each cell, and its height.

    Parameters
    ----------
    kind : {"", "kepala", "jumlah"}
    span : bool
        Whether the first cell goes over all columns.
    """

    cells: tuple[tuple[Para, ...], ...]
    height: float
    kind: str = ""
    span: bool = False


def draw_table(page: Slide, x: float, y: float, widths: Sequence[float], rows: Sequence[TableRow], title: str) -> None:
    """Draw a table."""
    total = sum(row.height for row in rows)
    frame = page.slide.shapes.add_table(len(rows), len(widths), *(Pt(v) for v in (x, y, sum(widths), total)))
    name_shape(frame, title, title)
    table = frame._element.graphic.graphicData.tbl
    properties = table.tblPr
    properties.attrib.pop("bandRow", None)
    if rows[0].kind != "kepala":
        properties.attrib.pop("firstRow", None)
    if rows[-1].kind == "jumlah":
        properties.set("lastRow", "1")
    properties.find(qn("a:tableStyleId")).text = _PLAIN
    for column, wide in zip(table.tblGrid, widths, strict=True):
        column.set("w", str(Pt(wide)))
    for element, row in zip(table.tr_lst, rows, strict=True):
        element.set("h", str(Pt(row.height)))
        for number, (cell, paras) in enumerate(zip(element.tc_lst, row.cells, strict=True)):
            if row.span:
                cell.set(*(("hMerge", "1") if number else ("gridSpan", str(len(widths)))))
            write_paragraphs(cell.find(qn("a:txBody")), paras or [Para("", page.pt(_SIZES[-1]))])
            _frame(page, cell, row.kind)


def _frame(page: Slide, cell: etree._Element, kind: str) -> None:
    properties = cell.get_or_add_tcPr()
    for side, wide in (("marL", _SIDE), ("marR", _SIDE), ("marT", _ABOVE), ("marB", _ABOVE)):
        properties.set(side, str(Pt(page.pt(wide))))
    if kind == "jumlah":
        _line(properties, "a:lnT", 1.25, "line")
    _line(properties, "a:lnB", 0.5, "line" if kind else "line_faint")
    if kind == "kepala":
        properties.append(solid_fill(_THEME["accent"]))
    else:
        etree.SubElement(properties, qn("a:noFill"))


def _line(properties: etree._Element, side: str, wide: float, ink: str) -> None:
    line = etree.SubElement(properties, qn(side))
    line.set("w", str(Pt(wide)))
    line.append(solid_fill(_THEME[ink]))


def cell_margins(page: Slide) -> tuple[float, float]:
    """Give what the margins of a cell take from its width and height."""
    return page.pt(2 * _SIDE), page.pt(2 * _ABOVE)


def draw_grid(page: Slide, grid: Grid, more: Callable[[], Slide], most: int = 0, rest: str = "") -> None:
    """Set a grid, its heading repeated on each further slide.

    Parameters
    ----------
    more : callable
        Gives a further page.
    most : int
        Slides that it may take; 0 for as many as it needs.
    rest : str
        What is said of the rows beyond them, with ``{}`` for their number. A last row of totals is set in any case.
    """
    size, widths = _plan(page, grid)
    head = _row(page, grid, grid.head, size, widths, "kepala")
    body = grid.rows[:-1] if grid.has_total else grid.rows
    last = [_row(page, grid, grid.rows[-1], size, widths, "jumlah")] if grid.has_total else []
    rows = [_row(page, grid, cells, size, widths) for cells in body]
    note_height = page.pt(2 * _ABOVE) + size * LINE_HEIGHT
    ending, used = sum(row.height for row in last), 1
    while True:
        room = page.body.h - head.height
        final = not most or used < most
        taken = _taken(rows, room - (0 if final else ending + note_height))
        whole = not rows or (taken == len(rows) and sum(row.height for row in rows) + ending <= room)
        closing = whole or not final
        left = len(rows) - taken
        shown = [head, *rows[:taken]]
        if closing and left:
            words = Para(rest.format(text.format_number(left)), size, bold=True)
            shown.append(TableRow(((words,), *(() for _ in widths[1:])), note_height, span=True))
        shown += last if closing else []
        draw_table(page, page.body.x, page.body.y, widths, shown, grid.title)
        if closing:
            return
        rows = rows[taken:]
        page, used = more(), used + 1


def _taken(rows: Sequence[TableRow], room: float) -> int:
    """Count the rows that fit, at least one: no row is higher than a slide."""
    used = 0.0
    for number, row in enumerate(rows):
        used += row.height
        if used > room:
            return max(1, number)
    return len(rows)


def _plan(page: Slide, grid: Grid) -> tuple[float, list[float]]:
    """Give the largest letters in which all fits on one slide, else the smallest, and column widths."""
    for size in map(page.pt, _SIZES):
        widths = _widths(page, grid, size)
        if widths is None:
            continue
        used = 0.0
        for number, cells in enumerate((grid.head, *grid.rows)):
            used += _row(page, grid, cells, size, widths, "" if number else "kepala").height
            if used > page.body.h:
                break
        else:
            return size, widths
    size = page.pt(_SIZES[-1])
    return size, _widths(page, grid, size) or _shares(grid, page.body.w)


def _shares(grid: Grid, room: float) -> list[float]:
    return [room * share / sum(grid.widths) for share in grid.widths]


def _widths(page: Slide, grid: Grid, size: float) -> list[float] | None:
    """Give widths by the grid's shares, none narrower than its widest word; ``None`` for no room."""
    side, room = page.pt(2 * _SIDE) + 1, page.body.w
    least = []
    for column, head in enumerate(grid.head):
        words = {row[column] for row in grid.rows}
        widest = max((longest_word_width(item, size, grid.has_total) for item in words), default=0.0)
        least.append(min(max(widest, longest_word_width(head, size, True)) + side, _WIDEST_WORD * room))
    if sum(least) > room:
        return None
    fixed: dict[int, float] = {}
    while True:
        free = [i for i in range(len(least)) if i not in fixed]
        share = (room - sum(fixed.values())) / sum(grid.widths[i] for i in free) if free else 0.0
        tight = {i: least[i] for i in free if grid.widths[i] * share < least[i]}
        if not tight:
            return [fixed.get(i, grid.widths[i] * share) for i in range(len(least))]
        fixed |= tight


def _row(
    page: Slide, grid: Grid, cells: Sequence[str], size: float, widths: Sequence[float], kind: str = ""
) -> TableRow:
    side, above = cell_margins(page)
    most = max(1, int((0.8 * page.body.h - above) / (size * LINE_HEIGHT)))
    paras = []
    for column, (words, wide) in enumerate(zip(cells, widths, strict=True)):
        bold = kind != ""
        # Nobody reads more than a slide of one cell; the workbook has it all.
        kept = words
        if len(wrap_text(words, size, wide - side, bold)) > most:
            kept = shorten_text(words, size, wide - side, most, bold)
        ink = _THEME["panel"] if kind == "kepala" else ""
        paras.append((Para(kept, size, bold, ink, "r" if column in grid.right else "l"),))
    high = max(paragraphs_height(each, wide - side) for each, wide in zip(paras, widths, strict=True)) + above
    return TableRow(tuple(paras), high, kind)
