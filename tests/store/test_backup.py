"""Backups: taken while people write, restored on either engine, and nothing else taken for one."""

from __future__ import annotations

import shutil
import sqlite3
import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import pytest
from sqlalchemy import create_engine, insert, select

from tests.support.store_databases import ENGINES, empty_database, fill
from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store import schema
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change, ConflictError

KEPT_OUT = {"sesi", "percobaan", "keadaan"}


def everything(engine) -> dict[str, list[tuple]]:
    """Give every row of every table that a backup holds."""
    with engine.connect() as connection:
        return {
            table.name: [tuple(row) for row in connection.execute(select(table).order_by(*table.primary_key))]
            for table in schema.metadata.sorted_tables
            if table.name not in KEPT_OUT
        }


def in_file(file: Path) -> dict[str, list[tuple]]:
    engine = create_engine(f"sqlite:///{file}")
    try:
        return everything(engine)
    finally:
        engine.dispose()


def without_the_note(tables: dict[str, list[tuple]]) -> dict[str, list[tuple]]:
    """Leave out the one history row that a restore adds."""
    return tables | {"riwayat": tables["riwayat"][:-1]}


@pytest.fixture(params=ENGINES)
def other(request, tmp_path):
    """Give a second store, on each engine in turn."""
    with empty_database(request.param, tmp_path) as url:
        found = open_store(url)
        yield found
        found.engine.dispose()


@pytest.fixture
def file(store, tmp_path) -> Path:
    path = tmp_path / "cadangan.db"
    store.backups.write(path)
    return path


def write_on(store: Store, stop: Event) -> int:
    """Raise the sum of one program by one, again and again; gives how often."""
    count = 0
    while not stop.is_set():
        row = next(row for row in store.content().tables["intervensi"] if row["id"] == "P-1")
        try:
            store.save("dpmd", [Change("intervensi", "P-1", {"pagu": row["pagu"] + 1}, row["revisi"])])
            count += 1
        except ConflictError:
            continue
    return count


def test_a_backup_taken_under_load_restores_to_an_equal_store(store, other, tmp_path):
    file, stop = tmp_path / "cadangan.db", Event()
    store.keep_draft("dkp", "program/baru", {"program": "Kolam", "pagu": None})
    layer = {"nama": "Jalan", "isi": bytes(range(256)) * 50, "tampil": False}
    store.save("admin", [Change("lapisan", "jalan", layer)])
    with ThreadPoolExecutor(3) as pool:
        writers = [pool.submit(write_on, store, stop) for _ in range(3)]
        try:
            while store.revision() < 30:
                pass
            revisi = store.backups.write(file)
        finally:
            stop.set()
        written = sum(writer.result() for writer in writers)
    assert store.revision() == 8 + written > revisi >= 30
    saved = in_file(file)
    last = saved["riwayat"][-1]
    assert last[1] == revisi, "the newest history row is that of the revision in the file"
    assert dict(zip(schema.riwayat.c.keys(), last, strict=True))["sesudah"]["pagu"] == 1_250_000_000 + revisi - 8
    after = other.backups.restore(file)
    assert after == revisi + 1 == other.revision()
    assert without_the_note(everything(other.engine)) == saved
    assert other.layer_content("jalan") == layer["isi"]
    assert other.draft("dkp", "program/baru") == {"program": "Kolam", "pagu": None}


def test_the_room_that_a_backup_takes_is_known_before_it_is_made(store, file):
    assert file.stat().st_size / 4 < store.backups.size() < 100 * file.stat().st_size


def test_a_restored_store_can_be_written_at_once(other, file):
    other.backups.restore(file)
    revisi = other.save("dpmd", [Change("intervensi", "P-9", {"kode_opd": "DKP"})])
    newest = other.history.rows(limit=1)[0]
    assert (newest.revisi, newest.kunci) == (revisi, "P-9")


def test_restoring_puts_the_old_content_back_under_a_new_revision(store, file):
    before = in_file(file)
    store.save("dpmd", [Change("intervensi", "P-1", {"program": "Salah ketik"}, 1)])
    store.save("dpmd", [Change("intervensi", "P-9", {"kode_opd": "DKP"})])
    revisi = store.revision()
    assert store.backups.restore(file) == revisi + 1 == store.revision()
    assert without_the_note(everything(store.engine)) == before
    note = store.history.rows(limit=1)[0]
    assert (note.revisi, note.sesudah) == (revisi + 1, {"revisi": revisi - 2})
    assert file.name in note.kegiatan


def test_restoring_raises_the_revision_beyond_that_of_the_file(other, file, store):
    fill(other)
    assert other.revision() <= store.revision()
    assert other.backups.restore(file) == store.revision() + 1


