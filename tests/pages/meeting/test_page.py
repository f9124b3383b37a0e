"""Rapat under AppTest: open decisions, meetings, and who may write about them."""

from __future__ import annotations

import pytest

from tests.pages.conftest import html
from tkpkp_geo import workspace
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

FIRST = "RPT-2026-02-04"


def decide(store: Store, kode: str, **isi: object) -> None:
    store.save("dpmd", [Change("keputusan", kode, {"kode_rapat": FIRST, "isi": kode, "status": "terbuka"} | isi)], "")


def kept(kode: str):
    return next(item for item in workspace.current().dataset.keputusan if item.kode == kode)


def field(test, label: str, among: str = "text_input", nth: int = 0):
    return [item for item in getattr(test, among) if item.label == label][nth]


def corrected(test):
    """Give the text of the form that corrects a decision; the first one is of a new decision."""
    return field(test, "Isi keputusan", "text_area", 1)


def test_what_is_open_is_told_with_its_age_and_all_that_is_known(own_store, open_as):
    body = html(open_as("rapat", ""))
    assert "<b>1 keputusan terbuka</b>" in body and "Pertemuan khusus dengan ketiga KPP" in body
    assert "terbuka " in body and "Rapat 4 Februari 2026 (Pembentukan TKPKP tahun anggaran 2026)" in body
    assert "Penanggung jawab: Seluruh anggota TKPKP" in body and "Tenggat: belum diisi" in body
    assert "1 keputusan (1 terbuka)" in body and "Sebelum data dicatat di aplikasi ini" in body


def test_a_missed_deadline_is_said_in_words_and_typed_text_is_escaped(own_store, open_as):
    decide(own_store, "KPT-002", isi="Lokus <b>kolam", tenggat="2026-03-01", penanggung_jawab="<i>siapa")
    body = html(open_as("rapat", ""))
    assert "2 keputusan terbuka, 1 lewat tenggat" in body and "⚑ lewat tenggat" in body and "(1 Maret 2026)" in body
    assert "Lokus &lt;b&gt;kolam" in body and "<b>kolam" not in body and "<i>siapa" not in body
    assert body.index("Lokus &lt;b&gt;") < body.index("Pertemuan khusus"), "the one with a deadline is on top"


def test_a_decision_leads_to_its_map_as_far_as_the_data_know_it(own_store, open_as):
    decide(own_store, "KPT-002", saringan="kawasan=KPP-BJR&opd=LAMA&x=1")
    decide(own_store, "KPT-003", saringan="opd=LAMA")
    test = open_as("rapat", "")
    links = [link.proto.url for link in test.get("link_button")]
    assert links == ["/?kawasan=KPP-BJR", f"/perubahan?dari={FIRST}"]
    assert 'href="/?kawasan=KPP-BJR"' in html(test) and "Lihat di peta (Kawasan: Agrominapolitan)" in html(test)


def test_the_page_is_narrowed_to_a_kawasan(own_store, open_as):
    decide(own_store, "KPT-002", isi="Hanya Banjar", kawasan="KPP-BJR")
    test = open_as("rapat", "")
    test.button_group(key="kawasan_rapat").set_value("KPP-TBL").run()
    assert "Hanya Banjar" not in html(test) and "1 keputusan terbuka" in html(test)
    assert "tentang Agrowisata Hortikultura" in html(test)
    assert test.query_params["kawasan_rapat"] in ("KPP-TBL", ["KPP-TBL"])
    assert test.get("link_button")[0].proto.url == f"/perubahan?kawasan=KPP-TBL&dari={FIRST}"
    test.button_group(key="kawasan_rapat").set_value(None).run()
    assert "Hanya Banjar" in html(test) and "kawasan_rapat" not in test.query_params


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_only_dpmd_and_admins_are_offered_forms(own_store, open_as, nama):
    test = open_as("rapat", nama)
    assert not test.exception and len(test.button) == len(test.text_input) == len(test.text_area) == 0


def test_a_decision_is_recorded_for_the_newest_meeting(own_store, open_as):
    test = open_as("rapat", "dpmd")
    test.button(key="decision-save").click().run()
    assert "Isi: kolom wajib masih kosong" in test.error[0].value.replace("\\", "")
    field(test, "Isi keputusan", "text_area").set_value("Menetapkan *lokus*")
    field(test, "Penanggung jawab", "selectbox").set_value("DKP")
    field(test, "Tenggat").set_value("31/12/2026").run()
    test.button(key="decision-save").click().run()
    assert not test.error and "Menetapkan" in test.success[0].value
    item = kept("KPT-002")
    assert (item.kode_rapat, item.isi, item.tenggat) == (FIRST, "Menetapkan *lokus*", "2026-12-31")
    assert item.penanggung_jawab == "Dinas Kelautan dan Perikanan" and item.status == "terbuka"
    assert field(test, "Isi keputusan", "text_area").value == "" and "2 keputusan terbuka" in html(test)


