"""Files that nobody should have sent: always explained, never a crash, and nothing comes of them."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.support.filled_sheets import data, many, spent, told, upload, xlsx
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.intake.sheet import file
from tkpkp_geo.intake.sheet.upload import SheetReading

HEAD = ["OPD", "Program", "Tahun", "Status"]
ROW = ["DKP", "Tambak", 2026, "usulan"]
SHEET = (
    '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>{}</sheetData></worksheet>'
)


def with_part(content: bytes, name: str, part: bytes) -> bytes:
    """Give the workbook with one part of it replaced."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for item in old.namelist():
            new.writestr(item, part if item == name else old.read(item))
    return out.getvalue()


def with_sheet(cells: str) -> bytes:
    return with_part(xlsx([HEAD]), "xl/worksheets/sheet1.xml", SHEET.format(cells).encode())


def refused(content: bytes, name: str = "uji.xlsx") -> str:
    found = upload(content, berkas=name)
    assert found.changes == () and found.held == () and found.unchanged == 0
    assert len(found.problems) == 1 and found.problems[0].berkas == name
    assert found.problems[0].saran
    return found.problems[0].masalah


def lying_bomb() -> bytes:
    """Give a zip whose directory says that a part is small, and whose content goes on for 2 GB."""
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = b"".join(squeeze.compress(b"\0" * 2**20) for _ in range(2048)) + squeeze.flush()
    name = b"xl/workbook.xml"
    head = struct.pack("<IHHHHHIIIHH", 0x04034B50, 20, 0, 8, 0, 0x21, 0, len(body), 100, len(name), 0) + name
    entry = struct.pack(
        "<IHHHHHHIIIHHHHHII", 0x02014B50, 20, 20, 0, 8, 0, 0x21, 0, len(body), 100, len(name), 0, 0, 0, 0, 0, 0
    )
    tail = struct.pack("<IHHHHIIH", 0x06054B50, 0, 0, 1, 1, len(entry + name), len(head + body), 0)
    return head + body + entry + name + tail


def honest_bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        book.writestr("xl/workbook.xml", b" " * (file.MAX_UNPACKED_BYTES + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"  \r\n\n", "kosong"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "tidak dikenal"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n\0", "tidak dikenal"),
        (b"<html><table><tr><td>Program</td></tr></table></html>", "halaman web"),
        (b"PK\x03\x04 not really", "rusak atau terpotong"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "rusak"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "kata sandi"),
        (render_opd_sheet(data())[:20_000], "rusak atau terpotong"),
        (with_part(render_opd_sheet(data()), "xl/worksheets/sheet1.xml", b"<worksheet><sheetData><row"), "rusak"),
        (b"apa saja yang bukan tabel", "tidak ada tabel program"),
        (xlsx([["Nama", "Alamat"], ["a", "b"]]), "tidak ada tabel program"),
        (xlsx([[]]), "tidak ada tabel program"),
        (b'OPD;Program;Tahun;Status\n"DKP;x;2026', "tidak dapat dibaca"),
        (with_sheet('<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'), "terlalu luas"),
        (with_sheet('<row r="70000"><c r="A70000"><v>1</v></c></row>'), "terlalu luas"),
        (honest_bomb(), "terlalu besar setelah dibuka"),
        (lying_bomb(), "rusak atau terpotong"),
        (b"a,b\n" * (file.MAX_UPLOAD_BYTES // 4 + 1), "paling besar 20 MB"),
        (b"OPD,Program,Tahun,Status\n" + b"\n" * 100_000, "tabel terlalu besar"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
@pytest.mark.no_cover  # counted lines take their time
def test_a_file_that_cannot_be_used_is_explained(content, words):
    start = spent()
    assert words in refused(content)
    assert spent() - start < 8


def test_any_other_zip_is_not_a_workbook():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as book:
        book.writestr("surat.txt", "halo")
    assert "bukan buku kerja" in refused(out.getvalue())


def test_a_workbook_locked_with_a_password_in_the_zip_is_explained():
    content = bytearray(xlsx([HEAD, ROW]))
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    assert "kata sandi" in refused(bytes(content))


def test_a_reader_that_runs_out_of_memory_ends_alone():
    # Spaces round the sign hide the far cell from the check before: the reader aborts, and only the reader.
    cell = '<row r="1048576"><c r = "XFD1048576" t="inlineStr"><is><t>x</t></is></c></row>'
    assert "terlalu luas" in refused(with_sheet('<row r="1"><c r = "A1"><v>1</v></c></row>' + cell))


def test_a_reader_that_does_not_end_is_stopped(monkeypatch):
    monkeypatch.setattr(file, "SECONDS", 0.001)
    assert "tidak selesai" in refused(xlsx([HEAD, ROW]))


def test_a_thousand_columns_are_read_and_the_unknown_ones_named():
    extra = [f"Lampiran {n}" for n in range(1000)]
    found = upload(xlsx([[*HEAD, *extra], [*ROW, *range(1000)]]))
    assert found.problems == () and len(found.changes) >= 1
    assert "Lampiran 0" in found.notes[0]


@pytest.mark.no_cover  # counted lines take their time
def test_unknown_names_without_end_take_no_minutes():
    lines = [["ID", *HEAD, "Lokus"], *([f"nomor {n}", *ROW, f"tempat antah {n}"] for n in range(10_000))]
    start = spent()
    found = upload(xlsx(lines), many(10_000))
    assert len(found.problems) == 20_000 and len(found.held) == 10_000
    assert spent() - start < 10


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=st.binary(max_size=400) | st.text(max_size=400).map(lambda text: text.encode("utf-8", "replace")))
def test_bytes_of_any_kind_never_crash(content):
    found = upload(content, berkas="acak")
    assert isinstance(found, SheetReading) and (found.problems or found.notes) and found.changes == ()


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(drawn=st.data())
def test_a_spoiled_workbook_never_crashes(drawn):
    content = bytearray(SOUND)
    if drawn.draw(st.booleans()):
        del content[drawn.draw(st.integers(0, len(content) - 1)) :]
    else:
        for _ in range(drawn.draw(st.integers(1, 30))):
            content[drawn.draw(st.integers(0, len(content) - 1))] = drawn.draw(st.integers(0, 255))
    assert isinstance(upload(bytes(content)), SheetReading)


CELLS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**16), 10**16),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(min_value=date(1901, 1, 1)),
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.sampled_from(["=1+1", "-5", "@x", "Rp 1,5 M", "31/12", "Wirang (", "63.", "KPP-", "%", ";;"]),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(rows=st.lists(st.lists(CELLS, min_size=8, max_size=8), min_size=1, max_size=6))
def test_cells_of_any_kind_are_read_or_told(rows):
    head = ["ID", *HEAD, "Lokus", "Pagu (Rp)", "Tenggat"]
    found = upload(xlsx([head, *rows]))
    held = {item.line for item in found.held}
    assert {problem.baris for problem in found.problems} == held, told(found)
    assert all(item.line not in held for item in found.changes if item.line)


SOUND = render_opd_sheet(data(), "DKP")
