"""What the presentation of a meeting is made of: its filter, its agenda, and what changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from tkpkp_geo.analysis import compare, meetings
from tkpkp_geo.analysis.compare import Comparison
from tkpkp_geo.domain.filter import Filter, read_filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.meeting import frames
from tkpkp_geo.meeting.frames import Changes, MeetingView
from tkpkp_geo.meeting.frames.agenda import Entry, rows
from tkpkp_geo.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is presented in a meeting; `unknown` are parts of its filter that mean nothing any more."""

    flt: Filter
    unknown: tuple[tuple[str, str | None], ...]
    meeting: MeetingView


def of_meeting(space: Workspace, rapat: Meeting, link: str = "") -> Presentation:
    """Give what a meeting presents; `link` is where participants follow it."""
    dataset = space.dataset
    flt, unknown = read_filter(parse_qsl(rapat.saringan), dataset)
    saved = meetings.agenda(dataset, rapat.kode)
    return Presentation(flt, unknown, MeetingView(rapat, saved, _changes(space, rapat), link))


def entries(space: Workspace, rapat: Meeting, today: str, link: str = "") -> tuple[Entry, ...]:
    """Give every frame of a meeting in its order, hidden ones too, with notes and minutes; `today` is ISO."""
    found = of_meeting(space, rapat, link)
    natural = frames.natural(space.dataset, found.flt, today, found.unknown, found.meeting)
    return rows(natural, found.meeting.agenda, rapat.kode)


def _changes(space: Workspace, rapat: Meeting) -> Changes | None:
    """Tell what changed from the meeting before until this one began, or until now where it has not."""
    before = next((item for item in meetings.held(space.dataset) if _earlier(item, rapat)), None)
    if before is None:
        return None
    now = space.dataset.revisi
    start, end = compare.of_meeting(before), rapat.revisi_data or now
    name = "awal rapat ini" if rapat.status is not MeetingStatus.RENCANA else f"sekarang (revisi {now})"
    found = _comparison(space, start.revisi, max(start.revisi, end))
    return Changes(found, start, compare.End(end, name))


def _earlier(item: Meeting, rapat: Meeting) -> bool:
    return item.kode != rapat.kode and (item.tanggal, item.kode) < (rapat.tanggal, rapat.kode)


@lru_cache(maxsize=4)
def _comparison(space: Workspace, dari: int, sampai: int) -> Comparison:
    return compare.compare(space.dataset, space.boundaries, space.store.net_changes((compare.TABEL,), dari, sampai))
