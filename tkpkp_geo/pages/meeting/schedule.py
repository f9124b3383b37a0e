"""The meetings that are planned or on: when, what they start from, and how they begin and end."""

from __future__ import annotations

from functools import partial

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis import meetings, reports
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.meeting import meeting_form
from tkpkp_geo.pages.shared import choose_meeting, links, saving
from tkpkp_geo.pages.shared.markup import build_list, draw_html
from tkpkp_geo.store.clock import now
from tkpkp_geo.workspace import today

_EDITED = "planned_meeting_edited"


def draw_schedule(page: str, dataset: Dataset, writes: bool) -> None:
    """Draw the meetings that are on and those to come, the nearest first."""
    running = [item for item in meetings.find_held(dataset) if item.status is MeetingStatus.BERLANGSUNG]
    for item in (*running, *meetings.find_planned(dataset)):
        with st.container(key=f"scheduled-{item.kode}", border=True):
            draw_html(_card(dataset, item))
            with st.container(key=f"actions-{item.kode}-scheduled", horizontal=True, vertical_alignment="center"):
                if writes:
                    draw_turn(page, dataset, item)
                    parts = ("meja", "siap") if item.status is MeetingStatus.BERLANGSUNG else ("siap", "agenda")
                    for kode in parts:
                        draw_way_to_part(kode, item)
                draw_way_to_changes(dataset, item)
                if writes and item.status is MeetingStatus.RENCANA and st.session_state.get(_EDITED) != item.kode:
                    st.button(
                        "Ubah rapat", icon=":material/edit:", on_click=_edit, args=(item.kode,), key=f"edit-{item.kode}"
                    )
            if writes and st.session_state.get(_EDITED) == item.kode:
                meeting_form.draw_edited_meeting(page, dataset, item, partial(_edit, ""))
            if writes and item.status is MeetingStatus.BERLANGSUNG:
                count = len(item.peserta.split("\n")) if item.peserta else 0
                with st.expander(
                    f"Peserta ({text.format_number(count)})", icon=":material/groups:", key=f"attendance-{item.kode}"
                ):
                    meeting_form.draw_attendance(page, dataset, item)


def draw_way_to_part(kode: str, item: Meeting, label: str = "") -> None:
    """Draw the way to another part of the page, for a meeting."""
    st.button(
        label or choose_meeting.PARTS[kode],
        icon=":material/arrow_forward:",
        on_click=choose_meeting.open_part,
        args=(kode, item.kode),
        key=f"to-{kode}-{item.kode}",
    )


def draw_way_to_changes(dataset: Dataset, item: Meeting) -> None:
    """Draw the way to what has changed since the meeting before; nothing where there was none."""
    last = meetings.find_meeting_before(dataset, item)
    if last:
        with st.container(key=f"map-{item.kode}-since", width="content"):
            label = f"Perubahan sejak {text.format_date(last.tanggal)}"
            links.draw_link(label, "perubahan", [("dari", last.kode)], icon=":material/difference:")


def draw_turn(page: str, dataset: Dataset, item: Meeting) -> None:
    """Draw what comes next for a meeting: its beginning on its day, its end while it is on."""
    if item.status is MeetingStatus.BERLANGSUNG:
        with st.popover("Akhiri rapat", icon=":material/stop_circle:", key=f"end-{item.kode}"):
            draw_html(
                Markup(
                    "<p>Berita acara bertumpu pada data saat rapat diakhiri, sekarang <b>revisi {}</b>. "
                    "Perubahan sesudahnya tetap tercatat, tetapi tidak masuk ke berita acara rapat ini.</p>"
                ).format(dataset.revisi)
            )
            st.button("Ya, akhiri rapat", type="primary", on_click=_end, args=(page, item), key=f"yes-end-{item.kode}")
    elif item.status is MeetingStatus.RENCANA and item.tanggal <= today():
        _draw_start(page, dataset, item)


def _draw_start(page: str, dataset: Dataset, item: Meeting) -> None:
    on = meetings.find_running(dataset)
    with st.popover("Mulai rapat", icon=":material/play_circle:", type="primary", key=f"start-{item.kode}"):
        if on:
            draw_html(Markup("<p>Rapat “{}” masih berlangsung. Akhiri rapat itu dahulu.</p>").format(on.judul))
            return
        moved = "" if item.tanggal == today() else f" Tanggalnya menjadi hari ini, {text.format_date(today())}."
        draw_html(
            Markup(
                "<p>Rapat melihat data sekarang, <b>revisi {}</b>. Apa yang berubah selama dan sesudah "
                "rapat dihitung dari sini.{}</p>"
            ).format(dataset.revisi, moved)
        )
        st.button("Ya, mulai rapat", type="primary", on_click=_start, args=(page, item), key=f"yes-start-{item.kode}")


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


def _card(dataset: Dataset, item: Meeting) -> Markup:
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    bold = Markup("<b>{}</b>")
    facts: list[str] = [bold.format(text.format_date(item.tanggal)), bold.format(format_distance(item, today()))]
    facts += [f"{name}: {value}" for name, value in (("Tempat", item.tempat), ("Kawasan", places)) if value]
    if item.revisi_data:
        facts.append(f"Melihat data revisi {item.revisi_data}")
    heading = "Rapat berlangsung" if item.status is MeetingStatus.BERLANGSUNG else "Rapat yang direncanakan"
    return Markup('<div class="minutes scheduled {}"><p class="stage">{}</p><h3>{}</h3>{}</div>').format(
        item.status, heading, item.judul, build_list(facts, "facts")
    )


def format_distance(item: Meeting, day: str) -> str:
    """Say how far away a meeting is, or since when it has been on."""
    if item.status is MeetingStatus.BERLANGSUNG:
        return (
            f"sejak {text.format_time(item.mulai, workspace.province().zone)}" if item.mulai else "sedang berlangsung"
        )
    if item.status is MeetingStatus.SELESAI:
        return "selesai"
    past = reports.count_days_since(item.tanggal, day)
    days = -past if past is not None else 0
    if days < 0:
        return f"lewat {text.format_number(-days)} hari, belum dimulai"
    return {0: "hari ini", 1: "besok"}.get(days, f"{text.format_number(days)} hari lagi")
