"""The packet as PowerPoint: its frames and tables as slides that an office goes on working with."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime

from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.facts import packet_source
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.export.pptx import appendix, frames, own_template
from tkpkp_geo.export.pptx.paragraphs import LANGUAGE, slide_text
from tkpkp_geo.export.pptx.slides import SlideBook
from tkpkp_geo.export.pptx.template import SlideTemplate, open_template

_MM = 25.4 / 72


def slide_sheets(packet: Packet) -> tuple[map_sheets.MapSheet, ...]:
    """Give the maps that the slides show: the province, and each kawasan that a frame is of."""
    _, _, wide, high = own_template.MAP
    areas = dict.fromkeys(Area.of_frame(frame) for frame in packet.frames if frame.kind in frames.BESIDE_MAP)
    size = round(wide * _MM, 1), round(high * _MM, 1)
    return tuple(map_sheets.MapSheet(area, "png", *size, titled=False) for area in areas)


def render_pptx(
    packet: Packet,
    maps: Mapping[map_sheets.MapSheet, bytes],
    template: bytes | None = None,
    pictures: Mapping[str, bytes] | None = None,
) -> bytes:
    """Draw the slides.

    Parameters
    ----------
    maps : mapping of Sheet to bytes
        The maps of `slide_sheets` as PNG; one that is missing is said to be missing.
    template : bytes, optional
        The office's own presentation (`ground.read_template`), whose layouts are used and whose slides are not.
    pictures : mapping of str to bytes, optional
        Pictures of the meeting's agenda, by the id of their frame.

    Raises
    ------
    DataFileError
        Where the template cannot be used.
    """
    under = open_template(template)
    drawn = {sheet.area: content for sheet, content in maps.items()}
    book = SlideBook(packet, under, packet_source(packet), drawn, pictures or {})
    for frame in packet.frames:
        frames.draw_frame(book, frame)
    appendix.draw_appendix(book)
    for page in book.pages:
        page.close()
    _describe(packet, under)
    file = io.BytesIO()
    under.prs.save(file)
    return file.getvalue()


def _describe(packet: Packet, under: SlideTemplate) -> None:
    core = under.prs.core_properties
    name = packet.meeting.meeting.judul if packet.meeting else packet.dataset.province.nama
    source = packet_source(packet)
    core.title = slide_text(f"{text.APP_TITLE} · {name}")[:255]
    core.author = core.last_modified_by = text.APP_TITLE
    core.subject = slide_text(source.line)[:255]
    core.comments = core.category = core.content_status = core.version = core.identifier = ""
    core.keywords = source.sample_mark
    core.language, core.revision = LANGUAGE, 1
    core.created = core.modified = datetime.fromisoformat(packet.today)
