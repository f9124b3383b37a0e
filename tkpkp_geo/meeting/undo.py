"""What is done to programs and decisions in a meeting, and how it is taken back. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import NOT_CONTENT
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.domain.records import BATAL, KOMITMEN, USULAN, Intervensi
from tkpkp_geo.intake.form_row import revision
from tkpkp_geo.intake.lokus import lokus_text
from tkpkp_geo.store.records import Change, HistoryRow

_TABLES = ("intervensi", "keputusan")  # the agenda and the meeting's own row are not what a meeting settles
_TOLD = ("penanggung_jawab", "kawasan", "lokus", "tenggat")  # of what is new; its name says the rest


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a meeting did: all that one save wrote. `waktu` is UTC, ISO.

    Parameters
    ----------
    dilihat : tuple of int
        For each row the last revision that left it as this act did: the act's own, or that of taking back what was
        done to the row after it.
    """

    revisi: int
    waktu: str
    oleh: str
    kegiatan: str
    rows: tuple[HistoryRow, ...]
    dibatalkan: bool = False
    dilihat: tuple[int, ...] = ()


def find_acts(history: Sequence[HistoryRow]) -> tuple[Act, ...]:
    """Give what a meeting did, newest first; what was taken back says so, the taking back itself is not among it.

    Parameters
    ----------
    history : sequence of HistoryRow
        The history of one meeting, newest first.
    """
    undone = {row.membatalkan for row in history}
    found: dict[int, list[HistoryRow]] = {}
    last: dict[tuple[str, str], HistoryRow] = {}
    for row in history:
        last.setdefault((row.tabel, row.kunci), row)
        if row.tabel in _TABLES and row.membatalkan is None:
            found.setdefault(row.revisi, []).append(row)
    return tuple(_build_act(rows[::-1], revisi in undone, last) for revisi, rows in found.items())


def _build_act(rows: Sequence[HistoryRow], undone: bool, last: Mapping[tuple[str, str], HistoryRow]) -> Act:
    first = rows[0]
    newest = [last[row.tabel, row.kunci] for row in rows]
    seen = [late.revisi if _same(late, row) else row.revisi for late, row in zip(newest, rows, strict=True)]
    return Act(first.revisi, first.waktu, first.oleh, first.kegiatan, tuple(rows), undone, tuple(seen))


def _same(one: HistoryRow, other: HistoryRow) -> bool:
    left, right = one.sesudah or {}, other.sesudah or {}
    return all(left.get(name) == right.get(name) for name in {*left, *right} - NOT_CONTENT)


def build_undo(act: Act) -> list[Change]:
    """Give back what stood before; a decision that was new is cancelled, since decisions are never deleted.

    A row that was written again since is not given back: saving these changes then tells of the conflict.
    """
    return [_build_change_back(row, seen) for row, seen in zip(act.rows, act.dilihat, strict=True)]


def _build_change_back(row: HistoryRow, revisi: int) -> Change:
    if row.sebelum is None:
        return Change(row.tabel, row.kunci, {"status": str(DecisionStatus.BATAL)}, revisi)
    isi = {name: row.sebelum[name] for name in row.kolom if name in row.sebelum and name not in NOT_CONTENT}
    return Change(row.tabel, row.kunci, isi, revisi)


def place_in_desa(row: Intervensi, kode_desa: str) -> list[Change]:
    """Give a program a desa to be carried out in, beside the places that it has."""
    places = [part for part in lokus_text(row.lokus).split(";") if part]
    lokus = ";".join(dict.fromkeys([*places, f"desa:{kode_desa}"]))
    return [Change("intervensi", row.id, {"lokus": lokus}, revision(row))]


def commit_program(row: Intervensi) -> list[Change]:
    """Make a proposal a commitment."""
    return [Change("intervensi", row.id, {"status": KOMITMEN}, revision(row))]


def find_unplaced(dataset: Dataset) -> tuple[Intervensi, ...]:
    """Give the programs that a place can be given to: all without one that nobody withdrew, samples last."""
    return _official_first(row for row in dataset.intervensi if not row.lokus and row.status != BATAL)


def find_proposals(dataset: Dataset) -> tuple[Intervensi, ...]:
    """Give the programs that are only proposed, samples last."""
    return _official_first(row for row in dataset.intervensi if row.status == USULAN)


def _official_first(rows: Iterable[Intervensi]) -> tuple[Intervensi, ...]:
    return tuple(sorted(rows, key=lambda row: row.contoh))


def format_act_name(dataset: Dataset, act: Act) -> str:
    """Give what an act was about, as people call it; the first row where it wrote several."""
    first = act.rows[0]
    called = row_changes.format_row_name(dataset, first.tabel, first.sesudah or first.sebelum or {})
    rest = len(act.rows) - 1
    return f"{called} dan {text.format_number(rest)} lainnya" if rest else called


def format_act_details(dataset: Dataset, act: Act) -> str:
    """Give what an act did to its first row: the columns that it filled in or changed."""
    row = act.rows[0]
    found = row_changes.find_field_changes(dataset, row.sebelum, row.sesudah)
    if row.sebelum is None:
        shown = {row_changes.format_label(kolom) for kolom in _TOLD}
        return " · ".join(f"{item.nama}: {item.sesudah}" for item in found if item.nama in shown)
    return " · ".join(f"{item.nama}: {item.sebelum} → {item.sesudah}" for item in found)


def build_deadlines(today: str) -> dict[str, str]:
    """Give the deadlines that are asked for most, in words and as ISO days."""
    day = date.fromisoformat(today)
    first = date(day.year + day.month // 12, day.month % 12 + 1, 1)  # of the next month
    after = (first + timedelta(days=31)).replace(day=1)
    month = min(first + timedelta(days=day.day - 1), after - timedelta(days=1))
    found = {
        "1 minggu": day + timedelta(weeks=1),
        "2 minggu": day + timedelta(weeks=2),
        "1 bulan": month,
        "Akhir tahun": date(day.year, 12, 31),
    }
    return {words: each.isoformat() for words, each in found.items()}
