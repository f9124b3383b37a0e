"""The presentation as data: which frames a filter gives, and what each says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.provinces import OWN
from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import (
    OPD,
    AdminArea,
    AreaLevel,
    Choice,
    DataKind,
    DesaMembership,
    Intervensi,
    Kawasan,
    KawasanDesa,
    Lokus,
)
from tkpkp_geo.meeting.frames.build_frames import build_frames
from tkpkp_geo.meeting.frames.frame_records import Figure, Frame


def row(kode: str, opd: str, *kawasan: str, **fields) -> Intervensi:
    places = tuple(Lokus(AreaLevel.KAWASAN, item, kode_kawasan=item) for item in kawasan)
    usual = {"lokus": places, "jenis_data": DataKind.RESMI, "diubah_pada": "2026-02-04", "verifikasi": "terverifikasi"}
    return Intervensi(kode, opd, f"Program {kode}", "2026", "rencana", **usual | fields)


def desa(kode: str) -> Lokus:
    return Lokus(AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan="KPP-A")


TODAY = "2026-11-24"
ROWS = (
    row("1", "SATU", "KPP-A", "KPP-B", pagu=1_000_000_000, fungsi_kawasan="ekonomi"),
    row("2", "SATU", lokus=(desa("63.01.01.2001"),), fungsi_kawasan="ekonomi"),
    row("3", "DUA", pagu=500_000_000, jenis_data=DataKind.CONTOH, diubah_pada="2026-11-24"),
)


def dataset(rows=ROWS) -> Dataset:
    areas = {
        kode: AdminArea(kode, nama, "desa", "desa", 1.0, 115.0, -3.0, 100.0)
        for kode, nama in (("63.01.01.2001", "Hulu"), ("63.01.01.2002", "Hilir"), ("63.01.02.2001", "Muara"))
    }
    return Dataset(
        province=OWN,
        kawasan=(
            Kawasan("KPP-A", "Kawasan A", "63.01", ("63.01.01", "63.01.02"), "", "", ""),
            Kawasan("KPP-B", "Kawasan B", "63.02", ("63.02.01",), "", "", ""),
        ),
        kawasan_desa=tuple(KawasanDesa("KPP-A", kode, DesaMembership.BERITA, "") for kode in areas),
        opd=(
            OPD("SATU", "Dinas Satu", "", (), "disebut", "hijau", "persegi", "SAT"),
            OPD("DUA", "Dinas Dua", "D2", (), "disebut", "marun", "persegi", "DUA"),
        ),
        intervensi=rows,
        referensi={
            "fungsi": (Choice("ekonomi", "Ekonomi"), Choice("sosial", "Layanan sosial")),
            "tahun": (Choice("2026", "2026"),),
        },
        wilayah=areas,
        revisi=1,
    )


def by_id(data: Dataset, flt: Filter | None = None, unknown=()) -> dict[str, Frame]:
    asked = flt or Filter()
    if not asked.data:
        asked = replace(asked, tampil=("semua",))
    return {frame.id: frame for frame in build_frames(data, asked, TODAY, unknown)}


def figures(frame: Frame) -> dict[str, str]:
    return {figure.label: figure.value for figure in frame.figures}


def lines(frame: Frame, heading: str) -> list[str]:
    return [line.text for section in frame.sections if section.heading == heading for line in section.lines]


def test_frames_come_in_the_order_of_a_meeting():
    assert list(by_id(dataset())) == ["pembuka", "provinsi", "kpp-a", "kpp-b", "perlu-dibahas", "belum-berlokus"]
    chosen = by_id(dataset(), Filter(opd=("SATU",), kawasan=("KPP-B",)))
    assert list(chosen) == ["pembuka", "provinsi", "kpp-b", "opd-satu", "perlu-dibahas", "belum-berlokus"]


def test_kecamatan_shows_its_own_kawasan_and_members_alone():
    shown = by_id(dataset(), Filter(kecamatan=("63.01.01",)))
    assert "kpp-b" not in shown
    assert figures(shown["kpp-a"])["desa anggota"] == "2"
    assert lines(shown["kpp-a"], "Perlu dibahas")[0] == "1 dari 2 desa anggota belum terjangkau: Hilir"


def test_program_in_two_kawasan_counts_once_in_the_province():
    shown = by_id(dataset())
    assert figures(shown["provinsi"])["program"] == "3"
    assert figures(shown["provinsi"])["pagu 2026"] == "Rp1,5 miliar"
    assert figures(shown["kpp-a"])["program"] == "2" and figures(shown["kpp-b"])["program"] == "1"
    assert shown["provinsi"].notes == (
        "1 program lintas kawasan dihitung sekali",
        "1 program belum berlokus ikut dihitung",
    )
    assert by_id(dataset(), Filter(kawasan=("KPP-B",)))["provinsi"].notes == ()


def test_kawasan_names_what_is_missing_and_who_waits():
    frame = by_id(dataset())["kpp-a"]
    assert lines(frame, "Perlu dibahas") == [
        "2 dari 3 desa anggota belum terjangkau: Hilir dan Muara",
        "Layanan sosial: belum ada OPD",
        "1 dari 2 program: pagu belum diisi",
    ]
    assert lines(frame, "Menunggu lokus") == ["Program 3"]
    assert frame.figures[0] == Figure("3", "desa anggota", "menurut berita")
    assert frame.focus == ("KPP-A",) and frame.flt.kawasan == ("KPP-A",)


def test_gaps_under_a_narrower_filter_say_so():
    headings = [section.heading for section in by_id(dataset(), Filter(opd=("DUA",)))["kpp-a"].sections]
    assert "Perlu dibahas dalam saringan ini" in headings and "Perlu dibahas" not in headings


def test_empty_money_is_never_zero():
    rows = (row("1", "SATU", "KPP-A"),)
    shown = by_id(dataset(rows))
    assert shown["kpp-a"].figures[3].value == text.NOT_FILLED_IN
    assert shown["kpp-b"].figures[3].value == "–"
    assert lines(shown["kpp-b"], "Perlu dibahas") == ["belum ada program"]


def test_opd_frame_groups_its_programs_by_kawasan():
    frame = by_id(dataset(), Filter(opd=("SATU", "DUA")))["opd-satu"]
    assert [(section.heading, section.count) for section in frame.sections] == [("Kawasan A", "2"), ("Kawasan B", "1")]
    assert figures(frame)["kawasan"] == "2 dari 2" and figures(frame)["program"] == "2"
    assert frame.flt.opd == ("SATU",) and "OPD: Satu" in frame.footer


def test_sample_flag_follows_the_rows_of_the_frame():
    assert by_id(dataset())["kpp-b"].sample  # the sample waits for a place there too
    shown = by_id(dataset(), Filter(opd=("SATU", "DUA")))
    assert (shown["opd-satu"].sample, shown["opd-dua"].sample, shown["belum-berlokus"].sample) == (False, True, True)
    assert not any(frame.sample for frame in by_id(dataset(), Filter(data=("resmi",))).values())


def test_footer_says_filter_date_and_source():
    everything = "Tampilan: semua, juga yang belum terverifikasi"
    footer = by_id(dataset())["provinsi"].footer
    assert footer == f"Semua OPD · {everything} · semua tahun · Data per 24 November 2026 · {OWN.boundary_credit}"
    footer = by_id(dataset(), Filter(tahun=("2026",), data=("resmi",)))["provinsi"].footer
    assert footer == f"Semua OPD · Tahun: 2026 · Data: Resmi · Data per 4 Februari 2026 · {OWN.boundary_credit}"


def test_opening_names_the_unknown_parts_of_a_link():
    frame = by_id(dataset(), unknown=[("opd", "XYZ"), ("warna", None)])["pembuka"]
    assert lines(frame, "Bagian tautan yang tidak dikenal, diabaikan") == ["“opd=XYZ”", "kunci “warna”"]
    assert "Data per 24 November 2026" in lines(frame, "Data")


def test_only_lists_of_programs_are_counted_in_programs():
    found = by_id(dataset(), Filter(opd=("SATU", "DUA"), tampil=("semua",)))
    listed = {name for name, frame in found.items() if any(part.kind == "list" for part in frame.sections)}
    assert listed == {"opd-satu", "opd-dua", "belum-berlokus"}


def test_nothing_at_all_still_gives_frames():
    shown = by_id(dataset(()))
    assert shown["belum-berlokus"].notes == ("Semua program dalam saringan sudah berlokus",)
    assert "Tanggal data belum diisi" in shown["provinsi"].footer


ALL = Filter(tampil=("semua",))


@pytest.mark.parametrize("flt", [Filter(), ALL, replace(ALL, opd=("DISPAR",)), replace(ALL, tahun=("2026",))], ids=str)
def test_real_data_adds_up(flt):
    data = workspace.current().dataset
    shown = {frame.id: frame for frame in build_frames(data, flt, TODAY)}
    total = select.build_totals(select.select_programs(data, flt))
    assert figures(shown["provinsi"])["program"] == text.format_number(total.program)
    for item in data.kawasan:
        frame = shown[item.kode_kawasan.lower()]
        by_opd = [int(line.right) for section in frame.sections if section.kind == "opd" for line in section.lines]
        assert str(sum(by_opd)) == figures(frame)["program"] and str(len(by_opd)) == figures(frame)["OPD mendukung"]
    waiting = sum(len(section.lines) for section in shown["belum-berlokus"].sections)
    assert waiting == len(select.find_unplaced(data, flt))


def test_ids_are_unique_and_no_frame_is_without_footer():
    data = workspace.current().dataset
    shown = build_frames(data, Filter(opd=tuple(item.kode_opd for item in data.opd)), TODAY)
    assert len({frame.id for frame in shown}) == len(shown) == 8 + len(data.opd)
    assert all(OWN.boundary_credit in frame.footer and frame.title for frame in shown)
