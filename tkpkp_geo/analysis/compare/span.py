"""From where to where: a choice of meetings and revisions, as the URL carries it, becomes two revisions. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting

FIRST_REVISION = 1  # the first content of every store


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
    return any(item.kode == asked for item in meetings.find_held(dataset)) or (
        asked.isascii() and asked.isdecimal() and FIRST_REVISION <= int(asked) <= max(dataset.revisi, FIRST_REVISION)
    )


def find_usual_start(dataset: Dataset) -> End:
    """Give where a comparison starts unless told otherwise: the last meeting, or the first content."""
    last = next(iter(meetings.find_held(dataset)), None)
    return build_meeting_end(last) if last else End(FIRST_REVISION, f"awal data (revisi {FIRST_REVISION})")


def build_meeting_end(item: Meeting) -> End:
    """Give the revision that a meeting saw; the first one where it met before data were kept here."""
    return End(item.revisi_data or FIRST_REVISION, f"rapat “{item.judul}”, {text.format_date(item.tanggal)}", item)


def build_span(dataset: Dataset, dari: str, sampai: str) -> Span:
    """Give both ends of a comparison; an empty text stands for the usual one."""
    start = _build_end(dataset, dari) if dari else find_usual_start(dataset)
    now = max(dataset.revisi, FIRST_REVISION)
    end = _build_end(dataset, sampai) if sampai else End(now, f"sekarang (revisi {now})")
    return Span(end, start, True) if start.revisi > end.revisi else Span(start, end)


def _build_end(dataset: Dataset, asked: str) -> End:
    item = dataset.rapat_by_kode.get(asked)
    return build_meeting_end(item) if item else End(int(asked), f"revisi {asked}")
