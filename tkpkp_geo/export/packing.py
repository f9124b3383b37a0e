"""Draws a packet: its maps once, then one file after the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from PIL import Image, ImageOps

from tkpkp_geo.domain import style
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import atlas, deck, frame_pictures, geojson
from tkpkp_geo.export.gpkg import render as gpkg_render
from tkpkp_geo.export.packet.files import FORMAT_BY_KODE, packet_file_name
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.export.paper_map.map_sheets import MapSheet
from tkpkp_geo.export.pptx import render as pptx_render
from tkpkp_geo.export.xlsx import render as xlsx_render

_PICTURE, _MARGIN = (277.0, 190.0), 5.0  # mm: a map that is sent on its own


@dataclass(frozen=True, slots=True)
class PacketOrder:
    """What is asked for.

    Parameters
    ----------
    formats : tuple of str
        Codes of `packet.files.FORMATS`.
    template : bytes or None
        The office's own slides (`pptx.template`).
    pictures : mapping of str to bytes
        Pictures of a meeting's agenda, by frame.
    """

    packet: Packet
    formats: tuple[str, ...]
    template: bytes | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PacketFile:
    """One file that is ready."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: steps done, of how many, and what is being done."""

    done: int
    total: int
    step: str


Wanted = tuple[Filter, MapSheet]
Maps = Mapping[Wanted, bytes]
Parts = Iterable[tuple[str, bytes]]  # what tells a file from others of its format, and its content


@dataclass(frozen=True, slots=True)
class _Kind:
    sheets: Callable[[Packet], Iterable[Wanted]]
    parts: Callable[[PacketOrder, Maps], Parts]


def _under_filter(sheets: Callable[[Packet], Iterable[MapSheet]]) -> Callable[[Packet], Iterable[Wanted]]:
    return lambda packet: [(packet.flt, sheet) for sheet in sheets(packet)]


def _drawn(maps: Maps) -> Mapping[MapSheet, bytes]:
    return {sheet: drawing for (_, sheet), drawing in maps.items()}


def _alone(render: Callable[[Packet], bytes]) -> _Kind:
    return _Kind(lambda packet: (), lambda order, maps: [("", render(order.packet))])


def _atlas(paper_size: str) -> _Kind:
    def parts(order: PacketOrder, maps: Maps) -> Parts:
        yield "", atlas.render_atlas(order.packet, _drawn(maps), paper_size)

    return _Kind(_under_filter(lambda packet: atlas.atlas_sheets(packet, paper_size)), parts)


def _slides(order: PacketOrder, maps: Maps) -> Parts:
    yield "", pptx_render.render_pptx(order.packet, _drawn(maps), order.template, order.pictures)


def _page(order: PacketOrder, maps: Maps) -> Parts:
    packet = order.packet
    drawn = deck.deck_content(
        packet.dataset, packet.boundaries, packet.flt, packet.today, packet.unknown, packet.meeting
    )
    yield "", deck.render_deck_page(packet.dataset, packet.boundaries, drawn).encode()


def _map_sheets(packet: Packet) -> list[MapSheet]:
    return [MapSheet(area, "png", *_PICTURE) for area in packet.areas if area.level != "kecamatan"]


def _maps(order: PacketOrder, maps: Maps) -> Parts:
    return [(sheet.area.kode or "provinsi", _with_margin(drawing)) for sheet, drawing in _drawn(maps).items()]


def _with_margin(drawing: bytes) -> bytes:
    """Give a map with white round it: printers and projectors cut what stands at the very edge."""
    with Image.open(io.BytesIO(drawing)) as opened:
        dots = opened.info["dpi"]
        room = round(_MARGIN / 25.4 * dots[0])
        whole = ImageOps.expand(opened.convert("RGB"), room, style.THEMES["light"]["panel"])
    file = io.BytesIO()
    whole.save(file, "PNG", dpi=dots)
    return file.getvalue()


def _frames(order: PacketOrder, maps: Maps) -> Parts:
    drawn = frame_pictures.render_frames(order.packet, maps, order.pictures)
    return [(f"{number:02}-{kode}", picture) for number, (kode, picture) in enumerate(drawn.items(), 1)]


_KINDS = {
    "pptx": _Kind(_under_filter(pptx_render.slide_sheets), _slides),
    "pdf": _atlas("a4"),
    "pdf-a3": _atlas("a3"),
    "xlsx": _alone(xlsx_render.render_xlsx),
    "html": _Kind(lambda packet: (), _page),
    "png": _Kind(_under_filter(_map_sheets), _maps),
    "bingkai": _Kind(frame_pictures.frame_sheets, _frames),
    "gpkg": _alone(gpkg_render.render_gpkg),
    "geojson": _alone(geojson.render_geojson),
}


def pack_files(order: PacketOrder, tell: Callable[[Progress], None]) -> Iterator[PacketFile]:
    """Draw the files of an order, each as soon as it is ready.

    Raises
    ------
    TkpkpError
        Where a file cannot be drawn as it should be; the message says why.
    """
    kinds = [(FORMAT_BY_KODE[kode], _KINDS[kode]) for kode in order.formats]
    wanted = list(dict.fromkeys(item for _, kind in kinds for item in kind.sheets(order.packet)))
    steps = _Steps(len(wanted) + len(kinds), tell)
    maps: dict[Wanted, bytes] = {}
    for flt in dict.fromkeys(flt for flt, _ in wanted):
        view = order.packet if flt == order.packet.flt else replace(order.packet, flt=flt)
        sheets = [sheet for own, sheet in wanted if own == flt]
        drawn = map_sheets.draw_sheets(view, sheets, lambda sheet: steps.begin(_named(order.packet, sheet)))
        maps |= {(flt, sheet): drawing for sheet, drawing in drawn.items()}
    for form, kind in kinds:
        steps.begin(form.label)
        own = {item: maps[item] for item in kind.sheets(order.packet) if item in maps}
        for part, content in kind.parts(order, own):
            name = "-".join(filter(None, (form.part, part)))
            yield PacketFile(packet_file_name(order.packet, form.ending, name), content)
    steps.end()


@dataclass
class _Steps:
    total: int
    tell: Callable[[Progress], None]
    begun: int = 0

    def begin(self, words: str) -> None:
        self.tell(Progress(self.begun, self.total, words))
        self.begun += 1

    def end(self) -> None:
        self.tell(Progress(self.total, self.total, "Selesai"))


def _named(packet: Packet, sheet: MapSheet) -> str:
    level = {"provinsi": "provinsi", "kawasan": "kawasan ", "kecamatan": "kec. "}[sheet.area.level]
    return f"Peta {level}{packet.dataset.area_name(sheet.area.kode) if sheet.area.kode else ''}"


def zip_files(files: Iterable[PacketFile]) -> bytes:
    """Put files into one archive; those that are compressed already are only stored."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in files:
            plain = item.name.endswith((".html", ".gpkg", ".geojson"))
            archive.writestr(item.name, item.content, None if plain else zipfile.ZIP_STORED)
    return room.getvalue()
