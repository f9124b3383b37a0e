"""The choice of both ends of a comparison: meetings, the newest revisions, any revision by its number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import tzinfo

import streamlit as st

from tkpkp_geo.analysis import meetings
from tkpkp_geo.analysis.compare.program_changes import Comparison
from tkpkp_geo.analysis.compare.span import FIRST_REVISION, Span, build_span, find_usual_start, is_end
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.pages.shared import messages
from tkpkp_geo.pages.shared.markup import build_list, draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.records import Moment

PAGE = "perubahan"
_MOST = 200
_NUMBERS = {"dari": "Dari revisi", "sampai": "Sampai revisi"}


def draw_span(store: Store, dataset: Dataset, named: bool) -> Span:
    """Draw the choice and give what is compared; `named` says whether the viewer reads who wrote a revision."""
    moments = store.history.moments(_MOST)
    last = find_usual_start(dataset)
    usual = {
        "dari": f"Awal data (revisi {FIRST_REVISION})",
        "sampai": f"Sekarang (revisi {dataset.revisi})",
    }
    if last.meeting:
        usual["dari"] = f"Rapat terakhir: {_meeting_name(last.meeting)}"
    for key, label in (("dari", "Dari"), ("sampai", "Sampai")):
        names = {"": usual[key]} | _names(dataset, moments, named)
        chosen = st.session_state[key]
        names |= {chosen: names.get(chosen, f"Revisi {chosen}")}
        st.selectbox(label, list(names), format_func=names.__getitem__, key=key, filter_mode=None)
    with st.popover("Nomor revisi", icon=":material/tag:"):
        for key, label in _NUMBERS.items():
            st.text_input(label, key=f"number-{key}", placeholder=f"{FIRST_REVISION} sampai {dataset.revisi}")
        st.button("Bandingkan", type="primary", on_click=_take_numbers, args=(dataset,), key="number-compare")
    return build_span(dataset, st.session_state.dari, st.session_state.sampai)


def _names(dataset: Dataset, moments: Sequence[Moment], named: bool) -> dict[str, str]:
    zone = dataset.province.zone
    names = {item.kode: f"Rapat: {_meeting_name(item)}" for item in meetings.find_held(dataset)}
    for item in moments:
        who = f"{item.oleh} · " if named else ""
        names.setdefault(
            str(item.revisi), f"Revisi {item.revisi}: {text.format_moment(item.waktu, zone)} · {who}{item.kegiatan}"
        )
    return names


def _meeting_name(item: Meeting) -> str:
    before = "" if item.revisi_data else " · sebelum data dicatat di sini"
    return f"{item.judul}, {text.format_date(item.tanggal)}{before}"


def _take_numbers(dataset: Dataset) -> None:
    typed = {key: st.session_state[f"number-{key}"].strip() for key in _NUMBERS}
    wrong = [value for value in typed.values() if value and not (value.isdecimal() and is_end(dataset, value))]
    if wrong:
        words = f"Tidak ada revisi “{'”, “'.join(wrong)}”. Ketik nomor dari {FIRST_REVISION} sampai {dataset.revisi}."
        messages.say(PAGE, Tone.BAD, words)
        return
    for key, value in typed.items():
        if value:
            st.session_state[key] = str(int(value))
    messages.forget()


def draw_notes(store: Store, zone: tzinfo, compared: Span, comparison: Comparison) -> None:
    """Draw what is to be known about a comparison before it is read."""
    notes = []
    if compared.is_reversed:
        notes.append("Awal yang dipilih lebih baru daripada akhirnya; keduanya ditukar.")
    for end in (compared.start, compared.end):
        if end.meeting and end.meeting.revisi_data is None:
            notes.append(
                f"Rapat “{end.meeting.judul}” berlangsung sebelum data dicatat di aplikasi ini; "
                f"yang dibandingkan adalah isi awal (revisi {FIRST_REVISION})."
            )
    for item in store.history.rows(tabel="keadaan", since=compared.start.revisi, limit=None):
        kept = item.sesudah["revisi"] if item.sesudah else None
        if isinstance(kept, int) and kept < compared.end.revisi:
            notes.append(
                f"Pada revisi {item.revisi} ({text.format_moment(item.waktu, zone)}) data dipulihkan dari cadangan "
                f"yang berisi data sampai revisi {kept}. Yang ditulis sesudah revisi {kept} sampai pemulihan itu "
                "tidak ada lagi."
            )
    if comparison.problems:
        notes.append(f"{len(comparison.problems)} lokus lama tidak dikenal lagi dan tidak ikut dibandingkan.")
    if notes:
        draw_html(build_list(notes, "change-notes"))
