"""The table under the map. The browser holds the rows already: it is told which of them to show."""

from __future__ import annotations

from urllib.parse import urlencode

import streamlit as st

from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.webmap.payload import mask_text


def render(dataset: Dataset, flt: Filter, count: int) -> None:
    """Draw the programs of the filter, sortable; a click on a row selects the program."""

    def picked() -> None:
        st.session_state.pilih = st.session_state.tabel.get("pilih") or ""

    data = {
        "revisi": dataset.revisi,
        "mask": mask_text(build_filter_index(dataset).mask(flt)),
        "judul": f"Daftar program ({count})",
        "unduh": urlencode(flt.to_query()),
        "pilih": st.session_state.get("pilih", ""),
    }
    component("table")(data=data, key="tabel", on_pilih_change=picked)
