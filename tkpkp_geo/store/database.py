"""One database and all that can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import UTC, tzinfo
from functools import lru_cache
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, Select, delete, insert, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.domain.meeting_records import ShownFrame
from tkpkp_geo.domain.province import today
from tkpkp_geo.store import checking, rights, schema, seeding, writing
from tkpkp_geo.store.accounts import Accounts
from tkpkp_geo.store.backup import Backups
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.engine import (
    all_rows,
    connect,
    first_row,
    for_writing,
    is_sqlite,
    migrate,
    shown_address,
    snapshot,
)
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.history import History
from tkpkp_geo.store.records import Change, Content, Row
from tkpkp_geo.store.sessions import Sessions
from tkpkp_geo.store.watch import Listener, Pulse, Watcher

DatabaseError = DBAPIError  # what the database itself refuses, or cannot do


class Store:
    """One database. Every method is a transaction of its own and may be called from any thread.

    Parameters
    ----------
    url : str
        Its address; it may hold a password.
    engine : Engine
        The connections to it, its schema brought up to date.
    zone : tzinfo
        Time zone of the days that are kept with what is written.
    local_words : tuple of str
        Names of the region, which a guesser of passwords would try first.
    """

    def __init__(self, url: str, engine: Engine, zone: tzinfo = UTC, local_words: tuple[str, ...] = ()) -> None:
        self.url = url
        self.engine = engine
        self.zone = zone
        self.history = History(engine)
        self.accounts = Accounts(engine, local_words)
        self.sessions = Sessions(engine, local_words)
        self.backups = Backups(engine)
        self._watcher = Watcher(engine, self._pulse)

    @property
    def folder(self) -> Path | None:
        """Where the data are kept, ``None`` where that is another server's business."""
        place = self.engine.url.database if is_sqlite(self.engine) else None
        return Path(place).parent if place else None

    def revision(self) -> int:
        """Give the number of the present revision; 0 for a store that was never written."""
        with self.engine.connect() as connection:
            return _revision(connection)

    def content(self, sejak: int = 0) -> Content:
        """Read all tables as of one revision, each in its display order, without what is hidden.

        Parameters
        ----------
        sejak : int
            A revision that the reader has: programs that have not been written since are left out, unless what they
            are read by has changed too (`Content.sejak` tells).
        """
        with snapshot(self.engine).connect() as connection:
            revisi = _revision(connection)
            since = sejak if 0 < sejak <= revisi and not _all_anew(connection, sejak) else 0
            tables: dict[str, list[Row]] = {name: _rows(connection, name, since) for name in ENTITIES}
            order = (schema.intervensi.c.urut, schema.intervensi.c.id)
            urutan = tuple(connection.execute(select(schema.intervensi.c.id).order_by(*order)).scalars())
            return Content(revisi, tables, since, urutan)

    def content_at(self, revisi: int) -> Content:
        """Read all tables as they were at a revision: the present rows, with what was done since taken back.

        What the history does not keep (`Entity.hidden`) is not among the columns anyway. The order is that of the
        rows as they were; `Content.revisi` is the revision asked for.

        Raises
        ------
        StoreError
            Where the store has not reached that revision.
        """
        present = self.content()
        if revisi > present.revisi:
            raise StoreError(f"Revisi {revisi} belum ada; data baru sampai revisi {present.revisi}.")
        since = self.history.net_changes(list(ENTITIES), revisi, present.revisi)
        tables: dict[str, list[Row]] = {}
        for name, entity in ENTITIES.items():
            rows = {entity.join(row): row for row in present.tables[name]}
            shown = {key: value for key, value in entity.blank().items() if key not in entity.hidden}
            for change in since:
                if change.tabel == name:
                    rows.pop(change.kunci, None)
                    if change.sebelum is not None:
                        # A row of long ago lacks the columns that came later.
                        rows[change.kunci] = {**shown, **change.sebelum}
            tables[name] = sorted(rows.values(), key=lambda row: (row["urut"], *(row[key] for key in entity.keys)))
        return Content(revisi, tables, 0, tuple(row["id"] for row in tables["intervensi"]))

    def rows(self, tabel: str) -> list[Row]:
        """Give the rows of one table in their display order, without what is hidden."""
        with self.engine.connect() as connection:
            return _rows(connection, tabel)

    def layer_content(self, kode: str) -> bytes | None:
        """Give the stored bytes of an extra map layer, ``None`` where there is no such layer."""
        table = schema.lapisan
        return self._bytes(select(table.c.isi).where(table.c.kode == kode))

    def frame_picture(self, kode_rapat: str, kode: str) -> bytes | None:
        """Give the picture of an agenda's frame, ``None`` where there is none."""
        table = schema.bingkai_rapat
        return self._bytes(select(table.c.gambar).where(table.c.kode_rapat == kode_rapat, table.c.kode == kode))

    def _bytes(self, statement: Select[Any]) -> bytes | None:
        with self.engine.connect() as connection:
            content: bytes | None = connection.execute(statement).scalar_one_or_none()
        return content

    def seed(self, tables: Mapping[str, Sequence[Row]]) -> int:
        """Fill a store that was never written as revision 1, the history included.

        A store with content gets only those parts (`seeding.LATER`) that nobody has ever written in it, as one more
        revision.

        Parameters
        ----------
        tables : mapping of str to sequence of mapping
            Rows by table, in display order, without `urut` and `revisi`.

        Returns
        -------
        int
            The store's revision.
        """
        with writing.turn(self.engine) as (connection, revisi):
            missing = seeding.find_missing(connection, tables) if revisi else tables
            if revisi and not any(missing.values()):
                return revisi
            seeding.fill(connection, missing, revisi + 1)
            writing.raise_revision(connection, revisi + 1)
            return revisi + 1

    def wants_seed(self) -> bool:
        """Tell whether a store, or one of its parts that came later, was never written."""
        with self.engine.connect() as connection:
            return seeding.lacks_part(connection)

    def save(
        self,
        nama_akun: str,
        changes: Sequence[Change],
        kegiatan: str = "",
        rapat: str = "",
        membatalkan: int | None = None,
    ) -> int:
        """Write changes together or not at all; a change that changes nothing leaves no trace.

        Parameters
        ----------
        nama_akun : str
            Who writes. Role and OPD are read from the store itself, never from the caller.
        kegiatan : str
            What this was, in words, for the history.
        rapat : str
            Code of the meeting in which it is done.
        membatalkan : int, optional
            The revision that it takes back.

        Returns
        -------
        int
            The revision that holds the changes; the present one where there was nothing to change.

        Raises
        ------
        NotAllowedError
            Where the account may not make one of the changes.
        ConflictError
            Where rows were changed since the writer saw them; it names all of them.
        StoreError
            Where a table, key, column, value or removal is not one that the store knows.
        """
        entities = checking.find_entities(changes)
        with writing.turn(self.engine) as (connection, revisi):
            account = writing.find_writer(connection, nama_akun)
            steps = writing.plan_steps(connection, account, changes, entities, revisi + 1, today(self.zone))
            if not steps:
                return revisi
            writing.apply_steps(connection, steps)
            said = {"rapat": rapat, "membatalkan": membatalkan}
            log = [
                writing.history_row(revisi + 1, account.nama, kegiatan, step.entity.table.name, step.before, step.after)
                for step in steps
            ]
            writing.add_history(connection, [row | said for row in log])
            writing.raise_revision(connection, revisi + 1)
            return revisi + 1

    def listening(self, listener: Listener) -> AbstractContextManager[None]:
        """Tell the present state and each new one while the block runs (`Watcher.listening`)."""
        return self._watcher.listening(listener)

    def _pulse(self) -> Pulse:
        return Pulse(self.revision(), self.shown_frames())

    # What follows is no data: it raises no revision and leaves no history, but outlives the process.

    def show_frame(self, nama_akun: str, kode_rapat: str, bingkai: str) -> ShownFrame:
        """Let a meeting show a frame, and tell every process.

        Raises
        ------
        NotAllowedError
            Where the account may not write meetings.
        StoreError
            Where there is no such meeting.
        """
        table = schema.tayangan
        with for_writing(self.engine).begin() as connection:
            account = writing.find_writer(connection, nama_akun)
            rights.demand(account, "rapat")
            # The row of the meeting is what two who move at once wait for.
            meeting = select(schema.rapat.c.kode).where(schema.rapat.c.kode == kode_rapat)
            if connection.execute(meeting.with_for_update()).first() is None:
                raise StoreError(f"Rapat “{kode_rapat}” tidak ada.")
            this = table.c.kode_rapat == kode_rapat
            before = connection.execute(select(table.c.nomor).where(this)).scalar_one_or_none()
            shown = ShownFrame(kode_rapat, bingkai, (before or 0) + 1, now(), account.nama)
            row = {column.name: getattr(shown, column.name) for column in table.c}
            connection.execute(insert(table) if before is None else update(table).where(this), row)
            writing.notify(connection)
            return shown

    def shown_frame(self, kode_rapat: str) -> ShownFrame | None:
        """Give what a meeting shows, ``None`` where it has shown nothing yet."""
        return self.shown_frames().get(kode_rapat)

    def shown_frames(self) -> dict[str, ShownFrame]:
        """Give what every meeting shows, by its code."""
        with self.engine.connect() as connection:
            return {row["kode_rapat"]: ShownFrame(**row) for row in all_rows(connection, select(schema.tayangan))}

    def draft(self, akun: str, kunci: str) -> Row | None:
        """Give what an account has begun to type under a key, ``None`` where there is nothing."""
        table = schema.draf
        with self.engine.connect() as connection:
            row = first_row(connection, select(table.c.isi).where(table.c.akun == akun, table.c.kunci == kunci))
        return row["isi"] if row else None

    def drafts(self, akun: str) -> dict[str, str]:
        """Give the keys of an account's drafts with the moment (UTC, ISO) of each, newest first."""
        table = schema.draf
        newest = select(table.c.kunci, table.c.waktu).where(table.c.akun == akun).order_by(table.c.waktu.desc())
        with self.engine.connect() as connection:
            return {kunci: waktu for kunci, waktu in connection.execute(newest)}

    def keep_draft(self, akun: str, kunci: str, isi: Row | None) -> None:
        """Keep a draft in place of an older one; ``None`` drops it."""
        table = schema.draf
        with for_writing(self.engine).begin() as connection:
            if isi is None:
                connection.execute(delete(table).where(table.c.akun == akun, table.c.kunci == kunci))
                return
            typed = {"isi": dict(isi), "waktu": now()}
            # In one statement: two tabs of one person may keep the same draft at once.
            row = {"akun": akun, "kunci": kunci, **typed}
            if is_sqlite(self.engine):
                keep = sqlite.insert(table).values(row)
                connection.execute(keep.on_conflict_do_update(index_elements=["akun", "kunci"], set_=typed))
            else:
                put = postgresql.insert(table).values(row)
                connection.execute(put.on_conflict_do_update(index_elements=["akun", "kunci"], set_=typed))


