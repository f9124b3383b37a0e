"""The frames as pictures: every one of them, whole, with the figures and the words of the presentation."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace

import pytest
import typst
from PIL import Image, ImageColor

from tests.support import sample_packets
from tests.support.pdf_reading import as_text, bare
from tkpkp_geo import workspace
from tkpkp_geo.domain import style
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind
from tkpkp_geo.export import frame_pictures, typesetting
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.meeting.frames.frame_records import Line, MeetingView, Section

MAP = b'<svg xmlns="http://www.w3.org/2000/svg" width="210mm" height="180mm"><path d="M0 0h900v900H0z"/></svg>'
HOSTILE = '#panic("x") $1^2$ *tebal* <b>&amp; _miring_ @ref \\ [kurung] = judul "'
TWO = Filter(opd=("DPMD", "DISPAR"), tampil=(SEMUA,))
WHITE = (255, 255, 255)


def drawn(packet: Packet, **pictures: bytes) -> dict[str, Image.Image]:
    found = frame_pictures.render_frames(packet, dict.fromkeys(frame_pictures.frame_sheets(packet), MAP), pictures)
    return {kode: Image.open(io.BytesIO(picture)).convert("RGB") for kode, picture in found.items()}


def written(packet: Packet) -> list[str]:
    """Give the words of each frame, read by another program from the same pages set as PDF."""
    told = {}

    def set_as_pdf(template, data, pictures):
        inputs = {"data": json.dumps(data)} | {name: drawing.decode() for name, drawing in pictures.items()}
        told["pdf"] = typst.compile(
            str(typesetting.ASSETS / template),
            root=str(typesetting.ASSETS),
            sys_inputs=inputs,
            format="pdf",
            ignore_system_fonts=True,
            font_paths=typesetting._fonts(),
        )
        return [b""] * len(data["frames"])

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typesetting, "typeset_png", set_as_pdf)
        frame_pictures.render_frames(packet, {})
    return as_text(told["pdf"], "-raw").split("\f")[:-1]


@pytest.fixture(scope="module")
def two() -> Packet:
    return sample_packets.packet(TWO, sample_packets.crowded(workspace.current().dataset))


@pytest.fixture(scope="module")
def pictures(two) -> dict[str, Image.Image]:
    return drawn(two)


@pytest.fixture(scope="module")
def meeting() -> Packet:
    kode = workspace.current().dataset.rapat[0].kode
    rows = (
        AgendaFrame(kode, "teks-1", 1, jenis=FrameKind.TEKS, judul="Arahan", isi=f"Pembuka\n- {HOSTILE}"),
        AgendaFrame(kode, "teks-2", 2, jenis=FrameKind.TEKS, judul="Penuh", isi="\n".join(["kata " * 15] * 20)),
        AgendaFrame(kode, "gambar-1", 3, jenis=FrameKind.GAMBAR, judul="Foto", isi="Jembatan", sidik="a"),
    )
    rapat = workspace.current().dataset.rapat[0]
    return sample_packets.packet(meeting=MeetingView(rapat, rows, link="http://192.0.2.7:8501/rapat/x"))


def test_every_frame_is_a_picture_as_large_as_the_screen(two, pictures):
    assert list(pictures) == [frame.id for frame in two.frames] and len(pictures) == 10
    assert {picture.size for picture in pictures.values()} == {(1920, 1080)}


def test_one_frame_alone_is_the_same_picture(two, pictures):
    alone = frame_pictures.render_frame(two, dict.fromkeys(frame_pictures.frame_sheets(two), MAP), "opd-dispar")
    assert Image.open(io.BytesIO(alone)).convert("RGB").tobytes() == pictures["opd-dispar"].tobytes()
    with pytest.raises(KeyError):
        frame_pictures.render_frame(two, {}, "tidak-ada")


def test_each_map_is_wanted_once_and_that_of_an_opd_under_its_own_filter(two):
    wanted = frame_pictures.frame_sheets(two)
    assert len(wanted) == len(set(wanted)) == 6  # province, three kawasan, two OPD
    assert {flt.opd for flt, sheet in wanted if sheet.area.level == "provinsi"} == {
        ("DPMD", "DISPAR"),
        ("DPMD",),
        ("DISPAR",),
    }


def test_nothing_runs_over_the_edges_however_much_there_is(two, pictures):
    for frame in two.frames:
        if frame.kind not in ("pembuka", "penutup"):
            left = 0 if frame.kind in ("bahas", "belum", "keputusan") else 1171
            for box in ((1920 - 40, 60, 1920, 1080), (left, 1002, 1920, 1010), (left, 0, left + 40, 1010)):
                colours = pictures[frame.id].crop(box).getcolors(1 << 20)
                assert colours == [((box[2] - box[0]) * (box[3] - box[1]), WHITE)], (frame.id, box)


def test_the_map_fills_its_side(pictures):
    map_of = pictures["kpp-tnb"].crop((0, 0, 1171, 1010))
    assert map_of.convert("L").point(lambda n: n < 100).getbbox() == (12, 12, 1159, 998)


def test_samples_are_marked_and_only_they(pictures):
    band = ImageColor.getrgb(style.SAMPLE_BAND["ground"])
    assert {picture.getpixel((1915, 4)) == band for kode, picture in pictures.items() if kode.startswith("kpp")} == {
        True
    }
    none = drawn(sample_packets.packet(sample_packets.NOTHING))
    assert {picture.getpixel((1915, 4)) == band for picture in none.values()} == {False}


def test_the_words_are_those_of_the_presentation():
    packet = sample_packets.packet()
    pages = [bare(page) for page in written(packet)]
    for frame, page in zip(packet.frames, pages, strict=True):
        told = [frame.title, frame.kicker, frame.footer, *frame.notes]
        told += [part for figure in frame.figures for part in (figure.value, figure.label, figure.note)]
        told += [section.heading for section in frame.sections]
        assert [words for words in told if bare(words) not in page] == [], frame.id
        assert (
            bare(f"Revisi {packet.dataset.revisi}") in page and "petanyatidakdapatdigambar" in page or not frame.focus
        )
    assert bare(f"1 / {len(pages)}") in pages[0]


def test_what_does_not_fit_is_counted(two):
    pages = dict(zip((frame.id for frame in two.frames), written(two), strict=True))
    frame = next(frame for frame in two.frames if frame.id == "opd-dpmd")
    longest = max(frame.sections, key=lambda section: len(section.lines))
    seen = len(
        re.findall(
            r"Rp\S+ juta|pagu belum diisi|Rp\d juta", pages["opd-dpmd"].split(longest.heading)[1].split("dan ")[0]
        )
    )
    left = int(re.search(r"dan (\d+) lainnya", pages["opd-dpmd"])[1])
    assert len(longest.lines) == 22 and 0 < left < 22 and seen <= 22 - left


def test_a_very_long_list_is_counted_beyond_what_is_told():
    packet = sample_packets.packet()
    lines = tuple(Line(f"Baris {number}", right="1") for number in range(1_000))
    frame = replace(packet.frames[-1], sections=(Section("Banyak", lines, more=5_000),))
    packet.__dict__["frames"] = (frame,)
    page = written(packet)[0]
    shown = len(re.findall(r"Baris \d+", page))
    left = 6_000 - shown
    assert shown > 20 and f"dan {left // 1000}.{left % 1000:03} lainnya" in page


def test_what_an_opening_leaves_out_is_not_called_programs():
    packet = sample_packets.packet()
    packet.__dict__["frames"] = (replace(packet.frames[0], title="Rapat " + "WWWW " * 100),)
    page = written(packet)[0]
    assert "1 butir" in page and not re.search(r"^\d+ program$", page, re.MULTILINE)


def test_what_people_typed_is_shown_as_it_is(meeting):
    pages = dict(zip((frame.id for frame in meeting.frames), written(meeting), strict=True))
    assert bare(HOSTILE) in bare(pages["teks-1"]) and pages["teks-2"].count("kata") == 300
    assert "Gambar tidak tersedia" in pages["gambar-1"] and "Jembatan" in pages["gambar-1"]


def test_a_meeting_opens_with_its_code_and_shows_its_pictures(meeting):
    file = io.BytesIO()
    Image.new("RGB", (400, 300), (200, 30, 30)).save(file, "JPEG")
    found = drawn(meeting, **{"gambar-1": file.getvalue()})
    red, green, _ = found["gambar-1"].getpixel((960, 540))
    assert red > 150 > 80 > green
    code = found["pembuka"].crop((320, 200, 850, 700)).convert("L")
    dark = sum(code.histogram()[:100]) / (code.width * code.height)
    assert 0.2 < dark < 0.6
