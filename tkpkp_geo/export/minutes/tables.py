"""The tables of the minutes: who does what where, what was decided, what was changed."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import row_changes, select
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.export.minutes.document import Grid
from tkpkp_geo.export.packet.tables import matrix_grid
from tkpkp_geo.meeting.undo import Act
from tkpkp_geo.store.records import HistoryRow

_ROOM = 11.0  # height of a line to sign on, mm
_BLANKS = 8  # such lines where nobody is named yet


def attendance_table(peserta: str) -> Grid:
    """Give the list to be signed: one line a participant, empty ones where none is named."""
    names = [line.strip() for line in peserta.splitlines() if line.strip()] or [""] * _BLANKS
    return Grid(
        title="Daftar hadir",
        head=("No.", "Nama atau instansi", "Jabatan", "Tanda tangan"),
        rows=tuple((str(number), name, "", "") for number, name in enumerate(names, 1)),
        widths=(0.7, 4.5, 2.4, 2.4),
        right=(0,),
        row_height=_ROOM,
    )


def opd_kawasan_table(dataset: Dataset, flt: Filter, tahun: str) -> tuple[Grid | None, tuple[str, ...]]:
    """Give the matrix OPD × kawasan, whose totals count each program once, and how it was counted."""
    matrix = build_matrix(dataset, flt, Arrangement.OPD_KAWASAN, tahun)
    notes = ["Setiap program dihitung sekali pada jumlah, juga bila menjangkau beberapa kawasan."]
    if matrix.spanning:
        notes.append(f"{text.format_number(matrix.spanning)} program lintas kawasan termasuk di dalamnya.")
    notes.append(f"Keterangan sel kosong menurut laporan OPD tahun {text.join_names(list(matrix.years))}.")
    if matrix.hidden:
        notes.append(
            f"{text.format_number(matrix.hidden)} OPD lain tidak dimuat: keanggotaan TKPKP belum dikonfirmasi, "
            "belum melapor, dan tanpa program dalam saringan ini."
        )
    if not matrix.rows:
        return None, tuple(notes)
    return matrix_grid(dataset, matrix, "Program dan pagu menurut OPD dan kawasan", text.format_rupiah), tuple(notes)


def decision_table(dataset: Dataset, decisions: Sequence[MeetingDecision], later: frozenset[str]) -> Grid:
    """Give what the meeting decided; `later` are codes of decisions recorded after it had ended."""
    return Grid(
        title="Keputusan rapat",
        head=("Kode", "Keputusan", "Penanggung jawab", "Kawasan dan lokus", "Tenggat", "Status"),
        rows=tuple(
            (
                item.decision.kode,
                item.decision.isi + ("\n(dicatat setelah rapat berakhir)" if item.decision.kode in later else ""),
                item.decision.penanggung_jawab or text.NOT_FILLED_IN,
                _where(dataset, item),
                _due(item),
                str(item.decision.status),
            )
            for item in decisions
        ),
        widths=(1.3, 4.2, 2.2, 2.2, 1.6, 1.2),
    )


def open_decision_table(dataset: Dataset, decisions: Sequence[MeetingDecision], day: str) -> Grid:
    """Give the decisions of earlier meetings that are still open on a day (ISO), with their age."""
    return Grid(
        title="Keputusan rapat sebelumnya yang masih terbuka",
        head=("Kode", "Keputusan", "Penanggung jawab", "Kawasan dan lokus", "Tenggat", "Usia"),
        rows=tuple(
            (
                item.decision.kode,
                f"{item.decision.isi}\n(rapat {text.format_date(item.meeting.tanggal)})",
                item.decision.penanggung_jawab or text.NOT_FILLED_IN,
                _where(dataset, item),
                _due(item) + (f"\nlewat {text.format_number(late)} hari" if (late := item.days_late(day)) else ""),
                f"{text.format_number(item.days_since(day))} hari",
            )
            for item in decisions
        ),
        widths=(1.3, 4.2, 2.2, 2.2, 1.6, 1.2),
    )


def _where(dataset: Dataset, item: MeetingDecision) -> str:
    names = [dataset.area_name(kode) for kode in item.kawasan]
    lines = [", ".join(names) if names else text.NOT_FILLED_IN]
    if item.decision.lokus:
        lines.append("Lokus: " + ", ".join(dataset.area_name(kode) for kode in item.decision.lokus))
    return "\n".join(lines)


def _due(item: MeetingDecision) -> str:
    return text.format_date(item.decision.tenggat) if item.decision.tenggat else text.NOT_FILLED_IN


def change_table(dataset: Dataset, acts: Sequence[Act]) -> Grid:
    """Give what was changed about programs and decisions of other meetings, in its order."""
    return Grid(
        title="Perubahan data dalam rapat",
        head=("Waktu", "OPD", "Program atau keputusan", "Perubahan", "Revisi"),
        rows=tuple(
            (
                text.format_time(act.waktu, dataset.province.zone),
                _office(dataset, row),
                _subject(dataset, row),
                "\n".join(_change(dataset, row)),
                str(act.revisi),
            )
            for act in acts
            for row in act.rows
        ),
        widths=(1.1, 2.0, 3.6, 4.2, 1.1),
        right=(4,),
    )


def _office(dataset: Dataset, row: HistoryRow) -> str:
    state = row.sesudah or row.sebelum or {}
    return row_changes.format_value(dataset, "kode_opd", state["kode_opd"]) if "kode_opd" in state else "–"


def _subject(dataset: Dataset, row: HistoryRow) -> str:
    state = row.sesudah or row.sebelum or {}
    mark = f"\n({text.SAMPLE_DATA})" if state.get("jenis_data") == "contoh" else ""
    return row_changes.format_row_name(dataset, row.tabel, state) + mark


def _change(dataset: Dataset, row: HistoryRow) -> list[str]:
    if row.sebelum is None:
        return ["baris baru"]
    if row.sesudah is None:
        return ["dihapus"]
    fields = row_changes.find_field_changes(dataset, row.sebelum, row.sesudah)
    return [f"{item.name}: {item.before} → {item.after}" for item in fields] or ["tanpa perubahan isi"]


def unplaced_table(dataset: Dataset, rows: Sequence[Intervensi]) -> Grid:
    """Give the programs that still need a place, OPD by OPD."""
    ordered = [row for _, group in select.group_by_opd(dataset, rows) for row in group]
    return Grid(
        title="Program yang belum berlokus",
        head=("OPD", "Program", "Tahun", "Pagu"),
        rows=tuple(
            (
                dataset.opd_by_kode[row.kode_opd].nama_pendek,
                row.program + (f"\n({text.SAMPLE_DATA})" if row.contoh else ""),
                row.tahun,
                text.format_rupiah(row.pagu),
            )
            for row in ordered
        ),
        widths=(2.6, 5.2, 0.9, 1.8),
        right=(3,),
    )
