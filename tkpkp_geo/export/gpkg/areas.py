"""The areas of a GeoPackage with what reaches them under the filter, a program counted once in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from operator import attrgetter

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.records import AreaLevel, DesaMembership, Lokus
from tkpkp_geo.export.packet.packet import Packet

_SUMS = {
    "jumlah_program": "Program",
    "jumlah_opd": "OPD",
    "pagu": "Pagu (Rp)",
    "realisasi": "Realisasi (Rp)",
    "tanpa_pagu": "Program yang pagunya belum diisi",
    "jumlah_contoh": "Program contoh, bukan data resmi",
}
# The field of `select.Totals` that each of these columns holds.
_TOTALS = {
    "jumlah_program": "program",
    "jumlah_opd": "opd",
    "pagu": "pagu",
    "realisasi": "realisasi",
    "tanpa_pagu": "without_pagu",
    "jumlah_contoh": "samples",
}
_NOTHING = select.build_totals(())
DESA_COLUMNS = {
    "kode": "Kode desa",
    "nama": "Desa",
    "status": "Status",
    "kode_kec": "Kode kecamatan",
    "kecamatan": "Kecamatan",
    "kode_kawasan": "Kode kawasan",
    "kawasan": "Kawasan",
    "keanggotaan": "Keanggotaan",
    **_SUMS,
    "kelas": "Kelas warna",
    "luas_km2": "Luas (km²)",
    "label_lon": "Bujur label",
    "label_lat": "Lintang label",
}
KECAMATAN_COLUMNS = {
    "kode": "Kode kecamatan",
    "nama": "Kecamatan",
    "kode_kawasan": "Kode kawasan",
    **_SUMS,
    "setingkat_kecamatan": "Program yang diketahui hanya sampai kecamatan",
    "luas_km2": "Luas (km²)",
    "label_lon": "Bujur label",
    "label_lat": "Lintang label",
}
KAWASAN_COLUMNS = {
    "kode_kawasan": "Kode kawasan",
    "nama": "Kawasan",
    "kode_kab": "Kode kabupaten",
    "kabupaten": "Kabupaten",
    "periode": "Periode",
    **_SUMS,
}
KABUPATEN_COLUMNS = {"kode": "Kode kabupaten", "nama": "Kabupaten", "nama_pendek": "Nama pendek"}


def desa_records(item: Packet, classes: dict[str, int]) -> list[dict]:
    """Give the desa in view, each with its class of the measure."""
    member = {each.kode_desa: each for each in item.dataset.kawasan_desa}
    records, reached = [], _reached(item, attrgetter("kode_desa"))
    for kode, area in _shapes(item, "desa", item.boundaries.desa_in(_kecamatan_codes(item))):
        place = member.get(kode)
        kawasan = place.kode_kawasan if place else None
        records.append(
            area
            | {
                "kode_kec": kecamatan_of(kode),
                "kecamatan": item.dataset.area_name(kecamatan_of(kode)),
                "kode_kawasan": kawasan,
                "kawasan": item.dataset.area_name(kawasan) if kawasan else None,
                "keanggotaan": str(place.keanggotaan if place else DesaMembership.BUKAN),
                "kelas": classes.get(kode, 0),
                **reached(kode),
            }
        )
    return records


def _kecamatan_codes(item: Packet) -> list[str]:
    return [area.kode for area in item.areas if area.level == "kecamatan"]


def kecamatan_records(item: Packet) -> list[dict]:
    """Give the kecamatan in view."""
    of = {area.kode: area.kawasan for area in item.areas if area.level == "kecamatan"}
    reached = _reached(item, attrgetter("kode_kec"))
    whole = _reached(item, lambda place: place.kode if place.tingkat is AreaLevel.KECAMATAN else None)
    return [
        area | reached(kode) | {"kode_kawasan": of[kode], "setingkat_kecamatan": whole(kode)["jumlah_program"]}
        for kode, area in _shapes(item, "kecamatan", list(of))
    ]


def kawasan_records(item: Packet) -> list[dict]:
    """Give the kawasan in view."""
    records, reached = [], _reached(item, attrgetter("kode_kawasan"))
    for each in item.kawasan:
        shape = item.boundaries.kawasan_shape(each)
        records.append(
            {
                "kode_kawasan": each.kode_kawasan,
                "nama": each.nama,
                "kode_kab": each.kode_kab,
                "kabupaten": item.dataset.kabupaten_name(each.kode_kab),
                "periode": each.periode,
                "geometry": None if shape.is_empty else shape,
                **reached(each.kode_kawasan),
            }
        )
    return records


def kabupaten_records(item: Packet) -> list[dict]:
    """Give the kabupaten and kota of the province, the ground of the map."""
    codes = item.boundaries.layers["kabupaten"].index if "kabupaten" in item.boundaries.layers else ()
    short = ("Kabupaten ", "Kota ")
    return [
        area | {"nama_pendek": area["nama"].removeprefix(short[0]).removeprefix(short[1])}
        for _, area in _shapes(item, "kabupaten", codes)
    ]


def _shapes(item: Packet, layer: str, codes: Iterable[str]) -> list[tuple[str, dict]]:
    if layer not in item.boundaries.layers:
        return []
    frame = item.boundaries.layers[layer]
    rows = frame.loc[[kode for kode in codes if kode in frame.index]]
    return [(kode, record) for kode, record in zip(rows.index, rows.to_dict("records"), strict=True)]


def _reached(item: Packet, area: Callable[[Lokus], str | None]) -> Callable[[str], dict]:
    """Give what says of an area what reaches it."""
    totals = select.build_totals_by_area(item.rows, item.flt, area)

    def sums(kode: str) -> dict:
        total = totals.get(kode, _NOTHING)
        return {column: getattr(total, name) for column, name in _TOTALS.items()}

    return sums
