"""Programs that meet in one desa: the same fungsi by several OPD, and chains that fit together."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.planted_office import (
    D1,
    D2,
    EKONOMI,
    KECAMATAN,
    KPP,
    TANI,
    WHOLE,
    dataset,
    desa,
    found,
    point,
    program,
)
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain.records import AreaLevel, Lokus
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, ThresholdSetting

TWO = (
    program("A", "PUPR", desa(D1), fungsi_kawasan=EKONOMI),
    program("B", "DISPAR", point(D1), desa(D2), fungsi_kawasan=EKONOMI),
)


def test_two_opd_with_one_fungsi_in_one_desa_and_year_are_told():
    (flag,) = found(dataset(*TWO), Rule.OVERLAP)
    assert flag.ids == ("A", "B") and flag.opd == ("DISPAR", "PUPR") and flag.desa == (D1,)
    assert (flag.kawasan, flag.tahun, flag.fungsi) == ((KPP,), "2026", EKONOMI)
    assert flag.kode == f"ganda;{EKONOMI};{D1};2026" and "|" not in flag.kode and not flag.is_opportunity


@pytest.mark.parametrize(
    "other",
    [
        {"fungsi_kawasan": TANI},
        {"fungsi_kawasan": ""},
        {"tahun": "2027"},
        {"kode_opd": "PUPR"},
        {"lokus": (desa(D2),)},
        {"lokus": (KECAMATAN,)},
        {"lokus": (WHOLE,)},
        {"lokus": ()},
        {"lokus": (Lokus(AreaLevel.DESA, "63.01.01.2001", kode_desa="63.01.01.2001", kode_kec="63.01.01"),)},
        {"status": "batal"},
    ],
)
def test_what_differs_or_is_no_more_precise_than_a_kecamatan_does_not_meet(other):
    assert found(dataset(TWO[0], replace(TWO[1], **other)), Rule.OVERLAP) == []


def test_programs_without_a_fungsi_do_not_meet_each_other():
    assert found(dataset(*(replace(row, fungsi_kawasan="") for row in TWO)), Rule.OVERLAP) == []


def test_desa_outside_the_kawasan_are_not_asked():
    far = (Lokus(AreaLevel.DESA, "63.01.01.2001", kode_desa="63.01.01.2001", kode_kec="63.01.01"),)
    assert found(dataset(*(replace(row, lokus=far) for row in TWO)), Rule.OVERLAP) == []


def test_the_office_may_ask_for_more_opd():
    three = dataset(*TWO, program("C", "DPMD", desa(D1), fungsi_kawasan=EKONOMI))
    strict = (ThresholdSetting("opd_bersamaan", 3),)
    assert [flag.ids for flag in found(replace(three, ambang=strict), Rule.OVERLAP)] == [("A", "B", "C")]
    assert found(dataset(*TWO, ambang=strict), Rule.OVERLAP) == []


CHAIN = (
    program("A", "PUPR", desa(D1), program="PELATIHAN olah ikan"),
    program("B", "DISPAR", desa(D1), uraian="Membuat rumah   produksi abon"),
    program("C", "DISPAR", point(D1), kegiatan="Promosi, dan pameran", tahun="2028"),
    program("D", "DPMD", desa(D1), program="Rapat koordinasi"),
)
WORDS = (
    ChainWord("pelatihan", ChainLink.PELATIHAN),
    ChainWord("bimbingan teknis", ChainLink.PELATIHAN),
    ChainWord("rumah produksi", ChainLink.SARANA),
    ChainWord("promosi", ChainLink.PASAR),
    ChainWord("pasar", ChainLink.PASAR),
)


def chains(*rows, words=WORDS):
    return found(dataset(*rows, kata_rantai=words), Rule.CHAIN)


def test_training_facility_and_market_in_one_desa_are_an_opportunity():
    (flag,) = chains(*CHAIN)
    assert flag.ids == ("A", "B", "C") and flag.opd == ("DISPAR", "PUPR") and flag.desa == (D1,)
    assert flag.is_opportunity and "Peluang sinergi" in flag.reason


@pytest.mark.parametrize("missing", [0, 1, 2])
def test_a_chain_needs_all_three_links(missing):
    assert chains(*(row for number, row in enumerate(CHAIN) if number != missing)) == []


def test_a_chain_needs_two_opd():
    assert chains(*(replace(row, kode_opd="DISPAR") for row in CHAIN[:3])) == []


def test_a_chain_meets_in_one_desa():
    assert chains(CHAIN[0], CHAIN[1], replace(CHAIN[2], lokus=(desa(D2),))) == []


@pytest.mark.parametrize(
    ("typed", "fits"),
    [
        ("Pasar desa", True),
        ("revitalisasi (pasar) ikan", True),
        ("PASAR-PASAR", True),
        ("Pemasaran", False),
        ("Pasaran", False),
        ("promosi", True),
    ],
)
def test_words_are_recognised_whole_and_whatever_their_case(typed, fits):
    assert bool(chains(CHAIN[0], CHAIN[1], replace(CHAIN[2], kegiatan="", program=typed))) is fits


def test_a_phrase_does_not_reach_from_one_text_into_the_next():
    apart = replace(CHAIN[1], uraian="produksi abon", sub_kegiatan="Membuat rumah")
    assert chains(CHAIN[0], apart, CHAIN[2]) == []


def test_without_words_for_a_link_nothing_is_recognised():
    assert chains(*CHAIN, words=WORDS[:3]) == [] and chains(*CHAIN, words=()) == []
