"""The maps on pages that name them in a heading: how each lies, what it is called, and what to say without it."""

from __future__ import annotations

from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import CRS_METRIC
from tkpkp_geo.export.packet.records import Area, Packet
from tkpkp_geo.export.paper_map import sheets

_WIDE = 1.15  # times as wide as high


def page_sheet(area: Area, lebar: float, tinggi: float) -> sheets.MapSheet:
    """Give a map, mm wide and high; its name stands beside it, on the page."""
    return sheets.MapSheet(area, "svg", lebar, tinggi, berjudul=False)


def is_landscape(packet: Packet, area: Area) -> bool:
    """Tell whether an area is so much wider than high that its map fills a landscape page better."""
    known = packet.boundaries.layers
    if area.tingkat == "provinsi" or "kecamatan" not in known:
        return False
    own = packet.dataset.kawasan_by_kode[area.kawasan].kecamatan if area.tingkat == "kawasan" else (area.kode,)
    shapes = known["kecamatan"].geometry
    shapes = shapes[shapes.index.isin(own)].to_crs(CRS_METRIC)
    if shapes.empty:
        return False
    west, south, east, north = shapes.total_bounds
    return bool(east - west > _WIDE * (north - south))


def area_name(packet: Packet, area: Area) -> str:
    """Name an area as a heading does."""
    if area.tingkat == "provinsi":
        return text.PROVINCE
    own = packet.dataset.area_name(area.kode)
    return f"Kecamatan {own}" if area.tingkat == "kecamatan" else own


def missing_map_words(packet: Packet, area: Area) -> str:
    """Say that a map cannot be drawn."""
    kind = "kawasan " if area.tingkat == "kawasan" else ""
    return f"Batas {kind}{area_name(packet, area)} tidak tersedia, sehingga petanya tidak dapat digambar."
