"""Entry under AppTest: rules on the screen, what each role sees, drafts, conflict, typed text as text."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.test_main import html, page
from tkpkp_geo import workspace
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake import rows
from tkpkp_geo.pages.entry import bulk, form_state
from tkpkp_geo.pages.shared import account
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change

PEOPLE = {
    "dispar": Account("dispar", "Kontak Dispar", Role.OPD, "DISPAR"),
    "dpmd": Account("dpmd", "Staf DPMD", Role.DPMD),
    "kepala": Account("kepala", "Kepala Dinas", Role.PIMPINAN),
}


@pytest.fixture
def store(monkeypatch, data_copy) -> Store:
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    found = workspace.store()
    for akun in PEOPLE.values():
        found.accounts.install(akun)
    return found


@pytest.fixture
def sit(monkeypatch, store) -> Iterator[Callable[..., AppTest]]:
    def open_(nama: str, address: str = "data", **query: str) -> AppTest:
        monkeypatch.setattr(account, "current", lambda: PEOPLE[nama])
        test = page(address)
        for key, value in query.items():
            test.query_params[key] = value
        return test.run()

    yield open_


def row(store: Store, kode: str) -> dict:
    return next(dict(item) for item in store.content().tables["intervensi"] if item["id"] == kode)


def words(test: AppTest) -> str:
    notices = [item.value for kind in ("error", "warning", "info", "success") for item in test.get(kind)]
    return " ".join([html(test), *notices])


def fill(test: AppTest, **values: str) -> AppTest:
    for kolom, value in values.items():
        key = form_state.widget_key(kolom)
        found = [item for kind in (test.text_input, test.text_area, test.selectbox) for item in kind if item.key == key]
        found[0].set_value(value).run()
    return test


def test_an_opd_lists_its_own_programs_and_dpmd_all(sit, store):
    everything = store.content().tables["intervensi"]
    own = [item for item in everything if item["kode_opd"] == "DISPAR" and item["status"] != "batal"]
    assert len(table_rows(sit("dispar"))) == len(own)
    assert len(table_rows(sit("dpmd"))) == len([item for item in everything if item["status"] != "batal"])


def table_rows(test: AppTest) -> list[str]:
    test.button_group(key="mode-data").set_value("Ubah dalam tabel").run()
    return list(test.session_state["bulk"].seen)


def test_a_leader_is_told_that_the_page_is_not_for_them(sit):
    for address in ("data", "lembar"):
        test = sit("kepala", address)
        assert "bukan untuk peran" in words(test) and not test.button


def test_an_opd_does_not_open_the_program_of_another(sit):
    test = sit("dispar", program="UJI-002")
    assert "hanya diubah oleh OPD itu atau DPMD" in words(test) and not test.text_input


def test_an_unknown_program_is_said_to_be_unknown(sit):
    assert "tidak ada" in words(sit("dispar", program="XXX-1"))


def test_a_new_program_is_saved_with_an_id_of_opd_and_year_that_never_comes_twice(sit, store):
    for number in (1, 2):
        test = fill(sit("dispar", program=f"baru-{number}"), program="Dermaga", tahun="2028", status="rencana")
        test.button(key="save").click().run()
        saved = row(store, f"DISPAR-2028-{number:04d}")
        assert (saved["verifikasi"], saved["jenis_data"], saved["diubah_oleh"]) == ("draf", "resmi", "dispar")
        assert store.drafts("dispar") == {} and "disimpan" in words(test)


def test_two_people_who_take_the_same_number_both_get_their_program(sit, store, monkeypatch):
    test = fill(sit("dispar", program="baru-1"), program="Dermaga", tahun="2028", status="rencana")
    first = {"kode_opd": "DISPAR", "program": "Lebih dahulu", "tahun": "2028", "status": "rencana"}
    free = rows.next_id
    numbers = iter(["DISPAR-2028-0001"])
    monkeypatch.setattr(rows, "next_id", lambda *asked: next(numbers, None) or free(*asked))
    store.save("dpmd", [Change("intervensi", "DISPAR-2028-0001", first)])
    test.button(key="save").click().run()
    assert row(store, "DISPAR-2028-0001")["program"] == "Lebih dahulu"
    assert row(store, "DISPAR-2028-0002")["program"] == "Dermaga"


def test_saving_with_problems_writes_nothing_and_keeps_what_was_typed(sit, store):
    revisi = store.revision()
    test = fill(sit("dispar", program="UJI-005"), program="", pagu="banyak")
    test.button(key="save").click().run()
    body = html(test)
    assert "data-error='program'" in body and "data-error='pagu'" in body and store.revision() == revisi
    assert test.text_input(key=form_state.widget_key("pagu")).value == "banyak"
    assert store.draft("dispar", "program:UJI-005")["isi"]["pagu"] == "banyak"


def test_every_committed_field_is_in_the_draft_and_undoing_it_drops_the_draft(sit, store):
    test = fill(sit("dispar", program="UJI-005"), pagu="1.250.000")
    assert store.draft("dispar", "program:UJI-005")["isi"]["pagu"] == "1.250.000"
    assert "Rp1,25 juta" in html(test)
    fill(test, pagu="")
    assert store.drafts("dispar") == {}


def test_a_draft_is_offered_and_may_be_thrown_away(sit, store):
    fill(sit("dispar", program="UJI-005"), pagu="1.250.000")
    test = sit("dispar", program="UJI-005")
    assert "Ada isian yang belum disimpan" in html(test)
    test.button(key="draft-discard").click().run()
    assert store.drafts("dispar") == {} and test.text_input(key=form_state.widget_key("pagu")).value == ""


def test_a_draft_that_is_older_than_the_row_still_leads_to_the_comparison(sit, store):
    fill(sit("dispar", program="UJI-005"), pagu="1.250.000")
    store.save("dpmd", [Change("intervensi", "UJI-005", {"pagu": 900}, 1)])
    test = sit("dispar", program="UJI-005")
    test.button(key="draft-resume").click().run()
    test.button(key="save").click().run()
    assert "diubah keduanya" in html(test) and row(store, "UJI-005")["pagu"] == 900
    test.button(key="all-saved").click().run()
    test.button(key="save-merged").click().run()
    assert row(store, "UJI-005")["pagu"] == 900 and store.drafts("dispar") == {}


def test_an_edit_of_a_verified_program_by_its_opd_falls_back_to_handed_in(sit, store):
    test = fill(sit("dispar", program="UJI-005"), sasaran="Pokdarwis")
    assert "sudah terverifikasi" in words(test)
    test.button(key="save").click().run()
    assert row(store, "UJI-005")["verifikasi"] == "diajukan"


def test_an_edit_by_dpmd_keeps_the_verification(sit, store):
    fill(sit("dpmd", program="UJI-005"), sasaran="Pokdarwis").button(key="save").click().run()
    saved = row(store, "UJI-005")
    assert (saved["sasaran"], saved["verifikasi"]) == ("Pokdarwis", "terverifikasi")


def test_the_reason_of_dpmd_stands_on_the_form(sit, store):
    sent_back = {"verifikasi": "draf", "catatan_verifikasi": "Lokus *belum* jelas"}
    store.save("dpmd", [Change("intervensi", "UJI-005", sent_back, 1)])
    test = sit("dispar", program="UJI-005")
    assert "Dikembalikan DPMD" in words(test) and "\\*belum\\*" in words(test)
    test.button(key="save-hand-in").click().run()
    assert row(store, "UJI-005")["verifikasi"] == "diajukan"


def test_withdrawing_needs_a_reason(sit, store):
    test = sit("dispar", program="UJI-005")
    test.button(key="withdraw-ask").click().run()
    test.button(key="withdraw-yes").click().run()
    assert "Tuliskan alasannya" in words(test) and row(store, "UJI-005")["status"] == "rencana"
    test.text_input(key="withdraw-reason").set_value("Tidak ada anggaran").run()
    test.button(key="withdraw-yes").click().run()
    assert row(store, "UJI-005")["status"] == "batal"
    assert store.history.rows(kunci="UJI-005")[0].kegiatan == "Program dibatalkan: Tidak ada anggaran"


def test_typed_text_is_shown_as_text(sit, store):
    bad = {"program": "<img src=x onerror=alert(1)>", "uraian": "<b>tebal</b>"}
    store.save("dpmd", [Change("intervensi", "UJI-005", bad, 1)])
    test = sit("dispar", program="UJI-005")
    assert "<img" not in html(test) and "&lt;img" in html(test)


def test_the_table_edits_several_rows_in_one_revision(sit, store, monkeypatch):
    test = sit("dispar")
    table_rows(test)
    take_edits = bulk.take_edits

    def edited(akun, edit, frame):
        frame.loc["UJI-005", "pagu"], frame.loc["UJI-004", "status"] = "5 juta", "komitmen"
        take_edits(akun, edit, frame)

    monkeypatch.setattr(bulk, "take_edits", edited)
    test.run()
    assert set(store.draft("dispar", "tabel")["ubah"]) == {"UJI-004", "UJI-005"} and "5.000.000" in html(test)
    monkeypatch.setattr(bulk, "take_edits", lambda *asked: None)
    revisi = store.revision()
    test.button(key="bulk-save").click().run()
    assert store.revision() == revisi + 1 and store.drafts("dispar") == {}
    assert row(store, "UJI-005")["pagu"] == 5_000_000 and row(store, "UJI-004")["status"] == "komitmen"
