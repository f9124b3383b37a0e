"""The file of the province: what is read from it, and what is refused with which words."""

from datetime import datetime

import pytest

from tkpkp_geo.domain.errors import DataFileError
from tkpkp_geo.store.province_file import COLUMNS, parse_province, read_province

SOUND = {
    "kode": "99",
    "nama": "Nusa Contoh",
    "singkatan": "Nusacon",
    "zona_waktu": "Asia/Jakarta",
    "crs_metrik": "EPSG:32749",
    "contoh_crs": "32749 (UTM 49S);23836 (TM-3 zona 49.2)",
    "contoh_lokus": "desa:99.01.01.2001",
    "sekitar": "",
    "sumber_batas": "BIG 2025",
    "lisensi_batas": "CC BY 4.0",
}


def content(**changes: str) -> bytes:
    row = SOUND | changes
    return (",".join(row) + "\n" + ",".join(row.values()) + "\n").encode()


def refused(raw: bytes) -> list[str]:
    with pytest.raises(DataFileError) as caught:
        parse_province(raw)
    assert str(caught.value) == "\n".join(map(str, caught.value.problems))
    return [str(problem) for problem in caught.value.problems]


def test_the_row_becomes_the_record():
    found = parse_province(content())
    assert (found.kode, found.nama, found.singkatan) == ("99", "Nusa Contoh", "Nusacon")
    assert found.contoh_crs == ("32749 (UTM 49S)", "23836 (TM-3 zona 49.2)")
    assert found.boundary_credit == "Batas: BIG 2025"


@pytest.mark.parametrize(
    ("zone", "name", "hours"), [("Asia/Pontianak", "WIB", 7), ("Asia/Makassar", "WITA", 8), ("Asia/Jayapura", "WIT", 9)]
)
def test_clocks_of_the_three_times(zone, name, hours):
    found = parse_province(content(zona_waktu=zone))
    assert found.clock_name == name
    assert datetime(2026, 2, 4, tzinfo=found.zone).utcoffset().total_seconds() == hours * 3600


def test_blank_lines_other_columns_and_a_byte_order_mark_do_not_matter():
    raw = b"\xef\xbb\xbf" + content(catatan="baris ini").replace(b"\n", b"\r\n\r\n,,\r\n")
    assert parse_province(raw) == parse_province(content())


def test_no_examples_are_needed():
    found = parse_province(content(contoh_crs="", contoh_lokus=""))
    assert found.contoh_crs == found.contoh_lokus == ()


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("kode", "9", "bukan kode provinsi"),
        ("kode", "99.01", "bukan kode provinsi"),
        ("zona_waktu", "WIB", "Asia/Jakarta (WIB), Asia/Makassar (WITA), Asia/Jayapura (WIT)"),
        ("zona_waktu", "Asia/Singapore", "bukan zona waktu Indonesia"),
        ("zona_waktu", "../../etc/passwd", "bukan zona waktu Indonesia"),
        ("crs_metrik", "EPSG:4326", "bukan sistem koordinat bermeter"),
        ("crs_metrik", "EPSG:99999", "bukan sistem koordinat bermeter"),
        ("crs_metrik", "UTM 49S", "bukan sistem koordinat bermeter"),
        ("sekitar", "108;-9;112", "barat;selatan;timur;utara"),
        ("sekitar", "112;-9;108;-6", "barat;selatan;timur;utara"),
    ],
)
def test_a_cell_that_cannot_be_used_is_named_with_its_place(column, value, said):
    [message] = refused(content(**{column: value}))
    assert message.startswith(f"daerah.csv, baris 2, kolom {column}: ")
    assert f"(nilai: “{value}”)" in message and said in message


def test_all_problems_of_the_row_are_told_at_once():
    told = refused(content(kode="x", nama="", crs_metrik="metre"))
    assert [part.split("kolom ")[1].split(":")[0] for part in told] == ["kode", "nama", "crs_metrik"]


@pytest.mark.parametrize("column", COLUMNS)
def test_a_missing_column_is_named(column):
    row = {name: value for name, value in SOUND.items() if name != column}
    [message] = refused((",".join(row) + "\n" + ",".join(row.values())).encode())
    assert f"baris 1: kolom tidak ada: {column}" in message


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        (b"", "kolom tidak ada"),
        (content().splitlines()[0], "ada 0 baris, seharusnya satu"),
        (content() + content().splitlines()[1], "ada 2 baris, seharusnya satu"),
        (content().rstrip() + b",lebih", "baris 2: ada 11 sel, seharusnya 10"),
        (content(nama="\xe9").replace("\xe9".encode(), b"\xe9"), "bukan teks UTF-8"),
        (content(nama='"Nusa'), "tabel tidak dapat dibaca"),
    ],
)
def test_a_file_that_is_no_table_of_one_row_is_refused(raw, said):
    [message] = refused(raw)
    assert message.startswith("daerah.csv") and said in message


def test_a_missing_file_is_refused_with_what_to_do(tmp_path):
    with pytest.raises(DataFileError, match=r"^daerah.csv: berkas tidak ditemukan\. Salin kembali"):
        read_province(tmp_path / "daerah.csv")
