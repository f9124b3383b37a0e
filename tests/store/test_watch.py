"""Hearing of writes, on both engines: those of this process, of another one, and what comes after a lost connection."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from contextlib import ExitStack

import psycopg
import pytest
from sqlalchemy import make_url

from tests.support.data_folders import PROJECT
from tests.support.store_databases import SERVER, empty_database, fill
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change
from tkpkp_geo.store.watch import APPLICATION_NAME

SOON = 5.0  # seconds; far more than it takes, for a machine that is busy with other things
QUIET_SECONDS = 0.7  # long enough for whatever would come uncalled
OTHER_PROCESS = """
import sys
from tkpkp_geo.store.records import Change
from tkpkp_geo.store.database import open_store
store = open_store(sys.argv[1])
for number in range(int(sys.argv[2])):
    print(store.save("dkp", [Change("intervensi", f"L-{number}", {"kode_opd": "DKP"})]), flush=True)
"""


class Heard(queue.Queue):
    """The revisions that a listener was told."""

    def take(self, pulse) -> None:
        """Be told (`Store.listening`)."""
        self.put(pulse.revisi)

    def until(self, revisi: int) -> list[int]:
        """Wait until a revision is told; gives all that came until then."""
        found = [self.get(timeout=SOON)]
        while found[-1] < revisi:
            found.append(self.get(timeout=SOON))
        return found


def write(store, kode: str = "L-0") -> int:
    return store.save("dkp", [Change("intervensi", kode, {"kode_opd": "DKP"})])


def write_elsewhere(url: str, count: int = 1) -> int:
    command = [sys.executable, "-c", OTHER_PROCESS, url, str(count)]
    done = subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True)
    return int(done.stdout.split()[-1])


def threads() -> int:
    return sum(thread.name == APPLICATION_NAME for thread in threading.enumerate())


def wait_for(asked) -> None:
    end = time.monotonic() + SOON
    while not asked():
        assert time.monotonic() < end, "it did not happen in time"
        time.sleep(0.02)


def connection_to(url: str) -> psycopg.Connection:
    address = make_url(url).set(drivername="postgresql").render_as_string(hide_password=False)
    return psycopg.connect(address, autocommit=True)


def listening_backends(url: str) -> list[int]:
    with connection_to(url) as connection:
        asked = "SELECT pid FROM pg_stat_activity WHERE application_name = %s AND datname = current_database()"
        return [pid for (pid,) in connection.execute(asked, [APPLICATION_NAME])]


def test_a_listener_is_told_the_present_revision_then_each_new_one(store):
    heard = Heard()
    with store.listening(heard.take):
        assert heard.get(timeout=SOON) == store.revision()
        assert heard.until(write(store))[-1] == store.revision()


def test_a_later_listener_is_told_at_once_what_is_known(store):
    first, second = Heard(), Heard()
    with store.listening(first.take):
        first.get(timeout=SOON)
        with store.listening(second.take):
            assert second.get_nowait() == store.revision()
        assert threads() == 1


def test_a_listener_hears_of_another_process(store, store_url):
    heard = Heard()
    with store.listening(heard.take):
        heard.get(timeout=SOON)
        assert heard.until(write_elsewhere(store_url))[-1] == store.revision()


def test_a_listener_hears_what_a_meeting_shows_without_a_new_revision(store):
    store.save("dpmd", [Change("rapat", "RPT-1", {"tanggal": "2026-02-04", "judul": "Rapat"})])
    told = queue.Queue()
    with store.listening(told.put):
        before = told.get(timeout=SOON)
        shown = store.show_frame("dpmd", "RPT-1", "provinsi")
        after = told.get(timeout=SOON)
    assert (before.tayangan, after.tayangan) == ({}, {"RPT-1": shown})
    assert before.revisi == after.revisi == store.revision()


def test_of_many_writes_the_last_is_told_and_none_twice(store, store_url):
    heard = Heard()
    with store.listening(heard.take):
        told = heard.until(write_elsewhere(store_url, 60))
        assert told == sorted(set(told)) and told[-1] == store.revision()
        time.sleep(QUIET_SECONDS)
        assert heard.empty()


def test_nothing_is_told_while_nothing_changes(store):
    heard = Heard()
    with store.listening(heard.take):
        known = heard.get(timeout=SOON)
        store.content()
        assert store.save("dkp", [Change("intervensi", "P-1", {"pagu": 1_250_000_000}, 1)]) == known  # as it was
        time.sleep(QUIET_SECONDS)
        assert heard.empty()


def test_the_thread_ends_with_the_last_listener_and_begins_anew(store):
    for _ in range(5):
        with ExitStack() as stack:
            heard = [Heard() for _ in range(20)]
            for one in heard:
                stack.enter_context(store.listening(one.take))
            assert {one.get(timeout=SOON) for one in heard} == {store.revision()}
    wait_for(lambda: threads() == 0)
    heard = Heard()
    with store.listening(heard.take):
        assert heard.get(timeout=SOON) == store.revision()
        assert threads() == 1
    wait_for(lambda: threads() == 0)


def test_two_stores_do_not_hear_of_each_other(store, tmp_path):
    with empty_database("sqlite", tmp_path) as url:
        other = fill(open_store(url))
        here, there = Heard(), Heard()
        with store.listening(here.take), other.listening(there.take):
            here.get(timeout=SOON), there.get(timeout=SOON)
            there.until(write(other))
            time.sleep(QUIET_SECONDS)
            assert here.empty()


@pytest.fixture
def postgresql(tmp_path):
    with empty_database("postgresql", tmp_path) as url:
        store = fill(open_store(url))
        yield store
        store.engine.dispose()


def test_a_lost_connection_loses_no_write(postgresql):
    store, heard = postgresql, Heard()
    with store.listening(heard.take):
        heard.get(timeout=SOON)
        for number in range(3):
            (pid,) = listening_backends(store.url)
            with store.engine.connect() as connection:
                connection.exec_driver_sql(f"SELECT pg_terminate_backend({pid})")
            assert heard.until(write(store, f"L-{number}"))[-1] == store.revision()
            wait_for(lambda gone=pid: listening_backends(store.url) not in ([], [gone]))
        assert threads() == 1
    wait_for(lambda: listening_backends(store.url) == [])


def test_a_server_that_refuses_for_a_while_is_asked_again(postgresql):
    store, heard = postgresql, Heard()
    name = make_url(store.url).database
    with connection_to(SERVER) as server, store.listening(heard.take):
        heard.get(timeout=SOON)
        # What a restart looks like to a client: every connection ends, and for a while none is let in.
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS false')
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [name])
        time.sleep(2 * QUIET_SECONDS)
        assert heard.empty() and threads() == 1
        server.execute(f'ALTER DATABASE "{name}" ALLOW_CONNECTIONS true')
        assert heard.until(write(store))[-1] == store.revision()
