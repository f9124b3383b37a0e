"""A map that somebody wants on paper, and the drawing of it."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import lru_cache
from threading import Lock

import matplotlib

from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.mapping.static import build
from tkpkp_geo.model import Dataset, Filter
from tkpkp_geo.packet import Area, Packet

WIDE, HIGH = 168.0, 228.0  # mm: what an A4 page has between its margins, a heading above
_DPI = 200
_KEPT = 48  # drawings: a packet has about two dozen, a Word and a PDF file share the minutes' maps
_SMALL, _FINE = 30_000, 0.85  # a picture of so few mm² has so much smaller letters and lines, for a larger map
matplotlib.rcParams["text.hinting"] = "none"  # letters are as wide as they were when their room was measured
matplotlib.rcParams["svg.hashsalt"] = "peta-sinergi"  # the same map is the same SVG, byte by byte
_drawing = Lock()  # matplotlib does not promise that two threads may draw at once


@dataclass(frozen=True, slots=True)
class Sheet:
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


def draw(packet: Packet, sheet: Sheet) -> bytes | None:
    """Draw one map; ``None`` where no boundaries of its area are known."""
    return _drawn(packet.dataset, packet.boundaries, packet.flt, packet.ukuran, packet.today, sheet)


def gather(packet: Packet, sheets: Iterable[Sheet], tell: Callable[[Sheet], None]) -> dict[Sheet, bytes]:
    """Draw many maps, those left out of which no boundaries are known, and `tell` of each when it is done.

    One process draws them: a second one would be busy importing for longer than drawing takes.
    """
    found = {}
    for sheet in sheets:
        drawn = draw(packet, sheet)
        if drawn is not None:
            found[sheet] = drawn
        tell(sheet)
    return found


def for_minutes(packet: Packet, kawasan: Iterable[str], jenis: str, tinggi: float = HIGH) -> dict[str, bytes]:
    """Draw the maps of kawasan, by their codes, for pages that name them in a heading."""
    sheets = [Sheet(Area("kawasan", kode, kode), jenis, WIDE, tinggi, berjudul=False) for kode in kawasan]
    return {sheet.area.kode: drawn for sheet in sheets if (drawn := draw(packet, sheet)) is not None}


# Not by the packet: whoever takes Word and PDF of the same revision makes two of them, and waits for the maps once.
@lru_cache(maxsize=_KEPT)
def _drawn(
    dataset: Dataset, boundaries: Boundaries, flt: Filter, ukuran: str, today: str, sheet: Sheet
) -> bytes | None:
    packet = Packet(dataset, boundaries, flt, today, ukuran)
    fine = _FINE if sheet.jenis == "png" and sheet.lebar * sheet.tinggi < _SMALL else 1.0
    with _drawing:
        figure = build.figure(packet, sheet.area, sheet.lebar / fine, sheet.tinggi / fine, sheet.berjudul)
        if figure is None:
            return None
        file = io.BytesIO()
        metadata = {"Date": None} if sheet.jenis == "svg" else None
        figure.savefig(file, format=sheet.jenis, dpi=_DPI * fine, metadata=metadata)
    return file.getvalue()
