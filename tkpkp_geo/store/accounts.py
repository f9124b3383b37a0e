"""Accounts as the store holds them."""

from __future__ import annotations

from sqlalchemy import ColumnElement, Engine, insert, select, update

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.domain.records import Account
from tkpkp_geo.store import passwords, schema, sessions, writing
from tkpkp_geo.store.engine import all_rows, first_row
from tkpkp_geo.store.records import build_account

_TABLE = schema.akun


class Accounts:
    """The accounts of a store."""

    def __init__(self, engine: Engine, local_words: tuple[str, ...]) -> None:
        self._engine = engine
        self._local_words = local_words

    def all(self) -> tuple[Account, ...]:
        """Give every account, active or not, in their order."""
        with self._engine.connect() as connection:
            rows = all_rows(connection, select(_TABLE).order_by(_TABLE.c.urut, _TABLE.c.nama))
        return tuple(build_account(row) for row in rows)

    def by_name(self, nama: str) -> Account | None:
        """Give the account of this name, active or not."""
        return self._one(_TABLE.c.nama == nama)

    def by_email(self, surel: str) -> Account | None:
        """Give the account of this e-mail address, active or not; capitals do not matter."""
        return self._one(_TABLE.c.surel == surel.strip().lower())

    def _one(self, condition: ColumnElement[bool]) -> Account | None:
        with self._engine.connect() as connection:
            row = first_row(connection, select(_TABLE).where(condition))
        return build_account(row) if row else None

    def install_with_password(self, account: Account, password: str) -> int:
        """Do as `install` does, with the password itself; `WeakPasswordError` for one that is easily guessed."""
        passwords.refuse_weak(password, account.nama, account.nama_lengkap, account.surel, *self._local_words)
        return self.install(account, passwords.hash_password(password))

    def install(self, account: Account, password_hash: str = "") -> int:
        """Save an account, new or existing: the way of the machine's owner, who needs none.

        Parameters
        ----------
        password_hash : str
            Hash of the password; "" leaves the one that is there. A new one ends all sessions.

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
            "nama_lengkap": account.nama_lengkap,
            "peran": str(account.peran),
            "kode_opd": account.kode_opd,
            "surel": account.surel.lower() or None,
            "aktif": account.aktif,
        }
        if password_hash:
            values["sandi"] = password_hash
        with writing.turn(self._engine) as (connection, revisi):
            this = select(_TABLE).where(_TABLE.c.nama == account.nama)
            same = select(_TABLE.c.nama).where(_TABLE.c.surel == values["surel"], _TABLE.c.nama != account.nama)
            other = connection.execute(same).scalar_one_or_none() if account.surel else None
            if other is not None:
                raise StoreError(f"Surel {account.surel} sudah dipakai akun “{other}”.")
            before = first_row(connection, this)
            stamped = values | {"revisi": revisi + 1}
            if before:
                connection.execute(update(_TABLE).where(_TABLE.c.nama == account.nama), stamped)
            else:
                connection.execute(insert(_TABLE), {"nama": account.nama, "sandi": password_hash} | stamped)
            after = first_row(connection, this)
            words = "Akun dibuat dari komputer ini"
            log = writing.history_row(revisi + 1, writing.SYSTEM, words, _TABLE.name, before, after)
            writing.add_history(connection, [log])
            if password_hash:
                sessions.end_sessions(connection, account.nama)
            writing.raise_revision(connection, revisi + 1)
            return revisi + 1
