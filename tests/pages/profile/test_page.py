"""The profile page: which kawasan, whose filter, who keeps milestones and indices, and what is refused."""

from __future__ import annotations

import re

import pytest

from tests.pages.conftest import html
from tkpkp_geo import workspace
from tkpkp_geo.store.records import Change


def figure(test, name: str) -> str:
    return re.search(f'data-figure="{name}"><dt>{name}</dt><dd>(.*?)</dd>', html(test))[1]


def field(test, label: str, kind: str = "text_input"):
    return next(item for item in getattr(test, kind) if item.label == label)


def part(test, name: str):
    return test.button_group(key="profile_part").set_value(name).run()


def choose(test, kode: str):
    return test.button_group(key="kawasan_profil").set_value(kode).run()


def dataset():
    return workspace.current().dataset


@pytest.fixture
def with_index(own_store):
    own_store.save("dpmd", [Change("indeks", "IPKP", {"nama": "IPKP"})])
    own_store.save("dpmd", [Change("dimensi_indeks", "IPKP|eko", {"nama": "Ekonomi"})])
    return own_store


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_everybody_sees_a_profile_and_only_dpmd_keeps_it(open_as, nama):
    test = open_as("profil", nama)
    assert "Agrominapolitan" in html(test) and figure(test, "Desa anggota") == "8"
    assert "Pertemuan khusus dengan ketiga KPP" in html(test) and "<b>belum diketahui</b>" in html(test)
    assert len(test.expander) == 1 and not test.text_input and not test.exception  # the filter's alone


@pytest.mark.parametrize("nama", ["dpmd", "admin"])
def test_dpmd_and_admin_find_the_forms(open_as, nama):
    assert "Kelola tonggak dan indeks" in [item.label for item in open_as("profil", nama).expander]


def test_the_kawasan_is_the_one_chosen_here_or_the_filters(open_as):
    test = choose(open_as("profil", ""), "KPP-TNB")
    assert "Agropolitan" in html(test) and test.query_params["kawasan_profil"] == "KPP-TNB"
    test.button_group(key="kawasan").set_value(["KPP-TBL"]).run()
    assert "</small> Agrowisata Hortikultura</h1>" in html(test)
    choose(test, "KPP-BJR")
    assert "</small> Agrominapolitan</h1>" in html(test) and "saringan kawasan tidak berlaku di sini" in html(test)


def test_a_filter_of_two_kawasan_never_opens_the_third(open_as):
    test = open_as("profil", "")
    assert "</small> Agrominapolitan</h1>" in html(test)
    test.button_group(key="kawasan").set_value(["KPP-TBL", "KPP-TNB"]).run()
    assert "</small> Agrowisata Hortikultura</h1>" in html(test)
    test.button_group(key="kawasan").set_value(["KPP-TNB", "KPP-BJR"]).run()
    assert "</small> Agrominapolitan</h1>" in html(test)


def test_the_filter_holds_and_samples_are_said_to_be_samples(open_as):
    test = open_as("profil", "")
    assert figure(test, "Program") == "1" and "DATA CONTOH" not in html(test)
    assert "5 program belum berlokus tidak termasuk." in html(test)
    test.button(key="show-switch").click().run()
    assert int(figure(test, "Program")) > 10 and html(test).count("DATA CONTOH") >= 2
    test.button_group(key="tahun").set_value(["2029"]).run()
    assert figure(test, "Program") == "0" and "Belum ada program dalam saringan ini" in html(test)


def test_what_people_typed_stays_text(own_store, open_as):
    kawasan = dataset().kawasan_by_kode["KPP-BJR"]
    own_store.save("admin", [Change("kawasan", "KPP-BJR", {"nama": '<i>"Itik"</i>'}, kawasan.revisi)])
    body = html(open_as("profil", ""))
    assert "<i>" not in body.replace('<i aria-hidden="true">', "") and "&lt;i&gt;&#34;Itik&#34;&lt;/i&gt;" in body


