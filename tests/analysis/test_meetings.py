"""Which meeting is at hand, which came before, what is decided and open, and who is responsible."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.two_meetings import with_two_meetings
from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus

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


@pytest.fixture(scope="module")
def busy():
    """Give data with an old meeting about one kawasan and a new one about another."""
    return with_two_meetings(workspace.current().dataset)


def codes(decisions) -> list[str]:
    return [item.decision.kode for item in decisions]


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
    assert [each.meeting.kode for each in meetings.build_minutes(course)] == ["R3", "R1"]


def test_a_meeting_took_the_minutes_between_its_beginning_and_its_end(course):
    held = replace(course.rapat[2], mulai="2026-05-01T01:00:00.000+00:00", selesai="2026-05-01T02:29:40.000+00:00")
    assert (meetings.count_minutes(held), meetings.count_minutes(course.rapat[2])) == (90, None)


def test_open_decisions_come_with_the_nearest_deadline_first_then_the_oldest(busy):
    found = meetings.find_open_decisions(busy)
    assert codes(found) == ["KPT-002", "KPT-003", "KPT-001", "KPT-004"]
    assert [item.days_since(TODAY) for item in found] == [89, 3, 89, 3]


def test_a_deadline_is_past_on_the_day_after_it_and_only_while_it_is_open(busy):
    late = {
        item.decision.kode: item.days_late(TODAY) for each in meetings.build_minutes(busy) for item in each.decisions
    }
    assert late == {"KPT-001": 0, "KPT-002": 4, "KPT-003": 0, "KPT-004": 0, "KPT-005": 0, "KPT-006": 0}
    assert [item.days_late("2026-05-05") for item in meetings.find_open_decisions(busy)][:2] == [5, 1]


def test_meetings_are_told_newest_first_with_decisions_of_every_status(busy):
    found = meetings.build_minutes(busy)
    assert [each.meeting.kode for each in found] == ["R2", "R1"]
    assert codes(found[0].decisions) == ["KPT-003", "KPT-004", "KPT-005", "KPT-006"]


def test_a_decision_is_about_its_own_kawasan_or_else_about_its_meetings(busy):
    assert codes(meetings.find_open_decisions(busy, ("KPP-BJR",))) == ["KPT-002", "KPT-003", "KPT-001"]
    assert codes(meetings.find_open_decisions(busy, ("KPP-TBL",))) == ["KPT-004"]
    assert [(each.meeting.kode, len(each.decisions)) for each in meetings.build_minutes(busy, ("KPP-BJR",))] == [
        ("R2", 1),
        ("R1", 2),
    ]
    assert meetings.build_minutes(busy, ("KPP-TNB",)) == ()


@pytest.mark.parametrize(
    ("saringan", "flt"),
    [
        ("kawasan=KPP-BJR&opd=DKP", Filter(kawasan=("KPP-BJR",), opd=("DKP",))),
        ("kawasan=KPP-BJR&opd=LAMA&warna=merah", Filter(kawasan=("KPP-BJR",))),
        ("opd=LAMA", None),
        ("", None),
        ("%%%", None),
    ],
)
def test_a_view_of_the_map_is_read_as_far_as_the_data_know_it(busy, saringan, flt):
    assert meetings.parse_map_filter(busy, saringan) == flt


def test_a_planned_meeting_was_not_held_and_one_that_is_on_was(busy):
    planned = replace(busy.rapat[1], status=MeetingStatus.RENCANA)
    data = replace(busy, rapat=(busy.rapat[0], planned))
    assert [item.kode for item in meetings.find_held(data)] == ["R1"] and meetings.find_running(data) is None
    on = replace(data, rapat=(busy.rapat[0], replace(planned, status=MeetingStatus.BERLANGSUNG)))
    assert meetings.find_running(on).kode == "R2" and [item.kode for item in meetings.find_held(on)] == ["R2", "R1"]


@pytest.mark.parametrize(
    ("kept", "divided"),
    [
        ("", ("", "")),
        ("Seluruh anggota TKPKP", ("", "Seluruh anggota TKPKP")),
        ("Dinas Kelautan dan Perikanan", ("DKP", "")),
        ("Dinas Kelautan dan Perikanan; BUM Desa; camat", ("DKP", "BUM Desa; camat")),
    ],
)
def test_who_is_responsible_is_divided_as_it_was_put_together(busy, kept, divided):
    assert meetings.split_responsible(busy, kept) == divided
