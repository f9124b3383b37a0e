"""What changed beside the programs: reports, decisions, milestones, and which desa make a kawasan. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.store.records import NetChange

# Of a row that is new these are no changes: its name says them already.
_NAMED = ("kode_opd", "kode_kawasan", "kode_desa", "kode", "tahun", "isi", "nama")
OTHER_TABLES = ("laporan_opd", "keputusan", "tonggak", "kawasan", "kawasan_desa")


@dataclass(frozen=True, slots=True)
class OtherChange:
    """A row of another table that changed: its table and name, its columns before and after, whether it is new."""

    table: str
    name: str
    fields: tuple[row_changes.FieldChange, ...]
    is_new: bool


def find_other_changes(dataset: Dataset, net_changes: Iterable[NetChange], flt: Filter) -> tuple[OtherChange, ...]:
    """Find what changed beside the programs (`OTHER_TABLES`) for the OPD, kawasan and years of the filter."""
    changes = []
    for item in net_changes:
        row = item.sesudah or item.sebelum or {}
        if item.tabel in OTHER_TABLES and _concerns(row, flt):
            named = {name: row[name] for name in _NAMED if name in row}
            fields = row_changes.find_field_changes(dataset, item.sebelum or named, item.sesudah)
            nama = row_changes.format_row_name(dataset, item.tabel, row)
            changes.append(OtherChange(item.tabel, nama, fields, item.sebelum is None))
    return tuple(changes)


def _concerns(row: row_changes.Row, flt: Filter) -> bool:
    kawasan = set(str(row.get("kode_kawasan") or row.get("kawasan") or "").split(";"))
    return (
        (not flt.opd or row.get("kode_opd") in (None, *flt.opd))
        and (not flt.kawasan or not kawasan.isdisjoint(flt.kawasan))
        and (not flt.tahun or row.get("tahun") in (None, *flt.tahun))
    )
