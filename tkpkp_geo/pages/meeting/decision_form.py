"""Recording what a meeting decided, correcting it, and saying what became of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial
from urllib.parse import urlencode

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, MeetingStatus
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.shared import saving
from tkpkp_geo.pages.shared.forms import Form

_FIELDS = ("isi", "opd", "pihak", "kawasan", "tenggat", "saringan")
_SHORT = 60  # letters of a decision that a message repeats
_BECAME = {
    DecisionStatus.TERBUKA: ("Keputusan dibuka kembali", "dibuka kembali"),
    DecisionStatus.SELESAI: ("Keputusan selesai", "ditandai selesai"),
    DecisionStatus.BATAL: ("Keputusan dibatalkan", "ditandai batal"),
}


def draw_new_decision(page: str, dataset: Dataset) -> None:
    """Draw the form of a new decision, of the newest meeting unless another is chosen."""
    form: Form[Decision] = Form("decision", "", None)
    save = partial(_save, page, form, _draw_fields(dataset, form))
    st.button("Simpan keputusan", type="primary", on_click=save, key="decision-save")


def draw_edited_decision(page: str, dataset: Dataset, item: Decision, close: Callable[[], None]) -> None:
    """Draw the form of a decision that is known; `close` is called where it is done with."""
    form = Form("decision", item.kode, item)
    save = partial(_save, page, form, _draw_fields(dataset, form), close)
    with st.container(horizontal=True):
        st.button("Simpan perubahan", type="primary", on_click=save, key="decision-edit")
        st.button("Tutup", on_click=close, key="decision-close")


def settle_decision(page: str, item: Decision, status: DecisionStatus) -> None:
    """Keep what became of a decision as the page showed it (callback)."""
    kegiatan, done = _BECAME[status]
    words = f"Keputusan “{shorten(item.isi)}” {done}."
    # While a meeting is on, what becomes of older decisions is its doing.
    on = meetings.find_running(workspace.current().dataset)
    saving.save(page, forms.settle_decision(item, status), kegiatan, words, on.kode if on else "")


def _draw_fields(dataset: Dataset, form: Form[Decision]) -> str:
    """Draw the fields; give the name of the one that holds the meeting."""
    seen = form.record
    kode_opd, pihak = meetings.split_responsible(dataset, seen.penanggung_jawab if seen else "")
    st.text_area("Isi keputusan", seen.isi if seen else "", key=form.key("isi"), max_chars=forms.LONGEST, height=80)
    held = {item.kode: item for item in meetings.find_held(dataset)}
    # A meeting that has just been recorded is the one that decides; what is half typed stays.
    which = "kode_rapat" if seen else f"kode_rapat-{next(iter(held))}"
    places = list(dataset.kawasan_by_kode)
    first, second, third, fourth = st.columns([1.5, 1.5, 1.2, 0.9])
    first.selectbox(
        "Rapat",
        list(held),
        index=_place(held, seen.kode_rapat if seen else ""),
        key=form.key(which),
        format_func=lambda kode: f"{text.format_date(held[kode].tanggal)}: {held[kode].judul}",
        filter_mode=None,
    )
    names = {"": "Tanpa OPD"} | {item.kode_opd: item.nama for item in dataset.opd}
    second.selectbox(
        "Penanggung jawab",
        list(names),
        index=_place(names, kode_opd),
        key=form.key("opd"),
        format_func=names.__getitem__,
        filter_mode=None,
    )
    third.text_input("Pihak lain", pihak, key=form.key("pihak"), max_chars=160, placeholder="misalnya kepala desa")
    day = text.format_date(seen.tenggat) if seen and seen.tenggat else ""
    fourth.text_input("Tenggat", day, key=form.key("tenggat"), max_chars=30, placeholder="31 Desember 2026")
    left, right = st.columns([1.5, 1.5])
    left.pills(
        "Kawasan",
        places,
        selection_mode="multi",
        key=form.key("kawasan"),
        default=[kode for kode in seen.kawasan if kode in places] if seen else None,
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    links = _map_links(dataset, seen)
    right.selectbox(
        "Tautan peta",
        list(links),
        index=_place(links, seen.saringan if seen else ""),
        key=form.key("saringan"),
        format_func=lambda query: links.get(query, query),
        filter_mode=None,
    )
    return which


def _map_links(dataset: Dataset, seen: Decision | None) -> dict[str, str]:
    """Give which views of the map a decision can be tied to, in words, by their queries."""
    links = {"": "Tanpa tautan peta"}
    last = urlencode(st.session_state.get("filter_query", []))
    for name, query in (("Tampilan peta terakhir", last), ("Tetap", seen.saringan if seen else "")):
        flt = meetings.parse_map_filter(dataset, query)
        if flt:
            links[query] = f"{name}: {' · '.join(view_words.format_filter_words(dataset, flt, most=3))}"
        elif query and seen and query == seen.saringan:
            links[query] = f"{name}: isinya tidak ada lagi pada data"
    return links


def _place(options: Iterable[str], wanted: str) -> int:
    """Give where an option stands, 0 where it is none."""
    codes = list(options)
    return codes.index(wanted) if wanted in codes else 0


def _save(page: str, form: Form[Decision], which: str, close: Callable[[], None] | None = None) -> None:
    typed, seen = form.typed(*_FIELDS), form.record
    typed["kode_rapat"] = form.typed(which)[which]
    # The newest data: the number of a new decision must be free now, not when the form was drawn.
    dataset = workspace.current().dataset
    done = f"Keputusan “{shorten(' '.join(typed['isi'].split()))}” tersimpan."
    kegiatan = "Keputusan diubah" if seen else "Keputusan dicatat"
    on = {item.kode for item in dataset.rapat if item.status is MeetingStatus.BERLANGSUNG}
    meeting = typed["kode_rapat"] if typed["kode_rapat"] in on else ""
    if form.save(page, lambda: forms.parse_decision(dataset, typed, seen), kegiatan, done, meeting) and close:
        close()


def shorten(words: str) -> str:
    """Give the first words of a decision, as a message repeats them."""
    return words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
