"""Peta, the home page: filter, figures, map, cards, panel and table of one and the same choice."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo import analysis, workspace
from tkpkp_geo.mapping import base, layers
from tkpkp_geo.model import Dataset, Filter
from tkpkp_geo.ui import cards, figures, filters, menuju, panel, pita, state, table

_MAP_HEIGHT = 620  # px, before the stylesheet fits it to the window


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    state.begin(dataset)
    flt = state.current_filter(dataset)
    rows = analysis.select(dataset, flt)
    view = state.view(flt)
    top = st.container(key="atas")
    left, right = st.columns([2.6, 1], gap="small")
    with left:
        numbers = st.container(key="angka")
        with st.container(key="kotak-peta"):
            # The map is sent before anything else: its frame has the longest way to go.
            _map(dataset, flt, view)
    filters.render(dataset, flt)
    with top:
        _heading(dataset, flt)
        pita.notices(dataset, flt)
    with numbers:
        figures.render(dataset, flt, rows)
    with right, st.container(key="kanan"):
        if view.pilih:
            panel.selection(dataset, flt, view, rows)
        filters.measure()
        cards.render(dataset, flt, view, rows)
        if not view.pilih:
            panel.selection(dataset, flt, view, rows)
        panel.waiting(dataset, flt)
    table.render(dataset, flt, len(rows))
    st.html(pita.foot(dataset, flt))
    state.finish(flt)


def _map(dataset: Dataset, flt: Filter, view: layers.View) -> None:
    st_folium(
        base.page_map(),
        key=state.MAP_KEY,
        height=_MAP_HEIGHT,
        use_container_width=True,
        feature_group_to_add=base.overlay(layers.view_state(dataset, flt, view)),
        returned_objects=["selected_tags"],
        on_change=lambda: state.take_map_message(dataset),
    )


def _heading(dataset: Dataset, flt: Filter) -> None:
    seen = analysis.seen(dataset, flt)
    with st.container(key="kepala", horizontal=True, vertical_alignment="center"):
        menuju.back()
        st.html(figures.brand(dataset.revisi, seen.tanggal), width="stretch")
        st.link_button(
            "Presentasikan", f"presentasi?{urlencode(flt.to_query())}", icon=":material/slideshow:", type="primary"
        )
    pita.ribbon(dataset, flt, seen)
