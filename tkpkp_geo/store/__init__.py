"""The store: all that people write, in SQLite or PostgreSQL, with its history. The only room that speaks SQL."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from sqlalchemy import Engine

from tkpkp_geo.model import Akun
from tkpkp_geo.store import accounts, backup, drafts, reading, seeding, writing
from tkpkp_geo.store.engine import connect, migrate
from tkpkp_geo.store.records import Change, Conflict, ConflictError, Content, HistoryRow, Row

__all__ = ["Change", "Conflict", "ConflictError", "Content", "HistoryRow", "Store", "open_store"]


@dataclass(frozen=True, eq=False)
class Store:
    """One database. Every method is a transaction of its own and may be called from any thread."""

    url: str = field(repr=False)  # may hold a password
    engine: Engine

    def revision(self) -> int:
        """Give the present revision; 0 for a store that was never written."""
        return reading.revision(self.engine)

    def content(self) -> Content:
        """Read all data as of one moment."""
        return reading.content(self.engine)

    def seed(self, tables: Mapping[str, Sequence[Row]]) -> int:
        """Fill a store that was never written (`seeding.seed`)."""
        return seeding.seed(self.engine, tables)

    def save(self, nama_akun: str, changes: Sequence[Change], kegiatan: str = "") -> int:
        """Write changes together or not at all (`writing.save`)."""
        return writing.save(self.engine, nama_akun, changes, kegiatan)

    def history(self, **asked: object) -> tuple[HistoryRow, ...]:
        """Give the history, newest first (`reading.history`)."""
        return reading.history(self.engine, **asked)

    def layer_content(self, kode: str) -> bytes | None:
        """Give the bytes of an extra map layer."""
        return reading.layer_content(self.engine, kode)

    def account(self, nama: str) -> Akun | None:
        """Give an account by its name."""
        return accounts.by_name(self.engine, nama)

    def start_session(self, nama: str) -> str:
        """Sign an account in; gives the secret that its browser keeps (`accounts.start_session`)."""
        return accounts.start_session(self.engine, nama)

    def session_account(self, secret: str) -> Akun | None:
        """Give the active account behind a browser's secret."""
        return accounts.by_session(self.engine, secret)

    def end_session(self, secret: str) -> None:
        """Sign a browser out, in every tab at once."""
        accounts.end_session(self.engine, secret)

    def draft(self, akun: str, kunci: str) -> Row | None:
        """Give what an account has begun to type under a key."""
        return drafts.read(self.engine, akun, kunci)

    def drafts(self, akun: str) -> dict[str, str]:
        """Give the keys of an account's drafts, newest first, with their moments."""
        return drafts.listed(self.engine, akun)

    def keep_draft(self, akun: str, kunci: str, isi: Row | None) -> None:
        """Keep a draft in place of an older one; ``None`` drops it."""
        drafts.keep(self.engine, akun, kunci, isi)

    def backup(self, file: Path) -> int:
        """Write all data of this moment to a file (`backup.backup`)."""
        return backup.backup(self.engine, file)

    def restore(self, file: Path) -> int:
        """Put a backup in place of the store's content (`backup.restore`)."""
        return backup.restore(self.engine, file)


@lru_cache(maxsize=8)
def open_store(url: str) -> Store:
    """Open the store at an address, its schema brought up to date; the same one for the same address."""
    engine = connect(url)
    migrate(engine)
    return Store(url, engine)
