"""What is alive is not walked after every run, and what has died in a cycle is found all the same."""

from __future__ import annotations

import gc
import weakref

import pytest

from tkpkp_geo.pages.shared import garbage


class Knot:
    """Something that only the collector frees."""

    def __init__(self) -> None:
        self.self = self


@pytest.fixture
def clock(monkeypatch):
    """Give a clock that the test turns; nothing of other tests is frozen afterwards."""
    now = [1000.0]
    monkeypatch.setattr(garbage.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(garbage, "_frozen", 1000.0)
    monkeypatch.setattr(garbage, "_anew", 1000.0)
    gc.unfreeze()
    yield now
    gc.unfreeze()


def test_what_is_alive_is_frozen_once_in_a_while(clock):
    garbage.settle()
    assert gc.get_freeze_count() == 0
    clock[0] += 2
    garbage.settle()
    assert gc.get_freeze_count() > 10_000


def test_a_cycle_that_dies_frozen_is_found_later(clock):
    knot = Knot()
    gone = weakref.ref(knot)
    clock[0] += 2
    garbage.settle()
    del knot
    gc.collect()
    assert gone() is not None
    clock[0] += 301
    garbage.settle()
    gc.collect()  # as Streamlit does after the run
    assert gone() is None and gc.get_freeze_count() == 0
