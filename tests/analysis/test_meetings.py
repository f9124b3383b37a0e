"""Which meeting is at hand, which came before, and what a meeting that was held leaves behind."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.meeting import forms
from tkpkp_geo.store.records import Change

TODAY = "2026-05-04"


@pytest.fixture(scope="module")
def course():
    """Give data with meetings before, at and after today, in every state."""
    plan, done = MeetingStatus.RENCANA, MeetingStatus.SELESAI
    rows = (
        Meeting("R1", "2026-02-04", "Lama", status=done),
        Meeting("R2", "2026-04-20", "Terlewat", status=plan),
        Meeting("R3", "2026-05-01", "Baru saja", status=done),
        Meeting("R4", "2026-05-10", "Berikut", status=plan),
        Meeting("R5", "2026-06-10", "Nanti", status=plan),
    )
    return replace(workspace.current().dataset, rapat=rows, keputusan=())


def test_the_meeting_at_hand_is_the_one_that_is_on_else_the_next_else_the_last(course):
    on = replace(course.rapat[2], status=MeetingStatus.BERLANGSUNG)
    assert meetings.find_at_hand(replace(course, rapat=(*course.rapat, on)), TODAY).kode == "R3"
    assert [item.kode for item in meetings.find_planned(course)] == ["R2", "R4", "R5"]
    assert meetings.find_at_hand(course, TODAY).kode == "R4"
    assert meetings.find_at_hand(replace(course, rapat=course.rapat[:3]), TODAY).kode == "R2"
    assert meetings.find_at_hand(replace(course, rapat=course.rapat[:1]), TODAY).kode == "R1"
    assert meetings.find_at_hand(replace(course, rapat=()), TODAY) is None


def test_the_meeting_before_is_one_that_was_held(course):
    before = {item.kode: meetings.find_meeting_before(course, item) for item in course.rapat}
    assert {kode: item and item.kode for kode, item in before.items()} == {
        "R1": None,
        "R2": "R1",
        "R3": "R1",
        "R4": "R3",
        "R5": "R3",
    }


def test_minutes_are_of_meetings_that_were_held(course):
    assert [each.rapat.kode for each in meetings.build_minutes(course)] == ["R3", "R1"]


def test_who_takes_part_stands_once_on_a_line_of_its_own(course):
    seen = replace(course.rapat[3], revisi=4)
    wanted, problems = forms.parse_attendance(seen, " Camat  Gambut \r\n\nKepala desa\nCamat Gambut")
    assert problems == [] and wanted == [Change("rapat", "R4", {"peserta": "Camat Gambut\nKepala desa"}, 4)]


def test_a_meeting_took_the_minutes_between_its_beginning_and_its_end(course):
    held = replace(course.rapat[2], mulai="2026-05-01T01:00:00.000+00:00", selesai="2026-05-01T02:29:40.000+00:00")
    assert (meetings.count_minutes(held), meetings.count_minutes(course.rapat[2])) == (90, None)
