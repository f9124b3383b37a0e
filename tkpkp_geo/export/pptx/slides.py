"""The slides of a packet as they come into being: title, words, pictures, symbols, source, number and notes.

Lengths are points.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree
from PIL import Image
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.shapes import PP_PLACEHOLDER as KIND
from pptx.oxml.ns import qn
from pptx.shapes.base import BaseShape
from pptx.util import Pt

from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.records import OPD
from tkpkp_geo.export.packet.facts import Source, frame_foot
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.pptx.own_template import layout_placeholders
from tkpkp_geo.export.pptx.paragraphs import (
    LINE_HEIGHT,
    Para,
    largest_size,
    paragraphs_height,
    shorten_text,
    slide_text,
    solid_fill,
    text_body,
    text_width,
    write_number_field,
    write_paragraphs,
)
from tkpkp_geo.export.pptx.template import Box, LayoutRoom, SlideTemplate, title_placeholder
from tkpkp_geo.meeting.frames.frame_records import Frame

DPI = 200
_SHAPES = {
    "lingkaran": MSO_SHAPE.OVAL,
    "persegi": MSO_SHAPE.ROUNDED_RECTANGLE,
    "belah_ketupat": MSO_SHAPE.DIAMOND,
    "segi_enam": MSO_SHAPE.HEXAGON,
}
_SHARES = (1.0, 0.86, 0.74, 0.64, 0.55, 0.47)  # of a title's size
_FOOT = (10.0, 9.0, 8.0, 7.0)
_NUMBER = 70.0  # width of the slide's number
_BAND = 20.0
_SOURCE, _COUNTER = "Sumber", "Nomor salindia"


class Slide:
    """A slide of a ground; what is asked of it stays inside its edges if the boxes do."""

    def __init__(self, ground: SlideTemplate, room: LayoutRoom) -> None:
        self.ground, self.room = ground, room
        self.slide = ground.prs.slides.add_slide(room.layout)
        self.body = room.body
        self.k = ground.scale
        for shape in list(self.slide.placeholders):
            if shape.placeholder_format.type not in (KIND.TITLE, KIND.CENTER_TITLE, KIND.SUBTITLE):
                shape._element.getparent().remove(shape._element)

    def pt(self, size: float) -> float:
        """Give a length as it is on this slide."""
        return size * self.k

    def ink(self, name: str) -> str:
        """Give a colour by its name in `style`."""
        return self.ground.ink(name)

    def title(self, words: str, kicker: str = "", ink: str = "") -> None:
        """Set the title into its placeholder, smaller where it is long, and a line of its own under it."""
        shape = title_placeholder(self.slide.placeholders) or self._title()
        box, usual = self.room.title, self.room.size
        if self.room.moved:
            self._put(shape, box)
        wide = box.w * (0.98 if self.ground.own else 0.95) - (0 if self.ground.own else 15)
        sizes = [usual * share for share in _SHARES]
        size = largest_size(words, sizes, wide, box.h, bold=True)
        most = max(1, int(box.h / (size * LINE_HEIGHT)))
        kept = shorten_text(words, size, wide, most, bold=True)
        write_paragraphs(
            text_body(shape), [Para(kept, None if size == usual else size, ink=ink if self.ground.own else "")]
        )
        if self.ground.own and self.room.picture:  # beside a map the title stands on top, as high as it is
            spare = box.h - paragraphs_height([Para(kept, size, bold=True)], wide)
            self.body = Box(self.body.x, self.body.y - spare, self.body.w, self.body.h + spare)
        if kicker:
            para = Para(shorten_text(kicker, self.pt(14), self.body.w, 2), self.pt(14), ink=self.ink("ink_faint"))
            used = paragraphs_height([para], self.body.w)
            self.words(Box(self.body.x, self.body.y, self.body.w, used), [para], "Keterangan judul")
            self._below(used)
        self._below(self.pt(6))

    def _below(self, used: float) -> None:
        self.body = Box(self.body.x, self.body.y + used, self.body.w, self.body.h - used)

    def _title(self) -> BaseShape:
        """Give the slide a title that its layout does not know of."""
        shape = self.slide.shapes.add_textbox(0, 0, Pt(10), Pt(10))
        shape.name = "Judul"
        shape._element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvSpPr')}").attrib.pop("txBox", None)
        etree.SubElement(shape._element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}"), qn("p:ph")).set("type", "title")
        return next(own for own in self.slide.placeholders if own._element is shape._element)

    def raise_title(self) -> None:
        """Put the title of an opening near the upper edge, where there is much to say below."""
        title = self.room.title
        self.room = replace(self.room, title=Box(title.x, 0.08 * self.ground.high, title.w, 0.2 * self.ground.high))
        shape = title_placeholder(self.slide.placeholders)
        if shape is not None:
            self._put(shape, self.room.title)

    def below_title(self) -> Box:
        """Give the room between the title and the source."""
        title, gap = self.room.title, self.pt(8)
        return Box(title.x, title.bottom + gap, title.w, self.room.strip.y - title.bottom - 2 * gap)

    def subtitle(self) -> BaseShape | None:
        """Give the placeholder below an opening's title."""
        kinds = (own for own in self.slide.placeholders if own.placeholder_format.type == KIND.SUBTITLE)
        return next(kinds, None)

    def _put(self, shape: BaseShape, box: Box) -> None:
        shape.left, shape.top, shape.width, shape.height = (Pt(value) for value in (box.x, box.y, box.w, box.h))

    def fill(self, shape: BaseShape, box: Box, paras: Iterable[Para]) -> None:
        """Set words into a placeholder, put into a box."""
        self._put(shape, box)
        properties = text_body(shape).find(qn("a:bodyPr"))
        for old in list(properties):
            properties.remove(old)
        _tight(properties)
        write_paragraphs(text_body(shape), paras)

    def words(
        self, box: Box, paras: Sequence[Para], name: str = "Teks", anchor: str = "t", columns: int = 1
    ) -> BaseShape:
        """Set words into a box of their own."""
        shape = self.slide.shapes.add_textbox(Pt(box.x), Pt(box.y), Pt(box.w), Pt(box.h))
        shape.name = _called(name)
        properties = text_body(shape).find(qn("a:bodyPr"))
        for old in list(properties):
            properties.remove(old)
        properties.set("wrap", "square")
        properties.set("anchor", anchor)
        if columns > 1:
            properties.set("numCol", str(columns))
            properties.set("spcCol", str(Pt(self.pt(24))))
        _tight(properties)
        write_paragraphs(text_body(shape), paras)
        return shape

    def picture(self, box: Box, content: bytes, alt: str, grow: bool = False) -> Box:
        """Draw a picture as large as a box allows; unless it may `grow`, with 200 dots an inch at least."""
        with Image.open(io.BytesIO(content)) as opened:
            wide, high = (pixels * 72 / DPI for pixels in opened.size)
        share = min(box.w / wide, box.h / high) if grow else min(1.0, box.w / wide, box.h / high)
        wide, high = wide * share, high * share
        place = Box(box.x + (box.w - wide) / 2, box.y + (box.h - high) / 2, wide, high)
        shape = self.slide.shapes.add_picture(io.BytesIO(content), *(Pt(v) for v in (place.x, place.y, wide, high)))
        name_shape(shape, "Gambar", alt)
        return place

    def symbol(self, opd: OPD, x: float, y: float, size: float) -> None:
        """Draw an OPD's symbol as a shape that can be edited."""
        kind = _SHAPES[opd.simbol]
        ink = style.ink_on(opd.warna)
        self._shape(kind, Box(x, y, size, size), style.PALETTE[opd.warna], f"Lambang {opd.ringkas}", opd.monogram, ink)

    def dot(self, colour: str, x: float, y: float, size: float, alt: str) -> None:
        """Draw a dot in a colour of `style`."""
        self._shape(MSO_SHAPE.OVAL, Box(x, y, size, size), colour, alt, "", "")

    def _shape(self, kind: MSO_SHAPE, box: Box, colour: str, alt: str, letters: str, ink: str) -> None:
        shape = self.slide.shapes.add_shape(kind, *(Pt(value) for value in (box.x, box.y, box.w, box.h)))
        name_shape(shape, alt, alt)
        style_of = shape._element.find(qn("p:style"))  # shadow and rim of whatever theme there is
        shape._element.remove(style_of)
        properties = shape._element.spPr
        properties.append(solid_fill(colour))
        etree.SubElement(etree.SubElement(properties, qn("a:ln")), qn("a:noFill"))
        body = text_body(shape)
        inside = body.find(qn("a:bodyPr"))
        inside.set("wrap", "none")
        inside.set("anchor", "ctr")
        _tight(inside)
        size = box.h * {1: 0.46, 2: 0.40}.get(len(letters), 0.31)
        write_paragraphs(body, [Para(letters, size, True, ink, "ctr")] if letters else [Para("", size)])

    def foot(self, line: str, sample: bool) -> None:
        """Say the source, the slide's number, and whether it holds samples."""
        strip, number = self.room.strip, self.pt(_NUMBER)
        room, right = strip.w - number, strip.right
        above = min(self.room.title.y, self.room.picture.y if self.room.picture else self.ground.high)
        if sample:
            wide = text_width(text.SAMPLE_DATA, self.pt(12), bold=True) + self.pt(20)
            band = Box(self.ground.wide - wide, 0, wide, self.pt(_BAND))
            if above < band.h:
                band = Box(strip.x, strip.y, wide, min(strip.h, self.pt(_BAND)))
                room -= wide + self.pt(8)
            self._band(band)
        left = strip.right - number - room
        sizes = [self.pt(size) for size in _FOOT]
        size = largest_size(line, sizes, room, strip.h)
        kept = shorten_text(line, size, room, max(1, int(strip.h / (size * LINE_HEIGHT))))
        ink = "bg1" if self.ground.own and self.room.layout is self.ground.opening.layout else self.ink("ink_faint")
        source = self.words(Box(left, strip.y, room, strip.h), [Para(kept, size, ink=ink, align="l")], _SOURCE, "ctr")
        self._placed(source, KIND.FOOTER)
        counter = self.words(Box(right - number, strip.y, number, strip.h), [], _COUNTER, "ctr")
        write_number_field(text_body(counter), "", self.pt(12), ink)
        self._placed(counter, KIND.SLIDE_NUMBER)

    def close(self) -> None:
        """Let source and number be read last."""
        tree = self.slide.shapes._spTree
        for shape in list(self.slide.shapes):
            if shape.name in (_SOURCE, _COUNTER):
                tree.append(shape._element)

    def _placed(self, shape: BaseShape, kind: KIND) -> None:
        """Make a box the placeholder that the layout has for it, so that the office's own commands know it."""
        own = next(
            (item for item in layout_placeholders(self.room.layout) if item.placeholder_format.type == kind), None
        )
        if own is None:
            return
        place = own._element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}/{qn('p:ph')}")
        holder = etree.SubElement(shape._element.find(f"{qn('p:nvSpPr')}/{qn('p:nvPr')}"), qn("p:ph"))
        for key in ("type", "sz", "idx"):
            if place.get(key):
                holder.set(key, place.get(key))
        shape._element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvSpPr')}").attrib.pop("txBox", None)

    def _band(self, box: Box) -> None:
        look = style.SAMPLE_BAND
        para = Para(text.SAMPLE_DATA, self.pt(12), True, look["ink"], "ctr")
        shape = self.words(box, [para], text.SAMPLE_DATA, "ctr")
        properties = shape._element.spPr
        for old in properties.findall(qn("a:noFill")):
            properties.remove(old)
        properties.append(solid_fill(look["ground"]))

    def notes(self, lines: Iterable[str]) -> None:
        """Write what the speaker reads."""
        body = self.slide.notes_slide.notes_text_frame._txBody
        write_paragraphs(body, [Para(line) for line in lines if line])


