"""Hears of every new revision, whichever process wrote it, and tells those who listen."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable

import psycopg
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from tkpkp_geo.store import reading
from tkpkp_geo.store.engine import is_sqlite
from tkpkp_geo.store.writing import CHANNEL

Told = Callable[[int], None]

_LOOK_SECONDS = 0.3  # between two looks at SQLite's counter, which costs some microseconds
_WAIT_SECONDS = 2.0  # how long PostgreSQL is listened to before asking whether anybody still listens here
_RETRY_SECONDS = 1.0


class Watch:
    """One thread a store, for as long as anybody listens."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.Lock()
        self._listeners: dict[object, Told] = {}
        self._thread: threading.Thread | None = None
        self._last = -1

    def listen(self, told: Told) -> Callable[[], None]:
        """Call `told` with each new revision, from the watch's own thread; gives the function that ends it.

        What was written between two calls may be told as the last revision alone.
        """
        mark = object()
        with self._lock:
            self._listeners[mark] = told
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="tkpkp-watch", daemon=True)
                self._thread.start()

        def end() -> None:
            with self._lock:
                self._listeners.pop(mark, None)

        return end

    def _wanted(self) -> bool:
        with self._lock:
            if not self._listeners:
                self._thread = None
            return bool(self._listeners)

    def _run(self) -> None:
        look = self._look_at_sqlite if is_sqlite(self._engine) else self._listen_to_postgresql
        while self._wanted():
            try:
                look()
            except (SQLAlchemyError, psycopg.Error):
                # The database is away for a moment; what happened meanwhile is found when it is back.
                logging.getLogger(__name__).warning("watch interrupted, trying again", exc_info=True)
                time.sleep(_RETRY_SECONDS)

    def _look_at_sqlite(self) -> None:
        connection = self._engine.raw_connection()
        try:
            seen = None
            while self._wanted():
                # The counter moves when any other connection, of this process or another, has committed.
                (counter,) = connection.execute("PRAGMA data_version").fetchone()
                if counter != seen:
                    seen = counter
                    self._tell(reading.revision(self._engine))
                time.sleep(_LOOK_SECONDS)
        finally:
            connection.close()

    def _listen_to_postgresql(self) -> None:
        address = self._engine.url.set(drivername="postgresql").render_as_string(hide_password=False)
        with psycopg.connect(address, autocommit=True) as connection:
            connection.execute(f"LISTEN {CHANNEL}")
            self._tell(reading.revision(self._engine))
            while self._wanted():
                for notice in connection.notifies(timeout=_WAIT_SECONDS):
                    self._tell(int(notice.payload))
                    if not self._wanted():
                        return

    def _tell(self, revisi: int) -> None:
        if revisi == self._last:
            return
        self._last = revisi
        with self._lock:
            listeners = tuple(self._listeners.values())
        for told in listeners:
            told(revisi)
