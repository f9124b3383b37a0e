"""A packet says the same of a view as the screens do, and its files are named for the view."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tests.support import sample_packets
from tests.support.expected_rows import expected
from tkpkp_geo import workspace
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement
from tkpkp_geo.domain import text
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.export.packet import tables
from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.files import packet_file_name


def test_numbers_count_every_program_once_under_any_filter():
    for flt in sample_packets.random_filters(workspace.current().dataset, 50):
        packet = sample_packets.packet(flt)
        found = {item.kode: item.value for item in packet_numbers(packet)}
        assert expected(packet.dataset, flt).numbers == found, flt


def test_money_that_nobody_gave_is_said_to_be_missing():
    rows = tuple(replace(row, pagu=None) for row in workspace.current().dataset.intervensi)
    packet = sample_packets.packet(dataset=replace(workspace.current().dataset, intervensi=rows))
    found = {item.kode: item.words for item in packet_numbers(packet)}
    assert found["pagu"] == text.NOT_FILLED_IN and found["tanpa_pagu"] == found["program"]


def test_samples_are_marked_wherever_there_are_any_and_nowhere_else():
    assert packet_source(sample_packets.packet()).sample_mark == text.SAMPLE_DATA
    official = packet_source(sample_packets.packet(Filter()))
    assert official.sample_mark == "" and text.SAMPLE_DATA not in official.line
    assert any("hanya data resmi yang terverifikasi" in fact.words for fact in official.facts)


def test_the_source_names_filter_day_and_revision():
    found = {fact.kode: fact.words for fact in packet_source(sample_packets.packet(Filter(kawasan=("KPP-TBL",)))).facts}
    assert "Agrowisata Hortikultura" in found["saringan"] and found["revisi"] == "1" and "Data per" in found["data"]


@pytest.mark.parametrize(
    ("flt", "name"),
    [
        (Filter(), "TKPKP_Kalsel_rev1.pptx"),
        (Filter(kawasan=("KPP-TBL",), tahun=("2026",)), "TKPKP_Kalsel_KPP-TBL_2026_rev1.pptx"),
        (Filter(opd=("A", "B", "C")), "TKPKP_Kalsel_3-opd_saringan-XXXXXX_rev1.pptx"),
        (Filter(dana=("APBD",), tampil=("semua",)), "TKPKP_Kalsel_saringan-XXXXXX_semua-data_rev1.pptx"),
    ],
)
def test_a_name_tells_the_view(flt, name):
    assert (
        re.sub(r"saringan-[0-9a-f]{6}_", "saringan-XXXXXX_", packet_file_name(sample_packets.packet(flt), "pptx"))
        == name
    )


def test_views_that_a_name_does_not_spell_out_have_names_of_their_own():
    dataset = workspace.current().dataset
    views = [
        Filter(opd=("A", "B", "C")),
        Filter(opd=("A", "B", "D")),
        Filter(dana=("APBD",)),
        Filter(status=("usulan",)),
        *(Filter(id=(kode,)) for kode in dataset.ids),
    ]
    assert len({packet_file_name(sample_packets.packet(flt), "pptx") for flt in views}) == len(views)
    typed, read = Filter(data=("resmi",)), Filter(data=(DataKind.RESMI,))
    assert packet_file_name(sample_packets.packet(typed), "pptx") == packet_file_name(
        sample_packets.packet(read), "pptx"
    )


def test_a_name_tells_a_measure_that_is_not_the_usual_one():
    assert packet_file_name(sample_packets.packet(Filter(), measure="pagu"), "pptx") == "TKPKP_Kalsel_pagu_rev1.pptx"


def test_the_atlas_has_every_area_in_view():
    assert [area.kode for area in sample_packets.packet(Filter(kawasan=("KPP-TBL",))).areas] == [
        "",
        "KPP-TBL",
        "63.09.05",
        "63.09.10",
    ]
    assert [area.kode for area in sample_packets.packet(Filter(kecamatan=("63.09.10",))).areas] == [
        "",
        "KPP-TBL",
        "63.09.10",
    ]


def test_totals_of_a_table_count_a_program_of_two_kawasan_once():
    packet = sample_packets.packet()
    *rows, total = tables.kawasan_table(packet).rows
    assert sum(int(row[4]) for row in rows) + len(packet.unplaced) > int(total[4]) == len(packet.rows)


@pytest.mark.parametrize("susunan", Arrangement)
def test_a_matrix_ends_with_the_packets_own_totals(susunan):
    packet = sample_packets.packet()
    last = tables.matrix_table(packet, susunan).rows[-1][-1].split("\n")
    assert last[:2] == [f"{len(packet.rows)} program", text.format_rupiah_in_full(packet.totals.pagu)]


def test_a_program_is_listed_with_its_marks_and_its_places():
    packet = sample_packets.packet()
    grid = tables.program_table(packet, packet.rows)
    assert len(grid.rows) == len(packet.rows)
    for row in packet.rows:
        line = next(line for line in grid.rows if line[2].split("\n")[0] == row.program and line[4] == row.tahun)
        assert (text.SAMPLE_DATA in line[2]) == row.contoh and (line[3] == text.WITHOUT_LOKUS) == (not row.lokus)


def test_nothing_in_view_makes_empty_tables_and_no_error():
    packet = sample_packets.packet(sample_packets.NOTHING)
    assert tables.program_table(packet, packet.rows).rows == () and tables.kawasan_table(packet).rows[-1][4] == "0"
