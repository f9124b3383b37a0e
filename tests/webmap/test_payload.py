"""What the browser is told: rows, places, and views that agree with the analysis."""

from __future__ import annotations

import base64

import numpy as np
import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel
from tkpkp_geo.webmap import payload as webmap_payload


@pytest.fixture(scope="module")
def space():
    return workspace.current()


@pytest.fixture(scope="module")
def payload(space):
    return webmap_payload.rows_payload(space.dataset, space.boundaries)


def rows_of(mask: str, count: int) -> np.ndarray:
    return np.unpackbits(np.frombuffer(base64.b64decode(mask), dtype=np.uint8))[:count].astype(bool)


def test_rows_keep_the_order_of_the_dataset(space, payload):
    assert [row["id"] for row in payload["rows"]] == [row.id for row in space.dataset.intervensi]
    assert [len(row["places"]) for row in payload["rows"]] == [len(row.lokus) for row in space.dataset.intervensi]


def test_a_point_is_drawn_where_it_is_and_an_area_at_its_label_point(space, payload):
    for row, told in zip(space.dataset.intervensi, payload["rows"], strict=True):
        for place, drawn in zip(row.lokus, told["places"], strict=True):
            if place.tingkat is AreaLevel.TITIK:
                assert (drawn["lon"], drawn["lat"]) == (place.lon, place.lat)
            elif place.tingkat in (AreaLevel.DESA, AreaLevel.KECAMATAN):
                area = space.dataset.wilayah[place.kode]
                assert (drawn["lon"], drawn["lat"]) == (area.lon, area.lat)
            else:
                assert drawn["desa"] is None and drawn["kec"] is None


@pytest.mark.parametrize("flt", [Filter(), Filter(opd=("DISPAR",), tahun=("2026",)), Filter(kawasan=("KPP-BJR",))])
def test_view_leaves_the_choice_of_opd_to_the_browser(space, flt):
    state = webmap_payload.view_state(space.dataset, flt, webmap_payload.MapView())
    mask = rows_of(state["mask"], len(space.dataset.intervensi))
    chosen = [
        row
        for row, shown in zip(space.dataset.intervensi, mask, strict=True)
        if shown and (not state["opd"] or row.kode_opd in state["opd"])
    ]
    assert chosen == list(select.select_programs(space.dataset, flt))


@pytest.mark.parametrize("count", [1, 7, 8, 9, 300])
def test_mask_survives_its_text_form(count):
    mask = np.random.default_rng(7).random(count) > 0.5
    assert (rows_of(webmap_payload.mask_text(mask), count) == mask).all()


def test_classes_and_legend_speak_of_the_same_measure(space):
    for measure in ("program", "opd", "pagu", "realisasi"):
        state = webmap_payload.view_state(space.dataset, Filter(), webmap_payload.MapView(measure=measure))
        assert len(state["classes"]) == 71
        assert max(int(digit) for digit in state["classes"]) < len(state["legend"]["classes"]) <= 5


def test_kawasan_bounds_hold_their_label_point(payload):
    for kawasan in payload["kawasan"]:
        (south, west), (north, east) = kawasan["bounds"]
        assert south < kawasan["lat"] < north and west < kawasan["lon"] < east
