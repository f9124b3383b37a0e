"""Rapat under AppTest: a meeting planned, prepared, begun and ended, and who is offered what."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.pages.conftest import html
from tests.pages.meeting.test_page import field
from tkpkp_geo import workspace
from tkpkp_geo.domain.meeting_records import MeetingStatus
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

FIRST = "RPT-2026-02-04"


def day(after: int) -> str:
    return (date.fromisoformat(today()) + timedelta(days=after)).isoformat()


def plan(store: Store, kode: str, after: int = 0, **isi: object) -> None:
    row = {"tanggal": day(after), "judul": f"Rapat {kode}", "status": "rencana"} | isi
    store.save("dpmd", [Change("rapat", kode, row)], "")


def meeting(kode: str):
    return next(item for item in workspace.current().dataset.rapat if item.kode == kode)


def keys(test) -> set[str]:
    return {button.key for button in test.button}


def at(test, part: str):
    test.button_group(key="bagian").set_value(part)
    return test.run()


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_only_who_prepares_meetings_is_offered_the_parts(own_store, open_as, nama):
    plan(own_store, "R1", 3)
    test = open_as("rapat", nama)
    assert [item.key for item in test.button_group] == ["kawasan_rapat"] and not test.exception
    assert "Rapat R1" in html(test) and "3 hari lagi" in html(test) and len(test.button) == 0


@pytest.mark.parametrize(
    ("after", "words"), [(0, "hari ini"), (1, "besok"), (12, "12 hari lagi"), (-2, "lewat 2 hari, belum dimulai")]
)
def test_a_planned_meeting_says_how_far_away_it_is_and_begins_no_earlier_than_its_day(own_store, open_as, after, words):
    plan(own_store, "R1", after)
    test = open_as("rapat", "dpmd")
    assert f"<b>{words}</b>" in html(test) and "Rapat yang direncanakan" in html(test)
    assert ("yes-start-R1" in keys(test)) is (after <= 0)


def test_the_day_that_is_typed_plans_begins_or_records(own_store, open_as):
    test = open_as("rapat", "dpmd")
    for typed, title, status in ((day(5), "Nanti", "rencana"), ("2026-03-03", "Dahulu", "selesai")):
        field(test, "Judul").set_value(title)
        field(test, "Tanggal").set_value("/".join(reversed(typed.split("-")))).run()
        test.button(key="meeting-save").click().run()
        item = meeting(f"RPT-{typed}")
        assert (item.judul, item.status) == (title, status) and not test.error
    assert meeting(f"RPT-{day(5)}").revisi_data is None and meeting("RPT-2026-03-03").revisi_data


def test_a_meeting_of_today_may_be_planned_and_one_of_tomorrow_not_begun(own_store, open_as):
    test = open_as("rapat", "dpmd")
    field(test, "Judul").set_value("Sore ini")
    choice = next(item for item in test.button_group if item.label == "Rapat ini")
    choice.set_value(MeetingStatus.RENCANA).run()
    test.button(key="meeting-save").click().run()
    assert "direncanakan pada" in test.success[0].value and meeting(f"RPT-{today()}").status == "rencana"
    field(test, "Judul").set_value("Besok")
    field(test, "Tanggal").set_value("/".join(reversed(day(1).split("-")))).run()
    choice = next(item for item in test.button_group if item.label == "Rapat ini")
    choice.set_value(MeetingStatus.BERLANGSUNG).run()
    test.button(key="meeting-save").click().run()
    assert "belum tiba" in test.error[0].value and field(test, "Judul").value == "Besok"


def test_a_late_meeting_begins_on_the_day_on_which_it_begins(own_store, open_as):
    plan(own_store, "R1", -2)
    seen = own_store.revision()
    test = open_as("rapat", "dpmd")
    test.button(key="yes-start-R1").click().run()
    item = meeting("R1")
    assert (item.status, item.tanggal, item.revisi_data) == ("berlangsung", today(), seen) and item.mulai
    assert "Rapat berlangsung" in html(test) and "yes-end-R1" in keys(test)


def test_two_meetings_are_not_on_at_once(own_store, open_as):
    plan(own_store, "R1", judul="Yang <b>pertama", status="berlangsung", mulai="2026-01-01T00:00:00.000+00:00")
    plan(own_store, "R2")
    test = open_as("rapat", "dpmd")
    assert "yes-start-R2" not in keys(test) and "Yang &lt;b&gt;pertama” masih berlangsung" in html(test)


def test_a_meeting_that_somebody_else_has_begun_is_not_begun_again(own_store, open_as):
    plan(own_store, "R1")
    test = open_as("rapat", "dpmd")
    own_store.save("admin", [Change("rapat", "R1", {"judul": "Lain"}, meeting("R1").revisi)], "")
    test.button(key="yes-start-R1").click().run()
    assert "sudah diubah orang lain" in test.warning[0].value and meeting("R1").status == "rencana"


def test_who_takes_part_is_kept_one_a_line_and_each_once(own_store, open_as):
    plan(own_store, "R1", status="berlangsung", peserta="Camat <Gambut>")
    test = open_as("rapat", "dpmd")
    test.button(key="all-R1").click().run()
    box = field(test, "Peserta, satu orang atau kantor per baris", "text_area")
    box.set_value(box.value + "\n\n  Camat   <Gambut>\nKepala desa").run()
    test.button(key="attendance-save-R1").click().run()
    lines = meeting("R1").peserta.split("\n")
    assert lines[0] == "Camat <Gambut>" and lines[-1] == "Kepala desa" and len(lines) == len(set(lines)) == 16
    assert not test.error and "Camat &lt;Gambut&gt; · " in html(test)


def test_the_meeting_at_hand_is_open_unless_the_address_asks_for_another(own_store, open_as):
    plan(own_store, "R1", 9)
    plan(own_store, "R2", 2)
    test = at(open_as("rapat", "dpmd"), "siap")
    assert test.selectbox(key="rapat").value == "R2" and test.query_params["rapat"] in ("R2", ["R2"])
    test.selectbox(key="rapat").set_value("R1").run()
    assert "Rapat R1 · " in html(test) and test.query_params["rapat"] in ("R1", ["R1"])
    own_store.save("dpmd", [Change("rapat", "R1", {"judul": "Judul baru"}, meeting("R1").revisi)], "")
    test.run()
    assert test.selectbox(key="rapat").value == "R1" and "Judul baru · " in html(test)
    at(test, "ringkasan")
    assert "rapat" not in test.query_params and "bagian" not in test.query_params


def test_what_is_ready_is_counted_and_the_meeting_opens_with_what_waits(own_store, open_as):
    plan(own_store, "R1")
    test = at(open_as("rapat", "dpmd"), "siap")
    body = html(test)
    assert 'data-wanted="10"' in body and "Bekal dari rapat sebelumnya <b>1</b>" in body
    assert "Pertemuan khusus dengan ketiga KPP" in body and "Belum ada program resmi yang berubah" in body
    assert f"/perubahan?dari={FIRST}" in [link.proto.url for link in test.get("link_button")]
    test.button(key="open-agenda").click().run()
    assert test.button_group(key="bagian").value == "agenda" and not test.exception


def test_an_agenda_is_changed_in_a_draft_and_given_up(own_store, open_as):
    plan(own_store, "R1")
    test = at(open_as("rapat", "dpmd"), "agenda")
    first = test.radio(key="agenda_frame").options[0]
    assert "Belum pernah disimpan" in html(test) and "agenda-discard" not in keys(test)
    test.button(key="frame-down").click().run()
    assert test.radio(key="agenda_frame").options[1] == first.replace("1", "2", 1)
    assert "Ada perubahan yang belum disimpan" in html(test)
    test.button(key="agenda-discard").click().run()
    assert test.radio(key="agenda_frame").options[0] == first and own_store.rows("bingkai_rapat") == []
    test.button(key="agenda-save").click().run()
    assert len(own_store.rows("bingkai_rapat")) == len(test.radio(key="agenda_frame").options)
    assert "Tersimpan" in html(test)


def test_a_text_frame_without_words_is_refused_and_nothing_typed_is_lost(own_store, open_as):
    plan(own_store, "R1")
    test = at(open_as("rapat", "dpmd"), "agenda")
    test.button(key="frame-text").click().run()
    field(test, "Judul", nth=1).set_value("Tata *tertib*").run()
    test.button(key="agenda-save").click().run()
    assert "masih kosong" in test.error[0].value and own_store.rows("bingkai_rapat") == []
    assert field(test, "Judul", nth=1).value == "Tata *tertib*"
    assert "Tata \\*tertib\\*" in test.radio(key="agenda_frame").options[1]
    test.button(key="frame-delete").click().run()
    assert not any("Tata" in label for label in test.radio(key="agenda_frame").options)


def test_the_presentation_may_take_over_what_the_map_showed_last(own_store, open_as):
    plan(own_store, "R1")
    test = open_as("rapat", "dpmd")
    test.session_state["filter_query"] = [("kawasan", "KPP-BJR")]
    at(test, "agenda")
    choice = next(item for item in test.selectbox if item.label == "Isi presentasi")
    choice.set_value("kawasan=KPP-BJR").run()
    assert not any("Agropolitan" in label for label in test.radio(key="agenda_frame").options)
    test.button(key="agenda-save").click().run()
    assert meeting("R1").saringan == "kawasan=KPP-BJR" and not test.exception


def test_another_meeting_has_a_draft_of_its_own(own_store, open_as):
    plan(own_store, "R1")
    plan(own_store, "R2", 4)
    test = at(open_as("rapat", "dpmd"), "agenda")
    field(test, "Catatan pembicara, hanya pada meja kendali", "text_area").set_value("Belum disimpan").run()
    test.selectbox(key="rapat").set_value("R2").run()
    assert "agenda-discard" not in keys(test)
    test.selectbox(key="rapat").set_value("R1").run()
    assert field(test, "Catatan pembicara, hanya pada meja kendali", "text_area").value == "Belum disimpan"
    assert "agenda-discard" in keys(test) and own_store.rows("bingkai_rapat") == []
