"""What the presentation of a meeting is made of: its filter, its agenda, and what changed since the one before."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl

from tkpkp_geo.analysis import meetings
from tkpkp_geo.analysis.compare.program_changes import PROGRAM_TABLE, Comparison, compare_programs
from tkpkp_geo.analysis.compare.span import End, build_meeting_end
from tkpkp_geo.domain.filter import Filter, read_filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_order import FrameEntry, build_entries
from tkpkp_geo.meeting.frames.frame_records import MeetingChanges, MeetingView
from tkpkp_geo.workspace import Workspace


@dataclass(frozen=True, slots=True)
class Presentation:
    """What is presented in a meeting; `unknown` are parts of its filter that mean nothing any more."""

    flt: Filter
    unknown: tuple[tuple[str, str | None], ...]
    meeting: MeetingView


def build_presentation(space: Workspace, rapat: Meeting, link: str = "") -> Presentation:
    """Build what a meeting presents; `link` is where participants follow it."""
    dataset = space.dataset
    flt, unknown = read_filter(parse_qsl(rapat.saringan), dataset)
    saved = meetings.find_agenda(dataset, rapat.kode)
    return Presentation(flt, unknown, MeetingView(rapat, saved, _find_changes(space, rapat), link))


def build_meeting_entries(space: Workspace, rapat: Meeting, today: str, link: str = "") -> tuple[FrameEntry, ...]:
    """Build an entry for every frame of a meeting, in its order, hidden ones too; `today` is ISO."""
    presented = build_presentation(space, rapat, link)
    natural = build_data_frames(space.dataset, presented.flt, today, presented.unknown, presented.meeting)
    return build_entries(natural, presented.meeting.agenda, rapat.kode)


def _find_changes(space: Workspace, rapat: Meeting) -> MeetingChanges | None:
    """Find what changed from the meeting before until this one began, or until now where it has not begun."""
    before = next((item for item in meetings.find_held(space.dataset) if _is_earlier(item, rapat)), None)
    if before is None:
        return None
    now = space.dataset.revisi
    start, end = build_meeting_end(before), rapat.revisi_data or now
    name = "awal rapat ini" if rapat.status is not MeetingStatus.RENCANA else f"sekarang (revisi {now})"
    comparison = _compare(space, start.revisi, max(start.revisi, end))
    return MeetingChanges(comparison, start, End(end, name))


def _is_earlier(item: Meeting, rapat: Meeting) -> bool:
    return item.kode != rapat.kode and (item.tanggal, item.kode) < (rapat.tanggal, rapat.kode)


@lru_cache(maxsize=4)
def _compare(space: Workspace, dari: int, sampai: int) -> Comparison:
    return compare_programs(
        space.dataset, space.boundaries, space.store.history.net_changes((PROGRAM_TABLE,), dari, sampai)
    )
