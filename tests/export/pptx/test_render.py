"""The packet as PowerPoint: python-pptx reads back what the store holds."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support import sample_packets, slide_reading
from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export.pptx import render


@pytest.fixture(scope="module")
def everything():
    packet = sample_packets.packet()
    return packet, slide_reading.opened(render.render_pptx(packet, slide_reading.drawn(packet)))


@pytest.fixture(scope="module")
def of_meeting(held):
    packet = slide_reading.meeting(held)
    return packet, slide_reading.opened(render.render_pptx(packet, {}, pictures={"foto": slide_reading.picture()}))


def number(words: str) -> int | None:
    """Read a number as an Indonesian writes it."""
    return None if words == "belum diisi" else int(words.removeprefix("Rp").replace(".", ""))


def sums(found) -> list[int | None]:
    pagu = [row.pagu for row in found if row.pagu is not None]
    spent = [row.realisasi for row in found if row.realisasi is not None]
    return [
        len(found),
        len({row.kode_opd for row in found}),
        sum(pagu) if pagu else None,
        sum(spent) if spent else None,
        sum(row.pagu is None for row in found),
    ]


def test_tables_and_charts_of_fifty_filters_give_the_numbers_of_the_data():
    data = sample_packets.packet().dataset
    seen = set()
    for flt in sample_packets.random_filters(data, 50):
        packet = sample_packets.packet(flt)
        prs = slide_reading.opened(render.render_pptx(packet, {}))
        found = select.select_programs(data, flt)
        seen.add(len(found))
        assert [number(row[1]) for row in slide_reading.rows(prs, "Ringkasan")[1:6]] == sums(found), flt
        *areas, total = slide_reading.rows(prs, "Menurut kawasan")[1:]
        for row in areas:
            kode = next(item.kode_kawasan for item in data.kawasan if item.nama == row[0])
            here = select.select_programs(data, replace(flt, kawasan=(kode,)))
            assert int(row[4]) == len(here), (flt, row)
        assert total[4] == str(len(found))
        crossing = slide_reading.rows(prs, "Program dan pagu: OPD × kawasan")
        assert not crossing or crossing[-1][-1].split()[0] == str(len(found)), flt
        listed = slide_reading.rows(prs, "Daftar program")
        assert sum(row[0].isdigit() for row in listed) == len(found), flt
        assert not found or number(listed[-1][-1].removeprefix("pagu ")) == sums(found)[2], flt
        assert charted(prs, "Program menurut OPD dan kawasan") == sum(max(1, len(areas_of(row, flt))) for row in found)
        assert charted(prs, "Pagu menurut OPD dan tahun") == (sums(found)[2] or 0), flt
    assert len(seen) > 8 and 0 in seen


def areas_of(row, flt) -> set[str]:
    found = {place.kode_kawasan for place in select.find_places(row, flt)}
    return {kode for kode in found if kode}


def charted(prs, words: str) -> int:
    found = slide_reading.titled(prs, words)
    charts = [shape.chart for slide in found for shape in slide.shapes if shape.has_chart]
    return sum(int(value) for chart in charts for series in chart.plots[0].series for value in series.values)


def test_there_is_a_slide_of_every_frame_in_its_order(everything, of_meeting):
    for packet, prs in (everything, of_meeting):
        frames = [frame.title or "Gambar" for frame in packet.frames]
        assert [slide_reading.title(slide) for slide in prs.slides][: len(frames)] == frames
        assert slide_reading.title(prs.slides[-1]) == "Dasar data"


def test_frames_say_on_the_slide_what_they_say_in_the_deck(of_meeting):
    packet, prs = of_meeting
    for frame, slide in zip(packet.frames, prs.slides, strict=False):
        read = slide_reading.texts(slide)
        missing = [item.value for item in frame.figures if item.value not in read]
        missing += [item.heading for item in frame.sections if item.heading not in read]
        assert missing == [], frame.id
        if frame.kind in ("perubahan", "keputusan", "teks", "penutup"):
            assert [line.text for item in frame.sections for line in item.lines if line.text not in read] == []


def test_lists_show_the_symbols_of_their_opd(everything):
    packet, prs = everything
    for frame, slide in zip(packet.frames, prs.slides, strict=False):
        if frame.kind == "kawasan":
            drawn = {shape.text_frame.text for shape in slide.shapes if shape.name.startswith("Lambang ")}
            first = [packet.dataset.opd_by_kode[line.opd].monogram for line in frame.sections[0].lines[:6]]
            assert set(first) <= drawn


def test_samples_are_marked_where_they_stand_and_nowhere_else(everything):
    packet, prs = everything
    samples = [row.program for row in packet.rows if row.contoh]
    for frame, slide in zip(packet.frames, prs.slides, strict=False):
        assert slide_reading.banded(slide) is frame.sample, frame.id
    rest = list(prs.slides)[len(packet.frames) :]
    assert all(slide_reading.banded(slide) for slide in rest)
    named = [row for row in slide_reading.rows(prs, "Daftar program") if "DATA CONTOH" in row[2]]
    assert len(named) == len(samples) > 0


def test_official_rows_alone_are_not_marked():
    packet = sample_packets.packet(Filter(data=("resmi",), tampil=("semua",)))
    prs = slide_reading.opened(render.render_pptx(packet, {}))
    assert len(packet.rows) > 0
    assert [slide_reading.title(slide) for slide in prs.slides if "DATA CONTOH" in slide_reading.texts(slide)] == []


def test_every_slide_says_its_source_and_its_number(everything, of_meeting):
    for packet, prs in (everything, of_meeting):
        typed = {number for number, frame in enumerate(packet.frames) if frame.kind in ("teks", "gambar")}
        for number, slide in enumerate(prs.slides):
            source = next(shape.text_frame.text for shape in slide.shapes if shape.name == "Sumber")
            if number in typed:
                assert source == "Ditambahkan panitia rapat, bukan dari data"
            else:
                assert f"Revisi {packet.dataset.revisi}" in source
            assert (
                'type="slidenum"'
                in next(shape for shape in slide.shapes if shape.name == "Nomor salindia")._element.xml
            )
            assert f"Revisi {packet.dataset.revisi}" in slide.notes_slide.notes_text_frame.text
    facts = dict(slide_reading.rows(everything[1], "Dasar data"))
    assert facts["Revisi data"] == "1" and facts["Dibuat"] == text.format_date(sample_packets.TODAY)


def test_notes_hold_how_it_was_counted_and_what_the_speaker_wrote(everything, of_meeting):
    packet, prs = everything
    province = packet.frames[1]
    notes = prs.slides[1].notes_slide.notes_text_frame.text
    assert province.notes and all(note in notes for note in province.notes)
    packet, prs = of_meeting
    at = [frame.id for frame in packet.frames].index("naskah")
    notes = prs.slides[at].notes_slide.notes_text_frame.text
    assert "Sapa dahulu para kepala desa." in notes and "10 menit" in notes


def test_a_long_list_ends_with_what_it_leaves_out_and_true_totals():
    data = sample_packets.crowded(sample_packets.packet().dataset, 1_300)
    packet = sample_packets.packet(dataset=data)
    listed = slide_reading.rows(slide_reading.opened(render.render_pptx(packet, {})), "Daftar program")
    shown = sum(row[0].isdigit() for row in listed)
    left = len(packet.rows) - shown
    assert shown > 80 and listed[-2][0] == f"… {left // 1000}.{left % 1000:03} program lainnya ada pada berkas Excel"
    counted = [row for row in data.intervensi if row.status != "batal"]
    pagu = sum(row.pagu for row in counted if row.pagu is not None)
    assert (listed[-1][2], number(listed[-1][-1])) == (f"{text.format_number(len(counted))} program", pagu)
    known = {row.program for row in packet.rows}
    assert {row[2].split("\n")[0] for row in listed if row[0].isdigit()} <= known


def test_decisions_go_on_over_slides_and_those_beyond_them_are_counted(everything):
    data = everything[0].dataset
    first = data.keputusan[0]
    made = tuple(replace(first, kode=f"KPT-{i}", isi=f"Keputusan {i}: {'bantuan alat ' * 70}") for i in range(60))
    prs = slide_reading.opened(render.render_pptx(sample_packets.packet(dataset=replace(data, keputusan=made)), {}))
    read = "".join(map(slide_reading.texts, slide_reading.titled(prs, "Keputusan rapat yang masih terbuka")))
    shown = sum(item.isi in read for item in made)
    assert shown > 10 and f"dan {60 - shown} lainnya, ada pada aplikasi" in read


def test_typed_text_is_text(everything):
    data = everything[0].dataset
    opd = replace(data.opd_by_kode[data.intervensi[0].kode_opd], nama=slide_reading.HOSTILE, singkatan="")
    named = replace(
        data,
        opd=tuple(opd if item.kode_opd == opd.kode_opd else item for item in data.opd),
        intervensi=tuple(replace(row, program=slide_reading.HOSTILE) for row in data.intervensi),
    )
    prs = slide_reading.opened(render.render_pptx(sample_packets.packet(dataset=named), {}))
    plain = slide_reading.HOSTILE.replace("\x00", "").replace("\ud800", "")
    names = [row[2].partition("\n(")[0] for row in slide_reading.rows(prs, "Daftar program") if row[0].isdigit()]
    assert set(names) == {plain} and len(names) == sum(row.status != "batal" for row in data.intervensi)
    charts = [shape.chart for slide in prs.slides for shape in slide.shapes if shape.has_chart]
    labels = [str(label) for chart in charts for label in chart.plots[0].categories if "1+1" in str(label)]
    assert len(labels) == 2 and all(label.startswith(" =1+1 <b>") for label in labels)


def test_the_file_says_what_it_is(everything):
    core = everything[1].core_properties
    assert (core.title, core.author, core.last_modified_by, core.language) == (
        "Peta Sinergi TKPKP · Kalimantan Selatan",
        "Peta Sinergi TKPKP",
        "Peta Sinergi TKPKP",
        "id-ID",
    )
    assert core.created.date().isoformat() == sample_packets.TODAY and "Data per" in core.subject
