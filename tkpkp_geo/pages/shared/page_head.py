"""What every page under the filter says of its data: head, ribbon, what needs attention, and the foot."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis import select, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.shared import figures, view_state
from tkpkp_geo.pages.shared.markup import build_list, draw_html


def draw_heading(dataset: Dataset, flt: Filter, title: str) -> None:
    """Draw the head of a page under the filter: its title, the filter in words, ribbon and notices."""
    view_facts = select.build_view_facts(dataset, flt)
    brand = figures.build_brand(dataset, view_facts.latest, title)
    draw_html(
        Markup('<div class="filter-head">{}<p class="filter">{}</p></div>').format(
            brand, format_filter_line(dataset, flt)
        )
    )
    draw_ribbon(dataset, flt, view_facts)
    draw_notices(dataset, flt)


def draw_ribbon(dataset: Dataset, flt: Filter, counted: select.ViewFacts | select.Totals) -> None:
    """Say what is in view besides what stands, or how much is kept out of it, with the switch between the two."""
    hidden = 0 if flt.tampil else select.count_hidden(dataset, flt)
    if not (hidden or flt.tampil or counted.samples or counted.unverified):
        return
    draw_switch(_build_ribbon_words(counted, hidden), bool(counted.samples), everything=bool(hidden))


def _build_ribbon_words(counted: select.ViewFacts | select.Totals, hidden: int) -> Markup:
    if hidden:
        return Markup(
            "<p>Data resmi yang terverifikasi. {} program lain "
            "(contoh, belum terverifikasi, atau batal) tidak ditampilkan.</p>"
        ).format(text.format_number(hidden))
    words: list[str] = []
    if counted.samples:
        sample = Markup("<b>{}</b> — sebagian baris adalah contoh, bukan data resmi.").format(text.SAMPLE_DATA)
        words.append(sample)
    if counted.unverified:
        words.append(f"{text.format_number(counted.unverified)} program belum terverifikasi.")
    return Markup("<p>{}</p>").format(Markup(" ").join(words) or "Semua program ditampilkan.")


def draw_switch(words: Markup, sample: bool, everything: bool) -> None:
    """Draw the ribbon: its words, and the button that shows everything or only what stands."""
    with st.container(key="ribbon" if sample else "ribbon-official", horizontal=True, vertical_alignment="center"):
        draw_html(words)
        label = "Tampilkan semua" if everything else "Hanya yang resmi dan terverifikasi"
        st.button(label, on_click=view_state.show_everything, args=(everything,), key="show-switch")


def draw_notices(dataset: Dataset, flt: Filter) -> None:
    """Say that only picked programs are shown, what a link asked for in vain, and what is wrong with the data."""
    if flt.id:
        with st.container(key="ribbon-selection", horizontal=True, vertical_alignment="center"):
            count = text.format_number(len(flt.id))
            draw_html(Markup("<p>Hanya {} program yang dipilih dari halaman lain.</p>").format(count))
            st.button("Tampilkan juga yang lain", on_click=view_state.release_programs, key="release-selection")
    unknown = view_state.find_unknown_parts(flt)
    if unknown:
        names = ", ".join(key if value is None else f"{key}={value}" for key, value in unknown)
        st.warning("Bagian tautan ini tidak dikenal dan diabaikan: " + text.escape_markdown(names))
    if dataset.problems:
        with st.expander(f"{len(dataset.problems)} masalah pada data perlu diperbaiki", icon=":material/report:"):
            draw_html(build_list(map(str, dataset.problems)))


def format_filter_line(dataset: Dataset, flt: Filter) -> str:
    """Say the filter in one line."""
    return " · ".join(view_words.format_filter_words(dataset, flt, most=4)) or "Tanpa saringan"


def build_foot(dataset: Dataset, flt: Filter) -> Markup:
    """Give the last line of a page: filter and sources."""
    news = [text.MEMBERSHIP_SOURCE] if view_words.rests_on_news(dataset) else []
    parts = (format_filter_line(dataset, flt), dataset.province.boundary_credit, *news)
    return Markup('<p class="foot">{}</p>').format(" · ".join(parts))
