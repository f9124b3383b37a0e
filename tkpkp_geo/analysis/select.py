"""Which programs a filter selects, how many it hides, and what they add up to. Pure.

A program counts once in every total that spans its places, and its money is never split between them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

import numpy as np

from tkpkp_geo.analysis.filter_index import AREA_KEYS, build_filter_index
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, SEMUA, Filter
from tkpkp_geo.domain.records import BATAL, AreaLevel, DataKind, Intervensi, Kawasan, Lokus, Verification
from tkpkp_geo.domain.visibility import is_in_areas


def select_programs(dataset: Dataset, flt: Filter, ignore: Iterable[str] = ()) -> tuple[Intervensi, ...]:
    """Select the programs that count under a filter, in the dataset's order, as if the keys in `ignore` were empty.

    No cancelled program is among them (`find_cancelled`): what is summed, counted or shaded is summed over these.
    """
    return tuple(dataset.intervensi[i] for i in np.flatnonzero(build_filter_index(dataset).mask(flt, ignore)))


def find_cancelled(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Find the cancelled programs that a filter shows, to be listed apart from those that count."""
    index = build_filter_index(dataset)
    return tuple(dataset.intervensi[i] for i in np.flatnonzero(index.listed(flt) & index.cancelled))


def select_features(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Select the programs of a map feed, whose reader adds up what it is given: cancelled ones only by their status."""
    cancelled = find_cancelled(dataset, flt) if BATAL in flt.status else ()
    return (*select_programs(dataset, flt), *cancelled)


def find_places(row: Intervensi, flt: Filter) -> tuple[Lokus, ...]:
    """Find the places of a program that lie in the areas of the filter."""
    return tuple(place for place in row.lokus if is_in_areas(place, flt))


def find_unplaced(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Find the programs of a filter that still need a place; no area holds them, so its areas do not count."""
    return tuple(row for row in select_programs(dataset, flt, ignore=AREA_KEYS) if not row.lokus)


def find_wide_programs(dataset: Dataset, rows: Iterable[Intervensi], kode_desa: str) -> tuple[Intervensi, ...]:
    """Find those of some programs that reach a desa from its kecamatan or kawasan, without naming it."""
    kawasan = {item.kode_kawasan for item in dataset.kawasan_desa if item.kode_desa == kode_desa}
    wide = {(AreaLevel.KECAMATAN, kecamatan_of(kode_desa)), *((AreaLevel.KAWASAN, kode) for kode in kawasan)}
    return tuple(row for row in rows if any((place.tingkat, place.kode) in wide for place in row.lokus))


def count_hidden(dataset: Dataset, flt: Filter) -> int:
    """Count the programs that the filter would select if samples, unverified and cancelled ones were shown too."""
    index = build_filter_index(dataset)
    return int(index.listed(replace(flt, tampil=(SEMUA,))).sum()) - int(index.listed(flt).sum())


@dataclass(frozen=True, slots=True)
class ViewFacts:
    """What every page says of the programs of a filter, placed or not; `latest` is the latest day of a change."""

    samples: int
    unverified: int
    latest: str


def build_view_facts(dataset: Dataset, flt: Filter) -> ViewFacts:
    """Count the samples and unverified programs in view, and find the latest day of a change, "" where none says."""
    index = build_filter_index(dataset)
    mask = index.listed(flt) | (index.listed(flt, ignore=AREA_KEYS) & index.unplaced)
    verified = index.values["verifikasi"].index(Verification.TERVERIFIKASI)
    sample = index.values["data"].index(DataKind.CONTOH)
    return ViewFacts(
        samples=int((mask & (index.row_code["data"] == sample)).sum()),
        unverified=int((mask & ~index.cancelled & (index.row_code["verifikasi"] != verified)).sum()),
        latest=index.latest(mask),
    )


@dataclass(frozen=True, slots=True)
class Totals:
    """What a set of programs adds up to. Money is ``None`` where no row gives any.

    Parameters
    ----------
    without_pagu : int
        How many programs give no pagu.
    spanning : int
        How many programs reach more than one kawasan.
    samples, unverified : int
        How many are samples, and how many DPMD has not verified.
    """

    program: int
    opd: int
    pagu: int | None
    realisasi: int | None
    without_pagu: int
    spanning: int
    samples: int
    unverified: int


def build_totals(rows: Iterable[Intervensi]) -> Totals:
    """Add up programs, each counted once."""
    rows = tuple(rows)
    pagu = [row.pagu for row in rows if row.pagu is not None]
    realisasi = [row.realisasi for row in rows if row.realisasi is not None]
    return Totals(
        program=len(rows),
        opd=len({row.kode_opd for row in rows}),
        pagu=sum(pagu) if pagu else None,
        realisasi=sum(realisasi) if realisasi else None,
        without_pagu=len(rows) - len(pagu),
        spanning=sum(len(row.kawasan) > 1 for row in rows),
        samples=sum(row.contoh for row in rows),
        unverified=sum(row.verifikasi != Verification.TERVERIFIKASI for row in rows),
    )


def build_totals_by_area(
    rows: Iterable[Intervensi], flt: Filter, area: Callable[[Lokus], str | None]
) -> dict[str, Totals]:
    """Add up the programs of each area, every program once in each that it reaches.

    Parameters
    ----------
    area : callable
        Gives the code of the area in which a place counts, "" or ``None`` for none.
    """
    groups: dict[str, dict[str, Intervensi]] = {}
    for row in rows:
        for place in find_places(row, flt):
            if kode := area(place):
                groups.setdefault(kode, {})[row.id] = row
    return {kode: build_totals(group.values()) for kode, group in groups.items()}


def count_spanning(rows: Iterable[Intervensi], flt: Filter) -> int:
    """Count the programs that reach more than one kawasan inside the areas of the filter."""
    areas = ({place.kode_kawasan for place in find_places(row, flt)} - {None} for row in rows)
    return sum(len(codes) > 1 for codes in areas)


@dataclass(frozen=True, slots=True)
class KawasanSummary:
    """One kawasan under a filter: its totals and what is missing there."""

    kode_kawasan: str
    totals: Totals
    members: int
    unreached: tuple[str, ...]
    unserved_fungsi: tuple[str, ...]


def shows_kawasan(flt: Filter, kawasan: Kawasan) -> bool:
    """Tell whether the areas of the filter leave anything of a kawasan."""
    return (not flt.kawasan or kawasan.kode_kawasan in flt.kawasan) and (
        not flt.kecamatan or bool(set(flt.kecamatan) & set(kawasan.kecamatan))
    )


def build_kawasan_summary(
    dataset: Dataset, rows: Iterable[Intervensi], kode_kawasan: str, flt: Filter | None = None
) -> KawasanSummary:
    """Add up the programs of one kawasan and name its member desa and functions that none of them reaches.

    Parameters
    ----------
    flt : Filter, optional
        Only places and desa in its areas count.
    """
    flt = flt or Filter()
    inside = [(row, [p for p in find_places(row, flt) if p.kode_kawasan == kode_kawasan]) for row in rows]
    here = tuple(row for row, own in inside if own)
    reached = {place.kode_desa for _, own in inside for place in own}
    members = [
        item.kode_desa
        for item in dataset.kawasan_desa
        if item.kode_kawasan == kode_kawasan
        and item.is_member
        and (not flt.kecamatan or kecamatan_of(item.kode_desa) in flt.kecamatan)
    ]
    served = {row.fungsi_kawasan for row in here}
    return KawasanSummary(
        kode_kawasan=kode_kawasan,
        totals=build_totals(here),
        members=len(members),
        unreached=tuple(kode for kode in members if kode not in reached),
        unserved_fungsi=tuple(item.kode for item in dataset.referensi.get("fungsi", ()) if item.kode not in served),
    )


def group_by_opd(dataset: Dataset, rows: Iterable[Intervensi]) -> list[tuple[str, list[Intervensi]]]:
    """Group programs by OPD, most programs first, then in the order of the OPD table."""
    groups: dict[str, list[Intervensi]] = {item.kode_opd: [] for item in dataset.opd}
    for row in rows:
        groups[row.kode_opd].append(row)
    return sorted(((kode, group) for kode, group in groups.items() if group), key=lambda item: -len(item[1]))


def format_place_name(dataset: Dataset, place: Lokus) -> str:
    """Name a place with its level, no more precisely than it is known."""
    if place.tingkat is AreaLevel.TITIK:
        return f"Titik di {dataset.area_name(place.kode_desa)}" if place.kode_desa else "Titik"
    level = {AreaLevel.DESA: "", AreaLevel.KECAMATAN: "Kec. ", AreaLevel.KAWASAN: "Kawasan "}[place.tingkat]
    return level + dataset.area_name(place.kode)


def build_place_columns(dataset: Dataset, place: Lokus) -> dict[str, str | None]:
    """Build the columns of a place: how precisely it is known, its code and name, and the areas that hold it."""
    return {
        "tingkat_lokus": str(place.tingkat),
        "kode_lokus": place.kode or None,
        "nama_lokus": format_place_name(dataset, place),
        "kode_desa": place.kode_desa,
        "kode_kec": place.kode_kec,
        "kode_kawasan": place.kode_kawasan,
    }


def is_narrowed(flt: Filter) -> bool:
    """Tell whether the filter hides programs of the areas it shows: what is missing may then be there after all."""
    return any(getattr(flt, key) for key in FILTER_KEYS if key not in ("kawasan", "kecamatan", "tampil"))


def find_in_view(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Find every program that a presentation of the filter speaks of, placed or not."""
    return tuple(dict.fromkeys((*select_programs(dataset, flt), *find_unplaced(dataset, flt))))
