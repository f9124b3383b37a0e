"""A decision recorded at the control desk: what, who, until when, bound to the frame that is on screen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final
from urllib.parse import quote, urlencode

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.intake.program_form import form_rules
from tkpkp_geo.meeting import desk_actions, forms
from tkpkp_geo.meeting.frames.frame_records import Frame
from tkpkp_geo.pages.meeting import decision_form
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.workspace import today

_FIELDS = ("isi", "opd", "pihak", "kawasan", "lokus", "tenggat")
_KEPT: Final = "session"  # half a decision outlives a look at the map or at another page
_LAYAR, _TANPA = "layar", "tanpa"  # ways to bind a decision beside a frame of one's choice
_WAYS = {_LAYAR: "Bingkai di layar saat disimpan", _TANPA: "Tanpa tautan peta"}


def draw_decision_form(page: str, dataset: Dataset, meeting: Meeting, frames: Sequence[Frame]) -> None:
    """Draw the form of a new decision of this meeting; `frames` are those that it shows."""
    form: Form[None] = Form("desk-decision", meeting.kode, None)
    st.text_area("Isi keputusan", key=form.key("isi"), max_chars=forms.LONGEST, height=76, persist_state=_KEPT)
    _draw_responsible(dataset, form)
    _draw_deadline(form)
    st.pills(
        "Kawasan (kosong: mengikuti bingkai di layar)",
        list(dataset.kawasan_by_kode),
        selection_mode="multi",
        key=form.key("kawasan"),
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
        persist_state=_KEPT,
    )
    with st.container(key="desk-save", horizontal=True, vertical_alignment="center"):
        st.button(
            "Simpan keputusan",
            type="primary",
            icon=":material/check:",
            key="desk-decision-save",
            on_click=_save,
            args=(page, form, meeting, tuple(frames)),
        )
        with st.popover("Rincian lain", icon=":material/tune:"):
            _draw_rarer(dataset, form, frames)
        if st.session_state.get(form.key("cara"), _LAYAR) == _LAYAR:
            component("desk-watch")(data={"words": "Terikat pada layar: "}, key="desk-view")


def _draw_responsible(dataset: Dataset, form: Form[None]) -> None:
    names = {item.kode_opd: item.nama for item in dataset.opd_active}
    chosen = st.session_state.get(form.key("opd"))
    words = Markup('<p class="desk-note">Penanggung jawab: <b>{}</b></p>')
    draw_html(words.format(names.get(chosen or "", "pilih OPD")))
    st.pills(
        "Penanggung jawab",
        list(names),
        key=form.key("opd"),
        label_visibility="collapsed",
        format_func=lambda kode: f"![{text.escape_markdown(names[kode])}](aset/simbol/{quote(kode)}.svg)",
        persist_state=_KEPT,
    )


def _draw_deadline(form: Form[None]) -> None:
    """Draw the deadline, typed or one of the usual ones; choosing one writes it into the field."""
    usual = desk_actions.build_deadlines(today())

    def take() -> None:
        words = st.session_state[form.key("cepat")]
        st.session_state[form.key("tenggat")] = text.format_date(usual[words]) if words else ""

    def typed() -> None:
        st.session_state[form.key("cepat")] = None

    left, right = st.columns([1, 2.1], vertical_alignment="bottom")
    left.text_input(
        "Tenggat",
        key=form.key("tenggat"),
        max_chars=30,
        placeholder="31 Desember 2026",
        on_change=typed,
        persist_state=_KEPT,
    )
    right.pills(
        "Tenggat cepat",
        list(usual),
        key=form.key("cepat"),
        on_change=take,
        label_visibility="collapsed",
        persist_state=_KEPT,
    )


def _draw_rarer(dataset: Dataset, form: Form[None], frames: Sequence[Frame]) -> None:
    st.text_input(
        "Pihak lain", key=form.key("pihak"), max_chars=160, placeholder="misalnya kepala desa", persist_state=_KEPT
    )
    places = form_rules(dataset, workspace.current().boundaries).places
    inside = {kode for item in dataset.kawasan for kode in item.kecamatan}
    areas = [kode for kode in dataset.wilayah if kecamatan_of(kode) in inside]
    st.multiselect(
        "Desa atau kecamatan",
        areas,
        key=form.key("lokus"),
        placeholder="Pilih bila tentang tempat tertentu",
        format_func=lambda kode: places.label(f"{dataset.wilayah[kode].tingkat}:{kode}"),
        filter_mode="contains",
        select_all=False,
        persist_state=_KEPT,
    )
    ways = _WAYS | {frame.id: frame.title for frame in frames if frame.flt.to_query()}
    st.selectbox(
        "Tautan peta",
        list(ways),
        key=form.key("cara"),
        format_func=lambda key: ways.get(key, key),
        filter_mode=None,
        persist_state=_KEPT,
    )


def _save(page: str, form: Form[None], meeting: Meeting, frames: Sequence[Frame]) -> None:
    typed = form.typed(*_FIELDS) | {"kode_rapat": meeting.kode}
    frame = _bound(form, meeting, frames)
    typed["saringan"] = urlencode(frame.flt.to_query()) if frame else ""
    if frame and not typed["kawasan"] and not typed["lokus"]:
        typed["kawasan"] = ";".join(frame.focus)
    # The newest data: the number of a new decision must be free now, not when the form was drawn.
    dataset = workspace.current().dataset
    done = f"Keputusan “{decision_form.shorten(' '.join(typed['isi'].split()))}” tersimpan."
    form.save(page, lambda: forms.parse_decision(dataset, typed, None), "Keputusan dicatat", done, meeting.kode)


def _bound(form: Form[None], meeting: Meeting, frames: Sequence[Frame]) -> Frame | None:
    way = form.typed("cara")["cara"] or _LAYAR
    if way == _LAYAR:
        return find_shown_frame(meeting, frames)
    return next((frame for frame in frames if frame.id == way), None)


def find_shown_frame(meeting: Meeting, frames: Sequence[Frame]) -> Frame | None:
    """Give the frame that is on screen now: the first one until something else was shown."""
    on_screen = workspace.store().shown_frame(meeting.kode)
    first = frames[0] if frames else None
    return next((frame for frame in frames if on_screen and frame.id == on_screen.bingkai), first)
