"""What a meeting shows: kept over a restart, told to every process, and only moved by who keeps meetings."""

from __future__ import annotations

import pytest

from tkpkp_geo.domain.errors import NotAllowedError, StoreError
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change

MEETING = Change("rapat", "RPT-1", {"tanggal": "2026-02-04", "judul": "Rapat"})


def test_what_is_shown_outlives_the_store_and_leaves_neither_revision_nor_history(store, store_url):
    store.save("dpmd", [MEETING])
    before = store.revision(), len(store.history.rows())
    assert store.shown_frame("RPT-1") is None
    first, second = store.show_frame("dpmd", "RPT-1", "provinsi"), store.show_frame("admin", "RPT-1", "kpp-bjr")
    assert [(item.bingkai, item.nomor, item.oleh) for item in (first, second)] == [
        ("provinsi", 1, "dpmd"),
        ("kpp-bjr", 2, "admin"),
    ]
    assert first.sejak <= second.sejak
    open_store.cache_clear()
    again = open_store(store_url)
    assert again is not store and again.shown_frame("RPT-1") == second
    assert (store.revision(), len(store.history.rows())) == before
    again.engine.dispose()


@pytest.mark.parametrize("who", ["pimpinan", "dkp", "bekas", ""])
def test_who_does_not_keep_meetings_moves_none(store, who):
    store.save("dpmd", [MEETING])
    shown = store.show_frame("dpmd", "RPT-1", "provinsi")
    with pytest.raises(NotAllowedError):
        store.show_frame(who, "RPT-1", "kpp-bjr")
    assert store.shown_frame("RPT-1") == shown


def test_only_a_meeting_that_there_is_shows_something(store):
    with pytest.raises(StoreError, match="RPT-9.*tidak ada"):
        store.show_frame("dpmd", "RPT-9", "provinsi")
    assert store.shown_frame("RPT-9") is None
