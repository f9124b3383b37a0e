"""A map that somebody wants on paper, and the drawing of it."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import matplotlib
from matplotlib.figure import Figure

from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export.packet.records import Area, Packet
from tkpkp_geo.export.paper_map import build
from tkpkp_geo.store.boundaries import Boundaries

PAGE_WIDTH, PAGE_HEIGHT = 168.0, 228.0  # mm: what an A4 page has between its margins, a heading above
_DPI = 200
_KEPT = 48  # drawings: a packet has about two dozen, a Word and a PDF file share the minutes' maps
# A small picture is for a larger map's sake lettered smaller, and a poster is read from further away: up to mm², scale.
_LETTERS = ((30_000, 0.85), (80_000, 1.0), (float("inf"), 1.2))
_HEAD = 1024  # bytes in which an SVG says its size
matplotlib.rcParams["text.hinting"] = "none"  # letters are as wide as they were when their room was measured
matplotlib.rcParams["svg.hashsalt"] = "peta-sinergi"  # the same map is the same SVG, byte by byte
_drawing = Lock()  # matplotlib does not promise that two threads may draw at once


@dataclass(frozen=True, slots=True)
class MapSheet:
    """One map of a packet.

    Parameters
    ----------
    jenis : {"png", "svg"}
        A picture of 200 dots an inch, or a drawing whose letters are outlines.
    lebar, tinggi : float
        Size on paper, mm.
    berjudul : bool
        Whether the title is part of the map; not where the page round it has it as a heading.
    """

    area: Area
    jenis: str
    lebar: float
    tinggi: float
    berjudul: bool = True


def draw_sheet(packet: Packet, sheet: MapSheet) -> bytes | None:
    """Draw one map; ``None`` where no boundaries of its area are known."""
    return _drawn(packet.dataset, packet.boundaries, packet.flt, packet.ukuran, packet.today, sheet)


def sheet_figure(packet: Packet, sheet: MapSheet) -> Figure | None:
    """Draw one map as `draw_sheet` does, and give the figure; its first axes are the map in metres (EPSG:32750)."""
    scale = _letters(sheet)
    return build.draw_figure(packet, sheet.area, sheet.lebar / scale, sheet.tinggi / scale, sheet.berjudul)


def draw_sheets(packet: Packet, sheets: Iterable[MapSheet], tell: Callable[[MapSheet], None]) -> dict[MapSheet, bytes]:
    """Draw many maps, those left out of which no boundaries are known, and `tell` of each before it is drawn.

    One process draws them: a second one would be busy importing for longer than drawing takes.
    """
    found = {}
    for sheet in sheets:
        tell(sheet)
        drawn = draw_sheet(packet, sheet)
        if drawn is not None:
            found[sheet] = drawn
    return found


def draw_kawasan_maps(
    packet: Packet, kawasan: Iterable[str], jenis: str, tinggi: float = PAGE_HEIGHT
) -> dict[str, bytes]:
    """Draw the maps of kawasan, by their codes, for pages that name them in a heading."""
    sheets = [MapSheet(Area.of_kawasan(kode), jenis, PAGE_WIDTH, tinggi, berjudul=False) for kode in kawasan]
    return {sheet.area.kode: drawn for sheet in sheets if (drawn := draw_sheet(packet, sheet)) is not None}


# Not by the packet: whoever takes Word and PDF of the same revision makes two of them, and waits for the maps once.
@lru_cache(maxsize=_KEPT)
def _drawn(
    dataset: Dataset, boundaries: Boundaries, flt: Filter, ukuran: str, today: str, sheet: MapSheet
) -> bytes | None:
    packet = Packet(dataset, boundaries, flt, today, ukuran)
    with _drawing:
        drawn = sheet_figure(packet, sheet)
        if drawn is None:
            return None
        file = io.BytesIO()
        metadata = {"Date": None} if sheet.jenis == "svg" else None
        drawn.savefig(file, format=sheet.jenis, dpi=_DPI * _letters(sheet), metadata=metadata)
    return _sized(file.getvalue(), sheet) if sheet.jenis == "svg" else file.getvalue()


def _letters(sheet: MapSheet) -> float:
    """Give how large letters and lines are beside those of an A4 page."""
    return next(scale for most, scale in _LETTERS if sheet.lebar * sheet.tinggi < most)


def _sized(content: bytes, sheet: MapSheet) -> bytes:
    content = text.for_xml(content.decode()).encode()  # matplotlib writes names as they are typed
    head, body = content[:_HEAD], content[_HEAD:]
    size = f'width="{sheet.lebar:g}mm" height="{sheet.tinggi:g}mm" viewBox'
    return re.sub(rb'width="[\d.]+pt" height="[\d.]+pt" viewBox', size.encode(), head, count=1) + body
