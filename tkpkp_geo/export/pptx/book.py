"""The slides of a packet as they come into being: what each of them says at its foot and in its notes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from tkpkp_geo.domain import text
from tkpkp_geo.export.packet.records import Area, Packet
from tkpkp_geo.export.packet.source import Source, frame_foot
from tkpkp_geo.export.pptx.ground import LayoutRoom, SlideTemplate
from tkpkp_geo.export.pptx.page import Slide
from tkpkp_geo.meeting.frames.frame_records import Frame


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
        page.foot(self.source.line, bool(self.source.tanda))
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
