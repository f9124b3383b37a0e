"""The saved presentation holds exactly the programs of its filter, read back from the page as a browser would."""

from __future__ import annotations

import base64
import json
import re

from tests.support import sample_packets
from tests.support.expected_rows import expected
from tkpkp_geo import workspace
from tkpkp_geo.export import deck


def _data(page: str) -> dict:
    found = re.search(r'<script type="application/json" id="data">(.*?)</script>', page, re.DOTALL)
    return json.loads(found[1])


def _rows(data: dict, frame: str) -> list[dict]:
    state = data["frames"][frame]["state"]
    bits = base64.b64decode(state["mask"])
    opd = {number for number, item in enumerate(data["content"]["opd"]) if item["kode"] in state["opd"]}
    return [
        row
        for number, row in enumerate(data["content"]["rows"])
        if bits[number >> 3] & 128 >> (number & 7) and (not opd or row["opd"] in opd)
    ]


def test_totals_of_any_filter_equal_the_data():
    dataset = workspace.current().dataset
    for flt in sample_packets.random_filters(dataset, 50):
        rows = expected(dataset, flt).rows
        found = _rows(
            _data(deck.render_deck(dataset, workspace.current().boundaries, flt, sample_packets.TODAY)), "provinsi"
        )
        assert {row["id"] for row in found} == {row.id for row in rows}, flt
        assert sum(row["pagu"] or 0 for row in found) == sum(row.pagu or 0 for row in rows)
        assert all(("contoh" in row["marks"]) == (row["id"] in {r.id for r in rows if r.contoh}) for row in found)


def test_it_fits_on_any_stick_with_five_hundred_long_names():
    space = workspace.current()
    page = deck.render_deck(
        sample_packets.crowded(space.dataset), space.boundaries, sample_packets.EVERYTHING, sample_packets.TODAY
    )
    assert len(page.encode()) < 5_000_000
