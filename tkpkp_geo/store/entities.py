"""What people write: which tables, by which keys, and what may be done with their rows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from sqlalchemy import Column, DefaultClause, Table

from tkpkp_geo.domain.meeting_records import DecisionStatus, FrameKind, MeetingStatus
from tkpkp_geo.domain.records import DataKind, DesaMembership, Role, Verification
from tkpkp_geo.domain.synergy_records import ChainLink, MilestoneState, Statement
from tkpkp_geo.store import schema


@dataclass(frozen=True, slots=True)
class Entity:
    """A table that people write.

    Parameters
    ----------
    keys : tuple of str
        Columns of the primary key. In a `Change` and in the history they stand as one text, joined by ``|``.
    hidden : frozenset of str
        Columns whose content never goes into the history.
    removable : bool
        Whether a row may be taken out; elsewhere a status says that something is over.
    choices : mapping of str to enum
        Columns whose values the program itself gives a meaning to.
    """

    table: Table
    keys: tuple[str, ...]
    hidden: frozenset[str] = frozenset()
    removable: bool = False
    choices: Mapping[str, type[StrEnum]] = field(default_factory=dict)

    def join(self, row: Mapping[str, Any]) -> str:
        """Give the joined key of a row."""
        return "|".join(str(row[name]) for name in self.keys)

    def split(self, kunci: str) -> dict[str, str]:
        """Give the key columns of a joined key."""
        return dict(zip(self.keys, kunci.split("|"), strict=True))

    def blank(self) -> dict[str, Any]:
        """Give a row in which nothing is filled in."""
        return {column.name: _default(column) for column in self.table.c}


def _default(column: Column[Any]) -> object:
    if column.nullable:
        return None
    python = column.type.python_type
    if python is bool:
        return True
    return python(column.server_default.arg) if isinstance(column.server_default, DefaultClause) else python()


ENTITIES: dict[str, Entity] = {
    "opd": Entity(schema.opd, ("kode_opd",)),
    "kawasan": Entity(schema.kawasan, ("kode_kawasan",)),
    "kawasan_desa": Entity(schema.kawasan_desa, ("kode_kawasan", "kode_desa"), choices={"keanggotaan": DesaMembership}),
    "referensi": Entity(schema.referensi, ("daftar", "kode")),
    "alias_wilayah": Entity(schema.alias_wilayah, ("alias",), removable=True),
    "intervensi": Entity(schema.intervensi, ("id",), choices={"jenis_data": DataKind, "verifikasi": Verification}),
    "laporan_opd": Entity(schema.laporan_opd, ("kode_opd", "kode_kawasan", "tahun"), choices={"pernyataan": Statement}),
    "lapisan": Entity(schema.lapisan, ("kode",), frozenset({"isi"}), removable=True),
    "masalah": Entity(schema.masalah, ("nomor",), removable=True),
    "ambang": Entity(schema.ambang, ("kode",), removable=True),
    "kata_rantai": Entity(schema.kata_rantai, ("kata",), removable=True, choices={"mata": ChainLink}),
    "tanggapan": Entity(schema.tanggapan, ("kode", "sidik"), removable=True),
    "tonggak": Entity(schema.tonggak, ("kode_kawasan", "kode"), choices={"keadaan": MilestoneState}),
    "indeks": Entity(schema.indeks, ("kode",)),
    "dimensi_indeks": Entity(schema.dimensi_indeks, ("kode_indeks", "kode")),
    "nilai_indeks": Entity(schema.nilai_indeks, ("kode_indeks", "kode_wilayah", "tahun", "dimensi"), removable=True),
    "rapat": Entity(schema.rapat, ("kode",), choices={"status": MeetingStatus}),
    "keputusan": Entity(schema.keputusan, ("kode",), choices={"status": DecisionStatus}),
    "bingkai_rapat": Entity(
        schema.bingkai_rapat,
        ("kode_rapat", "kode"),
        frozenset({"gambar"}),
        removable=True,
        choices={"jenis": FrameKind},
    ),
    "akun": Entity(schema.akun, ("nama",), frozenset({"sandi"}), choices={"peran": Role}),
}
