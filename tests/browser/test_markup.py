"""Names that are typed as markup, in Chromium: every page shows them as they are, and nothing comes of them."""

from __future__ import annotations

import pytest

from tests.support.browser_visits import LONG_MS, settle, visiting
from tests.support.data_folders import copy_data, store_address
from tests.support.typed_markup import PLANNED, RUNNING, put_typed_markup, typed
from tkpkp_geo.pages.main import PAGES
from tkpkp_geo.store.database import open_store

ADDRESSES = ["/" if page is PAGES[0] else f"/{page.address}?tampil=semua&kawasan=KPP-TBL" for page in PAGES] + [
    *(f"/rapat?bagian={part}&rapat={kode}" for part in ("siap", "agenda", "meja") for kode in (RUNNING, PLANNED)),
    "/?tampil=semua&pilih=UJI-001",
    "/data?program=UJI-001",
]
# What could come of a name: its own element, a picture, a frame or a script from elsewhere, a link to there.
TYPED_ELEMENTS = """[...document.querySelectorAll('#typed, [src*="example.test"], [href*="example.test"]')]
  .map((element) => element.outerHTML)"""
READY = "[data-testid=stMain] :is(h1, .desk, .page-title, .brand, .readiness)"
INVISIBLE = "\u2060"  # keeps an address in Markdown from becoming a link


@pytest.fixture(scope="module")
def running(run_app, tmp_path_factory):
    """Give an app in which everything that has a name has one that is typed as markup."""
    folder = tmp_path_factory.mktemp("markup") / "data"
    copy_data(folder)
    base = run_app(folder)
    store = open_store(store_address(folder))
    put_typed_markup(store)
    return base, store


@pytest.fixture
def visits(running, chromium):
    """Open pages there; none may ask another host for anything, and none may break."""
    with visiting(chromium, *running) as found:
        yield found


def test_a_typed_name_brings_nothing_along_on_any_page(visits):
    page = visits.open(ADDRESSES[0], "admin")
    brought = {}
    for address in ADDRESSES:
        page.goto(visits.base + address)
        page.wait_for_selector(READY, timeout=LONG_MS)
        settle(page)
        # The map and the deck at the control desk are frames of their own.
        elements = [element for frame in page.frames for element in frame.evaluate(TYPED_ELEMENTS)]
        if elements or visits.outside:
            brought[address] = (elements, list(visits.outside))
            visits.outside.clear()
    assert brought == {}


def test_a_kawasan_is_called_as_it_was_typed(visits):
    page = visits.open("/profil?kawasan_profil=KPP-TBL", "admin")
    page.wait_for_selector(".profile .foot", timeout=LONG_MS)
    assert typed("Kawasan") in page.inner_text(".profile-title h1")
    page.locator(".st-key-kawasan_profil button").first.wait_for(timeout=LONG_MS)
    choices = page.locator(".st-key-kawasan_profil").inner_text().replace(INVISIBLE, "")
    assert typed("Kawasan") in choices
