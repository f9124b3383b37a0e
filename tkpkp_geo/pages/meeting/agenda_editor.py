"""Agenda: the frames of a meeting in their order, changed together and saved together; at the right the open one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.filter import SEMUA
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind, Meeting
from tkpkp_geo.intake import picture as intake_picture
from tkpkp_geo.meeting import agenda, presentation
from tkpkp_geo.meeting.agenda import AgendaDraft
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_records import CAPTION_MOST, TEXT_MOST, TITLE_MOST, Frame
from tkpkp_geo.pages.meeting import agenda_draft
from tkpkp_geo.pages.shared import messages
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.workspace import today

_FILTER = "saringan"
_PLACE = "agenda_place"
_TURN = "agenda_turn"
_KINDS = {
    FrameKind.DATA: "Bingkai dari data",
    FrameKind.TEKS: "Bingkai teks tambahan",
    FrameKind.GAMBAR: "Bingkai gambar tambahan",
}


def draw_agenda(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw the agenda of a meeting."""
    draft = agenda_draft.take_draft(dataset, meeting)
    saved = bool(draft.seen)
    with st.container():  # a block of its own: what is being typed below keeps its place when somebody else saves
        if agenda.is_stale(draft, dataset):
            _draw_stale(dataset, draft)
    top = st.container(key="agenda-top", horizontal=True, vertical_alignment="bottom")
    left, right = st.columns([6, 7], gap="medium")
    with left:
        draft = replace(draft, query=_draw_filter(dataset, draft))
        frames = _data_frames(draft)
        draft = agenda.add_data_frames(draft, frames)
        agenda_draft.keep_draft(draft)
        rows = agenda.find_listed_rows(draft, frames)
        titles = {frame.id: frame.title for frame in frames}
        adding = st.container()
        chosen = _draw_rows(rows, titles)
        _draw_length(meeting, rows)
        with adding:
            _draw_adding(page, draft, chosen)
    with right, st.container(border=True, key="frame-details"):
        place = [row.kode for row in rows].index(chosen)
        _draw_frame(draft, frames, rows[place], place, len(rows), titles.get(chosen, ""))
    with top:
        _draw_bar(page, draft, frames, saved)


def _data_frames(draft: AgendaDraft) -> tuple[Frame, ...]:
    """Give the frames that the data give, under the filter that is being chosen."""
    space = workspace.current()
    shown = presentation.build_presentation(space, replace(draft.meeting, saringan=draft.query))
    return build_data_frames(space.dataset, shown.flt, today(), shown.unknown, shown.meeting)


def _draw_filter(dataset: Dataset, draft: AgendaDraft) -> str:
    last = urlencode(st.session_state.get("filter_query", []))
    options = {
        "": "Data resmi yang terverifikasi, semua kawasan",
        f"tampil={SEMUA}": "Semua data, juga contoh dan yang belum terverifikasi",
    }
    for name, query in (("Tampilan peta terakhir", last), ("Pilihan sekarang", draft.query)):
        flt = meetings.parse_map_filter(dataset, query)
        if query not in options and flt:
            options[query] = f"{name}: {' · '.join(view_words.format_filter_words(dataset, flt, most=3))}"
        elif query not in options:
            options[query] = f"{name}: isinya tidak ada lagi pada data"
    return st.selectbox(
        "Isi presentasi",
        list(options),
        index=list(options).index(draft.query),
        format_func=options.__getitem__,
        key=agenda_draft.widget_key(draft, _FILTER),
        filter_mode=None,
    )


def _draw_rows(rows: tuple[AgendaFrame, ...], titles: dict[str, str]) -> str:
    """Draw the frames in their order, and give the code of the one that is open."""
    codes = [row.kode for row in rows]
    where = agenda_draft.CHOSEN
    # Set anew at each drawing: a frame that has moved has another label, and Streamlit would open another one.
    kept = st.session_state.get(where)
    place = min(st.session_state.get(_PLACE, 0), len(codes) - 1)
    # One that is gone leaves the next in its place open.
    st.session_state[where] = kept if kept in codes else codes[place]
    st.session_state[_PLACE] = codes.index(st.session_state[where])
    labels = {row.kode: _label(number, row, titles.get(row.kode, "")) for number, row in enumerate(rows, 1)}
    with st.container(key="frame-list"):
        st.radio("Bingkai", codes, key=where, format_func=labels.__getitem__, width="stretch")
    return str(st.session_state[where])