@lru_cache(maxsize=8)
def open_store(url: str, zone: tzinfo = UTC, local_words: tuple[str, ...] = ()) -> Store:
    """Give the store at an address (as in `Store`), schema up to date; one object an address.

    Raises
    ------
    StoreError
        Where the database cannot be reached, or holds a schema that this version does not know.
    """
    engine = connect(url)
    try:
        migrate(engine)
    except DatabaseError as error:
        raise StoreError(f"Penyimpanan {shown_address(engine)} tidak dapat dibuka: {error.orig}") from error
    return Store(url, engine, zone, local_words)


def _revision(connection: Connection) -> int:
    revisi: int = connection.execute(select(schema.keadaan.c.revisi)).scalar_one()
    return revisi


def _rows(connection: Connection, tabel: str, since: int = 0) -> list[Row]:
    """Give the rows of a table, of the programs only those written after a revision."""
    entity: Entity = ENTITIES[tabel]
    table = entity.table
    shown = [column for column in table.c if column.name not in entity.hidden]
    statement = select(*shown).order_by(table.c.urut, *(table.c[key] for key in entity.keys))
    if since and table is schema.intervensi:
        statement = statement.where(table.c.revisi > since)
    return list(all_rows(connection, statement))


def _all_anew(connection: Connection, sejak: int) -> bool:
    """Tell whether the kawasan, by which places are read, have changed since, or a backup was put back."""
    log = schema.riwayat
    writes = (schema.kawasan.name, schema.keadaan.name)
    statement = select(log.c.id).where(log.c.revisi > sejak, log.c.tabel.in_(writes)).limit(1)
    return connection.execute(statement).first() is not None
