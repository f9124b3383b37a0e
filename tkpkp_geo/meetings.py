"""Meetings and what they decided: what is still open, and what was typed → changes for the store. Pure.

What checks gives changes and problems, one of the two empty; `typed` holds cells by column, as text.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import datetime
from urllib.parse import parse_qsl

from tkpkp_geo import assembly, reporting, text
from tkpkp_geo.importing.formulir import Cells, FormRow, Outcome, form_row, revision
from tkpkp_geo.importing.masters import codes
from tkpkp_geo.importing.sinergi import read_keputusan, read_rapat
from tkpkp_geo.model import BingkaiRapat, Dataset, Filter, Keputusan, Rapat, StatusKeputusan, StatusRapat, read_filter
from tkpkp_geo.store import Change

LONGEST = 1000  # letters of a decision
_NEW = "baru"  # until the day is known that a meeting is called by
_NUMBER = re.compile(r"KPT-(\d+)")
_EDITED = ("tanggal", "judul", "tempat", "kawasan", "peserta")
_BETWEEN = "; "  # an office, and who acts with it


@dataclass(frozen=True, slots=True)
class Decision:
    """A decision and the meeting that made it."""

    keputusan: Keputusan
    rapat: Rapat

    @property
    def terbuka(self) -> bool:
        """Whether something is still to be done."""
        return self.keputusan.status is StatusKeputusan.TERBUKA

    @property
    def kawasan(self) -> tuple[str, ...]:
        """The kawasan that it is about: its own, or those of its meeting where it names none."""
        return self.keputusan.kawasan or self.rapat.kawasan

    def hari(self, today: str) -> int:
        """Give the days since its meeting; `today` is ISO."""
        return max(0, reporting.days_since(self.rapat.tanggal, today) or 0)

    def lewat(self, today: str) -> int:
        """Give the days past its deadline, 0 where it is not open, has none, or there is time left."""
        return max(0, reporting.days_since(self.keputusan.tenggat, today) or 0) if self.terbuka else 0


@dataclass(frozen=True, slots=True)
class Minutes:
    """A meeting and its decisions, in the order in which they were made."""

    rapat: Rapat
    keputusan: tuple[Decision, ...]


def newest_first(dataset: Dataset) -> tuple[Rapat, ...]:
    """Give the meetings, the last one first."""
    return tuple(sorted(dataset.rapat, key=lambda item: (item.tanggal, item.revisi_data or 0, item.kode), reverse=True))


def held(dataset: Dataset) -> tuple[Rapat, ...]:
    """Give the meetings that have begun or ended, the last one first: only they saw data and decided something."""
    return tuple(item for item in newest_first(dataset) if item.status is not StatusRapat.RENCANA)


def running(dataset: Dataset) -> Rapat | None:
    """Give the meeting that is on, the newest one where several are; ``None`` where none is."""
    return next((item for item in newest_first(dataset) if item.status is StatusRapat.BERLANGSUNG), None)


def planned(dataset: Dataset) -> tuple[Rapat, ...]:
    """Give the meetings that are still to come, the nearest one first."""
    return tuple(item for item in reversed(newest_first(dataset)) if item.status is StatusRapat.RENCANA)


def at_hand(dataset: Dataset, today: str) -> Rapat | None:
    """Give the meeting that is worked on: the one that is on, else the next one, else the last; ``None`` for none."""
    waiting = planned(dataset)
    coming = next((item for item in waiting if item.tanggal >= today), None)
    return running(dataset) or coming or next(iter((*reversed(waiting), *held(dataset))), None)


def before(dataset: Dataset, rapat: Rapat) -> Rapat | None:
    """Give the meeting that was held last before another one, ``None`` where that is the first."""
    order = newest_first(dataset)
    earlier = order[[item.kode for item in order].index(rapat.kode) + 1 :]
    return next((item for item in earlier if item.status is not StatusRapat.RENCANA), None)


def minutes(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[Minutes, ...]:
    """Give the meetings that were held, newest first; with some `kawasan` those about one, and what they decided."""
    found = []
    for rapat in held(dataset):
        made = [Decision(item, rapat) for item in dataset.keputusan if item.kode_rapat == rapat.kode]
        shown = tuple(item for item in made if _about(item.kawasan, kawasan))
        if shown or _about(rapat.kawasan, kawasan):
            found.append(Minutes(rapat, shown))
    return tuple(found)


def _about(own: Iterable[str], kawasan: Collection[str]) -> bool:
    return not kawasan or any(kode in kawasan for kode in own)


def still_open(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[Decision, ...]:
    """Give the open decisions: those with a deadline first, the nearest one on top, then the oldest."""
    found = [item for each in minutes(dataset, kawasan) for item in each.keputusan if item.terbuka]
    return tuple(
        sorted(found, key=lambda item: (item.keputusan.tenggat or "9", item.rapat.tanggal, item.keputusan.kode))
    )


def no_longer_open(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[Decision, ...]:
    """Give the decisions that are no longer open, those of the last meeting first."""
    return tuple(item for each in minutes(dataset, kawasan) for item in each.keputusan if not item.terbuka)


def on_map(dataset: Dataset, saringan: str) -> Filter | None:
    """Give the filter that was on the map; what the data no longer know is left out, ``None`` where nothing stays."""
    flt, _ = read_filter(parse_qsl(saringan), dataset)
    return None if flt == Filter() else flt


def agenda(dataset: Dataset, kode_rapat: str) -> tuple[BingkaiRapat, ...]:
    """Give what is saved of a meeting's agenda, in its order."""
    own = (row for row in dataset.bingkai_rapat if row.kode_rapat == kode_rapat)
    return tuple(sorted(own, key=lambda row: (row.nomor, row.kode)))


