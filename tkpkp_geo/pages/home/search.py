"""The search in the head of the page: a desa, kecamatan, kawasan, OPD or program by its name."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st

from tkpkp_geo.analysis.search import Kind, find_kawasan_of_areas
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.visibility import is_shown, keep_standing
from tkpkp_geo.pages.shared import view_state
from tkpkp_geo.pages.shared.component import component, sent_value


def draw_search(dataset: Dataset, flt: Filter) -> None:
    """Draw the field; the browser asks the server itself, and only what is chosen comes here."""

    def take_choice() -> None:
        kind, _, kode = sent_value("search", "pick").partition(":")
        open_hit(dataset, kind, kode)

    # Which programs the view lists is all that an answer depends on.
    data = {"query": urlencode(keep_standing(flt).to_query())}
    component("search")(data=data, key="search", on_pick_change=take_choice)


def open_hit(dataset: Dataset, kind: str, kode: str) -> None:
    """Show what was chosen (in a callback); what the data no longer has is passed over."""
    if kind == Kind.KAWASAN and kode in dataset.kawasan_by_kode:
        view_state.open_kawasan(kode)
    elif kind in (Kind.DESA, Kind.KECAMATAN) and (kawasan := find_kawasan_of_areas(dataset).get(kode)):
        view_state.open_place(kode, [kawasan])
    elif kind == Kind.OPD and kode in dataset.opd_by_kode:
        st.session_state.opd = [kode]
        st.session_state.pilih = ""
    elif kind == Kind.PROGRAM and kode in dataset.position:
        _open_program(dataset, dataset.intervensi[dataset.position[kode]])


def _open_program(dataset: Dataset, row: Intervensi) -> None:
    flt = view_state.current_filter(dataset)
    if not is_shown(row, replace(flt, kawasan=(), kecamatan=())):
        # Whatever else is asked for would keep it off the map and out of the table.
        view_state.set_filter(replace(keep_standing(flt), kawasan=flt.kawasan, kecamatan=flt.kecamatan))
    kawasan = [item.kode_kawasan for item in dataset.kawasan if item.kode_kawasan in row.kawasan]
    if kawasan:
        view_state.open_place(row.id, kawasan)
    else:
        st.session_state.pilih = row.id
