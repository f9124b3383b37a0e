"""All rules together: a planted office, answers and fingerprints, what a filter touches, and the way to the map."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.planted_office import (
    D1,
    D2,
    D3,
    EKONOMI,
    FUNGSI,
    KPP,
    SOSIAL,
    TANI,
    TODAY,
    WHOLE,
    dataset,
    desa,
    found,
    program,
)
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.flags.rules import RULE_TITLES, Rule, format_rule
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DataKind, Verification
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, FlagAnswer

OLD = "2026-01-01"
WORDS = tuple(ChainWord(str(mata), mata) for mata in ChainLink)


def planted(**given):
    """Give an office in which each rule has its case, and beside it rows that just miss one."""
    return dataset(
        # One fungsi, desa and year by two OPD; the same pair once more, a year apart.
        program("G1", "PUPR", desa(D1), fungsi_kawasan=EKONOMI),
        program("G2", "DISPAR", desa(D1), fungsi_kawasan=EKONOMI),
        program("G3", "DPMD", desa(D1), fungsi_kawasan=EKONOMI, tahun="2027"),
        # All but SOSIAL are served in 2026, all in 2027; D3 is reached by nothing.
        *(program(f"F{i}", "DPMD", WHOLE, fungsi_kawasan=kode) for i, kode in enumerate(FUNGSI) if kode != SOSIAL),
        *(program(f"H{i}", "DPMD", WHOLE, fungsi_kawasan=kode, tahun="2027") for i, kode in enumerate(FUNGSI)),
        # Money without a place; a place without money.
        program("P1", "DPMD", pagu=4_000_000),
        program("P2", "DPMD", desa(D2)),
        # An OPD that has been quiet; one that is quiet and done.
        program("L1", "DISBUNNAK", WHOLE, diubah_pada=OLD),
        program("L2", "DKP", WHOLE, diubah_pada=OLD, status="selesai"),
        # On 1 July 181 of 364 days have gone, 49.7 %.
        program("T1", "DPMD", WHOLE, status="berjalan", realisasi_fisik=20),
        program("T2", "DPMD", WHOLE, status="berjalan", realisasi_fisik=30),
        # A chain in D2; two of its links in D1.
        program("R1", "PUPR", desa(D2), desa(D1), program="Pelatihan"),
        program("R2", "DISPAR", desa(D2), desa(D1), program="Sarana"),
        program("R3", "DISPAR", desa(D2), program="Pasar"),
        kata_rantai=WORDS,
        **given,
    )


PLANTED = {
    (Rule.OVERLAP, ("G1", "G2")),
    (Rule.UNSERVED_FUNGSI, ()),
    (Rule.UNREACHED_DESA, ()),
    (Rule.PAGU_WITHOUT_LOKUS, ("P1",)),
    (Rule.LONG_SILENT, ("L1",)),
    (Rule.PHYSICAL_BEHIND, ("T1",)),
    (Rule.CHAIN, ("R1", "R2", "R3")),
}


def by_rule(data, flt=None):
    return {flag.rule: flag for flag in found(data, flt=flt)}


def test_every_planted_case_is_found_and_no_other():
    told = found(planted())
    assert {(flag.rule, flag.ids) for flag in told} == PLANTED and len(told) == len(PLANTED)
    gaps = by_rule(planted())
    assert (gaps[Rule.UNSERVED_FUNGSI].tahun, gaps[Rule.UNSERVED_FUNGSI].fungsi) == ("2026", SOSIAL)
    assert gaps[Rule.UNREACHED_DESA].desa == (D3,)
    assert len({flag.kode for flag in told}) == len({flag.fingerprint for flag in told}) == len(told)


def test_no_flag_passes_a_verdict():
    for flag in found(planted()):
        words = f"{flag.title} {flag.reason} {RULE_TITLES[flag.rule]}".casefold()
        assert not any(word in words for word in ("salah", "gagal", "buruk", "lalai", "pelanggaran"))


def test_rules_name_the_threshold_that_holds():
    data = planted()
    assert "lebih dari 90 hari" in format_rule(data, Rule.LONG_SILENT)
    assert all(format_rule(data, aturan) and RULE_TITLES[aturan] for aturan in Rule)


def test_samples_and_drafts_make_flags_only_where_they_are_shown():
    rows = [replace(row, jenis_data=DataKind.CONTOH, verifikasi=Verification.DRAF) for row in planted().intervensi]
    data = dataset(*rows, kata_rantai=WORDS)
    assert {flag.rule for flag in found(data)} == {Rule.UNSERVED_FUNGSI, Rule.UNREACHED_DESA}
    shown = {(flag.rule, flag.ids) for flag in found(data, flt=Filter(tampil=("semua",)))}
    assert shown == PLANTED - {(Rule.LONG_SILENT, ("L1",))}


def answers(data, flt=None):
    return tuple(
        FlagAnswer(flag.kode, flag.fingerprint, "Selesai dibahas", "dpmd", TODAY, 9) for flag in found(data, flt=flt)
    )


def test_an_answered_flag_stays_answered():
    data = planted(tanggapan=answers(planted()))
    assert all(flag.answer and flag.answer.catatan == "Selesai dibahas" for flag in found(data))
    assert all(flag.earlier_answers == () for flag in found(data))


@pytest.mark.parametrize("aturan", sorted(aturan for aturan, ids in PLANTED if ids))
def test_it_comes_back_when_one_of_its_rows_changes_and_remembers_its_answer(aturan):
    before = by_rule(planted())[aturan]
    data = planted(tanggapan=answers(planted()))
    rows = tuple(replace(row, revisi=2) if row.id == before.ids[-1] else row for row in data.intervensi)
    after = {flag.rule: flag for flag in found(replace(data, intervensi=rows))}
    assert after[aturan].answer is None and [item.sidik for item in after[aturan].earlier_answers] == [
        before.fingerprint
    ]
    others = [flag for rule, flag in after.items() if before.ids[-1] not in flag.ids]
    assert len(others) == len(after) - 1 and all(flag.answer for flag in others)


def test_an_absence_comes_back_when_it_is_another_one():
    data = planted(tanggapan=answers(planted()))
    fewer = tuple(row for row in data.intervensi if D2 not in {place.kode for place in row.lokus})
    flag = {flag.rule: flag for flag in found(replace(data, intervensi=fewer))}[Rule.UNREACHED_DESA]
    assert flag.desa == (D2, D3) and flag.answer is None and len(flag.earlier_answers) == 1
    unrelated = tuple(replace(row, revisi=7) for row in data.intervensi)
    again = {flag.rule: flag for flag in found(replace(data, intervensi=unrelated))}
    assert again[Rule.UNSERVED_FUNGSI].answer and again[Rule.UNREACHED_DESA].answer


ALL = {aturan for aturan, _ in PLANTED}
GAPS = {Rule.UNSERVED_FUNGSI, Rule.UNREACHED_DESA}


@pytest.mark.parametrize(
    ("flt", "rules"),
    [
        (Filter(opd=("DISPAR",)), GAPS | {Rule.OVERLAP, Rule.CHAIN}),
        (Filter(opd=("DISBUNNAK",)), GAPS | {Rule.LONG_SILENT}),
        (Filter(status=("berjalan",)), GAPS | {Rule.PHYSICAL_BEHIND}),
        (Filter(kawasan=(KPP,)), ALL - {Rule.PAGU_WITHOUT_LOKUS}),
        (Filter(kawasan=("KPP-TBL",)), set()),
        (Filter(kecamatan=("63.03.05",)), {Rule.OVERLAP, Rule.CHAIN, Rule.UNSERVED_FUNGSI}),
        (Filter(kecamatan=("63.03.14",)), GAPS),
        (Filter(kecamatan=("63.09.05",)), set()),
        (Filter(tahun=("2027",)), {Rule.UNREACHED_DESA}),
        (Filter(fungsi=(TANI,)), {Rule.UNREACHED_DESA}),
        (Filter(fungsi=(SOSIAL,)), GAPS),
        (Filter(id=("G1",)), {Rule.OVERLAP}),
        (Filter(id=("G1", "T1")), {Rule.OVERLAP, Rule.PHYSICAL_BEHIND}),
    ],
)
def test_a_filter_keeps_the_flags_that_it_touches(flt, rules):
    data = dataset(*planted().intervensi, kata_rantai=WORDS, kawasan=(KPP, "KPP-TBL"))
    kept = [flag for flag in found(data, flt=flt) if "KPP-TBL" not in flag.kawasan or KPP in flag.kawasan]
    assert {flag.rule for flag in kept} == rules


def test_a_filter_never_makes_a_flag():
    data = planted()
    whole = {(flag.kode, flag.fingerprint) for flag in found(data)}
    for flt in (Filter(opd=("PUPR",)), Filter(dana=("DAK",)), Filter(tahun=("2027",)), Filter(fungsi=(EKONOMI,))):
        assert {(flag.kode, flag.fingerprint) for flag in found(data, flt=flt)} <= whole


def test_another_kawasan_that_a_row_also_reaches_is_not_spoken_of():
    far = replace(desa("63.09.05.2002"), kode_kawasan="KPP-TBL")
    rows = [replace(row, lokus=(*row.lokus, far)) if row.id == "G1" else row for row in planted().intervensi]
    data = dataset(*rows, kata_rantai=WORDS, kawasan=(KPP, "KPP-TBL"))
    assert Rule.OVERLAP not in by_rule(data, Filter(kawasan=("KPP-TBL",)))
    assert Rule.OVERLAP in by_rule(data, Filter(kawasan=(KPP,)))


def test_each_flag_leads_to_exactly_its_rows():
    data = planted()
    for flag in found(data):
        assert tuple(row.id for row in select.select_programs(data, flag.flt)) == flag.ids or flag.ids == ()
        assert flag.is_exact
    gaps = by_rule(data)
    nobody = gaps[Rule.UNSERVED_FUNGSI].flt
    assert (
        nobody == Filter(kawasan=(KPP,), tahun=("2026",), fungsi=(SOSIAL,))
        and select.select_programs(data, nobody) == ()
    )
    assert gaps[Rule.UNREACHED_DESA].flt == Filter(kawasan=(KPP,))


def test_the_way_to_the_map_keeps_the_way_of_looking_and_names_the_kawasan_that_holds_all_rows():
    flt = Filter(tampil=("semua",), opd=("PUPR",))
    told = by_rule(planted(), flt)[Rule.OVERLAP].flt
    assert told == Filter(tampil=("semua",), id=("G1", "G2"), kawasan=("KPP-BJR",))


def test_more_programs_than_a_link_can_name_are_shown_by_keys_or_in_part():
    rows = [program(f"X{i:03}", "DISBUNNAK", diubah_pada=OLD, pagu=1) for i in range(301)]
    data = dataset(*rows, program("X-selesai", "DISBUNNAK", diubah_pada=OLD, status="selesai"))
    told = by_rule(data)
    quiet, unplaced = told[Rule.LONG_SILENT], told[Rule.PAGU_WITHOUT_LOKUS]
    assert quiet.is_exact and not quiet.flt.id
    assert tuple(row.id for row in select.select_programs(data, quiet.flt)) == quiet.ids
    assert not unplaced.is_exact and unplaced.flt.id == unplaced.ids[:300] and len(unplaced.ids) == 301
    assert by_rule(dataset(*rows[:300]))[Rule.PAGU_WITHOUT_LOKUS].is_exact
