"""Hearing of writes, whichever process made them: one thread a process and store, while anybody listens."""

from __future__ import annotations

import logging
import sqlite3
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from tkpkp_geo.domain.meeting_records import ShownFrame
from tkpkp_geo.store.engine import is_sqlite
from tkpkp_geo.store.writing import CHANNEL


@dataclass(frozen=True, slots=True)
class Pulse:
    """What listeners are told: the present revision, and what each meeting shows, by its code."""

    revisi: int
    tayangan: Mapping[str, ShownFrame] = field(default_factory=dict)


Listener = Callable[[Pulse], object]

APPLICATION_NAME = "tkpkp-dengar"  # how PostgreSQL's list of connections names the one that listens
_POLL_SECONDS = 0.1  # a look at SQLite's counter of changes costs some microseconds
_WAKE_SECONDS = 1.0  # how soon a thread that waits for PostgreSQL notices that nobody listens any more
_RETRY_SECONDS = 1.0


class Watcher:
    """Tells every listener of a store its revision and what meetings show, at first and on change.

    The thread starts with the first listener and ends soon after the last; it never keeps the process alive.
    """

    def __init__(self, engine: Engine, read_pulse: Callable[[], Pulse]) -> None:
        self._engine = engine
        self._read_pulse = read_pulse
        self._lock = threading.Lock()
        self._listeners: dict[object, Listener] = {}
        self._latest: Pulse | None = None
        self._stop: threading.Event | None = None

    @contextmanager
    def listening(self, listener: Listener) -> Iterator[None]:
        """Call `listener` with the present state, and with each new one for as long as the block runs.

        It is called from another thread, must return at once and must not ask the watcher for anything. Changes
        that follow one another fast may be told as one.
        """
        key = object()
        with self._lock:
            self._listeners[key] = listener
            if self._stop is None:
                self._stop = threading.Event()
                threading.Thread(target=self._run, args=(self._stop,), name="tkpkp-dengar", daemon=True).start()
            elif self._latest is not None:
                listener(self._latest)
        try:
            yield
        finally:
            with self._lock:
                del self._listeners[key]
                if not self._listeners and self._stop is not None:
                    self._stop.set()
                    self._stop = self._latest = None

    def _run(self, stop: threading.Event) -> None:
        wait_for_writes = _sqlite_writes if is_sqlite(self._engine) else _postgresql_writes
        while not stop.is_set():
            try:
                for _ in wait_for_writes(self._engine, stop):
                    # Read only now: a write before this moment is in it, one after it comes with the next turn.
                    self._tell(stop, self._read_pulse())
            except (SQLAlchemyError, psycopg.Error, sqlite3.Error) as error:
                # Beginning anew reads the revision first: what was written meanwhile is told then.
                logging.getLogger(__name__).warning("not hearing of writes, trying again: %s", error)
                stop.wait(_RETRY_SECONDS)

    def _tell(self, stop: threading.Event, pulse: Pulse) -> None:
        with self._lock:
            # A thread that was told to stop may still bring something, after another has taken its place.
            if stop.is_set() or pulse == self._latest:
                return
            self._latest = pulse
            for listener in self._listeners.values():
                listener(pulse)


def _sqlite_writes(engine: Engine, stop: threading.Event) -> Iterator[None]:
    raw = engine.raw_connection()
    raw.detach()  # it is not one of those that the pool lends
    with closing(raw) as connection:
        seen = None
        while not stop.is_set():
            # Changes whenever another connection has written, be it of this process or another.
            version = connection.cursor().execute("PRAGMA data_version").fetchone()
            if version != seen:
                seen = version
                yield
            stop.wait(_POLL_SECONDS)


def _postgresql_writes(engine: Engine, stop: threading.Event) -> Iterator[None]:
    address = engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
    # A connection that went dead without a word is noticed within half a minute, not after hours.
    with psycopg.connect(
        address,
        autocommit=True,
        application_name=APPLICATION_NAME,
        connect_timeout=5,
        keepalives_idle=10,
        keepalives_interval=5,
        keepalives_count=3,
    ) as connection:
        connection.execute(f"LISTEN {CHANNEL}")
        yield
        while not stop.is_set():
            if list(connection.notifies(timeout=_WAKE_SECONDS, stop_after=1)):
                yield
