"""Rapat: the meetings and their decisions, what is still open on top; and the meeting at hand, from plan to end."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.pages.meeting import decision_form, meeting_form, overview, schedule
from tkpkp_geo.pages.meeting.agenda_editor import draw_agenda
from tkpkp_geo.pages.meeting.desk import draw_desk
from tkpkp_geo.pages.meeting.readiness_list import draw_readiness
from tkpkp_geo.pages.shared import account, choose_meeting, messages
from tkpkp_geo.pages.shared.markup import draw_empty, draw_html
from tkpkp_geo.store import rights
from tkpkp_geo.workspace import today

PAGE = "rapat"
CHOSEN = "kawasan_rapat"  # not the filter of the other pages: a meeting may have been about another kawasan


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    akun = account.current()
    writes = rights.may_write(akun, "rapat") and rights.may_write(akun, "keputusan")
    heading = st.container(key="meeting-head")
    kawasan, meeting = "", None
    with st.container(key="choose-meeting", horizontal=True, vertical_alignment="bottom"):
        part = choose_meeting.draw_part_choice(writes)
        if part == choose_meeting.RINGKASAN:
            kawasan = _draw_kawasan_choice(dataset)
        else:
            meeting = choose_meeting.draw_meeting_choice(dataset)
        if writes:
            meeting_form.draw_new_meeting(PAGE, dataset)
    if part != choose_meeting.MEJA:  # the desk says it beside what was pressed
        messages.draw_messages(PAGE)
    waiting = meetings.find_open_decisions(dataset, (kawasan,) if kawasan else ())
    with heading:
        where = f"Kawasan: {dataset.area_name(kawasan)}" if kawasan else "Semua kawasan"
        _draw_heading(waiting, where if part == choose_meeting.RINGKASAN else choose_meeting.PARTS[part], today())
    if part == choose_meeting.RINGKASAN:
        _draw_overview(dataset, waiting, kawasan, writes)
    elif meeting is None:
        draw_empty("Belum ada rapat. Catat atau rencanakan satu rapat dahulu.")
    else:
        {"siap": draw_readiness, "agenda": draw_agenda, "meja": draw_desk}[part](PAGE, dataset, meeting)


def _draw_overview(dataset: Dataset, waiting: tuple[MeetingDecision, ...], kawasan: str, writes: bool) -> None:
    schedule.draw_schedule(PAGE, dataset, writes)
    if writes and meetings.find_held(dataset):
        met_today = any(item.tanggal == today() for item in meetings.find_held(dataset))
        with st.expander("Tambah keputusan", expanded=met_today, icon=":material/add_task:", key="add-decision"):
            decision_form.draw_new_decision(PAGE, dataset)
    overview.draw_open_decisions(PAGE, dataset, waiting, writes)
    minutes = meetings.build_minutes(dataset, (kawasan,) if kawasan else ())
    overview.draw_meetings(PAGE, dataset, minutes, kawasan, writes)


def _draw_kawasan_choice(dataset: Dataset) -> str:
    """Draw the choice of a kawasan and give its code, "" for all; an address may ask for one."""
    wanted = st.query_params.get(CHOSEN)
    known = wanted if wanted in dataset.kawasan_by_kode else None
    chosen = st.pills(
        "Kawasan",
        list(dataset.kawasan_by_kode),
        default=known,
        key=CHOSEN,
        format_func=lambda kode: text.escape_markdown(dataset.area_name(kode)),
    )
    choose_meeting.keep_in_address(CHOSEN, chosen or "")
    return chosen or ""


def _draw_heading(waiting: tuple[MeetingDecision, ...], where: str, day: str) -> None:
    late = sum(item.days_late(day) > 0 for item in waiting)
    words = f"{text.format_number(len(waiting))} keputusan terbuka"
    if late:
        words += f", {text.format_number(late)} lewat tenggat"
    draw_html(
        Markup(
            '<div class="page-title"><h1>Rapat dan keputusan</h1><span>{}</span>'
            '<span class="age"><b>{}</b></span></div>'
        ).format(where, words)
    )
