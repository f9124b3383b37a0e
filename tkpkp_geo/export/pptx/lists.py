"""Sections of frames as they stand on a slide: headings and lists in columns, shortened only where they say so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.export.pptx import tables
from tkpkp_geo.export.pptx.paragraphs import LINE_HEIGHT, Para, paragraphs_height, shorten_text, text_width
from tkpkp_geo.export.pptx.slides import Slide
from tkpkp_geo.export.pptx.template import Box
from tkpkp_geo.meeting.frames.frame_records import Line, Section

SIZES = (16.0, 14.0, 12.0)
_SYMBOL = 1.55  # of the letters' size
_MARKS = {"flag": ("⚑", "warning"), "opportunity": ("✚", "accent")}
_BOLD = ("kawasan",)
_MOST = {"list": 2, "inline": 1}  # lines of a program's name, which stands whole in the list of programs
_STEPS = ((3, ("inline",)), (0, ("inline",)), (2, ("list", "opd", "kawasan")), (2, ()), (1, ()), (0, ()))


@dataclass(frozen=True, slots=True)
class Piece:
    """What a column is filled with: a heading, or a row of a list.

    Parameters
    ----------
    part : int
        Number of the section.
    lines : tuple of Line
        Those side by side in the row; none of a heading.
    """

    part: int
    height: float
    lines: tuple[Line, ...] = ()
    rest: str = ""


@dataclass(frozen=True, slots=True)
class ListSetting:
    """Type of a list: its size, and the width of its column."""

    page: Slide
    dataset: Dataset
    size: float
    wide: float

    @property
    def symbol(self) -> float:
        """Side of a symbol."""
        return self.size * _SYMBOL

    def before(self, section: Section) -> float:
        """Give the room that symbols, dots or marks take before the lines."""
        if any(line.opd for line in section.lines):
            return self.symbol + self.page.pt(6)
        marked = section.kind in _MARKS or section.kind == "point" or any(line.kawasan for line in section.lines)
        return self.size * 1.4 if marked else 0.0

    def columns(self, section: Section) -> list[float]:
        """Give the widths of a list's columns: what stands before, the words, and what stands at the right."""
        across = 2 if section.kind == "opd" else 1
        each = self.wide / across
        first = self.before(section)
        side = tables.cell_margins(self.page)[0]
        widest = max((text_width(line.right, self.size, True) for line in section.lines if line.right), default=0.0)
        last = min(widest + side + 1, 0.45 * each) if widest else 0.0
        return [part for part in (first, each - first - last, last) if part] * across

    def paras(self, section: Section, line: Line, room: float) -> tuple[Para, ...]:
        """Give the words of a line."""
        most = _MOST.get(section.kind, 0)
        words = shorten_text(line.text, self.size, room, most) if most else line.text
        lines_of = [Para(words, self.size, section.kind in _BOLD)]
        if line.note:
            lines_of.append(Para(line.note, max(self.size * 0.86, self.page.pt(12)), ink=self.page.ink("ink_faint")))
        return tuple(lines_of)

    def heading(self, section: Section) -> Para:
        """Give a section's heading with its count."""
        count = f" ({section.count})" if section.count else ""
        room = self.wide - self.symbol if section.opd or section.kawasan else self.wide
        kept = shorten_text(
            section.heading, self.size * 1.08, room - text_width(count, self.size * 1.08, True), 2, True
        )
        return Para(kept + count, self.size * 1.08, True, self.page.ink("accent"))

    def pieces(self, number: int, section: Section, shown: int) -> list[Piece]:
        """Divide a section, of which so many lines are shown, into what columns are filled with."""
        made = []
        if section.heading:
            room = self.wide - (self.symbol * 1.3 if section.opd or section.kawasan else 0)
            high = max(paragraphs_height([self.heading(section)], room), self.symbol if section.opd else 0.0)
            made.append(Piece(number, high + self.page.pt(10)))
        across = 2 if section.kind == "opd" else 1
        columns = self.columns(section)
        words = columns[1 if self.before(section) else 0]
        side, above = tables.cell_margins(self.page)
        for start in range(0, shown, across):
            lines = section.lines[start : min(start + across, shown)]
            high = max(paragraphs_height(self.paras(section, line, words - side), words - side) for line in lines)
            least = self.symbol if any(line.opd for line in lines) else 0.0
            made.append(Piece(number, max(high + above, least + self.page.pt(2)), lines))
        left = len(section.lines) + section.more - shown
        if left and (shown or section.kind != "inline"):  # of one that is put aside its heading says how many
            unit = "program" if section.kind in ("list", "inline") else "butir"
            rest = f"dan {text.format_number(left)} lainnya" if shown else f"{text.format_number(left)} {unit}"
            made.append(Piece(number, self.size * LINE_HEIGHT + above, rest=rest))
        return made


