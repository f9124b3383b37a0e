"""The control desk under AppTest: what it tells the browser, what it records, what it takes back."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import html, refused
from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.meeting import desk_actions, undo
from tkpkp_geo.pages.meeting import desk, desk_programs
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

KODE = "RPT-UJI"
DESA, OTHER = "63.03.05.2034", "63.03.05.2009"


@pytest.fixture
def store(own_store) -> Store:
    """Give a store with a meeting that is on and has notes for its frames."""
    row = {"tanggal": today(), "judul": "Rapat <uji>", "status": "berlangsung", "revisi_data": 1, "mulai": now()}
    agenda = {
        "provinsi": (1, True, "Sapa *dahulu* <b>", 5),
        "pembuka": (2, True, "", None),
        "belum-berlokus": (3, False, "", None),
    }
    frames = [
        Change(
            "bingkai_rapat",
            f"{KODE}|{kode}",
            {"jenis": "data", "nomor": nomor, "tampil": shown, "catatan": notes, "menit": minutes},
        )
        for kode, (nomor, shown, notes, minutes) in agenda.items()
    ]
    own_store.save("dpmd", [Change("rapat", KODE, row), *frames], "Rapat dimulai")
    return own_store


@pytest.fixture
def sit(store, monkeypatch):
    """Sit down at the desk; something may be done first, as its callbacks do it."""

    def sit_(nama: str = "dpmd", deed=None) -> AppTest:
        def script(deed) -> None:
            import streamlit as st

            from tkpkp_geo import workspace
            from tkpkp_geo.pages.meeting import desk

            if deed and not st.session_state.get("sudah"):
                st.session_state.sudah = True
                deed(next(item for item in workspace.current().dataset.rapat if item.kode == "RPT-UJI"))
            dataset = workspace.current().dataset
            desk.draw_desk("rapat", dataset, next(item for item in dataset.rapat if item.kode == "RPT-UJI"))

        monkeypatch.setattr(
            "tkpkp_geo.pages.shared.account.current", lambda: store.accounts.by_name(nama) if nama else None
        )
        return AppTest.from_function(script, args=(deed,), default_timeout=30).run()

    return sit_


def told(test: AppTest, name: str = "tkpkp_desk", nth: int = -1) -> dict:
    """Give what the desk sends to one of its parts in the browser."""
    assert not test.exception
    found = [item.proto.json for item in test.get("bidi_component") if item.proto.component_name == name]
    return json.loads(found[nth])


def program(kode: str):
    dataset = workspace.current().dataset
    return dataset.intervensi[dataset.position[kode]]


def decisions() -> list:
    return [item for item in workspace.current().dataset.keputusan if item.kode_rapat == KODE]


def did(store: Store) -> tuple[undo.Act, ...]:
    return undo.find_acts(store.history.rows(rapat=KODE, limit=None))


def write(test: AppTest, words: str) -> AppTest:
    test.text_area[0].set_value(words).run()
    return test.button(key="desk-decision-save").click().run()


def choose(kode: str):
    def deed(rapat) -> None:
        import streamlit as st

        st.session_state[desk_programs.CHOSEN] = kode

    return deed


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_the_desk_is_for_those_who_may_write_meetings(sit, nama):
    test = sit(nama)
    assert refused(test) and test.get("bidi_component") == []


def test_the_browser_gets_the_frames_in_the_order_of_the_agenda_with_notes_and_minutes(sit):
    data = told(sit())
    ids = [item["id"] for item in data["frames"]]
    assert ids[0] == "provinsi" and "belum-berlokus" not in ids and ids[-1] == "terima-kasih"
    assert data["frames"][0]["notes"] == "Sapa *dahulu* <b>" and data["frames"][0]["minutes"] == 5
    opening = next(item for item in data["frames"] if item["id"] == "pembuka")
    assert (opening["title"], opening["notes"], opening["minutes"]) == ("Rapat <uji>", "", None) and data["started"]
    assert data["screen"] == f"presentasi?rapat={KODE}&mode=layar"


def test_a_decision_is_bound_to_the_frame_on_screen_and_to_the_meeting(store, sit):
    test = sit()
    store.show_frame("dpmd", KODE, "kpp-tbl")
    write(test, "Menetapkan *lokasi* kebun")
    (item,) = decisions()
    assert not test.error and "kebun" in test.success[0].value and test.text_area[0].value == ""
    assert (item.isi, item.kawasan, item.saringan) == ("Menetapkan *lokasi* kebun", ("KPP-TBL",), "kawasan=KPP-TBL")
    assert [act.kegiatan for act in did(store)] == ["Keputusan dicatat"]


def test_a_decision_may_be_about_other_areas_and_bound_to_another_frame_or_to_none(store, sit):
    store.show_frame("dpmd", KODE, "kpp-tbl")
    test = sit()
    test.multiselect[0].set_value([DESA])
    test.selectbox[0].set_value("kpp-bjr").run()
    write(test, "Survei desa")
    assert (decisions()[0].lokus, decisions()[0].kawasan) == ((DESA,), ())
    assert decisions()[0].saringan == "kawasan=KPP-BJR"
    test.selectbox[0].set_value("tanpa").run()
    write(test, "Surat edaran")
    assert (decisions()[1].saringan, decisions()[1].kawasan) == ("", ())


def test_a_usual_deadline_is_one_press_and_a_typed_one_takes_its_place(sit):
    test = sit()
    pills = next(group for group in test.button_group if group.label == "Tenggat cepat")
    pills.set_value("2 minggu").run()
    wanted = desk_actions.build_deadlines(today())["2 minggu"]
    assert test.text_input[0].value == text.format_date(wanted)
    write(test, "Dengan tenggat")
    assert decisions()[0].tenggat == wanted
    test.text_input[0].set_value("besok").run()
    write(test, "Tenggat keliru")
    assert "besok" in test.error[0].value and test.text_area[0].value == "Tenggat keliru" and len(decisions()) == 1


def test_half_a_decision_outlives_a_look_at_another_part(sit):
    test = sit()
    test.text_area[0].set_value("Setengah ja").run()
    test.button_group(key="desk_part").set_value("usulan").run()
    assert len(test.text_area) == 0
    test.button_group(key="desk_part").set_value("putusan").run()
    assert test.text_area[0].value == "Setengah ja"


def test_a_program_gets_its_desa_at_once_and_may_get_another(store, sit):
    def deed(rapat) -> None:
        choose("UJI-002")(rapat)
        desk_programs.place_program("rapat", rapat, DESA)
        desk_programs.place_program("rapat", rapat, OTHER)

    test = sit("dpmd", deed)
    assert [place.kode for place in program("UJI-002").lokus] == [DESA, OTHER]
    assert "berlokus di" in test.success[0].value and len(did(store)) == 2
    test.button_group(key="desk_part").set_value("lokus").run()
    listed = told(test, "tkpkp_desk_list", 0)
    assert listed["selected"] == "UJI-002" == listed["rows"][0]["id"], "it stays chosen for a second desa"


def test_a_click_that_gives_nothing_says_why(store, sit):
    test = sit("dpmd", lambda rapat: desk_programs.place_program("rapat", rapat, DESA))
    assert "Pilih dahulu programnya" in test.warning[0].value

    def twice(rapat) -> None:
        choose("UJI-002")(rapat)
        desk_programs.place_program("rapat", rapat, DESA)
        desk_programs.place_program("rapat", rapat, DESA)

    test = sit("dpmd", twice)
    assert "sudah berlokus di" in test.warning[0].value and len(did(store)) == 1


def test_samples_are_marked_wherever_the_desk_names_them(sit):
    test = sit("dpmd", lambda rapat: desk_programs.commit_proposal("rapat", rapat, "UJC-014"))
    assert program("UJC-014").status == "komitmen"
    done = told(test, "tkpkp_desk_list")
    assert done["rows"][0]["marks"] == ["contoh"] and "Usulan → Komitmen" in done["rows"][0]["note"]
    test.button_group(key="desk_part").set_value("usulan").run()
    offered = told(test, "tkpkp_desk_list", 0)["rows"]
    assert offered and all("contoh" in row["marks"] for row in offered)


def test_what_was_done_is_taken_back_and_stays_on_the_list_struck_through(store, sit):
    def deed(rapat) -> None:
        desk_programs.commit_proposal("rapat", rapat, "UJC-014")
        desk.undo_act("rapat", rapat, did(store)[0].revisi)

    test = sit("dpmd", deed)
    assert program("UJC-014").status == "usulan" and "diurungkan" in test.success[0].value
    (row,) = told(test, "tkpkp_desk_list")["rows"]
    assert row["struck"] is True and "Hasil rapat ini <b>0</b>" in html(test)
    test = sit("dpmd", lambda rapat: desk.undo_act("rapat", rapat, did(store)[0].revisi))
    assert "sudah diurungkan" in test.warning[0].value


def test_what_somebody_changed_since_is_not_taken_back_and_the_desk_says_by_whom(store, sit):
    def deed(rapat) -> None:
        desk_programs.commit_proposal("rapat", rapat, "UJC-014")
        store.save("admin", [Change("intervensi", "UJC-014", {"volume": 9.0}, program("UJC-014").revisi)], "Lain")
        desk.undo_act("rapat", rapat, did(store)[0].revisi)

    words = sit("dpmd", deed).warning[0].value
    assert "Tidak diurungkan" in words and "admin" in words and "Pasar Ikan" in words
    assert program("UJC-014").status == "komitmen"


@pytest.mark.parametrize(("status", "words"), [("rencana", "belum dimulai"), ("selesai", "sudah selesai")])
def test_before_and_after_the_meeting_nothing_is_recorded_or_taken_back(store, sit, status, words):
    meja_rapat = next(item for item in workspace.current().dataset.rapat if item.kode == KODE)
    store.save("dpmd", desk_actions.commit_program(program("UJC-014")), "Usulan menjadi komitmen", KODE)
    store.save("dpmd", [Change("rapat", KODE, {"status": status}, meja_rapat.revisi)])
    test = sit()
    assert words in html(test) and len(test.text_area) == len(test.button) == 0
    assert told(test, "tkpkp_desk_list")["rows"][0]["fixed"] is True and told(test)["frames"]


def test_a_decision_recorded_or_settled_on_the_overview_bears_the_meeting_that_is_on(store, open_as):
    test = open_as("rapat", "dpmd")
    next(item for item in test.text_area if item.label == "Isi keputusan").set_value("Dari ringkasan").run()
    test.button(key="decision-save").click().run()
    test.button(key="selesai-KPT-001").click().run()
    assert decisions()[0].isi == "Dari ringkasan"
    assert [act.kegiatan for act in did(store)] == ["Keputusan selesai", "Keputusan dicatat"]
