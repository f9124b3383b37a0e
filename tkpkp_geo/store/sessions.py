"""Who is signed in: name and password, sessions of browsers, and tickets. An attempt is counted before it is judged."""

from __future__ import annotations

import hashlib
import secrets
from datetime import UTC, datetime, timedelta

from sqlalchemy import Column, Connection, Engine, delete, insert, select, update

from tkpkp_geo.domain.errors import NotAllowedError, SignInError, StoreError
from tkpkp_geo.domain.records import Account
from tkpkp_geo.store import passwords, rights, schema, writing
from tkpkp_geo.store.engine import first_row, for_writing
from tkpkp_geo.store.records import build_account

_ACCOUNTS, _SESSIONS, _ATTEMPTS = schema.akun, schema.sesi, schema.percobaan
SESSION_DAYS = 14
TICKET_SECONDS = 60
WINDOW = timedelta(minutes=15)  # in which attempts are counted
MOST_OF_ACCOUNT, MOST_FROM_ADDRESS = 5, 20
_LONGEST_NAME = 100
_SESSION, _TICKET = "sesi", "tiket"  # what a secret opens: one kind never passes for the other
KEGIATAN = "Sandi diganti"
WRONG = "Nama akun atau sandi keliru."


class Sessions:
    """Signing in to a store and out of it. Of each secret that it gives, the store keeps only the hash."""

    def __init__(self, engine: Engine, local_words: tuple[str, ...]) -> None:
        self._engine = engine
        self._local_words = local_words

    def sign_in(self, nama: str, password: str, origin: str) -> str:
        """Sign somebody in; gives the secret that the browser keeps.

        Parameters
        ----------
        origin : str
            Network address that the attempt comes from.

        Raises
        ------
        SignInError
            Where name and password do not belong together (the message does not tell which of the two is wrong), or
            after too many failures; then it says how many minutes are left.
        """
        nama = nama.strip()[:_LONGEST_NAME]
        # No account has such a name, and PostgreSQL does not even take it as a question.
        if "\0" in nama or not self._prove(nama, password, origin):
            raise SignInError(WRONG)
        return self.start(nama)

    def start(self, nama: str, days: int = SESSION_DAYS) -> str:
        """Sign an account in without asking; gives the secret that its browser keeps."""
        with for_writing(self._engine).begin() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.berakhir < _second()))
            return _keep(connection, nama, timedelta(days=days))

    def account(self, secret: str) -> Account | None:
        """Give the active account behind a browser's secret, ``None`` where it is unknown, over, or ended."""
        alive = (_SESSIONS.c.tanda == _mark(secret), _SESSIONS.c.berakhir >= _second())
        joined = select(_ACCOUNTS).join(_SESSIONS, _SESSIONS.c.akun == _ACCOUNTS.c.nama)
        with self._engine.connect() as connection:
            row = first_row(connection, joined.where(*alive, _ACCOUNTS.c.aktif))
        return build_account(row) if row else None

    def end(self, secret: str) -> None:
        """Sign a browser out, in every tab at once."""
        with for_writing(self._engine).begin() as connection:
            connection.execute(delete(_SESSIONS).where(_SESSIONS.c.tanda == _mark(secret)))

    def make_ticket(self, nama: str) -> str:
        """Give a ticket for one session of an account that proved itself elsewhere; it holds for a minute."""
        with for_writing(self._engine).begin() as connection:
            return _keep(connection, nama, timedelta(seconds=TICKET_SECONDS), _TICKET)

    def redeem_ticket(self, ticket: str) -> str:
        """Give a session's secret for a ticket; `SignInError` where it was used or its minute is over."""
        this = (_SESSIONS.c.tanda == _mark(ticket, _TICKET), _SESSIONS.c.berakhir >= _second())
        with for_writing(self._engine).begin() as connection:
            nama = connection.execute(delete(_SESSIONS).where(*this).returning(_SESSIONS.c.akun)).scalar_one_or_none()
            if nama is None:
                raise SignInError("Waktu untuk masuk sudah lewat. Ulangi masuk.")
            return _keep(connection, nama, timedelta(days=SESSION_DAYS))

    def set_password(
        self, oleh: str, nama: str, password: str, *, old: str = "", origin: str = "", session: str = ""
    ) -> int:
        """Give an account a new password and end its sessions, but the one of `session`.

        Parameters
        ----------
        oleh : str
            Account that asks: the person itself, who must give the old password, or an admin.
        old : str
            The person's old password; not needed from an admin who sets somebody else's.
        origin : str
            Network address that the attempt comes from.
        session : str
            Secret of the browser in which it is done.

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
        if oleh == nama and not self._prove(nama, old, origin):
            raise SignInError("Sandi lama keliru.")
        this = select(_ACCOUNTS).where(_ACCOUNTS.c.nama == nama)
        with self._engine.connect() as connection:
            person = first_row(connection, this)
        if person is None:
            raise StoreError(f"Akun “{nama}” tidak ada.")
        about = (nama, person["nama_lengkap"], person["surel"] or "", *self._local_words)
        passwords.refuse_weak(password, *about)
        kept = passwords.hash_password(password)
        with writing.turn(self._engine) as (connection, revisi):
            if not rights.may_write(writing.find_writer(connection, oleh), "akun") and oleh != nama:
                raise NotAllowedError("Sandi akun lain hanya diganti oleh admin.")
            before = first_row(connection, this)
            connection.execute(update(_ACCOUNTS).where(_ACCOUNTS.c.nama == nama), {"sandi": kept, "revisi": revisi + 1})
            log = writing.history_row(revisi + 1, oleh, KEGIATAN, "akun", before, first_row(connection, this))
            writing.add_history(connection, [log])
            connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.akun == nama))
            end_sessions(connection, nama, but=session)
            writing.raise_revision(connection, revisi + 1)
            return revisi + 1

    def _prove(self, nama: str, password: str, origin: str) -> bool:
        """Tell whether a password is an active account's; a right one clears the failures before it."""
        self._count_attempt(nama, origin)
        active = select(_ACCOUNTS.c.sandi).where(_ACCOUNTS.c.nama == nama, _ACCOUNTS.c.aktif)
        with self._engine.connect() as connection:
            kept: str = connection.execute(active).scalar_one_or_none() or ""
        if not passwords.matches(kept, password):
            return False
        fresh = passwords.hash_password(password) if passwords.is_outdated(kept) else kept
        with for_writing(self._engine).begin() as connection:
            connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.akun == nama))
            if fresh != kept:
                # The same password, kept in a stronger way: nothing about the account has changed.
                this = (_ACCOUNTS.c.nama == nama, _ACCOUNTS.c.sandi == kept)
                connection.execute(update(_ACCOUNTS).where(*this), {"sandi": fresh})
        return True

    def _count_attempt(self, nama: str, origin: str) -> None:
        # Counted first, in turn, by all processes: attempts of the same moment cannot slip past the limit together.
        with writing.turn(self._engine) as (connection, _):
            connection.execute(delete(_ATTEMPTS).where(_ATTEMPTS.c.waktu < _stamp(datetime.now(UTC) - WINDOW)))
            _refuse_beyond(connection, _ATTEMPTS.c.akun, nama, MOST_OF_ACCOUNT)
            if origin:
                _refuse_beyond(connection, _ATTEMPTS.c.asal, origin, MOST_FROM_ADDRESS)
            row = {"akun": nama, "asal": origin, "waktu": _stamp(datetime.now(UTC))}
            connection.execute(insert(_ATTEMPTS), row)


