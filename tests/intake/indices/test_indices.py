"""What DPMD types or pastes about milestones and indices: taken whole, or every problem told."""

from __future__ import annotations

import pytest

from tests.support.two_kawasan import A1, A2, small_dataset
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import IndexValue, Milestone
from tkpkp_geo.intake import indices


@pytest.fixture
def dataset() -> Dataset:
    return small_dataset()


def paste(dataset: Dataset, table: str, sumber: str = "Laporan 2024") -> indices.PastedValues:
    return indices.parse_pasted(dataset, "KPP-A", "IPKP", table, sumber)


def told(problems) -> list[tuple]:
    return [(item.baris, item.kolom, item.nilai, item.masalah) for item in problems]


def test_a_milestone_is_kept_with_its_date_in_iso_form(dataset):
    typed = {"keadaan": "sudah ada", "tanggal": "3 Juli 2025", "dokumen": "SK 12", "sumber": ""}
    (change,), problems = indices.parse_milestone(dataset, "KPP-A", "sk", typed, None)
    assert problems == [] and (change.tabel, change.kunci, change.revisi) == ("tonggak", "KPP-A|sk", None)
    assert change.isi == {"keadaan": "sudah ada", "tanggal": "2025-07-03", "dokumen": "SK 12", "sumber": ""}


@pytest.mark.parametrize(
    ("typed", "kolom"),
    [
        ({"keadaan": "sudah ada"}, "sumber"),
        ({"keadaan": "belum ada", "tanggal": "31 Februari 2025"}, "tanggal"),
        ({"keadaan": ""}, "keadaan"),
        ({"keadaan": "beres"}, "keadaan"),
    ],
)
def test_a_milestone_that_is_not_sound_is_told(dataset, typed, kolom):
    changes, problems = indices.parse_milestone(
        dataset, "KPP-A", "sk", typed, Milestone("KPP-A", "sk", "proses", revisi=3)
    )
    assert changes == [] and [item.kolom for item in problems] == [kolom]


def test_an_index_and_its_dimension_are_defined_and_renamed(dataset):
    (new,), _ = indices.parse_index(dataset, {"kode": "IDM", "nama": "Indeks Desa Membangun"}, None)
    assert (new.kunci, new.isi["nama"], new.revisi) == ("IDM", "Indeks Desa Membangun", None)
    (renamed,), _ = indices.parse_index(dataset, {"kode": "IPKP", "nama": "Indeks baru"}, dataset.indeks[0])
    assert renamed.kunci == "IPKP"
    (dimension,), _ = indices.parse_dimension(dataset, "IPKP", {"kode": "ling", "nama": "Lingkungan"}, None)
    assert (dimension.kunci, dimension.isi) == ("IPKP|ling", {"nama": "Lingkungan"})


@pytest.mark.parametrize(
    ("typed", "kolom"),
    [
        ({"kode": "ipkp", "nama": "x"}, "kode"),
        ({"kode": "A|B", "nama": "x"}, "kode"),
        ({"kode": "", "nama": "x"}, "kode"),
        ({"kode": "BARU", "nama": " "}, "nama"),
    ],
)
def test_an_index_that_is_not_sound_is_told(dataset, typed, kolom):
    changes, problems = indices.parse_index(dataset, typed, None)
    assert changes == [] and [item.kolom for item in problems] == [kolom]


@pytest.mark.parametrize("typed", [{"kode": "total", "nama": "x"}, {"kode": "x", "nama": "ekonomi"}])
def test_a_dimension_cannot_be_taken_for_another(dataset, typed):
    assert indices.parse_dimension(dataset, "IPKP", typed, None)[0] == []


def test_a_value_is_written_corrected_and_removed(dataset):
    place = {"kode_indeks": "IPKP", "kode_wilayah": A1, "tahun": "2019", "dimensi": "total"}
    (new,), problems = indices.parse_value(dataset, "KPP-A", place | {"nilai": "0,655", "sumber": "BPS"}, None)
    assert problems == [] and new.kunci == f"IPKP|{A1}|2019|total" and new.isi == {"nilai": 0.655, "sumber": "BPS"}
    seen = IndexValue("IPKP", A1, "2019", "total", 0.655, revisi=8)
    (corrected,), _ = indices.parse_value(dataset, "KPP-A", place | {"nilai": "1.234,5"}, seen)
    assert corrected.isi["nilai"] == 1234.5 and corrected.revisi == 8
    (gone,) = indices.remove_value(seen)
    assert (gone.kunci, gone.isi, gone.revisi) == (new.kunci, None, 8)


