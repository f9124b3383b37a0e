"""Maps in words: their titles, what stands at their foot, and what they show for those who cannot see them. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from pyproj import CRS

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.view_words import format_brief, rests_on_news
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, Intervensi
from tkpkp_geo.export.packet.facts import packet_source
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import places

_MEASURED = {"program": "program", "opd": "OPD"}


def map_title(packet: Packet, area: Area) -> tuple[str, str]:
    """Give what a map is of, and what it shows there."""
    dataset = packet.dataset
    if area.level == "provinsi":
        return f"Provinsi {packet.dataset.province.nama}", "Kawasan perdesaan prioritas dan programnya"
    kawasan = dataset.kawasan_by_kode[area.kawasan]
    where = dataset.area_name(kawasan.kode_kab)
    shaded = style.per_desa(packet.measure)
    shown = f"OPD dan {shaded[0].lower()}{shaded[1:]}"
    if area.level == "kawasan":
        return f"Kawasan {kawasan.nama}", f"{where} · {shown}"
    return f"Kecamatan {dataset.area_name(area.kode)}", f"Kawasan {kawasan.nama}, {where} · {shown}"


def class_labels(measure: str, ends: tuple[int, ...]) -> tuple[str, ...]:
    """Word the classes of the desa, that of none first."""
    none, *others = style.legend_labels(measure, ends)
    if measure in _MEASURED:
        return tuple(f"{label} {_MEASURED[measure]}" for label in (none, *others))
    return (f"tanpa {measure}, atau {text.NOT_FILLED_IN}", *others)


def map_foot(packet: Packet, area: Area) -> str:
    """Give source, data date, revision and projection in one line."""
    line = packet_source(packet).line
    # The map has its ribbon; the line is for what the ribbon does not say.
    line = line.removesuffix(f" · {text.SAMPLE_DATA}")
    news = [text.MEMBERSHIP_SOURCE] if area.kawasan and rests_on_news(packet.dataset, area.kawasan) else []
    return " · ".join([f"Sumber: {text.APP_TITLE}", line, *news, format_projection(packet.dataset.province.crs_metrik)])


@lru_cache(maxsize=4)
def format_projection(crs: str) -> str:
    """Name the projection of a map, for example ``Proyeksi UTM zona 49S (EPSG:32749)``."""
    known = CRS.from_user_input(crs)
    return f"Proyeksi {f'UTM zona {known.utm_zone}' if known.utm_zone else known.name} ({crs})"


def alt_text(packet: Packet, area: Area) -> str:
    """Say what the map of an area shows, for those who cannot see it."""
    programs = packet.rows_in(area)
    parts = _province(packet) if area.level == "provinsi" else _local(packet, area, programs)
    if places.has_sample(packet, area):
        parts.append(text.SAMPLE_DATA)
    return "; ".join(parts) + "."


def _province(packet: Packet) -> list[str]:
    parts = [f"Peta Provinsi {packet.dataset.province.nama}: {format_brief(packet.rows)} dalam saringan"]
    parts += [
        f"kawasan {item.nama}, {packet.dataset.kabupaten_name(item.kode_kab)}: "
        + format_brief(packet.rows_in(Area.of_kawasan(item.kode_kawasan)))
        for item in packet.kawasan
    ]
    if packet.unplaced:
        parts.append(f"{text.format_number(len(packet.unplaced))} program belum berlokus")
    return parts


def _local(packet: Packet, area: Area, programs: Sequence[Intervensi]) -> list[str]:
    dataset, flt = packet.dataset, packet.scope(area) or packet.flt
    summary = select.build_kawasan_summary(dataset, programs, area.kawasan, flt)
    name = dataset.area_name(area.kode)
    parts = [f"Peta {area.level} {name}: {format_brief(programs)}, {summary.members} desa anggota"]
    reached = [f"{dataset.area_name(kode)} {count}" for kode, count in _reached(dataset, programs, area)]
    if reached:
        parts.append(f"program per desa: {', '.join(reached)}")
    parts += [
        f"{place.program} program diketahui sampai tingkat {place.level} {dataset.area_name(place.kode)}"
        for place in places.program_places(packet, area)
        if place.level in (AreaLevel.KECAMATAN, AreaLevel.KAWASAN)
    ]
    over = places.kawasan_level_place(packet, area)
    if over is not None:
        parts.append(f"{over.program} program tingkat kawasan {dataset.area_name(over.kode)} tidak digambar di sini")
    if summary.unreached:
        parts.append(f"{len(summary.unreached)} desa anggota belum terjangkau")
    return parts


def _reached(dataset: Dataset, programs: Sequence[Intervensi], area: Area) -> list[tuple[str, int]]:
    count: dict[str, int] = {}
    for row in programs:
        inside = (place.kode_desa for place in row.lokus if place.kode_kawasan == area.kawasan and place.kode_desa)
        for kode in dict.fromkeys(inside):
            if area.level == "kawasan" or kecamatan_of(kode) == area.kode:
                count[kode] = count.get(kode, 0) + 1
    return sorted(count.items(), key=lambda item: (-item[1], dataset.area_name(item[0])))


def area_name(packet: Packet, area: Area) -> str:
    """Name an area as a heading does."""
    if area.level == "provinsi":
        return packet.dataset.province.nama
    own = packet.dataset.area_name(area.kode)
    return f"Kecamatan {own}" if area.level == "kecamatan" else own


def missing_map_words(packet: Packet, area: Area) -> str:
    """Say that a map cannot be drawn."""
    kind = "kawasan " if area.level == "kawasan" else ""
    return f"Batas {kind}{area_name(packet, area)} tidak tersedia, sehingga petanya tidak dapat digambar."
