"""What the paper map of one kawasan shows: programs by place, no more precisely than they are known. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from tkpkp_geo import analysis, frames, text
from tkpkp_geo.model import Dataset, Filter, Intervensi, Lokus, Tingkat


@dataclass(frozen=True, slots=True)
class Place:
    """The programs of one place.

    Parameters
    ----------
    kode : str
        Of the desa, kecamatan or kawasan; "" for a point, which has `titik` (lon, lat, EPSG:4326) instead.
    opd : tuple of str
        Codes of the OPD, most programs first.
    program : int
        Number of programs that name this place, at this level.
    """

    tingkat: Tingkat
    kode: str
    titik: tuple[float, float] | None
    opd: tuple[str, ...]
    program: int


def rows(dataset: Dataset, flt: Filter, kode_kawasan: str) -> tuple[Intervensi, ...]:
    """Give the programs of one kawasan under a filter; none where the filter leaves that kawasan out."""
    if flt.kawasan and kode_kawasan not in flt.kawasan:
        return ()
    return analysis.select(dataset, replace(flt, kawasan=(kode_kawasan,)))


def places(dataset: Dataset, found: Iterable[Intervensi], flt: Filter, kode_kawasan: str) -> tuple[Place, ...]:
    """Gather programs by the places that they name inside the kawasan."""
    here: dict[tuple[object, ...], list[Intervensi]] = {}
    for row in found:
        for place in analysis.places(row, replace(flt, kawasan=(kode_kawasan,))):
            group = here.setdefault(_key(place), [])
            if row not in group:
                group.append(row)
    return tuple(
        Place(
            key[0], key[1], key[2], tuple(kode for kode, _ in analysis.group_by_opd(dataset, group)), len(group)
        )
        for key, group in here.items()
    )  # fmt: skip


def _key(place: Lokus) -> tuple[object, ...]:
    if place.tingkat is Tingkat.TITIK:
        return place.tingkat, "", (place.lon, place.lat)
    return place.tingkat, place.kode, None


def words(dataset: Dataset, flt: Filter, kode_kawasan: str) -> str:
    """Say what the map shows, for those who cannot see it."""
    found = rows(dataset, flt, kode_kawasan)
    summary = analysis.summarise_kawasan(dataset, found, kode_kawasan, flt)
    name = dataset.nama_wilayah(kode_kawasan)
    parts = [f"Peta kawasan {name}: {frames.brief(found)}, {summary.anggota} desa anggota"]
    reached = [f"{dataset.nama_wilayah(kode)} {count}" for kode, count in _reached(dataset, found, kode_kawasan)]
    if reached:
        parts.append(f"program per desa: {', '.join(reached)}")
    parts += [
        f"{place.program} program diketahui sampai tingkat {place.tingkat} {dataset.nama_wilayah(place.kode)}"
        for place in places(dataset, found, flt, kode_kawasan)
        if place.tingkat in (Tingkat.KECAMATAN, Tingkat.KAWASAN)
    ]
    if summary.belum_terjangkau:
        parts.append(f"{len(summary.belum_terjangkau)} desa anggota belum terjangkau")
    if any(row.contoh for row in found):
        parts.append(text.DATA_CONTOH)
    return "; ".join(parts) + "."


def _reached(dataset: Dataset, found: Sequence[Intervensi], kode_kawasan: str) -> list[tuple[str, int]]:
    count: dict[str, int] = {}
    for row in found:
        inside = (place.kode_desa for place in row.lokus if place.kode_kawasan == kode_kawasan and place.kode_desa)
        for kode in dict.fromkeys(inside):
            count[kode] = count.get(kode, 0) + 1
    return sorted(count.items(), key=lambda item: (-item[1], dataset.nama_wilayah(item[0])))
