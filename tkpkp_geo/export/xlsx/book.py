"""A workbook of tables: typed cells, formulas with their values, a heading that stays, a page that prints."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from textwrap import wrap
from typing import BinaryIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.utility import xl_col_to_name
from xlsxwriter.worksheet import Worksheet

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.text_safety import disarm
from tkpkp_geo.export.packet.facts import Source

HEADING = 5  # row of the headings, counted as a spreadsheet does
FIRST = HEADING + 1
A3, A4 = 8, 9
_BAND, _SHOWN = 3, 4  # rows of the sample band, and of sums over what a filter in the sheet leaves
_FONT, _SIZE = "Arial", 10  # points
_LINE = 13.0  # height of a line of that size, points
_TALLEST = 400.0  # a little less than spreadsheets allow
_ARROW = 3.0  # letters that the arrow of a filter hides
_MARKED = ("id", "tanda")  # columns in which a sample is told by its ground too
_LONGEST = 32_000  # letters that a cell holds, a little less than spreadsheets allow
_FOOTER = 110  # letters of a line of the page footer
_MOST_FOOTER = 235
_THEME = style.THEMES["light"]


class CellKind(StrEnum):
    """What a column holds, in the words of the data dictionary."""

    TEXT = "teks"
    CODE = "kode"
    WHOLE = "bilangan bulat"
    YEAR = "tahun"
    NUMBER = "angka"
    RUPIAH = "rupiah"
    PERCENT = "persen"
    DATE = "tanggal"
    MARK = "1 atau 0"


_FORMATS = {
    CellKind.TEXT: "@",
    CellKind.CODE: "@",
    CellKind.WHOLE: text.CELL_WHOLE,
    CellKind.YEAR: "0",
    CellKind.NUMBER: text.CELL_DECIMAL,
    CellKind.RUPIAH: text.CELL_WHOLE,
    CellKind.PERCENT: text.CELL_PERCENT,
    CellKind.DATE: text.CELL_DATE,
    CellKind.MARK: "0",
}
_MIDDLE = (CellKind.YEAR, CellKind.MARK)
_RIGHT = (CellKind.WHOLE, CellKind.NUMBER, CellKind.RUPIAH, CellKind.PERCENT)


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula, and its value for a reader that does not calculate."""

    formula: str
    value: str | float


Cell = str | int | float | date | Formula | None


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    key : str
        Its name among the columns of the table.
    meaning : str
        What it means, for the data dictionary.
    source : str
        Where its content comes from.
    printed : bool
        Whether it is printed.
    """

    key: str
    title: str
    kind: CellKind
    meaning: str
    source: str
    width: float = 14
    printed: bool = True


@dataclass(frozen=True)
class Table:
    """One sheet.

    Parameters
    ----------
    samples : frozenset of int
        Positions of the rows that are samples.
    has_totals : bool
        Whether the last row holds totals.
    frozen_columns : int
        Columns that stay in sight.
    shown_sums : dict of str to Formula
        By `kunci`, sums over the rows that a filter in the sheet leaves, above the headings.
    paper : int
        `A3` or `A4`.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    samples: frozenset[int] = frozenset()
    has_totals: bool = False
    frozen_columns: int = 0
    shown_sums: dict[str, Formula] = field(default_factory=dict)
    paper: int = A4

    def letters(self, key: str) -> str:
        """Give the letters of a column."""
        return xl_col_to_name([column.key for column in self.columns].index(key))

    def ref(self, key: str) -> str:
        """Give the address of a column's cells from anywhere in the workbook.

        It holds the empty row after the last one, so that rows inserted above that are counted too.
        """
        letters = self.letters(key)
        return f"{quoted_sheet_name(self.name)}!${letters}${FIRST}:${letters}${FIRST + len(self.rows)}"


def quoted_sheet_name(nama: str) -> str:
    """Give a sheet's name as formulas write it."""
    return "'" + nama.replace("'", "''") + "'"


