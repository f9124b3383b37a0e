"""The filter panel: one group of pills a key, each bound to the session by the key's own name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import quote

import streamlit as st

from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter, filter_values
from tkpkp_geo.domain.visibility import keep_standing
from tkpkp_geo.pages.shared import view_state

RARER = ("status", "dana", "data", "verifikasi")


def draw_filter_panel(dataset: Dataset, flt: Filter) -> None:
    """Draw the panel in the sidebar; `flt` is what the session holds before the widgets are drawn."""
    values = filter_values(dataset)
    counts = build_filter_index(dataset).counts(flt, "opd")
    # An OPD whose programs are all kept out of view is no choice, unless it is chosen already.
    present = build_filter_index(dataset).counts(keep_standing(flt), "opd")
    listed_opd = [item for item in dataset.opd_active if present[item.kode_opd] or item.kode_opd in flt.opd]
    names = {
        item.kode_opd: f"![](aset/simbol/{quote(item.kode_opd)}.svg) {text.escape_markdown(item.nama_pendek)}"
        for item in listed_opd
    }

    def format_area(kode: str) -> str:
        return text.escape_markdown(dataset.area_name(kode))

    def choice_namer(daftar: str) -> Callable[[str], str]:
        return lambda kode: text.escape_markdown(dataset.choice_name(daftar, kode))

    with st.sidebar:
        with st.container(horizontal=True, vertical_alignment="center", horizontal_alignment="distribute"):
            st.markdown("### Saring")
            st.button("Atur ulang", on_click=view_state.reset_filter, type="tertiary", icon=":material/restart_alt:")
        _draw_pills("kawasan", values["kawasan"], format_area)
        _draw_pills("kecamatan", values["kecamatan"], format_area)
        _draw_pills("opd", list(names), lambda kode: f"{names[kode]} **{counts[kode]}**")
        _draw_pills("tahun", values["tahun"], str)
        _draw_pills("fungsi", values["fungsi"], choice_namer("fungsi"))
        in_use = any(getattr(flt, key) for key in RARER)
        rarer = st.expander("Saringan lain", expanded=in_use, on_change="rerun", key="other_filters")
        # While it is closed its widgets would cost a tenth of what each click sends.
        if rarer.open or in_use:
            with rarer:
                _draw_pills("status", values["status"], choice_namer("status"))
                _draw_pills("dana", values["dana"], choice_namer("dana"))
                _draw_pills("data", values["data"], text.DATA_LABELS.__getitem__)
                _draw_pills("verifikasi", values["verifikasi"], text.VERIFIKASI_LABELS.__getitem__)


def _draw_pills(key: str, options: Iterable[str], name: Callable[[str], str]) -> None:
    st.pills(text.FILTER_LABELS[key], options, selection_mode="multi", format_func=name, key=key)


def draw_measure_choice() -> None:
    """Draw the choice of what shades the desa."""
    st.pills(
        "Warna desa menurut", list(style.MEASURES), format_func=style.MEASURES.__getitem__, key="ukuran", required=True
    )
