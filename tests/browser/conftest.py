"""Fixtures: the presentation opened as a file, and a desk at an app whose store may be written to."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest

from tests.support.browser_visits import visiting
from tests.support.data_folders import copy_data, store_address
from tests.support.entry_desk import PEOPLE, Desk
from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import deck
from tkpkp_geo.store.database import Store, open_store

TODAY = "2026-11-24"


@pytest.fixture
def open_deck(chromium, tmp_path):
    """Open the deck of a dataset and filter as a file; the page must raise no error and ask for nothing."""
    contexts, requests, errors = [], [], []

    def open_(size=(1920, 1080), flt=None, rows=None, part="", decisions=None, **options):
        space = workspace.current()
        dataset = replace(space.dataset, intervensi=tuple(rows)) if rows else space.dataset
        dataset = replace(dataset, keputusan=tuple(decisions)) if decisions else dataset
        path = tmp_path / "deck.html"
        path.write_text(
            deck.render_deck(dataset, space.boundaries, flt or Filter(tampil=("semua",)), TODAY), encoding="utf-8"
        )
        options = {"reduced_motion": "reduce"} | options
        contexts.append(chromium.new_context(viewport={"width": size[0], "height": size[1]}, **options))
        page = contexts[-1].new_page()
        page.on("request", lambda request: requests.append(request.url))
        page.on("pageerror", lambda error: errors.append(str(error)))
        page.goto(f"file://{path}{part}")
        page.wait_for_function("document.getElementById('map').dataset.drawn")
        return page

    yield open_
    for context in contexts:
        context.close()
    assert errors == []
    assert [url for url in requests if not url.startswith(f"file://{tmp_path}")] == [] and len(requests) == len(
        contexts
    )


@pytest.fixture(scope="module")
def entry_app(run_app, tmp_path_factory) -> tuple[str, Store]:
    """Give an app whose store the tests of a module may write to, with an OPD and DPMD in it."""
    folder = tmp_path_factory.mktemp("isian") / "data"
    copy_data(folder)
    base = run_app(folder)
    store = open_store(store_address(folder))
    for akun in PEOPLE:
        store.accounts.install(akun)
    return base, store


@pytest.fixture
def desk(entry_app, chromium) -> Iterator[Desk]:
    """Give a desk at that app; what was opened there is closed afterwards."""
    with visiting(chromium, *entry_app, kind=Desk) as found:
        yield found