def end_sessions(connection: Connection, nama: str, but: str = "") -> None:
    """Sign an account out of every browser, but the one that keeps the secret `but`."""
    connection.execute(delete(_SESSIONS).where(_SESSIONS.c.akun == nama, _SESSIONS.c.tanda != _mark(but)))


def _keep(connection: Connection, nama: str, lifetime: timedelta, kind: str = _SESSION) -> str:
    secret = secrets.token_urlsafe(32)
    ends = (datetime.now(UTC) + lifetime).isoformat(timespec="seconds")
    connection.execute(insert(_SESSIONS), {"tanda": _mark(secret, kind), "akun": nama, "berakhir": ends})
    return secret


def _refuse_beyond(connection: Connection, column: Column[str], value: str, most: int) -> None:
    newest = select(_ATTEMPTS.c.waktu).where(column == value).order_by(_ATTEMPTS.c.waktu.desc()).limit(most)
    moments = connection.execute(newest).scalars().all()
    if len(moments) == most:
        left = datetime.fromisoformat(moments[-1]) + WINDOW - datetime.now(UTC)
        minutes = max(1, -(-int(left.total_seconds()) // 60))
        raise SignInError(f"Terlalu banyak percobaan masuk yang gagal. Coba lagi {minutes} menit lagi.", minutes)


def _second() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _stamp(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds")


def _mark(secret: str, kind: str = _SESSION) -> str:
    return hashlib.sha256(f"{kind}:{secret}".encode()).hexdigest()
