"""The folium map: constant whatever the view, nothing from another host."""

from __future__ import annotations

from streamlit_folium import _get_feature_group_string, _get_map_string, generate_js_hash

from tkpkp_geo import workspace
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.webmap import page_map as webmap_page_map
from tkpkp_geo.webmap import payload


def rendered(flt: Filter) -> tuple[str, str]:
    state = payload.view_state(workspace.current().dataset, flt, payload.MapView())
    page_map = webmap_page_map.build_page_map(workspace.current().boundaries)
    page_map.get_root().render()
    script = _get_map_string(page_map)
    return script, _get_feature_group_string(webmap_page_map.view_overlay(state), page_map)


def test_the_map_itself_never_changes_with_the_filter():
    one, other = rendered(Filter()), rendered(Filter(opd=("DISPAR",), kawasan=("KPP-TBL",)))
    assert generate_js_hash(one[0], "peta") == generate_js_hash(other[0], "peta")
    assert one[1] != other[1]


def test_a_filter_costs_little():
    assert len(rendered(Filter())[1]) < 2_000


def test_every_script_and_stylesheet_is_our_own_route():
    links = [link for _, link in webmap_page_map.PageMap.default_js + webmap_page_map.PageMap.default_css]
    assert all(link.startswith("../../aset/") for link in links) and len(links) == 2
