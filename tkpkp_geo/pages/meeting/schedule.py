"""The meetings that are planned or on: when, what they start from, and how they begin and end."""

from __future__ import annotations

from functools import partial
from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings, reports
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.meeting import attendance, meeting_form
from tkpkp_geo.pages.shared import choose_meeting, links, saving
from tkpkp_geo.store.clock import now, today

_EDITED = "rapat_direncanakan_diubah"


def draw(page: str, dataset: Dataset, writes: bool) -> None:
    """Draw the meetings that are on and those to come, the nearest first."""
    found = [item for item in meetings.find_held(dataset) if item.status is MeetingStatus.BERLANGSUNG]
    for item in (*found, *meetings.find_planned(dataset)):
        with st.container(key=f"jalan-{item.kode}", border=True):
            st.html(_card(dataset, item))
            with st.container(key=f"tindakan-{item.kode}-jalan", horizontal=True, vertical_alignment="center"):
                if writes:
                    turn(page, dataset, item)
                    parts = ("meja", "siap") if item.status is MeetingStatus.BERLANGSUNG else ("siap", "agenda")
                    for kode in parts:
                        to_part(kode, item)
                since_last(dataset, item)
                if writes and item.status is MeetingStatus.RENCANA and st.session_state.get(_EDITED) != item.kode:
                    st.button(
                        "Ubah rapat", icon=":material/edit:", on_click=_edit, args=(item.kode,), key=f"ubah-{item.kode}"
                    )
            if writes and st.session_state.get(_EDITED) == item.kode:
                meeting_form.edit(page, dataset, item, partial(_edit, ""))
            if writes and item.status is MeetingStatus.BERLANGSUNG:
                count = len(item.peserta.split("\n")) if item.peserta else 0
                with st.expander(
                    f"Peserta ({text.format_number(count)})", icon=":material/groups:", key=f"hadir-{item.kode}"
                ):
                    attendance.draw(page, dataset, item)


def to_part(kode: str, item: Meeting, label: str = "") -> None:
    """Draw the way to another part of the page, for a meeting."""
    st.button(
        label or choose_meeting.PARTS[kode],
        icon=":material/arrow_forward:",
        on_click=choose_meeting.open_part,
        args=(kode, item.kode),
        key=f"ke-{kode}-{item.kode}",
    )


def since_last(dataset: Dataset, item: Meeting) -> None:
    """Draw the way to what has changed since the meeting before; nothing where there was none."""
    last = meetings.find_meeting_before(dataset, item)
    if last:
        with st.container(key=f"peta-{item.kode}-sejak", width="content"):
            label = f"Perubahan sejak {text.format_date(last.tanggal)}"
            links.link(label, "perubahan", [("dari", last.kode)], icon=":material/difference:")


def turn(page: str, dataset: Dataset, item: Meeting) -> None:
    """Draw what comes next for a meeting: its beginning on its day, its end while it is on."""
    if item.status is MeetingStatus.BERLANGSUNG:
        with st.popover("Akhiri rapat", icon=":material/stop_circle:", key=f"akhiri-{item.kode}"):
            st.html(
                f"<p>Berita acara bertumpu pada data saat rapat diakhiri, sekarang <b>revisi {dataset.revisi}</b>. "
                "Perubahan sesudahnya tetap tercatat, tetapi tidak masuk ke berita acara rapat ini.</p>"
            )
            st.button(
                "Ya, akhiri rapat", type="primary", on_click=_end, args=(page, item), key=f"ya-akhiri-{item.kode}"
            )
    elif item.status is MeetingStatus.RENCANA and item.tanggal <= today():
        _start_of(page, dataset, item)


def _start_of(page: str, dataset: Dataset, item: Meeting) -> None:
    on = meetings.find_running(dataset)
    with st.popover("Mulai rapat", icon=":material/play_circle:", type="primary", key=f"mulai-{item.kode}"):
        if on:
            st.html(f"<p>Rapat “{safe(on.judul)}” masih berlangsung. Akhiri rapat itu dahulu.</p>")
            return
        moved = "" if item.tanggal == today() else f" Tanggalnya menjadi hari ini, {text.format_date(today())}."
        st.html(
            f"<p>Rapat melihat data sekarang, <b>revisi {dataset.revisi}</b>. Apa yang berubah selama dan sesudah "
            f"rapat dihitung dari sini.{moved}</p>"
        )
        st.button("Ya, mulai rapat", type="primary", on_click=_start, args=(page, item), key=f"ya-mulai-{item.kode}")


def _start(page: str, item: Meeting) -> None:
    # The data as they are at this moment, not as they were when the page was drawn.
    dataset = workspace.current().dataset
    done = f"Rapat “{item.judul}” dimulai dan melihat data revisi {dataset.revisi}."
    saving.save(page, forms.start_meeting(item, dataset, now()), "Rapat dimulai", done)


def _end(page: str, item: Meeting) -> None:
    dataset = workspace.current().dataset
    done = f"Rapat “{item.judul}” berakhir. Berita acaranya bertumpu pada data revisi {dataset.revisi}."
    saving.save(page, forms.end_meeting(item, dataset, now()), "Rapat diakhiri", done)


def _edit(kode: str) -> None:
    st.session_state[_EDITED] = kode


def _card(dataset: Dataset, item: Meeting) -> str:
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    facts = [f"<b>{text.format_date(item.tanggal)}</b>", f"<b>{when(item, today())}</b>"]
    facts += [f"{name}: {safe(value)}" for name, value in (("Tempat", item.tempat), ("Kawasan", places)) if value]
    if item.revisi_data:
        facts.append(f"Melihat data revisi {item.revisi_data}")
    heading = "Rapat berlangsung" if item.status is MeetingStatus.BERLANGSUNG else "Rapat yang direncanakan"
    return (
        f'<div class="notula jalan {item.status}"><p class="tahap">{heading}</p><h3>{safe(item.judul)}</h3>'
        f'<ul class="fakta">{"".join(f"<li>{words}</li>" for words in facts)}</ul></div>'
    )


def when(item: Meeting, day: str) -> str:
    """Say how far away a meeting is, or since when it has been on."""
    if item.status is MeetingStatus.BERLANGSUNG:
        return f"sejak {text.format_moment(item.mulai).split(' pukul ')[1]}" if item.mulai else "sedang berlangsung"
    if item.status is MeetingStatus.SELESAI:
        return "selesai"
    days = -reports.count_days_since(item.tanggal, day)
    if days < 0:
        return f"lewat {text.format_number(-days)} hari, belum dimulai"
    return {0: "hari ini", 1: "besok"}.get(days, f"{text.format_number(days)} hari lagi")