def _label(number: int, row: AgendaFrame, own: str) -> str:
    words = f"{number}. {row.judul or own or 'Belum berjudul'}"
    words += f" · {text.format_number(row.menit)} menit" if row.menit else ""
    marked = text.escape_markdown(words)
    return marked if row.tampil else f"~~{marked}~~ (disembunyikan)"


def _draw_length(meeting: Meeting, rows: tuple[AgendaFrame, ...]) -> None:
    shown = sum(row.tampil for row in rows)
    words = f"{text.format_number(shown)} dari {text.format_number(len(rows))} bingkai ditayangkan"
    total = agenda.sum_minutes(rows)
    if total:
        hours, rest = divmod(total, 60)
        span = " ".join(filter(None, (f"{hours} jam" if hours else "", f"{rest} menit" if rest else "")))
        open_ended = sum(row.tampil and row.menit is None for row in rows)
        words += f" · direncanakan {span}"
        words += f", {text.format_number(open_ended)} bingkai tanpa waktu" if open_ended else ""
    lasted = meetings.count_minutes(meeting)
    words += f" · rapat berlangsung {text.format_number(lasted)} menit" if lasted is not None else ""
    draw_html(Markup('<p class="quiet" data-minutes="{}">{}</p>').format(total, words))


def _draw_bar(page: str, draft: AgendaDraft, frames: tuple[Frame, ...], saved: bool) -> None:
    kode, changed = draft.meeting.kode, agenda.is_changed(draft)
    st.button(
        "Simpan agenda",
        type="primary",
        icon=":material/save:",
        key="agenda-save",
        on_click=partial(agenda_draft.save_draft, page, kode),
    )
    if changed:
        st.button(
            "Buang perubahan",
            icon=":material/undo:",
            on_click=agenda_draft.drop_draft,
            args=(kode,),
            key="agenda-discard",
        )
    with st.popover("Kembalikan susunan awal", icon=":material/restart_alt:", key="agenda-usual"):
        draw_html(
            Markup(
                "<p>Semua bingkai kembali ke urutan dan judul dari data, tanpa waktu dan catatan. Bingkai tambahan "
                "dihapus. Baru berlaku setelah agenda disimpan.</p>"
            )
        )
        back = partial(agenda_draft.change_draft, lambda now: agenda.reset_draft(now, frames), kode, anew=True)
        st.button("Ya, kembalikan", on_click=back, key="agenda-undo")
    st.link_button(
        "Buka presentasi",
        f"presentasi?{urlencode({'rapat': kode})}",
        icon=":material/slideshow:",
    )
    state = "Ada perubahan yang belum disimpan" if changed else "Tersimpan" if saved else "Belum pernah disimpan"
    words = Markup('<p class="quiet agenda-state">{}. Presentasi memakai agenda yang tersimpan.</p>')
    draw_html(words.format(state))


def _draw_stale(dataset: Dataset, draft: AgendaDraft) -> None:
    kode = draft.meeting.kode
    with st.container(key="agenda-outdated", horizontal=True, vertical_alignment="center"):
        st.warning("Agenda ini sudah disimpan orang lain. Perubahan Anda masih ada dan belum disimpan.")
        mine = partial(agenda_draft.change_draft, lambda now: agenda.rebase_draft(now, dataset), kode, anew=True)
        st.button("Lanjutkan susunan saya", on_click=mine, key="agenda-mine")
        st.button("Pakai yang tersimpan", on_click=agenda_draft.drop_draft, args=(kode,), key="agenda-theirs")


