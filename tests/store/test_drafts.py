"""Drafts: kept for their owner only, the latest alone, without a trace in the data."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

TYPED = {"program": "Kolam “patin” 🐟", "pagu": None, "volume": 2.5, "lokus": ["63.10", "63.03.05.2034"], "baru": True}


def test_a_draft_comes_back_as_it_was_typed(store):
    store.keep_draft("dkp", "program/baru", TYPED)
    assert store.draft("dkp", "program/baru") == TYPED
    store.keep_draft("dkp", "program/baru", {"program": "Kolam nila"})
    assert store.draft("dkp", "program/baru") == {"program": "Kolam nila"}


def test_a_draft_is_its_owners_alone(store):
    store.keep_draft("dkp", "program/baru", TYPED)
    assert store.draft("dispar", "program/baru") is None and store.drafts("dispar") == {}


def test_a_dropped_draft_is_gone_and_dropping_it_twice_is_fine(store):
    store.keep_draft("dkp", "program/baru", TYPED)
    for _ in range(2):
        store.keep_draft("dkp", "program/baru", None)
        assert store.draft("dkp", "program/baru") is None


def test_drafts_are_listed_newest_first(store):
    for kunci in ("a", "b", "c", "a"):
        store.keep_draft("dkp", kunci, {"program": kunci})
    moments = store.drafts("dkp")
    assert moments.keys() == {"a", "b", "c"}
    assert list(moments.values()) == sorted(moments.values(), reverse=True)


def test_a_draft_raises_no_revision_and_leaves_no_history(store):
    before = store.revision(), store.history.rows(limit=1000), store.content()
    store.keep_draft("dkp", "program/baru", TYPED)
    assert (store.revision(), store.history.rows(limit=1000), store.content()) == before


def test_tabs_that_keep_the_same_draft_at_once_do_not_disturb_each_other(store):
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: store.keep_draft("dkp", "program/baru", {"n": n}), range(60)))
    assert store.draft("dkp", "program/baru")["n"] in range(60)
    assert list(store.drafts("dkp")) == ["program/baru"]
