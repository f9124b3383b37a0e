"""Migrations: a store of every released schema comes up to date with all that it held."""

from __future__ import annotations

import pytest

from tests.support import schema_snapshots
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.engine import connect, migrate
from tkpkp_geo.store.records import Change


def test_every_released_schema_has_its_snapshot():
    assert [file.stem for file in sorted(schema_snapshots.FOLDER.glob("*.json"))] == schema_snapshots.versions()


@pytest.mark.parametrize("version", schema_snapshots.versions())
def test_an_older_store_comes_up_to_date_with_everything_in_it(store_url, version):
    before = schema_snapshots.read(version)
    assert all(before[name] for name in before if name != "percobaan"), "a snapshot has something in every table"
    engine = connect(store_url)
    migrate(engine, version)
    schema_snapshots.load(engine, before)
    engine.dispose()

    store = open_store(store_url)
    after = schema_snapshots.dump(store.engine)
    for name, rows in before.items():
        found = [{column: row[column] for column in old} for row, old in zip(after[name], rows, strict=True)]
        assert found == rows, name

    revisi = store.revision()
    assert revisi == max(row.revisi for row in store.history.rows(limit=1000)) == store.content().revisi
    assert store.save("dpmd", [Change("intervensi", "P-1", {"pagu": 1}, 1)]) == revisi + 1
    assert store.layer_content("jalan") == bytes(range(256))
    assert store.draft("dkp", "program/baru") == {"program": "Kolam", "pagu": None, "lokus": ["63.10"]}
    store.engine.dispose()