@pytest.mark.parametrize(
    ("change", "kolom"),
    [
        ({"nilai": ""}, "nilai"),
        ({"nilai": "baik"}, "nilai"),
        ({"nilai": "65.123"}, "nilai"),
        ({"tahun": "24"}, "tahun"),
        ({"tahun": "1999"}, "tahun"),
        ({"dimensi": "gizi"}, "dimensi"),
        ({"kode_wilayah": "01.01.02.2001"}, "kode_wilayah"),
    ],
)
def test_a_value_that_is_not_sound_is_told(dataset, change, kolom):
    place = {"kode_indeks": "IPKP", "kode_wilayah": A1, "tahun": "2024", "dimensi": "total", "nilai": "1"}
    changes, problems = indices.parse_value(dataset, "KPP-A", place | change, None)
    assert changes == [] and [item.kolom for item in problems] == [kolom]


def test_a_pasted_table_becomes_new_corrected_and_untouched_values(dataset):
    found = paste(
        dataset,
        f"Wilayah\tTahun\tTotal\tekonomi\nKawasan Alfa\t2024\t0,5\t0,61\nDesa Satu\t2024\t0.25\t-\n{A2}\t2023\t\t1\n",
    )
    assert found.problems == [] and (found.new, found.changed, found.unchanged) == (2, 1, 1)
    assert {(item.kunci, item.isi["nilai"]) for item in found.changes} == {
        ("IPKP|KPP-A|2024|eko", 0.61),
        (f"IPKP|{A1}|2024|total", 0.25),
        (f"IPKP|{A2}|2023|eko", 1.0),
    }
    assert {item.isi["sumber"] for item in found.changes} == {"Laporan 2024"}


def test_every_problem_of_a_pasted_table_is_told_and_nothing_is_taken(dataset):
    found = paste(
        dataset,
        "Wilayah\tTahun\tTotal\n"
        "Satu\t2024\t0,5\n"
        "Empat\t2024\t0,5\n"
        "\n"
        "Dua\t24\tbaik\n"
        "Satu\t2024\t0,6\n"
        "\t2024\t65.123\n"
        "Tiga\t2024\t#REF!\t7\n",
    )
    assert found.changes == []
    assert told(found.problems) == [
        (3, "Wilayah", "Empat", "bukan desa kawasan Alfa"),
        (5, "Tahun", "24", "seharusnya tahun empat angka, misalnya 2024"),
        (5, "Total", "baik", "seharusnya angka, misalnya 0,655"),
        (6, "Wilayah", "Satu", "tahun 2024 sudah ada pada baris 2"),
        (7, "Wilayah", "", "kolom wajib masih kosong"),
        (7, "Total", "65.123", "titiknya dapat berarti ribuan atau desimal"),
        (8, "", "", "ada isi pada kolom tanpa judul"),
        (8, "Total", "#REF!", "seharusnya angka, misalnya 0,655"),
    ]
    assert all(item.saran for item in found.problems)


@pytest.mark.parametrize(
    ("heading", "problems"),
    [
        ("Wilayah\tTotal", [(1, "", "", "kolom tidak ada: Tahun")]),
        ("Wilayah\tTahun", [(1, "", "", "tidak ada kolom nilai")]),
        ("Wilayah\tTahun\tGizi\tTotal", [(1, "Gizi", "", "judul kolom tidak dikenal")]),
        ("Wilayah\tTahun\tTotal\tNilai", [(1, "Nilai", "", "kolom ini sudah ada: Total")]),
        (
            "Wilayah Tahun Total",
            [
                (1, "Wilayah Tahun Total", "", "judul kolom tidak dikenal"),
                (1, "", "", "kolom tidak ada: Wilayah, Tahun"),
            ],
        ),
    ],
)
def test_a_heading_that_is_not_sound_is_told_alone(dataset, heading, problems):
    assert told(paste(dataset, f"{heading}\nSatu\t2024\t1").problems) == problems


@pytest.mark.parametrize("table", ["", " \n\t\n"])
def test_an_empty_table_is_told(dataset, table):
    assert [item.masalah for item in paste(dataset, table).problems] == ["kosong atau tidak terbaca"]


def test_values_need_a_source_and_a_table_needs_values(dataset):
    assert told(paste(dataset, "Wilayah\tTahun\tTotal\nSatu\t2024\t1", " ").problems)[0][3] == "sumber belum diisi"
    assert told(paste(dataset, "Wilayah\tTahun\tTotal\nSatu\t2024\t-").problems)[0][3] == "tidak memuat nilai"


def test_a_slip_of_the_pen_is_asked_about_and_never_mended(dataset):
    (problem,) = paste(dataset, "Wilayah\tTahun\tTotal\nTigaa\t2024\t1").problems
    assert problem.nilai == "Tigaa" and "“Tiga (Selatan)”" in problem.saran