def _draw_frame(
    draft: AgendaDraft, frames: Sequence[Frame], row: AgendaFrame, place: int, total: int, own: str
) -> None:
    """Draw the frame that is open; `place` is where it stands among the `total` shown, `own` its title by itself."""
    step = Markup('<p class="stage">{}, nomor {} dari {}</p>')
    draw_html(step.format(_KINDS[row.jenis], place + 1, total))
    with st.container(horizontal=True, vertical_alignment="center", key="move-frame"):
        for name, way, to in (("Naik", "up", place - 1), ("Turun", "down", place + 1)):
            st.button(
                name,
                icon=f":material/arrow_{way}ward:",
                key=f"frame-{way}",
                disabled=not 0 <= to < total,
                on_click=agenda_draft.change_draft,
                args=(partial(agenda.move_frame, frames=frames, kode=row.kode, place=to), draft.meeting.kode),
            )
        st.toggle("Tayangkan", row.tampil, key=agenda_draft.widget_key(draft, row.kode, "tampil"))
        if row.jenis is not FrameKind.DATA:
            st.button(
                "Hapus bingkai",
                icon=":material/delete:",
                key="frame-delete",
                on_click=agenda_draft.change_draft,
                args=(partial(agenda.remove_frame, kode=row.kode), draft.meeting.kode),
            )
    key = partial(agenda_draft.widget_key, draft, row.kode)
    left, right = st.columns([4, 1.2], vertical_alignment="bottom")
    left.text_input("Judul", row.judul, key=key("judul"), max_chars=TITLE_MOST, placeholder=own)
    right.number_input("Menit", 0, agenda.MINUTES_MOST, row.menit, key=key("menit"))
    if row.jenis is FrameKind.GAMBAR:
        picture = draft.pictures.get(row.kode) or workspace.store().frame_picture(draft.meeting.kode, row.kode)
        if picture:
            st.image(picture, width=360)
        st.text_area(
            "Keterangan gambar",
            row.isi,
            key=key("isi"),
            height=68,
            max_chars=CAPTION_MOST,
        )
    elif row.jenis is FrameKind.TEKS:
        st.text_area(
            "Teks; baris yang dimulai dengan “- ” menjadi butir",
            row.isi,
            key=key("isi"),
            height=180,
            max_chars=TEXT_MOST,
        )
    st.text_area(
        "Catatan pembicara, hanya pada meja kendali",
        row.catatan,
        key=key("catatan"),
        height=110,
        max_chars=agenda.NOTES_MOST,
    )


def _draw_adding(page: str, draft: AgendaDraft, after: str) -> None:
    """Draw what adds a frame behind the one that is open."""
    with st.container(horizontal=True, key="add-frame"):
        st.button(
            "Tambah teks",
            icon=":material/notes:",
            on_click=_add_frame,
            args=(draft, FrameKind.TEKS, after),
            key="frame-text",
        )
        with st.popover("Tambah gambar", icon=":material/image:", key="frame-picture"):
            where = f"agenda-picture-{st.session_state.get(_TURN, 0)}"
            st.file_uploader(
                "Gambar JPEG, PNG, atau WebP",
                list(intake_picture.TYPES),
                key=where,
                max_upload_size=intake_picture.MAX_UPLOAD // 2**20,
                on_change=partial(_add_picture, page, draft, after, where),
            )


def _add_frame(draft: AgendaDraft, jenis: FrameKind, after: str, picture: intake_picture.Picture | None = None) -> None:
    def change(now: AgendaDraft) -> AgendaDraft:
        made, st.session_state[agenda_draft.CHOSEN] = agenda.add_frame(now, jenis, after, picture)
        return made

    agenda_draft.change_draft(change, draft.meeting.kode)


def _add_picture(page: str, draft: AgendaDraft, after: str, where: str) -> None:
    file = st.session_state.get(where)
    if file is None:
        return
    picture = intake_picture.read_picture(file.name, file.getvalue())
    st.session_state[_TURN] = st.session_state.get(_TURN, 0) + 1
    if isinstance(picture, Problem):
        messages.say(page, Tone.BAD, str(picture))
        return
    _add_frame(draft, FrameKind.GAMBAR, after, picture)
    messages.say(page, Tone.GOOD, f"{file.name} ditambahkan. Beri judul dan keterangan, lalu simpan agenda.")
