"""The connection to SQLite or PostgreSQL, and the schema brought up to date."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, Select, create_engine, event, make_url, text

from tkpkp_geo.domain.errors import StoreError

WRITES = "writes"  # execution option of the engine whose transactions write
_BUSY_MS = 30_000
_RETRY_SECONDS = 0.05
# Alembic keeps the migration that runs in a global of its own.
_migrating = Lock()
# Schemas from before release 1.0.0: that release has the first one that later ones are built upon.
_DEVELOPMENT = frozenset({"0001", "0002", "0003"})
_BEGIN_ANEW = (
    "Pindahkan atau hapus penyimpanan itu lalu jalankan aplikasi lagi: yang baru dimulai dari folder data, "
    "atau dipulihkan dari cadangan versi 1.0.0 ke atas (perintah pulihkan)."
)
_MIGRATION_LOCK = 7_463_119  # any number, as long as every process of ours takes the same


def connect(url: str) -> Engine:
    """Give an engine for a ``sqlite:///FILE`` or ``postgresql+psycopg://…`` address.

    SQLite runs in WAL mode with full synchronisation: what was acknowledged survives a power cut, and readers
    never wait for the writer.
    """
    address = make_url(url)
    if address.get_backend_name() != "sqlite":
        return create_engine(address, pool_pre_ping=True, pool_size=8, max_overflow=24)
    if address.database:
        Path(address.database).parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(address)
    event.listen(engine, "connect", _prepare_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def is_sqlite(engine: Engine) -> bool:
    """Tell which of the two engines it is."""
    return engine.dialect.name == "sqlite"


def for_writing(engine: Engine) -> Engine:
    """Give the same engine for transactions that write."""
    return engine.execution_options(**{WRITES: True})


def snapshot(engine: Engine) -> Engine:
    """Give the same engine for reading several tables as of one moment."""
    return engine if is_sqlite(engine) else engine.execution_options(isolation_level="REPEATABLE READ")


def all_rows(connection: Connection, statement: Select[Any]) -> list[dict[str, Any]]:
    """Give the rows that a statement finds, each by column."""
    return [dict(row) for row in connection.execute(statement).mappings()]


def first_row(connection: Connection, statement: Select[Any]) -> dict[str, Any] | None:
    """Give the first row that a statement finds, by column, ``None`` where it finds none."""
    row = connection.execute(statement).mappings().first()
    return None if row is None else dict(row)


def _prepare_sqlite(connection: sqlite3.Connection, _: object) -> None:
    # The driver's own transactions begin too late for a snapshot: `_begin_sqlite` begins them instead.
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={_BUSY_MS}")
    _use_wal(connection)
    for pragma in ("synchronous=FULL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _use_wal(connection: sqlite3.Connection) -> None:
    # A new file is turned over to its log by one process alone, and SQLite does not wait for that by itself.
    end = time.monotonic() + _BUSY_MS / 1000
    while True:
        try:
            connection.execute("PRAGMA journal_mode=WAL")
            return
        except sqlite3.OperationalError:
            if time.monotonic() > end:
                raise
            time.sleep(_RETRY_SECONDS)


def _begin_sqlite(connection: Connection) -> None:
    # A transaction that reads first and writes later may be refused; one that will write takes its turn at once.
    write = connection.get_execution_options().get(WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def alembic_config() -> Config:
    """Give Alembic's configuration; the connection is put into ``attributes["connection"]``."""
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.set_main_option("path_separator", "os")
    return config


def migrate(engine: Engine) -> None:
    """Bring the schema up to date, one process after the other; an up-to-date schema costs one look.

    Raises
    ------
    StoreError
        Where the schema is not one of this version's, and what to do then.
    """
    config = alembic_config()
    with _migrating, for_writing(engine).begin() as connection:
        if not is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        for version in MigrationContext.configure(connection).get_current_heads():
            refuse_unknown_schema(version, f"Penyimpanan {shown_address(engine)}", _BEGIN_ANEW)
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def shown_address(engine: Engine) -> str:
    """Give the address of a store as a message may show it, without its password."""
    return engine.url.render_as_string(hide_password=True)


def refuse_unknown_schema(version: str, what: str, remedy: str) -> None:
    """Raise `StoreError` for a schema that none of this version's migrations makes.

    Parameters
    ----------
    version : str
        The schema as Alembic's own table names it.
    what : str
        What has that schema, in Indonesian: the beginning of the message.
    remedy : str
        What to do about one from before the first release, in Indonesian.
    """
    if version in {script.revision for script in ScriptDirectory.from_config(alembic_config()).walk_revisions()}:
        return
    if version in _DEVELOPMENT:
        raise StoreError(f"{what} dibuat versi pengembangan sebelum rilis 1.0.0 (skema {version}). {remedy}")
    raise StoreError(f"{what} dibuat oleh versi aplikasi yang lebih baru ({version}). Perbarui aplikasi dahulu.")
