"""What the browser is told of the extra layers."""

from __future__ import annotations

from dataclasses import replace

from tkpkp_geo import workspace
from tkpkp_geo.domain import style
from tkpkp_geo.domain.records import LayerKind, MapLayer
from tkpkp_geo.webmap import page_map, payload

SUNGAI = MapLayer("sungai", "Sungai", "biru", 3.0, True, 1, LayerKind.GARIS, "BWS", "", "abcd")
SEKOLAH = MapLayer("sekolah", "Sekolah", "warna lama", 2.0, False, 2, LayerKind.TITIK, "", "", "ef01")


def test_layers_travel_with_the_rows_in_their_order_without_their_content():
    space = workspace.current()
    dataset = replace(space.dataset, lapisan=(SUNGAI, SEKOLAH))
    told = payload.rows_payload(dataset, space.boundaries)["layers"]
    assert [(item["kode"], item["jenis"], item["tampil"], item["sidik"]) for item in told] == [
        ("sungai", "garis", True, "abcd"),
        ("sekolah", "titik", False, "ef01"),
    ]
    assert told[0]["warna"] == style.LAYER_COLOURS["biru"]


def test_a_colour_that_is_no_longer_known_is_drawn_grey():
    assert style.layer_colours(SEKOLAH.warna) == style.LAYER_COLOURS["abu"]


def test_only_the_page_has_an_address_to_fetch_layers_from():
    assert page_map.page_config(workspace.province())["sources"]["layers"] == "../../api/lapisan/"
    assert "sources" not in page_map.map_config(workspace.province())
