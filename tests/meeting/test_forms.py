"""Meetings and decisions: what is open, for how long, and what was typed about them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting, MeetingStatus
from tkpkp_geo.meeting import forms
from tkpkp_geo.store.records import Change

TODAY = "2026-05-04"
NOW = "2026-05-04T01:00:00.000+00:00"
MEETING = {
    "tanggal": "4 Mei 2026",
    "judul": " Rapat kedua ",
    "tempat": "Aula",
    "kawasan": "KPP-BJR;KPP-TBL",
    "peserta": "",
}
DECISION = {
    "kode_rapat": "RPT-2026-02-04",
    "isi": " Menetapkan lokus ",
    "opd": "DKP",
    "pihak": "kepala desa Wirang",
    "kawasan": "KPP-BJR",
    "tenggat": "1 Juni 2026",
    "saringan": "kawasan=KPP-BJR",
    "lokus": "63.03.05.2034",
}
DONE, CANCELLED = DecisionStatus.SELESAI, DecisionStatus.BATAL


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


@pytest.fixture(scope="module")
def busy(dataset):
    """Give data with two meetings: an old one about one kawasan, a new one about another."""
    old = Meeting("R1", "2026-02-04", "Pertama", kawasan=("KPP-BJR",))
    new = Meeting("R2", "2026-05-01", "Kedua", kawasan=("KPP-TBL",))
    made = (
        Decision("KPT-001", "R1", "lama"),
        Decision("KPT-002", "R1", "lewat", tenggat="2026-04-30"),
        Decision("KPT-003", "R2", "hari ini", kawasan=("KPP-BJR",), tenggat=TODAY),
        Decision("KPT-004", "R2", "baru"),
        Decision("KPT-005", "R2", "selesai", tenggat="2026-05-02", status=DONE),
        Decision("KPT-006", "R2", "batal", status=CANCELLED),
    )
    return replace(dataset, rapat=(old, new), keputusan=made)


def words(problems) -> list[tuple[str, str]]:
    return [(item.kolom, item.nilai) for item in problems]


def codes(found) -> list[str]:
    return [item.keputusan.kode for item in found]


def test_open_decisions_come_with_the_nearest_deadline_first_then_the_oldest(busy):
    found = meetings.find_open_decisions(busy)
    assert codes(found) == ["KPT-002", "KPT-003", "KPT-001", "KPT-004"]
    assert [item.hari(TODAY) for item in found] == [89, 3, 89, 3]


def test_a_deadline_is_past_on_the_day_after_it_and_only_while_it_is_open(busy):
    late = {item.keputusan.kode: item.lewat(TODAY) for each in meetings.build_minutes(busy) for item in each.keputusan}
    assert late == {"KPT-001": 0, "KPT-002": 4, "KPT-003": 0, "KPT-004": 0, "KPT-005": 0, "KPT-006": 0}
    assert [item.lewat("2026-05-05") for item in meetings.find_open_decisions(busy)][:2] == [5, 1]


def test_meetings_are_told_newest_first_with_decisions_of_every_status(busy):
    found = meetings.build_minutes(busy)
    assert [each.rapat.kode for each in found] == ["R2", "R1"]
    assert codes(found[0].keputusan) == ["KPT-003", "KPT-004", "KPT-005", "KPT-006"]


def test_a_decision_is_about_its_own_kawasan_or_else_about_its_meetings(busy):
    assert codes(meetings.find_open_decisions(busy, ("KPP-BJR",))) == ["KPT-002", "KPT-003", "KPT-001"]
    assert codes(meetings.find_open_decisions(busy, ("KPP-TBL",))) == ["KPT-004"]
    assert [(each.rapat.kode, len(each.keputusan)) for each in meetings.build_minutes(busy, ("KPP-BJR",))] == [
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
def test_a_view_of_the_map_is_read_as_far_as_the_data_know_it(dataset, saringan, flt):
    assert meetings.parse_map_filter(dataset, saringan) == flt


def test_a_meeting_sees_the_data_as_they_are_now(dataset):
    wanted, problems = forms.parse_meeting(dataset, MEETING, TODAY, NOW)
    assert problems == []
    isi = {
        "kode": "RPT-2026-05-04",
        "tanggal": "2026-05-04",
        "judul": "Rapat kedua",
        "tempat": "Aula",
        "kawasan": "KPP-BJR;KPP-TBL",
        "peserta": "",
        "sumber": "",
        "saringan": "",
        "status": "berlangsung",
        "revisi_data": dataset.revisi,
        "mulai": NOW,
        "revisi_akhir": None,
        "selesai": "",
    }
    assert wanted == [Change("rapat", "RPT-2026-05-04", isi, None)]


def test_a_meeting_to_come_is_planned_and_one_that_was_held_has_both_revisions(dataset):
    def kept(day):
        ((change,), problems) = forms.parse_meeting(dataset, MEETING | {"tanggal": day}, TODAY, NOW)
        assert problems == []
        return [change.isi[name] for name in ("status", "revisi_data", "revisi_akhir", "mulai")]

    assert kept("5 Mei 2026") == ["rencana", None, None, ""]
    assert kept("3 Mei 2026") == ["selesai", dataset.revisi, dataset.revisi, ""]


@pytest.mark.parametrize(
    ("day", "status", "told"),
    [
        ("4 Mei 2026", MeetingStatus.RENCANA, []),
        ("3 Mei 2026", MeetingStatus.RENCANA, [("tanggal", "3 Mei 2026")]),
        ("5 Mei 2026", MeetingStatus.BERLANGSUNG, [("tanggal", "5 Mei 2026")]),
        ("5 Mei 2026", MeetingStatus.SELESAI, [("tanggal", "5 Mei 2026")]),
    ],
)
def test_the_day_of_a_meeting_fits_its_status(dataset, day, status, told):
    wanted, problems = forms.parse_meeting(dataset, MEETING | {"tanggal": day}, TODAY, NOW, status)
    assert words(problems) == told and [item.isi["status"] for item in wanted] == ([] if told else [status])


def test_a_planned_meeting_begins_with_the_data_of_that_moment_and_leaves_those_of_its_end(dataset):
    planned = replace(dataset.rapat[0], status=MeetingStatus.RENCANA, revisi_data=None, revisi=7)
    isi = {"status": "berlangsung", "revisi_data": dataset.revisi, "mulai": NOW, "tanggal": TODAY}
    assert forms.start_meeting(planned, dataset, NOW) == [Change("rapat", planned.kode, isi, 7)]
    later = replace(dataset, revisi=dataset.revisi + 5)
    isi = {"status": "selesai", "revisi_akhir": dataset.revisi + 5, "selesai": NOW}
    assert forms.end_meeting(planned, later, NOW) == [Change("rapat", planned.kode, isi, 7)]


def test_a_planned_meeting_was_not_held_and_decides_nothing(busy):
    planned = replace(busy.rapat[1], status=MeetingStatus.RENCANA)
    data = replace(busy, rapat=(busy.rapat[0], planned))
    assert [item.kode for item in meetings.find_held(data)] == ["R1"] and meetings.find_running(data) is None
    wanted, problems = forms.parse_decision(data, DECISION | {"kode_rapat": "R2"}, None)
    assert wanted == [] and words(problems) == [("kode_rapat", "R2")]
    on = replace(data, rapat=(busy.rapat[0], replace(planned, status=MeetingStatus.BERLANGSUNG)))
    assert meetings.find_running(on).kode == "R2" and [item.kode for item in meetings.find_held(on)] == ["R2", "R1"]


def test_a_second_meeting_of_a_day_has_a_code_of_its_own(dataset):
    first = replace(dataset.rapat[0], kode="RPT-2026-05-04")
    one = replace(dataset, rapat=(first,))
    assert forms.parse_meeting(one, MEETING, TODAY, NOW)[0][0].kunci == "RPT-2026-05-04-2"
    two = replace(dataset, rapat=(first, replace(first, kode="RPT-2026-05-04-2")))
    assert forms.parse_meeting(two, MEETING, TODAY, NOW)[0][0].kunci == "RPT-2026-05-04-3"


WRONG_MEETINGS = [
    ("tanggal", "", [("tanggal", "")]),
    ("tanggal", "besok", [("tanggal", "besok")]),
    ("judul", " ", [("judul", "")]),
    ("kawasan", "KPP-X", [("kawasan", "KPP-X")]),
]


@pytest.mark.parametrize(("column", "value", "told"), WRONG_MEETINGS)
def test_a_meeting_that_breaks_a_rule_is_refused_with_the_column(dataset, column, value, told):
    wanted, problems = forms.parse_meeting(dataset, MEETING | {column: value}, TODAY, NOW)
    assert wanted == [] and words(problems) == told
    wanted, problems = forms.parse_meeting_correction(dataset, MEETING | {column: value}, TODAY, dataset.rapat[0])
    assert wanted == [] and words(problems) == told


def test_correcting_a_meeting_leaves_what_it_saw(dataset):
    seen = replace(dataset.rapat[0], revisi_data=3, revisi=7)
    wanted, problems = forms.parse_meeting_correction(dataset, MEETING, TODAY, seen)
    isi = {name: value.strip() for name, value in MEETING.items()} | {"tanggal": "2026-05-04"}
    assert problems == [] and wanted == [Change("rapat", seen.kode, isi, 7)]


def test_a_meeting_that_was_held_does_not_move_into_the_future(dataset):
    wanted, problems = forms.parse_meeting_correction(
        dataset, MEETING | {"tanggal": "5 Mei 2026"}, TODAY, dataset.rapat[0]
    )
    assert wanted == [] and words(problems) == [("tanggal", "5 Mei 2026")]


def test_a_meeting_does_not_move_past_a_deadline_that_it_set(busy):
    first = busy.rapat[0]
    wanted, problems = forms.parse_meeting_correction(busy, MEETING | {"tanggal": "1 Mei 2026"}, TODAY, first)
    assert wanted == [] and words(problems) == [("tanggal", "1 Mei 2026")]
    assert forms.parse_meeting_correction(busy, MEETING | {"tanggal": "30 April 2026"}, TODAY, first)[1] == []


def test_a_new_decision_is_open_and_its_number_one_more_than_the_highest(dataset):
    wanted, problems = forms.parse_decision(dataset, DECISION, None)
    isi = {
        "kode_rapat": "RPT-2026-02-04",
        "isi": "Menetapkan lokus",
        "tenggat": "2026-06-01",
        "kawasan": "KPP-BJR",
        "penanggung_jawab": "Dinas Kelautan dan Perikanan; kepala desa Wirang",
        "saringan": "kawasan=KPP-BJR",
        "status": "terbuka",
        "lokus": "63.03.05.2034",
    }
    assert problems == [] and wanted == [Change("keputusan", "KPT-002", isi, None)]
    more = (*dataset.keputusan, Decision("KPT-041", "R", "x"), Decision("LAIN", "R", "x"))
    assert forms.build_next_code(replace(dataset, keputusan=more)) == "KPT-042"
    assert forms.build_next_code(replace(dataset, keputusan=())) == "KPT-001"


def test_only_what_was_decided_must_be_said(dataset):
    wanted, problems = forms.parse_decision(dataset, {"kode_rapat": "RPT-2026-02-04", "isi": "Bertemu"}, None)
    assert problems == [] and wanted[0].isi["penanggung_jawab"] == wanted[0].isi["tenggat"] == ""


def test_correcting_a_decision_leaves_its_status(dataset):
    seen = replace(dataset.keputusan[0], status=DONE, revisi=4)
    wanted, problems = forms.parse_decision(dataset, DECISION, seen)
    assert problems == [] and (wanted[0].kunci, wanted[0].revisi) == ("KPT-001", 4) and "status" not in wanted[0].isi


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("isi", " ", [("isi", "")]),
        ("isi", "x" * 1001, [("isi", "")]),
        ("kode_rapat", "RPT-X", [("kode_rapat", "RPT-X")]),
        ("opd", "LAMA", [("opd", "LAMA")]),
        ("kawasan", "KPP-BJR;KPP-X", [("kawasan", "KPP-X")]),
        ("lokus", "63.03.05.2034;63.99", [("lokus", "63.99")]),
        ("tenggat", "minggu depan", [("tenggat", "minggu depan")]),
        ("tenggat", "31/02/2026", [("tenggat", "31/02/2026")]),
        ("tenggat", "03/02/2026", [("tenggat", "3 Februari 2026")]),
    ],
)
def test_a_decision_that_breaks_a_rule_is_refused_with_the_column(dataset, column, value, told):
    wanted, problems = forms.parse_decision(dataset, DECISION | {column: value}, None)
    assert wanted == [] and words(problems) == told


@pytest.mark.parametrize("typed", ["04/02/2026", "4 Februari 2026", "4 Peb 26", "2026-02-04"])
def test_deadlines_are_read_in_the_forms_that_people_write(dataset, typed):
    assert forms.parse_decision(dataset, DECISION | {"tenggat": typed}, None)[0][0].isi["tenggat"] == "2026-02-04"


@pytest.mark.parametrize(
    ("kept", "divided"),
    [
        ("", ("", "")),
        ("Seluruh anggota TKPKP", ("", "Seluruh anggota TKPKP")),
        ("Dinas Kelautan dan Perikanan", ("DKP", "")),
        ("Dinas Kelautan dan Perikanan; BUM Desa; camat", ("DKP", "BUM Desa; camat")),
    ],
)
def test_who_is_responsible_is_divided_as_it_was_put_together(dataset, kept, divided):
    assert meetings.split_responsible(dataset, kept) == divided
    typed = DECISION | dict(zip(("opd", "pihak"), divided, strict=True))
    assert forms.parse_decision(dataset, typed, None)[0][0].isi["penanggung_jawab"] == kept


def test_what_became_of_a_decision_is_one_change(dataset):
    seen = replace(dataset.keputusan[0], revisi=9)
    assert forms.settle_decision(seen, DONE) == [Change("keputusan", "KPT-001", {"status": "selesai"}, 9)]
