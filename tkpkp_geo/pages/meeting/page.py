"""Rapat: the meetings and their decisions, what is still open on top; and the meeting at hand, from plan to end."""

from __future__ import annotations

from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.pages.meeting import agenda, decision_form, desk, meeting_form, overview, readiness, schedule
from tkpkp_geo.pages.shared import account, choose_meeting, messages
from tkpkp_geo.store import rights
from tkpkp_geo.store.clock import today

PAGE = "rapat"
CHOSEN = "kawasan_rapat"  # not the filter of the other pages: a meeting may have been about another kawasan


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    akun = account.current()
    writes = rights.may_write(akun, "rapat") and rights.may_write(akun, "keputusan")
    heading = st.container(key="kepala-rapat")
    kawasan, rapat = "", None
    with st.container(key="pilih-rapat", horizontal=True, vertical_alignment="bottom"):
        part = choose_meeting.part(writes)
        if part == choose_meeting.RINGKASAN:
            kawasan = _kawasan(dataset)
        else:
            rapat = choose_meeting.meeting(dataset)
        if writes:
            meeting_form.draw(PAGE, dataset)
    if part != choose_meeting.MEJA:  # the desk says it beside what was pressed
        messages.draw(PAGE)
    waiting = meetings.find_open_decisions(dataset, (kawasan,) if kawasan else ())
    with heading:
        where = f"Kawasan: {dataset.area_name(kawasan)}" if kawasan else "Semua kawasan"
        _heading(waiting, where if part == choose_meeting.RINGKASAN else choose_meeting.PARTS[part], today())
    if part == choose_meeting.RINGKASAN:
        _overview(dataset, waiting, kawasan, writes)
    elif rapat is None:
        st.html('<p class="kosong">Belum ada rapat. Catat atau rencanakan satu rapat dahulu.</p>')
    else:
        {"siap": readiness.draw, "agenda": agenda.draw, "meja": desk.draw}[part](PAGE, dataset, rapat)


def _overview(dataset: Dataset, waiting: tuple[MeetingDecision, ...], kawasan: str, writes: bool) -> None:
    schedule.draw(PAGE, dataset, writes)
    if writes and meetings.find_held(dataset):
        met_today = any(item.tanggal == today() for item in meetings.find_held(dataset))
        with st.expander("Tambah keputusan", expanded=met_today, icon=":material/add_task:", key="tambah-keputusan"):
            decision_form.draw(PAGE, dataset)
    overview.draw_open(PAGE, dataset, waiting, writes)
    found = meetings.build_minutes(dataset, (kawasan,) if kawasan else ())
    overview.draw_minutes(PAGE, dataset, found, kawasan, writes)


def _kawasan(dataset: Dataset) -> str:
    """Draw the choice of a kawasan and give its code, "" for all; an address may ask for one."""
    asked = st.query_params.get(CHOSEN)
    known = asked if asked in dataset.kawasan_by_kode else None
    chosen = st.pills(
        "Kawasan",
        list(dataset.kawasan_by_kode),
        default=known,
        key=CHOSEN,
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    choose_meeting.keep(CHOSEN, chosen or "")
    return chosen or ""


def _heading(waiting: tuple[MeetingDecision, ...], where: str, day: str) -> None:
    late = sum(item.lewat(day) > 0 for item in waiting)
    words = f"{text.format_number(len(waiting))} keputusan terbuka"
    if late:
        words += f", {text.format_number(late)} lewat tenggat"
    st.html(
        f'<div class="judul-halaman"><h1>Rapat dan keputusan</h1><span>{safe(where)}</span>'
        f'<span class="usia"><b>{words}</b></span></div>'
    )
