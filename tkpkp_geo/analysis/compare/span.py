"""From where to where a comparison goes: two meetings or revisions, as the URL names them. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting

FIRST_REVISION = 1  # the first content of every store


@dataclass(frozen=True, slots=True)
class End:
    """One end of a comparison: its revision, its name on screen, and the meeting if it is one."""

    revisi: int
    name: str
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Both ends of a comparison, the earlier first; `is_reversed` tells whether they were named the other way round."""

    start: End
    end: End
    is_reversed: bool = False


def is_end(dataset: Dataset, named: str) -> bool:
    """Tell whether a text names an end: the code of a meeting, or the number of a revision that there is."""
    return any(item.kode == named for item in meetings.find_held(dataset)) or (
        named.isascii() and named.isdecimal() and FIRST_REVISION <= int(named) <= max(dataset.revisi, FIRST_REVISION)
    )


def find_usual_start(dataset: Dataset) -> End:
    """Find where a comparison starts by default: at the last meeting, or at the first content."""
    last = next(iter(meetings.find_held(dataset)), None)
    return build_meeting_end(last) if last else End(FIRST_REVISION, f"awal data (revisi {FIRST_REVISION})")


def build_meeting_end(item: Meeting) -> End:
    """Build the end that a meeting is: the revision that it saw, the first one where it met before data were kept."""
    return End(item.revisi_data or FIRST_REVISION, f"rapat “{item.judul}”, {text.format_date(item.tanggal)}", item)


def build_span(dataset: Dataset, start_name: str, end_name: str) -> Span:
    """Build both ends of a comparison from texts that `is_end` accepts; an empty one stands for the usual end."""
    start = _build_end(dataset, start_name) if start_name else find_usual_start(dataset)
    now = max(dataset.revisi, FIRST_REVISION)
    end = _build_end(dataset, end_name) if end_name else End(now, f"sekarang (revisi {now})")
    return Span(end, start, True) if start.revisi > end.revisi else Span(start, end)


def _build_end(dataset: Dataset, named: str) -> End:
    item = dataset.rapat_by_kode.get(named)
    return build_meeting_end(item) if item else End(int(named), f"revisi {named}")
