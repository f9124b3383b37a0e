"""Perubahan: what changed between two meetings or revisions, by OPD and kawasan, in words and on the map."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

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
from tkpkp_geo.pages.shared.markup import draw_empty, draw_html
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
    filter_panel.draw_filter_panel(dataset, flt)
    heading = st.container(key="changes-head")
    akun = account.current()
    with st.container(key="span", horizontal=True, vertical_alignment="bottom"):
        compared = span.draw_span(space.store, dataset, named=akun is not None)
        if rights.may_write(akun, "rapat"):
            meeting_form.draw_new_meeting(PAGE, dataset)
    messages.draw_messages(PAGE)
    comparison = _comparison(space, compared.start.revisi, compared.end.revisi)
    changes = _find_changes(comparison, flt)
    with heading:
        _heading(dataset, flt, compared)
        _ribbon(comparison, flt, changes)
        page_head.draw_notices(dataset, flt)
    span.draw_notes(space.store, dataset.province.zone, compared, comparison)
    if changes:
        change_list.draw_changes(dataset, changes, now=compared.end.revisi == dataset.revisi)
    else:
        _nothing(dataset, flt, compared)
    beside = _net(space, OTHER_TABLES, compared.start.revisi, compared.end.revisi)
    change_list.draw_other_changes(find_other_changes(dataset, beside, flt))
    draw_html(
        Markup('<p class="foot">{} · {}</p>').format(
            page_head.format_filter_line(dataset, flt), dataset.province.boundary_credit
        )
    )
    view_state.finish(flt, PAGE, KEYS)


def _hold(dataset: Dataset) -> None:
    """Keep the choices as the viewer's own.

    Streamlit forgets one that is not drawn, and takes one whose label has become another (a newer revision is now)
    for its label. A meeting may be gone with a restored backup.
    """
    for key, (usual, accepts) in KEYS.items():
        value = st.session_state.get(key) or usual
        st.session_state[key] = value if value == usual or accepts(dataset, value) else usual


# The same comparison is wanted again at every click, and many programs take a second to read.
@lru_cache(maxsize=4)
def _comparison(space: Workspace, dari: int, sampai: int) -> Comparison:
    return compare_programs(space.dataset, space.boundaries, _net(space, (PROGRAM_TABLE,), dari, sampai))


@lru_cache(maxsize=8)
def _net(space: Workspace, tabel: tuple[str, ...], dari: int, sampai: int) -> tuple[NetChange, ...]:
    return space.store.history.net_changes(tabel, dari, sampai)


@lru_cache(maxsize=16)
def _find_changes(comparison: Comparison, flt: Filter) -> tuple[ProgramChange, ...]:
    return comparison.find_changes(flt)


def _heading(dataset: Dataset, flt: Filter, compared: Span) -> None:
    day = select.build_view_facts(dataset, flt).latest
    age = f"Data per {text.format_date(day)} · " if day else ""
    draw_html(
        Markup(
            '<div class="page-title"><h1>Apa yang berubah</h1><span>{words}</span>'
            '<span class="age">{age}revisi {revisi}</span></div>'
            '<p class="time-span">Dari <b>{start.name}</b> sampai <b>{end.name}</b>'
            "<small>revisi {start.revisi} dibandingkan dengan revisi {end.revisi}</small></p>"
        ).format(
            words=page_head.format_filter_line(dataset, flt),
            age=age,
            revisi=dataset.revisi,
            start=compared.start,
            end=compared.end,
        )
    )


def _ribbon(comparison: Comparison, flt: Filter, changes: tuple[ProgramChange, ...]) -> None:
    everything = _find_changes(comparison, replace(flt, tampil=(SEMUA,)))
    hidden = 0 if flt.tampil else len(everything) - len(changes)
    samples = sum(item.program.contoh for item in changes)
    if not (hidden > 0 or flt.tampil or samples):
        return
    if samples:
        sample = Markup("<b>{}</b> — {} program di antaranya contoh, bukan data resmi.")
        words: str = sample.format(text.SAMPLE_DATA, text.format_number(samples))
    elif hidden > 0:
        words = (
            f"Data resmi yang terverifikasi. Perubahan {text.format_number(hidden)} program lain (contoh, belum "
            "terverifikasi, atau batal) tidak ditampilkan."
        )
    else:
        words = "Semua perubahan ditampilkan, juga pada program yang belum terverifikasi."
    page_head.draw_switch(Markup("<p>{}</p>").format(words), bool(samples), everything=not flt.tampil)


def _nothing(dataset: Dataset, flt: Filter, compared: Span) -> None:
    where = " dalam saringan ini" if view_words.format_filter_words(dataset, flt) else ""
    draw_empty(f"Tidak ada perubahan program{where} dari {compared.start.name} sampai {compared.end.name}.")
