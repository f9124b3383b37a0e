"""A change in words: names for codes, money and days as the screens write them."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import HistoryRow


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


@pytest.mark.parametrize(
    ("kolom", "value", "words"),
    [
        ("pagu", 1_250_000_000, "Rp1.250.000.000"),
        ("pagu", None, "belum diisi"),
        ("pagu", 0, "Rp0"),
        ("volume", 12.5, "12,5"),
        ("tenggat", "2026-02-04", "4 Februari 2026"),
        ("kode_opd", "DISPAR", "Pariwisata"),
        ("kode_opd", "LAMA", "LAMA"),
        ("kecamatan", "63.03.05;63.03.14", "Martapura, Martapura Barat"),
        ("lokus", "desa:63.09.05.2002;kecamatan:63.09.05", "Wirang, Kec. Haruai"),
        ("lokus", "kawasan:KPP-BJR;titik:115.52,-1.98", "Kawasan Agrominapolitan, Titik 115.52,-1.98"),
        ("fungsi_kawasan", "pertanian dan sumber daya alam", "Pertanian & SDA"),
        ("verifikasi", "diajukan", "Diajukan"),
        ("nilai", 0.6514, "0,6514"),
        ("aktif", False, "tidak"),
        ("uraian", "<b>", "<b>"),
        ("kode_rapat", "RPT-2026-02-04", "Pembentukan TKPKP tahun anggaran 2026, 4 Februari 2026"),
        ("kode_rapat", "LAMA", "LAMA"),
        ("lokus", "63.03.05.2034;63.10", "Cindai Alus, Kabupaten Tanah Bumbu"),
        ("mulai", "2026-05-04T01:00:00.000+00:00", "4 Mei 2026 pukul 09.00"),
        ("saringan", "kawasan=KPP-BJR&opd=LAMA", "Kawasan: Agrominapolitan"),
        ("saringan", "opd=LAMA", "opd=LAMA"),
    ],
)
def test_a_value_is_written_as_the_screens_do(dataset, kolom, value, words):
    assert row_changes.format_value(dataset, kolom, value) == words


@pytest.mark.parametrize("tabel", ENTITIES)
def test_a_row_of_every_table_has_a_name(dataset, tabel):
    entity = ENTITIES[tabel]
    named = {name: "nama baris" for name in ("nama", "program", "judul", "isi", "catatan", "masalah")}
    row = entity.blank() | {name: value for name, value in named.items() if name in entity.table.c}
    assert row_changes.format_row_name(dataset, tabel, row | {name: f"kunci-{name}" for name in entity.keys})


def test_a_threshold_is_called_by_its_name(dataset):
    assert row_changes.format_row_name(dataset, "ambang", {"kode": "laporan_hari"}) == "Lama OPD tidak melapor"
    assert row_changes.format_row_name(dataset, "ambang", {"kode": "lama"}) == "lama"


def test_only_columns_that_changed_are_told_and_empty_is_not_zero(dataset):
    before = {"id": "P-1", "pagu": None, "uraian": "", "status": "rencana", "revisi": 3, "diubah_pada": "2026-01-01"}
    after = {"id": "P-1", "pagu": 0, "uraian": None, "status": "berjalan", "revisi": 4, "diubah_pada": "2026-01-02"}
    found = row_changes.find_field_changes(dataset, before, after)
    assert [(item.name, item.before, item.after) for item in found] == [
        ("Pagu (Rp)", "belum diisi", "Rp0"),
        ("Status", "Rencana", "Berjalan"),
    ]


def test_a_new_row_tells_what_is_filled_in(dataset):
    found = row_changes.find_field_changes(dataset, None, {"kode_kawasan": "KPP-BJR", "catatan": "", "revisi": 1})
    assert [(item.name, item.after) for item in found] == [("Kawasan", "Agrominapolitan")]


def test_the_way_through_verification_is_no_change_of_the_program(dataset):
    before = {"id": "P-1", "uraian": "lama", "verifikasi": "terverifikasi", "diubah_oleh": "dpmd"}
    after = {"uraian": "baru", "verifikasi": "diajukan"}
    assert [item.name for item in row_changes.find_program_field_changes(dataset, before, after)] == ["Uraian"]


def history(id: int, verifikasi: str | None) -> HistoryRow:
    state = None if verifikasi is None else {"verifikasi": verifikasi, "nomor": id}
    return HistoryRow(id, id, "", "", "", "intervensi", "P-1", None, state)


def test_the_newest_verified_state_is_the_one_to_compare_with():
    log = [history(4, "diajukan"), history(3, "terverifikasi"), history(2, "draf"), history(1, "terverifikasi")]
    assert row_changes.find_last_verified(log) == {"verifikasi": "terverifikasi", "nomor": 3}
    assert row_changes.find_last_verified([history(2, "diajukan"), history(1, None)]) is None


@pytest.mark.parametrize(
    ("tabel", "row", "name"),
    [
        ("intervensi", {"program": "Jalan"}, "Jalan"),
        ("kawasan_desa", {"kode_desa": "63.09.05.2002", "kode_kawasan": "KPP-TBL"}, "Wirang · Agrowisata Hortikultura"),
        (
            "laporan_opd",
            {"kode_opd": "DISPAR", "kode_kawasan": "KPP-BJR", "tahun": "2026"},
            "Pariwisata · Agrominapolitan · 2026",
        ),
        ("referensi", {"daftar": "dana", "kode": "DAK", "nama": "DAK"}, "Sumber dana: DAK"),
        ("alias_wilayah", {"alias": "Panggalaman"}, "Panggalaman"),
        ("akun", {"nama": "sri"}, "sri"),
    ],
)
def test_a_row_is_called_as_people_call_it(dataset, tabel, row, name):
    assert row_changes.format_row_name(dataset, tabel, row) == name


def test_every_stored_column_that_is_told_has_a_name_on_screen():
    kept = {"revisi", "urut", "diubah_oleh", "diubah_pada"}
    told = {c.name for e in ENTITIES.values() for c in e.table.c if c.name not in e.hidden | kept}
    assert {name for name in told if row_changes.format_label(name) == name} == set()
