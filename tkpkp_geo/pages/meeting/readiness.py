"""Siap rapat?: what is ready for a meeting and what is to be done before it, on one screen."""

from __future__ import annotations

import shutil
from functools import partial
from html import escape as safe

import streamlit as st

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
from tkpkp_geo.server import address
from tkpkp_geo.server.data import missing_assets
from tkpkp_geo.store.clock import today
from tkpkp_geo.workspace import Workspace

_SIGNS = {CheckState.SIAP: "✓", CheckState.PERLU: "⚑", CheckState.INFO: "i"}
_WORDS = {CheckState.SIAP: "siap", CheckState.PERLU: "perlu tindakan", CheckState.INFO: "keterangan"}
_PAGES = {"laporan": "Laporan OPD", "lembar": "Lembar OPD", "verifikasi": "Verifikasi"}
_MOST_OPEN = 5  # decisions that are named; the overview has them all


def draw(page: str, dataset: Dataset, rapat: Meeting) -> None:
    """Draw what is ready for a meeting, and what it opens with."""
    space = workspace.current()
    found = presentation.build_presentation(space, rapat)
    entries = presentation.build_meeting_entries(space, rapat, today())
    lines = readiness.build_checks(dataset, rapat, found.flt, entries, today(), _facts(space))
    with st.container(key="atas-siap", horizontal=True, vertical_alignment="center"):
        st.html(_glance(rapat, lines), width="stretch")
        schedule.turn(page, dataset, rapat)
    # What is to be done stands on top: that is what somebody came for.
    order = sorted(lines, key=lambda item: (CheckState.PERLU, CheckState.SIAP, CheckState.INFO).index(item.keadaan))
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(key="daftar-siap"):
        for item in order:
            _line(rapat, item)
    with right, st.container(border=True, key="bekal-rapat"):
        _opens_with(dataset, rapat)


def _facts(space: Workspace) -> Facts:
    folder = space.store.folder or settings.from_environment().data_dir
    return Facts(
        lain=deck.outside_hosts(),
        hilang=missing_assets(),
        huruf=fonts.file() is not None,
        ruang=shutil.disk_usage(folder).free,
        cadangan=space.store.backups.size(),
        alamat=address.participants(st.context.headers.get("Host", "")),
    )


def _glance(rapat: Meeting, lines: tuple[Check, ...]) -> str:
    ready, asked = readiness.count_ready(lines)
    state = "siap" if ready == asked else "perlu"
    day = f"{text.format_date(rapat.tanggal)}, {schedule.when(rapat, today())}"
    return (
        f'<div class="siap-ringkas {state}" data-siap="{ready}" data-dari="{asked}"><b>{ready} dari {asked} siap</b>'
        f"<span>{safe(rapat.judul)} · {day}</span></div>"
    )


def _line(rapat: Meeting, item: Check) -> None:
    advice = f"<small>{safe(item.saran)}</small>" if item.saran else ""
    words = (
        f'<div class="periksa {item.keadaan}" data-periksa="{item.kode}">'
        f'<i aria-hidden="true">{_SIGNS[item.keadaan]}</i><div><p><b>{safe(item.nama)}</b> '
        f'<span class="tersembunyi">({_WORDS[item.keadaan]})</span> {safe(item.isi)}</p>{advice}</div></div>'
    )
    with st.container(key=f"periksa-{item.kode}", horizontal=True, vertical_alignment="center"):
        st.html(words, width="stretch")
        if item.halaman.startswith("rapat:"):
            part = item.halaman.removeprefix("rapat:")
            go = partial(choose_meeting.open_part, part, rapat.kode)
            st.button(choose_meeting.PARTS[part], icon=":material/arrow_forward:", on_click=go, key=f"buka-{item.kode}")
        elif item.halaman:
            with st.container(key=f"ke-{item.kode}", width="content"):
                links.link(_PAGES[item.halaman], item.halaman, (), icon=":material/arrow_forward:")


def _opens_with(dataset: Dataset, rapat: Meeting) -> None:
    """Draw what waits since the meetings before: their open decisions with their age, and what has changed."""
    last = meetings.find_meeting_before(dataset, rapat)
    waiting = [item for item in meetings.find_open_decisions(dataset) if item.rapat.kode != rapat.kode]
    st.html(f'<h2 class="bagian-rapat">Bekal dari rapat sebelumnya <b>{text.format_number(len(waiting))}</b></h2>')
    if last:
        st.html(f'<p class="ket">Rapat terakhir: {safe(last.judul)}, {text.format_date(last.tanggal)}.</p>')
    overview.draw_waiting(dataset, waiting[:_MOST_OPEN])
    rest = len(waiting) - _MOST_OPEN
    if rest > 0:
        st.html(f'<p class="ket">{text.format_number(rest)} keputusan lain pada Ringkasan.</p>')
    if last:
        told = presentation.build_presentation(workspace.current(), rapat).meeting.changes
        number = len(told.comparison.find_changes(Filter())) if told else 0
        since = "sampai rapat ini dimulai" if rapat.status is not MeetingStatus.RENCANA else "sampai sekarang"
        words = (
            f"{text.format_number(number)} program resmi berubah" if number else "Belum ada program resmi yang berubah"
        )
        st.html(f'<p class="berubah"><b>{words}</b> {since}.</p>')
        schedule.since_last(dataset, rapat)
