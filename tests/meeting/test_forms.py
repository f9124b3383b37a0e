"""What was typed about meetings and decisions: changes for the store, or the column that is wrong."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.two_meetings import with_two_meetings
from tkpkp_geo import workspace
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
    return with_two_meetings(dataset)


def words(problems) -> list[tuple[str, str]]:
    return [(item.kolom, item.nilai) for item in problems]


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


def test_a_planned_meeting_decides_nothing(busy):
    planned = replace(busy.rapat[1], status=MeetingStatus.RENCANA)
    data = replace(busy, rapat=(busy.rapat[0], planned))
    wanted, problems = forms.parse_decision(data, DECISION | {"kode_rapat": "R2"}, None)
    assert wanted == [] and words(problems) == [("kode_rapat", "R2")]


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
    ("kept", "typed"),
    [
        ("", ("", "")),
        ("Seluruh anggota TKPKP", ("", "Seluruh anggota TKPKP")),
        ("Dinas Kelautan dan Perikanan", ("DKP", "")),
        ("Dinas Kelautan dan Perikanan; BUM Desa; camat", ("DKP", "BUM Desa; camat")),
    ],
)
def test_who_is_responsible_is_put_together_from_an_opd_and_anybody_else(dataset, kept, typed):
    typed = DECISION | dict(zip(("opd", "pihak"), typed, strict=True))
    assert forms.parse_decision(dataset, typed, None)[0][0].isi["penanggung_jawab"] == kept


def test_what_became_of_a_decision_is_one_change(dataset):
    seen = replace(dataset.keputusan[0], revisi=9)
    assert forms.settle_decision(seen, DONE) == [Change("keputusan", "KPT-001", {"status": "selesai"}, 9)]


def test_who_takes_part_stands_once_on_a_line_of_its_own():
    seen = Meeting("R4", "2026-05-10", "Berikut", status=MeetingStatus.RENCANA, revisi=4)
    wanted, problems = forms.parse_attendance(seen, " Camat  Gambut \r\n\nKepala desa\nCamat Gambut")
    assert problems == [] and wanted == [Change("rapat", "R4", {"peserta": "Camat Gambut\nKepala desa"}, 4)]