class TableBook:
    """Draws tables into a workbook that is written to `file` when it closes."""

    def __init__(self, file: BinaryIO, source: Source, day: str) -> None:
        # No text is ever taken for a formula, a number or a link.
        options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
        self.book = xlsxwriter.Workbook(file, options)
        self.source = source
        self._formats: dict[tuple, Format] = {}
        moment = datetime.fromisoformat(day)
        self.book.set_properties(
            {
                "title": text.APP_TITLE,
                "author": text.APP_TITLE,
                "subject": cell_text(source.line)[:255],
                "created": moment,
            }
        )
        self.book.set_calc_mode("auto")

    def close(self) -> None:
        """Write the file."""
        self.book.close()

    def look(self, **wanted: object) -> Format:
        """Give a cell's format, made once."""
        key = tuple(sorted(wanted.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(
                {"valign": "top", "font_name": _FONT, "font_size": _SIZE, **wanted}
            )
        return self._formats[key]

    def page(self, nama: str, title: str, paper_size: int = A4) -> Worksheet:
        """Add a sheet with its title, where it comes from, and the sample band where it is needed."""
        sheet = self.book.add_worksheet(nama)
        sheet.write_string(0, 0, title, self.look(bold=True, font_size=14))
        sheet.write_string(1, 0, cell_text(self.source.line), self.look(font_color=_THEME["ink_faint"], font_size=9))
        sheet.set_landscape()
        sheet.set_paper(paper_size)
        sheet.fit_to_pages(1, 0)
        sheet.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.8)
        sheet.set_footer(self._footer())
        sheet.hide_gridlines(2)
        return sheet

    def band(self, sheet: Worksheet, columns: int) -> None:
        """Draw the sample band over so many columns, where anything is a sample."""
        if self.source.sample_mark:
            look = self.look(
                bold=True, bg_color=style.SAMPLE_BAND["ground"], font_color=style.SAMPLE_BAND["ink"], valign="vcenter"
            )
            for column in range(columns):
                sheet.write_blank(_BAND - 1, column, None, look)
            words = f"{self.source.sample_mark}: baris bertanda adalah contoh, bukan data resmi"
            sheet.write_string(_BAND - 1, 0, words, look)

    def _footer(self) -> str:
        lines = wrap(cell_text(" ".join(self.source.line.split())), _FOOTER)
        words = "\n".join(lines).replace("&", "&&")
        # A space after the size: a line may begin with a digit. An ampersand cut in half would be a command.
        words = words[:_MOST_FOOTER].rstrip("&") if len(words) > _MOST_FOOTER else words
        return f"&L&7 {words}&R&7 &P/&N"

    def table(self, table: Table) -> Worksheet:
        """Draw a table as a sheet of its own."""
        nothing = "" if table.rows else " (tidak ada dalam saringan ini)"
        sheet = self.page(table.name, table.title + nothing, table.paper)
        printed = sum(column.printed for column in table.columns)
        self.band(sheet, printed)
        heading = self.look(
            bold=True, text_wrap=True, border=1, border_color=_THEME["line"], bg_color=_THEME["neighbour"]
        )
        for number, column in enumerate(table.columns):
            sheet.write_string(HEADING - 1, number, cell_text(column.title), heading)
            sheet.set_column(number, number, column.width)
            if column.key in table.shown_sums:
                look = self.look(bold=True, num_format=_FORMATS[column.kind], align="right")
                write_cell(sheet, _SHOWN - 1, number, table.shown_sums[column.key], look)
        widths = [column.width for column in table.columns if column.printed]
        arrows = [column.width - _ARROW for column in table.columns]
        sheet.set_row(HEADING - 1, row_height([column.title for column in table.columns], arrows))
        for number, row in enumerate(table.rows):
            last = table.has_totals and number == len(table.rows) - 1
            sheet.set_row(FIRST - 1 + number, row_height(row[:printed], widths))
            for position, (column, value) in enumerate(zip(table.columns, row, strict=True)):
                look = self._of(column, value, number in table.samples, last)
                write_cell(sheet, FIRST - 1 + number, position, value, look)
        sheet.freeze_panes(HEADING, table.frozen_columns)
        sheet.repeat_rows(_BAND - 1, HEADING - 1)
        end = FIRST - 1 + len(table.rows)
        # Totals are no row to be sorted or hidden.
        sheet.autofilter(HEADING - 1, 0, max(HEADING, end - 1 - table.has_totals), len(table.columns) - 1)
        sheet.print_area(0, 0, max(HEADING, end - 1), printed - 1)
        return sheet

    def _of(self, column: Column, value: Cell, sample: bool, last: bool) -> Format:
        shown = value.value if isinstance(value, Formula) else value
        # Long texts that are not printed are read in their cell: they would make every row tall.
        wanted: dict[str, object] = {"num_format": _FORMATS[column.kind], "text_wrap": column.printed}
        wanted |= {"border": 1, "border_color": _THEME["edge"]}
        if column.kind in (*_RIGHT, *_MIDDLE):
            wanted["align"] = "right" if column.kind in _RIGHT else "center"
        if column.kind in _RIGHT and isinstance(shown, str):
            wanted |= {"italic": True, "font_color": _THEME["ink_faint"]}
        if sample:
            wanted["italic"] = True
            if column.key in _MARKED:
                wanted["bg_color"] = style.SAMPLE_BAND["ground"]
        if last:
            wanted |= {"bold": True, "top": 2, "bg_color": _THEME["neighbour"]}
        return self.look(**wanted)

    def cell(self, sheet: Worksheet, row: int, column: int, value: Cell, kind: CellKind, **wanted: object) -> None:
        """Write one cell outside of tables."""
        look = self.look(num_format=_FORMATS[kind], text_wrap=True, **wanted)
        write_cell(sheet, row, column, value, look)


def write_cell(sheet: Worksheet, row: int, column: int, value: Cell, look: Format | None = None) -> None:
    """Write one cell as what its value is."""
    if value is None or value == "":
        sheet.write_blank(row, column, None, look)
    elif isinstance(value, Formula):
        sheet.write_formula(row, column, "=" + value.formula, look, value.value)
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, look)
    elif isinstance(value, str):
        sheet.write_string(row, column, cell_text(value), look)
    else:
        sheet.write_number(row, column, value, look)


def row_height(row: Sequence[Cell], widths: Sequence[float]) -> float:
    """Give the height of a row whose cells are wrapped at these widths (letters), points.

    Not every program works it out by itself when it opens a file.
    """
    lines = 1
    for value, width in zip(row, widths, strict=True):
        shown = value.value if isinstance(value, Formula) else value
        if isinstance(shown, str) and len(shown) + 1 > width or "\n" in str(shown):
            room = max(3, int(width * 1.05))  # smaller letters than those that widths are counted in
            lines = max(lines, sum(max(1, len(wrap(part, room))) for part in str(shown).splitlines()))
    return min(_TALLEST, lines * _LINE + 1.5)


def cell_text(words: str) -> str:
    """Give text as a cell can hold it, and so that no spreadsheet takes it for a formula."""
    kept = text.for_xml(words)
    return disarm(kept if len(kept) <= _LONGEST else kept[:_LONGEST] + "…")
