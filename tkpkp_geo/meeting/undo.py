"""What a meeting has done to programs and decisions, in words, and how it is taken back. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import NOT_CONTENT
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.store.records import Change, HistoryRow

_TABLES = ("intervensi", "keputusan")  # the agenda and the meeting's own row are not what a meeting settles
_TOLD_OF_NEW = ("penanggung_jawab", "kawasan", "lokus", "tenggat")  # its name says the rest


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a meeting did: all that one save wrote. `waktu` is UTC, ISO.

    Parameters
    ----------
    is_undone : bool
        Whether it has been taken back.
    seen : tuple of int
        For each row the last revision that left it as this act did. That is the act's own, or the one in which
        whatever was done to the row after it was taken back.
    """

    revisi: int
    waktu: str
    oleh: str
    kegiatan: str
    rows: tuple[HistoryRow, ...]
    is_undone: bool = False
    seen: tuple[int, ...] = ()


def find_acts(history: Sequence[HistoryRow]) -> tuple[Act, ...]:
    """Find what a meeting did, newest first: acts that were taken back too, but not the taking back itself.

    Parameters
    ----------
    history : sequence of HistoryRow
        The history of one meeting, newest first.
    """
    undone = {row.membatalkan for row in history}
    rows_of: dict[int, list[HistoryRow]] = {}
    last: dict[tuple[str, str], HistoryRow] = {}
    for row in history:
        last.setdefault((row.tabel, row.kunci), row)
        if row.tabel in _TABLES and row.membatalkan is None:
            rows_of.setdefault(row.revisi, []).append(row)
    return tuple(_build_act(rows[::-1], revisi in undone, last) for revisi, rows in rows_of.items())


def _build_act(rows: Sequence[HistoryRow], undone: bool, last: Mapping[tuple[str, str], HistoryRow]) -> Act:
    first = rows[0]
    newest = [last[row.tabel, row.kunci] for row in rows]
    seen = [late.revisi if _same(late, row) else row.revisi for late, row in zip(newest, rows, strict=True)]
    return Act(first.revisi, first.waktu, first.oleh, first.kegiatan, tuple(rows), undone, tuple(seen))


def _same(one: HistoryRow, other: HistoryRow) -> bool:
    left, right = one.sesudah or {}, other.sesudah or {}
    return all(left.get(name) == right.get(name) for name in {*left, *right} - NOT_CONTENT)


def build_undo(act: Act) -> list[Change]:
    """Build the changes that take an act back; a new decision is cancelled, since decisions are never deleted.

    A row that somebody has written since is not overwritten: saving these changes then reports the conflict.
    """
    return [_build_change_back(row, seen) for row, seen in zip(act.rows, act.seen, strict=True)]


def _build_change_back(row: HistoryRow, revisi: int) -> Change:
    if row.sebelum is None:
        return Change(row.tabel, row.kunci, {"status": str(DecisionStatus.BATAL)}, revisi)
    values = {name: row.sebelum[name] for name in row.kolom if name in row.sebelum and name not in NOT_CONTENT}
    return Change(row.tabel, row.kunci, values, revisi)


def format_act_name(dataset: Dataset, act: Act) -> str:
    """Name what an act was about: its first row, and the number of the others."""
    first = act.rows[0]
    name = row_changes.format_row_name(dataset, first.tabel, first.sesudah or first.sebelum or {})
    rest = len(act.rows) - 1
    return f"{name} dan {text.format_number(rest)} lainnya" if rest else name


def format_act_details(dataset: Dataset, act: Act) -> str:
    """Say what an act did to its first row: the columns that it filled in or changed."""
    row = act.rows[0]
    changes = row_changes.find_field_changes(dataset, row.sebelum, row.sesudah)
    if row.sebelum is None:
        shown = {row_changes.format_label(column) for column in _TOLD_OF_NEW}
        return " · ".join(f"{item.name}: {item.after}" for item in changes if item.name in shown)
    return " · ".join(f"{item.name}: {item.before} → {item.after}" for item in changes)