def name_shape(shape: BaseShape, called: str, alt: str) -> None:
    """Name a shape, and say it in words to those who do not see it."""
    shape.name = _called(called)
    properties = shape._element.xpath(".//p:cNvPr")[0]
    properties.set("descr", slide_text(alt))


def _called(words: str) -> str:
    return " ".join(slide_text(words).split())[:60]


def _tight(properties: etree._Element) -> None:
    for side in ("lIns", "tIns", "rIns", "bIns"):
        properties.set(side, "0")


@dataclass
class SlideBook:
    """A packet being set.

    Parameters
    ----------
    maps : mapping of Area to bytes
        Map pictures that were drawn.
    pictures : mapping of str to bytes
        Pictures of the agenda by the id of their frame.
    """

    packet: Packet
    ground: SlideTemplate
    source: Source
    maps: Mapping[Area, bytes]
    pictures: Mapping[str, bytes]
    pages: list[Slide] = field(default_factory=list)

    def page(self, room: LayoutRoom, frame: Frame) -> Slide:
        """Begin a slide of a frame."""
        page = self._new(room)
        page.foot(frame_foot(self.packet, frame), frame.sample)
        page.notes([*self._counted(frame), *self._remembered(frame), frame.footer, self.source.line])
        return page

    def extra(self, title: str, kicker: str, notes: Iterable[str] = ()) -> Slide:
        """Begin a slide that no frame has."""
        page = self._new(self.ground.plain)
        page.title(title, kicker)
        page.foot(self.source.line, bool(self.source.sample_mark))
        page.notes([*notes, self.source.line])
        return page

    def _new(self, room: LayoutRoom) -> Slide:
        self.pages.append(Slide(self.ground, room))
        return self.pages[-1]

    def _counted(self, frame: Frame) -> tuple[str, ...]:
        return (f"Cara hitung: {'; '.join(frame.notes)}",) if frame.notes and frame.kind != "gambar" else ()

    def _remembered(self, frame: Frame) -> tuple[str, ...]:
        """Give what the agenda of the meeting has beside a frame."""
        agenda = self.packet.meeting.agenda if self.packet.meeting else ()
        row = next((item for item in agenda if item.kode == frame.id), None)
        if row is None:
            return ()
        minutes = f"Waktu: {text.format_number(row.menit)} menit" if row.menit else ""
        return tuple(filter(None, (row.catatan, minutes)))
