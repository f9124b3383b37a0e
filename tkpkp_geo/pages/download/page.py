"""Unduh: the meeting packet of the choice on screen, as files to take along."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlencode

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import read_filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.export.jobs import JOBS, Job, JobOrder
from tkpkp_geo.export.packet import from_workspace
from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.files import FORMATS, USUAL_FORMATS
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.pages.meeting import minutes_files
from tkpkp_geo.pages.shared import choose_meeting, filter_panel, page_head, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_html, join
from tkpkp_geo.server import meeting_address
from tkpkp_geo.workspace import Workspace, today

PAGE = "unduh"
_NO_MEETING = "Tanpa rapat: pilihan di layar"
_MEETING, _JOB = "packet_meeting", "packet"
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
    filter_panel.draw_filter_panel(dataset, flt)
    page_head.draw_heading(dataset, flt, "Unduh paket rapat")
    left, right = st.columns([2, 1], gap="medium")
    with left, st.container(key="packet-content"):
        _draw_choice(dataset)
        start = st.container(key="packet-start")
        formats = _draw_formats()
        packet = from_workspace.packet_of_view(
            space, flt, today(), st.session_state.ukuran or "program", st.session_state[_MEETING]
        )
        with start:
            _draw_start(space, packet, formats)
    with right:
        draw_html(_packet_numbers(packet))
        _draw_minutes(dataset, packet)
        draw_html(_live_layers(st.context.headers.get("host") or ""))
    draw_html(page_head.build_foot(dataset, flt))
    view_state.finish(flt, PAGE, KEYS)


def _follow_map() -> None:
    """Come in with the measure that the map shows."""
    session = st.session_state
    if session.get("filter_page") != PAGE and "page_queries" in session:
        own = [pair for pair in session.page_queries.get(PAGE, []) if pair[0] != "ukuran"]
        shown = [pair for pair in session.page_queries.get(view_state.HOME, []) if pair[0] == "ukuran"]
        session.page_queries[PAGE] = shown + own


def _draw_choice(dataset: Dataset) -> None:
    known = {item.kode: item for item in meetings.sort_newest_first(dataset)}
    with st.container(key="packet-choices"):
        st.selectbox(
            "Rapat",
            ["", *known],
            key=_MEETING,
            filter_mode=None,
            on_change=_adopt_filter,
            args=(dataset,),
            format_func=lambda kode: (
                choose_meeting.format_meeting(known[kode]) if kode else "Tanpa rapat: pilihan di layar"
            ),
        )
        filter_panel.draw_measure_choice()


def _draw_formats() -> tuple[str, ...]:
    """Draw what the packet may hold, and give the formats that are ticked."""
    draw_html(Markup('<h2 class="part">Isi paket</h2>'))
    with st.container(key="packet-formats"):
        return tuple(
            item.kode
            for item in FORMATS
            if st.checkbox(
                f"**{item.label}**  \n{item.description}",
                item.kode in USUAL_FORMATS,
                key=f"format-{item.kode}",
                persist_state="session",
                width="stretch",
            )
        )


def _adopt_filter(dataset: Dataset) -> None:
    """Take the filter of the meeting that was chosen (callback)."""
    rapat = dataset.rapat_by_kode.get(st.session_state[_MEETING])
    if rapat is not None:
        view_state.set_filter(read_filter(parse_qsl(rapat.saringan), dataset)[0])


def _draw_start(space: Workspace, packet: Packet, formats: tuple[str, ...]) -> None:
    order = _order(space, packet, formats)

    def start() -> None:
        st.session_state[_JOB] = (JOBS.start(order), st.session_state.get(_JOB, (None, 0))[1] + 1)

    st.button(
        "Unduh paket",
        type="primary",
        icon=":material/download:",
        on_click=start,
        disabled=not formats,
        key="packet-download",
        help=None if formats else "Pilih paling sedikit satu berkas.",
    )
    job, turn = st.session_state.get(_JOB, (None, 0))
    if job is not None:
        component("download")(data=_job_data(job, turn, order), key="packet-progress")


def _order(space: Workspace, packet: Packet, formats: tuple[str, ...]) -> JobOrder:
    rapat = packet.meeting.meeting.kode if packet.meeting else ""
    return JobOrder(
        urlencode(packet.flt.to_query()),
        formats,
        packet.dataset.revisi,
        packet.measure,
        rapat,
        packet.today,
        space.store.url,
    )


def _job_data(job: Job, turn: int, order: JobOrder) -> dict[str, object]:
    return {"key": job.key, "turn": turn, "outdated": job.order != order}


def _draw_minutes(dataset: Dataset, packet: Packet) -> None:
    rapat: Meeting | None = packet.meeting.meeting if packet.meeting else None
    if rapat is not None and rapat.status is not MeetingStatus.RENCANA:
        with st.container(key="packet-minutes", horizontal=True):
            minutes_files.draw_minutes_files(PAGE, dataset, rapat)


def _packet_numbers(packet: Packet) -> Markup:
    """Give the numbers and the source of a packet."""
    number, fact = Markup('<tr><th scope="row">{}</th><td>{}</td></tr>'), Markup("<div><dt>{}</dt><dd>{}</dd></div>")
    return Markup(
        '<div class="packet-figures"><h2 class="part">Angka paket ini</h2><table>{}</table><dl>{}</dl></div>'
    ).format(
        join(number.format(item.label, item.words) for item in packet_numbers(packet)),
        join(fact.format(item.label, item.words) for item in packet_source(packet).facts),
    )


def _live_layers(host: str) -> Markup:
    """Give the address at which map programs find the live layers; `host` is what the browser asked for."""
    return Markup(
        '<div class="live-layers"><h2 class="part">Lapisan langsung untuk QGIS dan geoportal</h2>'
        "<p>Tambahkan sambungan <b>WFS / OGC API - Features</b> dengan alamat ini; isinya selalu data terbaru dan "
        "menerima saringan yang sama.</p><code>{}/ogc</code></div>"
    ).format(meeting_address.participants_address(host) or f"http://{host}")