def fit_all(setting: ListSetting, sections: Sequence[Section], high: float, columns: int) -> list[list[Piece]] | None:
    """Fill columns with all lines of the sections; ``None`` where they do not fit."""
    pieces = [piece for i, item in enumerate(sections) for piece in setting.pieces(i, item, len(item.lines))]
    filled, left = fill_columns(pieces, high, columns)
    return None if left else _balanced(pieces, filled, high, columns)


def fit_reduced(setting: ListSetting, sections: Sequence[Section], high: float, columns: int) -> list[list[Piece]]:
    """Give columns of as much as fits: the longest list loses its last lines and says how many."""
    shown = [len(item.lines) for item in sections]
    cut: dict[tuple[int, int], list[Piece]] = {}

    def pieces(i: int, count: int) -> list[Piece]:
        if (i, count) not in cut:
            cut[i, count] = setting.pieces(i, sections[i], count)
        return cut[i, count]

    def gathered() -> list[Piece]:
        return [piece for i, count in enumerate(shown) for piece in pieces(i, count)]

    # More lines than a slide holds at all need not be tried one by one.
    most = int(columns * high / (setting.size * LINE_HEIGHT)) + 1
    shown = [min(count, most) for count in shown]
    for least, kinds in _STEPS:
        while fill_columns(gathered(), high, columns)[1]:
            able = [i for i, n in enumerate(shown) if n > least and (not kinds or sections[i].kind in kinds)]
            if not able:
                break
            longest = max(able, key=lambda i: sum(piece.height for piece in pieces(i, shown[i])))
            pair = sections[longest].kind == "opd" and shown[longest] % 2 == 0 and shown[longest] - 2 >= least
            shown[longest] -= 2 if pair else 1
    chosen = gathered()
    kept = len(sections)
    while kept > 1 and fill_columns(chosen, high, columns)[1]:
        kept -= 1
        lost = sum(len(item.lines) + item.more for item in sections[kept:])
        words = f"dan {len(sections) - kept} bagian lainnya ({text.format_number(lost)} butir)"
        chosen = [piece for i in range(kept) for piece in pieces(i, shown[i])]
        chosen.append(Piece(kept - 1, setting.size * LINE_HEIGHT + tables.cell_margins(setting.page)[1], rest=words))
    return _balanced(chosen, fill_columns(chosen, high, columns)[0], high, columns)


def fill_columns(
    pieces: Sequence[Piece], high: float, columns: int, whole: bool = False
) -> tuple[list[list[Piece]], list[Piece]]:
    """Fill columns from left to right, and give what is left.

    A heading stays with its first row, or, if `whole`, a section in one column.
    """
    filled: list[list[Piece]] = [[]]
    used, i = 0.0, 0
    while i < len(pieces):
        heading = not pieces[i].lines and not pieces[i].rest
        if whole:
            group: Sequence[Piece] = [piece for piece in pieces[i:] if piece.part == pieces[i].part]
        else:
            group = pieces[i : i + 2] if heading else pieces[i : i + 1]
        need = sum(item.height for item in group)
        if used + need > high:
            if not filled[-1] or len(filled) == columns:
                return filled, list(pieces[i:])
            filled.append([])
            used = 0.0
            continue
        filled[-1] += group
        used += need
        i += len(group)
    return filled, []


