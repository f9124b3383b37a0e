"""Planning or recording a meeting, and correcting one: the revision that it saw is where the next comparison starts."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.intake import values
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.shared import forms as shared_forms
from tkpkp_geo.store.clock import now, today

_FIELDS = ("tanggal", "judul", "tempat", "kawasan", "peserta")
_STATUS = {
    MeetingStatus.RENCANA: "Direncanakan",
    MeetingStatus.BERLANGSUNG: "Dimulai sekarang",
    MeetingStatus.SELESAI: "Sudah selesai",
}


def draw(page: str, dataset: Dataset) -> None:
    """Draw the form of a new meeting."""
    with st.popover("Catat rapat", icon=":material/event_note:"):
        form = shared_forms.Form("rapat", "", None)
        _fields(dataset, form)
        usual = _by_day(form)
        # The day that was typed says which it is, until somebody says otherwise.
        which = f"status-{usual}"
        st.pills("Rapat ini", list(_STATUS), key=form.key(which), default=usual, format_func=_STATUS.get, required=True)
        if st.session_state[form.key(which)] is not MeetingStatus.RENCANA:
            words = f"Perbandingan berikutnya dimulai dari data sekarang, revisi {dataset.revisi}."
            st.html(f'<p class="ket">{words}</p>')
        save = partial(_save, page, form, which, usual)
        st.button("Simpan rapat", type="primary", on_click=save, key="rapat-simpan")


def _by_day(form: shared_forms.Form) -> MeetingStatus:
    try:
        day = values.iso_date(form.typed("tanggal")["tanggal"].strip())
    except ValueError:
        day = ""
    return forms.find_status_by_day(day or today(), today())


def edit(page: str, dataset: Dataset, item: Meeting, close: Callable[[], None]) -> None:
    """Draw the form of a meeting that is known; `close` is called where it is done with."""
    form = shared_forms.Form("rapat", item.kode, item)
    _fields(dataset, form)
    with st.container(horizontal=True):
        st.button("Simpan rapat", type="primary", on_click=_save_edited, args=(page, form, close), key="rapat-ubah")
        st.button("Tutup", on_click=close, key="rapat-tutup")


def _fields(dataset: Dataset, form: shared_forms.Form) -> None:
    seen: Meeting | None = form.record
    st.text_input("Judul", seen.judul if seen else "", key=form.key("judul"), max_chars=160)
    day, place = st.columns(2)
    day.text_input(
        "Tanggal", text.format_date(seen.tanggal if seen else today()), key=form.key("tanggal"), max_chars=30
    )
    place.text_input("Tempat", seen.tempat if seen else "", key=form.key("tempat"), max_chars=160)
    st.pills(
        "Kawasan yang dibahas",
        list(dataset.kawasan_by_kode),
        selection_mode="multi",
        key=form.key("kawasan"),
        default=[kode for kode in seen.kawasan if kode in dataset.kawasan_by_kode] if seen else None,
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    st.text_area("Peserta", seen.peserta if seen else "", key=form.key("peserta"), max_chars=2000, height=68)


def _save(page: str, form: shared_forms.Form, which: str, usual: MeetingStatus) -> None:
    typed = form.typed(*_FIELDS)
    chosen = st.session_state[form.key(which)]
    # The data as they are at this moment, not as they were when the form was drawn.
    dataset = workspace.current().dataset
    # What was not chosen follows the day, which may have been typed after the choice was drawn.
    status = None if chosen == usual else MeetingStatus(chosen)
    wanted, problems = forms.parse_meeting(dataset, typed, today(), now(), status)
    done = f"Rapat “{typed['judul'].strip()}” "
    if wanted and wanted[0].isi["status"] == MeetingStatus.RENCANA:
        kegiatan, done = "Rapat direncanakan", f"{done}direncanakan pada {text.format_date(wanted[0].isi['tanggal'])}."
    else:
        kegiatan, done = "Rapat dicatat", f"{done}tercatat pada revisi {dataset.revisi}."
    form.save(page, lambda: (wanted, problems), kegiatan, done)


def _save_edited(page: str, form: shared_forms.Form, close: Callable[[], None]) -> None:
    typed, dataset = form.typed(*_FIELDS), workspace.current().dataset
    done = f"Rapat “{typed['judul'].strip()}” tersimpan."
    if form.save(
        page, lambda: forms.parse_meeting_correction(dataset, typed, today(), form.record), "Rapat diubah", done
    ):
        close()
