"""Planning or recording a meeting, correcting one, and saying who takes part.

The revision that a meeting saw is where the next comparison starts.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import reports
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.intake import values
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import draw_note
from tkpkp_geo.store.clock import now
from tkpkp_geo.workspace import today

_FIELDS = ("tanggal", "judul", "tempat", "kawasan", "peserta")
_STATUS = {
    MeetingStatus.RENCANA: "Direncanakan",
    MeetingStatus.BERLANGSUNG: "Dimulai sekarang",
    MeetingStatus.SELESAI: "Sudah selesai",
}


def draw_new_meeting(page: str, dataset: Dataset) -> None:
    """Draw the form of a new meeting."""
    with st.popover("Catat rapat", icon=":material/event_note:"):
        form: Form[Meeting] = Form("meeting", "", None)
        _draw_fields(dataset, form)
        usual = _usual_status(form)
        # The day that was typed says which it is, until somebody says otherwise.
        which = f"status-{usual}"
        st.pills(
            "Rapat ini",
            list(_STATUS),
            key=form.key(which),
            default=usual,
            format_func=_STATUS.__getitem__,
            required=True,
        )
        if st.session_state[form.key(which)] is not MeetingStatus.RENCANA:
            draw_note(f"Perbandingan berikutnya dimulai dari data sekarang, revisi {dataset.revisi}.")
        save = partial(_save, page, form, which, usual)
        st.button("Simpan rapat", type="primary", on_click=save, key="meeting-save")


def _usual_status(form: Form[Meeting]) -> MeetingStatus:
    try:
        day = values.parse_date(form.typed("tanggal")["tanggal"].strip())
    except ValueError:
        day = ""
    return forms.find_status_by_day(day or today(), today())


def draw_edited_meeting(page: str, dataset: Dataset, item: Meeting, close: Callable[[], None]) -> None:
    """Draw the form of a meeting that is known; `close` is called where it is done with."""
    form = Form("meeting", item.kode, item)
    _draw_fields(dataset, form)
    with st.container(horizontal=True):
        st.button(
            "Simpan rapat", type="primary", on_click=_save_edited, args=(page, item, form, close), key="meeting-edit"
        )
        st.button("Tutup", on_click=close, key="meeting-close")


def _draw_fields(dataset: Dataset, form: Form[Meeting]) -> None:
    seen = form.record
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


def _save(page: str, form: Form[Meeting], which: str, usual: MeetingStatus) -> None:
    typed = form.typed(*_FIELDS)
    chosen = st.session_state[form.key(which)]
    # The data as they are at this moment, not as they were when the form was drawn.
    dataset = workspace.current().dataset
    # What was not chosen follows the day, which may have been typed after the choice was drawn.
    status = None if chosen == usual else MeetingStatus(chosen)
    changes, problems = forms.parse_meeting(dataset, typed, today(), now(), status)
    done = f"Rapat “{typed['judul'].strip()}” "
    row = changes[0].isi if changes else None
    if row and row["status"] == MeetingStatus.RENCANA:
        kegiatan, done = "Rapat direncanakan", f"{done}direncanakan pada {text.format_date(str(row['tanggal']))}."
    else:
        kegiatan, done = "Rapat dicatat", f"{done}tercatat pada revisi {dataset.revisi}."
    form.save(page, lambda: (changes, problems), kegiatan, done)


def _save_edited(page: str, item: Meeting, form: Form[Meeting], close: Callable[[], None]) -> None:
    typed, dataset, seen = form.typed(*_FIELDS), workspace.current().dataset, form.record or item
    done = f"Rapat “{typed['judul'].strip()}” tersimpan."
    if form.save(page, lambda: forms.parse_meeting_correction(dataset, typed, today(), seen), "Rapat diubah", done):
        close()


def draw_attendance(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw the list of those who take part, and the offices that are not on it yet."""
    form = Form("attendance", meeting.kode, meeting)
    seen = form.record or meeting
    field = form.key("peserta")
    st.session_state.setdefault(field, seen.peserta)
    here = _names_in(field)
    missing = {item.nama: item.nama_pendek for item in reports.find_concerned(dataset) if item.nama not in here}
    if missing:
        # Chosen once, it is on the list and no longer among the choices.
        choice = form.key(f"opd-{len(missing)}")
        st.pills(
            "Tambahkan OPD",
            list(missing),
            key=choice,
            format_func=lambda nama: text.escape_markdown(missing[nama]),
            on_change=lambda: _add_names(field, [st.session_state[choice]]),
        )
        st.button(
            f"Tambahkan semua ({text.format_number(len(missing))} OPD)",
            icon=":material/group_add:",
            on_click=_add_names,
            args=(field, list(missing)),
            key=f"all-{meeting.kode}",
        )
    st.text_area("Peserta, satu orang atau kantor per baris", key=field, max_chars=4000, height=180)
    save = partial(_save_attendance, page, seen, form)
    st.button("Simpan peserta", type="primary", on_click=save, key=f"attendance-save-{meeting.kode}")


def _names_in(field: str) -> list[str]:
    return [line.strip() for line in st.session_state[field].split("\n") if line.strip()]


def _add_names(field: str, names: list[str | None]) -> None:
    st.session_state[field] = "\n".join(dict.fromkeys([*_names_in(field), *filter(None, names)]))


def _save_attendance(page: str, seen: Meeting, form: Form[Meeting]) -> None:
    typed = form.typed("peserta")["peserta"]
    form.save(page, lambda: forms.parse_attendance(seen, typed), "Peserta rapat dicatat", "Daftar peserta tersimpan.")
