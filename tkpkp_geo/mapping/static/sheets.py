"""A map that somebody wants on paper, and the drawing of it."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.mapping.static import build
from tkpkp_geo.packet import Area, Packet


@dataclass(frozen=True, slots=True)
class Sheet:
    """One map of a packet.

    Parameters
    ----------
    jenis : {"png", "svg"}
        A picture of 200 dots an inch, or a drawing whose letters are outlines.
    lebar, tinggi : float
        Size on paper, mm.
    """

    area: Area
    jenis: str
    lebar: float
    tinggi: float


def draw(packet: Packet, sheet: Sheet) -> bytes | None:
    """Draw one map; ``None`` where no boundaries of its area are known."""
    if sheet.area.tingkat != "kawasan":
        return None
    return build.kawasan_map(
        packet.dataset, packet.boundaries, packet.flt, sheet.area.kode, sheet.jenis, sheet.lebar, sheet.tinggi
    )


def gather(packet, sheets, tell):
    found = {}
    for s in sheets:
        tell(s)
        d = draw(packet, s)
        if d: found[s] = d
    return found
