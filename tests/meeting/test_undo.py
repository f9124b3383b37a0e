"""What a meeting does to programs and decisions, and taking it back: on a real store."""

from __future__ import annotations

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.meeting import desk_actions, forms, undo
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Change, ConflictError
from tkpkp_geo.workspace import today

DESA, OTHER = "63.03.05.2034", "63.03.05.2009"
KODE = "RPT-UJI"
PROPOSED = "UJC-014"  # a sample whose status is usulan


@pytest.fixture
def store(data_copy, monkeypatch) -> Store:
    """Give a store with a meeting that is on."""
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    store = workspace.store()
    store.accounts.install(Account("dpmd", "Staf DPMD", Role.DPMD))
    row = {"tanggal": today(), "judul": "Rapat uji", "status": "berlangsung", "revisi_data": 1, "mulai": now()}
    store.save("dpmd", [Change("rapat", KODE, row)], "Rapat dimulai", KODE)
    return store


def dataset():
    return workspace.current().dataset


def program(kode: str):
    return dataset().intervensi[dataset().position[kode]]


def did(store: Store) -> tuple[undo.Act, ...]:
    return undo.find_acts(store.history.rows(rapat=KODE, limit=None))


def place(store: Store, kode_desa: str, kode: str = "UJI-002") -> int:
    return store.save("dpmd", desk_actions.place_in_desa(program(kode), kode_desa), "Lokus ditetapkan", KODE)


def take_back(store: Store, act: undo.Act) -> int:
    return store.save("dpmd", undo.build_undo(act), "Diurungkan", KODE, act.revisi)


def places(kode: str = "UJI-002") -> list[str]:
    return [item.kode for item in program(kode).lokus]


def decide(store: Store, **isi: str) -> str:
    typed = {"kode_rapat": KODE, "isi": "Survei lokasi", "opd": "DKP"} | isi
    wanted, problems = forms.parse_decision(dataset(), typed, None)
    assert problems == []
    store.save("dpmd", wanted, "Keputusan dicatat", KODE)
    return wanted[0].kunci


def kept(kode: str):
    return next(item for item in dataset().keputusan if item.kode == kode)


def test_a_program_gets_a_desa_beside_those_that_it_has(store):
    place(store, DESA)
    place(store, OTHER)
    assert places() == [DESA, OTHER]
    before = store.revision()
    assert place(store, OTHER) == before, "a desa that it has already changes nothing"


def test_a_proposal_becomes_a_commitment_and_a_proposal_again(store):
    store.save("dpmd", desk_actions.commit_program(program(PROPOSED)), "Menjadi komitmen", KODE)
    assert program(PROPOSED).status == "komitmen"
    take_back(store, did(store)[0])
    assert program(PROPOSED).status == "usulan" and did(store)[0].is_undone


def test_what_was_done_is_listed_newest_first_and_belongs_to_its_meeting(store):
    store.save("dpmd", [Change("keputusan", "KPT-001", {"isi": "Di luar rapat"}, kept("KPT-001").revisi)])
    place(store, DESA)
    decide(store)
    assert [act.kegiatan for act in did(store)] == ["Keputusan dicatat", "Lokus ditetapkan"]
    assert [act.oleh for act in did(store)] == ["dpmd", "dpmd"]
    assert {row.rapat for row in store.history.rows(tabel="intervensi", kunci="UJI-002", limit=1)} == {KODE}


def test_taking_back_stands_beside_the_act_and_is_none_itself(store):
    place(store, DESA)
    take_back(store, did(store)[0])
    assert places() == [] and [act.is_undone for act in did(store)] == [True]
    newest = store.history.rows(tabel="intervensi", kunci="UJI-002", limit=1)[0]
    assert (newest.rapat, newest.membatalkan) == (KODE, did(store)[0].revisi)


def test_a_new_decision_that_is_taken_back_is_cancelled_not_deleted(store):
    kode = decide(store)
    take_back(store, did(store)[0])
    assert kept(kode).status == "batal" and kept(kode).isi == "Survei lokasi"


def test_a_row_that_was_written_since_is_not_taken_back(store):
    place(store, DESA)
    act = did(store)[0]
    store.save("dpmd", [Change("intervensi", "UJI-002", {"volume": 3.0}, program("UJI-002").revisi)], "Program diubah")
    with pytest.raises(ConflictError) as caught:
        take_back(store, act)
    assert caught.value.conflicts[0].kunci == "UJI-002" and places() == [DESA]


def test_two_acts_on_one_program_are_taken_back_one_after_the_other(store):
    place(store, DESA)
    place(store, OTHER)
    first = did(store)[1]
    with pytest.raises(ConflictError):
        take_back(store, first)
    take_back(store, did(store)[0])
    assert places() == [DESA]
    take_back(store, did(store)[1])
    assert places() == [] and [act.is_undone for act in did(store)] == [True, True]


def test_an_act_stands_in_words(store):
    kode = decide(store, tenggat=today(), lokus=f"{DESA};63.03.05")
    decided = did(store)[0]
    assert undo.format_act_name(dataset(), decided) == "Survei lokasi"
    words = undo.format_act_details(dataset(), decided)
    assert "Dinas Kelautan dan Perikanan" in words and dataset().area_name(DESA) in words and "Rapat" not in words
    store.save("dpmd", desk_actions.place_in_desa(program("UJI-002"), DESA), "Lokus ditetapkan", KODE)
    placed = did(store)[0]
    assert undo.format_act_name(dataset(), placed) == program("UJI-002").program
    assert undo.format_act_details(dataset(), placed).startswith("Lokus: belum diisi → ")
    row = store.history.rows(tabel="keputusan", kunci=kode, limit=1)[0].sesudah
    assert row_changes.format_value(dataset(), "lokus", row["lokus"]) == ", ".join(
        dataset().area_name(place) for place in (DESA, "63.03.05")
    )


def test_what_waits_for_a_place_or_a_promise_comes_with_samples_last(store):
    waiting = desk_actions.find_unplaced(dataset())
    assert waiting and all(not row.lokus and row.status != "batal" for row in waiting)
    kinds = [row.contoh for row in waiting]
    assert kinds == sorted(kinds) and {True, False} == set(kinds)
    store.save("dpmd", [Change("intervensi", "UJI-002", {"status": "batal"}, program("UJI-002").revisi)], "")
    assert "UJI-002" not in {row.id for row in desk_actions.find_unplaced(dataset())}
    assert PROPOSED in {row.id for row in desk_actions.find_proposals(dataset())}
    assert {row.status for row in desk_actions.find_proposals(dataset())} == {"usulan"}


@pytest.mark.parametrize(
    ("today_", "month"),
    [("2026-01-31", "2026-02-28"), ("2026-12-15", "2027-01-15"), ("2026-11-30", "2026-12-30")],
)
def test_usual_deadlines_are_days_that_exist(today_, month):
    found = desk_actions.build_deadlines(today_)
    assert found["1 bulan"] == month and found["Akhir tahun"] == f"{today_[:4]}-12-31"
    assert found["1 minggu"] < found["2 minggu"]
