"""Peta, the home page: filter, figures, map, cards, panel and table of one and the same choice."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.home import cards, panel, search
from tkpkp_geo.pages.shared import figures, filter_panel, links, page_head, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.webmap import page_map, payload

_MAP_HEIGHT = 620  # px, before the stylesheet fits it to the window


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    view_state.begin(dataset)
    flt = view_state.current_filter(dataset)
    rows = select.select_programs(dataset, flt)
    view = view_state.build_view(flt)
    top = st.container(key="top")
    left, right = st.columns([2.6, 1], gap="small")
    with left:
        numbers = st.container(key="figures")
        with st.container(key="box-map"):
            # The map is sent before anything else: its frame has the longest way to go.
            _draw_map(dataset, flt, view)
    filter_panel.draw_filter_panel(dataset, flt)
    with top:
        _draw_heading(dataset, flt)
        page_head.draw_notices(dataset, flt)
    with numbers:
        figures.draw_figures(dataset, flt, rows)
    with right, st.container(key="right"):
        if view.selected:
            panel.draw_selection(dataset, flt, view, rows)
        filter_panel.draw_measure_choice()
        cards.draw_cards(dataset, flt, view, rows)
        if not view.selected:
            panel.draw_selection(dataset, flt, view, rows)
        panel.draw_unplaced(dataset, flt)
    _draw_table(dataset, flt, len(rows))
    draw_html(page_head.build_foot(dataset, flt))
    view_state.finish(flt)


def _draw_map(dataset: Dataset, flt: Filter, view: payload.MapView) -> None:
    st_folium(
        page_map.build_page_map(workspace.current().boundaries),
        key=view_state.MAP_KEY,
        height=_MAP_HEIGHT,
        use_container_width=True,
        feature_group_to_add=page_map.view_overlay(payload.view_state(dataset, flt, view)),
        returned_objects=["selected_tags"],
        on_change=lambda: view_state.take_map_message(dataset),
    )


def _draw_heading(dataset: Dataset, flt: Filter) -> None:
    view_facts = select.build_view_facts(dataset, flt)
    with st.container(key="head", horizontal=True, vertical_alignment="center"):
        links.draw_way_back()
        draw_html(figures.build_brand(dataset, view_facts.latest))
        search.draw_search(dataset, flt)
        st.link_button(
            "Presentasikan", f"presentasi?{urlencode(flt.to_query())}", icon=":material/slideshow:", type="primary"
        )
    page_head.draw_ribbon(dataset, flt, view_facts)


def _draw_table(dataset: Dataset, flt: Filter, count: int) -> None:
    """Draw the programs of the filter: the browser holds all rows and is told which to show; a click selects one."""
    cancelled = len(select.find_cancelled(dataset, flt))

    def take_selection() -> None:
        st.session_state.pilih = st.session_state.table.get("pick") or ""

    data = {
        "revisi": dataset.revisi,
        "mask": payload.mask_text(build_filter_index(dataset).listed(flt)),
        "title": f"Daftar program ({count})" + (f" · {cancelled} dibatalkan, tidak dihitung" if cancelled else ""),
        "query": urlencode(flt.to_query()),
        "selected": st.session_state.get("pilih", ""),
    }
    component("table")(data=data, key="table", on_pick_change=take_selection)
