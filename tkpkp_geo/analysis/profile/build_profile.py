"""Builds the profile of a kawasan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import mean, median

from tkpkp_geo.analysis import meetings, select
from tkpkp_geo.analysis.profile.profile_records import (
    IndexLine,
    IndexSeries,
    KawasanArea,
    MilestoneLine,
    Profile,
    ProfileProgress,
    ProgramGroup,
    Spending,
    SpendingLine,
    SpendingTable,
    Spread,
)
from tkpkp_geo.domain.codes import is_desa, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi, Kawasan
from tkpkp_geo.domain.synergy_records import TOTAL, IndexDefinition, Milestone, MilestoneState


def build_profile(dataset: Dataset, flt: Filter, kode_kawasan: str) -> Profile:
    """Build the profile of a kawasan.

    Parameters
    ----------
    flt : Filter
        What the viewer asked to see; its `kawasan` gives way to `kode_kawasan`.

    Raises
    ------
    KeyError
        Where there is no such kawasan.
    """
    kawasan = dataset.kawasan_by_kode[kode_kawasan]
    own = replace(flt, kawasan=(kode_kawasan,))
    rows = select.select_programs(dataset, own)
    here = {place.kode_desa for row in rows for place in select.find_places(row, own) if place.kode_desa}
    return Profile(
        kawasan=kawasan,
        flt=own,
        rows=rows,
        totals=select.build_totals(rows),
        area=_build_area(dataset, kawasan),
        opd=_group_by_opd(dataset, own, rows),
        years=_group_by_list(dataset, own, rows, "tahun", lambda row: row.tahun),
        fungsi=_group_by_list(dataset, own, rows, "fungsi", lambda row: row.fungsi_kawasan),
        spending=_build_spending(dataset, rows),
        progress=_build_progress(rows),
        decisions=(
            *meetings.find_open_decisions(dataset, own.kawasan),
            *meetings.find_settled_decisions(dataset, own.kawasan),
        ),
        milestones=_find_milestones(dataset, kode_kawasan),
        indices=tuple(_build_series(dataset, kawasan, item) for item in dataset.indeks),
        reached=frozenset(here),
        is_narrowed=select.is_narrowed(own),
    )


def _build_area(dataset: Dataset, kawasan: Kawasan) -> KawasanArea:
    membership = [item for item in dataset.kawasan_desa if item.kode_kawasan == kawasan.kode_kawasan]
    members = {item.kode_desa for item in membership if item.is_member}
    desa = [item for kode, item in dataset.wilayah.items() if is_desa(kode) and kecamatan_of(kode) in kawasan.kecamatan]
    inside = [item.luas_km2 for item in desa if item.kode in members]
    return KawasanArea(
        kabupaten=dataset.kabupaten_name(kawasan.kode_kab),
        kecamatan=tuple(map(dataset.area_name, kawasan.kecamatan)),
        members=dict(Counter(item.keanggotaan for item in membership if item.is_member)),
        others=len(membership) - len(members),
        km2=sum(item.luas_km2 for item in desa) if desa else None,
        members_km2=sum(inside) if inside else None,
    )


def _group_by_opd(dataset: Dataset, flt: Filter, rows: Sequence[Intervensi]) -> tuple[ProgramGroup, ...]:
    groups = select.group_by_opd(dataset, rows)
    return tuple(
        ProgramGroup(kode, dataset.opd_by_kode[kode].ringkas, len(group), replace(flt, opd=(kode,)))
        for kode, group in groups
    )


def _group_by_list(
    dataset: Dataset, flt: Filter, rows: Iterable[Intervensi], list_name: str, value: Callable[[Intervensi], str]
) -> tuple[ProgramGroup, ...]:
    """Group programs by a code list, in its order, values without programs too; an empty one comes last."""
    groups: dict[str, list[Intervensi]] = {item.kode: [] for item in dataset.referensi.get(list_name, ())}
    for row in rows:
        groups.setdefault(value(row), []).append(row)
    listed = sorted(groups.items(), key=lambda item: not item[0])
    return tuple(
        # No key of a filter asks for what is not filled in.
        ProgramGroup(kode, dataset.choice_name(list_name, kode), len(group), replace(flt, **{list_name: (kode,)}))
        if kode
        else ProgramGroup(
            "", dataset.choice_name(list_name, ""), len(group), replace(flt, id=tuple(row.id for row in group))
        )
        for kode, group in listed
    )


def _build_spending(dataset: Dataset, rows: Sequence[Intervensi]) -> SpendingTable:
    def used(list_name: str, values: set[str]) -> list[str]:
        known = [item.kode for item in dataset.referensi.get(list_name, ()) if item.kode in values]
        return [*known, *sorted(values - set(known), reverse=True)]

    years = used("tahun", {row.tahun for row in rows})

    def line(kode: str, nama: str, own: Sequence[Intervensi]) -> SpendingLine:
        return SpendingLine(
            kode, nama, tuple(_sum_money([row for row in own if row.tahun == year]) for year in years), _sum_money(own)
        )

    lines = (
        line(kode, dataset.choice_name("dana", kode), [row for row in rows if row.sumber_dana == kode])
        for kode in used("dana", {row.sumber_dana for row in rows})
    )
    return SpendingTable(tuple(years), tuple(lines), line("", "Jumlah", rows))


def _sum_money(rows: Sequence[Intervensi]) -> Spending:
    total = select.build_totals(rows)
    return Spending(total.program, total.pagu, total.realisasi)


def _build_progress(rows: Sequence[Intervensi]) -> ProfileProgress:
    both = [(row.pagu, row.realisasi) for row in rows if row.pagu is not None and row.realisasi is not None]
    pagu = sum(given for given, _ in both)
    physical = [row.realisasi_fisik for row in rows if row.realisasi_fisik is not None]
    return ProfileProgress(
        spent_share=100 * sum(spent for _, spent in both) / pagu if pagu else None,
        spent_of=len(both),
        physical_mean=mean(physical) if physical else None,
        physical_median=median(physical) if physical else None,
        physical_of=len(physical),
        physical_blank=len(rows) - len(physical),
    )


def _find_milestones(dataset: Dataset, kode_kawasan: str) -> tuple[MilestoneLine, ...]:
    kept = {item.kode: item for item in dataset.tonggak if item.kode_kawasan == kode_kawasan}
    return tuple(
        MilestoneLine(
            item.nama, kept.get(item.kode) or Milestone(kode_kawasan, item.kode, MilestoneState.BELUM_DIKETAHUI)
        )
        for item in dataset.referensi.get("tonggak", ())
    )


def _build_series(dataset: Dataset, kawasan: Kawasan, index: IndexDefinition) -> IndexSeries:
    own: dict[tuple[str, str], float] = {}
    desa: dict[tuple[str, str], list[float]] = {}
    for item in dataset.nilai_indeks:
        place = (item.dimensi, item.tahun)
        if item.kode_indeks != index.kode:
            continue
        if item.kode_wilayah == kawasan.kode_kawasan:
            own[place] = item.nilai
        elif kecamatan_of(item.kode_wilayah) in kawasan.kecamatan:
            desa.setdefault(place, []).append(item.nilai)
    years = tuple(sorted({tahun for _, tahun in (*own, *desa)}))
    dimensions = [(TOTAL, "Total")] + [(d.kode, d.nama) for d in dataset.dimensi if d.kode_indeks == index.kode]
    kept = {kode for kode, _ in (*own, *desa)}
    return IndexSeries(
        index,
        years,
        tuple(
            IndexLine(
                kode,
                nama,
                tuple(own.get((kode, year)) for year in years),
                tuple(_build_spread(desa.get((kode, year), ())) for year in years),
            )
            for kode, nama in dimensions
            if kode in kept
        ),
    )


def _build_spread(values: Sequence[float]) -> Spread | None:
    return Spread(len(values), min(values), median(values), max(values)) if values else None
