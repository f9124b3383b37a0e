"""The presentation's page: one file, typed text stays text, nothing from outside."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import deck
from tkpkp_geo.store.boundaries import Boundaries

TODAY = "2026-11-24"
TYPED = "<img src=x onerror=alert(1)>", "</script><script>alert(2)</script>", "<!-- <script>"


@pytest.fixture(scope="module")
def space():
    return workspace.current()


def data_of(page: str) -> dict:
    return json.loads(re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.S)[1])


def served(space) -> str:
    drawn = deck.deck_content(space.dataset, space.boundaries, Filter(), TODAY)
    return deck.render_deck_page(space.dataset, space.boundaries, drawn, font="aset/huruf.woff2")


def test_typed_text_never_becomes_markup(space):
    rows = [replace(row, program=TYPED[i % 3]) for i, row in enumerate(space.dataset.intervensi)]
    page = deck.render_deck(
        replace(space.dataset, intervensi=tuple(rows)), space.boundaries, Filter(), TODAY, [("opd", TYPED[1])]
    )
    assert not any(typed in page for typed in TYPED)
    plain = deck.render_deck(space.dataset, space.boundaries, Filter(), TODAY)
    assert page.count("<script") == plain.count("<script") and page.count("</script") == plain.count("</script")
    data = data_of(page)
    assert {row["program"] for row in data["content"]["rows"]} == set(TYPED)
    assert any(TYPED[1] in line["text"] for part in data["frames"]["pembuka"]["sections"] for line in part["lines"])


def test_page_needs_nothing_from_outside(space):
    page = deck.render_deck(space.dataset, space.boundaries, Filter(), TODAY)
    assert re.findall(r"""(?:src|href)=["']?(?!data:)[^"'>\s]*//[^"'>\s]*""", page.split("<body>")[0]) == []
    (font,) = re.findall(r"url\(([^)]*)\)", re.search(r"<style>(.*?)</style>", page, re.S)[1])
    assert font.startswith("data:font/woff2;base64,") and font not in served(space)
    assert "sourceMappingURL" not in page
    hosts = set(re.findall(r"https?://([\w.-]+)", page)) - {"www.w3.org", "leafletjs.com"}
    assert hosts == set()  # leafletjs.com is a link in Leaflet's attribution, which this map does not show
    assert "default-src 'none'" in page and '<html lang="id">' in page


def test_page_stays_small(space):
    assert len(served(space).encode()) < 1_000_000
    letters = len(deck.render_deck(space.dataset, space.boundaries, Filter(), TODAY)) - len(served(space))
    assert 0 < letters < 250_000


def test_map_of_each_frame_shows_the_rows_of_its_frame(space):
    data = data_of(deck.render_deck(space.dataset, space.boundaries, Filter(opd=("DISPAR",)), TODAY))
    states = {kode: frame["state"] for kode, frame in data["frames"].items()}
    assert states["kpp-tbl"]["shown"] == {"key": "kpp-tbl", "areas": ["KPP-TBL"]}
    assert states["kpp-tbl"]["kawasan"] == ["KPP-TBL"] and states["opd-dispar"]["opd"] == ["DISPAR"]
    assert states["provinsi"]["shown"]["areas"] == []
    keys = [state["shown"]["key"] for state in states.values()]
    assert len(set(keys)) == len(keys)
    assert data["config"]["tiles"] is None


def test_desa_of_every_kawasan_come_with_their_membership(space):
    data = data_of(deck.render_deck(space.dataset, space.boundaries, Filter(), TODAY))
    desa = data["areas"]["desa"]["features"]
    assert {item["properties"]["kode"] for item in desa} >= {item.kode_desa for item in space.dataset.kawasan_desa}
    assert {item["properties"]["keanggotaan"] for item in desa} == {"menurut berita", "bukan anggota"}


def test_without_boundaries_the_words_remain(space):
    data = data_of(deck.render_deck(space.dataset, Boundaries(space.dataset.province), Filter(), TODAY))
    assert len(data["frames"]) == 8
