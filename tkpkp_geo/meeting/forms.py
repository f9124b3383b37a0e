"""What was typed about a meeting and its decisions → changes for the store, or every problem in the way. Pure.

Each parser takes `typed`, the text of each column, and gives changes and problems, one of the two empty.
"""

from __future__ import annotations

import re
from dataclasses import replace

from tkpkp_geo.analysis.meetings import RESPONSIBLE_DIVIDER, find_held
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting, MeetingStatus
from tkpkp_geo.intake import rows
from tkpkp_geo.intake.form_row import Cells, FormRow, Outcome, form_row, seen_revision
from tkpkp_geo.intake.master_rules import split_codes
from tkpkp_geo.intake.meeting_rules import read_decision, read_meeting
from tkpkp_geo.store.records import Change

LONGEST = 1000  # letters of a decision
_NEW = "baru"  # until the day is known that a meeting is called by
_NUMBER = re.compile(r"KPT-(\d+)")
_EDITED = ("tanggal", "judul", "tempat", "kawasan", "peserta")


def parse_meeting(
    dataset: Dataset, typed: Cells, today: str, moment: str, status: MeetingStatus | None = None
) -> Outcome:
    """Parse a new meeting: one that is planned, one that begins now, or one that was held.

    Parameters
    ----------
    today : str
        The day in the province, ISO.
    moment : str
        This moment, UTC in ISO; a meeting that begins now begins then.
    status : MeetingStatus, optional
        That which the day tells (`find_status_by_day`), unless given.
    """
    row, problems = form_row({**typed, "kode": _NEW})
    item = read_meeting(row, dataset.kawasan_by_kode)
    if item is None:
        return [], problems
    status = status or find_status_by_day(item.tanggal, today)
    _check_day(row, item.tanggal, today, status)
    if problems:
        return [], problems
    item = replace(item, kode=_find_free_code(dataset, f"RPT-{item.tanggal}"), status=status)
    if status is not MeetingStatus.RENCANA:
        # One that was held before it was recorded here sees what is known now.
        item = replace(item, revisi_data=dataset.revisi)
    if status is MeetingStatus.BERLANGSUNG:
        item = replace(item, mulai=moment)
    elif status is MeetingStatus.SELESAI:
        item = replace(item, revisi_akhir=dataset.revisi)
    return [Change("rapat", item.kode, rows.meeting_row(item), None)], []


def find_status_by_day(tanggal: str, today: str) -> MeetingStatus:
    """Find what the day of a meeting says of it: a later one is planned, today's begins, an earlier one was held.

    >>> find_status_by_day("2026-05-01", "2026-05-02")
    <MeetingStatus.SELESAI: 'selesai'>
    """
    if tanggal == today:
        return MeetingStatus.BERLANGSUNG
    return MeetingStatus.RENCANA if tanggal > today else MeetingStatus.SELESAI


def _check_day(row: FormRow, tanggal: str, today: str, status: MeetingStatus) -> None:
    if status is MeetingStatus.RENCANA and tanggal < today:
        row.report("tanggal", "sudah lewat", "Rapat yang direncanakan tidak lebih awal dari hari ini.")
    elif status is not MeetingStatus.RENCANA and tanggal > today:
        row.report("tanggal", "belum tiba", "Rapat dimulai pada harinya, agar yang dilihatnya ikut tercatat.")


def start_meeting(seen: Meeting, dataset: Dataset, moment: str) -> list[Change]:
    """Build the change that begins a planned meeting: today is its day, and it sees the data as they are now."""
    day = text.local_time(moment, dataset.province.zone).date().isoformat()
    content = {"status": str(MeetingStatus.BERLANGSUNG), "revisi_data": dataset.revisi, "mulai": moment, "tanggal": day}
    return [Change("rapat", seen.kode, content, seen_revision(seen))]


def end_meeting(seen: Meeting, dataset: Dataset, moment: str) -> list[Change]:
    """Build the change that ends a meeting: its minutes rest on the data as they are now."""
    content = {"status": str(MeetingStatus.SELESAI), "revisi_akhir": dataset.revisi, "selesai": moment}
    return [Change("rapat", seen.kode, content, seen_revision(seen))]


