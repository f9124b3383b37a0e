"""Meetings and their decisions as the data have them: which are held, running or coming, and what is open. Pure."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qsl

from tkpkp_geo.analysis import reports
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter, read_filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, Decision, DecisionStatus, Meeting, MeetingStatus

RESPONSIBLE_DIVIDER = "; "  # between the OPD that is responsible and whoever acts with it


@dataclass(frozen=True, slots=True)
class MeetingDecision:
    """A decision and the meeting that made it."""

    decision: Decision
    meeting: Meeting

    @property
    def is_open(self) -> bool:
        """Whether something is still to be done."""
        return self.decision.status is DecisionStatus.TERBUKA

    @property
    def kawasan(self) -> tuple[str, ...]:
        """The kawasan that it is about: its own, or those of its meeting where it names none."""
        return self.decision.kawasan or self.meeting.kawasan

    def days_since(self, today: str) -> int:
        """Give the days since its meeting; `today` is ISO."""
        return max(0, reports.count_days_since(self.meeting.tanggal, today) or 0)

    def days_late(self, today: str) -> int:
        """Give the days past its deadline, 0 where it is not open, has none, or there is time left."""
        return max(0, reports.count_days_since(self.decision.tenggat, today) or 0) if self.is_open else 0


@dataclass(frozen=True, slots=True)
class MeetingMinutes:
    """A meeting and its decisions, in the order in which they were made."""

    meeting: Meeting
    decisions: tuple[MeetingDecision, ...]


def sort_newest_first(dataset: Dataset) -> tuple[Meeting, ...]:
    """Sort the meetings, the last one first."""
    return tuple(sorted(dataset.rapat, key=lambda item: (item.tanggal, item.revisi_data or 0, item.kode), reverse=True))


def find_held(dataset: Dataset) -> tuple[Meeting, ...]:
    """Find the meetings that have begun or ended, the last one first: only they saw data and decided something."""
    return tuple(item for item in sort_newest_first(dataset) if item.status is not MeetingStatus.RENCANA)


def find_running(dataset: Dataset) -> Meeting | None:
    """Find the meeting that is on, the newest one where several are; ``None`` where none is."""
    return next((item for item in sort_newest_first(dataset) if item.status is MeetingStatus.BERLANGSUNG), None)


def find_planned(dataset: Dataset) -> tuple[Meeting, ...]:
    """Find the meetings that are still to come, the nearest one first."""
    return tuple(item for item in reversed(sort_newest_first(dataset)) if item.status is MeetingStatus.RENCANA)


def find_at_hand(dataset: Dataset, today: str) -> Meeting | None:
    """Find the meeting that people work on: the one that is on, else the next one, else the last; ``None`` for none."""
    waiting = find_planned(dataset)
    coming = next((item for item in waiting if item.tanggal >= today), None)
    return find_running(dataset) or coming or next(iter((*reversed(waiting), *find_held(dataset))), None)


def find_meeting_before(dataset: Dataset, meeting: Meeting) -> Meeting | None:
    """Find the meeting that was held last before another one, ``None`` where that is the first."""
    order = sort_newest_first(dataset)
    earlier = order[[item.kode for item in order].index(meeting.kode) + 1 :]
    return next((item for item in earlier if item.status is not MeetingStatus.RENCANA), None)


def build_minutes(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[MeetingMinutes, ...]:
    """Build the minutes of the meetings held, newest first; with `kawasan` only meetings and decisions about one."""
    minutes = []
    for meeting in find_held(dataset):
        made = [MeetingDecision(item, meeting) for item in dataset.keputusan if item.kode_rapat == meeting.kode]
        shown = tuple(item for item in made if _is_about(item.kawasan, kawasan))
        if shown or _is_about(meeting.kawasan, kawasan):
            minutes.append(MeetingMinutes(meeting, shown))
    return tuple(minutes)


def _is_about(own: Iterable[str], kawasan: Collection[str]) -> bool:
    return not kawasan or any(kode in kawasan for kode in own)


def find_open_decisions(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[MeetingDecision, ...]:
    """Find the open decisions: first those with a deadline, the nearest on top, then the others, the oldest on top."""
    waiting = [item for held in build_minutes(dataset, kawasan) for item in held.decisions if item.is_open]
    return tuple(
        sorted(waiting, key=lambda item: (item.decision.tenggat or "9", item.meeting.tanggal, item.decision.kode))
    )


def find_settled_decisions(dataset: Dataset, kawasan: Collection[str] = ()) -> tuple[MeetingDecision, ...]:
    """Find the decisions that are no longer open, those of the last meeting first."""
    return tuple(item for held in build_minutes(dataset, kawasan) for item in held.decisions if not item.is_open)


def parse_map_filter(dataset: Dataset, query: str) -> Filter | None:
    """Parse the filter that a decision was made on, the query of a map.

    Returns
    -------
    Filter or None
        Without what the data no longer know; ``None`` where nothing of it stays.
    """
    flt, _ = read_filter(parse_qsl(query), dataset)
    return None if flt == Filter() else flt


def find_agenda(dataset: Dataset, kode_rapat: str) -> tuple[AgendaFrame, ...]:
    """Find what is saved of the agenda of a meeting, in its order."""
    own = (row for row in dataset.bingkai_rapat if row.kode_rapat == kode_rapat)
    return tuple(sorted(own, key=lambda row: (row.nomor, row.kode)))


def split_responsible(dataset: Dataset, kept: str) -> tuple[str, str]:
    """Split who is responsible into the code of an OPD, "" where none is named, and whoever acts besides."""
    first, _, rest = kept.partition(RESPONSIBLE_DIVIDER)
    kode = next((item.kode_opd for item in dataset.opd if item.nama == first), "")
    return (kode, rest) if kode else ("", kept)


def count_minutes(meeting: Meeting) -> int | None:
    """Count the minutes that a meeting took, ``None`` where it has not begun and ended here."""
    if not (meeting.mulai and meeting.selesai):
        return None
    span = datetime.fromisoformat(meeting.selesai) - datetime.fromisoformat(meeting.mulai)
    return round(span.total_seconds() / 60)
