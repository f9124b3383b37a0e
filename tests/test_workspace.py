"""The records of a process: always those of the present revision, though only what is new is read."""

from __future__ import annotations

from dataclasses import fields

import pytest

from tests.support.store_databases import ENGINES, empty_database
from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.store.records import Change


@pytest.fixture(params=ENGINES)
def space(request, tmp_path, monkeypatch):
    with empty_database(request.param, tmp_path) as url:
        monkeypatch.setenv("TKPKP_DATABASE_URL", url)
        found = workspace.current()
        found.store.accounts.install(Account("admin", "Admin", Role.ADMIN))
        yield found
        found.store.engine.dispose()


def read_whole(store) -> dict[str, object]:
    shapes = workspace.current().boundaries
    return plain(intake_rows.build_dataset(store.content(), shapes))


def plain(dataset: Dataset) -> dict[str, object]:
    return {item.name: getattr(dataset, item.name) for item in fields(Dataset)}


def save(store, *changes: tuple[str, str, dict | None]) -> int:
    rows = {
        (tabel, kunci): row["revisi"]
        for tabel, kunci, _ in changes
        for row in store.content().tables[tabel]
        if kunci in (row.get("id"), row.get("kode_kawasan"), row.get("alias"))
    }
    return store.save("admin", [Change(tabel, kunci, isi, rows.get((tabel, kunci))) for tabel, kunci, isi in changes])


@pytest.mark.parametrize(
    "changes",
    [
        [("intervensi", "UJI-001", {"program": "Nama baru", "lokus": "desa:63.03.05.2034"})],
        [("intervensi", "BARU-1", {"kode_opd": "DKP", "program": "Baru", "tahun": "2026", "status": "rencana"})],
        [("intervensi", "UJI-003", {"urut": 999}), ("intervensi", "UJI-001", {"urut": -1})],
        [("kawasan", "KPP-BJR", {"kecamatan": "63.03.05"})],
        [("kawasan", "KPP-4", {"nama": "Keempat", "kode_kab": "63.10", "kecamatan": "63.10.01"})],
        [("alias_wilayah", "Panggalaman", None), ("intervensi", "UJI-002", {"pagu": 5})],
    ],
    ids=["edit", "new", "order", "kecamatan of a kawasan", "fourth kawasan", "removal"],
)
def test_after_each_save_the_records_are_those_of_the_whole_store(space, changes):
    store = space.store
    for step in [changes, [("intervensi", "UJI-004", {"pagu": 7})]]:
        revisi = save(store, *step)
        assert workspace.current().dataset.revisi == revisi
        assert plain(workspace.current().dataset) == read_whole(store)


def test_programs_that_nobody_wrote_are_taken_over(space):
    before = {item.id: item for item in workspace.current().dataset.intervensi}
    save(space.store, ("intervensi", "UJI-001", {"pagu": 7}))
    after = {item.id: item for item in workspace.current().dataset.intervensi}
    assert [kode for kode in after if after[kode] is not before[kode]] == ["UJI-001"]
    content = space.store.content(sejak=space.store.revision())
    assert content.tables["intervensi"] == [] and content.urutan == tuple(before)


def test_a_place_that_cannot_be_read_is_told_until_it_is_mended(space):
    lost = ("intervensi", "UJI-001", {"lokus": "desa:63.03.05.9999"})
    save(space.store, lost)
    for pagu in (1, 2):
        save(space.store, ("intervensi", "UJI-002", {"pagu": pagu}))
        dataset = workspace.current().dataset
        assert [item.nilai for item in dataset.problems] == ["desa:63.03.05.9999"]
        assert plain(dataset) == read_whole(space.store)
    save(space.store, ("intervensi", "UJI-001", {"lokus": ""}))
    assert workspace.current().dataset.problems == ()


def test_after_a_restore_everything_is_read_anew(space, tmp_path):
    save(space.store, ("intervensi", "UJI-001", {"program": "Sebelum"}))
    space.store.backups.write(tmp_path / "cadangan.db")
    save(space.store, ("intervensi", "UJI-001", {"program": "Sesudah"}))
    assert workspace.current().dataset.intervensi[0].program == "Sesudah"
    space.store.backups.restore(tmp_path / "cadangan.db")
    assert workspace.current().dataset.intervensi[0].program == "Sebelum"
    assert plain(workspace.current().dataset) == read_whole(space.store)


def test_an_unchanged_store_is_read_once(space):
    assert workspace.current() is workspace.current()


def test_the_data_of_an_older_revision_are_those_that_were_read_then(space):
    before = workspace.current()
    save(space.store, ("intervensi", "UJI-001", {"program": "Nama baru", "lokus": "desa:63.03.05.2034"}))
    now = workspace.current()
    old = workspace.at(before.dataset.revisi)
    assert plain(old.dataset) == plain(before.dataset) and workspace.at(now.dataset.revisi) is now
    assert workspace.at(before.dataset.revisi) is old
    assert plain(now.dataset) != plain(old.dataset)