def parse_attendance(seen: Meeting, typed: str) -> Outcome:
    """Parse who takes part: one person or office a line, each kept once."""
    row, problems = form_row({"peserta": typed})
    names = [" ".join(line.split()) for line in row.text("peserta").split("\n")]
    peserta = "\n".join(dict.fromkeys(filter(None, names)))
    return ([], problems) if problems else ([Change("rapat", seen.kode, {"peserta": peserta}, seen_revision(seen))], [])


def _find_free_code(dataset: Dataset, kode: str) -> str:
    """Give the code of a meeting, numbered where that day has one already."""
    known = dataset.rapat_by_kode
    others = (f"{kode}-{number}" for number in range(2, len(known) + 3))
    return next(name for name in (kode, *others) if name not in known)


def parse_meeting_correction(dataset: Dataset, typed: Cells, today: str, seen: Meeting) -> Outcome:
    """Parse a correction of a meeting; the data that it saw stay what they were."""
    row, problems = form_row({**typed, "kode": seen.kode})
    item = read_meeting(row, dataset.kawasan_by_kode)
    if item:
        _check_day(row, item.tanggal, today, seen.status)
    due = [made.tenggat for made in dataset.keputusan if made.kode_rapat == seen.kode and made.tenggat]
    if item and due and item.tanggal > min(due):
        row.report("tanggal", "lebih lambat daripada tenggat keputusannya", "Periksa tanggal, atau ubah tenggatnya.")
    if problems or item is None:
        return [], problems
    content = {name: value for name, value in rows.meeting_row(item).items() if name in _EDITED}
    return [Change("rapat", seen.kode, content, seen_revision(seen))], []


def parse_decision(dataset: Dataset, typed: Cells, seen: Decision | None) -> Outcome:
    """Parse a decision of a meeting: a new one, or a correction of `seen`; `settle_decision` changes its status.

    Parameters
    ----------
    typed : mapping of str to str
        ``kode_rapat``, ``isi``, ``opd`` (a code) and ``pihak`` (anybody else), ``kawasan``, ``lokus`` (codes of desa
        or kecamatan), ``tenggat`` and ``saringan`` (the query of a map).
    """
    row, problems = form_row({**typed, "kode": seen.kode if seen else build_next_code(dataset)})
    if len(row.text("isi")) > LONGEST:
        row.report("isi", f"teks terlalu panjang, paling banyak {LONGEST} huruf", row.held_hint, "")
    kode = row.code("opd", dataset.opd_by_kode, row.held_hint)
    names = [dataset.opd_by_kode[kode].nama if kode else "", row.text("pihak")]
    row.cells["penanggung_jawab"] = RESPONSIBLE_DIVIDER.join(filter(None, names))
    meetings = {item.kode: item for item in find_held(dataset)}
    item = read_decision(row, meetings, dataset.kawasan_by_kode)
    lokus = split_codes(row.text("lokus"))
    for place in (place for place in lokus if place not in dataset.wilayah):
        row.report("lokus", "kode wilayah tidak dikenal", row.held_hint, place)
    if item and item.tenggat and item.tenggat < meetings[item.kode_rapat].tanggal:
        day = text.format_date(meetings[item.kode_rapat].tanggal)
        row.report("tenggat", "lebih awal daripada rapatnya", f"Rapat itu pada {day}.", text.format_date(item.tenggat))
    if problems or item is None:
        return [], problems
    content = {
        **{name: getattr(item, name) for name in ("kode_rapat", "isi", "penanggung_jawab", "tenggat", "saringan")},
        "kawasan": ";".join(item.kawasan),
        "lokus": ";".join(lokus),
    }
    if seen is None:
        content["status"] = str(DecisionStatus.TERBUKA)
    return [Change("keputusan", item.kode, content, seen_revision(seen))], []


def settle_decision(seen: Decision, status: DecisionStatus) -> list[Change]:
    """Build the change that says what became of a decision, or opens it again."""
    return [Change("keputusan", seen.kode, {"status": str(status)}, seen_revision(seen))]


def build_next_code(dataset: Dataset) -> str:
    """Build the code of the next decision, one more than the highest, as in ``KPT-002``."""
    matches = (_NUMBER.fullmatch(item.kode) for item in dataset.keputusan)
    return f"KPT-{1 + max((int(match[1]) for match in matches if match), default=0):03d}"
