"""What is missing: a fungsi nobody serves, member desa that nothing reaches, money without a place."""

from __future__ import annotations

from tests.support.planted_office import (
    D1,
    D2,
    D3,
    EKONOMI,
    FUNGSI,
    KECAMATAN,
    KPP,
    MUKIM,
    PEMERINTAHAN,
    SOSIAL,
    TANI,
    WHOLE,
    dataset,
    desa,
    found,
    program,
)
from tkpkp_geo.analysis.flags.rules import Rule


def missing(data) -> list[tuple[str, str]]:
    return [(flag.tahun, flag.fungsi) for flag in found(data, Rule.UNSERVED_FUNGSI)]


def test_each_fungsi_that_no_program_of_the_year_serves_is_told():
    data = dataset(
        program("A", "PUPR", desa(D1), fungsi_kawasan=EKONOMI),
        program("B", "PUPR", WHOLE, fungsi_kawasan=TANI, tahun="2027"),
        program("C", "PUPR", WHOLE, tahun="2027"),
        program("D", "PUPR", fungsi_kawasan=SOSIAL),
        program("E", "PUPR", WHOLE, fungsi_kawasan=SOSIAL, status="batal"),
    )
    assert missing(data) == [
        *(("2026", kode) for kode in (TANI, MUKIM, PEMERINTAHAN, SOSIAL)),
        *(("2027", kode) for kode in (MUKIM, PEMERINTAHAN, SOSIAL, EKONOMI)),
    ]
    flag = found(data, Rule.UNSERVED_FUNGSI)[-1]
    assert flag.ids == () and flag.kawasan == (KPP,) and "1 belum menyebut fungsinya" in flag.reason


def test_a_kawasan_without_any_program_is_asked_for_the_present_year_only():
    assert missing(dataset()) == [("2026", kode) for kode in FUNGSI]
    only = dataset(program("A", "PUPR", WHOLE, tahun="2028", fungsi_kawasan=TANI))
    assert missing(only) == [("2028", kode) for kode in FUNGSI[1:]]


def test_a_fungsi_of_another_kawasan_does_not_serve_this_one():
    data = dataset(program("A", "PUPR", WHOLE, fungsi_kawasan=TANI), kawasan=(KPP, "KPP-TBL"))
    own = [(flag.kawasan, flag.fungsi) for flag in found(data, Rule.UNSERVED_FUNGSI)]
    assert ((KPP,), TANI) not in own and (("KPP-TBL",), TANI) in own and len(own) == 9


def test_member_desa_without_a_program_of_their_own_are_named():
    data = dataset(
        program("A", "PUPR", desa(D1)),
        program("B", "PUPR", KECAMATAN),
        program("C", "DPMD", WHOLE, KECAMATAN),
        program("D", "PUPR", desa("63.03.05.1001")),
    )
    (flag,) = found(data, Rule.UNREACHED_DESA)
    assert flag.desa == (D2, D3) and flag.ids == () and flag.tahun == ""
    assert flag.title.endswith("2 dari 3 desa anggota belum terjangkau")
    assert "2 program setingkat kecamatan atau kawasan" in flag.reason


def test_desa_that_are_all_reached_are_nothing_to_talk_about():
    data = dataset(program("A", "PUPR", desa(D1), desa(D2)), program("B", "PUPR", desa(D3), tahun="2029"))
    assert found(data, Rule.UNREACHED_DESA) == []
    (flag,) = found(dataset(*data.intervensi[:1]), Rule.UNREACHED_DESA)
    assert flag.desa == (D3,) and "setingkat" not in flag.reason


def test_money_without_a_place_is_told_by_opd_and_year_most_first():
    data = dataset(
        program("A", "PUPR", pagu=1_000_000),
        program("B", "PUPR", pagu=2_000_000),
        program("C", "DISPAR", pagu=9_000_000),
        program("D", "PUPR", pagu=1, tahun="2027"),
        program("E", "PUPR", desa(D1), pagu=5),
        program("F", "PUPR"),
        program("G", "PUPR", pagu=0),
        program("H", "PUPR", pagu=7, status="batal"),
    )
    told = found(data, Rule.PAGU_WITHOUT_LOKUS)
    assert [(flag.opd, flag.tahun, flag.ids) for flag in told] == [
        (("DISPAR",), "2026", ("C",)),
        (("PUPR",), "2026", ("A", "B")),
        (("PUPR",), "2027", ("D",)),
    ]
    assert "Rp3 juta" in told[1].title
