"""Agenda: the frames of a meeting in their order, changed together and saved together."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA
from tkpkp_geo.domain.meeting_records import AgendaFrame, Meeting
from tkpkp_geo.meeting import agenda, presentation
from tkpkp_geo.meeting.agenda import AgendaDraft
from tkpkp_geo.meeting.frames.build_frames import build_data_frames
from tkpkp_geo.meeting.frames.frame_records import Frame
from tkpkp_geo.pages.meeting import agenda_draft, agenda_frame
from tkpkp_geo.store.clock import today

_FILTER = "saringan"
_PLACE = "agenda_tempat"


def draw(page: str, dataset: Dataset, rapat: Meeting) -> None:
    """Draw the agenda of a meeting."""
    draft = agenda_draft.taken(dataset, rapat)
    saved = bool(draft.seen)
    with st.container():  # a block of its own: what is being typed below keeps its place when somebody else saves
        if agenda.is_stale(draft, dataset):
            _stale(dataset, draft)
    top = st.container(key="atas-agenda", horizontal=True, vertical_alignment="bottom")
    left, right = st.columns([6, 7], gap="medium")
    with left:
        draft = replace(draft, saringan=_filter(dataset, draft))
        found = _natural(draft)
        draft = agenda.add_data_frames(draft, found)
        agenda_draft.keep(draft)
        rows = agenda.find_listed_rows(draft, found)
        titles = {frame.id: frame.title for frame in found}
        adding = st.container()
        chosen = _list(rows, titles)
        _length(rapat, rows)
        with adding:
            agenda_frame.add(page, draft, chosen)
    with right, st.container(border=True, key="rinci-bingkai"):
        place = [row.kode for row in rows].index(chosen)
        agenda_frame.draw(draft, found, rows[place], place, len(rows), titles.get(chosen, ""))
    with top:
        _bar(page, draft, found, saved)


def _natural(draft: AgendaDraft) -> tuple[Frame, ...]:
    """Give the frames that the data give, under the filter that is being chosen."""
    space = workspace.current()
    asked = presentation.build_presentation(space, replace(draft.rapat, saringan=draft.saringan))
    return build_data_frames(space.dataset, asked.flt, today(), asked.unknown, asked.meeting)


def _filter(dataset: Dataset, draft: AgendaDraft) -> str:
    last = urlencode(st.session_state.get("saringan", []))
    options = {
        "": "Data resmi yang terverifikasi, semua kawasan",
        f"tampil={SEMUA}": "Semua data, juga contoh dan yang belum terverifikasi",
    }
    for name, query in (("Tampilan peta terakhir", last), ("Pilihan sekarang", draft.saringan)):
        flt = meetings.parse_map_filter(dataset, query)
        if query not in options and flt:
            options[query] = f"{name}: {' · '.join(view_words.format_filter_words(dataset, flt, most=3))}"
        elif query not in options:
            options[query] = f"{name}: isinya tidak ada lagi pada data"
    return st.selectbox(
        "Isi presentasi",
        list(options),
        index=list(options).index(draft.saringan),
        format_func=options.get,
        key=agenda_draft.key(draft, _FILTER),
        filter_mode=None,
    )


def _list(rows: tuple[AgendaFrame, ...], titles: dict[str, str]) -> str:
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
    with st.container(key="daftar-bingkai"):
        return st.radio("Bingkai", codes, key=where, format_func=labels.get, width="stretch")


def _label(number: int, row: AgendaFrame, own: str) -> str:
    words = f"{number}. {row.judul or own or 'Belum berjudul'}"
    words += f" · {text.format_number(row.menit)} menit" if row.menit else ""
    marked = text.escape_markdown(words)
    return marked if row.tampil else f"~~{marked}~~ (disembunyikan)"


def _length(rapat: Meeting, rows: tuple[AgendaFrame, ...]) -> None:
    shown = sum(row.tampil for row in rows)
    words = f"{text.format_number(shown)} dari {text.format_number(len(rows))} bingkai ditayangkan"
    total = agenda.sum_minutes(rows)
    if total:
        hours, rest = divmod(total, 60)
        span = " ".join(filter(None, (f"{hours} jam" if hours else "", f"{rest} menit" if rest else "")))
        open_ended = sum(row.tampil and row.menit is None for row in rows)
        words += f" · direncanakan {span}"
        words += f", {text.format_number(open_ended)} bingkai tanpa waktu" if open_ended else ""
    lasted = meetings.count_minutes(rapat)
    words += f" · rapat berlangsung {text.format_number(lasted)} menit" if lasted is not None else ""
    st.html(f'<p class="ket" data-menit="{total}">{words}</p>')


def _bar(page: str, draft: AgendaDraft, found: tuple[Frame, ...], saved: bool) -> None:
    changed = agenda.is_changed(draft)
    st.button(
        "Simpan agenda",
        type="primary",
        icon=":material/save:",
        key="agenda-simpan",
        on_click=partial(agenda_draft.save, page, draft.rapat.kode),
    )
    if changed:
        st.button(
            "Buang perubahan",
            icon=":material/undo:",
            on_click=agenda_draft.drop,
            args=(draft.rapat.kode,),
            key="agenda-buang",
        )
    with st.popover("Kembalikan susunan awal", icon=":material/restart_alt:", key="agenda-awal"):
        st.html(
            "<p>Semua bingkai kembali ke urutan dan judul dari data, tanpa waktu dan catatan. Bingkai tambahan "
            "dihapus. Baru berlaku setelah agenda disimpan.</p>"
        )
        back = partial(agenda_draft.put, lambda now: agenda.reset_draft(now, found), draft.rapat.kode, anew=True)
        st.button("Ya, kembalikan", on_click=back, key="agenda-kembali")
    st.link_button(
        "Buka presentasi",
        f"presentasi?{urlencode({'rapat': draft.rapat.kode})}",
        icon=":material/slideshow:",
    )
    state = "Ada perubahan yang belum disimpan" if changed else "Tersimpan" if saved else "Belum pernah disimpan"
    st.html(f'<p class="ket keadaan-agenda">{state}. Presentasi memakai agenda yang tersimpan.</p>')


def _stale(dataset: Dataset, draft: AgendaDraft) -> None:
    with st.container(key="agenda-usang", horizontal=True, vertical_alignment="center"):
        st.warning("Agenda ini sudah disimpan orang lain. Perubahan Anda masih ada dan belum disimpan.")
        mine = partial(agenda_draft.put, lambda now: agenda.rebase_draft(now, dataset), draft.rapat.kode, anew=True)
        st.button("Lanjutkan susunan saya", on_click=mine, key="agenda-saya")
        st.button("Pakai yang tersimpan", on_click=agenda_draft.drop, args=(draft.rapat.kode,), key="agenda-mereka")
