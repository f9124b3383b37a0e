"""What lies where somebody clicked on the map of the presentation, also of one that was saved."""

from __future__ import annotations

import re

import pytest

from tests.support.browser_visits import SCHEMES, grave
from tests.support.deck_page import FAULTS, SIZES
from tests.support.map_landing import land
from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter

EVERYTHING = Filter(tampil=("semua",))
# A desa of the frame's kawasan with programs in it, and where its symbols stand.
SYMBOL = """() => {
  const box = document.querySelector(".leaflet-symbols-pane .leaflet-marker-icon").getBoundingClientRect();
  return [box.x + box.width / 2, box.y + box.height / 2];
}"""


def _in(kode: str) -> list:
    rows = workspace.current().dataset.intervensi
    return [row for row in rows if any(place.kode_desa == kode for place in row.lokus)]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_click_on_a_desas_symbols_lists_its_programs_until_it_is_closed(open_deck, size):
    page = open_deck(size, EVERYTHING)
    page.evaluate("location.hash = 'kpp-tbl'")
    page.wait_for_function("document.body.dataset.frame === 'kpp-tbl'")
    land(page)
    before = page.inner_text("#sheet")
    page.mouse.click(*page.evaluate(SYMBOL))
    page.wait_for_selector("body.selection")
    kode = page.evaluate("deck.view.state.selected")
    rows = _in(kode)
    title, listed = (
        page.inner_text("#sheet h1"),
        page.locator("#sheet section.list li span.clamped").all_inner_texts(),
    )
    assert rows and workspace.current().dataset.wilayah[kode].nama in title
    assert sorted(listed) == sorted(row.program for row in rows)
    pagu = int(re.sub(r"\D", "", page.locator("#sheet .figures dd").last.inner_text()))
    assert pagu == sum(row.pagu or 0 for row in rows)
    assert page.evaluate(FAULTS) == []
    page.keyboard.press("Escape")
    assert page.inner_text("#sheet") == before and page.evaluate("deck.view.state.selected") == ""


def test_the_next_frame_takes_the_words_back(open_deck):
    page = open_deck(flt=EVERYTHING)
    page.evaluate("location.hash = 'kpp-tbl'")
    page.wait_for_function("document.body.dataset.frame === 'kpp-tbl'")
    land(page)
    page.evaluate("deck.view.send('pick', [deck.view.content.rows.find((row) => row.places.length).id])")
    assert page.locator("#sheet .detail li").count() >= 8
    page.keyboard.press("ArrowRight")
    assert page.locator("body.selection").count() == 0 and page.locator("#sheet .detail").count() == 0


def listed(page) -> list[str]:
    return page.locator("#sheet section.list li span.clamped").all_inner_texts()


def open_on(page, flown: str) -> list:
    """Open the words about a desa with programs of several OPD, and give the programs."""
    page.evaluate(f"location.hash = '{flown}'")
    land(page)
    kode = page.evaluate("""() => {
      const opd = (kode) => new Set(
        deck.view.shown.filter(({ places }) => places.some((t) => t.desa === kode)).map(({ row }) => row.opd));
      return deck.view.desa.map(({ kode }) => kode).find((kode) => opd(kode).size > 1);
    }""")
    page.evaluate("(kode) => deck.view.send('pick', [kode])", kode)
    assert sorted(listed(page)) == sorted(row.program for row in _in(kode))
    return _in(kode)


def test_the_legend_narrows_what_is_listed_down_as_it_does_the_map(open_deck):
    page = open_deck(flt=EVERYTHING)
    rows = open_on(page, "kpp-tbl")
    kept = rows[0].kode_opd
    page.evaluate("(kode) => deck.view.toggleOpd(kode)", kept)
    assert sorted(listed(page)) == sorted(row.program for row in rows if row.kode_opd == kept)
    page.evaluate("(kode) => deck.view.toggleOpd(kode)", kept)
    assert sorted(listed(page)) == sorted(row.program for row in rows)
    page.get_by_role("button", name="Tutup").click()
    assert page.locator("body.selection").count() == 0 and page.evaluate("deck.view.state.selected") == ""


def test_what_somebody_reads_stays_open_when_new_content_arrives(open_deck):
    page = open_deck(flt=EVERYTHING)
    rows = open_on(page, "kpp-tbl")
    arrive = """(without) => {
      const content = structuredClone(deck.view.content);
      content.revisi += 1;
      for (const row of content.rows) row.places = without.includes(row.id) ? [] : row.places;
      deck.receive({ order: deck.frames.map(({ id }) => id), frames: {}, content });
    }"""
    page.evaluate(arrive, [rows[0].id])
    shorter = "(count) => document.querySelectorAll('#sheet section.list li').length === count"
    page.wait_for_function(shorter, arg=len(rows) - 1)
    assert sorted(listed(page)) == sorted(row.program for row in rows[1:])
    assert page.evaluate("deck.view.state.selected") and page.locator("body.selection").count() == 1


@pytest.mark.parametrize("scheme", SCHEMES)
def test_it_can_be_read_on_the_first_frame_too(open_deck, scheme):
    page = open_deck(flt=EVERYTHING, color_scheme=scheme)
    page.evaluate("deck.view.send('pick', [deck.view.content.rows.find((row) => row.places.length).id])")
    assert page.evaluate("document.body.dataset.kind") == "pembuka" and page.locator("#sheet .detail li").count() >= 8
    assert grave(page) == []
