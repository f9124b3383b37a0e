"""What is done to programs and decisions in a meeting, and how it is taken back. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tkpkp_geo.importing.formulir import revision
from tkpkp_geo.importing.lokus import lokus_text
from tkpkp_geo.model import KOMITMEN, Intervensi, StatusKeputusan
from tkpkp_geo.store import Change, HistoryRow

_TABEL = ("intervensi", "keputusan")  # the agenda and the meeting's own row are not what a meeting settles
_KEPT = frozenset({"revisi", "urut", "diubah_oleh", "diubah_pada"})  # the store keeps them by itself


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that a meeting did: all that one save wrote. `waktu` is UTC, ISO."""

    revisi: int
    waktu: str
    oleh: str
    kegiatan: str
    rows: tuple[HistoryRow, ...]
    dibatalkan: bool = False


def of_meeting(history: Sequence[HistoryRow]) -> tuple[Act, ...]:
    """Give what a meeting did, newest first; what was taken back says so, the taking back itself is not among it.

    Parameters
    ----------
    history : sequence of HistoryRow
        The history of one meeting, newest first.
    """
    undone = {row.membatalkan for row in history}
    found: dict[int, list[HistoryRow]] = {}
    for row in history:
        if row.tabel in _TABEL and row.membatalkan is None:
            found.setdefault(row.revisi, []).append(row)
    return tuple(
        Act(revisi, rows[0].waktu, rows[0].oleh, rows[0].kegiatan, tuple(rows[::-1]), revisi in undone)
        for revisi, rows in found.items()
    )


def undo(act: Act) -> list[Change]:
    """Give back what stood before; a decision that was new is cancelled, since decisions are never deleted.

    A row that was written again since is not given back: saving these changes then tells of the conflict.
    """
    return [_back(row, act.revisi) for row in act.rows]


def _back(row: HistoryRow, revisi: int) -> Change:
    if row.sebelum is None:
        return Change(row.tabel, row.kunci, {"status": str(StatusKeputusan.BATAL)}, revisi)
    isi = {name: row.sebelum[name] for name in row.kolom if name in row.sebelum and name not in _KEPT}
    return Change(row.tabel, row.kunci, isi, revisi)


def place(row: Intervensi, kode_desa: str) -> list[Change]:
    """Give a program a desa to be carried out in, beside the places that it has."""
    places = [part for part in lokus_text(row.lokus).split(";") if part]
    lokus = ";".join(dict.fromkeys([*places, f"desa:{kode_desa}"]))
    return [Change("intervensi", row.id, {"lokus": lokus}, revision(row))]


def commit(row: Intervensi) -> list[Change]:
    """Make a proposal a commitment."""
    return [Change("intervensi", row.id, {"status": KOMITMEN}, revision(row))]
