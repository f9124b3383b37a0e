"""The minutes of a meeting as data: their numbers are those of the store at the revision that the meeting left."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import held_meeting
from tests.support.held_meeting import DAY, HOSTILE, LONG, Held
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import MeetingStatus
from tkpkp_geo.export.minutes import build
from tkpkp_geo.export.minutes.document import Grid, KawasanMap, MinutesDocument, NumberedList, Paragraph, Signatures
from tkpkp_geo.meeting import forms
from tkpkp_geo.store.records import Change

ALL = Filter(tampil=("semua",))


@pytest.fixture(scope="module")
def held(tmp_path_factory) -> Held:
    return held_meeting.held(tmp_path_factory.mktemp("rapat"))


@pytest.fixture
def begun(tmp_path) -> Held:
    return held_meeting.begun(tmp_path)


def section(item: MinutesDocument, name: str) -> tuple:
    return next(part.parts for part in item.sections if name in part.title)


def grid(item: MinutesDocument, name: str) -> Grid:
    return next(part for part in section(item, name) if isinstance(part, Grid))


def words(item: MinutesDocument, name: str) -> str:
    lines = []
    for part in section(item, name):
        lines += [part.text] if isinstance(part, Paragraph) else part.lines if isinstance(part, NumberedList) else []
    return "\n".join(lines)


def cell(rows) -> str:
    total = select.build_totals(rows)
    money = text.format_rupiah(total.pagu) if total.pagu is not None else f"pagu {text.NOT_FILLED_IN}"
    without = total.without_pagu if total.pagu is not None else 0
    lines = [f"{total.program} program", money]
    return "\n".join(lines + ([f"pagu {without} program belum diisi"] if without else []))


def test_every_number_of_the_matrix_is_that_of_the_store_at_the_revision(held):
    item, then = held.minutes(), held.then
    found = grid(item, "Program menurut OPD")
    assert item.revision == held.rapat.revisi_akhir < held.now.revisi
    assert found.head == ("OPD", *(k.nama for k in then.kawasan), "Belum berlokus", "Jumlah")
    wrong = []
    for line in found.rows[:-1]:
        kode = next(opd.kode_opd for opd in then.opd if opd.nama_pendek == line[0])
        for kawasan, shown in zip(then.kawasan, line[1:4], strict=True):
            rows = select.select_programs(then, replace(ALL, opd=(kode,), kawasan=(kawasan.kode_kawasan,)))
            wrong += [(kode, kawasan.nama, shown)] if rows and shown != cell(rows) else []
            wrong += [(kode, kawasan.nama, shown)] if not rows and "program\n" in shown else []
        if line[-1] != cell(select.select_programs(then, replace(ALL, opd=(kode,)))):
            wrong.append((kode, "jumlah", line[-1]))
    assert wrong == []


def test_totals_count_each_program_once_and_their_money_whole(held):
    then = held.then
    totals = grid(held.minutes(), "Program menurut OPD").rows[-1]
    by_kawasan = [cell(select.select_programs(then, replace(ALL, kawasan=(k.kode_kawasan,)))) for k in then.kawasan]
    assert totals == (
        "Jumlah",
        *by_kawasan,
        cell(select.find_unplaced(then, ALL)),
        cell(select.select_programs(then, ALL)),
    )
    across = sum(len(row.kawasan) > 1 for row in then.intervensi)
    assert f"{across} program lintas kawasan" in words(held.minutes(), "Program menurut OPD") and across > 0


def test_what_was_written_after_the_meeting_does_not_change_its_minutes(held):
    before = held.minutes()
    row = held.now.intervensi[-1]
    held.save([Change("intervensi", row.id, {"pagu": 987_654_321}, row.revisi)])
    assert held.minutes() == before


def test_a_blank_says_why_it_is_blank(held):
    shown = {line for row in grid(held.minutes(), "Program menurut OPD").rows for line in row[1:4]}
    assert "belum melapor" in shown and not any(not line.strip() for line in shown)


def test_decisions_stand_with_who_where_and_when_and_the_withdrawn_ones_apart(held):
    found = grid(held.minutes(), "2. Keputusan").rows
    assert [row[1] for row in found] == ["Menetapkan lokus Siti Hawa Lari", LONG.strip(), HOSTILE]
    assert found[0] == (
        "KPT-002",
        "Menetapkan lokus Siti Hawa Lari",
        "Dinas Perkebunan dan Peternakan",
        "Agrominapolitan\nLokus: " + held.now.area_name("63.03.05.2009"),
        "15 Desember 2026",
        "terbuka",
    )
    assert found[1][2:5] == (
        "Seluruh anggota",
        "Agrominapolitan, Agrowisata Hortikultura, Agropolitan",
        "belum diisi",
    )
    assert "Keputusan yang ditarik" in words(held.minutes(), "2. Keputusan")


def test_decisions_of_earlier_meetings_stand_with_their_age_on_the_day_of_the_meeting(held):
    found = grid(held.minutes(today="2027-06-01"), "sebelumnya").rows
    assert [(row[0], row[4], row[5]) for row in found] == [("KPT-001", "belum diisi", "294 hari")]


def test_changes_are_those_that_still_stand(held):
    found = grid(held.minutes(), "Perubahan").rows
    names = [held.now.intervensi[held.now.position[kode]].program for kode in ("UJI-002", "UJI-004")]
    desa = [held.now.area_name(kode) for kode in ("63.10.11.2001", "63.10.11.2002")]
    assert [row[2] for row in found[:2]] == names
    assert [row[3] for row in found] == [
        *(f"Lokus: belum diisi → {nama}" for nama in desa),
        "Status: Usulan → Komitmen",
    ]
    assert "(DATA CONTOH)" in found[2][2] and len(found) == 3


def test_programs_without_a_place_are_those_of_the_snapshot(held):
    found = grid(held.minutes(), "Belum berlokus").rows
    rows = select.find_unplaced(held.then, ALL)
    assert sorted(row[1].split("\n")[0] for row in found) == sorted(row.program for row in rows)
    assert "SITI HAWA LARI" not in {row[1] for row in found}


def test_the_ground_of_the_numbers_is_told(held):
    told = words(held.minutes(), "Dasar data")
    assert f"data revisi {held.rapat.revisi_akhir}." in told and f"revisi {held.rapat.revisi_data}." in told
    assert "Tampilan: semua" in told and "Kepmendagri" in told and "adalah contoh (DATA CONTOH)" in told
    assert held.minutes().has_samples


def test_the_opening_says_day_hours_and_place(held):
    opening = held.minutes().sections[0].parts[-1].text
    assert "Pada hari Rabu, 25 November 2026, pukul 09.05 sampai 11.40 WITA, bertempat di Aula DPMD" in opening
    assert not held.minutes().is_draft


def test_what_the_office_has_to_fill_in_stands_in_brackets(held):
    item = held.minutes()
    blocks = next(part for part in section(item, "Penutup") if isinstance(part, Signatures)).blocks
    lines = [*item.letterhead, item.number.removeprefix("Nomor: "), *(line for _, names in blocks for line in names)]
    assert all(line.startswith("[") and line.endswith("]") for line in lines) and len(blocks) == 2


def test_everybody_who_took_part_has_a_line_to_sign(held):
    assert [row[:2] for row in grid(held.minutes(), "Daftar hadir").rows] == [("1", "DPMD"), ("2", "Dinas Pariwisata")]


def test_every_kawasan_has_a_map_in_words_too(held):
    found = [part for each in held.minutes().sections for part in each.parts if isinstance(part, KawasanMap)]
    assert [part.kode_kawasan for part in found] == ["KPP-BJR", "KPP-TBL", "KPP-TNB"]
    assert all("desa anggota" in part.description for part in found)


def test_a_meeting_that_is_on_is_a_draft_of_the_data_as_they_are(begun):
    item = begun.minutes()
    assert item.is_draft and item.revision == begun.now.revisi
    assert item.sections[0].parts[0].text.startswith("KONSEP") and "[waktu selesai]" in item.sections[0].parts[-1].text
    assert "belum mencatat keputusan" in words(item, "2. Keputusan")
    assert "Tidak ada data program yang diubah" in words(item, "Perubahan")


def test_the_saved_agenda_gives_order_and_titles_and_hides(begun):
    rows = [
        ("keputusan", {"nomor": 1, "judul": "Tindak lanjut Februari"}),
        ("provinsi", {"nomor": 2, "tampil": False}),
        ("teks-1", {"nomor": 3, "jenis": "teks", "judul": "Arahan Kepala Dinas", "isi": "…"}),
        ("kpp-tnb", {"nomor": 4}),
    ]
    usual = {"tampil": True, "jenis": "data"}
    begun.save([Change("bingkai_rapat", f"{begun.kode}|{kode}", usual | row) for kode, row in rows])
    assert section(begun.minutes(), "Agenda")[0].lines == (
        "Tindak lanjut Februari",
        "Arahan Kepala Dinas",
        "Kawasan Agropolitan",
    )


def test_without_a_saved_agenda_the_natural_one_stands(begun):
    agenda = section(begun.minutes(), "Agenda")[0].lines
    assert agenda[:2] == ("Provinsi Kalimantan Selatan", "Keputusan rapat yang masih terbuka")
    assert "Kawasan Agropolitan" in agenda


def test_a_meeting_about_one_kawasan_has_the_numbers_of_that_one(tmp_path):
    found = held_meeting.begun(tmp_path, kawasan="KPP-TNB")
    item = found.minutes()
    assert item.kawasan == ("KPP-TNB",)
    assert grid(item, "Program menurut OPD").head == ("OPD", "Agropolitan", "Jumlah")
    assert "Kawasan: Agropolitan" in words(item, "Dasar data")


def test_decisions_recorded_after_the_end_say_so(begun):
    begun.save(forms.end_meeting(begun.rapat, begun.now, held_meeting.OVER))
    begun.decide("Menyusul")
    assert grid(begun.minutes(), "2. Keputusan").rows[0][1] == "Menyusul\n(dicatat setelah rapat berakhir)"


def test_a_meeting_that_was_only_recorded_has_its_decisions_and_no_hours(begun):
    typed = {"tanggal": "2026-10-01", "judul": "Rapat Oktober"}
    begun.save(forms.parse_meeting(begun.now, typed, DAY, held_meeting.BEGUN, MeetingStatus.SELESAI))
    other = replace(begun, kode="RPT-2026-10-01")
    other.decide("Dicatat belakangan")
    item = other.minutes()
    assert grid(item, "2. Keputusan").rows[0][1] == "Dicatat belakangan" and not item.is_draft
    assert "[waktu mulai]" in item.sections[0].parts[-1].text and "[tempat rapat]" in item.sections[0].parts[-1].text
    assert len(grid(item, "Daftar hadir").rows) == 8


def test_the_meeting_of_before_the_data_says_that_it_saw_none_of_it(begun):
    first = replace(begun, kode="RPT-2026-02-04")
    item = first.minutes()
    assert "sebelum data dicatat" in words(item, "Dasar data") and not item.has_samples
    assert grid(item, "2. Keputusan").rows[0][0] == "KPT-001"


def test_a_file_is_called_by_meeting_and_revision(held):
    assert build.minutes_file_name(held.rapat, 17) == "Berita-acara_RPT-2026-11-25_rev17"
