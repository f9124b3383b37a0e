"""One CSV table: bytes → rows whose cells are parsed, and a `Problem` for every cell that is not sound."""

from __future__ import annotations

import csv
import difflib
import io
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from typing import TypeVar

from tkpkp_geo.domain.errors import DataFileError, Problem

Number = TypeVar("Number", int, float)
DIKOSONGKAN = "Perbaiki isi kolom itu; sementara ini ditampilkan sebagai “belum diisi”."
DITAHAN = "Perbaiki baris itu; sementara ini tidak ditampilkan dan tidak dihitung."


class Row:
    """One line of a table, which remembers where it stands so that its problems can say so.

    `emptied_hint`, `held_hint` and `placeless_hint` tell what becomes of a cell, a row and a place that cannot be used.
    """

    emptied_hint = DIKOSONGKAN
    held_hint = DITAHAN
    placeless_hint = "Perbaiki lokusnya; program tetap ditampilkan, tanpa tempat itu."

    def __init__(self, file: str, line: int | None, cells: dict[str, str], problems: list[Problem]) -> None:
        self.file = file
        self.line = line
        self.cells = cells
        self._problems = problems

    def text(self, column: str) -> str:
        """Give the cell as typed, without the spaces around it; a column that is not there is empty."""
        return self.cells.get(column, "")

    def report(self, column: str, fault: str, advice: str, typed: str | None = None) -> None:
        """Add a problem of this row's."""
        value = self.text(column) if typed is None else typed
        self._problems.append(Problem(self.file, fault, advice, self.line, column, value))

    def required(self, column: str) -> str:
        """Give the cell, reporting it where it is empty."""
        value = self.text(column)
        if not value:
            self.report(column, "kolom wajib masih kosong", self.held_hint)
        return value

    def code(self, column: str, accepted: Iterable[str], advice: str | None = None) -> str:
        """Give the cell where it is one of `accepted`, else "" and a report that names the nearest value."""
        value = self.text(column)
        if not value or value in accepted:
            return value
        near = difflib.get_close_matches(value, list(accepted), n=1, cutoff=0.5)
        hint = f"Mungkin maksudnya “{near[0]}”. " if near else ""
        self.report(column, "nilai tidak dikenal", hint + (self.emptied_hint if advice is None else advice))
        return ""

    def number(self, column: str, kind: Callable[[str], Number], low: float, high: float, wanted: str) -> Number | None:
        """Give the cell as a number within bounds, else ``None`` and a report."""
        value = self.text(column)
        if not value:
            return None
        number: Number | None
        try:
            number = kind(value)
        except ValueError:
            number = None
        if number is None or not low <= number <= high:
            self.report(column, f"seharusnya {wanted}", self.emptied_hint)
            return None
        return number

    def rupiah(self, column: str) -> int | None:
        """Give the cell as whole rupiah."""
        return self.number(column, int, 0, 10**15, "rupiah bulat tanpa titik atau koma, misalnya 1250000")

    def iso_date(self, column: str) -> str:
        """Give the cell where it is an ISO date, else "" and a report."""
        value = self.text(column)
        try:
            return date.fromisoformat(value).isoformat() if value else ""
        except ValueError:
            self.report(column, "seharusnya tanggal tahun-bulan-hari, misalnya 2026-02-04", self.emptied_hint)
            return ""


def read_table(file: str, content: bytes | None, columns: Iterable[str], problems: list[Problem]) -> Iterator[Row]:
    """Read the rows of a CSV file; blank lines are passed over, everything else is kept or reported.

    Parameters
    ----------
    file : str
        File name for the messages.
    content : bytes or None
        The file; ``None`` where there is none.
    columns : iterable of str
        Columns without which the table makes no sense.
    problems : list of Problem
        Every problem found is added here.

    Raises
    ------
    DataFileError
        Where the file as a whole cannot be used.
    """
    if content is None:
        raise DataFileError(Problem(file, "berkas tidak ditemukan", "Salin kembali berkas itu ke folder data."))
    try:
        lines = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        advice = "Simpan ulang sebagai CSV UTF-8."
        raise DataFileError(Problem(file, f"bukan teks UTF-8 (bita ke-{error.start + 1})", advice)) from error
    reader = csv.reader(io.StringIO(lines, newline=""), strict=True)
    try:
        heading = [name.strip() for name in next(reader, [])]
        missing = [name for name in columns if name not in heading]
        if missing:
            what = "kolom tidak ada: " + ", ".join(missing)
            raise DataFileError(Problem(file, what, "Periksa judul kolom pada baris 1.", baris=1))
        while True:
            line = reader.line_num + 1
            cells = next(reader, None)
            if cells is None:
                return
            if not any(cell.strip() for cell in cells):
                continue
            row = Row(file, line, {k: v.strip() for k, v in zip(heading, cells, strict=False)}, problems)
            if len(cells) != len(heading):
                row.report("", f"ada {len(cells)} sel, seharusnya {len(heading)}", "Periksa koma dan tanda kutip.")
            yield row
    except csv.Error as error:
        what = f"baris tidak dapat dibaca ({error})"
        raise DataFileError(Problem(file, what, "Periksa tanda kutip.", baris=reader.line_num)) from error
