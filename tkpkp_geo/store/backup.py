"""Backups: everything of one moment in one SQLite file, whichever engine it came from and goes to."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from pathlib import Path

from sqlalchemy import Connection, Engine, Table, delete, func, insert, select, text
from sqlalchemy.exc import DatabaseError

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store import schema, writing
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.engine import connect, is_sqlite, migrate, refuse_unknown_schema, snapshot

APPLICATION_ID = 0x544B504B  # "TKPK" in the file's own header
_BATCH = 500
# Who is signed in, and who mistyped a password, is nothing to bring back.
# The revision is not copied but set: writers that wait for their turn wait at its row.
_LEFT_OUT = {schema.sesi.name, schema.percobaan.name, schema.keadaan.name}
_COPIED = [table for table in schema.metadata.sorted_tables if table.name not in _LEFT_OUT]


class Backups:
    """Backups of a store."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def size(self) -> int:
        """Give about how many bytes a backup takes: what the database takes now."""
        sqlite = "SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()"
        statement = sqlite if is_sqlite(self._engine) else "SELECT pg_database_size(current_database())"
        with self._engine.connect() as connection:
            taken: int = connection.execute(text(statement)).scalar_one()
        return taken

    def write(self, file: Path) -> int:
        """Write all data as of one moment to `file`; the app may go on writing meanwhile.

        Returns
        -------
        int
            The revision in the file.

        Raises
        ------
        StoreError
            Where a file of that name exists (a backup never replaces another one), or no such folder.
        """
        if file.exists():
            raise StoreError(f"Berkas {file} sudah ada. Pilih nama lain.")
        if not file.resolve().parent.is_dir():
            raise StoreError(f"Folder {file.resolve().parent} tidak ada.")
        with tempfile.TemporaryDirectory(dir=file.resolve().parent) as folder:
            part = Path(folder) / "cadangan.db"
            copy = connect(f"sqlite:///{part}")
            migrate(copy)
            with snapshot(self._engine).connect() as source, copy.begin() as target:
                revisi = _copy(source, target)
                writing.raise_revision(target, revisi)
            with copy.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
                connection.commit()
            copy.dispose()
            # One plain file, without the log that a running store keeps beside it.
            plain = sqlite3.connect(part)
            plain.execute("PRAGMA journal_mode=DELETE")
            plain.close()
            part.chmod(0o600)  # it holds the hashes of the passwords
            os.replace(part, file)
        return revisi

    def restore(self, file: Path) -> int:
        """Put the content of a backup in place of the store's own, as one write of its own revision.

        The revision moves on, so that every process and browser that is open takes the restored data up.

        Returns
        -------
        int
            The revision after restoring.

        Raises
        ------
        StoreError
            Where the file is not a backup of this application, is damaged, or comes from a newer version of it.
        """
        _check(file)
        with tempfile.TemporaryDirectory() as folder:
            part = Path(shutil.copy(file, Path(folder) / "cadangan.db"))
            copy = connect(f"sqlite:///{part}")
            try:
                migrate(copy)
                with snapshot(copy).connect() as source, writing.turn(self._engine) as (target, revisi):
                    return _put_back(source, target, revisi, f"Dipulihkan dari cadangan {file.name}")
            except DatabaseError as error:
                raise StoreError(
                    f"Berkas {file} tidak dapat dipulihkan; data tetap seperti semula. ({error})"
                ) from error
            finally:
                copy.dispose()


def _put_back(source: Connection, target: Connection, revisi: int, words: str) -> int:
    restored = _copy(source, target)
    following = max(revisi, restored) + 1
    log = {
        "revisi": following,
        "waktu": now(),
        "oleh": writing.SYSTEM,
        "kegiatan": words,
        "tabel": schema.keadaan.name,
        "kunci": "1",
        "sebelum": {"revisi": revisi},
        "sesudah": {"revisi": restored},
    }
    target.execute(insert(schema.riwayat), log)
    writing.raise_revision(target, following)
    return following


def _copy(source: Connection, target: Connection) -> int:
    for table in reversed(_COPIED):
        target.execute(delete(table))
    for table in _COPIED:
        for rows in source.execute(select(table)).mappings().partitions(_BATCH):
            target.execute(insert(table), [dict(row) for row in rows])
        _continue_numbers(target, table)
    revisi: int = source.execute(select(schema.keadaan.c.revisi)).scalar_one()
    return revisi


def _continue_numbers(target: Connection, table: Table) -> None:
    column = table.autoincrement_column
    if column is None or is_sqlite(target.engine):
        return
    # PostgreSQL counts by itself and has not seen the numbers that were copied.
    top = target.execute(select(func.coalesce(func.max(column), 0))).scalar_one()
    sequence = text("SELECT setval(pg_get_serial_sequence(:name, :column), :top)")
    target.execute(sequence, {"name": table.name, "column": column.name, "top": top + 1})


def _check(file: Path) -> None:
    refused = f"Berkas {file} bukan cadangan aplikasi ini."
    if not file.is_file():
        raise StoreError(f"Berkas {file} tidak ditemukan.")
    connection = sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)
    try:
        (marker,) = connection.execute("PRAGMA application_id").fetchone()
        (state,) = connection.execute("PRAGMA integrity_check").fetchone()
        version = connection.execute("SELECT max(version_num) FROM alembic_version").fetchone()[0]
    except sqlite3.DatabaseError as error:
        raise StoreError(f"{refused} ({error})") from error
    finally:
        connection.close()
    if marker != APPLICATION_ID or version is None:
        raise StoreError(refused)
    if state != "ok":
        raise StoreError(f"Berkas {file} rusak: {state}")
    refuse_unknown_schema(version, f"Berkas {file}", "Yang dapat dipulihkan adalah cadangan versi 1.0.0 ke atas.")
