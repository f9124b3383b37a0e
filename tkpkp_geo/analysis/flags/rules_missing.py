"""Rules about what is missing: a fungsi that nobody serves, a desa that none reaches, a budget without a place."""

from __future__ import annotations

from collections import defaultdict

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.flags.flag import Flag, build_fingerprint
from tkpkp_geo.analysis.flags.rule_basis import Basis
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import AreaLevel, Intervensi, Kawasan

_MOST_NAMED = 8  # desa that a sentence names before it counts the rest
_WIDE_LEVELS = (AreaLevel.KECAMATAN, AreaLevel.KAWASAN)


def find_unserved_fungsi(basis: Basis) -> list[Flag]:
    """Find each fungsi that no OPD serves in a kawasan in a year, in the order of kawasan, year and fungsi.

    A year without any program in the kawasan says nothing yet. A kawasan without any program at all is asked about
    the present year.
    """
    flags = []
    for kode, rows in basis.programs_of_kawasan.items():
        if basis.kecamatan and not basis.find_kecamatan(kode):
            continue
        years: dict[str, list[Intervensi]] = defaultdict(list)
        for row in rows:
            if row.tahun:
                years[row.tahun].append(row)
        for tahun, here in sorted(years.items()) or [(str(basis.today.year), [])]:
            served = {row.fungsi_kawasan for row in here}
            flags += [
                _build_unserved_flag(basis, kode, tahun, item.kode, here)
                for item in basis.dataset.referensi.get("fungsi", ())
                if item.kode not in served
            ]
    return flags


def _build_unserved_flag(basis: Basis, kawasan: str, tahun: str, fungsi: str, here: list[Intervensi]) -> Flag:
    name = basis.dataset.choice_name("fungsi", fungsi)
    silent = sum(not row.fungsi_kawasan for row in here)
    area = "kecamatan" if basis.kecamatan else "kawasan"
    if not here:
        why = f"{area.capitalize()} ini belum mempunyai program pada {tahun}."
    else:
        why = (
            f"Dari {text.format_number(len(here))} program di {area} ini pada {tahun}, tidak satu pun "
            "melayani fungsi itu"
        )
        why += f"; {text.format_number(silent)} belum menyebut fungsinya." if silent else "."
    return Flag(
        Rule.UNSERVED_FUNGSI,
        (kawasan, tahun, fungsi, *basis.find_kecamatan(kawasan)),
        f"{name} di {basis.format_area_name(kawasan)}, {tahun}: belum ada OPD",
        why,
        kawasan=(kawasan,),
        tahun=tahun,
        fungsi=fungsi,
        fingerprint=build_fingerprint((), (kawasan, tahun, fungsi)),
    )


def find_unreached_desa(basis: Basis) -> list[Flag]:
    """Find the member desa of each kawasan in which no program has a lokus."""
    flags = []
    for kawasan in basis.dataset.kawasan:
        own = basis.members[kawasan.kode_kawasan]
        missing = tuple(kode for kode in own if kode not in basis.programs_of_desa)
        if missing:
            flags.append(_build_unreached_flag(basis, kawasan, missing, len(own)))
    return flags


def _build_unreached_flag(basis: Basis, kawasan: Kawasan, desa: tuple[str, ...], members: int) -> Flag:
    names = text.join_names([basis.dataset.area_name(kode) for kode in desa], _MOST_NAMED)
    wide = sum(
        any(
            place.tingkat in _WIDE_LEVELS and place.kode_kawasan == kawasan.kode_kawasan
            for place in select.find_places(row, basis.areas)
        )
        for row in basis.programs_of_kawasan[kawasan.kode_kawasan]
    )
    note = (
        f" {text.format_number(wide)} program setingkat kecamatan atau kawasan belum menyebut desanya." if wide else ""
    )
    return Flag(
        Rule.UNREACHED_DESA,
        (kawasan.kode_kawasan, *basis.find_kecamatan(kawasan.kode_kawasan)),
        f"{basis.format_area_name(kawasan.kode_kawasan)}: {len(desa)} dari {members} desa anggota belum terjangkau",
        f"Belum ada program berlokus di {names}.{note}",
        kawasan=(kawasan.kode_kawasan,),
        desa=desa,
        fingerprint=build_fingerprint((), desa),
    )


def find_unplaced_pagu(basis: Basis) -> list[Flag]:
    """Find the programs that have a pagu and no place: a flag for each OPD and year, the most money first."""
    groups: dict[tuple[str, str], list[Intervensi]] = defaultdict(list)
    for row in basis.rows:
        if row.pagu and not row.lokus:
            groups[row.kode_opd, row.tahun].append(row)
    money = {key: sum(row.pagu or 0 for row in rows) for key, rows in groups.items()}
    return [
        _build_unplaced_flag(basis, key, groups[key], money[key]) for key in sorted(groups, key=lambda key: -money[key])
    ]


def _build_unplaced_flag(basis: Basis, key: tuple[str, str], rows: list[Intervensi], money: int) -> Flag:
    opd, tahun = key
    year = tahun or f"tahun {text.NOT_FILLED_IN}"
    return Flag(
        Rule.PAGU_WITHOUT_LOKUS,
        (opd, tahun),
        f"{basis.format_opd_name(opd)}, {year}: {text.format_rupiah(money)} belum berlokus",
        f"{text.format_number(len(rows))} program sudah mempunyai pagu, lokusnya belum ditetapkan.",
        ids=tuple(row.id for row in rows),
        opd=(opd,),
        tahun=tahun,
        fingerprint=build_fingerprint(rows),
    )
