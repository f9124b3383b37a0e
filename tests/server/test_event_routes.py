"""The stream of revisions, over real HTTP from the app as users start it."""

from __future__ import annotations

import http.client
import queue
import re
import signal
import socket
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest
import requests

from tests.conftest import free_port, start_app
from tests.support.data_folders import PROJECT
from tests.support.store_databases import empty_database
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change
from tkpkp_geo.store.watch import APPLICATION_NAME

SOON = 20.0


class Listener:
    """An open stream: its answer, and the revisions as they come."""

    def __init__(self, base: str) -> None:
        self._connection = http.client.HTTPConnection(urlsplit(base).netloc, timeout=60)
        self._connection.request("GET", "/api/perubahan", headers={"Accept-Encoding": "gzip"})
        self.answer = self._connection.getresponse()
        self._socket = self._connection.sock
        self.heard: queue.Queue[int] = queue.Queue()
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    def _read(self) -> None:
        event = ""
        while line := self.answer.readline():
            name, _, value = line.decode().rstrip().partition(": ")
            if name == "event":
                event = value
            elif name == "data" and event == "revisi":
                self.heard.put(int(value))

    def leave(self) -> None:
        self._socket.shutdown(socket.SHUT_RDWR)
        self.has_ended()

    def has_ended(self) -> bool:
        self._reader.join(SOON)
        return not self._reader.is_alive()

    def until(self, revisi: int) -> list[int]:
        found = [self.heard.get(timeout=SOON)]
        while found[-1] < revisi:
            found.append(self.heard.get(timeout=SOON))
        return found


def write(store: Store, number: int = 0) -> int:
    return store.save("uji", [Change("intervensi", f"L-{number}", {"kode_opd": "DKP"})])


@pytest.fixture(params=["sqlite", "postgresql"])
def served(request, own_app, data_copy, tmp_path):
    """Start the app on an empty database; gives its address, and the store as this process opens it."""
    with empty_database(request.param, tmp_path) as url:
        base = own_app(data_copy, {"TKPKP_DATABASE_URL": url})
        store = open_store(url)
        store.accounts.install(Account("uji", "Uji", Role.ADMIN))
        yield base, store
        store.engine.dispose()


def test_the_present_revision_comes_first_then_each_new_one(served):
    base, store = served
    listener = Listener(base)
    assert listener.answer.headers["content-type"].startswith("text/event-stream")
    assert "content-encoding" not in listener.answer.headers, "a compressed stream would be held back"
    assert listener.heard.get(timeout=SOON) == store.revision()
    for number in range(3):
        assert listener.until(write(store, number))[-1] == store.revision()
    listener.leave()


def test_many_hear_of_one_write_and_others_go_on_being_served(served):
    base, store = served
    with ThreadPoolExecutor(40) as pool:
        listeners = list(pool.map(lambda _: Listener(base), range(40)))
    for one in listeners:
        assert one.heard.get(timeout=SOON) == store.revision()
    revisi = write(store)
    assert {one.until(revisi)[-1] for one in listeners} == {revisi}
    assert requests.get(f"{base}/api/sehat", timeout=SOON).json()["revisi"] == revisi
    for one in listeners:
        one.leave()


def test_processes_on_one_database_hear_of_each_other(own_app, data_copy, tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        bases = [own_app(data_copy, {"TKPKP_DATABASE_URL": url}) for _ in range(2)]
        store = open_store(url)
        store.accounts.install(Account("uji", "Uji", Role.ADMIN))
        listeners = [Listener(base) for base in bases]
        revisi = write(store)
        assert [one.until(revisi)[-1] for one in listeners] == [revisi, revisi]
        for one in listeners:
            one.leave()
        store.engine.dispose()


@pytest.mark.parametrize("how", [signal.SIGTERM, signal.SIGINT], ids=["terminate", "Ctrl-C"])
def test_the_server_ends_promptly_and_quietly_with_listeners_connected(data_copy, tmp_path, how):
    log = tmp_path / "app.log"
    process, base = start_app(PROJECT / "app.py", log, data_copy, port=free_port())
    listeners = [Listener(base) for _ in range(5)]
    for one in listeners:
        one.heard.get(timeout=SOON)
    start = time.monotonic()
    process.send_signal(how)
    process.wait(timeout=SOON)
    assert time.monotonic() - start < SOON / 2
    assert all(one.has_ended() for one in listeners)
    assert not re.search("error|exception|without completing", log.read_text(errors="replace"), re.IGNORECASE)


def test_one_connection_listens_for_all_and_ends_when_they_have_left(own_app, data_copy, tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        base, store = own_app(data_copy, {"TKPKP_DATABASE_URL": url}), open_store(url)
        for _ in range(2):
            listeners = [Listener(base) for _ in range(8)]
            for one in listeners:
                one.heard.get(timeout=SOON)
            assert _connections(store) == 1
            for one in listeners:
                one.leave()
            end = time.monotonic() + SOON
            while _connections(store) and time.monotonic() < end:
                time.sleep(0.1)
            assert _connections(store) == 0
        store.engine.dispose()


def _connections(store: Store) -> int:
    asked = "SELECT count(*) FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()"
    with store.engine.connect() as connection:
        return connection.exec_driver_sql(asked, (APPLICATION_NAME,)).scalar_one()