def test_writers_who_wait_during_a_restore_are_served_after_it(store, file):
    stop = Event()
    with ThreadPoolExecutor(4) as pool:
        writers = [pool.submit(write_on, store, stop) for _ in range(4)]
        try:
            for _ in range(5):
                store.backups.restore(file)
        finally:
            stop.set()
        counts = [writer.result() for writer in writers]
    history = store.history.rows(limit=100_000)
    assert sum(counts) > 0 and store.revision() == history[0].revisi


def test_who_is_signed_in_is_not_in_a_backup(store, tmp_path):
    secret = store.sessions.start("admin")
    with store.engine.begin() as connection:
        connection.execute(insert(schema.percobaan), {"akun": "admin", "asal": "127.0.0.1", "waktu": "2026"})
    store.backups.write(tmp_path / "cadangan.db")
    rows = sqlite3.connect(tmp_path / "cadangan.db")
    assert rows.execute("SELECT (SELECT count(*) FROM sesi) + (SELECT count(*) FROM percobaan)").fetchone() == (0,)
    assert store.sessions.account(secret).nama == "admin"


def test_a_backup_is_one_plain_file_for_its_owner_only(file):
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [path.name for path in file.parent.iterdir() if "cadangan" in path.name] == [file.name]


def test_a_backup_never_replaces_a_file(store, file):
    before = file.read_bytes()
    with pytest.raises(StoreError, match="sudah ada"):
        store.backups.write(file)
    assert file.read_bytes() == before


def test_a_backup_into_a_folder_that_is_not_there_says_so(store, tmp_path):
    with pytest.raises(StoreError, match="Folder .* tidak ada"):
        store.backups.write(tmp_path / "tidak" / "ada.db")


def spoil(file: Path, how: str) -> None:
    """Make a file that is no backup, or no longer one."""
    if how == "kosong":
        file.write_bytes(b"")
    elif how == "teks":
        file.write_text("id,kode_opd\n" * 500)
    elif how == "terpotong":
        content = file.read_bytes()
        file.write_bytes(content[: len(content) // 2])
    elif how == "rusak":
        content = bytearray(file.read_bytes())
        content[8192:40960] = b"\xff" * (40960 - 8192)
        file.write_bytes(content)
    else:
        connection = sqlite3.connect(file)
        connection.executescript(
            {
                "sqlite lain": "PRAGMA application_id=1",
                "tanpa tanda": "PRAGMA application_id=0",
                "versi pengembangan": "UPDATE alembic_version SET version_num='0003'",
                "versi baru": "UPDATE alembic_version SET version_num='9999'",
                "tanpa versi": "DELETE FROM alembic_version",
                "tanpa tabel versi": "DROP TABLE alembic_version",
                "tanpa tabel": "DROP TABLE laporan_opd",
            }[how]
        )
        connection.close()


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ("kosong", "bukan cadangan"),
        ("teks", "bukan cadangan"),
        ("sqlite lain", "bukan cadangan"),
        ("tanpa tanda", "bukan cadangan"),
        ("tanpa tabel versi", "bukan cadangan"),
        ("tanpa versi", "bukan cadangan"),
        ("terpotong", "rusak|bukan cadangan"),
        ("rusak", "rusak|bukan cadangan"),
        ("versi baru", "lebih baru"),
        ("versi pengembangan", r"sebelum rilis 1\.0\.0 \(skema 0003\).*cadangan versi 1\.0\.0 ke atas"),
        ("tanpa tabel", "tidak dapat dipulihkan"),
    ],
)
def test_a_file_that_is_no_backup_is_refused_and_changes_nothing(store, file, how, words):
    before, revisi = everything(store.engine), store.revision()
    spoil(file, how)
    with pytest.raises(StoreError, match=words):
        store.backups.restore(file)
    assert everything(store.engine) == before and store.revision() == revisi
    store.save("dpmd", [Change("intervensi", "P-9", {"kode_opd": "DKP"})])


def test_a_file_that_is_not_there_is_told(store, tmp_path):
    with pytest.raises(StoreError, match="tidak ditemukan"):
        store.backups.restore(tmp_path / "hilang.db")


def test_the_store_of_the_app_itself_is_no_backup(tmp_path):
    live = fill(open_store(f"sqlite:///{tmp_path / 'tkpkp.db'}"))
    live.engine.dispose()
    copy = Path(shutil.copy(tmp_path / "tkpkp.db", tmp_path / "salinan.db"))
    with pytest.raises(StoreError, match="bukan cadangan"):
        live.backups.restore(copy)
    live.engine.dispose()
