"""An uploaded sheet, from bytes to changes and problems. Nothing is written: what is accepted goes to the store."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from tkpkp_geo.domain.columns import HINT_SHEET, LIST_SHEET, ORIGIN_SHEET, REQUIRED
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import DataFileError, Problem
from tkpkp_geo.domain.records import DataKind, Intervensi
from tkpkp_geo.intake.names import Names, fold
from tkpkp_geo.intake.program_rules import Context, program_cells, read_program
from tkpkp_geo.intake.sheet.cells import CellReader
from tkpkp_geo.intake.sheet.changes import ChangeKind, Matcher, RowChange, changed_columns, find_missing
from tkpkp_geo.intake.sheet.file import Sheet, read_sheets
from tkpkp_geo.intake.sheet.origin import base_cells
from tkpkp_geo.intake.sheet.rows import Guess, Heading, SheetReader, SheetRow, column_letters, find_heading, recognised
from tkpkp_geo.store.boundaries import Boundaries

Progress = Callable[[float], None]
_STEP = 200


@dataclass(frozen=True, slots=True)
class SheetReading:
    """What a file says, and what taking it would change.

    Parameters
    ----------
    file : str
        File name.
    problems : tuple of Problem
        Everything that is wrong, in the order of the file.
    changes : tuple of RowChange
        What may be accepted: new and changed; and what the file does not have, which is only told.
    held : tuple of RowChange
        Rows that wait for a repair: their other changes, so that nothing of them is lost to sight.
    unchanged : int
        How many rows are as the dataset has them.
    guesses : tuple of Guess
        Slips of the pen that were mended.
    notes : tuple of str
        What was passed over, in Indonesian.
    """

    file: str
    problems: tuple[Problem, ...] = ()
    changes: tuple[RowChange, ...] = ()
    held: tuple[RowChange, ...] = ()
    unchanged: int = 0
    guesses: tuple[Guess, ...] = ()
    notes: tuple[str, ...] = ()


def read_upload(
    file: str,
    content: bytes,
    dataset: Dataset,
    boundaries: Boundaries,
    kode_opd: str | None = None,
    progress: Progress = lambda fraction: None,
) -> SheetReading:
    """Read an uploaded file and compare it with the dataset.

    Parameters
    ----------
    file : str
        File name, for the messages.
    content : bytes
        XLSX, XLSM, XLSB, XLS, ODS or CSV; what it is comes from its content.
    dataset, boundaries
        The present data.
    kode_opd : str, optional
        The only OPD whose rows may be in the file; rows that name none are taken for its own.
    progress : callable
        Told the fraction done, 0 to 1.
    """
    progress(0.0)
    reading = _Reading(file, dataset, Context.of(dataset, boundaries), kode_opd)
    try:
        sheets = read_sheets(file, content, recognised)
        progress(0.2)
        reading.take(sheets, progress)
    except DataFileError as error:
        return SheetReading(file, (error.problem,))
    result = reading.result()
    progress(1.0)
    return result


@dataclass
class _Reading:
    file: str
    dataset: Dataset
    context: Context
    kode_opd: str | None
    problems: list[Problem] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    changes: list[RowChange] = field(default_factory=list)
    waiting: list[RowChange] = field(default_factory=list)
    unchanged: int = 0

    def __post_init__(self) -> None:
        self.reader = SheetReader(self.file, CellReader(self.dataset), self.problems, self.notes)
        self.by_id = {item.id: item for item in self.dataset.intervensi}
        self.ids = Names((item.id, (item.id,)) for item in self.dataset.intervensi)
        self.base: Mapping[str, Mapping[str, str]] = {}
        self.present: dict[str, int | None] = {}
        self.held: set[tuple[str, str]] = set()
        self.sheets: list[str] = []
        self.opd: set[str] = {self.kode_opd} if self.kode_opd else set()

    def take(self, sheets: list[Sheet], progress: Progress) -> None:
        tables = self._tables(sheets)
        self.sheets = [sheet.name for sheet in sheets]
        self.base = base_cells(sheets)
        rows = [row for sheet, heading in tables for row in self.reader.rows(sheet, heading)]
        progress(0.6)
        named = [row for row in rows if row.text("id")]
        for row in rows:
            self._own(row)
        for number, row in enumerate(named):
            self._with_id(row)
            if number % _STEP == 0:
                progress(0.6 + 0.3 * number / len(rows))
        matcher = Matcher(self.dataset, self.present)
        for number, row in enumerate(row for row in rows if not row.text("id")):
            self._without_id(row, matcher)
            if number % _STEP == 0:
                progress(0.6 + 0.3 * (len(named) + number) / len(rows))
        if not rows:
            self.notes.append("Tidak ada baris program di bawah judul kolom.")

    def _tables(self, sheets: list[Sheet]) -> list[tuple[Sheet, Heading]]:
        tables = []
        for sheet in sheets:
            if sheet.name == ORIGIN_SHEET or not any(map(any, sheet.cells)):
                continue
            heading = find_heading(sheet)
            if heading is None:
                if sheet.name not in (HINT_SHEET, LIST_SHEET):
                    self.notes.append(f"Lembar “{sheet.name}” dilewati: tidak ada judul kolom yang dikenal.")
                continue
            doubled = heading.doubled()
            for column in doubled:
                self._doubled(sheet, heading, column)
            if heading.unknown:
                self.notes.append(f"Kolom yang tidak dikenal dilewati: {', '.join(heading.unknown[:20])}.")
            if not doubled:
                tables.append((sheet, heading))
        if not tables and not self.problems:
            wanted = ", ".join(column.heading for column in REQUIRED)
            raise DataFileError(
                Problem(
                    self.file,
                    "tidak ada tabel program: judul kolomnya tidak ditemukan",
                    f"Pakai lembar OPD dari aplikasi, atau beri judul kolom, paling sedikit {wanted}.",
                )
            )
        return tables

    def _doubled(self, sheet: Sheet, heading: Heading, column: int) -> None:
        self.problems.append(
            Problem(
                self.file,
                "judul kolom ini ada dua, tidak jelas mana yang berlaku; lembar ini ditahan",
                "Hapus atau ganti judul salah satunya.",
                heading.line + 1,
                heading.titles[column],
                heading.titles[column],
                sheet.name,
                f"{column_letters(column)}{heading.line + 1}",
            )
        )

    def _own(self, row: SheetRow) -> None:
        known = self.by_id.get(row.text("id"))
        if "kode_opd" not in row.cells and known:
            row.cells["kode_opd"] = known.kode_opd
        elif "kode_opd" not in row.failed:
            row.cells["kode_opd"] = row.text("kode_opd") or self.kode_opd or ""
        kode = row.text("kode_opd")
        if self.kode_opd and kode and kode != self.kode_opd:
            row.report("kode_opd", "baris milik OPD lain", f"Lembar ini hanya untuk {self.kode_opd}. {row.held_hint}")
        elif kode:
            self.opd.add(kode)

    def _with_id(self, row: SheetRow) -> None:
        kode = row.text("id")
        before = self.by_id.get(kode)
        fault = ""
        advice = f"Kosongkan kolom ID bila ini program baru. {row.held_hint}"
        if before is None:
            fault, near = "ID tidak dikenal", self.ids.find(kode)
            advice = "".join(f"Mungkin maksudnya “{code}”. " for code in (near.codes or near.near)[:1]) + advice
        elif kode in self.present:
            fault = f"ID sudah dipakai baris {self.present[kode]}"
        elif self.kode_opd and before.kode_opd != self.kode_opd and row.text("kode_opd") == self.kode_opd:
            fault = f"ID milik program {before.kode_opd}"
        else:
            self.present[kode] = row.line
        if fault:
            row.report("id", fault, advice)
            row.failed.add("id")
        self._settle(row, kode, before)

    def _without_id(self, row: SheetRow, matcher: Matcher) -> None:
        if row.faults or not row.text("kode_opd") or not row.text("program"):
            self.held.add((row.text("kode_opd"), fold(row.text("program"))))
            self._settle(row, "", None)
            return
        kode, before = matcher.find(row.cells)
        self.present[kode] = row.line
        self._settle(row, kode, before)

    def _settle(self, row: SheetRow, kode: str, known: Intervensi | None) -> None:
        before = program_cells(known) if known else {}
        has_kind = "jenis_data" in row.cells
        conflicts = self._merge(row, before, self.base.get(kode, before)) if known else ()
        row.cells = {**before, **row.cells, "id": kode}
        self._keep_kind(row, known, has_kind)
        item = read_program(row, self.context)
        after = program_cells(item) if item else row.cells
        columns = tuple(part for part in changed_columns(before, after) if part[0] not in row.failed)
        kind = ChangeKind.CHANGED if known else ChangeKind.NEW
        if known and item:
            item = replace(
                item,
                verifikasi=known.verifikasi,
                catatan_verifikasi=known.catatan_verifikasi,
                diubah_oleh=known.diubah_oleh,
                diubah_pada=known.diubah_pada,
                revisi=known.revisi,
            )
        if row.faults:
            self.waiting.append(RowChange(kode, kind, known, None, columns, row.sheet, row.line, conflicts))
        elif columns:
            self.changes.append(RowChange(kode, kind, known, item, columns, row.sheet, row.line, conflicts))
        else:
            self.unchanged += 1

    def _merge(self, row: SheetRow, before: Mapping[str, str], base: Mapping[str, str]) -> tuple[str, ...]:
        """Keep what stands now where the sheet left it alone; give the columns that both sides changed."""
        both = []
        for column in row.cells.keys() - row.failed - {"id"}:
            now, then, typed = ({column: cells.get(column, "")} for cells in (before, base, row.cells))
            if not changed_columns(then, typed):
                row.cells[column] = now[column]
            elif changed_columns(then, now) and changed_columns(now, typed):
                both.append(column)
        return tuple(sorted(both))

    def _keep_kind(self, row: SheetRow, before: Intervensi | None, has_kind: bool) -> None:
        kind = row.text("jenis_data")
        if before is None:
            row.cells["jenis_data"] = kind or DataKind.RESMI
        elif has_kind and kind and kind != before.jenis_data and not row.failed & {"id", "jenis_data"}:
            what = f"program {before.jenis_data} tidak menjadi {kind} lewat lembar"
            row.report(
                "jenis_data", what, f"Tulis kembali {before.jenis_data}, atau buat baris baru tanpa ID. {row.held_hint}"
            )
        elif not kind:
            row.cells["jenis_data"] = str(before.jenis_data)

    def result(self) -> SheetReading:
        order = {nama: number for number, nama in enumerate(self.sheets)}
        self.problems.sort(key=lambda problem: (order.get(problem.lembar, 0), problem.baris or 0))
        return SheetReading(
            self.file,
            tuple(self.problems),
            (*self.changes, *find_missing(self.dataset, self.opd, self.present, self.held)),
            tuple(self.waiting),
            self.unchanged,
            tuple(self.reader.guesses.values()),
            tuple(self.notes),
        )
