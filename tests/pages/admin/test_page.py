"""The admin's page: each part keeps what it is for, refuses what breaks a rule, and is for admins alone."""

from __future__ import annotations

import pytest

from tests.pages.conftest import html, refused
from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.filter import Filter, filter_values
from tkpkp_geo.domain.thresholds import find_threshold
from tkpkp_geo.pages.admin.page import PARTS
from tkpkp_geo.store.records import Change
from tkpkp_geo.webmap import payload as webmap_payload
from tkpkp_geo.webmap import sketch


def part(test, name: str):
    return test.button_group(key="admin_part").set_value(name).run()


def field(test, label: str, kind: str = "text_input"):
    return next(item for item in getattr(test, kind) if item.label == label)


def pills(test, label: str):
    return next(item for item in test.button_group if item.label == label)


def save(test, key: str):
    return test.button(key=key).click().run()


@pytest.mark.parametrize("nama", ["", "dispar", "dpmd", "kepala"])
def test_it_is_for_admins_alone(open_as, nama):
    assert refused(open_as("kelola", nama))


@pytest.mark.parametrize("name", list(PARTS))
def test_every_part_draws(open_as, name):
    test = part(open_as("kelola", "admin"), name)
    assert not test.exception and not test.error


def test_a_fourth_kawasan_is_everywhere_at_once(own_store, open_as):
    peta = open_as("peta", "")
    assert "Kerbau Rawa" not in str(peta.session_state["kawasan"])
    test = part(open_as("kelola", "admin"), "kawasan")
    field(test, "Kode").set_value("KPP-HSU")
    field(test, "Nama").set_value("Kerbau Rawa")
    field(test, "Kabupaten", "selectbox").set_value("63.08").run()
    pills(test, "Kecamatan").set_value(["63.08.01", "63.08.02"]).run()
    save(test, "kawasan-save")
    assert not test.error and "Kerbau Rawa" in html(test)
    test = part(test, "desa")
    test.button_group(key="desa_kawasan").set_value("KPP-HSU").run()
    desa = next(d for d in workspace.current().dataset.kawasan_desa if d.kode_kawasan == "KPP-HSU")
    pills(test, f"Kecamatan {workspace.current().dataset.area_name(kecamatan_of(desa.kode_desa))}").set_value(
        [desa.kode_desa]
    ).run()
    pills(test, "Keanggotaan").set_value("sk").run()
    field(test, "Sumber").set_value("SK uji").run()
    save(test, "desa-save")
    assert test.success and not test.error

    space = workspace.current()
    payload = webmap_payload.rows_payload(space.dataset, space.boundaries)
    assert payload["kawasan"][3]["kode"] == "KPP-HSU" and len({item["strong"] for item in payload["kawasan"]}) == 4
    assert "63.08.01" in payload["kecamatan"] and desa.kode_desa in payload["desa"]
    assert {"KPP-HSU", "63.08.02"} <= {v for key in ("kawasan", "kecamatan") for v in filter_values(space.dataset)[key]}
    drawn = sketch.kawasan_sketches(space.dataset, space.boundaries)["KPP-HSU"]["desa"]
    assert [item["kode"] for item in drawn if item["member"]] == [desa.kode_desa]
    own_store.save(
        "dpmd",
        [
            Change(
                "intervensi",
                "BARU-1",
                {
                    "kode_opd": "DPMD",
                    "program": "Jalan",
                    "tahun": "2026",
                    "status": "rencana",
                    "verifikasi": "terverifikasi",
                    "lokus": f"desa:{desa.kode_desa}",
                },
            )
        ],
    )
    found = select.select_programs(workspace.current().dataset, Filter(kawasan=("KPP-HSU",)))
    assert [row.id for row in found] == ["BARU-1"]
    peta.run()
    assert "Kerbau Rawa" in peta.button_group(key="kawasan").options
    assert 'data-figure="Kawasan"><dt>Kawasan</dt><dd>4</dd>' in html(peta)


def test_what_breaks_a_rule_is_told_and_the_typed_stays(open_as):
    test = part(open_as("kelola", "admin"), "kawasan")
    field(test, "Kode").set_value("kpp")
    field(test, "Nama").set_value("Kerbau Rawa").run()
    save(test, "kawasan-save")
    assert "Kode" in test.error[0].value or "Kawasan" in test.error[0].value
    assert field(test, "Nama").value == "Kerbau Rawa" and len(workspace.current().dataset.kawasan) == 3


def test_a_form_filled_before_somebody_else_saved_does_not_overwrite_it(own_store, open_as):
    test = part(open_as("kelola", "admin"), "kawasan")
    test.selectbox(key="kawasan_choice").set_value("KPP-BJR").run()
    own_store.save("admin", [Change("kawasan", "KPP-BJR", {"catatan": "diubah orang lain"}, 1)])
    test.run()
    field(test, "Nama").set_value("Nama lain").run()
    save(test, "kawasan-save")
    assert "diubah orang lain" in test.warning[0].value
    assert workspace.current().dataset.kawasan_by_kode["KPP-BJR"].nama == "Agrominapolitan"
    assert field(test, "Catatan", "text_area").value == "diubah orang lain"


def test_a_new_opd_may_be_chosen_at_once(open_as):
    test = part(open_as("kelola", "admin"), "opd")
    field(test, "Kode").set_value("DISPORA")
    field(test, "Nama").set_value("Dinas Pemuda dan Olahraga")
    field(test, "Monogram").set_value("ORA").run()
    save(test, "opd-save")
    assert not test.error and "DISPORA" in workspace.current().dataset.opd_by_kode
    assert "DISPORA" in html(test)


