"""Unduh: the meeting packet of the choice on screen, as files to take along."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import read_filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.export.jobs import JOBS, Job, JobOrder
from tkpkp_geo.export.packet import from_workspace
from tkpkp_geo.export.packet.files import FORMATS, USUAL_FORMATS
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.pages.download import packet_facts
from tkpkp_geo.pages.meeting import minutes
from tkpkp_geo.pages.shared import choose_meeting, filter_panel, page_head, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.store.clock import today
from tkpkp_geo.workspace import Workspace

PAGE = "unduh"
_MEETING, _JOB = "rapat_paket", "paket"
KEYS: view_state.ViewKeys = {
    "ukuran": view_state.MAP_VIEW["ukuran"],
    _MEETING: ("", lambda dataset, value: value in dataset.rapat_by_kode),
}


def render() -> None:
    """Draw the page."""
    space = workspace.current()
    dataset = space.dataset
    _follow_map()
    view_state.begin(dataset, PAGE, KEYS)
    flt = view_state.current_filter(dataset)
    filter_panel.render(dataset, flt)
    page_head.heading(dataset, flt, "Unduh paket rapat")
    left, right = st.columns([2, 1], gap="medium")
    with left, st.container(key="isi-paket"):
        _view(dataset)
        start = st.container(key="mulai-paket")
        formats = _formats()
        asked = from_workspace.packet_of_view(
            space, flt, today(), st.session_state.ukuran or "program", st.session_state[_MEETING]
        )
        with start:
            _start(space, asked, formats)
    with right:
        st.html(packet_facts.numbers(asked))
        _minutes(dataset, asked)
        st.html(packet_facts.live_layers(st.context.headers.get("host") or ""))
    st.html(page_head.foot(dataset, flt))
    view_state.finish(flt, PAGE, KEYS)


def _follow_map() -> None:
    """Come in with the measure that the map shows."""
    session = st.session_state
    if session.get("halaman_saringan") != PAGE and "tampilan" in session:
        own = [pair for pair in session.tampilan.get(PAGE, []) if pair[0] != "ukuran"]
        shown = [pair for pair in session.tampilan.get(view_state.HOME, []) if pair[0] == "ukuran"]
        session.tampilan[PAGE] = shown + own


def _view(dataset: Dataset) -> None:
    known = {item.kode: item for item in meetings.sort_newest_first(dataset)}
    with st.container(key="pilihan-paket"):
        st.selectbox(
            "Rapat",
            ["", *known],
            key=_MEETING,
            filter_mode=None,
            on_change=_adopt,
            args=(dataset,),
            format_func=lambda kode: choose_meeting.named(known[kode]) if kode else "Tanpa rapat: pilihan di layar",
        )
        filter_panel.measure()


def _formats() -> tuple[str, ...]:
    """Draw what the packet may hold, and give the formats that are ticked."""
    st.html('<h2 class="bagian">Isi paket</h2>')
    with st.container(key="format-paket"):
        return tuple(
            item.kode
            for item in FORMATS
            if st.checkbox(
                f"**{item.label}**  \n{item.uraian}",
                item.kode in USUAL_FORMATS,
                key=f"format-{item.kode}",
                persist_state="session",
                width="stretch",
            )
        )


def _adopt(dataset: Dataset) -> None:
    """Take the filter of the meeting that was chosen (callback)."""
    rapat = dataset.rapat_by_kode.get(st.session_state[_MEETING])
    if rapat is not None:
        view_state.set_filter(read_filter(parse_qsl(rapat.saringan), dataset)[0])


def _start(space: Workspace, asked: Packet, formats: tuple[str, ...]) -> None:
    order = _order(space, asked, formats)

    def start() -> None:
        st.session_state[_JOB] = (JOBS.start(order), st.session_state.get(_JOB, (None, 0))[1] + 1)

    st.button(
        "Unduh paket",
        type="primary",
        icon=":material/download:",
        on_click=start,
        disabled=not formats,
        key="unduh-paket",
        help=None if formats else "Pilih paling sedikit satu berkas.",
    )
    job, turn = st.session_state.get(_JOB, (None, 0))
    if job is not None:
        component("download")(data=_told(job, turn, order), key="unduhan")


def _order(space: Workspace, asked: Packet, formats: tuple[str, ...]) -> JobOrder:
    rapat = asked.meeting.rapat.kode if asked.meeting else ""
    return JobOrder(
        urlencode(asked.flt.to_query()),
        formats,
        asked.dataset.revisi,
        asked.ukuran,
        rapat,
        asked.today,
        space.store.url,
    )


def _told(job: Job, turn: int, order: JobOrder) -> dict:
    return {"kunci": job.kunci, "giliran": turn, "usang": job.order != order}


def _minutes(dataset: Dataset, asked: Packet) -> None:
    rapat: Meeting | None = asked.meeting.rapat if asked.meeting else None
    if rapat is not None and rapat.status is not MeetingStatus.RENCANA:
        with st.container(key="berita-paket", horizontal=True):
            minutes.draw(PAGE, dataset, rapat)
