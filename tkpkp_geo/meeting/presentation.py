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


def build_presentation(space: Workspace, meeting: Meeting, link: str = "") -> Presentation:
    """Build what a meeting presents; `link` is where participants follow it."""
    dataset = space.dataset
    flt, unknown = read_filter(parse_qsl(meeting.saringan), dataset)
    saved = meetings.find_agenda(dataset, meeting.kode)
    return Presentation(flt, unknown, MeetingView(meeting, saved, _find_changes(space, meeting), link))


def build_meeting_entries(space: Workspace, meeting: Meeting, today: str, link: str = "") -> tuple[FrameEntry, ...]:
    """Build an entry for every frame of a meeting, in its order, hidden ones too; `today` is ISO."""
    presented = build_presentation(space, meeting, link)
    natural = build_data_frames(space.dataset, presented.flt, today, presented.unknown, presented.meeting)
    return build_entries(natural, presented.meeting.agenda, meeting.kode)


def _find_changes(space: Workspace, meeting: Meeting) -> MeetingChanges | None:
    """Find what changed from the meeting before until this one began, or until now where it has not begun."""
    before = next((item for item in meetings.find_held(space.dataset) if _is_earlier(item, meeting)), None)
    if before is None:
        return None
    now = space.dataset.revisi
    start, end = build_meeting_end(before), meeting.revisi_data or now
    name = "awal rapat ini" if meeting.status is not MeetingStatus.RENCANA else f"sekarang (revisi {now})"
    comparison = _compare(space, start.revisi, max(start.revisi, end))
    return MeetingChanges(comparison, start, End(end, name))


def _is_earlier(item: Meeting, meeting: Meeting) -> bool:
    return item.kode != meeting.kode and (item.tanggal, item.kode) < (meeting.tanggal, meeting.kode)


@lru_cache(maxsize=4)
def _compare(space: Workspace, start: int, end: int) -> Comparison:
    return compare_programs(
        space.dataset, space.boundaries, space.store.history.net_changes((PROGRAM_TABLE,), start, end)
    )
