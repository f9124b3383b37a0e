"""One database and all that can be asked of it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.domain.meeting_records import ShownFrame
from tkpkp_geo.domain.records import Account
from tkpkp_geo.store import accounts, backup, drafts, passwords, reading, seeding, showing, signin, writing
from tkpkp_geo.store.engine import connect, is_sqlite, migrate
from tkpkp_geo.store.records import Change, Content, HistoryRow, Moment, NetChange, Row
from tkpkp_geo.store.watch import Told, Watcher

DatabaseError = DBAPIError  # what the database itself refuses, or cannot do


@dataclass(frozen=True, eq=False)
class Store:
    """One database. Every method is a transaction of its own and may be called from any thread."""

    url: str = field(repr=False)  # may hold a password
    engine: Engine

    @cached_property
    def watcher(self) -> Watcher:
        """What hears of new revisions, whichever process wrote them."""
        return Watcher(self.engine)

    def revision(self) -> int:
        """Give the present revision; 0 for a store that was never written."""
        return reading.revision(self.engine)

    def listening(self, told: Told) -> AbstractContextManager[None]:
        """Tell the present state and each new one while the block runs (`Watcher.listening`)."""
        return self.watcher.listening(told)

    def content(self, sejak: int = 0) -> Content:
        """Read all data as of one moment, or what is new since a revision (`reading.content`)."""
        return reading.content(self.engine, sejak)

    def content_at(self, revisi: int) -> Content:
        """Read all data as they were at a revision (`reading.content_at`)."""
        return reading.content_at(self.engine, revisi)

    def rows(self, tabel: str) -> list[Row]:
        """Give the rows of one table (`reading.rows`)."""
        return reading.rows(self.engine, tabel)

    def seed(self, tables: Mapping[str, Sequence[Row]]) -> int:
        """Give a store its first content, or the parts of it that it does not have yet (`seeding.seed`)."""
        return seeding.seed(self.engine, tables)

    def wants_seed(self) -> bool:
        """Tell whether the store, or a part of it, was never written."""
        return seeding.wanted(self.engine)

    def save(
        self,
        nama_akun: str,
        changes: Sequence[Change],
        kegiatan: str = "",
        rapat: str = "",
        membatalkan: int | None = None,
    ) -> int:
        """Write changes together or not at all (`writing.save`)."""
        return writing.save(self.engine, nama_akun, changes, kegiatan, rapat, membatalkan)

    def show(self, nama_akun: str, kode_rapat: str, bingkai: str) -> ShownFrame:
        """Let a meeting show a frame (`showing.show`)."""
        return showing.show(self.engine, nama_akun, kode_rapat, bingkai)

    def shown(self, kode_rapat: str) -> ShownFrame | None:
        """Give what a meeting shows, ``None`` where it has shown nothing yet."""
        return showing.shown(self.engine, kode_rapat)

    def picture(self, kode_rapat: str, kode: str) -> bytes | None:
        """Give the picture of an agenda's frame, ``None`` where there is none."""
        return reading.picture(self.engine, kode_rapat, kode)

    def history(self, **asked: object) -> tuple[HistoryRow, ...]:
        """Give the history, newest first (`reading.history`)."""
        return reading.history(self.engine, **asked)

    def moments(self, banyak: int = 200) -> tuple[Moment, ...]:
        """Give the newest revisions that wrote data, newest first (`reading.moments`)."""
        return reading.moments(self.engine, banyak)

    def net_changes(self, tabel: Collection[str], sejak: int, sampai: int) -> tuple[NetChange, ...]:
        """Give what became of the rows of some tables between two revisions (`reading.net_changes`)."""
        return reading.net_changes(self.engine, tabel, sejak, sampai)

    def layer_content(self, kode: str) -> bytes | None:
        """Give the bytes of an extra map layer."""
        return reading.layer_content(self.engine, kode)

    def accounts(self) -> tuple[Account, ...]:
        """Give every account, active or not."""
        return tuple(accounts.record(row) for row in reading.rows(self.engine, "akun"))

    def account(self, nama: str) -> Account | None:
        """Give an account by its name."""
        return accounts.by_name(self.engine, nama)

    def account_by_email(self, surel: str) -> Account | None:
        """Give an account by its e-mail address."""
        return accounts.by_email(self.engine, surel)

    def install_account(self, akun: Account, sandi: str) -> int:
        """Make an account with a password, or set an existing one to be so (`accounts.install`)."""
        passwords.refuse_weak(sandi, akun.nama, akun.nama_lengkap, akun.surel)
        return accounts.install(self.engine, akun, passwords.hashed(sandi))

    def sign_in(self, nama: str, sandi: str, asal: str) -> str:
        """Sign somebody in by name and password; gives the browser's secret (`signin.sign_in`)."""
        return signin.sign_in(self.engine, nama, sandi, asal)

    def set_password(self, oleh: str, nama: str, sandi: str, **proof: str) -> int:
        """Give an account a new password (`signin.set_password`)."""
        return signin.set_password(self.engine, oleh, nama, sandi, **proof)

    def make_ticket(self, nama: str) -> str:
        """Give a ticket for one session of an account that proved itself elsewhere (`accounts.make_ticket`)."""
        return accounts.make_ticket(self.engine, nama)

    def redeem_ticket(self, ticket: str) -> str:
        """Change a ticket for a session's secret (`accounts.redeem_ticket`)."""
        return accounts.redeem_ticket(self.engine, ticket)

    def start_session(self, nama: str) -> str:
        """Sign an account in; gives the secret that its browser keeps (`accounts.start_session`)."""
        return accounts.start_session(self.engine, nama)

    def session_account(self, secret: str) -> Account | None:
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

    def backup_size(self) -> int:
        """Give about how many bytes a backup takes (`backup.size`)."""
        return backup.size(self.engine)

    @property
    def folder(self) -> Path | None:
        """Where the data are kept, ``None`` where that is another server's business."""
        place = self.engine.url.database if is_sqlite(self.engine) else None
        return Path(place).parent if place else None

    def restore(self, file: Path) -> int:
        """Put a backup in place of the store's content (`backup.restore`)."""
        return backup.restore(self.engine, file)


@lru_cache(maxsize=8)
def open_store(url: str) -> Store:
    """Open the store at an address, its schema brought up to date; the same one for the same address."""
    engine = connect(url)
    try:
        migrate(engine)
    except DatabaseError as error:
        place = engine.url.render_as_string(hide_password=True)
        raise StoreError(f"Penyimpanan {place} tidak dapat dibuka: {error.orig}") from error
    return Store(url, engine)