def test_a_milestone_is_kept(open_as):
    test = open_as("profil", "dpmd")
    test.button_group(key="milestone_choice").set_value("bumdesma").run()
    next(item for item in test.button_group if item.label == "Keadaan").set_value("sudah ada").run()
    test.button(key="milestone-save").click().run()
    assert "Sumber: belum diisi" in test.error[0].value.replace("\\", "")
    field(test, "Tanggal").set_value("3 Juli 2025")
    field(test, "Dokumen").set_value("Akta 7").run()
    test.button(key="milestone-save").click().run()
    kept = next(item for item in dataset().tonggak if item.kode_kawasan == "KPP-BJR")
    assert (kept.kode, kept.keadaan, kept.tanggal, kept.dokumen) == ("bumdesma", "sudah ada", "2025-07-03", "Akta 7")
    assert "BUM Desa Bersama: <b>sudah ada</b><small>3 Juli 2025 · Akta 7</small>" in html(test)


def test_an_index_its_dimension_and_a_value_are_kept_corrected_and_removed(own_store, open_as):
    test = part(open_as("profil", "dpmd"), "Indeks")
    field(test, "Kode").set_value("IPKP")
    field(test, "Nama").set_value("Indeks Perkembangan").run()
    test.button(key="index-save").click().run()
    test.selectbox(key="index_choice").set_value("IPKP").run()
    field(test, "Kode").set_value("eko")
    [item for item in test.text_input if item.label == "Nama"][1].set_value("Ekonomi").run()
    test.button(key="dimension-save").click().run()
    part(test, "Nilai indeks")
    test.text_input(key="value_tahun").set_value("2023").run()
    field(test, "Nilai").set_value("0,655").run()
    test.button(key="value-save").click().run()
    assert not test.error and "<td>0,655</td>" in html(test)
    assert field(test, "Nilai").value == "0,655"
    field(test, "Nilai").set_value("0,7").run()
    test.button(key="value-save").click().run()
    assert [item.nilai for item in dataset().nilai_indeks] == [0.7]
    test.button(key="value-delete").click().run()
    assert dataset().nilai_indeks == () and "Belum ada nilai untuk kawasan ini." in html(test)
    assert [item.sesudah for item in own_store.history.rows(tabel="nilai_indeks")][0] is None


def test_a_value_that_somebody_else_changed_is_not_written_over(with_index, open_as):
    with_index.save("admin", [Change("nilai_indeks", "IPKP|KPP-BJR|2023|total", {"nilai": 1})])
    test = part(open_as("profil", "dpmd"), "Nilai indeks")
    test.text_input(key="value_tahun").set_value("2023").run()
    kept = dataset().nilai_indeks[0]
    with_index.save("admin", [Change("nilai_indeks", "IPKP|KPP-BJR|2023|total", {"nilai": 2}, kept.revisi)])
    field(test, "Nilai").set_value("3").run()
    test.button(key="value-save").click().run()
    assert "sudah diubah orang lain" in test.warning[0].value and dataset().nilai_indeks[0].nilai == 2


def test_a_bad_paste_writes_nothing_and_a_good_one_all(with_index, open_as):
    test = part(open_as("profil", "dpmd"), "Tempel tabel")
    field(test, "Sumber nilai").set_value("Laporan 2024").run()
    test.text_area[0].set_value("Wilayah\tTahun\tTotal\tEkonomi\nKPP-BJR\t2024\t0,6\tbaik\nWirang\t2024\t1\t2").run()
    assert "2 masalah perlu diperbaiki; belum ada yang disimpan." in test.error[0].value
    assert "<td>2</td><td>Ekonomi</td><td>baik</td>" in html(test) and "<td>Wirang</td>" in html(test)
    assert "paste-save" not in [item.key for item in test.button] and dataset().nilai_indeks == ()
    test.text_area[0].set_value("Wilayah\tTahun\tTotal\tEkonomi\nKPP-BJR\t2024\t0,6\t0,5\nTungkaran\t2024\t1\t").run()
    assert "Tabel dapat dibaca: 3 nilai baru." in html(test)
    test.button(key="paste-save").click().run()
    assert not test.error and len(dataset().nilai_indeks) == 3 and test.text_area[0].value == ""
    assert "<td>1</td><td>1</td><td>1</td><td>1</td>" in html(test)
