"""Two people on one program: nobody's change is lost, and only what both changed is asked."""

from __future__ import annotations

import itertools

import pytest

from tkpkp_geo.intake.three_way import Side, compare_three_ways, merge_choices

SEEN = {"program": "Kolam", "pagu": "1000", "lokus": "desa:63.03.05.2034;desa:63.03.05.2036", "status": "rencana"}


def test_what_only_the_other_changed_is_taken_over():
    (only,) = compare_three_ways(SEEN, SEEN | {"pagu": "2000"}, SEEN)
    assert (only.column, only.side) == ("pagu", Side.STORED)
    assert merge_choices(SEEN | {"pagu": "2000"}, [only], {})["pagu"] == "2000"


def test_what_only_i_changed_stays_mine():
    stored = SEEN | {"pagu": "2000"}
    found = compare_three_ways(SEEN, stored, SEEN | {"status": "berjalan"})
    assert {item.column: item.side for item in found} == {"pagu": Side.STORED, "status": Side.MINE}
    assert merge_choices(stored, found, {}) == SEEN | {"pagu": "2000", "status": "berjalan"}


def test_what_both_changed_has_to_be_chosen():
    stored = SEEN | {"pagu": "2000"}
    (only,) = compare_three_ways(SEEN, stored, SEEN | {"pagu": "3000"})
    assert (only.seen, only.stored, only.typed, only.side) == ("1000", "2000", "3000", None)
    with pytest.raises(KeyError):
        merge_choices(stored, [only], {})
    assert merge_choices(stored, [only], {"pagu": Side.MINE})["pagu"] == "3000"
    assert merge_choices(stored, [only], {"pagu": Side.STORED})["pagu"] == "2000"


def test_a_choice_goes_before_what_settles_itself():
    stored = SEEN | {"pagu": "2000"}
    found = compare_three_ways(SEEN, stored, SEEN)
    assert merge_choices(stored, found, {"pagu": Side.MINE})["pagu"] == "1000"


def test_the_same_change_by_both_is_no_conflict():
    both = SEEN | {"pagu": "2000"}
    assert [item.side for item in compare_three_ways(SEEN, both, both)] == [Side.MINE]


def test_the_order_of_places_is_no_change():
    turned = SEEN | {"lokus": "desa:63.03.05.2036;desa:63.03.05.2034"}
    assert compare_three_ways(SEEN, turned, SEEN) == () and compare_three_ways(SEEN, SEEN, turned) == ()


def test_every_combination_keeps_each_change_that_one_person_made_alone():
    for theirs, mine in itertools.product(("a", "b", "c"), repeat=2):
        seen, stored, typed = {"uraian": "a"}, {"uraian": theirs}, {"uraian": mine}
        found = compare_three_ways(seen, stored, typed)
        asked = [item for item in found if item.side is None]
        assert bool(asked) == (theirs != "a" and mine != "a" and theirs != mine)
        if not asked:
            assert merge_choices(stored, found, {})["uraian"] == (mine if mine != "a" else theirs)
