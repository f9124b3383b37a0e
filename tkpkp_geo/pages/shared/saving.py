"""Saving from a page, and what is said where somebody else was faster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import Problem, TkpkpError
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change, Conflict, ConflictError


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing was written: rows that somebody else wrote meanwhile, or else in words."""

    conflicts: tuple[Conflict, ...] = ()
    words: str = ""

    @property
    def names(self) -> str:
        """The codes of the rows that somebody else wrote meanwhile, the first few of many."""
        return text.join_names([item.kunci for item in self.conflicts], 5)


def write(changes: Sequence[Change], kegiatan: str, rapat: str = "", membatalkan: int | None = None) -> Refusal | None:
    """Write changes together as the person at the page; gives why nothing was written, ``None`` where it was.

    Parameters
    ----------
    kegiatan : str
        What is done, as the history names it.
    rapat : str
        The meeting in which it is done.
    membatalkan : int or None
        The revision that it takes back (`Store.save`).
    """
    akun = account.current()
    try:
        workspace.store().save(akun.nama if akun else "", changes, kegiatan, rapat, membatalkan)
    except ConflictError as error:
        return Refusal(conflicts=error.conflicts)
    except TkpkpError as error:
        return Refusal(words=str(error))
    return None


def save(
    page: str, changes: Sequence[Change], kegiatan: str, done: str, rapat: str = "", membatalkan: int | None = None
) -> bool:
    """Write changes as `write` does, and keep for the page what became of it. Gives whether they were written."""
    refusal = write(changes, kegiatan, rapat, membatalkan)
    report(page, refusal, done, undoing=membatalkan is not None)
    return refusal is None


def report(page: str, refusal: Refusal | None, done: str, undoing: bool = False) -> None:
    """Keep for the page what became of a save: `done` where all was written."""
    if refusal is None:
        messages.say(page, Tone.GOOD, done)
    elif refusal.conflicts:
        messages.say(page, Tone.WARNING, (_format_too_late if undoing else _format_conflict)(refusal.conflicts))
    else:
        messages.say(page, Tone.BAD, refusal.words)


def _format_conflict(conflicts: Sequence[Conflict]) -> str:
    return (
        f"Belum disimpan, karena sudah diubah orang lain: {_format_rows(conflicts)}. "
        "Data terbaru sudah dibaca ulang. Periksa lagi, lalu ulangi."
    )


def _format_too_late(conflicts: Sequence[Conflict]) -> str:
    return (
        f"Tidak diurungkan, karena sesudah itu sudah diubah lagi: {_format_rows(conflicts)}. "
        "Urungkan dahulu perubahan yang lebih baru, atau ubah isinya pada halaman Data atau Rapat."
    )


def _format_rows(conflicts: Sequence[Conflict]) -> str:
    dataset = workspace.current().dataset
    rows = []
    for item in conflicts:
        name = row_changes.format_row_name(dataset, item.tabel, item.sekarang) if item.sekarang else item.kunci
        when = f" oleh {item.oleh}, {text.format_moment(item.waktu, dataset.province.zone)}" if item.waktu else ""
        rows.append(f"“{name}”{when}")
    return "; ".join(rows)


def refuse(page: str, problems: Sequence[Problem]) -> None:
    """Keep for the page why nothing was written, a line for each problem."""
    messages.say(page, Tone.BAD, "\n".join(map(_format_problem, problems)))


def _format_problem(problem: Problem) -> str:
    value = f" (“{problem.nilai}”)" if problem.nilai else ""
    return f"{row_changes.format_label(problem.kolom)}: {problem.masalah}{value}. {problem.saran}"
