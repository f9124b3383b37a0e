"""The connection to SQLite or PostgreSQL, and the schema brought up to date."""

from __future__ import annotations

import sqlite3
import time
from pathlib import Path
from threading import Lock
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, Engine, Select, create_engine, event, make_url, text

WRITES = "writes"  # execution option of the engine whose transactions write
_BUSY_MS = 30_000
_RETRY_SECONDS = 0.05
# Alembic keeps the migration that runs in a global of its own.
_migrating = Lock()
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


def migrate(engine: Engine, target: str = "head") -> None:
    """Bring the schema up to `target`, one process after the other; an up-to-date schema costs one look."""
    config = alembic_config()
    with _migrating, for_writing(engine).begin() as connection:
        if not is_sqlite(engine):
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _MIGRATION_LOCK})
        config.attributes["connection"] = connection
        command.upgrade(config, target)
