"""Siap rapat?: what is ready for a meeting and what is to be done before it, on one screen."""

from __future__ import annotations

import shutil
from functools import partial

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import settings, workspace
from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain import fonts, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.export import deck
from tkpkp_geo.meeting import presentation, readiness
from tkpkp_geo.meeting.readiness import Check, CheckState, Facts
from tkpkp_geo.pages.meeting import overview, schedule
from tkpkp_geo.pages.shared import choose_meeting, links
from tkpkp_geo.pages.shared.markup import draw_html, draw_note
from tkpkp_geo.server import meeting_address
from tkpkp_geo.server.asset_routes import missing_assets
from tkpkp_geo.workspace import Workspace, today

_SIGNS = {CheckState.READY: "✓", CheckState.TO_DO: "⚑", CheckState.INFO: "i"}
_WORDS = {CheckState.READY: "siap", CheckState.TO_DO: "perlu tindakan", CheckState.INFO: "keterangan"}
_CLASSES = {CheckState.READY: "ready", CheckState.TO_DO: "wanting", CheckState.INFO: "info"}
_PAGES = {"laporan": "Laporan OPD", "lembar": "Lembar OPD", "verifikasi": "Verifikasi"}
_MOST_OPEN = 5  # decisions that are named; the overview has them all


def draw_readiness(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw what is ready for a meeting, and what it opens with."""
    space = workspace.current()
    shown = presentation.build_presentation(space, meeting)
    entries = presentation.build_meeting_entries(space, meeting, today())
    lines = readiness.build_checks(dataset, meeting, shown.flt, entries, today(), _facts(space))
    with st.container(key="readiness-top", horizontal=True, vertical_alignment="center"):
        draw_html(_summary(meeting, lines))
        schedule.draw_turn(page, dataset, meeting)
    # What is to be done stands on top: that is what somebody came for.
    order = sorted(lines, key=lambda item: (CheckState.TO_DO, CheckState.READY, CheckState.INFO).index(item.state))
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(key="readiness-list"):
        for item in order:
            _draw_check(meeting, item)
    with right, st.container(border=True, key="meeting-opening"):
        _draw_opening(dataset, meeting)


def _facts(space: Workspace) -> Facts:
    folder = space.store.folder or settings.from_environment().data_dir
    return Facts(
        other_hosts=deck.outside_hosts(),
        missing=missing_assets(),
        has_fonts=fonts.find_font_file() is not None,
        free_bytes=shutil.disk_usage(folder).free,
        backup_bytes=space.store.backups.size(),
        address=meeting_address.participants_address(st.context.headers.get("Host", "")),
    )


def _summary(meeting: Meeting, lines: tuple[Check, ...]) -> Markup:
    ready, wanted = readiness.count_ready(lines)
    return Markup(
        '<div class="readiness {state}" data-ready="{ready}" data-wanted="{wanted}"><b>{ready} dari {wanted} siap</b>'
        "<span>{title} · {day}, {distance}</span></div>"
    ).format(
        state="ready" if ready == wanted else "wanting",
        ready=ready,
        wanted=wanted,
        title=meeting.judul,
        day=text.format_date(meeting.tanggal),
        distance=schedule.format_distance(meeting, today()),
    )


def _draw_check(meeting: Meeting, item: Check) -> None:
    line = Markup(
        '<div class="check {kind}" data-check="{item.kode}"><i aria-hidden="true">{sign}</i><div><p>'
        '<b>{item.name}</b> <span class="unseen">({state})</span> {item.words}</p>{advice}</div></div>'
    ).format(
        item=item,
        kind=_CLASSES[item.state],
        sign=_SIGNS[item.state],
        state=_WORDS[item.state],
        advice=Markup("<small>{}</small>").format(item.advice) if item.advice else "",
    )
    with st.container(key=f"check-{item.kode}", horizontal=True, vertical_alignment="center"):
        draw_html(line)
        if item.page.startswith("rapat:"):
            part = item.page.removeprefix("rapat:")
            go = partial(choose_meeting.open_part, part, meeting.kode)
            st.button(choose_meeting.PARTS[part], icon=":material/arrow_forward:", on_click=go, key=f"open-{item.kode}")
        elif item.page:
            with st.container(key=f"to-{item.kode}", width="content"):
                links.draw_link(_PAGES[item.page], item.page, (), icon=":material/arrow_forward:")


def _draw_opening(dataset: Dataset, meeting: Meeting) -> None:
    """Draw what waits since the meetings before: their open decisions with their age, and what has changed."""
    last = meetings.find_meeting_before(dataset, meeting)
    waiting = [item for item in meetings.find_open_decisions(dataset) if item.meeting.kode != meeting.kode]
    overview.draw_heading("Bekal dari rapat sebelumnya", len(waiting))
    if last:
        draw_note(f"Rapat terakhir: {last.judul}, {text.format_date(last.tanggal)}.")
    overview.draw_waiting_decisions(dataset, waiting[:_MOST_OPEN])
    rest = len(waiting) - _MOST_OPEN
    if rest > 0:
        draw_note(f"{text.format_number(rest)} keputusan lain pada Ringkasan.")
    if last:
        presented = presentation.build_presentation(workspace.current(), meeting).meeting
        changes = presented.changes if presented else None
        number = len(changes.comparison.find_changes(Filter())) if changes else 0
        since = "sampai rapat ini dimulai" if meeting.status is not MeetingStatus.RENCANA else "sampai sekarang"
        words = (
            f"{text.format_number(number)} program resmi berubah" if number else "Belum ada program resmi yang berubah"
        )
        draw_html(Markup('<p class="changed"><b>{}</b> {}.</p>').format(words, since))
        schedule.draw_way_to_changes(dataset, meeting)
