"""From where to where: a choice of meetings and revisions, as the URL carries it, becomes two revisions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting

FIRST = 1  # the first content of every store


@dataclass(frozen=True, slots=True)
class End:
    """One end of a comparison: its revision, and what it is called."""

    revisi: int
    nama: str
    rapat: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends; `dibalik` where the later one was asked for first."""

    dari: End
    sampai: End
    dibalik: bool = False


def is_end(dataset: Dataset, asked: str) -> bool:
    """Tell whether a text names an end: the code of a meeting, or the number of a revision that there is."""
    return any(item.kode == asked for item in meetings.held(dataset)) or (
        asked.isascii() and asked.isdecimal() and FIRST <= int(asked) <= max(dataset.revisi, FIRST)
    )


def usual_start(dataset: Dataset) -> End:
    """Give where a comparison starts unless told otherwise: the last meeting, or the first content."""
    last = next(iter(meetings.held(dataset)), None)
    return of_meeting(last) if last else End(FIRST, f"awal data (revisi {FIRST})")


def of_meeting(item: Meeting) -> End:
    """Give the revision that a meeting saw; the first one where it met before data were kept here."""
    return End(item.revisi_data or FIRST, f"rapat “{item.judul}”, {text.format_date(item.tanggal)}", item)


def span(dataset: Dataset, dari: str, sampai: str) -> Span:
    """Give both ends of a comparison; an empty text stands for the usual one."""
    start = _end(dataset, dari) if dari else usual_start(dataset)
    now = max(dataset.revisi, FIRST)
    end = _end(dataset, sampai) if sampai else End(now, f"sekarang (revisi {now})")
    return Span(end, start, True) if start.revisi > end.revisi else Span(start, end)


def _end(dataset: Dataset, asked: str) -> End:
    item = dataset.rapat_by_kode.get(asked)
    return of_meeting(item) if item else End(int(asked), f"revisi {asked}")
