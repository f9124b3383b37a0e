"""What the history says of two revisions is what the data read at each of them say."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.analysis.compare.conftest import BJR, TBL
from tests.support.store_databases import empty_database, fill
from tkpkp_geo import workspace
from tkpkp_geo.analysis.compare.change_totals import summarise_changes
from tkpkp_geo.analysis.compare.program_changes import PROGRAM_TABLE, Comparison, compare_programs
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake import rows
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

CELLS = {
    "pagu": [None, 0, 1_000_000],
    "realisasi": [None, 5],
    "lokus": ["", TBL, BJR, f"{TBL};{BJR}"],
    "status": ["rencana", "berjalan", "batal"],
    "verifikasi": ["draf", "diajukan", "terverifikasi"],
    "jenis_data": ["resmi", "contoh"],
    "kode_opd": ["DKP", "DISPAR"],
    "uraian": ["", "lain"],
}
IDS = [f"P-{number}" for number in range(1, 8)]  # four of them are there at the start
FILTERS = [Filter(), Filter(tampil=("semua",)), Filter(kawasan=("KPP-TBL",), tampil=("semua",)), Filter(opd=("DKP",))]
edit = st.tuples(
    st.sampled_from(IDS), st.fixed_dictionaries({}, optional={k: st.sampled_from(v) for k, v in CELLS.items()})
)
saves = st.lists(st.lists(edit, min_size=1, max_size=3, unique_by=lambda pair: pair[0]), min_size=1, max_size=6)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    with empty_database("sqlite", tmp_path_factory.mktemp("riwayat")) as url:
        yield fill(open_store(url))


def read(store: Store) -> Dataset:
    # Names, lists and kawasan of the office; the programs of this store.
    space = workspace.current()
    own = rows.build_dataset(store.content(), space.boundaries)
    return replace(space.dataset, intervensi=own.intervensi, revisi=own.revisi)


def save(store: Store, edits: list[tuple[str, dict[str, object]]]) -> None:
    there = {row["id"]: row["revisi"] for row in store.rows("intervensi")}
    new = {"kode_opd": "DKP", "program": "Kolam", "tahun": "2026", "status": "rencana"}
    wanted = [
        Change("intervensi", kode, (isi if kode in there else new | isi) | {"catatan_verifikasi": "a"}, there.get(kode))
        for kode, isi in edits
    ]
    store.save("dpmd", wanted)


def plain(item: Intervensi | None) -> Intervensi | None:
    return item and replace(item, revisi=0, diubah_oleh="", diubah_pada="")


def of_datasets(before: Dataset, after: Dataset) -> Comparison:
    then, now = ({item.id: item for item in dataset.intervensi} for dataset in (before, after))
    pairs = [(then.get(kode), item) for kode, item in now.items()]
    return Comparison(after, [pair for pair in pairs if plain(pair[0]) != plain(pair[1])])


@given(saves)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_history_and_data_tell_the_same_of_any_two_revisions(kept, found):
    seen = [read(kept)]
    for edits in found:
        save(kept, edits)
        seen.append(read(kept))
    boundaries, last = workspace.current().boundaries, seen[-1]
    for i, before in enumerate(seen):
        for after in seen[i:]:
            net = kept.history.net_changes([PROGRAM_TABLE], before.revisi, after.revisi)
            told, expected = compare_programs(last, boundaries, net), of_datasets(before, after)
            for flt in FILTERS:
                ours, theirs = ({item.id: item for item in each.find_changes(flt)} for each in (told, expected))
                assert ours == theirs
                assert summarise_changes(ours.values()) == summarise_changes(theirs.values())
