"""The programs as collections: each place a point, and each program once."""

from __future__ import annotations

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.columns import ColumnKind, Outlet, columns_in
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.server.ogc.records import BOOLEAN, INTEGER, NUMBER, STRING, Column
from tkpkp_geo.webmap import payload

_TYPES = {
    ColumnKind.RUPIAH: INTEGER,
    ColumnKind.WHOLE: INTEGER,
    ColumnKind.NUMBER: NUMBER,
    ColumnKind.PERCENT: NUMBER,
}
_GIVEN = columns_in(Outlet.OGC)
# In the order of the record's fields.
_NAMES = tuple(name for name in Intervensi.__dataclass_fields__ if name in {item.name for item in _GIVEN})
_PROGRAM = {
    "id_program": Column(STRING, "ID program"),
    "nama_opd": Column(STRING, "OPD"),
    **{item.name: Column(_TYPES.get(item.kind, STRING), item.title(Outlet.OGC)) for item in _GIVEN},
    "contoh": Column(BOOLEAN, "Data contoh, bukan data resmi"),
    "tanda": Column(STRING, "Tanda"),
    "jumlah_lokus": Column(INTEGER, "Jumlah lokus"),
}
PROGRAM = _PROGRAM | {"lokus": Column(STRING, "Lokus")}
_OF_PLACE = {
    "tingkat_lokus": Column(STRING, "Tingkat lokus"),
    "kode_lokus": Column(STRING, "Kode lokus"),
    "nama_lokus": Column(STRING, "Lokus"),
    "kode_desa": Column(STRING, "Kode desa"),
    "kode_kec": Column(STRING, "Kode kecamatan"),
    "kode_kawasan": Column(STRING, "Kode kawasan"),
}
INTERVENSI = _PROGRAM | {"lokus_ke": Column(INTEGER, "Lokus ke-")} | _OF_PLACE

WAKTU = "tenggat"

Placed = tuple[Intervensi, int]  # a program, and the number of one of its places from 1; 0 where it has none


def load_programs(packet: Packet) -> dict[str, Intervensi]:
    """Give every program of the packet by its id; cancelled ones only where its filter asks for that status."""
    return {row.id: row for row in select.select_features(packet.dataset, packet.flt)}


def load_places(packet: Packet) -> dict[str, Placed]:
    """Give every place in the packet's filter as ``ID.NUMBER``; a program without place is ``ID.0``."""
    loaded: dict[str, Placed] = {}
    for row in load_programs(packet).values():
        left = select.find_places(row, packet.flt)
        for number, place in enumerate(row.lokus, 1):
            if place in left:
                loaded[f"{row.id}.{number}"] = (row, number)
        if not row.lokus:
            loaded[f"{row.id}.0"] = (row, 0)
    return loaded


def build_program(packet: Packet, row: Intervensi) -> tuple[dict, None]:
    """Build the properties of a program; where it is worked on stands in words."""
    lokus = "; ".join(select.format_place_name(packet.dataset, place) for place in row.lokus)
    return _properties(packet.dataset, row) | {"lokus": lokus or None}, None


def build_place(packet: Packet, placed: Placed) -> tuple[dict, dict | None]:
    """Build one place of a program, drawn where its level is drawn; no geometry where none is known."""
    row, number = placed
    place = row.lokus[number - 1] if number else None
    properties = _properties(packet.dataset, row) | {"lokus_ke": number} | dict.fromkeys(_OF_PLACE)
    if place:
        properties |= select.build_place_columns(packet.dataset, place)
    point = payload.place_point(packet.dataset, packet.boundaries, place) if place else None
    return properties, {"type": "Point", "coordinates": list(point)} if point else None


def _properties(dataset: Dataset, row: Intervensi) -> dict:
    return {"id_program": row.id} | {
        # What is empty is `null` to a program that reads it, whatever its type.
        **{name: None if (value := getattr(row, name)) == "" else value for name in _NAMES},
        "nama_opd": dataset.opd_by_kode[row.kode_opd].nama,
        "contoh": row.contoh,
        "tanda": ", ".join(row.tanda) or None,
        "jumlah_lokus": len(row.lokus),
    }
