"""Peta, the home page: filter, figures, map, cards, panel and table of one and the same choice."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo import analysis, frames, text, workspace
from tkpkp_geo.mapping import base, layers
from tkpkp_geo.model import Dataset, Filter
from tkpkp_geo.ui import cards, figures, filters, panel, state, table

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
        _heading(dataset, flt, rows)
        _notices(dataset, flt)
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
    words = " · ".join(frames.filter_words(dataset, flt, most=4)) or "Tanpa saringan"
    st.html(f'<p class="kaki">{panel.safe(words)} · {text.BATAS} · {text.KEANGGOTAAN_DESA}</p>')
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


def _heading(dataset: Dataset, flt: Filter, rows: tuple) -> None:
    day = analysis.data_date((*rows, *analysis.unplaced(dataset, flt)))
    with st.container(key="kepala", horizontal=True, vertical_alignment="center"):
        st.html(figures.brand(dataset.revisi, day), width="stretch")
        st.link_button(
            "Presentasikan", f"presentasi?{urlencode(flt.to_query())}", icon=":material/slideshow:", type="primary"
        )
    hidden = 0 if flt.tampil else analysis.hidden(dataset, flt)
    total = analysis.totals(frames.in_view(dataset, flt))
    if not (hidden or flt.tampil or total.contoh or total.belum_terverifikasi):
        return
    with st.container(key="pita" if total.contoh else "pita-resmi", horizontal=True, vertical_alignment="center"):
        st.html(figures.ribbon(total, hidden), width="stretch")
        label = "Tampilkan semua" if hidden else "Hanya yang resmi dan terverifikasi"
        st.button(label, on_click=state.show_everything, args=(bool(hidden),), key="saklar-tampil")


def _notices(dataset: Dataset, flt: Filter) -> None:
    if flt.id:
        with st.container(key="pita-pilihan", horizontal=True, vertical_alignment="center"):
            st.html(f"<p>Hanya {text.angka(len(flt.id))} program yang dipilih dari halaman lain.</p>", width="stretch")
            st.button("Tampilkan juga yang lain", on_click=state.release, key="lepas-pilihan")
    unknown = state.unknown_parts(flt)
    if unknown:
        names = ", ".join(key if value is None else f"{key}={value}" for key, value in unknown)
        st.warning("Bagian tautan ini tidak dikenal dan diabaikan: " + text.markdown(names))
    if dataset.problems:
        with st.expander(f"{len(dataset.problems)} masalah pada data perlu diperbaiki", icon=":material/report:"):
            st.html("<ul>" + "".join(f"<li>{panel.safe(str(item))}</li>" for item in dataset.problems) + "</ul>")
