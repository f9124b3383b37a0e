"""Is everything ready: each check fine and not fine, on real data."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, Decision, DecisionStatus, FrameKind, Meeting, MeetingStatus
from tkpkp_geo.domain.synergy_records import OpdReport, Statement
from tkpkp_geo.export import deck
from tkpkp_geo.meeting import presentation, readiness
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_order import build_entries
from tkpkp_geo.meeting.readiness import CheckState, Facts

TODAY = "2026-11-25"
FINE = Facts((), (), True, 50 * 2**30, 2**20, "http://192.168.1.10:8501")
EVERYTHING = Filter(tampil=("semua",))


@pytest.fixture(scope="module")
def space():
    return workspace.current()


@pytest.fixture(scope="module")
def rapat():
    return Meeting("RPT-X", TODAY, "Rapat", status=MeetingStatus.RENCANA)


@pytest.fixture(scope="module")
def natural(space, rapat):
    asked = presentation.build_presentation(space, rapat)
    return build_data_frames(space.dataset, asked.flt, TODAY, (), asked.meeting)


def found(dataset, rapat, natural, agenda=(), flt=EVERYTHING, facts=FINE) -> dict:
    entries = build_entries(natural, agenda, rapat.kode)
    return {item.kode: item for item in readiness.build_checks(dataset, rapat, flt, entries, TODAY, facts)}


def test_an_agenda_counts_once_it_is_saved_and_says_what_has_come_since(space, rapat, natural):
    assert found(space.dataset, rapat, natural)["agenda"].page == "rapat:agenda"
    rows = [AgendaFrame(rapat.kode, frame.id, i) for i, frame in enumerate(natural, 1)]
    whole = found(space.dataset, rapat, natural, rows)["agenda"]
    assert (whole.state, whole.words) == (CheckState.READY, f"{len(rows)} bingkai ditayangkan")
    assert "1 di antaranya baru" in found(space.dataset, rapat, natural, rows[:-1])["agenda"].words
    none = found(space.dataset, rapat, natural, [replace(row, tampil=False) for row in rows])["agenda"]
    assert none.state is CheckState.TO_DO and "semua bingkai disembunyikan" in none.words


def test_an_empty_frame_is_named_unless_it_is_hidden(space, rapat, natural):
    bare = [replace(frame, figures=(), sections=(), notes=()) if frame.id == "provinsi" else frame for frame in natural]
    line = found(space.dataset, rapat, bare)["kosong"]
    assert (line.state, line.words) == (CheckState.TO_DO, "1 kosong: Kalimantan Selatan")
    hidden = [AgendaFrame(rapat.kode, "provinsi", 1, tampil=False)]
    assert found(space.dataset, rapat, bare, hidden)["kosong"].state is CheckState.READY
    added = [
        AgendaFrame(rapat.kode, "teks-1", 1, judul="Aturan", jenis=FrameKind.TEKS),
        AgendaFrame(rapat.kode, "gambar-2", 2, judul="Bagan", jenis=FrameKind.GAMBAR, isi="Bagan"),
    ]
    assert found(space.dataset, rapat, natural, added)["kosong"].words == "2 kosong: Aturan dan Bagan"
    full = [replace(added[0], isi="x"), replace(added[1], sidik="abc")]
    assert found(space.dataset, rapat, natural, full)["kosong"].state is CheckState.READY


def test_a_kawasan_without_programs_is_an_empty_frame(space, rapat):
    dataset = replace(space.dataset, intervensi=())
    usual = build_data_frames(dataset, EVERYTHING, TODAY)
    names = found(dataset, rapat, usual)["kosong"].words
    assert names.startswith("4 kosong: ") and "Agropolitan" in names


def test_samples_in_view_are_counted_and_those_out_of_view_are_not(space, rapat, natural):
    samples = sum(row.contoh for row in space.dataset.intervensi)
    assert found(space.dataset, rapat, natural)["contoh"].words == f"{samples} program contoh ikut tampil"
    assert found(space.dataset, rapat, natural, flt=Filter())["contoh"].state is CheckState.READY


@pytest.mark.parametrize(("day", "state"), [("2026-11-25", "siap"), ("2026-10-26", "siap"), ("2026-10-25", "perlu")])
def test_data_are_fresh_for_a_month(space, rapat, natural, day, state):
    rows = tuple(replace(row, diubah_pada=day) for row in space.dataset.intervensi)
    assert found(replace(space.dataset, intervensi=rows), rapat, natural)["usia"].state == state


def test_without_data_the_line_says_so(space, rapat, natural):
    line = found(replace(space.dataset, intervensi=()), rapat, natural)["usia"]
    assert line.state is CheckState.TO_DO and "tidak ada data" in line.words


def test_silent_opd_are_named_and_a_statement_ends_their_silence(space, rapat, natural):
    line = found(space.dataset, rapat, natural)["laporan"]
    assert line.state is CheckState.TO_DO and " dari 14 OPD belum melapor untuk 2026: " in line.words
    told = tuple(OpdReport(item.kode_opd, "KPP-BJR", "2026", Statement.TIDAK_ADA, TODAY) for item in space.dataset.opd)
    assert found(replace(space.dataset, laporan=told), rapat, natural)["laporan"].state is CheckState.READY


def test_open_decisions_are_counted_with_their_age_but_not_those_of_this_meeting(space, rapat, natural):
    line = found(space.dataset, rapat, natural)["keputusan"]
    assert line.words == "1 masih terbuka, terlama 294 hari" and line.page == "rapat:ringkasan"
    first = space.dataset.rapat[0]
    made = (
        Decision("K1", first.kode, "x", tenggat="2026-11-01"),
        Decision("K2", rapat.kode, "y"),
        Decision("K3", first.kode, "z", status=DecisionStatus.SELESAI),
    )
    busy = replace(space.dataset, rapat=(first, replace(rapat, status=MeetingStatus.BERLANGSUNG)), keputusan=made)
    assert found(busy, rapat, natural)["keputusan"].words == "1 masih terbuka, terlama 294 hari, 1 lewat tenggat"
    assert found(replace(busy, keputusan=made[1:]), rapat, natural)["keputusan"].state is CheckState.READY


@pytest.mark.parametrize(
    ("kode", "facts", "words"),
    [
        ("jaringan", replace(FINE, other_hosts=("cdn.example.org",)), "menyebut cdn.example.org"),
        ("jaringan", replace(FINE, missing=("map.js", "deck.css")), "berkas hilang: map.js dan deck.css"),
        ("huruf", replace(FINE, has_fonts=False), "tidak ditemukan"),
        ("alamat", replace(FINE, address=None), "hanya komputer ini"),
        ("ruang", replace(FINE, free_bytes=400 * 2**20), "400 MB kosong; cadangan memerlukan sekitar 1 MB"),
        ("ruang", replace(FINE, free_bytes=2 * 2**30, backup_bytes=2**30), "2 GB kosong"),
    ],
)
def test_what_the_machine_lacks_is_said_with_what_to_do(space, rapat, natural, kode, facts, words):
    fine, line = found(space.dataset, rapat, natural)[kode], found(space.dataset, rapat, natural, facts=facts)[kode]
    assert (fine.state, fine.advice) == (CheckState.READY, "")
    assert line.state is CheckState.TO_DO and words in line.words and line.advice


def test_programs_without_a_place_are_told_and_do_not_count(space, rapat, natural):
    lines = found(space.dataset, rapat, natural)
    assert lines["lokus"].state is CheckState.INFO and "menunggu lokus" in lines["lokus"].words
    ready, asked = readiness.count_ready(list(lines.values()))
    assert asked == len(lines) - 1 and 0 < ready < asked


def test_the_presentation_loads_from_no_other_host_whatever_its_words_say(space):
    rows = tuple(
        replace(row, program="lihat https://contoh.go.id/x url(//contoh.id)") for row in space.dataset.intervensi
    )
    page = deck.render_deck(replace(space.dataset, intervensi=rows), space.boundaries, EVERYTHING, TODAY)
    policy = re.search(r'<meta http-equiv="Content-Security-Policy" content="([^"]*)">', page)
    assert "contoh.go.id" in page[policy.end() :] and "contoh" not in page[: policy.end()]
    assert deck.outside_hosts(policy[1]) == deck.outside_hosts() == ()


@pytest.mark.parametrize(
    "policy",
    [
        "default-src https://cdn.example.org",
        "default-src 'none'; script-src 'unsafe-inline' https://cdn.example.org",
        "default-src 'none'; style-src 'self' https://cdn.example.org; font-src https://cdn.example.org",
        "default-src 'none'; img-src data: https://cdn.example.org",
    ],
)
def test_a_page_that_would_load_from_elsewhere_is_found_out(policy):
    assert deck.outside_hosts(policy) == ("https://cdn.example.org",)
