"""Two people, one program: the second sees what the first changed, beside what they typed, and chooses."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_form import form_rules, format_cell_in_words
from tkpkp_geo.intake.three_way import ColumnConflict, Side
from tkpkp_geo.pages.entry import form_state
from tkpkp_geo.pages.entry.form_state import ProgramForm
from tkpkp_geo.pages.shared.markup import draw_html, join
from tkpkp_geo.store.records import Conflict

_SIDE_LABELS = {Side.STORED: "Pakai yang tersimpan", Side.MINE: "Pakai isian saya"}


def draw_conflict(dataset: Dataset, form: ProgramForm, item: Intervensi, conflict: Conflict) -> None:
    """Draw the comparison; nothing is written before every column is settled."""
    changes = form_state.compare_form(form, item, form_state.read_form(form).cells)
    places = form_rules(dataset, workspace.current().boundaries).places
    when = f"{text.format_moment(conflict.waktu, dataset.province.zone)} {dataset.province.clock_name}"
    draw_html(
        Markup(
            "<h1>{}</h1><p>Program ini diubah oleh <b>{}</b> pada {}, setelah Anda membukanya. Belum ada yang "
            "ditimpa. Pilih isi tiap kolom, lalu simpan.</p>"
        ).format(item.program, conflict.oleh, when)
    )
    with st.container(horizontal=True, key="conflict-all"):
        st.button("Semua isian saya", on_click=_choose_all, args=(changes, Side.MINE), key="all-mine")
        st.button("Semua yang tersimpan", on_click=_choose_all, args=(changes, Side.STORED), key="all-saved")
    for change in sorted(changes, key=lambda change: change.side is not None):  # what has to be chosen comes first
        _draw_column(form, dataset, places, change, item.revisi)
    undecided = [change for change in changes if change.side is None and change.column not in form.choices]
    if undecided:
        names = text.join_names([BY_NAME[change.column].heading for change in undecided])
        draw_html(Markup("<p class='error' role='status'>Masih perlu dipilih: {}.</p>").format(names))
    if form.error:
        st.error(text.escape_markdown(form.error))
    with st.container(horizontal=True, key="conflict-end"):
        st.button(
            "Simpan pilihan ini",
            type="primary",
            icon=":material/save:",
            disabled=bool(undecided),
            on_click=form_state.save_merged,
            args=(item, changes),
            key="save-merged",
        )
        st.button("Kembali ke isian", icon=":material/arrow_back:", on_click=_go_back, key="conflict-back")


def _draw_column(form: ProgramForm, dataset: Dataset, places: PlaceNames, change: ColumnConflict, revisi: int) -> None:
    asal = form.choices.get(change.column, change.side)
    states = (
        ("Yang Anda lihat", change.seen, None),
        ("Kini tersimpan", change.stored, Side.STORED),
        ("Isian Anda", change.typed, Side.MINE),
    )
    cells = join(
        Markup("<div class='{}'><dt>{}</dt><dd>{}</dd></div>").format(
            "chosen" if side and side is asal else "", name, format_cell_in_words(dataset, places, change.column, cell)
        )
        for name, cell, side in states
    )
    note = "" if change.side else Markup(" <span class='error'>diubah keduanya</span>")
    title = BY_NAME[change.column].heading
    with st.container(key=f"conflict-{change.column}"):
        draw_html(Markup("<h2 class='part'>{}{}</h2><dl class='comparison'>{}</dl>").format(title, note, cells))
        key = f"compare-{change.column}-{revisi}"
        st.session_state.setdefault(key, asal)
        st.radio(
            f"Isi kolom {title}",
            list(_SIDE_LABELS),
            format_func=_SIDE_LABELS.__getitem__,
            key=key,
            index=None,
            horizontal=True,
            label_visibility="collapsed",
            on_change=_take_choice,
            args=(change.column, key),
        )


def _take_choice(kolom: str, key: str) -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    form.choices[kolom] = Side(st.session_state[key])


def _choose_all(changes: tuple[ColumnConflict, ...], asal: Side) -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    form.choices = {change.column: asal for change in changes}
    for key in [key for key in st.session_state if str(key).startswith("compare-")]:
        del st.session_state[key]


def _go_back() -> None:
    form: ProgramForm = st.session_state[form_state.SESSION_KEY]
    form.conflict = None
