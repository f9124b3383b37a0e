"""Who may write what. Pure rules; `writing` asks them inside the transaction, of the account as the store holds it."""

from __future__ import annotations

from typing import Any

from tkpkp_geo.domain.columns import NOT_PROGRAM_CONTENT
from tkpkp_geo.domain.errors import NotAllowedError
from tkpkp_geo.domain.records import Account, DataKind, Role, Verification
from tkpkp_geo.domain.text import TABLE_LABELS
from tkpkp_geo.store.records import Row

# Which roles write which table. What an OPD may do inside a row follows below.
WRITERS: dict[str, frozenset[Role]] = {
    "intervensi": frozenset({Role.OPD, Role.DPMD, Role.ADMIN}),
    "laporan_opd": frozenset({Role.OPD, Role.DPMD, Role.ADMIN}),
    "masalah": frozenset({Role.DPMD, Role.ADMIN}),
    "opd": frozenset({Role.ADMIN}),
    "kawasan": frozenset({Role.ADMIN}),
    "kawasan_desa": frozenset({Role.ADMIN}),
    "referensi": frozenset({Role.ADMIN}),
    "alias_wilayah": frozenset({Role.ADMIN}),
    "lapisan": frozenset({Role.ADMIN}),
    "ambang": frozenset({Role.ADMIN}),
    "kata_rantai": frozenset({Role.ADMIN}),
    **{
        name: frozenset({Role.DPMD, Role.ADMIN})
        for name in (
            *("tanggapan", "tonggak", "indeks", "dimensi_indeks", "nilai_indeks"),
            *("rapat", "keputusan", "bingkai_rapat"),
        )
    },
    "akun": frozenset({Role.ADMIN}),
}


def may_write(akun: Account | None, tabel: str, kode_opd: str | None = None) -> bool:
    """Tell whether an account writes a table at all, and, where `kode_opd` is given, that OPD's rows."""
    if akun is None or not akun.aktif or akun.peran not in WRITERS[tabel]:
        return False
    return akun.peran is not Role.OPD or kode_opd is None or kode_opd == akun.kode_opd


def may_verify(akun: Account | None) -> bool:
    """Tell whether an account may verify programs or send them back."""
    return akun is not None and akun.aktif and akun.peran in (Role.DPMD, Role.ADMIN)


def settle(akun: Account, tabel: str, before: Row | None, after: Row | None) -> dict[str, Any] | None:
    """Give the row as this account may leave it.

    Parameters
    ----------
    before, after : mapping or None
        Whole rows by column; ``None`` for a row that is not there.

    Raises
    ------
    NotAllowedError
        Where the account may not make this change.
    """
    demand(akun, tabel, before, after)
    if after is None:
        return None
    return _course(akun, before, dict(after)) if tabel == "intervensi" else dict(after)


def demand(akun: Account, tabel: str, *rows: Row | None) -> None:
    """Refuse who may not write this table, or not these rows of it.

    Raises
    ------
    NotAllowedError
        Saying whose data the account may write.
    """
    if not may_write(akun, tabel):
        raise NotAllowedError(f"Akun “{akun.nama}” ({akun.peran}) tidak berwenang mengubah {TABLE_LABELS[tabel]}.")
    if not all(may_write(akun, tabel, row["kode_opd"]) for row in rows if row is not None and "kode_opd" in row):
        raise NotAllowedError(f"Akun “{akun.nama}” hanya berwenang atas data {akun.kode_opd or 'OPD-nya sendiri'}.")


def _course(akun: Account, before: Row | None, row: dict[str, Any]) -> dict[str, Any]:
    was = before["verifikasi"] if before else ""
    row["verifikasi"] = row["verifikasi"] or Verification.DRAF
    row["jenis_data"] = row["jenis_data"] or DataKind.RESMI
    if akun.peran is Role.OPD:
        kind = before["jenis_data"] if before else DataKind.RESMI
        if row["jenis_data"] != kind:
            raise NotAllowedError("Jenis data (resmi atau contoh) hanya diubah oleh DPMD.")
        if row["verifikasi"] == Verification.TERVERIFIKASI:
            changed = before is None or any(
                row[name] != before[name] for name in row if name not in NOT_PROGRAM_CONTENT
            )
            if was != Verification.TERVERIFIKASI:
                raise NotAllowedError("Program hanya diverifikasi oleh DPMD.")
            # What DPMD verified is no longer what stands there.
            row["verifikasi"] = Verification.DIAJUKAN if changed else Verification.TERVERIFIKASI
        elif was == Verification.TERVERIFIKASI:
            raise NotAllowedError("Program yang sudah terverifikasi hanya dikembalikan oleh DPMD.")
        if row["catatan_verifikasi"] not in (before["catatan_verifikasi"] if before else "", ""):
            raise NotAllowedError("Catatan verifikasi hanya ditulis oleh DPMD.")
    elif (
        was in (Verification.DIAJUKAN, Verification.TERVERIFIKASI)
        and row["verifikasi"] == Verification.DRAF
        and not row["catatan_verifikasi"].strip()
    ):
        raise NotAllowedError("Tuliskan alasan bila program dikembalikan kepada OPD.")
    if row["verifikasi"] != Verification.DRAF:
        row["catatan_verifikasi"] = ""
    return row
