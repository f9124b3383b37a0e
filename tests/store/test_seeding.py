"""The first content of a store."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.store.databases import SEED
from tkpkp_geo.store import schema
from tkpkp_geo.store.writing import SYSTEM


def test_a_store_that_was_never_written_is_empty_and_says_so(empty_store):
    content = empty_store.content()
    assert empty_store.revision() == 0 == content.revisi
    assert content.tables == {name: [] for name in schema.ENTITIES}
    assert empty_store.history() == ()


def test_seeding_is_revision_one_with_every_row_in_the_history(empty_store):
    assert empty_store.seed(SEED) == 1 == empty_store.revision()
    history = empty_store.history(banyak=1000)
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
    (row,) = empty_store.history(tabel="intervensi", kunci="P-1")
    assert row.sesudah == empty_store.content().tables["intervensi"][0]


def test_a_store_with_content_is_never_seeded_again(store):
    revisi = store.revision()
    assert store.seed({"opd": [{"kode_opd": "LAIN"}]}) == revisi == store.revision()
    assert "LAIN" not in {row["kode_opd"] for row in store.content().tables["opd"]}


def test_many_who_seed_at_once_seed_once(empty_store):
    with ThreadPoolExecutor(8) as pool:
        assert set(pool.map(lambda _: empty_store.seed(SEED), range(8))) == {1}
    assert len(empty_store.history(banyak=1000)) == sum(map(len, SEED.values()))