def test_an_account_is_made_with_a_password_that_is_shown_once(own_store, open_as):
    test = part(open_as("kelola", "admin"), "akun")
    field(test, "Nama akun").set_value("sri.wahyuni")
    field(test, "Nama lengkap").set_value("Sri Wahyuni")
    pills(test, "Peran").set_value("dpmd").run()
    save(test, "account-save")
    assert own_store.accounts.by_name("sri.wahyuni").peran == "dpmd"
    test.selectbox(key="account_choice").set_value("sri.wahyuni").run()
    save(test, "account-password")
    words = test.success[0].value.replace("\\", "")
    sandi = words.split("sri.wahyuni: ")[1].split()[0]
    assert own_store.sessions.account(own_store.sessions.sign_in("sri.wahyuni", sandi, "")).nama == "sri.wahyuni"
    assert sandi not in str([item.sesudah for item in own_store.history.rows(tabel="akun")])
    part(test, "opd")
    assert sandi not in str([item.value for item in part(test, "akun").success])


def test_the_last_admin_stays(own_store, open_as):
    test = part(open_as("kelola", "admin"), "akun")
    test.selectbox(key="account_choice").set_value("admin").run()
    field(test, "Aktif", "toggle").set_value(False).run()
    save(test, "account-save")
    assert "admin" in test.error[0].value and own_store.accounts.by_name("admin").aktif


def test_a_value_of_a_list_is_renamed_and_added(open_as):
    test = part(open_as("kelola", "admin"), "pilihan")
    test.selectbox(key="choice_status").set_value("komitmen").run()
    field(test, "Nama pada layar").set_value("Komitmen tertulis").run()
    save(test, "choice-save")
    test.button_group(key="choice_list").set_value("tahun").run()
    field(test, "Kode").set_value("2030").run()
    save(test, "choice-save")
    dataset = workspace.current().dataset
    assert dataset.choice_name("status", "komitmen") == "Komitmen tertulis"
    assert "2030" in filter_values(dataset)["tahun"]


def test_a_spelling_is_added_and_removed(own_store, open_as):
    test = part(open_as("kelola", "admin"), "ejaan")
    field(test, "Ejaan").set_value("Wirang Lama")
    field(test, "Kabupaten", "selectbox").set_value("63.09").run()
    field(test, "Kecamatan", "selectbox").set_value("63.09.05").run()
    field(test, "Desa", "selectbox").set_value("63.09.05.2002").run()
    save(test, "spelling-save")
    assert workspace.current().dataset.alias["Wirang Lama"] == "63.09.05.2002"
    test.selectbox(key="spelling_delete").set_value("Wirang Lama").run()
    save(test, "spelling-delete")
    assert "Wirang Lama" not in workspace.current().dataset.alias and not test.exception


def test_a_problem_of_the_first_files_is_seen_to(data_copy, monkeypatch, request):
    path = data_copy / "intervensi_contoh.csv"
    path.write_text(path.read_text("utf-8").replace("desa:63.03.05.2034", "desa:63.03.05.9999", 1), "utf-8")
    open_as = request.getfixturevalue("open_as")
    test = part(open_as("kelola", "admin"), "masalah")
    assert "63.03.05.9999" in " ".join(item.value for item in test.markdown).replace("\\", "")
    next(item for item in test.button if item.label == "Sudah diperbaiki").click().run()
    assert workspace.store().rows("masalah") == [] and "Tidak ada masalah" in html(test)


def test_a_threshold_is_set_and_goes_back_to_what_was_proposed(open_as):
    test = part(open_as("kelola", "admin"), "ambang")
    test.selectbox(key="threshold_choice").set_value("laporan_hari").run()
    assert test.button(key="threshold-reset").disabled
    field(test, "Nilai (hari, 7–730)").set_value("5").run()
    save(test, "threshold-save")
    assert "7 sampai 730" in test.error[0].value and workspace.current().dataset.ambang == ()
    field(test, "Nilai (hari, 7–730)").set_value("120").run()
    save(test, "threshold-save")
    assert find_threshold(workspace.current().dataset, "laporan_hari") == 120 and "<b>120</b> hari" in html(test)
    save(test, "threshold-reset")
    assert find_threshold(workspace.current().dataset, "laporan_hari") == 90 and "<b>90</b> hari" in html(test)
    assert field(test, "Nilai (hari, 7–730)").value == "90"


def test_a_word_of_a_chain_is_added_and_removed(open_as):
    test = part(open_as("kelola", "admin"), "ambang")
    field(test, "Kata").set_value("Rumah Kemasan")
    pills(test, "Mata rantai").set_value("sarana").run()
    save(test, "word-save")
    assert not test.error and "rumah kemasan" in html(test) and field(test, "Kata").value == ""
    test.selectbox(key="word_delete").set_value("rumah kemasan").run()
    save(test, "word-delete")
    assert "rumah kemasan" not in [item.kata for item in workspace.current().dataset.kata_rantai]
    assert not test.exception and "rumah kemasan" not in html(test)


def test_the_fungsi_that_an_opd_serves_are_kept(open_as):
    test = part(open_as("kelola", "admin"), "opd")
    test.selectbox(key="opd_choice").set_value("DISPAR").run()
    pills(test, "Fungsi yang dilayani (kosong: belum ditentukan)").set_value(["ekonomi", "layanan sosial"]).run()
    save(test, "opd-save")
    assert not test.error
    assert set(workspace.current().dataset.opd_by_kode["DISPAR"].fungsi) == {"ekonomi", "layanan sosial"}
    assert "Ekonomi, Layanan sosial" in html(test)
