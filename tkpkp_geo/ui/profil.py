"""Profil: one kawasan on one screen and on paper, of the same choice as the map."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from tkpkp_geo import text, workspace
from tkpkp_geo.frames import wording
from tkpkp_geo.model import Dataset, Filter
from tkpkp_geo.profile import Profile, profile
from tkpkp_geo.store import rights
from tkpkp_geo.ui import account, editing, filters, menuju, pita, profil_isi, profil_kelola, state
from tkpkp_geo.ui.component import component

PAGE = "profil"
CHOSEN = "kawasan_profil"
KEYS: state.ViewKeys = {CHOSEN: ("", lambda dataset, value: value in dataset.kawasan_by_kode)}
_FOLLOWED = "profil_saringan"


def render() -> None:
    """Draw the page."""
    space = workspace.current()
    dataset = space.dataset
    state.begin(dataset, PAGE, KEYS)
    flt = state.current_filter(dataset)
    filters.render(dataset, flt)
    if not dataset.kawasan:
        st.html('<div class="judul-halaman"><h1>Profil kawasan</h1></div><p class="kosong">Belum ada kawasan.</p>')
        return
    _settle(dataset, flt)
    with st.container(key="kepala-profil", horizontal=True, vertical_alignment="center"):
        title = st.container(width="stretch")
        kode = st.pills(
            "Kawasan", list(dataset.kawasan_by_kode), key=CHOSEN, required=True, label_visibility="collapsed",
            format_func=lambda item: text.markdown(dataset.nama_wilayah(item)), width="content",
        )  # fmt: skip
        found = profile(dataset, flt, kode)
        menuju.link("Buka di peta", "peta", found.flt.to_query(), icon=":material/map:")
        component("cetak")(data={}, key="cetak")
    words, theme = _words(dataset, flt, found), state.theme()
    with title:
        st.html(profil_isi.title(dataset, found, words, theme))
    pita.ribbon(dataset, found.flt, found.totals)
    pita.notices(dataset, flt)
    editing.news(PAGE)
    st.html(profil_isi.body(space, found, words, theme))
    if rights.may_write(account.current(), "tonggak"):
        with st.expander("Kelola tonggak dan indeks", icon=":material/edit_note:"):
            profil_kelola.draw(PAGE, dataset, kode)
    state.finish(flt, PAGE, KEYS)


def _settle(dataset: Dataset, flt: Filter) -> None:
    """Say which kawasan the page shows: the one that was chosen here, unless the filter has moved to another one."""
    session = st.session_state
    moved = session.get(_FOLLOWED, flt.kawasan) != flt.kawasan
    if len(flt.kawasan) == 1 and (moved or not session.get(CHOSEN)):
        session[CHOSEN] = flt.kawasan[0]
    elif session.get(CHOSEN) not in dataset.kawasan_by_kode:
        session[CHOSEN] = dataset.kawasan[0].kode_kawasan
    session[_FOLLOWED] = flt.kawasan


def _words(dataset: Dataset, flt: Filter, found: Profile) -> str:
    """Say the filter in words; the kawasan is the page's own choice and stands in its title."""
    keys = wording.filter_words(dataset, replace(flt, kawasan=()), most=4)
    if flt.kawasan and found.kawasan.kode_kawasan not in flt.kawasan:
        keys.append("saringan kawasan tidak berlaku di sini")
    return " · ".join(keys) or "Tanpa saringan"
