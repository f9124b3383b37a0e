"""Draws up the profile of a kawasan."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from statistics import mean, median

from tkpkp_geo.analysis import meetings, select, view_scope
from tkpkp_geo.analysis.profile.records import (
    Area,
    Group,
    IndexLine,
    IndexSeries,
    MilestoneLine,
    Money,
    MoneyLine,
    MoneyTable,
    Profile,
    Progress,
    Spread,
)
from tkpkp_geo.domain.codes import is_desa, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi, Kawasan
from tkpkp_geo.domain.synergy_records import TOTAL, IndexDefinition, Milestone, MilestoneState


def profile(dataset: Dataset, flt: Filter, kode_kawasan: str) -> Profile:
    """Draw up the profile of a kawasan.

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
    rows = select.select(dataset, own)
    here = {place.kode_desa for row in rows for place in select.places(row, own) if place.kode_desa}
    return Profile(
        kawasan=kawasan,
        flt=own,
        rows=rows,
        totals=select.totals(rows),
        wilayah=_area(dataset, kawasan),
        opd=_by_opd(dataset, own, rows),
        tahun=_grouped(dataset, own, rows, "tahun", lambda row: row.tahun),
        fungsi=_grouped(dataset, own, rows, "fungsi", lambda row: row.fungsi_kawasan),
        uang=_money_table(dataset, rows),
        kemajuan=_progress(rows),
        keputusan=(*meetings.still_open(dataset, own.kawasan), *meetings.no_longer_open(dataset, own.kawasan)),
        tonggak=_milestones(dataset, kode_kawasan),
        indeks=tuple(_series(dataset, kawasan, item) for item in dataset.indeks),
        terjangkau=frozenset(here),
        disaring=view_scope.is_narrowed(own),
    )


def _area(dataset: Dataset, kawasan: Kawasan) -> Area:
    membership = [item for item in dataset.kawasan_desa if item.kode_kawasan == kawasan.kode_kawasan]
    members = {item.kode_desa for item in membership if item.anggota}
    desa = [item for kode, item in dataset.wilayah.items() if is_desa(kode) and kecamatan_of(kode) in kawasan.kecamatan]
    inside = [item.luas_km2 for item in desa if item.kode in members]
    return Area(
        kabupaten=dataset.kabupaten_name(kawasan.kode_kab),
        kecamatan=tuple(map(dataset.area_name, kawasan.kecamatan)),
        anggota=dict(Counter(item.keanggotaan for item in membership if item.anggota)),
        bukan=len(membership) - len(members),
        luas=sum(item.luas_km2 for item in desa) if desa else None,
        luas_anggota=sum(inside) if inside else None,
    )


def _by_opd(dataset: Dataset, flt: Filter, rows: Sequence[Intervensi]) -> tuple[Group, ...]:
    groups = select.group_by_opd(dataset, rows)
    return tuple(
        Group(kode, dataset.opd_by_kode[kode].ringkas, len(group), replace(flt, opd=(kode,))) for kode, group in groups
    )


def _grouped(
    dataset: Dataset, flt: Filter, rows: Iterable[Intervensi], daftar: str, value: Callable[[Intervensi], str]
) -> tuple[Group, ...]:
    """Group programs by a code list, in its order, values without programs too; an empty one comes last."""
    groups: dict[str, list[Intervensi]] = {item.kode: [] for item in dataset.referensi.get(daftar, ())}
    for row in rows:
        groups.setdefault(value(row), []).append(row)
    listed = sorted(groups.items(), key=lambda item: not item[0])
    return tuple(
        # No key of a filter asks for what is not filled in.
        Group(kode, dataset.choice_name(daftar, kode), len(group), replace(flt, **{daftar: (kode,)}))
        if kode
        else Group("", dataset.choice_name(daftar, ""), len(group), replace(flt, id=tuple(row.id for row in group)))
        for kode, group in listed
    )


def _money_table(dataset: Dataset, rows: Sequence[Intervensi]) -> MoneyTable:
    def used(daftar: str, values: set[str]) -> list[str]:
        known = [item.kode for item in dataset.referensi.get(daftar, ()) if item.kode in values]
        return [*known, *sorted(values - set(known), reverse=True)]

    years = used("tahun", {row.tahun for row in rows})

    def line(kode: str, nama: str, own: Sequence[Intervensi]) -> MoneyLine:
        return MoneyLine(
            kode, nama, tuple(_money([row for row in own if row.tahun == year]) for year in years), _money(own)
        )

    lines = (
        line(kode, dataset.choice_name("dana", kode), [row for row in rows if row.sumber_dana == kode])
        for kode in used("dana", {row.sumber_dana for row in rows})
    )
    return MoneyTable(tuple(years), tuple(lines), line("", "Jumlah", rows))


def _money(rows: Sequence[Intervensi]) -> Money:
    total = select.totals(rows)
    return Money(total.program, total.pagu, total.realisasi)


def _progress(rows: Sequence[Intervensi]) -> Progress:
    both = [(row.pagu, row.realisasi) for row in rows if row.pagu is not None and row.realisasi is not None]
    pagu = sum(given for given, _ in both)
    fisik = [row.realisasi_fisik for row in rows if row.realisasi_fisik is not None]
    return Progress(
        serapan=100 * sum(spent for _, spent in both) / pagu if pagu else None,
        serapan_dari=len(both),
        fisik_rata=mean(fisik) if fisik else None,
        fisik_tengah=median(fisik) if fisik else None,
        fisik_dari=len(fisik),
        fisik_kosong=len(rows) - len(fisik),
    )


def _milestones(dataset: Dataset, kode_kawasan: str) -> tuple[MilestoneLine, ...]:
    kept = {item.kode: item for item in dataset.tonggak if item.kode_kawasan == kode_kawasan}
    return tuple(
        MilestoneLine(
            item.nama, kept.get(item.kode) or Milestone(kode_kawasan, item.kode, MilestoneState.BELUM_DIKETAHUI)
        )
        for item in dataset.referensi.get("tonggak", ())
    )


def _series(dataset: Dataset, kawasan: Kawasan, indeks: IndexDefinition) -> IndexSeries:
    own: dict[tuple[str, str], float] = {}
    desa: dict[tuple[str, str], list[float]] = {}
    for item in dataset.nilai_indeks:
        place = (item.dimensi, item.tahun)
        if item.kode_indeks != indeks.kode:
            continue
        if item.kode_wilayah == kawasan.kode_kawasan:
            own[place] = item.nilai
        elif kecamatan_of(item.kode_wilayah) in kawasan.kecamatan:
            desa.setdefault(place, []).append(item.nilai)
    years = tuple(sorted({tahun for _, tahun in (*own, *desa)}))
    dimensions = [(TOTAL, "Total")] + [(d.kode, d.nama) for d in dataset.dimensi if d.kode_indeks == indeks.kode]
    kept = {kode for kode, _ in (*own, *desa)}
    return IndexSeries(
        indeks,
        years,
        tuple(
            IndexLine(
                kode,
                nama,
                tuple(own.get((kode, year)) for year in years),
                tuple(_spread(desa.get((kode, year), ())) for year in years),
            )
            for kode, nama in dimensions
            if kode in kept
        ),
    )


def _spread(values: Sequence[float]) -> Spread | None:
    return Spread(len(values), min(values), median(values), max(values)) if values else None
