"""The engine: SQLite's settings, and the schema brought up by whoever comes first."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from tests.support.store_databases import SEED, fill, row
from tkpkp_geo.domain.errors import NotAllowedError, WeakPasswordError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.engine import connect, migrate
from tkpkp_geo.store.records import Change


def test_sqlite_survives_a_power_cut_and_readers_do_not_wait(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'lokal' / 'baru' / 'tkpkp.db'}")
    asked = ("journal_mode", "synchronous", "foreign_keys", "busy_timeout")
    with store.engine.connect() as first, store.engine.connect() as second:
        for connection in (first, second):
            found = [connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in asked]
            assert found == ["wal", 2, 1, 30_000]
    store.engine.dispose()


def test_a_row_never_refers_to_one_that_is_not_there(store):
    with pytest.raises(IntegrityError), store.engine.begin() as connection:
        connection.execute(text("INSERT INTO intervensi (id, kode_opd) VALUES ('X', 'TIDAK ADA')"))


def test_an_up_to_date_schema_is_left_alone(store):
    before = store.content()
    migrate(store.engine)
    assert store.content() == before


def test_a_migration_that_fails_leaves_nothing_behind(store_url, monkeypatch):
    engine = connect(store_url)
    upgrade = command.upgrade

    def break_after(*arguments) -> None:
        upgrade(*arguments)
        raise RuntimeError("listrik padam")

    monkeypatch.setattr(command, "upgrade", break_after)
    with pytest.raises(RuntimeError, match="listrik padam"):
        migrate(engine)
    assert inspect(engine).get_table_names() == []
    monkeypatch.undo()
    migrate(engine)
    assert "intervensi" in inspect(engine).get_table_names()
    engine.dispose()


def test_threads_may_bring_up_several_stores_at_once(tmp_path):
    with ThreadPoolExecutor(6) as pool:
        stores = list(pool.map(lambda n: open_store(f"sqlite:///{tmp_path / f'{n}.db'}"), range(6)))
    assert [store.revision() for store in stores] == [0] * 6
    for store in stores:
        store.engine.dispose()


def start(url: str, name: str, together: object) -> tuple[int, int]:
    """Start as a process of the app does, at the same moment as another one, and write."""
    together.wait()
    store = open_store(url)
    revisi = store.seed(SEED)
    with store.engine.connect() as connection:
        connection.execute(text("SELECT count(*) FROM akun"))
    store.keep_draft(name, "x", {"program": name})
    rows = len(store.content().tables["intervensi"])
    store.engine.dispose()
    return revisi, rows


def test_processes_that_start_at_once_on_an_empty_database_all_serve(store_url):
    context = multiprocessing.get_context("spawn")
    with context.Manager() as manager, context.Pool(3) as pool:
        together = manager.Barrier(3)
        found = pool.starmap(start, [(store_url, f"proses-{n}", together) for n in range(3)])
    assert found == [(1, len(SEED["intervensi"]))] * 3
    store = open_store(store_url)
    assert len(store.history.rows(limit=1000)) == sum(map(len, SEED.values()))
    assert all(store.draft(f"proses-{n}", "x") for n in range(3))
    store.engine.dispose()


def test_the_address_with_its_password_is_not_printed():
    url = "postgresql+psycopg://orang:rahasia@127.0.0.1:1/basis"
    assert "rahasia" not in repr(Store(url, connect(url)))


@pytest.mark.parametrize("hours", [-12, 14])
def test_a_store_is_opened_with_the_days_and_names_of_its_province(tmp_path, hours):
    zone = timezone(timedelta(hours=hours))
    store = fill(open_store(f"sqlite:///{tmp_path / 'tkpkp.db'}", zone, ("Kotabumi Ujung",)))
    store.save("dkp", [Change("intervensi", "P-1", {"pagu": 1}, 1)])
    assert row(store, "intervensi", "P-1")["diubah_pada"] == datetime.now(zone).date().isoformat()
    with pytest.raises(WeakPasswordError):
        store.accounts.install_with_password(Account("rina", "Rina", Role.ADMIN), "Kotabumi Ujung")
    store.engine.dispose()


def test_the_folder_of_a_new_store_is_made(tmp_path):
    store = open_store(f"sqlite:///{tmp_path / 'a' / 'b' / 'tkpkp.db'}")
    assert Path(tmp_path / "a" / "b" / "tkpkp.db").is_file()
    with pytest.raises(NotAllowedError, match="tidak dikenal"):
        store.save("admin", [Change("opd", "X", {})])
    store.engine.dispose()
