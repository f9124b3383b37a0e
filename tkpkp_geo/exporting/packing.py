"""Draws a packet: its maps once, then one file after the other."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from tkpkp_geo.exporting import atlas, bingkai, deck, geojson, gpkg, pptx, xlsx
from tkpkp_geo.mapping import static
from tkpkp_geo.mapping.static import Sheet
from tkpkp_geo.packet import BY_KODE, Packet, file_name

_PICTURE = (277.0, 190.0)  # mm: a map that is sent on its own


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked for.

    Parameters
    ----------
    formats : tuple of str
        Codes of `packet.FORMATS`.
    template : bytes or None
        The office's own slides (`exporting.pptx`).
    pictures : mapping of str to bytes
        Pictures of a meeting's agenda, by frame.
    """

    packet: Packet
    formats: tuple[str, ...]
    template: bytes | None = None
    pictures: Mapping[str, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """One file that is ready."""

    nama: str
    isi: bytes


@dataclass(frozen=True, slots=True)
class Progress:
    """How far it is: steps done, of how many, and what is being done."""

    selesai: int
    semua: int
    kata: str


Maps = Mapping[Sheet, bytes]
Parts = Iterable[tuple[str, bytes]]  # what tells a file from others of its format, and its content


@dataclass(frozen=True, slots=True)
class _Kind:
    sheets: Callable[[Packet], Sequence[Sheet]]
    parts: Callable[[Order, Maps], Parts]


def _none(packet: Packet) -> Sequence[Sheet]:
    return ()


def _picture_sheets(packet: Packet) -> Sequence[Sheet]:
    return [Sheet(area, "png", *_PICTURE) for area in packet.areas if area.tingkat != "kecamatan"]


def _pictures(order: Order, maps: Maps) -> Parts:
    for sheet in _picture_sheets(order.packet):
        if sheet in maps:
            yield sheet.area.kode or "provinsi", maps[sheet]


def _page(order: Order, maps: Maps) -> Parts:
    asked = order.packet
    drawn = deck.content(asked.dataset, asked.boundaries, asked.flt, asked.today, asked.unknown, asked.meeting)
    yield "", deck.page(asked.dataset, asked.boundaries, drawn).encode()


def _alone(render: Callable[[Packet], bytes]) -> _Kind:
    return _Kind(_none, lambda order, maps: [("", render(order.packet))])


def _atlas(kertas: str) -> _Kind:
    return _Kind(
        lambda packet: atlas.sheets(packet, kertas),
        lambda order, maps: [("", atlas.render(order.packet, maps, kertas))],
    )


_KINDS = {
    "pptx": _Kind(
        pptx.sheets,
        lambda order, maps: [("", pptx.render(order.packet, maps, order.template, order.pictures))],
    ),
    "pdf": _atlas("a4"),
    "pdf-a3": _atlas("a3"),
    "xlsx": _alone(xlsx.render),
    "html": _Kind(_none, _page),
    "png": _Kind(_picture_sheets, _pictures),
    "bingkai": _Kind(bingkai.sheets, lambda order, maps: bingkai.render_all(order.packet, maps).items()),
    "gpkg": _alone(gpkg.render),
    "geojson": _alone(geojson.render),
}


def pack(order: Order, tell: Callable[[Progress], None]) -> Iterator[File]:
    """Draw the files of an order, each as soon as it is ready.

    Raises
    ------
    TkpkpError
        Where a file cannot be drawn as it should be; the message says why.
    """
    kinds = [(BY_KODE[kode], _KINDS[kode]) for kode in order.formats]
    sheets = list(dict.fromkeys(sheet for _, kind in kinds for sheet in kind.sheets(order.packet)))
    steps = _Steps(len(sheets) + len(kinds), tell)
    maps = static.gather(order.packet, sheets, lambda sheet: steps.begin(_named(order.packet, sheet)))
    for form, kind in kinds:
        steps.begin(form.label)
        for part, content in kind.parts(order, maps):
            name = "-".join(filter(None, (form.bagian, part)))
            yield File(file_name(order.packet, form.ending, name), content)
    steps.end()


@dataclass
class _Steps:
    semua: int
    tell: Callable[[Progress], None]
    begun: int = 0

    def begin(self, words: str) -> None:
        self.tell(Progress(self.begun, self.semua, words))
        self.begun += 1

    def end(self) -> None:
        self.tell(Progress(self.semua, self.semua, "Selesai"))


def _named(packet: Packet, sheet: Sheet) -> str:
    level = {"provinsi": "provinsi", "kawasan": "kawasan ", "kecamatan": "kec. "}[sheet.area.tingkat]
    return f"Peta {level}{packet.dataset.nama_wilayah(sheet.area.kode) if sheet.area.kode else ''}"


def zipped(files: Iterable[File]) -> bytes:
    """Put files into one archive; those that are compressed already are only stored."""
    room = io.BytesIO()
    with zipfile.ZipFile(room, "w", zipfile.ZIP_DEFLATED) as archive:
        for item in files:
            plain = item.nama.endswith((".html", ".gpkg", ".geojson"))
            archive.writestr(item.nama, item.isi, None if plain else zipfile.ZIP_STORED)
    return room.getvalue()
