"""The first content of a store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.support.store_databases import SEED
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import Change
from tkpkp_geo.store.writing import SYSTEM


def test_a_store_that_was_never_written_is_empty_and_says_so(empty_store):
    content = empty_store.content()
    assert empty_store.revision() == 0 == content.revisi
    assert content.tables == {name: [] for name in ENTITIES}
    assert empty_store.history.rows() == ()


def test_seeding_is_revision_one_with_every_row_in_the_history(empty_store):
    assert empty_store.seed(SEED) == 1 == empty_store.revision()
    history = empty_store.history.rows(limit=1000)
    assert len(history) == sum(map(len, SEED.values()))
    assert {(row.revisi, row.oleh, row.sebelum) for row in history} == {(1, SYSTEM, None)}


def test_seeded_rows_keep_their_order_and_every_value(empty_store):
    empty_store.seed(SEED)
    tables = empty_store.content().tables
    for name, rows in SEED.items():
        found = [{key: stored[key] for key in row} for row, stored in zip(rows, tables[name], strict=True)]
        assert found == rows
        assert [row["urut"] for row in tables[name]] == list(range(1, len(rows) + 1))
        assert {row["revisi"] for row in tables[name]} == {1}


def test_the_history_of_a_seeded_row_is_the_whole_row(empty_store):
    empty_store.seed(SEED)
    (row,) = empty_store.history.rows(tabel="intervensi", kunci="P-1")
    assert row.sesudah == empty_store.content().tables["intervensi"][0]


def test_a_store_with_content_is_never_seeded_again(store):
    revisi = store.revision()
    assert store.seed({"opd": [{"kode_opd": "LAIN"}]}) == revisi == store.revision()
    assert "LAIN" not in {row["kode_opd"] for row in store.content().tables["opd"]}


def test_many_who_seed_at_once_seed_once(empty_store):
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: empty_store.seed(SEED), range(8))) == {1}
    assert len(empty_store.history.rows(limit=1000)) == sum(map(len, SEED.values()))


LATER = {
    "referensi": [
        {"daftar": "tonggak", "kode": "sk", "nama": "SK"},
        {"daftar": "status", "kode": "baru", "nama": "Baru"},
    ],
    "kata_rantai": [{"kata": "pasar", "mata": "pasar"}],
}


def test_parts_that_came_with_a_later_release_are_added_once_and_only_they(store):
    revisi = store.revision()
    assert store.wants_seed()
    assert store.seed(LATER) == revisi + 1
    tables = store.content().tables
    known = [(row["daftar"], row["kode"]) for row in tables["referensi"]]
    assert known == [("status", "rencana"), ("tahun", "2026"), ("tonggak", "sk")]
    assert [row["kata"] for row in tables["kata_rantai"]] == ["pasar"]
    assert store.seed(LATER) == revisi + 1 == store.revision()
    assert {row.oleh for row in store.history.rows(since=revisi)} == {SYSTEM}


def test_what_somebody_took_out_again_is_not_brought_back(store):
    store.seed(LATER)
    (row,) = store.content().tables["kata_rantai"]
    store.save("admin", [Change("kata_rantai", "pasar", None, row["revisi"])])
    revisi = store.revision()
    assert store.seed(LATER) == revisi and store.content().tables["kata_rantai"] == []


def test_a_store_with_every_part_wants_nothing_more(empty_store):
    parts = {"tonggak": [{"kode_kawasan": "KPP-BJR", "kode": "sk", "keadaan": "belum ada"}]}
    parts["rapat"] = [{"kode": "R", "tanggal": "2026-02-04", "judul": "Rapat"}]
    parts["keputusan"] = [{"kode": "K", "kode_rapat": "R", "isi": "Bertemu", "status": "terbuka"}]
    empty_store.seed(SEED | LATER | parts | {"referensi": SEED["referensi"] + LATER["referensi"]})
    assert not empty_store.wants_seed()
