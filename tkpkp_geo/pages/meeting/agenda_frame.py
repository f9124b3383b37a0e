"""One frame of the agenda: its place, title, text or picture, notes and minutes; and what is added to the frames."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind
from tkpkp_geo.intake import picture as intake_picture
from tkpkp_geo.meeting import agenda
from tkpkp_geo.meeting.agenda import AgendaDraft
from tkpkp_geo.meeting.frames.frame_records import CAPTION_MOST, TEXT_MOST, TITLE_MOST, Frame
from tkpkp_geo.pages.meeting import agenda_draft
from tkpkp_geo.pages.shared import messages
from tkpkp_geo.pages.shared.messages import Tone

_TURN = "agenda_giliran"
_KINDS = {
    FrameKind.DATA: "Bingkai dari data",
    FrameKind.TEKS: "Bingkai teks tambahan",
    FrameKind.GAMBAR: "Bingkai gambar tambahan",
}


def draw(draft: AgendaDraft, found: Sequence[Frame], row: AgendaFrame, place: int, total: int, own: str) -> None:
    """Draw the frame that is open; `place` is where it stands among the `total` shown, `own` its title by itself."""
    st.html(f'<p class="tahap">{_KINDS[row.jenis]}, nomor {place + 1} dari {total}</p>')
    with st.container(horizontal=True, vertical_alignment="center", key="gerak-bingkai"):
        for name, icon, to in (("Naik", "arrow_upward", place - 1), ("Turun", "arrow_downward", place + 1)):
            st.button(
                name,
                icon=f":material/{icon}:",
                key=f"bingkai-{name.lower()}",
                disabled=not 0 <= to < total,
                on_click=agenda_draft.put,
                args=(partial(agenda.move_frame, frames=found, kode=row.kode, place=to), draft.rapat.kode),
            )
        st.toggle("Tayangkan", row.tampil, key=agenda_draft.key(draft, row.kode, "tampil"))
        if row.jenis is not FrameKind.DATA:
            st.button(
                "Hapus bingkai",
                icon=":material/delete:",
                key="bingkai-hapus",
                on_click=agenda_draft.put,
                args=(partial(agenda.remove_frame, kode=row.kode), draft.rapat.kode),
            )
    left, right = st.columns([4, 1.2], vertical_alignment="bottom")
    left.text_input(
        "Judul", row.judul, key=agenda_draft.key(draft, row.kode, "judul"), max_chars=TITLE_MOST, placeholder=own
    )
    right.number_input("Menit", 0, agenda.MINUTES_MOST, row.menit, key=agenda_draft.key(draft, row.kode, "menit"))
    if row.jenis is FrameKind.GAMBAR:
        picture = draft.gambar.get(row.kode) or workspace.store().frame_picture(draft.rapat.kode, row.kode)
        if picture:
            st.image(picture, width=360)
        st.text_area(
            "Keterangan gambar",
            row.isi,
            key=agenda_draft.key(draft, row.kode, "isi"),
            height=68,
            max_chars=CAPTION_MOST,
        )
    elif row.jenis is FrameKind.TEKS:
        st.text_area(
            "Teks; baris yang dimulai dengan “- ” menjadi butir",
            row.isi,
            key=agenda_draft.key(draft, row.kode, "isi"),
            height=180,
            max_chars=TEXT_MOST,
        )
    st.text_area(
        "Catatan pembicara, hanya pada meja kendali",
        row.catatan,
        key=agenda_draft.key(draft, row.kode, "catatan"),
        height=110,
        max_chars=agenda.NOTES_MOST,
    )


def add(page: str, draft: AgendaDraft, after: str) -> None:
    """Draw what adds a frame behind the one that is open."""
    with st.container(horizontal=True, key="tambah-bingkai"):
        st.button(
            "Tambah teks",
            icon=":material/notes:",
            on_click=_add,
            args=(draft, FrameKind.TEKS, after),
            key="bingkai-teks",
        )
        with st.popover("Tambah gambar", icon=":material/image:", key="bingkai-gambar"):
            where = f"agenda-gambar-{st.session_state.get(_TURN, 0)}"
            st.file_uploader(
                "Gambar JPEG, PNG, atau WebP",
                list(intake_picture.TYPES),
                key=where,
                max_upload_size=intake_picture.MAX_UPLOAD // 2**20,
                on_change=partial(_bring, page, draft, after, where),
            )


def _add(draft: AgendaDraft, jenis: FrameKind, after: str, picture: intake_picture.Picture | None = None) -> None:
    def change(now: AgendaDraft) -> AgendaDraft:
        made, st.session_state[agenda_draft.CHOSEN] = agenda.add_frame(now, jenis, after, picture)
        return made

    agenda_draft.put(change, draft.rapat.kode)


def _bring(page: str, draft: AgendaDraft, after: str, where: str) -> None:
    file = st.session_state.get(where)
    if file is None:
        return
    found = intake_picture.read(file.name, file.getvalue())
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    if isinstance(found, Problem):
        messages.say(page, Tone.BAD, str(found))
        return
    _add(draft, FrameKind.GAMBAR, after, found)
    messages.say(page, Tone.GOOD, f"{file.name} ditambahkan. Beri judul dan keterangan, lalu simpan agenda.")
