"""What lies where somebody clicked on the map of the presentation, also of one that was saved."""

from __future__ import annotations

import re

import pytest

from tests.browser.decks import FAULTS, SIZES
from tests.browser.flights import land
from tkpkp_geo import workspace
from tkpkp_geo.model import Filter

EVERYTHING = Filter(tampil=("semua",))
# A desa of the frame's kawasan with programs in it, and where its symbols stand.
SYMBOL = """() => {
  const box = document.querySelector(".leaflet-simbol-pane .leaflet-marker-icon").getBoundingClientRect();
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
    before = page.inner_text("#lembar")
    page.mouse.click(*page.evaluate(SYMBOL))
    page.wait_for_selector("body.pilihan")
    kode = page.evaluate("dek.peta.state.pilih")
    rows = _in(kode)
    title, listed = page.inner_text("#lembar h1"), page.locator("#lembar section.list li span.jepit").all_inner_texts()
    assert rows and workspace.current().dataset.wilayah[kode].nama in title
    assert sorted(listed) == sorted(row.program for row in rows)
    pagu = int(re.sub(r"\D", "", page.locator("#lembar .angka dd").last.inner_text()))
    assert pagu == sum(row.pagu or 0 for row in rows)
    assert page.evaluate(FAULTS) == []
    page.keyboard.press("Escape")
    assert page.inner_text("#lembar") == before and page.evaluate("dek.peta.state.pilih") == ""


def test_the_next_frame_takes_the_words_back(open_deck):
    page = open_deck(flt=EVERYTHING)
    page.evaluate("location.hash = 'kpp-tbl'")
    page.wait_for_function("document.body.dataset.frame === 'kpp-tbl'")
    land(page)
    page.evaluate("dek.peta.kirim('pilih', [dek.peta.isi.rows.find((row) => row.tempat.length).id])")
    assert page.locator("#lembar .rinci li").count() >= 8
    page.keyboard.press("ArrowRight")
    assert page.locator("body.pilihan").count() == 0 and page.locator("#lembar .rinci").count() == 0
