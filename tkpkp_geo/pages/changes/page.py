"""Perubahan: what changed between two meetings or revisions, by OPD and kawasan, in words and on the map."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from html import escape as safe

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select, view_words
from tkpkp_geo.analysis.compare.other_changes import OTHER_TABLES, find_other_changes
from tkpkp_geo.analysis.compare.program_changes import PROGRAM_TABLE, Comparison, ProgramChange, compare_programs
from tkpkp_geo.analysis.compare.span import Span, is_end
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.pages.changes import change_list, span
from tkpkp_geo.pages.changes.span import PAGE
from tkpkp_geo.pages.meeting import meeting_form
from tkpkp_geo.pages.shared import account, filter_panel, messages, page_head, view_state
from tkpkp_geo.store import rights
from tkpkp_geo.store.records import NetChange
from tkpkp_geo.workspace import Workspace

KEYS: view_state.ViewKeys = {
    "dari": ("", is_end),
    "sampai": ("", is_end),
    "kelompok": ("kawasan", lambda _, value: value in change_list.GROUPS),
}


def render() -> None:
    """Draw the page."""
    space = workspace.current()
    dataset = space.dataset
    view_state.begin(dataset, PAGE, KEYS)
    _hold(dataset)
    flt = view_state.current_filter(dataset)
    filter_panel.render(dataset, flt)
    heading = st.container(key="kepala-perubahan")
    akun = account.current()
    with st.container(key="rentang", horizontal=True, vertical_alignment="bottom"):
        asked = span.choose(space.store, dataset, named=akun is not None)
        if rights.may_write(akun, "rapat"):
            meeting_form.draw(PAGE, dataset)
    messages.draw(PAGE)
    comparison = _comparison(space, asked.dari.revisi, asked.sampai.revisi)
    found = _movements(comparison, flt)
    with heading:
        _heading(dataset, flt, asked)
        _ribbon(comparison, flt, found)
        page_head.notices(dataset, flt)
    span.notes(space.store, asked, comparison)
    if found:
        change_list.draw(dataset, found, now=asked.sampai.revisi == dataset.revisi)
    else:
        _nothing(dataset, flt, asked)
    beside = _net(space, OTHER_TABLES, asked.dari.revisi, asked.sampai.revisi)
    change_list.draw_others(find_other_changes(dataset, beside, flt))
    st.html(f'<p class="kaki">{safe(page_head.words(dataset, flt))} · {text.BOUNDARY_SOURCE}</p>')
    view_state.finish(flt, PAGE, KEYS)


def _hold(dataset: Dataset) -> None:
    """Keep the choices as the viewer's own.

    Streamlit forgets one that is not drawn, and takes one whose label has become another (a newer revision is now)
    for its label. A meeting may be gone with a restored backup.
    """
    for key, (usual, accepts) in KEYS.items():
        value = st.session_state.get(key) or usual
        st.session_state[key] = value if value == usual or accepts(dataset, value) else usual


# What was found between two revisions is asked for at every click: many programs take a second to read.
@lru_cache(maxsize=4)
def _comparison(space: Workspace, dari: int, sampai: int) -> Comparison:
    return compare_programs(space.dataset, space.boundaries, _net(space, (PROGRAM_TABLE,), dari, sampai))


@lru_cache(maxsize=8)
def _net(space: Workspace, tabel: tuple[str, ...], dari: int, sampai: int) -> tuple[NetChange, ...]:
    return space.store.net_changes(tabel, dari, sampai)


@lru_cache(maxsize=16)
def _movements(comparison: Comparison, flt: Filter) -> tuple[ProgramChange, ...]:
    return comparison.find_changes(flt)


def _heading(dataset: Dataset, flt: Filter, asked: Span) -> None:
    day = select.build_view_facts(dataset, flt).tanggal
    age = f"Data per {text.format_date(day)} · " if day else ""
    st.html(
        f'<div class="judul-halaman"><h1>Apa yang berubah</h1><span>{safe(page_head.words(dataset, flt))}</span>'
        f'<span class="usia">{age}revisi {dataset.revisi}</span></div>'
        f'<p class="rentang">Dari <b>{safe(asked.dari.nama)}</b> sampai <b>{safe(asked.sampai.nama)}</b>'
        f"<small>revisi {asked.dari.revisi} dibandingkan dengan revisi {asked.sampai.revisi}</small></p>"
    )


def _ribbon(comparison: Comparison, flt: Filter, found: tuple[ProgramChange, ...]) -> None:
    everything = _movements(comparison, replace(flt, tampil=(SEMUA,)))
    hidden = 0 if flt.tampil else len(everything) - len(found)
    samples = sum(item.program.contoh for item in found)
    if not (hidden > 0 or flt.tampil or samples):
        return
    if samples:
        words = (
            f"<b>{text.SAMPLE_DATA}</b> — {text.format_number(samples)} program di antaranya contoh, bukan data resmi."
        )
    elif hidden > 0:
        words = (
            f"Data resmi yang terverifikasi. Perubahan {text.format_number(hidden)} program lain (contoh, belum "
            "terverifikasi, atau batal) tidak ditampilkan."
        )
    else:
        words = "Semua perubahan ditampilkan, juga pada program yang belum terverifikasi."
    page_head.switch(Markup(f"<p>{words}</p>"), bool(samples), everything=not flt.tampil)


def _nothing(dataset: Dataset, flt: Filter, asked: Span) -> None:
    where = " dalam saringan ini" if view_words.format_filter_words(dataset, flt) else ""
    words = f"Tidak ada perubahan program{where} dari {asked.dari.nama} sampai {asked.sampai.nama}."
    st.html(f'<p class="kosong">{safe(words)}</p>')
