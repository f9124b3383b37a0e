"""A sheet as an office keeps it → rows with canonical cells, each knowing the cells it came from."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from tkpkp_geo.domain.columns import BY_NAME, LOKUS, LOKUS_PARTS, SHEET_COLUMNS, STAMPED, ColumnKind
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.text_safety import rearm
from tkpkp_geo.intake.names import Names
from tkpkp_geo.intake.program_rules import StrictRow
from tkpkp_geo.intake.sheet.cells import CellReader
from tkpkp_geo.intake.sheet.file import Sheet
from tkpkp_geo.intake.values import Cell, as_typed, day_first, is_month_first

_IGNORED = "abaikan"
_HEADINGS = Names(
    [(column.name, (column.name, column.heading, *column.synonyms)) for column in SHEET_COLUMNS]
    + [(part, names) for part, names in LOKUS_PARTS.items()]
    + [(_IGNORED, tuple(name.replace("_", " ") for name in sorted(STAMPED)))]
)
_TOTAL = re.compile(r"(?:(?:sub|grand) ?)?(?:jumlah|total)(?: keseluruhan| semua| pagu| anggaran)?\s*:?", re.IGNORECASE)
# Below so many lines nobody looks for the headings of a table.
_SEARCHED = 60
_FEWEST = 3


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading row of a sheet.

    Parameters
    ----------
    line : int
        Its row, counted from 0.
    columns : dict of int to str
        Column number → name of the column, or a part of a place (`LOKUS_PARTS`).
    titles : dict of int to str
        Column number → heading as it stands in the file.
    unknown : tuple of str
        Headings that mean nothing here.
    """

    line: int
    columns: dict[int, str]
    titles: dict[int, str]
    unknown: tuple[str, ...] = ()

    @property
    def names(self) -> set[str]:
        """Names of the columns that the sheet has; parts of a place count as `lokus`."""
        return {LOKUS if name in LOKUS_PARTS else name for name in self.columns.values()}

    def doubled(self) -> list[int]:
        """Give the numbers of columns whose heading stands there a second time."""
        seen: set[str] = set()
        twice = []
        for number, name in self.columns.items():
            if name in seen and name not in (LOKUS, _IGNORED):
                twice.append(number)
            seen.add(name)
        return twice


def heading_name(value: object) -> str:
    """Give the column that a heading means, empty where it means none."""
    if not isinstance(value, str) or len(value) > 60:
        return ""
    if re.fullmatch(r"(?:lokus|lokasi)\s*\d*", value.strip(), re.IGNORECASE):
        return LOKUS
    codes = _HEADINGS.find(rearm(value)).codes
    return codes[0] if len(codes) == 1 else ""


def recognised(line: Sequence[object]) -> int:
    """Count the different columns that a line of cells names."""
    return len({name for name in map(heading_name, line) if name})


def find_heading(sheet: Sheet) -> Heading | None:
    """Find the heading row: the line that names most columns, `program` among them."""
    best: Heading | None = None
    most = _FEWEST - 1
    for number, line in enumerate(sheet.cells[:_SEARCHED]):
        names = {column: name for column, value in enumerate(line) if (name := heading_name(value))}
        if len(set(names.values())) > most and "program" in names.values():
            most = len(set(names.values()))
            title = {column: " ".join(str(line[column]).split()) for column in names}
            foreign = [as_typed(v) for n, v in enumerate(line) if n not in names and isinstance(v, str) and v.strip()]
            best = Heading(number, names, title, tuple(dict.fromkeys(foreign)))
    return best


@dataclass(slots=True)
class Guess:
    """A slip of the pen that was mended: what stood there, what it was taken for, and how often."""

    column: str
    typed: str
    taken_for: str
    times: int = 1


class SheetRow(StrictRow):
    """One row of a sheet: canonical cells, and where each came from.

    Parameters
    ----------
    sheet : str
        Name of the sheet.

    Attributes
    ----------
    faults : int
        How many problems the row has.
    failed : set of str
        Columns whose cell has no meaning.
    """

    def __init__(self, file: str, sheet: str, line: int, heading: Heading, problems: list[Problem]) -> None:
        super().__init__(file, line, {}, problems)
        self.sheet = sheet
        self.faults = 0
        self._heading = heading
        self._typed: dict[str, tuple[int, str]] = {}
        self.failed: set[str] = set()

    def take(self, name: str, column: int, value: str) -> None:
        """Remember the cell that a column, or one place (by its canonical text), came from."""
        self._typed.setdefault(name, (column, value))

    def fail(self, name: str, column: int, value: str, fault: str, advice: str) -> None:
        """Report a cell that has no meaning; the rules then say no more about its column."""
        self.failed.add(name)
        self._add(column, self._heading.titles[column], value, fault, advice)

    def report(self, name: str, fault: str, advice: str, typed: str | None = None) -> None:
        """Add a problem that the rules found, with the cell as it was typed."""
        if name in self.failed and name != LOKUS:
            return
        column, value = self._typed.get(typed or "", self._typed.get(name, (None, typed or self.text(name))))
        if column is None:
            title = BY_NAME[name].heading if name in BY_NAME else name
            self._problems.append(Problem(self.file, fault, advice, self.line, title, value, self.sheet))
            self.faults += 1
        else:
            self._add(column, self._heading.titles[column], value, fault, advice)

    def _add(self, column: int, title: str, value: str, fault: str, advice: str) -> None:
        cell = f"{column_letters(column)}{self.line}"
        self._problems.append(Problem(self.file, fault, advice, self.line, title, value[:200], self.sheet, cell))
        self.faults += 1


