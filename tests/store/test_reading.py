"""Reading: one moment at a time, in order, and the history page by page."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store import writing
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import Change


def test_content_is_in_display_order_and_without_hidden_columns(store):
    store.save("admin", [Change("opd", "DISPAR", {"urut": -1}, 1)])
    tables = store.content().tables
    assert [row["kode_opd"] for row in tables["opd"]] == ["DISPAR", "DPMD", "DKP"]
    for name, entity in ENTITIES.items():
        for row in tables[name]:
            assert set(row) == set(entity.table.c.keys()) - entity.hidden


def test_content_is_of_one_moment_while_others_write(store):
    stop = Event()

    def write() -> None:
        value = 0
        seen = dict.fromkeys(("P-1", "P-4"), 1)
        laporan = 1
        while not stop.is_set():
            value += 1
            changes = [Change("intervensi", kunci, {"pagu": value}, revisi) for kunci, revisi in seen.items()]
            changes.append(Change("laporan_opd", "DKP|KPP-BJR|2026", {"tanggal": str(value)}, laporan))
            laporan = store.save("dpmd", changes)
            seen = dict.fromkeys(seen, laporan)

    with ThreadPoolExecutor(1) as pool:
        writer = pool.submit(write)
        try:
            seen = set()
            while len(seen) < 40 and not writer.done():
                content = store.content()
                rows = {row["id"]: row for row in content.tables["intervensi"]}
                said = content.tables["laporan_opd"][0]
                seen.add(content.revisi)
                if content.revisi > 7:
                    assert str(rows["P-1"]["pagu"]) == str(rows["P-4"]["pagu"]) == said["tanggal"]
                    assert rows["P-1"]["revisi"] == rows["P-4"]["revisi"] == said["revisi"] == content.revisi
        finally:
            stop.set()
        writer.result()
    assert len(seen) == 40


def test_readers_never_wait_for_a_writer(store):
    with writing.turn(store.engine) as (connection, revisi):
        writing.raise_revision(connection, revisi + 1)
        assert store.revision() == revisi == store.content().revisi
    assert store.revision() == revisi + 1


def test_history_is_newest_first_and_pages_on(store):
    for number in range(5):
        seen = store.history.rows(tabel="intervensi", kunci="P-1", limit=1)[0].revisi
        store.save("dkp", [Change("intervensi", "P-1", {"pagu": number}, seen)], f"ke-{number}")
    first = store.history.rows(limit=2)
    assert [row.kegiatan for row in first] == ["ke-4", "ke-3"]
    assert [row.kegiatan for row in store.history.rows(limit=2, before_id=first[-1].id)] == ["ke-2", "ke-1"]
    assert [row.kegiatan for row in store.history.rows(since=first[-1].revisi)] == ["ke-4"]
    assert len(store.history.rows(tabel="intervensi", kunci="P-1")) == 6
    assert {row.tabel for row in store.history.rows(tabel="akun")} == {"akun"}
    assert store.history.rows(tabel="intervensi", kunci="tidak ada") == ()


def test_the_history_alone_gives_every_table_as_it_stands(store):
    store.save("dpmd", [Change("intervensi", "P-9", {"kode_opd": "DKP"}), Change("masalah", "0001", None, 1)])
    store.save("admin", [Change("kawasan", "KPP-4", {"nama": "Keempat"})])
    rows: dict[tuple[str, str], dict | None] = {}
    for item in reversed(store.history.rows(limit=1000)):
        assert item.sebelum == rows.get((item.tabel, item.kunci))
        rows[item.tabel, item.kunci] = item.sesudah
    for name, entity in ENTITIES.items():
        stored = {entity.join(row): row for row in store.content().tables[name]}
        assert stored == {key: row for (table, key), row in rows.items() if table == name and row}


PLACES = {
    "program": ("intervensi", "P-1"),
    "baru": ("intervensi", "P-9"),
    "rapat": ("rapat", "RPT-1"),
    "ejaan": ("alias_wilayah", "Pesayangan Barat"),
    "opd": ("opd", "DKP"),
}


def test_data_are_read_as_they_were_at_any_revision(store):
    kept = {store.revision(): store.content()}

    def step(**rows: dict | None) -> None:
        changes = []
        for place, isi in rows.items():
            tabel, kunci = PLACES[place]
            now = {ENTITIES[tabel].join(row): row["revisi"] for row in store.content().tables[tabel]}
            changes.append(Change(tabel, kunci, isi, now.get(kunci)))
        store.save("admin", changes)
        kept[store.revision()] = store.content()

    step(program={"pagu": 5}, rapat={"judul": "Rapat"})
    step(baru={"kode_opd": "DKP"}, ejaan=None)
    step(program={"pagu": 6, "lokus": "desa:63.03.05.2034"})
    step(program={"pagu": 5, "lokus": ""}, opd={"nama": "Dinas Baru"})
    assert len(kept) == 5
    for revisi, before in kept.items():
        found = store.content_at(revisi)
        assert (found.revisi, found.urutan) == (revisi, before.urutan)
        assert {name: [plain(row) for row in rows] for name, rows in found.tables.items()} == {
            name: [plain(row) for row in rows] for name, rows in before.tables.items()
        }
    with pytest.raises(StoreError, match="belum ada"):
        store.content_at(store.revision() + 1)


def plain(row: dict) -> dict:
    """Give a row without what the store stamps on it: one that is back where it was keeps its newer stamp."""
    return {name: value for name, value in row.items() if name not in ("revisi", "diubah_oleh", "diubah_pada")}


def test_the_history_of_a_meeting_is_told_apart(store):
    met = store.save("dpmd", [Change("rapat", "RPT-1", {"judul": "Rapat"})], "Rapat")
    done = store.save("dpmd", [Change("intervensi", "P-1", {"pagu": 5}, 1)], "Diputuskan", rapat="RPT-1")
    back = store.save("dpmd", [Change("intervensi", "P-1", {"pagu": None}, done)], "", "RPT-1", done)
    told = [(row.revisi, row.rapat, row.membatalkan) for row in store.history.rows(rapat="RPT-1")]
    assert told == [(back, "RPT-1", done), (done, "RPT-1", None)]
    assert [row.rapat for row in store.history.rows(since=met - 1) if row.revisi == met] == [""]