def _balanced(pieces: Sequence[Piece], filled: list[list[Piece]], high: float, columns: int) -> list[list[Piece]]:
    """Fill columns as evenly as may be, at best without breaking a section."""
    if columns == 1 or not pieces:
        return filled
    least = max(sum(piece.height for piece in pieces) / columns, max(piece.height for piece in pieces))
    for whole in (True, False):
        tried = least
        while tried <= high:
            evenly, left = fill_columns(pieces, tried, columns, whole)
            if not left:
                return evenly
            tried += min(8, max(0.5, high - tried))
    return filled


def draw_columns(
    setting: ListSetting, sections: Sequence[Section], columns: Sequence[Sequence[Piece]], box: Box, gap: float
) -> float:
    """Draw filled columns into a box, and give how high the highest is."""
    highest = 0.0
    for number, column in enumerate(columns):
        x, y = box.x + number * (setting.wide + gap), box.y
        group: list[Piece] = []
        for piece, after in zip_longest(column, column[1:]):
            if not piece.lines and not piece.rest:
                _heading(setting, sections[piece.part], Box(x, y, setting.wide, piece.height))
                y += piece.height
                continue
            group.append(piece)
            if after is None or after.part != piece.part or not after.lines and not after.rest:
                _list(setting, sections[piece.part], group, x, y)
                y += sum(item.height for item in group)
                group = []
        highest = max(highest, y - box.y)
    return highest


def _heading(setting: ListSetting, section: Section, box: Box) -> None:
    page, low = setting.page, box.h - setting.page.pt(3)
    left = 0.0
    if section.opd:
        left = setting.symbol * 1.3
        page.symbol(setting.dataset.opd_by_kode[section.opd], box.x, box.y + low - setting.symbol, setting.symbol)
    elif section.kawasan:
        left = setting.size * 1.2
        _dot(setting, section.kawasan, box.x, box.y + low - setting.size * 1.05)
    words = Box(box.x + left, box.y, box.w - left, low)
    page.words(words, [setting.heading(section)], section.heading, "b")


def _dot(setting: ListSetting, kode: str, x: float, y: float) -> None:
    colour = style.colours_of(setting.dataset, kode).strong
    setting.page.dot(colour, x, y, setting.size * 0.8, f"Warna kawasan {setting.dataset.area_name(kode)}")


def _list(setting: ListSetting, section: Section, group: Sequence[Piece], x: float, y: float) -> None:
    page = setting.page
    columns = setting.columns(section)
    across = 2 if section.kind == "opd" else 1
    each = len(columns) // across
    first = 1 if setting.before(section) else 0
    side = tables.cell_margins(page)[0]
    rows, top = [], y
    for piece in group:
        if piece.rest:
            words = (Para(piece.rest, setting.size, ink=page.ink("ink_faint")),)
            rows.append(tables.TableRow((words, *(() for _ in columns[1:])), piece.height, span=True))
            top += piece.height
            continue
        cells: list[tuple[Para, ...]] = []
        for number, line in enumerate(piece.lines):
            left = x + number * sum(columns[:each])
            if first:
                cells.append(_before(setting, section, line, left, top))
            cells.append(setting.paras(section, line, columns[first] - side))
            if each > first + 1:
                bold = section.kind != "list"
                cells.append((Para(line.right, setting.size, bold, align="r"),))
        cells += [()] * (len(columns) - len(cells))
        rows.append(tables.TableRow(tuple(cells), piece.height))
        top += piece.height
    tables.draw_table(page, x, y, columns, rows, section.heading or "Daftar")


def _before(setting: ListSetting, section: Section, line: Line, x: float, y: float) -> tuple[Para, ...]:
    if line.opd:
        setting.page.symbol(setting.dataset.opd_by_kode[line.opd], x + 1, y + 1, setting.symbol)
    elif line.kawasan:
        _dot(setting, line.kawasan, x + 1, y + setting.page.pt(2.5) + setting.size * 0.2)
    elif section.kind == "point":
        return (Para("•", setting.size),)
    elif section.kind in _MARKS:
        mark, ink = _MARKS[section.kind]
        return (Para(mark, setting.size, ink=setting.page.ink(ink)),)
    return ()
