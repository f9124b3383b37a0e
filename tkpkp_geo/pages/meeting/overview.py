"""Decisions and meetings as the page Rapat draws them: what is open on top, then meeting by meeting."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis import meetings, view_words
from tkpkp_geo.analysis.meetings import MeetingDecision, MeetingMinutes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import DecisionStatus, Meeting, MeetingStatus
from tkpkp_geo.pages.meeting import decision_form, meeting_form, minutes_files
from tkpkp_geo.pages.shared import figures, links
from tkpkp_geo.pages.shared.markup import build_list, draw_empty, draw_html, join
from tkpkp_geo.workspace import today

_STEP = {"terbuka": 20, "rapat": 6}  # drawn at first, and so many more at a time
_COUNTS = "meeting_counts"
_EDITED = "meeting_edited"
_NONE_OPEN = "Tidak ada keputusan yang masih terbuka."


def draw_open_decisions(page: str, dataset: Dataset, decisions: Sequence[MeetingDecision], writes: bool) -> None:
    """Draw the open decisions; who writes is offered to settle or correct each."""
    draw_heading("Keputusan terbuka", len(decisions))
    if not decisions:
        draw_empty(_NONE_OPEN)
    for item in decisions[: _most("terbuka")]:
        kode = item.decision.kode
        with st.container(key=f"decided-{kode}", border=True):
            draw_html(_open_decision(dataset, item))
            flt = meetings.parse_map_filter(dataset, item.decision.saringan)
            if flt or writes:
                with st.container(key=f"actions-{kode}", horizontal=True, vertical_alignment="center"):
                    if flt:
                        with st.container(key=f"map-{kode}", width="content"):
                            links.draw_link("Lihat di peta", "peta", flt.to_query(), icon=":material/map:")
                    if writes:
                        _draw_settle_button(page, item, DecisionStatus.SELESAI, "Selesai", "check")
                        _draw_settle_button(page, item, DecisionStatus.BATAL, "Batal", "close")
                        _draw_edit_button(kode, "Ubah")
            _draw_editor(page, dataset, item, writes, opened=True)
    _draw_more("terbuka", len(decisions), "keputusan")


def draw_waiting_decisions(dataset: Dataset, decisions: Sequence[MeetingDecision]) -> None:
    """Draw open decisions with their age, without what may be done about them."""
    if not decisions:
        draw_empty(_NONE_OPEN)
    for item in decisions:
        draw_html(_open_decision(dataset, item))


def draw_meetings(page: str, dataset: Dataset, minutes: Sequence[MeetingMinutes], kawasan: str, writes: bool) -> None:
    """Draw the meetings with all that they decided; `kawasan` is the one that the page is narrowed to."""
    draw_heading("Rapat", len(minutes))
    if not minutes:
        draw_empty("Belum ada rapat yang tercatat.")
    narrowed = [("kawasan", kawasan)] if kawasan else []
    for item in minutes[: _most("rapat")]:
        kode = item.meeting.kode
        with st.container(key=f"minutes-{kode}", border=True):
            draw_html(_meeting(dataset, item, kawasan))
            if writes:
                for decision in item.decisions:
                    draw_html(_decisions(dataset, [decision]))
                    _draw_reopening(page, dataset, decision)
            elif item.decisions:
                draw_html(_decisions(dataset, item.decisions))
            with st.container(key=f"actions-{kode}", horizontal=True, vertical_alignment="center"):
                with st.container(key=f"map-{kode}", width="content"):
                    label, pairs = "Apa yang berubah sejak rapat ini", [*narrowed, ("dari", kode)]
                    links.draw_link(label, "perubahan", pairs, icon=":material/difference:")
                minutes_files.draw_minutes_files(page, dataset, item.meeting)
                if writes:
                    _draw_edit_button(kode, "Ubah rapat")
            if writes and st.session_state.get(_EDITED) == kode:
                meeting_form.draw_edited_meeting(page, dataset, item.meeting, _close)
    _draw_more("rapat", len(minutes), "rapat")


def draw_heading(name: str, count: int) -> None:
    """Draw the heading of a part of the page, with how much is in it."""
    draw_html(Markup('<h2 class="meeting-part">{} <b>{}</b></h2>').format(name, text.format_number(count)))


def _draw_reopening(page: str, dataset: Dataset, item: MeetingDecision) -> None:
    """Offer to open a decision again; what may be done about an open one stands on top of the page."""
    if item.is_open:
        return
    with st.container(key=f"actions-{item.decision.kode}", horizontal=True, vertical_alignment="center"):
        _draw_settle_button(page, item, DecisionStatus.TERBUKA, "Buka kembali", "undo")
        _draw_edit_button(item.decision.kode, "Ubah")
    _draw_editor(page, dataset, item, writes=True, opened=False)


def _draw_settle_button(page: str, item: MeetingDecision, status: DecisionStatus, label: str, icon: str) -> None:
    act = partial(decision_form.settle_decision, page, item.decision, status)
    st.button(label, icon=f":material/{icon}:", on_click=act, key=f"{status}-{item.decision.kode}")


def _draw_edit_button(kode: str, label: str) -> None:
    if st.session_state.get(_EDITED) != kode:
        st.button(label, icon=":material/edit:", on_click=partial(_edit, kode), key=f"edit-{kode}")


def _draw_editor(page: str, dataset: Dataset, item: MeetingDecision, writes: bool, opened: bool) -> None:
    if writes and item.is_open is opened and st.session_state.get(_EDITED) == item.decision.kode:
        decision_form.draw_edited_decision(page, dataset, item.decision, _close)


def _edit(kode: str) -> None:
    st.session_state[_EDITED] = kode


def _close() -> None:
    st.session_state[_EDITED] = ""


def _most(part: str) -> int:
    counts: dict[str, int] = st.session_state.setdefault(_COUNTS, dict(_STEP))
    return counts[part]


def _draw_more(part: str, total: int, what: str) -> None:
    rest = total - _most(part)
    if rest > 0:
        st.button(
            f"Tampilkan {text.format_number(min(rest, _STEP[part]))} {what} lagi",
            on_click=_show_more,
            args=(part,),
            key=f"more-{part}",
        )


def _show_more(part: str) -> None:
    st.session_state[_COUNTS][part] += _STEP[part]


def _open_decision(dataset: Dataset, item: MeetingDecision) -> Markup:
    facts = [Markup("<b>{}</b>").format(_age(item)), _meeting_name(item.meeting), *_facts(dataset, item)]
    return Markup('<div class="decision"><p>{}</p>{}</div>').format(item.decision.isi, build_list(facts, "facts"))


def _age(item: MeetingDecision) -> str:
    """Say for how long a decision has been open."""
    days = item.days_since(today())
    return f"terbuka {text.format_number(days)} hari" if days else "terbuka sejak hari ini"


def _facts(dataset: Dataset, item: MeetingDecision) -> list[str]:
    kept = item.decision
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    facts = [
        f"Penanggung jawab: {kept.penanggung_jawab or text.NOT_FILLED_IN}",
        f"Kawasan: {places or text.NOT_FILLED_IN}",
    ]
    if late := item.days_late(today()):
        words = Markup('<span class="overdue">⚑ lewat tenggat {} hari ({})</span>')
        facts.append(words.format(text.format_number(late), text.format_date(kept.tenggat)))
    else:
        facts.append(f"Tenggat: {text.format_date(kept.tenggat) if kept.tenggat else text.NOT_FILLED_IN}")
    return facts


def _meeting_name(item: Meeting) -> str:
    return f"Rapat {text.format_date(item.tanggal)} ({item.judul})"


def _meeting(dataset: Dataset, minutes: MeetingMinutes, kawasan: str) -> Markup:
    item = minutes.meeting
    places = text.join_names([dataset.area_name(kode) for kode in item.kawasan]) if item.kawasan else ""
    seen = f"Melihat data revisi {item.revisi_data}" if item.revisi_data else "Sebelum data dicatat di aplikasi ini"
    facts = {
        "Tempat": item.tempat,
        "Kawasan": places,
        "Peserta": item.peserta.replace("\n", " · "),
        "Sumber": item.sumber,
    }
    row: list[str] = [Markup("<b>{}</b>").format(text.format_date(item.tanggal))]
    if item.status is MeetingStatus.BERLANGSUNG:
        row.append(Markup("<b>Sedang berlangsung</b>"))
    row += [f"{name}: {value}" for name, value in facts.items() if value]
    about = f" tentang {dataset.area_name(kawasan)}" if kawasan else ""
    return Markup('<div class="minutes"><h3>{}</h3>{}<p class="total">{}{}</p></div>').format(
        item.judul, build_list([*row, seen], "facts"), _count(minutes.decisions), about
    )


def _count(decisions: Sequence[MeetingDecision]) -> str:
    if not decisions:
        return "Belum ada keputusan"
    by_status = {status: sum(item.decision.status is status for item in decisions) for status in DecisionStatus}
    words = ", ".join(f"{text.format_number(number)} {status}" for status, number in by_status.items() if number)
    return f"{text.format_number(len(decisions))} keputusan ({words})"


def _decisions(dataset: Dataset, decisions: Sequence[MeetingDecision]) -> Markup:
    return Markup('<ul class="decisions">{}</ul>').format(join(_decision(dataset, item) for item in decisions))


def _decision(dataset: Dataset, item: MeetingDecision) -> Markup:
    kept = item.decision
    facts = [Markup("<b>{}</b>").format(kept.status.capitalize()), *_facts(dataset, item)]
    flt = meetings.parse_map_filter(dataset, kept.saringan)
    if flt:
        link = Markup('<a href="{}" target="_self">Lihat di peta ({})</a>')
        words = " · ".join(view_words.format_filter_words(dataset, flt, most=3))
        facts.append(link.format(links.build_path("peta", flt.to_query()), words))
    return Markup('<li class="{}"><i aria-hidden="true">{}</i><div><p>{}</p>{}</div></li>').format(
        kept.status, figures.KEPUTUSAN[kept.status], kept.isi, build_list(facts, "facts")
    )
