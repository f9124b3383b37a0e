"""Siap rapat?: what is ready for a meeting and what is to be done before it, on one screen."""

from __future__ import annotations

import shutil
from functools import lru_cache, partial
from html import escape as safe

import streamlit as st

from tkpkp_geo import fonts, meetings, presenting, readiness, settings, text, workspace
from tkpkp_geo.exporting import deck
from tkpkp_geo.model import Dataset, Filter, Rapat, StatusRapat
from tkpkp_geo.readiness import Check, Facts, Keadaan
from tkpkp_geo.server import alamat
from tkpkp_geo.server.data import missing_assets
from tkpkp_geo.store import today
from tkpkp_geo.ui import jalan_rapat, menuju, pilih_rapat, rapat_daftar
from tkpkp_geo.workspace import Workspace

_SIGNS = {Keadaan.SIAP: "✓", Keadaan.PERLU: "⚑", Keadaan.INFO: "i"}
_WORDS = {Keadaan.SIAP: "siap", Keadaan.PERLU: "perlu tindakan", Keadaan.INFO: "keterangan"}
_PAGES = {"laporan": "Laporan OPD", "lembar": "Lembar OPD", "verifikasi": "Verifikasi"}
_MOST_OPEN = 5  # decisions that are named; the overview has them all


def draw(page: str, dataset: Dataset, rapat: Rapat) -> None:
    """Draw what is ready for a meeting, and what it opens with."""
    space = workspace.current()
    found = presenting.of_meeting(space, rapat)
    entries = presenting.entries(space, rapat, today())
    lines = readiness.checks(dataset, rapat, found.flt, entries, today(), _facts(space, found.flt))
    with st.container(key="atas-siap", horizontal=True, vertical_alignment="center"):
        st.html(_glance(rapat, lines), width="stretch")
        jalan_rapat.turn(page, dataset, rapat)
    # What is to be done stands on top: that is what somebody came for.
    order = sorted(lines, key=lambda item: (Keadaan.PERLU, Keadaan.SIAP, Keadaan.INFO).index(item.keadaan))
    left, right = st.columns([7, 5], gap="medium")
    with left, st.container(key="daftar-siap"):
        for item in order:
            _line(rapat, item)
    with right, st.container(border=True, key="bekal-rapat"):
        _opens_with(dataset, rapat)


def _facts(space: Workspace, flt: Filter) -> Facts:
    folder = space.store.folder or settings.from_environment().data_dir
    return Facts(
        lain=_other_hosts(space, flt),
        hilang=missing_assets(),
        huruf=fonts.file() is not None,
        ruang=shutil.disk_usage(folder).free,
        cadangan=space.store.backup_size(),
        alamat=alamat.participants(st.context.headers.get("Host", "")),
    )


@lru_cache(maxsize=2)
def _other_hosts(space: Workspace, flt: Filter) -> tuple[str, ...]:
    return readiness.other_hosts(deck.render(space.dataset, space.boundaries, flt, today()))


def _glance(rapat: Rapat, lines: tuple[Check, ...]) -> str:
    ready, asked = readiness.count(lines)
    state = "siap" if ready == asked else "perlu"
    day = f"{text.tanggal(rapat.tanggal)}, {jalan_rapat.when(rapat, today())}"
    return (
        f'<div class="siap-ringkas {state}" data-siap="{ready}" data-dari="{asked}"><b>{ready} dari {asked} siap</b>'
        f"<span>{safe(rapat.judul)} · {day}</span></div>"
    )


def _line(rapat: Rapat, item: Check) -> None:
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
            go = partial(pilih_rapat.open_part, part, rapat.kode)
            st.button(pilih_rapat.PARTS[part], icon=":material/arrow_forward:", on_click=go, key=f"buka-{item.kode}")
        elif item.halaman:
            with st.container(key=f"ke-{item.kode}", width="content"):
                menuju.link(_PAGES[item.halaman], item.halaman, item.query, icon=":material/arrow_forward:")


def _opens_with(dataset: Dataset, rapat: Rapat) -> None:
    """Draw what waits since the meetings before: their open decisions with their age, and what has changed."""
    last = meetings.before(dataset, rapat)
    waiting = [item for item in meetings.still_open(dataset) if item.rapat.kode != rapat.kode]
    st.html(f'<h2 class="bagian-rapat">Bekal dari rapat sebelumnya <b>{text.angka(len(waiting))}</b></h2>')
    if last:
        st.html(f'<p class="ket">Rapat terakhir: {safe(last.judul)}, {text.tanggal(last.tanggal)}.</p>')
    rapat_daftar.draw_waiting(dataset, waiting[:_MOST_OPEN])
    rest = len(waiting) - _MOST_OPEN
    if rest > 0:
        st.html(f'<p class="ket">{text.angka(rest)} keputusan lain pada Ringkasan.</p>')
    if last:
        told = presenting.of_meeting(workspace.current(), rapat).meeting.changes
        number = len(told.comparison.movements(Filter())) if told else 0
        since = "sampai rapat ini dimulai" if rapat.status is not StatusRapat.RENCANA else "sampai sekarang"
        words = f"{text.angka(number)} program resmi berubah" if number else "Belum ada program resmi yang berubah"
        st.html(f'<p class="berubah"><b>{words}</b> {since}.</p>')
        jalan_rapat.since_last(dataset, rapat)
