"""Accounts as the store holds them."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, RowMapping, delete, insert, select, update

from tkpkp_geo.domain.errors import SignInError, StoreError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import schema, writing

_T, _S = schema.akun, schema.sesi
SESSION_DAYS = 14
TICKET_SECONDS = 60
_SESSION, _TICKET = "sesi", "tiket"  # what a secret opens: one kind never passes for the other


def by_name(engine: Engine, nama: str) -> Account | None:
    """Give the account of this name, active or not."""
    return _one(engine, _T.c.nama == nama)


def by_email(engine: Engine, surel: str) -> Account | None:
    """Give the account of this e-mail address, active or not; capitals do not matter."""
    return _one(engine, _T.c.surel == surel.strip().lower())


def _one(engine: Engine, condition: object) -> Account | None:
    with engine.connect() as connection:
        row = connection.execute(select(_T).where(condition)).mappings().first()
    return record(row) if row else None


def record(row: RowMapping) -> Account:
    """Make an `Akun` of a stored row."""
    return Account(
        row["nama"],
        row["nama_lengkap"],
        Role(row["peran"]),
        row["kode_opd"],
        row["surel"] or "",
        row["aktif"],
        row["revisi"],
    )


def install(engine: Engine, akun: Account, sandi: str = "") -> int:
    """Make an account, or set an existing one to be so: the way of the machine's owner, who needs no account.

    Parameters
    ----------
    sandi : str
        Hash of the password, never the password; "" leaves the one that is there. A new one ends all sessions.

    Raises
    ------
    StoreError
        Where another account has the same e-mail address.

    Returns
    -------
    int
        The revision that holds the account.
    """
    values = {
        "nama_lengkap": akun.nama_lengkap,
        "peran": str(akun.peran),
        "kode_opd": akun.kode_opd,
        "surel": akun.surel.lower() or None,
        "aktif": akun.aktif,
    }
    if sandi:
        values["sandi"] = sandi
    with writing.turn(engine) as (connection, revisi):
        where = _T.c.nama == akun.nama
        same = select(_T.c.nama).where(_T.c.surel == values["surel"], _T.c.nama != akun.nama)
        other = connection.execute(same).scalar_one_or_none() if akun.surel else None
        if other is not None:
            raise StoreError(f"Surel {akun.surel} sudah dipakai akun “{other}”.")
        before = connection.execute(select(_T).where(where)).mappings().first()
        stamped = values | {"revisi": revisi + 1}
        if before:
            connection.execute(update(_T).where(where), stamped)
        else:
            connection.execute(insert(_T), {"nama": akun.nama, "sandi": sandi} | stamped)
        after = connection.execute(select(_T).where(where)).mappings().one()
        log = writing.history_row(revisi + 1, writing.SYSTEM, "Akun dibuat dari komputer ini", "akun", before, after)
        connection.execute(insert(schema.riwayat), log)
        if sandi:
            end_sessions(connection, akun.nama)
        writing.raise_revision(connection, revisi + 1)
        return revisi + 1


def start_session(engine: Engine, nama: str, days: int = SESSION_DAYS) -> str:
    """Sign an account in; gives the secret that its browser keeps. The store keeps only the secret's hash."""
    with writing.writing(engine).begin() as connection:
        connection.execute(delete(_S).where(_S.c.berakhir < _now()))
        return _keep(connection, nama, timedelta(days=days))


def make_ticket(engine: Engine, nama: str) -> str:
    """Give a ticket for one session of an account that proved itself elsewhere; it holds for a minute."""
    with writing.writing(engine).begin() as connection:
        return _keep(connection, nama, timedelta(seconds=TICKET_SECONDS), _TICKET)


def redeem_ticket(engine: Engine, ticket: str) -> str:
    """Change a ticket for a session's secret; `SignInError` where it was used before, or its minute is over."""
    used = delete(_S).where(_S.c.tanda == _mark(ticket, _TICKET), _S.c.berakhir >= _now()).returning(_S.c.akun)
    with writing.writing(engine).begin() as connection:
        nama = connection.execute(used).scalar_one_or_none()
        if nama is None:
            raise SignInError("Waktu untuk masuk sudah lewat. Ulangi masuk.")
        return _keep(connection, nama, timedelta(days=SESSION_DAYS))


def _keep(connection: Connection, nama: str, lifetime: timedelta, kind: str = _SESSION) -> str:
    secret = secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + lifetime).isoformat(timespec="seconds")
    connection.execute(insert(_S), {"tanda": _mark(secret, kind), "akun": nama, "berakhir": ends})
    return secret


def by_session(engine: Engine, secret: str) -> Account | None:
    """Give the active account behind a browser's secret, ``None`` where it is unknown, over, or ended."""
    alive = (_S.c.tanda == _mark(secret), _S.c.berakhir >= _now())
    with engine.connect() as connection:
        asked = select(_T).join(_S, _S.c.akun == _T.c.nama).where(*alive, _T.c.aktif)
        row = connection.execute(asked).mappings().first()
    return record(row) if row else None


def end_session(engine: Engine, secret: str) -> None:
    """Sign a browser out, in every tab at once."""
    with writing.writing(engine).begin() as connection:
        connection.execute(delete(_S).where(_S.c.tanda == _mark(secret)))


def end_sessions(connection: Connection, nama: str, but: str = "") -> None:
    """Sign an account out of every browser, but the one that keeps the secret `but`."""
    connection.execute(delete(_S).where(_S.c.akun == nama, _S.c.tanda != _mark(but)))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _mark(secret: str, kind: str = _SESSION) -> str:
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()