@dataclass
class SheetReader:
    """Reads the rows of sheets; `problems`, `notes` and `guesses` gather what is found on the way."""

    file: str
    cells: CellReader
    problems: list[Problem]
    notes: list[str]
    guesses: dict[tuple[str, str], Guess] = field(default_factory=dict)

    def rows(self, sheet: Sheet, heading: Heading) -> Iterator[SheetRow]:
        """Give every row below the heading that holds a program; blank lines, totals and the like are passed over."""
        lines = sheet.cells[heading.line + 1 :]
        for column in (
            c for c, name in heading.columns.items() if name in BY_NAME and BY_NAME[name].kind is ColumnKind.DATE
        ):
            if is_month_first(line[column] for line in lines if column < len(line)):
                self._turn_dates(lines, column, heading.titles[column])
        for number, line in enumerate(lines, heading.line + 1):
            filled = [(c, line[c]) for c in heading.columns if c < len(line) and not _blank(line[c])]
            if filled and not self._decoration(filled, heading):
                yield self._row(sheet.name, number + 1, line, heading)

    def _turn_dates(self, lines: list[list[Cell]], column: int, title: str) -> None:
        for line in lines:
            cell = line[column] if column < len(line) else None
            if isinstance(cell, str):
                line[column] = day_first(cell)
        self.notes.append(f"Kolom {title} dibaca bulan/hari/tahun, karena ada tanggal yang hanya dapat dibaca begitu.")

    def _decoration(self, filled: list[tuple[int, Cell]], heading: Heading) -> bool:
        values = [value for _, value in filled]
        if sum(isinstance(v, str) and " ".join(v.split()) == heading.titles[c] for c, v in filled) >= _FEWEST:
            return True  # the headings again, as on every printed page
        if len(values) >= _FEWEST and len(set(map(str, values))) == 1 and isinstance(values[0], str):
            return True  # a title across the table
        if len(values) >= 2 * _FEWEST and _counted(values):
            return True  # the numbers of the columns: 1, 2, 3 …
        named = {heading.columns[column] for column, _ in filled}
        first = next((value for value in values if isinstance(value, str)), "")
        return "id" not in named and len(values) <= 5 and bool(_TOTAL.fullmatch(first.strip())) and "tahun" not in named

    def _row(self, sheet: str, number: int, line: list[Cell], heading: Heading) -> SheetRow:
        row = SheetRow(self.file, sheet, number, heading, self.problems)
        places: list[str] = []
        parts: dict[str, tuple[int, str]] = {}
        for column, name in heading.columns.items():
            value = line[column] if column < len(line) else ""
            if name == _IGNORED or BY_NAME.get(name) and BY_NAME[name].kind is ColumnKind.NOTE:
                continue
            if name in LOKUS_PARTS:
                if not _blank(value):
                    parts[name] = (column, as_typed(value))
            elif name == LOKUS:
                for part in _split(value):
                    places += self._place(row, column, part)
            else:
                self._cell(row, name, column, value)
        if parts:
            places += self._place(row, *_joined(parts))
        if LOKUS in heading.names:
            row.cells[LOKUS] = ";".join(dict.fromkeys(places))
        return row

    def _cell(self, row: SheetRow, name: str, column: int, value: Cell) -> None:
        reading = self.cells.read(BY_NAME[name], value)
        shown = as_typed(value)
        row.cells[name] = reading.text
        row.take(name, column, shown)
        if reading.fault:
            row.fail(name, column, shown, reading.fault, f"{reading.advice} {row.held_hint}")
        elif reading.taken_for:
            self._mended(row, column, shown, reading.taken_for)

    def _place(self, row: SheetRow, column: int, value: Cell) -> list[str]:
        reading = self.cells.read(BY_NAME[LOKUS], value)
        shown = as_typed(value)
        if reading.fault:
            row.fail(LOKUS, column, shown, reading.fault, f"{reading.advice} {row.placeless_hint}")
            return []
        if reading.taken_for:
            self._mended(row, column, shown, reading.taken_for)
        row.take(reading.text, column, shown)
        return [reading.text] if reading.text else []

    def _mended(self, row: SheetRow, column: int, shown: str, taken_for: str) -> None:
        title = row._heading.titles[column]
        if (title, shown) in self.guesses:
            self.guesses[title, shown].times += 1
        else:
            self.guesses[title, shown] = Guess(title, shown, taken_for)


def column_letters(number: int) -> str:
    """Give the letters of a column, 0 = ``A``."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _blank(value: Cell) -> bool:
    return isinstance(value, str) and not value.strip()


def _split(value: Cell) -> list[Cell]:
    # Several places in one cell stand on lines of their own or between semicolons; so may the halves of a point.
    if not isinstance(value, str) or not value.strip():
        return [] if _blank(value) else [value]
    lines = [line.strip() for line in value.splitlines()]
    parts = [line if re.match(r"(?:titik\s*:?\s*)?-?\d+,\d+\s*;", line) else line.split(";") for line in lines]
    flat = [piece for part in parts for piece in ([part] if isinstance(part, str) else part)]
    return [piece.strip() for piece in flat if piece.strip()]


def _joined(parts: dict[str, tuple[int, str]]) -> tuple[int, str]:
    desa, kecamatan, kawasan = (parts.get(name) for name in ("desa", "kecamatan", "kawasan"))
    if desa:
        return desa[0], f"Desa {desa[1]} ({kecamatan[1]})" if kecamatan else f"Desa {desa[1]}"
    column, text = kecamatan or kawasan or (0, "")
    return column, f"{'Kec.' if kecamatan else 'Kawasan'} {text}"


def _counted(values: Sequence[Cell]) -> bool:
    first = as_typed(values[0])
    return first.isdigit() and [as_typed(v) for v in values] == [str(int(first) + n) for n in range(len(values))]
