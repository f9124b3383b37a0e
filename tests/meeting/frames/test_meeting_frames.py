"""The frames that a meeting goes through point by point: open decisions, and what is to be talked about."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.meeting.frames.test_build_frames import ROWS, TODAY, by_id, dataset, desa, figures, row
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import RULE_TITLES, Rule
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, FlagAnswer
from tkpkp_geo.meeting.frames.frame_records import Line

MEETINGS = (
    Meeting("R-BARU", "2026-11-14", "Rapat kedua"),
    Meeting("R-LAMA", "2026-02-04", "Rapat pertama", kawasan=("KPP-A", "KPP-B")),
)
DECISIONS = (
    Decision("K-1", "R-BARU", "Tetapkan lokus", "Dinas Satu", ("KPP-A",), "2026-11-20"),
    Decision("K-2", "R-LAMA", "Bahas program"),
    Decision("K-3", "R-BARU", "Sudah selesai", status=DecisionStatus.SELESAI),
    Decision("K-4", "R-BARU", "Dibatalkan", status=DecisionStatus.BATAL),
    Decision("K-5", "R-BARU", "Atur jadwal", "Dinas Dua", tenggat="2026-11-24"),
)


def decided(decisions=DECISIONS, **fields) -> Dataset:
    return replace(dataset(), rapat=MEETINGS, keputusan=decisions, **fields)


def open_lines(data: Dataset, flt: Filter | None = None) -> list[Line]:
    return [line for section in by_id(data, flt)["keputusan"].sections for line in section.lines]


def test_frames_of_the_meeting_have_their_place():
    shown = by_id(decided(), Filter(opd=("SATU",)))
    assert list(shown) == [
        "pembuka",
        "provinsi",
        "keputusan",
        "kpp-a",
        "kpp-b",
        "opd-satu",
        "perlu-dibahas",
        "belum-berlokus",
    ]


def test_open_decisions_come_nearest_deadline_first_with_who_where_and_when():
    assert open_lines(decided()) == [
        Line(
            "Tetapkan lokus",
            "Rapat 14 November 2026 · tenggat 20 November 2026, lewat 4 hari · Kawasan A"
            " · penanggung jawab: Dinas Satu",
            "10 hari",
        ),
        Line(
            "Atur jadwal",
            "Rapat 14 November 2026 · tenggat 24 November 2026 · penanggung jawab: Dinas Dua",
            "10 hari",
        ),
        Line(
            "Bahas program",
            "Rapat 4 Februari 2026 · tanpa tenggat · Kawasan A dan Kawasan B · penanggung jawab: belum diisi",
            "293 hari",
        ),
    ]
    assert figures(by_id(decided())["keputusan"]) == {"masih terbuka": "3", "lewat tenggat": "1", "tanpa tenggat": "1"}


def test_a_chosen_area_leaves_the_decisions_that_concern_it():
    assert [line.text for line in open_lines(decided(), Filter(kawasan=("KPP-B",)))] == ["Bahas program"]
    there = open_lines(decided(), Filter(kecamatan=("63.01.01",)))
    assert [line.text for line in there] == ["Tetapkan lokus", "Bahas program"]


def test_a_decision_follows_no_opd_and_the_frame_says_so():
    shown = by_id(decided(), Filter(opd=("DUA",)))["keputusan"]
    assert figures(shown)["masih terbuka"] == "3" and shown.notes == ("Keputusan hanya disaring menurut kawasan",)
    assert by_id(decided(), Filter(kawasan=("KPP-A",)))["keputusan"].notes == ()


def test_many_kawasan_are_counted():
    names = tuple(f"KPP-{i}" for i in range(5))
    only = (Decision("K", "R-BARU", "Isi", kawasan=names),)
    assert open_lines(decided(only))[0].note.endswith(
        " · KPP-0, KPP-1, KPP-2 dan 2 lainnya · penanggung jawab: belum diisi"
    )


def test_without_an_open_decision_there_is_no_frame():
    assert "keputusan" not in by_id(dataset())
    assert "keputusan" not in by_id(decided(DECISIONS[2:4]))
    assert "keputusan" not in by_id(decided(DECISIONS[:1]), Filter(kawasan=("KPP-B",)))


def test_decisions_are_never_marked_as_sample():
    assert by_id(decided())["provinsi"].sample and not by_id(decided())["keputusan"].sample


def sections(data: Dataset, flt: Filter | None = None) -> dict[str, tuple[str, int, list[str]]]:
    return {
        part.heading: (part.count, part.more, [line.text for line in part.lines])
        for part in by_id(data, flt)["perlu-dibahas"].sections
    }


def test_flags_stand_by_rule_with_count_and_first_titles():
    found = sections(dataset())
    assert found == {
        # Kawasan A and B both have a program of 2026 for ekonomi alone.
        RULE_TITLES[Rule.UNSERVED_FUNGSI]: (
            "2",
            0,
            ["Layanan sosial di Kawasan A, 2026: belum ada OPD", "Layanan sosial di Kawasan B, 2026: belum ada OPD"],
        ),
        RULE_TITLES[Rule.UNREACHED_DESA]: ("1", 0, ["Kawasan A: 2 dari 3 desa anggota belum terjangkau"]),
        RULE_TITLES[Rule.PAGU_WITHOUT_LOKUS]: ("1", 0, ["D2, 2026: Rp500 juta belum berlokus"]),
        RULE_TITLES[Rule.LONG_SILENT]: ("1", 0, ["Satu: 293 hari tanpa laporan"]),
    }
    shown = figures(by_id(dataset())["perlu-dibahas"])
    assert shown == {"perlu dibahas": "5", "peluang sinergi": "0", "sudah dibahas": "0"}


def test_flags_past_the_second_of_a_rule_are_counted():
    lagging = tuple(
        replace(
            row(str(i), "SATU", "KPP-A", pagu=100, realisasi=90, realisasi_fisik=float(i)),
            program=f"Ke-{i}",
            status="berjalan",
        )
        for i in range(5)
    )
    part = sections(dataset(lagging))[RULE_TITLES[Rule.PHYSICAL_BEHIND]]
    assert part == ("5", 3, ["Ke-0", "Ke-1"])


def test_several_opd_in_one_desa_are_named():
    place = (desa("63.01.01.2001"),)
    rows = [row(kode, kode, lokus=place, fungsi_kawasan="ekonomi") for kode in ("SATU", "DUA")]
    part = by_id(dataset(tuple(rows)))["perlu-dibahas"].sections[0]
    assert part.heading == RULE_TITLES[Rule.OVERLAP]
    assert part.lines == (Line("Ekonomi di Desa Hulu, 2026: 2 OPD", "Satu · D2"),)


def answered(data: Dataset, *which: Flag) -> Dataset:
    return replace(
        data, tanggapan=tuple(FlagAnswer(flag.kode, flag.fingerprint, "Sudah dibicarakan") for flag in which)
    )


def test_answered_flags_are_a_number_only():
    every = find_flags(dataset(), Filter(tampil=("semua",)), TODAY)
    data = answered(dataset(), every[0])
    assert figures(by_id(data)["perlu-dibahas"]) == {
        "perlu dibahas": "4",
        "peluang sinergi": "0",
        "sudah dibahas": "1",
    }
    assert sections(data)[RULE_TITLES[Rule.UNSERVED_FUNGSI]][0] == "1"
    assert "perlu-dibahas" not in by_id(answered(dataset(), *every))


def test_opportunities_have_a_section_of_their_own():
    place = (desa("63.01.01.2001"),)
    words = ("pelatihan", "sarana", "pasar")
    rows = [row(word, opd, lokus=place) for word, opd in zip(words, ("SATU", "DUA", "SATU"), strict=True)]
    data = replace(dataset(tuple(rows)), kata_rantai=tuple(ChainWord(mata.value, mata) for mata in ChainLink))
    shown = by_id(data)["perlu-dibahas"]
    part = shown.sections[-1]
    assert (part.heading, part.kind, part.count) == ("Peluang sinergi", "opportunity", "1")
    assert part.lines[0].text == "Desa Hulu: pelatihan, sarana, dan pasar bertemu" and part.lines[0].note
    assert figures(shown)["peluang sinergi"] == "1"


@pytest.mark.parametrize(("kind", "marked"), [(DataKind.CONTOH, True), (DataKind.RESMI, False)])
def test_a_sample_row_under_a_flag_marks_the_frame(kind, marked):
    rows = (*ROWS[:2], replace(ROWS[2], jenis_data=kind))
    assert by_id(dataset(rows))["perlu-dibahas"].sample is marked


def test_a_sample_row_under_no_flag_does_not_mark_the_frame():
    rows = (*ROWS[:2], replace(ROWS[2], pagu=None))
    shown = by_id(dataset(rows))
    assert shown["provinsi"].sample and not shown["perlu-dibahas"].sample
