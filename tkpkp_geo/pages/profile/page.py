"""Profil: one kawasan on one screen and on paper, of the same choice as the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis.profile.build_profile import build_profile
from tkpkp_geo.analysis.profile.profile_records import Profile
from tkpkp_geo.analysis.view_words import format_filter_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.profile import body, edit
from tkpkp_geo.pages.shared import account, filter_panel, links, messages, page_head, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_empty, draw_html
from tkpkp_geo.store import rights

PAGE = "profil"
CHOSEN = "kawasan_profil"
KEYS: view_state.ViewKeys = {CHOSEN: ("", lambda dataset, value: value in dataset.kawasan_by_kode)}
_FOLLOWED = "profile_filter"


def render() -> None:
    """Draw the page."""
    space = workspace.current()
    dataset = space.dataset
    view_state.begin(dataset, PAGE, KEYS)
    flt = view_state.current_filter(dataset)
    filter_panel.draw_filter_panel(dataset, flt)
    if not dataset.kawasan:
        draw_html(Markup('<div class="page-title"><h1>Profil kawasan</h1></div>'))
        draw_empty("Belum ada kawasan.")
        return
    _settle(dataset, flt)
    with st.container(key="profile-head", horizontal=True, vertical_alignment="center"):
        title = st.container(width="stretch")
        st.pills(
            "Kawasan",
            list(dataset.kawasan_by_kode),
            key=CHOSEN,
            required=True,
            label_visibility="collapsed",
            format_func=lambda item: text.escape_markdown(dataset.area_name(item)),
            width="content",
        )
        kode: str = st.session_state[CHOSEN]
        shown = build_profile(dataset, flt, kode)
        links.draw_link("Buka di peta", "peta", shown.flt.to_query(), icon=":material/map:")
        component("print")(data={}, key="print")
    words, theme = _words(dataset, flt, shown), view_state.theme()
    with title:
        draw_html(body.build_title(dataset, shown, words, theme))
    page_head.draw_ribbon(dataset, shown.flt, shown.totals)
    page_head.draw_notices(dataset, flt)
    messages.draw_messages(PAGE)
    draw_html(body.build_body(space, shown, words, theme))
    if rights.may_write(account.current(), "tonggak"):
        with st.expander("Kelola tonggak dan indeks", icon=":material/edit_note:"):
            edit.draw_editor(PAGE, dataset, kode)
    view_state.finish(flt, PAGE, KEYS)


def _settle(dataset: Dataset, flt: Filter) -> None:
    """Say which kawasan the page shows: the one that was chosen here, unless the filter has moved away from it."""
    session = st.session_state
    moved = session.get(_FOLLOWED, flt.kawasan) != flt.kawasan
    if flt.kawasan and (moved or not session.get(CHOSEN)) and session.get(CHOSEN) not in flt.kawasan:
        session[CHOSEN] = flt.kawasan[0]
    elif session.get(CHOSEN) not in dataset.kawasan_by_kode:
        session[CHOSEN] = dataset.kawasan[0].kode_kawasan
    session[_FOLLOWED] = flt.kawasan


def _words(dataset: Dataset, flt: Filter, profile: Profile) -> str:
    """Say the filter in words; the kawasan is the page's own choice and stands in its title."""
    keys = format_filter_words(dataset, replace(flt, kawasan=()), most=4)
    if flt.kawasan and profile.kawasan.kode_kawasan not in flt.kawasan:
        keys.append("saringan kawasan tidak berlaku di sini")
    return " · ".join(keys) or "Tanpa saringan"
