"""The three kawasan cards: a drawing, the figures, and what is missing. A click opens the kawasan."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi, Kawasan
from tkpkp_geo.meeting.frames.frame_wording import format_shortfalls_in_short
from tkpkp_geo.pages.shared import view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.webmap import payload


def draw_cards(dataset: Dataset, flt: Filter, view: payload.MapView, rows: tuple[Intervensi, ...]) -> None:
    """Draw the cards; a kawasan that the filter leaves out stays there to be opened, without figures."""
    ends, classes = payload.desa_classes(dataset, flt, view.measure)
    data = {
        "revisi": dataset.revisi,
        "theme": view.theme,
        "title": style.per_desa(view.measure),
        "legend": list(style.legend_labels(view.measure, ends)),
        "ramp": style.ramp(_find_shade(dataset, flt, view.theme), style.THEMES[view.theme]["land"]),
        "cards": [
            _build_card(dataset, flt, rows, item) | {"classes": _format_classes(dataset, classes, item.kode_kawasan)}
            for item in dataset.kawasan
        ],
    }

    def open_chosen() -> None:
        view_state.open_kawasan(st.session_state.cards.get("open") or "")

    component("cards")(data=data, key="cards", on_open_change=open_chosen)


def _find_shade(dataset: Dataset, flt: Filter, theme: str) -> str:
    """Find the colour whose shades the legend shows: that of the one kawasan in view, else no kawasan's own."""
    shown = [number for number, item in enumerate(dataset.kawasan) if select.shows_kawasan(flt, item)]
    if len(shown) != 1:
        return style.THEMES[theme]["ink"]
    colours = style.kawasan_colours(shown[0])
    return colours.strong if theme == "light" else colours.light


def _format_classes(dataset: Dataset, classes: dict[str, int], kode_kawasan: str) -> str:
    """Give the classes in the order of the drawing's desa."""
    return "".join(str(classes[d.kode_desa]) for d in dataset.kawasan_desa if d.kode_kawasan == kode_kawasan)


def _build_card(dataset: Dataset, flt: Filter, rows: tuple[Intervensi, ...], item: Kawasan) -> dict[str, object]:
    summary = select.build_kawasan_summary(dataset, rows, item.kode_kawasan, flt)
    in_filter = select.shows_kawasan(flt, item)
    total = summary.totals
    return {
        "kode": item.kode_kawasan,
        "open": flt.kawasan == (item.kode_kawasan,),
        "figures": [
            [str(total.program), "program"],
            [str(total.opd), "OPD"],
            [text.format_rupiah(total.pagu), "pagu"],
        ]
        if in_filter
        else [],
        "lacking": format_shortfalls_in_short(dataset, flt, summary) if in_filter else [],
        "short": not in_filter,
    }
