"""A long sheet: read in seconds with a moving bar, every planted error told with its cell, and none else."""

from __future__ import annotations

import pytest

from tests.support.filled_sheets import data, many, shapes, spent, told, upload, xlsx
from tkpkp_geo.domain.columns import LOKUS, SHEET_COLUMNS, ColumnKind
from tkpkp_geo.export.opd_sheet import render_opd_sheet
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_rules import program_cells
from tkpkp_geo.intake.sheet.rows import column_letters

ROWS = 10_000
SECONDS = 10.0
# Title and blank lines above the headings, as offices have them.
ABOVE = [["REKAP PROGRAM PERANGKAT DAERAH"], ["Tahun 2025–2029"], []]
FIRST = len(ABOVE) + 2
PLACES = 4
SHEET_COLUMNS = [
    (kolom.name, kolom.heading if kolom.name != LOKUS else f"{kolom.heading} {n + 1}")
    for kolom in SHEET_COLUMNS
    if kolom.kind is not ColumnKind.NOTE
    for n in range(PLACES if kolom.name == LOKUS else 1)
]
NUMBER = {judul: number for number, (_, judul) in enumerate(SHEET_COLUMNS)}

# Heading, the spoiled value, and words that the message must hold.
KINDS = [
    ("OPD", "Dinas Antariksa", "nilai tidak dikenal"),
    ("OPD", None, "wajib masih kosong"),
    ("Program", None, "wajib masih kosong"),
    ("Tahun", 2031, "2029"),
    ("Tahun", None, "wajib masih kosong"),
    ("Status", "jalan", "“berjalan”"),
    ("Status", None, "wajib masih kosong"),
    ("Fungsi kawasan", "pertahanan", "nilai tidak dikenal"),
    ("Sumber dana", "APBD", "“APBD Provinsi”"),
    ("Jenis data", "rahasia", "resmi, contoh"),
    ("Jenis data", "resmi", "program contoh tidak menjadi resmi"),
    ("ID", "UJI-9999X", "ID tidak dikenal"),
    ("ID", "UJI-00005", "ID sudah dipakai baris"),
    ("Lokus 1", "Negeri Antah Berantah", "lokus tidak dikenal"),
    ("Lokus 2", "Simpang Empat", "Simpang Empat (Jorong)"),
    ("Lokus 1", "Bongkang (Haruai) — 63.09.05.2002", "nama dan kode lokus tidak cocok"),
    ("Lokus 1", "63.09.05.2999", "kode wilayah tidak dikenal"),
    ("Lokus 1", "Kabupaten Tabalong 63.09", "bukan kabupaten"),
    ("Lokus 2", "Wirang (Upau)", "Wirang (Haruai) — 63.09.05.2002"),
    ("Lokus 2", "Wirang (Kecamatan Antah)", "kecamatan “Antah” tidak dikenal"),
    ("Lokus 1", "titik:-1.98,115.52", "tertukar"),
    ("Lokus 3", "titik:110.00,-1.98", "di luar desa"),
    ("Lokus 1", "titik:di balai desa", "bujur,lintang"),
    ("Volume", "dua puluh ekor", "seharusnya angka"),
    ("Volume", -3, "seharusnya angka"),
    ("Pagu (Rp)", "lima juta", "seharusnya rupiah"),
    ("Pagu (Rp)", "Rp 1.250.000,50", "rupiah bulat"),
    ("Pagu (Rp)", -1250000, "rupiah bulat"),
    ("Pagu (Rp)", {"rumus": "=#REF!", "hasil": "#REF!"}, "rumus tidak memberi hasil"),
    ("Pagu (Rp)", {"rumus": "=SUM(A1:A2)", "hasil": ""}, "rumus tidak memberi hasil"),
    ("Realisasi (Rp)", 10**16, "rupiah bulat"),
    ("Realisasi fisik (%)", 120, "antara 0 dan 100"),
    ("Realisasi fisik (%)", 0.7, "0,7%"),
    ("Tenggat", "31/02/2026", "seharusnya tanggal"),
    ("Tenggat", "akhir tahun", "4 Februari 2026"),
    ("Uraian", "x" * 10_001, "terlalu panjang"),
]


def plain_lines(places: PlaceNames) -> list[list[object]]:
    lines = []
    for row in many(ROWS).intervensi:
        cells = program_cells(row)
        labels = [places.label(part) for part in cells[LOKUS].split(";") if part] + [""] * PLACES
        line = []
        for name, judul in SHEET_COLUMNS:
            value = labels[int(judul[-1]) - 1] if name == LOKUS else cells[name]
            line.append(int(value) if name in ("pagu", "realisasi", "tahun") and value else value or None)
        lines.append(line)
    return lines


@pytest.mark.no_cover  # counted lines take their time
def test_every_planted_error_is_told_with_its_cell_and_none_else():
    assert len(KINDS) >= 30
    lines = plain_lines(PlaceNames(data()))
    samples = [number for number, row in enumerate(many(ROWS).intervensi) if row.contoh]
    planted = {}
    for number, (judul, value, words) in enumerate(KINDS * 3):
        line = samples[100 + number * 83]
        lines[line][NUMBER[judul]] = value
        planted[FIRST + line, judul] = words
    content = xlsx([*ABOVE, [judul for _, judul in SHEET_COLUMNS], *lines])

    bar: list[float] = []
    start = spent()
    found = upload(content, many(ROWS), progress=bar.append)
    seconds = spent() - start
    print(f"\n{ROWS} rows, {len(content) / 2**20:.1f} MB: {seconds:.1f} s")

    reported = {(problem.baris, problem.kolom): problem for problem in found.problems}
    assert reported.keys() == planted.keys(), told(found)[:3000]
    assert len(found.problems) == len(planted)
    for (baris, judul), words in planted.items():
        problem = reported[baris, judul]
        assert words in f"{problem.masalah} {problem.saran}", str(problem)
        assert problem.sel == f"{column_letters(NUMBER[judul])}{baris}" and problem.lembar == "Program"
        value = lines[baris - FIRST][NUMBER[judul]]
        if isinstance(value, str):
            assert problem.nilai == value[:200] or problem.nilai.startswith(value[:60])
    assert len(found.held) == len(planted)
    assert found.unchanged == ROWS - len(planted)
    assert [item for item in found.changes if item.kind != "hilang"] == []
    assert seconds < SECONDS
    assert bar == sorted(bar) and bar[0] == 0 and bar[-1] == 1 and len(set(bar)) > 20


@pytest.mark.no_cover  # counted lines take their time
def test_ten_thousand_rows_out_and_in_unchanged_are_no_difference():
    content = render_opd_sheet(many(ROWS))
    start = spent()
    found = upload(content, many(ROWS))
    seconds = spent() - start
    print(f"\nworkbook of {ROWS} rows, {len(content) / 2**20:.1f} MB: {seconds:.1f} s")
    assert (found.problems, found.changes, found.held) == ((), (), ()) and found.unchanged == ROWS
    assert seconds < SECONDS
    assert shapes().layers
