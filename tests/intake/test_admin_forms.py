"""What an admin types: the rules of the tables, the changes that come of it, and every problem named."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.records import Account, LayerKind, MapLayer, Role
from tkpkp_geo.domain.synergy_records import ThresholdSetting
from tkpkp_geo.domain.thresholds import THRESHOLDS
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.intake.layer.read import LayerFound
from tkpkp_geo.store.records import Change

KPP4 = {
    "kode_kawasan": "KPP-HSU",
    "nama": "Kerbau Rawa",
    "kode_kab": "63.08",
    "kecamatan": "63.08.01;63.08.02",
    "periode": "RPJMN 2025-2029",
    "sumber": "SK uji",
    "catatan": "",
}
OPD = {
    "kode_opd": "DISPORA",
    "nama": "Dinas Pemuda dan Olahraga",
    "singkatan": "Dispora",
    "urusan": "2.19",
    "keanggotaan": "sk",
    "warna": "marun",
    "simbol": "persegi",
    "monogram": "ORA",
    "sumber": "",
}


@pytest.fixture(scope="module")
def space():
    return workspace.current()


def words(problems) -> list[tuple[str, str]]:
    return [(item.kolom, item.nilai) for item in problems]


def test_a_new_kawasan_is_one_change(space):
    wanted, problems = admin_forms.parse_kawasan(space.dataset, space.boundaries, KPP4, None)
    assert problems == []
    isi = {name: value for name, value in KPP4.items() if name != "kode_kawasan"}
    assert wanted == [Change("kawasan", "KPP-HSU", isi, None)]


@pytest.mark.parametrize(
    ("column", "value", "told"),
    [
        ("kode_kawasan", "kpp hsu", [("kode_kawasan", "kpp hsu")]),
        ("kode_kawasan", "", [("kode_kawasan", "")]),
        ("kode_kawasan", "KPP-BJR", [("kode_kawasan", "KPP-BJR")]),
        ("nama", " ", [("nama", "")]),
        ("kode_kab", "63.99", [("kode_kab", "63.99"), ("kecamatan", "63.08.01"), ("kecamatan", "63.08.02")]),
        ("kecamatan", "", [("kecamatan", "")]),
        ("kecamatan", "63.08.99", [("kecamatan", "63.08.99")]),
        ("kecamatan", "63.03.01", [("kecamatan", "63.03.01")]),
    ],
)
def test_a_kawasan_that_breaks_a_rule_is_refused_with_the_column(space, column, value, told):
    wanted, problems = admin_forms.parse_kawasan(space.dataset, space.boundaries, KPP4 | {column: value}, None)
    assert wanted == [] and words(problems) == told


def test_a_kecamatan_lies_in_one_kawasan_only(space):
    typed = KPP4 | {"kode_kab": "63.03", "kecamatan": "63.03.05"}
    wanted, problems = admin_forms.parse_kawasan(space.dataset, space.boundaries, typed, None)
    assert wanted == [] and "Agrominapolitan" in problems[0].masalah


def test_desa_of_a_kecamatan_that_leaves_are_members_no_longer(space):
    seen = space.dataset.kawasan_by_kode["KPP-BJR"]
    typed = {"kode_kawasan": "KPP-BJR", "nama": seen.nama, "kode_kab": "63.03", "kecamatan": "63.03.05"}
    wanted, _ = admin_forms.parse_kawasan(space.dataset, space.boundaries, typed, seen)
    gone = {d.kode_desa for d in space.dataset.kawasan_desa if d.is_member and d.kode_desa.startswith("63.03.14")}
    assert gone and {change.kunci for change in wanted[1:]} == {f"KPP-BJR|{kode}" for kode in gone}
    assert {change.isi["keanggotaan"] for change in wanted[1:]} == {"bukan anggota"}
    assert wanted[0].revisi == seen.revisi


def test_membership_needs_a_desa_a_ground_and_a_source(space):
    dataset = space.dataset
    desa = next(d for d in dataset.kawasan_desa if d.kode_kawasan == "KPP-TBL")
    wanted, problems = admin_forms.parse_members(dataset, "KPP-TBL", [desa.kode_desa], "sk", "SK Gubernur 1/2026")
    row = {"keanggotaan": "sk", "sumber": "SK Gubernur 1/2026"}
    assert wanted == [Change("kawasan_desa", f"KPP-TBL|{desa.kode_desa}", row, desa.revisi)] and problems == []
    assert words(admin_forms.parse_members(dataset, "KPP-TBL", [], "", "")[1]) == [
        ("kode_desa", ""),
        ("keanggotaan", ""),
    ]
    assert words(admin_forms.parse_members(dataset, "KPP-TBL", [desa.kode_desa], "sk", " ")[1]) == [("sumber", "")]
    assert admin_forms.parse_members(dataset, "KPP-TBL", [desa.kode_desa], "bukan anggota", "")[1] == []


def test_a_new_opd_keeps_to_the_palette_and_its_drawing_is_its_own(space):
    wanted, problems = admin_forms.parse_opd(space.dataset, OPD, None)
    assert problems == [] and wanted[0].kunci == "DISPORA" and wanted[0].isi["urusan"] == "2.19"
    assert words(admin_forms.parse_opd(space.dataset, OPD | {"warna": "ungu"}, None)[1]) == [("warna", "ungu")]
    twin = OPD | {"warna": "merah", "simbol": "persegi", "monogram": "par"}
    assert "Pariwisata" in admin_forms.parse_opd(space.dataset, twin, None)[1][0].masalah
    seen = space.dataset.opd_by_kode["DISPAR"]
    same = twin | {"kode_opd": "DISPAR", "monogram": "PAR"}
    assert admin_forms.parse_opd(space.dataset, same, seen)[1] == []


def test_a_value_of_a_list_keeps_its_code(space):
    seen = next(item for item in space.dataset.referensi["dana"] if item.kode == "DAK")
    wanted, _ = admin_forms.parse_choice(space.dataset, "dana", {"kode": "DAK", "nama": "DAK Fisik"}, seen)
    assert wanted == [Change("referensi", "dana|DAK", {"nama": "DAK Fisik"}, seen.revisi)]
    assert words(admin_forms.parse_choice(space.dataset, "dana", {"kode": "DAK"}, None)[1]) == [("kode", "DAK")]
    assert words(admin_forms.parse_choice(space.dataset, "tahun", {"kode": "30"}, None)[1]) == [("kode", "30")]
    assert words(admin_forms.parse_choice(space.dataset, "dana", {"kode": "a|b"}, None)[1]) == [("kode", "a|b")]


def test_a_spelling_means_one_desa(space):
    typed = {"alias": "Wirang Lama", "kode": "63.09.05.2002", "sumber": ""}
    wanted, _ = admin_forms.parse_alias(space.dataset, space.boundaries, typed)
    assert wanted == [Change("alias_wilayah", "Wirang Lama", {"kode": "63.09.05.2002", "sumber": ""}, None)]
    bad = typed | {"alias": "Panggalaman", "kode": "63.09"}
    assert words(admin_forms.parse_alias(space.dataset, space.boundaries, bad)[1]) == [
        ("alias", "Panggalaman"),
        ("kode", "63.09"),
    ]


SRI = {"nama": "sri", "nama_lengkap": "Sri", "peran": "opd", "kode_opd": "DISPAR", "surel": "Sri@Contoh.go.id"}


def test_an_account_of_an_opd_names_its_opd_and_any_other_drops_it(space):
    wanted, _ = admin_forms.parse_account(space.dataset, [], SRI, True, None)
    assert wanted[0].isi == {
        "nama_lengkap": "Sri",
        "peran": "opd",
        "kode_opd": "DISPAR",
        "surel": "sri@contoh.go.id",
        "aktif": True,
    }
    wanted, _ = admin_forms.parse_account(space.dataset, [], SRI | {"peran": "dpmd", "surel": ""}, True, None)
    assert wanted[0].isi["kode_opd"] == "" and wanted[0].isi["surel"] is None


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("nama", "Sri W"),
        ("nama", "ada"),
        ("nama_lengkap", ""),
        ("peran", "raja"),
        ("peran", ""),
        ("kode_opd", "XX"),
        ("kode_opd", ""),
        ("surel", "bukan"),
        ("surel", "ada@contoh.go.id"),
    ],
)
def test_an_account_that_breaks_a_rule_is_refused(space, column, value):
    others = [Account("ada", "Ada", Role.DPMD, surel="ada@contoh.go.id")]
    wanted, problems = admin_forms.parse_account(space.dataset, others, SRI | {column: value}, True, None)
    assert wanted == [] and words(problems) == [(column, value)]


FOUND = LayerFound("jalan", LayerKind.GARIS, 3, "EPSG:4326", "nama", "abcdef0123456789", (), b"isi")


def layers() -> tuple[MapLayer, ...]:
    return tuple(
        MapLayer(kode, kode, "biru", 1.5, True, urut, LayerKind.GARIS, "", "", kode, 5)
        for urut, kode in ((1, "a"), (2, "b"), (4, "c"))
    )


def test_a_layer_found_in_a_file_is_kept_once(space):
    wanted, _ = admin_forms.parse_new_layer(space.dataset, FOUND, {"nama": "Jalan Provinsi", "sumber": "PUPR 2025"})
    assert wanted[0].kunci == "jalanprovinsi-abcdef01" and wanted[0].isi["isi"] == b"isi" and wanted[0].isi["tampil"]
    known = replace(layers()[0], sidik=FOUND.fingerprint)
    again = admin_forms.parse_new_layer(replace(space.dataset, lapisan=(known,)), FOUND, {"nama": "Lagi", "sumber": ""})
    assert again[0] == [] and "sama dengan lapisan a" in again[1][0].masalah


def test_a_layer_moves_past_its_neighbour_and_not_off_the_pile(space):
    dataset = replace(space.dataset, lapisan=layers())
    assert admin_forms.move_layer(dataset, "a", 1) == [
        Change("lapisan", "b", {"urut": 1}, 5),
        Change("lapisan", "a", {"urut": 2}, 5),
        Change("lapisan", "c", {"urut": 3}, 5),
    ]
    assert admin_forms.move_layer(dataset, "c", 1) == [] and admin_forms.move_layer(dataset, "a", -1) == []


DAYS = THRESHOLDS["laporan_hari"]


def test_a_threshold_is_set_within_its_bounds(space):
    wanted, problems = admin_forms.parse_threshold(DAYS, {"nilai": " 120 "}, None)
    assert wanted == [Change("ambang", "laporan_hari", {"nilai": 120}, None)] and problems == []
    seen = ThresholdSetting("laporan_hari", 120, 8)
    wanted, _ = admin_forms.parse_threshold(DAYS, {"nilai": "90"}, seen)
    assert wanted == [Change("ambang", "laporan_hari", {"nilai": 90}, 8)]
    assert admin_forms.parse_threshold(DAYS, {"nilai": "90"}, None) == ([], [])


@pytest.mark.parametrize("nilai", ["", "6", "731", "sembilan puluh", "30,5", "-90"])
def test_a_threshold_out_of_bounds_is_refused_with_the_bounds(nilai):
    wanted, problems = admin_forms.parse_threshold(DAYS, {"nilai": nilai}, None)
    assert wanted == [] and words(problems) == [("nilai", nilai)]
    assert not nilai or "7 sampai 730" in problems[0].masalah


def test_a_word_of_a_chain_is_kept_once_in_small_letters(space):
    wanted, _ = admin_forms.parse_chain_word(space.dataset, {"kata": " Rumah   Kemasan ", "mata": "sarana"})
    assert wanted == [Change("kata_rantai", "rumah kemasan", {"mata": "sarana"}, None)]
    again = admin_forms.parse_chain_word(space.dataset, {"kata": "PASAR", "mata": "sarana"})
    assert again[0] == [] and "sudah ada" in again[1][0].masalah


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"kata": "", "mata": "pasar"}, [("kata", "")]),
        ({"kata": "a|b", "mata": "pasar"}, [("kata", "a|b")]),
        ({"kata": "kios;gerai", "mata": "pasar"}, [("kata", "kios;gerai")]),
        ({"kata": "toko", "mata": ""}, [("mata", "")]),
        ({"kata": "toko", "mata": "modal"}, [("mata", "modal")]),
    ],
)
def test_a_word_that_cannot_be_recognised_is_refused(space, typed, told):
    wanted, problems = admin_forms.parse_chain_word(space.dataset, typed)
    assert wanted == [] and words(problems) == told


def test_an_opd_serves_functions_of_the_list_only(space):
    wanted, _ = admin_forms.parse_opd(space.dataset, OPD | {"fungsi": "ekonomi;layanan sosial"}, None)
    assert wanted[0].isi["fungsi"] == "ekonomi;layanan sosial"
    assert admin_forms.parse_opd(space.dataset, OPD, None)[0][0].isi["fungsi"] == ""
    refused = admin_forms.parse_opd(space.dataset, OPD | {"fungsi": "ekonomi;wisata"}, None)
    assert refused[0] == [] and words(refused[1]) == [("fungsi", "wisata")]
