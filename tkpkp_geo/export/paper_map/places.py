"""The places of the programs of a map, no more precisely than they are known. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, Intervensi, Lokus
from tkpkp_geo.export.packet.packet import Area, Packet

_Key: TypeAlias = tuple[AreaLevel, str, tuple[float, float] | None]  # level, code and point of a place


@dataclass(frozen=True, slots=True)
class ProgramPlace:
    """The programs of one place.

    Parameters
    ----------
    kode : str
        Of the desa, kecamatan or kawasan; "" for a point, which has `point` (lon, lat, EPSG:4326) instead.
    opd : tuple of str
        Codes of the OPD, most programs first.
    program : int
        Number of programs that name this place, at this level.
    """

    level: AreaLevel
    kode: str
    point: tuple[float, float] | None
    opd: tuple[str, ...]
    program: int


def program_places(packet: Packet, area: Area) -> tuple[ProgramPlace, ...]:
    """Gather programs by the places that they name inside a kawasan or kecamatan."""
    flt = packet.scope(area)
    return () if flt is None else _gathered(packet.dataset, packet.rows_in(area), flt)


def kawasan_level_place(packet: Packet, area: Area) -> ProgramPlace | None:
    """Give the programs known only to a kecamatan's kawasan, which are drawn in no kecamatan."""
    if area.level != "kecamatan":
        return None
    places = program_places(packet, Area.of_kawasan(area.kawasan))
    return next((place for place in places if place.level is AreaLevel.KAWASAN), None)


def has_sample(packet: Packet, area: Area) -> bool:
    """Whether anything that the map of an area counts or names is invented."""
    if area.level == "provinsi":
        return packet.sample
    programs = packet.rows_in(area)
    if kawasan_level_place(packet, area) is not None:
        wider = packet.rows_in(Area.of_kawasan(area.kawasan))
        programs += tuple(row for row in wider if any(place.tingkat is AreaLevel.KAWASAN for place in row.lokus))
    return any(row.contoh for row in programs)


def _gathered(dataset: Dataset, programs: Iterable[Intervensi], flt: Filter) -> tuple[ProgramPlace, ...]:
    here: dict[_Key, dict[str, Intervensi]] = {}
    for row in programs:
        for place in select.find_places(row, flt):
            here.setdefault(_key(place), {})[row.id] = row
    return tuple(
        ProgramPlace(
            level, kode, point, tuple(opd for opd, _ in select.group_by_opd(dataset, group.values())), len(group)
        )
        for (level, kode, point), group in here.items()
    )


def _key(place: Lokus) -> _Key:
    if place.lon is not None and place.lat is not None and place.tingkat is AreaLevel.TITIK:
        return place.tingkat, "", (place.lon, place.lat)
    return place.tingkat, place.kode, None
