"""Slides as a second program reads them, and packets to make them of."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

from PIL import Image
from pptx import Presentation
from pptx.oxml.ns import qn
from pptx.presentation import Presentation as Opened
from pptx.slide import Slide

from tests.support import sample_packets
from tests.support.held_meeting import Held
from tkpkp_geo.analysis.compare.program_changes import PROGRAM_TABLE, compare_programs
from tkpkp_geo.analysis.compare.span import End
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.export.pptx import render
from tkpkp_geo.meeting import presentation
from tkpkp_geo.meeting.frames.frame_records import MeetingChanges
from tkpkp_geo.workspace import Workspace

LINK = "http://192.168.1.10:8501/presentasi?rapat=RPT-2026-11-25"
HOSTILE = "=1+1 <b>&amp;</b> \"kutip\" 'satu' </a:t> {=2} _x000A_\nbaris dua\x00\ud800"


def opened(content: bytes) -> Opened:
    return Presentation(io.BytesIO(content))


def title(slide: Slide) -> str:
    return slide.shapes.title.text_frame.text


def titled(prs: Opened, words: str) -> list[Slide]:
    """Give the slides of a title, with those on which they go on."""
    return [slide for slide in prs.slides if title(slide) == words or title(slide).startswith(f"{words} (lanjutan")]


def cell_text(cell) -> str:
    """Give what stands in a cell; a break is a line break (cell by cell python-pptx takes ten times as long)."""
    return "".join("\n" if item.tag == qn("a:br") else item.text or "" for item in cell.iter(qn("a:t"), qn("a:br")))


def rows(prs: Opened, words: str) -> list[tuple[str, ...]]:
    """Give the rows of the tables below a title, the repeated headings left out."""
    found = []
    for slide in titled(prs, words):
        table = next(slide.shapes._spTree.iter(qn("a:tbl")))
        read = [tuple(map(cell_text, row.iter(qn("a:tc")))) for row in table.iter(qn("a:tr"))]
        found += read if not found else read[1:]
    return found


def texts(slide: Slide) -> str:
    """Give all that can be read on a slide."""
    parts = []
    for shape in slide.shapes:
        if shape.has_text_frame:
            parts.append(shape.text_frame.text)
        if shape.has_table:
            parts += map(cell_text, shape._element.iter(qn("a:tc")))
    return "\n".join(parts)


def banded(slide: Slide) -> bool:
    return any(shape.name == "DATA CONTOH" for shape in slide.shapes)


def drawn(packet: Packet) -> dict[map_sheets.MapSheet, bytes]:
    """Give pictures as large as the maps that the slides want."""
    found = {}
    for sheet in render.slide_sheets(packet):
        file = io.BytesIO()
        Image.new("RGB", (round(sheet.width / 25.4 * 200), round(sheet.height / 25.4 * 200))).save(file, "PNG")
        found[sheet] = file.getvalue()
    return found


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (1600, 1000)).save(file, "JPEG")
    return file.getvalue()


def meeting(held: Held) -> Packet:
    """Give the packet of a meeting with an agenda of texts and pictures, and with changes since the first revision."""
    now, last = held.now, held.now.revisi
    found = presentation.build_presentation(Workspace(now, held.shapes, held.store), held.rapat, LINK)
    points = "Menyepakati lokus.\n- Pertama: " + "desa anggota " * 12 + "\n- Kedua"
    agenda = (
        AgendaFrame(
            held.kode,
            "naskah",
            2,
            judul="Tujuan",
            jenis=FrameKind.TEKS,
            isi=points,
            menit=10,
            catatan="Sapa dahulu para kepala desa.",
        ),
        AgendaFrame(held.kode, "foto", 3, judul="Foto", jenis=FrameKind.GAMBAR, isi="Pasar desa", sidik="a"),
        AgendaFrame(held.kode, "hilang", 4, jenis=FrameKind.GAMBAR, sidik="b"),
    )
    net = held.store.history.net_changes((PROGRAM_TABLE,), 1, last)
    ends = End(1, "awal data"), End(last, "sekarang")
    changes = MeetingChanges(compare_programs(now, held.shapes, net), *ends)
    asked = replace(found.meeting, agenda=agenda, changes=changes)
    return Packet(now, held.shapes, found.flt, sample_packets.TODAY, meeting=asked)


def template(folder: Path, wide: int = 720, high: int = 540) -> Path:
    """Give an office's presentation with a slide of its own, as large as asked in points."""
    prs = Presentation()
    prs.slide_width, prs.slide_height = wide * 12700, high * 12700
    for holder in (prs.slide_master, *prs.slide_layouts):
        for shape in holder.placeholders:
            place = (
                shape.left * wide / 720,
                shape.top * high / 540,
                shape.width * wide / 720,
                shape.height * high / 540,
            )
            shape.left, shape.top, shape.width, shape.height = map(int, place)
    prs.slide_layouts[5].name = "Tampilan kantor"
    slide = prs.slides.add_slide(prs.slide_layouts[1])
    slide.shapes.title.text_frame.text = "Salindia lama kantor"
    path = folder / f"kantor-{wide}.pptx"
    prs.save(path)
    return path
