"""The areas as collections, with what the filter's programs add up to inside each."""

from __future__ import annotations

import math
from functools import lru_cache
from operator import attrgetter

import shapely

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.select import Totals
from tkpkp_geo.domain.codes import kabupaten_of
from tkpkp_geo.domain.records import DesaMembership, Kawasan
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.server.ogc.records import INTEGER, NUMBER, STRING, Bounds, Column
from tkpkp_geo.store.boundaries import Boundaries

_NAMES = {"kode": Column(STRING, "Kode"), "nama": Column(STRING, "Nama")}
_AREA = _NAMES | {"jenis": Column(STRING, "Jenis"), "luas_km2": Column(NUMBER, "Luas (km²)")}
_SUMS = {
    "jumlah_program": Column(INTEGER, "Program"),
    "jumlah_opd": Column(INTEGER, "OPD"),
    "pagu": Column(INTEGER, "Pagu (rupiah)"),
    "tanpa_pagu": Column(INTEGER, "Program yang pagunya belum diisi"),
    "jumlah_contoh": Column(INTEGER, "Program contoh, bukan data resmi"),
    "belum_terverifikasi": Column(INTEGER, "Program belum terverifikasi"),
}
KABUPATEN = _AREA
KECAMATAN = _AREA | _SUMS
DESA = KECAMATAN | {"kode_kawasan": Column(STRING, "Kode kawasan"), "keanggotaan": Column(STRING, "Keanggotaan")}
KAWASAN = _NAMES | {"kode_kab": Column(STRING, "Kode kabupaten"), "periode": Column(STRING, "Periode")} | _SUMS
_NOTHING = select.build_totals(())

Area = tuple[dict, dict | None]  # properties and GeoJSON geometry, as they leave


def load_kabupaten(packet: Packet) -> dict[str, Area]:
    """Give the kabupaten, those of the filter's kawasan where it names any."""
    kecamatan = _chosen(packet)
    wanted = None if kecamatan is None else {kabupaten_of(kode) for kode in kecamatan}
    return {kode: area for kode, area in _areas(packet.boundaries, "kabupaten").items() if not wanted or kode in wanted}


def load_kecamatan(packet: Packet) -> dict[str, Area]:
    """Give the kecamatan, those of the filter's areas where it names any."""
    wanted, sums = _chosen(packet), select.build_totals_by_area(packet.rows, packet.flt, attrgetter("kode_kec"))
    return {
        kode: (properties | _sums(sums.get(kode, _NOTHING)), geometry)
        for kode, (properties, geometry) in _areas(packet.boundaries, "kecamatan").items()
        if wanted is None or kode in wanted
    }


def load_desa(packet: Packet) -> dict[str, Area]:
    """Give every desa of the kecamatan that the kawasan lie in, members and others."""
    wanted = _chosen(packet)
    if wanted is None:
        wanted = {kode for item in packet.dataset.kawasan for kode in item.kecamatan}
    sums = select.build_totals_by_area(packet.rows, packet.flt, attrgetter("kode_desa"))
    member = {item.kode_desa: item for item in packet.dataset.kawasan_desa}
    loaded = {}
    for kode, (properties, geometry) in _areas(packet.boundaries, "desa", tuple(sorted(wanted))).items():
        item = member.get(kode)
        ground = {
            "kode_kawasan": item.kode_kawasan if item else None,
            "keanggotaan": item.keanggotaan if item else DesaMembership.BUKAN,
        }
        loaded[kode] = (properties | _sums(sums.get(kode, _NOTHING)) | ground, geometry)
    return loaded


def load_kawasan(packet: Packet) -> dict[str, Area]:
    """Give the kawasan of which the filter leaves anything."""
    sums = select.build_totals_by_area(packet.rows, packet.flt, attrgetter("kode_kawasan"))
    loaded = {}
    for item in packet.kawasan:
        properties = {
            "kode": item.kode_kawasan,
            "nama": item.nama,
            "kode_kab": item.kode_kab,
            "periode": item.periode or None,
        }
        loaded[item.kode_kawasan] = (properties | _sums(sums.get(item.kode_kawasan, _NOTHING)), _whole(packet, item))
    return loaded


def _whole(packet: Packet, kawasan: Kawasan) -> dict | None:
    shape = packet.boundaries.kawasan_shape(kawasan)
    if shape.is_empty:
        return None
    # One kind of geometry for the layer, also where the kecamatan of a kawasan do not touch.
    return shapely.MultiPolygon(shapely.get_parts(shape).tolist()).__geo_interface__


def kawasan_bounds(packet: Packet) -> Bounds | None:
    """Give the bounds of the filter's kawasan, ``None`` where none has a shape."""
    shapes = [packet.boundaries.kawasan_shape(item) for item in packet.kawasan]
    west, south, east, north = shapely.total_bounds(shapes).tolist()
    return None if math.isnan(west) else (west, south, east, north)


def _chosen(packet: Packet) -> set[str] | None:
    """Give the kecamatan that the filter's areas mean, ``None`` where it names none."""
    if not (packet.flt.kawasan or packet.flt.kecamatan):
        return None
    return {area.kode for area in packet.areas if area.level == "kecamatan"}


def _sums(total: Totals) -> dict:
    return {
        "jumlah_program": total.program,
        "jumlah_opd": total.opd,
        "pagu": total.pagu,
        "tanpa_pagu": total.without_pagu,
        "jumlah_contoh": total.samples,
        "belum_terverifikasi": total.unverified,
    }


@lru_cache(maxsize=16)
def _areas(boundaries: Boundaries, layer: str, kecamatan: tuple[str, ...] = ()) -> dict[str, Area]:
    """Give the areas of a layer, all of them or the desa of these kecamatan."""
    loaded = {}
    for feature in boundaries.features(layer, boundaries.desa_in(kecamatan) if kecamatan else None):
        area = feature["properties"]
        properties = {"kode": area["kode"], "nama": area["nama"], "jenis": area["status"] or area["tingkat"]}
        loaded[area["kode"]] = (properties | {"luas_km2": area["luas_km2"]}, feature["geometry"])
    return loaded
