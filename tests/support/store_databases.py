"""Empty databases for tests, on both engines, and a small content to begin with."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.entities import ENTITIES

ENGINES = ("sqlite", "postgresql")
SERVER = os.environ.get("TKPKP_UJI_POSTGRES", "postgresql+psycopg://root@127.0.0.1:5432/postgres")

ACCOUNTS = (
    Account("pimpinan", "Kepala Dinas", Role.PIMPINAN),
    Account("dkp", "Operator DKP", Role.OPD, "DKP"),
    Account("dispar", "Operator Dispar", Role.OPD, "DISPAR"),
    Account("dpmd", "Verifikator DPMD", Role.DPMD, "DPMD", "Dpmd@Contoh.test"),
    Account("admin", "Admin", Role.ADMIN),
    Account("bekas", "Admin yang sudah pindah", Role.ADMIN, aktif=False),
)
SEED = {
    "opd": [
        {"kode_opd": kode, "nama": f"Dinas {kode}", "warna": "hijau", "simbol": "lingkaran", "monogram": kode[:3]}
        for kode in ("DPMD", "DKP", "DISPAR")
    ],
    "kawasan": [
        {"kode_kawasan": "KPP-BJR", "nama": "Agrominapolitan", "kode_kab": "63.03", "kecamatan": "63.03.05;63.03.14"},
        {"kode_kawasan": "KPP-TBL", "nama": "Agrowisata", "kode_kab": "63.09", "kecamatan": "63.09.05;63.09.10"},
    ],
    "kawasan_desa": [
        {"kode_kawasan": "KPP-BJR", "kode_desa": "63.03.05.2034", "keanggotaan": "menurut berita"},
        {"kode_kawasan": "KPP-TBL", "kode_desa": "63.09.10.2001", "keanggotaan": "bukan anggota"},
    ],
    "referensi": [
        {"daftar": "status", "kode": "rencana", "nama": "Rencana"},
        {"daftar": "tahun", "kode": "2026", "nama": "2026"},
    ],
    "alias_wilayah": [{"alias": "Pesayangan Barat", "kode": "63.03.05.2057"}],
    "intervensi": [
        {
            "id": f"P-{number}",
            "kode_opd": opd,
            "program": f"Program {number}",
            "tahun": "2026",
            "status": "rencana",
            "lokus": "desa:63.03.05.2034",
            "volume": 24.5,
            "pagu": 1_250_000_000,
            "realisasi": None,
            "jenis_data": "resmi",
            "verifikasi": verifikasi,
        }
        for number, (opd, verifikasi) in enumerate(
            [("DKP", "draf"), ("DKP", "diajukan"), ("DKP", "terverifikasi"), ("DISPAR", "draf")], 1
        )
    ],
    "laporan_opd": [
        {
            "kode_opd": "DKP",
            "kode_kawasan": "KPP-BJR",
            "tahun": "2026",
            "pernyataan": "ada program",
            "tanggal": "2026-02-04",
        }
    ],
    "masalah": [{"nomor": "0001", "berkas": "intervensi.csv", "masalah": "kode tidak dikenal"}],
}


@contextmanager
def empty_database(engine: str, folder: Path) -> Iterator[str]:
    """Give the address of an empty database, which is gone afterwards."""
    if engine == "sqlite":
        yield f"sqlite:///{folder / f'{secrets.token_hex(4)}.db'}"
        return
    name = f"tkpkp_uji_{secrets.token_hex(6)}"
    _ask_server(f'CREATE DATABASE "{name}"')
    try:
        yield make_url(SERVER).set(database=name).render_as_string(hide_password=False)
    finally:
        _ask_server(f'DROP DATABASE "{name}" WITH (FORCE)')


def _ask_server(command: str) -> None:
    address = make_url(SERVER).set(drivername="postgresql").render_as_string(hide_password=False)
    try:
        connection = psycopg.connect(address, autocommit=True, connect_timeout=5)
    except psycopg.OperationalError as error:
        reason = f"no PostgreSQL at {make_url(SERVER)!r} (set TKPKP_UJI_POSTGRES): {error}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    with connection:
        connection.execute(command)
    connection.close()


def fill(store: Store) -> Store:
    """Seed a store with `SEED` and give it an account of every role."""
    store.seed(SEED)
    for akun in ACCOUNTS:
        store.accounts.install(akun, "sandi-teracak")
    return store


def row(store: Store, tabel: str, kunci: str) -> dict[str, object]:
    """Give one row as the store holds it now."""
    entity = ENTITIES[tabel]
    return next(row for row in store.content().tables[tabel] if entity.join(row) == kunci)
