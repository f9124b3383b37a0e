"""Who may write what. Pure rules; `writing` asks them inside the transaction, of the account as the store holds it."""

from __future__ import annotations

from collections.abc import Mapping

from tkpkp_geo.errors import NotAllowedError
from tkpkp_geo.model import Akun, JenisData, Peran, Verifikasi
from tkpkp_geo.text import TABEL as _NAMES

Row = Mapping[str, object]

# Which roles write which table. What an OPD may do inside a row follows below.
WRITERS: dict[str, frozenset[Peran]] = {
    "intervensi": frozenset({Peran.OPD, Peran.DPMD, Peran.ADMIN}),
    "laporan_opd": frozenset({Peran.OPD, Peran.DPMD, Peran.ADMIN}),
    "masalah": frozenset({Peran.DPMD, Peran.ADMIN}),
    "opd": frozenset({Peran.ADMIN}),
    "kawasan": frozenset({Peran.ADMIN}),
    "kawasan_desa": frozenset({Peran.ADMIN}),
    "referensi": frozenset({Peran.ADMIN}),
    "alias_wilayah": frozenset({Peran.ADMIN}),
    "lapisan": frozenset({Peran.ADMIN}),
    "akun": frozenset({Peran.ADMIN}),
}
# What says how far a row has come, not what the program is.
_COURSE = frozenset({"verifikasi", "catatan_verifikasi", "diubah_oleh", "diubah_pada", "revisi", "urut"})


def may_write(akun: Akun | None, tabel: str, kode_opd: str | None = None) -> bool:
    """Tell whether an account writes a table at all, and, where `kode_opd` is given, that OPD's rows."""
    if akun is None or not akun.aktif or akun.peran not in WRITERS[tabel]:
        return False
    return akun.peran is not Peran.OPD or kode_opd is None or kode_opd == akun.kode_opd


def verifies(akun: Akun | None) -> bool:
    """Tell whether an account may verify programs or send them back."""
    return akun is not None and akun.aktif and akun.peran in (Peran.DPMD, Peran.ADMIN)


def settle(akun: Akun, tabel: str, before: Row | None, after: Row | None) -> dict[str, object] | None:
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
    if not may_write(akun, tabel):
        raise NotAllowedError(f"Akun “{akun.nama}” ({akun.peran}) tidak berwenang mengubah {_NAMES[tabel]}.")
    if after is None:
        return None
    row = dict(after)
    if tabel in ("intervensi", "laporan_opd"):
        _own(akun, before, row)
    return _course(akun, before, row) if tabel == "intervensi" else row


def _own(akun: Akun, before: Row | None, after: Row) -> None:
    owners = {row["kode_opd"] for row in (before, after) if row is not None}
    if akun.peran is Peran.OPD and owners != {akun.kode_opd}:
        raise NotAllowedError(f"Akun “{akun.nama}” hanya berwenang atas data {akun.kode_opd or 'OPD-nya sendiri'}.")


def _course(akun: Akun, before: Row | None, row: dict[str, object]) -> dict[str, object]:
    was = before["verifikasi"] if before else ""
    row["verifikasi"] = row["verifikasi"] or Verifikasi.DRAF
    row["jenis_data"] = row["jenis_data"] or JenisData.RESMI
    if akun.peran is Peran.OPD:
        kind = before["jenis_data"] if before else JenisData.RESMI
        if row["jenis_data"] != kind:
            raise NotAllowedError("Jenis data (resmi atau contoh) hanya diubah oleh DPMD.")
        if row["verifikasi"] == Verifikasi.TERVERIFIKASI:
            changed = before is None or any(row[name] != before[name] for name in row if name not in _COURSE)
            if was != Verifikasi.TERVERIFIKASI:
                raise NotAllowedError("Program hanya diverifikasi oleh DPMD.")
            # What DPMD verified is no longer what stands there.
            row["verifikasi"] = Verifikasi.DIAJUKAN if changed else Verifikasi.TERVERIFIKASI
        elif was == Verifikasi.TERVERIFIKASI:
            raise NotAllowedError("Program yang sudah terverifikasi hanya dikembalikan oleh DPMD.")
        if before and row["catatan_verifikasi"] not in (before["catatan_verifikasi"], ""):
            raise NotAllowedError("Catatan verifikasi hanya ditulis oleh DPMD.")
    elif was not in ("", Verifikasi.DRAF) and row["verifikasi"] == Verifikasi.DRAF and not row["catatan_verifikasi"]:
        raise NotAllowedError("Tuliskan alasan bila program dikembalikan kepada OPD.")
    if row["verifikasi"] != Verifikasi.DRAF:
        row["catatan_verifikasi"] = ""
    return row