def responsible(dataset: Dataset, kept: str) -> tuple[str, str]:
    """Divide who is responsible into an office's code and whoever acts besides; the code is "" where none is named."""
    first, _, rest = kept.partition(_BETWEEN)
    kode = next((item.kode_opd for item in dataset.opd if item.nama == first), "")
    return (kode, rest) if kode else ("", kept)


def meeting(dataset: Dataset, typed: Cells, today: str, saat: str, status: StatusRapat | None = None) -> Outcome:
    """Record a meeting: one that is planned, one that begins now, or one that was held.

    Parameters
    ----------
    today : str
        The day in the province, ISO.
    saat : str
        This moment, UTC in ISO; a meeting that begins now begins then.
    status : StatusRapat, optional
        What the day tells unless given: later ones are planned, today's begins now, earlier ones were held.
    """
    row, problems = form_row({**typed, "kode": _NEW})
    item = read_rapat(row, dataset.kawasan_by_kode)
    if item:
        status = status or by_day(item.tanggal, today)
        _check_day(row, item.tanggal, today, status)
    if problems or item is None:
        return [], problems
    item = replace(item, kode=_free(dataset, f"RPT-{item.tanggal}"), status=status)
    if status is not StatusRapat.RENCANA:
        # One that was held before it was recorded here sees what is known now.
        item = replace(item, revisi_data=dataset.revisi)
    if status is StatusRapat.BERLANGSUNG:
        item = replace(item, mulai=saat)
    elif status is StatusRapat.SELESAI:
        item = replace(item, revisi_akhir=dataset.revisi)
    return [Change("rapat", item.kode, assembly.rapat_row(item), None)], []


def by_day(tanggal: str, today: str) -> StatusRapat:
    """Give what a meeting's day tells of it: later ones are planned, today's begins, earlier ones were held."""
    if tanggal == today:
        return StatusRapat.BERLANGSUNG
    return StatusRapat.RENCANA if tanggal > today else StatusRapat.SELESAI


def _check_day(row: FormRow, tanggal: str, today: str, status: StatusRapat) -> None:
    if status is StatusRapat.RENCANA and tanggal < today:
        row.report("tanggal", "sudah lewat", "Rapat yang direncanakan tidak lebih awal dari hari ini.")
    elif status is not StatusRapat.RENCANA and tanggal > today:
        row.report("tanggal", "belum tiba", "Rapat dimulai pada harinya, agar yang dilihatnya ikut tercatat.")


def started(seen: Rapat, dataset: Dataset, saat: str) -> list[Change]:
    """Begin a planned meeting: the data as they are now are those that it sees, and this is its day."""
    day = datetime.fromisoformat(saat).astimezone(text.WITA).date().isoformat()
    isi = {"status": str(StatusRapat.BERLANGSUNG), "revisi_data": dataset.revisi, "mulai": saat, "tanggal": day}
    return [Change("rapat", seen.kode, isi, revision(seen))]


def ended(seen: Rapat, dataset: Dataset, saat: str) -> list[Change]:
    """End a meeting: its minutes rest on the data as they are now."""
    isi = {"status": str(StatusRapat.SELESAI), "revisi_akhir": dataset.revisi, "selesai": saat}
    return [Change("rapat", seen.kode, isi, revision(seen))]


