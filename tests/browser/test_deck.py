"""The presentation in Chromium, opened as a file from a USB stick: keys, fit, type, flight, legend, no request."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle, islice

import pytest

from tests.support.browser_visits import swipe_left
from tests.support.deck_page import FAULTS, LANDED, SIZES, TYPE, here, ids
from tests.support.map_landing import land
from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter

PHONE = (390, 844)


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_frame_fits_on_the_way_there_and_back(open_deck, size):
    page = open_deck(size, Filter(opd=("DISPAR", "DPMD", "DISKOP"), tampil=("semua",)))
    order = ids(page)
    assert len(order) == 11 and {"keputusan", "perlu-dibahas"} < set(order)
    for i, expected in enumerate(order):
        assert here(page) == expected and page.url.endswith(f"#{expected}")
        assert page.inner_text("#page-number") == f"{i + 1} / {len(order)}"
        assert page.evaluate(FAULTS) == [], expected
        page.keyboard.press(("ArrowRight", "PageDown", " ")[i % 3])
    assert here(page) == order[-1]
    for i, expected in enumerate(reversed(order)):
        assert here(page) == expected and page.evaluate(FAULTS) == []
        page.keyboard.press(("ArrowLeft", "PageUp")[i % 2])
    page.keyboard.press("End")
    assert here(page) == order[-1]
    page.keyboard.press("Home")
    assert here(page) == order[0]


def test_type_can_be_read_from_the_last_row(open_deck):
    page = open_deck(flt=Filter(opd=("DISPAR",), tampil=("semua",)))
    for frame in ids(page):
        page.evaluate("(id) => { location.hash = id; }", frame)
        land(page)
        least = page.evaluate(TYPE)
        assert least["words"] >= 24 and least["map"] >= 16, (frame, least)


# The other sizes: tests/browser/test_deck_live.py, with the frames of a meeting.
@pytest.mark.parametrize("size", [SIZES[0], PHONE], ids=str)
def test_each_kawasan_is_in_sight_on_its_frame_also_after_a_pan(open_deck, size):
    page = open_deck(size)
    order = ids(page)
    for i, frame in enumerate(order):
        land(page)
        assert here(page) == frame and page.evaluate(LANDED), frame
        page.evaluate("(i) => { deck.view.map.setView([-4 + i / 3, 113 + i], 7 + i, { animate: false }); }", i)
        page.keyboard.press("ArrowRight")


def test_coming_back_to_a_frame_lands_there_again(open_deck):
    page = open_deck(part="#kpp-tbl")
    land(page)
    page.mouse.move(500, 400)
    page.mouse.down()
    page.mouse.move(900, 700, steps=4)
    page.mouse.up()
    page.mouse.wheel(0, -800)
    land(page)
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    land(page)
    assert here(page) == "kpp-tbl" and page.evaluate(LANDED)


def test_rapid_keys_end_at_the_right_place(open_deck):
    page = open_deck(flt=Filter(opd=("DISPAR", "DPMD"), tampil=("semua",)))
    for _ in range(7):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("ArrowLeft")
    land(page)
    assert here(page) == "kpp-tnb" and page.evaluate(LANDED)
    assert page.evaluate("deck.view.map.getZoom()") >= 10
    assert page.inner_text("h1") == "Agropolitan"


def test_resize_refits_frame_and_words(open_deck):
    page = open_deck(part="#kpp-tbl")
    land(page)
    page.set_viewport_size({"width": 1024, "height": 768})
    land(page)
    assert page.evaluate(LANDED) and page.evaluate(FAULTS) == []


def test_link_opens_its_frame_and_an_unknown_one_the_first(open_deck):
    page = open_deck(part="#kpp-tnb")
    assert here(page) == "kpp-tnb" and page.title().startswith("Agropolitan")
    page.evaluate("location.hash = 'belum-berlokus'")
    page.wait_for_function("document.body.dataset.frame === 'belum-berlokus'")
    assert page.inner_text("#announcement").endswith("Belum berlokus")
    assert here(open_deck(part="#tidak-ada")) == "pembuka"


def test_legend_filters_the_symbols_and_the_next_frame_starts_anew(open_deck):
    page = open_deck(part="#kpp-bjr")
    land(page)
    before = page.locator("#map .leaflet-symbols-pane .symbol").count()
    page.click(".legend-opd button[data-opd=DKP]")
    shown = page.eval_on_selector_all(
        "#map .leaflet-marker-pane .symbol, #map .symbol", "all => all.map((e) => e.dataset.opd)"
    )
    assert set(shown) == {"DKP"} and 0 < len(shown) < before
    assert "Pada peta: Kelautan dan Perikanan" in page.inner_text("#foot")
    page.keyboard.press(" ")
    assert here(page) == "kpp-tbl" and "Pada peta" not in page.inner_text("#foot")
    assert page.evaluate("deck.view.opd.size") == 0


def test_kawasan_on_the_map_opens_its_frame(open_deck):
    page = open_deck(part="#provinsi")
    page.locator(".callout", has_text="Agropolitan").click()
    assert here(page) == "kpp-tnb"


def test_f_fills_the_screen(open_deck):
    page = open_deck()
    page.keyboard.press("f")
    page.wait_for_function("document.fullscreenElement")
    assert page.evaluate("document.fullscreenElement === document.documentElement")
    page.keyboard.press("f")
    page.wait_for_function("!document.fullscreenElement")


def many(count: int, letters: int):
    rows = workspace.current().dataset.intervensi
    name = "Pembangunan sarana prasarana kawasan perdesaan terpadu "
    return [
        # Every third one waits for a place, so that the last frame cannot hold them all either.
        replace(row, id=f"X-{i}", program=(f"{i} " + name * 5)[:letters], lokus=row.lokus if i % 3 else ())
        for i, row in enumerate(islice(cycle(rows), count))
    ]


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("letters", [30, 200])
def test_five_hundred_programs_and_long_names_fit(open_deck, size, letters):
    page = open_deck(size, Filter(opd=("DISPAR", "DPMD"), tampil=("semua",)), many(500, letters))
    for frame in ids(page):
        assert here(page) == frame and page.evaluate(FAULTS) == [], frame
        hidden = page.evaluate(
            "[...document.querySelectorAll('#content li')].filter((li) => !li.getClientRects().length).length"
        )
        page.keyboard.press("ArrowRight")
    told = page.evaluate(
        "[...document.querySelectorAll('#content section')].filter((s) => s.getClientRects().length).reduce((sum, s) =>"
        " sum + (s.lastChild.hidden ? 0 : Number(s.lastChild.textContent.match(/\\d+/)[0])), 0)"
    )
    assert hidden == told > 0


def test_one_unbroken_word_stays_in_its_panel(open_deck):
    rows = [replace(row, program="A" * 200) for row in workspace.current().dataset.intervensi]
    page = open_deck((1024, 768), Filter(opd=("DISPAR",), tampil=("semua",)), rows)
    for frame in ids(page):
        assert page.evaluate(FAULTS) == [], frame
        page.keyboard.press("ArrowRight")


def test_typed_markup_is_shown_as_typed(open_deck):
    rows = [replace(row, program="<img src=x onerror=alert(1)>") for row in workspace.current().dataset.intervensi]
    page = open_deck(rows=rows, part="#belum-berlokus")
    assert page.locator("img").count() == 0
    assert page.locator("li span").first.inner_text() == "<img src=x onerror=alert(1)>"


def test_phone_stacks_map_and_words_and_swipes(open_deck):
    page = open_deck(PHONE, has_touch=True)
    for frame in ids(page):
        assert here(page) == frame
        assert page.evaluate(
            "document.documentElement.scrollWidth <= innerWidth && sheet.scrollWidth <= sheet.clientWidth"
        )
        swipe_left(page)
    page.click("[aria-label=Sebelumnya]")
    assert here(page) == ids(page)[-2]


def test_dark_theme_reaches_map_and_words(open_deck):
    page = open_deck(color_scheme="dark", part="#kpp-bjr")
    dark = page.evaluate("[getComputedStyle(document.body).backgroundColor, deck.view.dark]")
    assert dark[1] is True and dark[0] != open_deck(part="#kpp-bjr").evaluate(
        "getComputedStyle(document.body).backgroundColor"
    )
