"""The maps that paper and slides hold: how large each is to be, and its words for those who cannot see it."""

from __future__ import annotations

from tkpkp_geo import text
from tkpkp_geo.mapping import static
from tkpkp_geo.model import Intervensi
from tkpkp_geo.packet import Area, Packet, tables


def sheet(area: Area, lebar: float, tinggi: float) -> static.Sheet:
    """Give a map, mm wide and high; its name stands beside it, on the page."""
    return static.Sheet(area, "svg", lebar, tinggi, berjudul=False)


def name(packet: Packet, area: Area) -> str:
    """Name an area as a heading does."""
    if area.tingkat == "provinsi":
        return text.PROVINSI
    own = packet.dataset.nama_wilayah(area.kode)
    return f"Kecamatan {own}" if area.tingkat == "kecamatan" else own


def rows(packet: Packet, area: Area) -> tuple[Intervensi, ...]:
    """Give the programs of an area; those of the province are all that the filter selects."""
    if area.tingkat == "provinsi":
        return packet.rows
    return tables.in_area(packet, area.kawasan, area.kode if area.tingkat == "kecamatan" else "")


def missing(packet: Packet, area: Area) -> str:
    """Say that a map cannot be drawn."""
    kind = "kawasan " if area.tingkat == "kawasan" else ""
    return f"Batas {kind}{name(packet, area)} tidak tersedia, sehingga petanya tidak dapat digambar."