def attended(seen: Rapat, typed: str) -> Outcome:
    """Keep who takes part: one person or office a line, each once."""
    row, problems = form_row({"peserta": typed})
    names = [" ".join(line.split()) for line in row.text("peserta").split("\n")]
    peserta = "\n".join(dict.fromkeys(filter(None, names)))
    return ([], problems) if problems else ([Change("rapat", seen.kode, {"peserta": peserta}, revision(seen))], [])


def minutes_long(rapat: Rapat) -> int | None:
    """Give how many minutes a meeting took, ``None`` where it has not begun and ended here."""
    if not (rapat.mulai and rapat.selesai):
        return None
    span = datetime.fromisoformat(rapat.selesai) - datetime.fromisoformat(rapat.mulai)
    return round(span.total_seconds() / 60)


def _free(dataset: Dataset, kode: str) -> str:
    """Give the code of a meeting, numbered where that day has one already."""
    known = dataset.rapat_by_kode
    others = (f"{kode}-{number}" for number in range(2, len(known) + 3))
    return next(name for name in (kode, *others) if name not in known)


def meeting_changed(dataset: Dataset, typed: Cells, today: str, seen: Rapat) -> Outcome:
    """Correct what is known of a meeting; the data that it saw stay what they were."""
    row, problems = form_row({**typed, "kode": seen.kode})
    item = read_rapat(row, dataset.kawasan_by_kode)
    if item:
        _check_day(row, item.tanggal, today, seen.status)
    due = [each.tenggat for each in dataset.keputusan if each.kode_rapat == seen.kode and each.tenggat]
    if item and due and item.tanggal > min(due):
        row.report("tanggal", "lebih lambat daripada tenggat keputusannya", "Periksa tanggal, atau ubah tenggatnya.")
    if problems or item is None:
        return [], problems
    isi = {name: value for name, value in assembly.rapat_row(item).items() if name in _EDITED}
    return [Change("rapat", seen.kode, isi, revision(seen))], []


def decision(dataset: Dataset, typed: Cells, seen: Keputusan | None) -> Outcome:
    """Record what a meeting decided, or correct it; its status is changed by `settled`.

    Parameters
    ----------
    typed : mapping of str to str
        ``kode_rapat``, ``isi``, ``opd`` (a code) and ``pihak`` (anybody else), ``kawasan``, ``lokus`` (codes of desa
        or kecamatan), ``tenggat`` and ``saringan`` (the query of a map).
    """
    row, problems = form_row({**typed, "kode": seen.kode if seen else next_code(dataset)})
    if len(row.text("isi")) > LONGEST:
        row.report("isi", f"teks terlalu panjang, paling banyak {LONGEST} huruf", row.ditahan, "")
    kode = row.code("opd", dataset.opd_by_kode, row.ditahan)
    names = [dataset.opd_by_kode[kode].nama if kode else "", row.text("pihak")]
    row.cells["penanggung_jawab"] = _BETWEEN.join(filter(None, names))
    meetings = {item.kode: item for item in held(dataset)}
    item = read_keputusan(row, meetings, dataset.kawasan_by_kode)
    lokus = codes(row.text("lokus"))
    for place in (place for place in lokus if place not in dataset.wilayah):
        row.report("lokus", "kode wilayah tidak dikenal", row.ditahan, place)
    if item and item.tenggat and item.tenggat < meetings[item.kode_rapat].tanggal:
        day = text.tanggal(meetings[item.kode_rapat].tanggal)
        row.report("tenggat", "lebih awal daripada rapatnya", f"Rapat itu pada {day}.", text.tanggal(item.tenggat))
    if problems or item is None:
        return [], problems
    isi = {
        **{name: getattr(item, name) for name in ("kode_rapat", "isi", "penanggung_jawab", "tenggat", "saringan")},
        "kawasan": ";".join(item.kawasan),
        "lokus": ";".join(lokus),
    }
    if seen is None:
        isi["status"] = str(StatusKeputusan.TERBUKA)
    return [Change("keputusan", item.kode, isi, revision(seen))], []


def settled(seen: Keputusan, status: StatusKeputusan) -> list[Change]:
    """Say what became of a decision, or open it again."""
    return [Change("keputusan", seen.kode, {"status": str(status)}, revision(seen))]


def next_code(dataset: Dataset) -> str:
    """Give the code of the next decision, one more than the highest: ``KPT-002``."""
    found = (_NUMBER.fullmatch(item.kode) for item in dataset.keputusan)
    return f"KPT-{1 + max((int(match[1]) for match in found if match), default=0):03d}"
