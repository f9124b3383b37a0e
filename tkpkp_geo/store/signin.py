"""Signing in with a name and a password, and changing the password. Every attempt is counted before it is judged."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from sqlalchemy import Connection, Engine, delete, insert, select, update

from tkpkp_geo.domain.errors import NotAllowedError, SignInError, StoreError
from tkpkp_geo.store import accounts, passwords, rights, schema, writing

_T, _S, _P = schema.akun, schema.sesi, schema.percobaan
WINDOW = timedelta(minutes=15)
MOST_OF_ACCOUNT, MOST_FROM_ADDRESS = 5, 20
_LONGEST_NAME = 100
KEGIATAN = "Sandi diganti"
WRONG = "Nama akun atau sandi keliru."


def sign_in(engine: Engine, nama: str, sandi: str, asal: str) -> str:
    """Sign somebody in; gives the secret that the browser keeps.

    Parameters
    ----------
    asal : str
        Network address that the attempt comes from.

    Raises
    ------
    SignInError
        Where name and password do not belong together (the message does not tell which of the two is wrong), or
        after too many failures; then it says how many minutes are left.
    """
    nama = nama.strip()[:_LONGEST_NAME]
    # No account has such a name, and PostgreSQL does not even take it as a question.
    if "\0" in nama or not _proven(engine, nama, sandi, asal):
        raise SignInError(WRONG)
    return accounts.start_session(engine, nama)


def set_password(
    engine: Engine, oleh: str, nama: str, sandi: str, *, lama: str = "", asal: str = "", sesi: str = ""
) -> int:
    """Give an account a new password and end its sessions, but the one of `sesi`.

    Parameters
    ----------
    oleh : str
        Account that asks: the person itself, who must give the old password, or an admin.
    lama : str
        The person's old password; not needed from an admin who sets somebody else's.

    Returns
    -------
    int
        The revision of the change. Its history row tells who and when, never the password or its hash.

    Raises
    ------
    SignInError
        Where the old password is wrong, or after too many failures.
    WeakPasswordError
        Where the new one is too short or easily guessed.
    NotAllowedError
        Where somebody who is no admin sets another one's password.
    """
    if oleh == nama and not _proven(engine, nama, lama, asal):
        raise SignInError("Sandi lama keliru.")
    person = accounts.by_name(engine, nama)
    if person is None:
        raise StoreError(f"Akun “{nama}” tidak ada.")
    passwords.refuse_weak(sandi, nama, person.nama_lengkap, person.surel)
    kept = passwords.hashed(sandi)
    with writing.turn(engine) as (connection, revisi):
        if not rights.may_write(writing.writer(connection, oleh), "akun") and oleh != nama:
            raise NotAllowedError("Sandi akun lain hanya diganti oleh admin.")
        where = _T.c.nama == nama
        before = connection.execute(select(_T).where(where)).mappings().one()
        connection.execute(update(_T).where(where), {"sandi": kept, "revisi": revisi + 1})
        after = dict(before) | {"revisi": revisi + 1}
        log = writing.history_row(revisi + 1, oleh, KEGIATAN, "akun", before, after)
        connection.execute(insert(schema.riwayat), log)
        connection.execute(delete(_P).where(_P.c.akun == nama))
        accounts.end_sessions(connection, nama, but=sesi)
        writing.raise_revision(connection, revisi + 1)
        return revisi + 1


def _proven(engine: Engine, nama: str, sandi: str, asal: str) -> bool:
    _count(engine, nama, asal)
    with engine.connect() as connection:
        found = connection.execute(select(_T.c.sandi).where(_T.c.nama == nama, _T.c.aktif)).scalar_one_or_none()
    kept = found or ""
    if not passwords.matches(kept, sandi):
        return False
    fresh = passwords.hashed(sandi) if passwords.outdated(kept) else kept
    with writing.writing(engine).begin() as connection:
        connection.execute(delete(_P).where(_P.c.akun == nama))
        if fresh != kept:
            # The same password, kept in a stronger way: nothing about the account has changed.
            connection.execute(update(_T).where(_T.c.nama == nama, _T.c.sandi == kept), {"sandi": fresh})
    return True


def _count(engine: Engine, nama: str, asal: str) -> None:
    # Counted first, in turn, by all processes: attempts made at the same moment cannot slip past the limit together.
    with writing.turn(engine) as (connection, _):
        connection.execute(delete(_P).where(_P.c.waktu < _stamp(datetime.now(UTC) - WINDOW)))
        _refuse_beyond(connection, _P.c.akun, nama, MOST_OF_ACCOUNT)
        if asal:
            _refuse_beyond(connection, _P.c.asal, asal, MOST_FROM_ADDRESS)
        connection.execute(insert(_P), {"akun": nama, "asal": asal, "waktu": _stamp(datetime.now(UTC))})


def _refuse_beyond(connection: Connection, column: schema.Column, value: str, most: int) -> None:
    newest = select(_P.c.waktu).where(column == value).order_by(_P.c.waktu.desc()).limit(most)
    moments = connection.execute(newest).scalars().all()
    if len(moments) == most:
        left = datetime.fromisoformat(moments[-1]) + WINDOW - datetime.now(UTC)
        menit = max(1, -(-int(left.total_seconds()) // 60))
        raise SignInError(f"Terlalu banyak percobaan masuk yang gagal. Coba lagi {menit} menit lagi.", menit)


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")
