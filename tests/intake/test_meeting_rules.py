"""Milestones, words of chains, meetings and decisions as tables: what is sound is kept, the rest is told."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, MilestoneState
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.meeting_rules import read_chain_word, read_decision, read_meeting, read_milestone

KAWASAN = workspace.current().dataset.kawasan_by_kode


def row(**cells: str) -> tuple[Row, list]:
    problems: list = []
    return Row("uji.csv", 2, cells, problems), problems


def test_committed_tables_tell_the_meeting_its_decision_and_the_known_milestone():
    dataset = workspace.current().dataset
    (rapat,), (keputusan,), (tonggak,) = dataset.rapat, dataset.keputusan, dataset.tonggak
    assert rapat.tanggal == "2026-02-04" and rapat.revisi_data is None
    assert keputusan.kode_rapat == rapat.kode and keputusan.status is DecisionStatus.TERBUKA
    assert keputusan.kawasan == tuple(KAWASAN) and keputusan.tenggat == ""
    assert (tonggak.kode_kawasan, tonggak.kode, tonggak.keadaan) == ("KPP-TBL", "perbup-rpkp", MilestoneState.ADA)
    assert {item.mata for item in dataset.kata_rantai} == set(ChainLink)


def test_a_word_is_kept_in_small_letters_with_single_spaces():
    cells, problems = row(kata=" Sekolah   Lapang ", mata="pelatihan")
    assert read_chain_word(cells) == ChainWord("sekolah lapang", ChainLink.PELATIHAN) and problems == []


@pytest.mark.parametrize(
    ("read", "cells", "kolom"),
    [
        (read_chain_word, {"kata": "pasar", "mata": "dagang"}, "mata"),
        (read_chain_word, {"kata": "", "mata": "pasar"}, "kata"),
        (read_chain_word, {"kata": "a|b", "mata": "pasar"}, "kata"),
        (
            lambda r: read_milestone(r, KAWASAN, ["sk"]),
            {"kode_kawasan": "X", "kode": "sk", "keadaan": "belum ada"},
            "kode_kawasan",
        ),
        (
            lambda r: read_milestone(r, KAWASAN, ["sk"]),
            {"kode_kawasan": "KPP-TBL", "kode": "?", "keadaan": "belum ada"},
            "kode",
        ),
        (
            lambda r: read_milestone(r, KAWASAN, ["sk"]),
            {"kode_kawasan": "KPP-TBL", "kode": "sk", "keadaan": "nanti"},
            "keadaan",
        ),
        (lambda r: read_meeting(r, KAWASAN), {"kode": "R", "tanggal": "4/2/2026", "judul": "Rapat"}, "tanggal"),
        (lambda r: read_meeting(r, KAWASAN), {"kode": "R", "tanggal": "2026-02-04", "judul": ""}, "judul"),
        (lambda r: read_decision(r, ["R"], KAWASAN), {"kode": "K", "kode_rapat": "S", "isi": "x"}, "kode_rapat"),
    ],
)
def test_a_row_that_does_not_say_what_it_is_is_told_and_left_out(read, cells, kolom):
    typed, problems = row(**cells)
    assert read(typed) is None
    assert [item.kolom for item in problems] == [kolom]
    assert all(item.berkas == "uji.csv" and item.baris == 2 and item.saran for item in problems)


def test_an_unknown_kawasan_of_a_meeting_is_told_and_the_others_are_kept():
    typed, problems = row(kode="R", tanggal="2026-02-04", judul="Rapat", kawasan="KPP-TBL; KPP-XXX")
    assert read_meeting(typed, KAWASAN).kawasan == ("KPP-TBL",)
    assert [(item.kolom, item.nilai) for item in problems] == [("kawasan", "KPP-XXX")]
