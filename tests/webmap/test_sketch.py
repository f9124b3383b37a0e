"""The drawings on the cards."""

import re

from tkpkp_geo import workspace
from tkpkp_geo.webmap import sketch


def test_every_kawasan_is_drawn_inside_its_square():
    space = workspace.current()
    drawn = sketch.kawasan_sketches(space.dataset, space.boundaries)
    assert {kode: len(item["desa"]) for kode, item in drawn.items()} == {"KPP-BJR": 39, "KPP-TBL": 19, "KPP-TNB": 13}
    for item in drawn.values():
        numbers = [int(n) for desa in item["desa"] for n in re.findall(r"\d+", desa["d"])]
        assert min(numbers) >= 0 and max(numbers) <= sketch.SIZE
        assert item["outline"].startswith("M") and item["outline"].endswith("Z")


def test_drawings_are_light_enough_to_send():
    space = workspace.current()
    drawn = sketch.kawasan_sketches(space.dataset, space.boundaries)
    assert sum(len(desa["d"]) for item in drawn.values() for desa in item["desa"]) < 30_000