def test_a_decision_can_be_tied_to_what_the_map_showed_last(own_store, open_as):
    test = open_as("rapat", "dpmd")
    assert len(field(test, "Tautan peta", "selectbox").options) == 1
    test.session_state["filter_query"] = [("kawasan", "KPP-BJR"), ("opd", "DKP")]
    test.run()
    choice = field(test, "Tautan peta", "selectbox")
    assert choice.options[1] == "Tampilan peta terakhir: OPD: Kelautan dan Perikanan · Kawasan: Agrominapolitan"
    choice.set_value("kawasan=KPP-BJR&opd=DKP")
    field(test, "Isi keputusan", "text_area").set_value("Terikat").run()
    test.button(key="decision-save").click().run()
    assert kept("KPT-002").saringan == "kawasan=KPP-BJR&opd=DKP" and not test.exception


def test_a_decision_is_done_cancelled_and_opened_again_and_the_history_keeps_it(own_store, open_as):
    test = open_as("rapat", "dpmd")
    test.button(key="selesai-KPT-001").click().run()
    assert kept("KPT-001").status == "selesai" and "0 keputusan terbuka" in html(test)
    assert "Tidak ada keputusan yang masih terbuka" in html(test) and "1 keputusan (1 selesai)" in html(test)
    test.button(key="terbuka-KPT-001").click().run()
    test.button(key="batal-KPT-001").click().run()
    assert kept("KPT-001").status == "batal" and not test.exception
    did = [item.kegiatan for item in own_store.history.rows(tabel="keputusan", kunci="KPT-001", limit=3)]
    assert did == ["Keputusan dibatalkan", "Keputusan dibuka kembali", "Keputusan selesai"]


def test_a_decision_is_corrected(own_store, open_as):
    test = open_as("rapat", "admin")
    test.button(key="edit-KPT-001").click().run()
    assert corrected(test).value.startswith("Pertemuan khusus")
    assert field(test, "Pihak lain", nth=1).value == "Seluruh anggota TKPKP"
    corrected(test).set_value("Bertemu di tiap kawasan").run()
    test.button(key="decision-edit").click().run()
    assert kept("KPT-001").isi == "Bertemu di tiap kawasan" and kept("KPT-001").kawasan[0] == "KPP-BJR"
    assert not any(button.key == "decision-edit" for button in test.button), "the form is closed"


def test_what_somebody_else_wrote_meanwhile_is_not_written_over(own_store, open_as):
    test = open_as("rapat", "dpmd")
    test.button(key="edit-KPT-001").click().run()
    corrected(test).set_value("Punya saya")
    own_store.save("admin", [Change("keputusan", "KPT-001", {"isi": "Punya lain"}, kept("KPT-001").revisi)], "")
    test.run()
    test.button(key="decision-edit").click().run()
    assert "sudah diubah orang lain" in test.warning[0].value and kept("KPT-001").isi == "Punya lain"
    test.button(key="decision-close").click().run()
    test.button(key="selesai-KPT-001").click().run()
    assert kept("KPT-001").status == "selesai"


def test_a_meeting_is_recorded_and_corrected_here_and_what_it_saw_stays(own_store, open_as):
    test = open_as("rapat", "dpmd")
    seen = own_store.revision()
    field(test, "Judul").set_value("Kedua").run()
    test.button(key="meeting-save").click().run()
    kode = f"RPT-{today()}"
    assert "tercatat pada revisi" in test.success[0].value and f"Melihat data revisi {seen}" in html(test)
    assert field(test, "Rapat", "selectbox").value == kode, "decisions are recorded for the newest one"
    test.button(key=f"edit-{kode}").click().run()
    field(test, "Judul", nth=1).set_value("Rapat *kedua*").run()
    test.button(key="meeting-edit").click().run()
    item = next(item for item in workspace.current().dataset.rapat if item.kode == kode)
    assert (item.judul, item.revisi_data, item.tanggal) == ("Rapat *kedua*", seen, today()) and not test.error
    assert "Belum ada keputusan" in html(test)


def test_long_lists_are_drawn_in_parts(own_store, open_as):
    rows = [
        Change("keputusan", f"KPT-{n:03d}", {"kode_rapat": FIRST, "isi": f"Isi {n}", "status": "terbuka"})
        for n in range(2, 31)
    ]
    own_store.save("dpmd", rows, "")
    test = open_as("rapat", "")
    assert html(test).count('class="decision"') == 20 and "30 keputusan terbuka" in html(test)
    test.button(key="more-terbuka").click().run()
    assert html(test).count('class="decision"') == 30
