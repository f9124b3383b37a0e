"""Programs as GeoJSON (RFC 7946), for the route and as a file: one feature a program and place."""

from __future__ import annotations

import json

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.columns import BY_NAME, Outlet
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi, Lokus
from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.webmap import payload

# In the order of the record's fields.
PROGRAM_COLUMNS = tuple(
    name for name in Intervensi.__dataclass_fields__ if name in BY_NAME and Outlet.MAP_FILES in BY_NAME[name].outlets
)


def render_geojson(item: Packet) -> bytes:
    """Draw the programs of a packet.

    Returns
    -------
    bytes
        The collection of `program_features` in UTF-8. Its foreign member `keterangan` holds ``tanda`` (or ""),
        ``fakta`` (what the file has to say of itself) and ``angka`` (the numbers, ``null`` for money of which no
        program gives any): features do not add up to them, since a program of two places is two features.
    """
    source = packet_source(item)
    collection = payload.feature_collection(program_features(item.dataset, item.boundaries, item.flt))
    collection["keterangan"] = {
        "tanda": source.sample_mark,
        "fakta": [{"kode": fact.kode, "label": fact.label, "isi": fact.words} for fact in source.facts],
        "angka": [
            {"kode": number.kode, "label": number.label, "nilai": number.value, "kata": number.words}
            for number in packet_numbers(item)
        ],
    }
    return json.dumps(collection, ensure_ascii=False, allow_nan=False, indent=1).encode()


def program_features(dataset: Dataset, boundaries: Boundaries, flt: Filter) -> list[dict]:
    """Give a feature for each program and place of the filter; cancelled programs only where it asks for that status.

    A program without lokus is one feature whose geometry is ``null``; a place known to its area alone stands at the
    area's label point, and `tingkat_lokus` says so. Coordinates are EPSG:4326 degrees.
    """
    return [
        _feature(dataset, boundaries, row, place)
        for row in select.select_features(dataset, flt)
        for place in (select.find_places(row, flt) or (None,))
    ]


def _feature(dataset: Dataset, boundaries: Boundaries, row: Intervensi, place: Lokus | None) -> dict:
    properties = {name: getattr(row, name) for name in PROGRAM_COLUMNS} | {
        "nama_opd": dataset.opd_by_kode[row.kode_opd].nama
    }
    geometry = None
    if place is not None:
        point = payload.place_point(dataset, boundaries, place)
        geometry = {"type": "Point", "coordinates": list(point)} if point else None
        properties |= select.build_place_columns(dataset, place)
    return {"type": "Feature", "properties": properties, "geometry": geometry}
