"""The control desk of a meeting: the screen at the left, what the meeting does at the right.

The browser moves between the frames by itself and hears of others' moves: none of it draws the page anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.meeting import presentation
from tkpkp_geo.meeting import undo as meeting_undo
from tkpkp_geo.meeting.frames.frame_order import FrameEntry
from tkpkp_geo.meeting.frames.frame_records import Frame
from tkpkp_geo.meeting.undo import Act
from tkpkp_geo.pages.meeting import desk_decision, desk_programs
from tkpkp_geo.pages.shared import account, messages, saving
from tkpkp_geo.pages.shared.component import component, sent_value
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.server import meeting_address
from tkpkp_geo.store import rights
from tkpkp_geo.store.clock import now
from tkpkp_geo.workspace import today

_PARTS = {"putusan": "Keputusan", "lokus": "Beri lokus", "usulan": "Usulan → komitmen"}
_UNTITLED = "Tanpa judul"
_NOT_NOW = {
    MeetingStatus.RENCANA: "Rapat ini belum dimulai. Bingkainya sudah dapat dicoba; keputusan, lokus, dan komitmen "
    "dicatat sesudah rapat dimulai.",
    MeetingStatus.SELESAI: "Rapat ini sudah selesai. Yang diputuskannya tetap; "
    "koreksi dilakukan pada bagian Ringkasan.",
}


def draw_desk(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw the desk of a meeting, for those who may write meetings."""
    akun = account.current()
    if not rights.may_write(akun, "rapat"):
        account.draw_refusal(akun)
        return
    entries = [
        item for item in presentation.build_meeting_entries(workspace.current(), meeting, today()) if item.row.tampil
    ]
    frames = [item.frame for item in entries]
    with st.container(key="control-desk"):
        left, right = st.columns([1.45, 1], gap="small")
        with left:
            _draw_screen(dataset.province, meeting, entries, _address(meeting))
        with right, st.container(key="desk-right"):
            if meeting.status is MeetingStatus.BERLANGSUNG:
                _draw_acting(page, dataset, meeting, frames)
            else:
                draw_html(Markup('<p class="desk-note" role="note">{}</p>').format(_NOT_NOW[meeting.status]))
            messages.draw_messages(page)
            _draw_acts(page, dataset, meeting)


def _address(meeting: Meeting) -> str | None:
    host = meeting_address.participants_address(st.context.headers.get("Host", ""))
    return host and f"{host}/presentasi?rapat={meeting.kode}"


def _draw_screen(province: Province, meeting: Meeting, entries: Sequence[FrameEntry], alamat: str | None) -> None:
    """Draw the screen's half; `entries` are the frames that the meeting shows, `alamat` where participants follow."""
    deck = f"presentasi?rapat={quote(meeting.kode, safe='')}"
    data = {
        "meeting": meeting.kode,
        "deck": deck,
        "screen": f"{deck}&mode=layar",
        "audience": alamat or deck,
        "reachable": alamat is not None,
        "started": meeting.mulai,
        "ended": meeting.selesai,
        "now": now(),
        "zone": province.zona_waktu,
        "clock": province.clock_name,
        "frames": [
            {
                "id": item.frame.id,
                "title": item.frame.title or _UNTITLED,
                "notes": item.row.catatan,
                "minutes": item.row.menit,
            }
            for item in entries
        ],
    }
    component("desk")(data=data, key="desk")


def _draw_acting(page: str, dataset: Dataset, meeting: Meeting, frames: Sequence[Frame]) -> None:
    part = st.segmented_control(
        "Tindakan",
        list(_PARTS),
        default="putusan",
        format_func=_PARTS.__getitem__,
        key="desk_part",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if part == "putusan":
        desk_decision.draw_decision_form(page, dataset, meeting, frames)
    elif part == "lokus":
        frame = desk_decision.find_shown_frame(meeting, frames)
        desk_programs.draw_places(page, dataset, meeting, frame.focus[0] if frame and frame.focus else "")
    else:
        desk_programs.draw_proposals(page, dataset, meeting)


def _draw_acts(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Draw what the meeting has done so far, newest first, each with the way back while the meeting is on."""
    acts = meeting_undo.find_acts(workspace.store().history.rows(rapat=meeting.kode, limit=None))
    on = meeting.status is MeetingStatus.BERLANGSUNG

    def picked() -> None:
        undo_act(page, meeting, int(sent_value("desk-results", "pick") or 0))

    data = {
        "title": "Hasil rapat ini",
        "rows": [_row(dataset, act, on) for act in acts],
        "button": "Urungkan",
        "selected": "",
        "empty": "Belum ada yang dicatat pada rapat ini.",
        "searchable": False,
    }
    standing = text.format_number(sum(not act.is_undone for act in acts))
    draw_html(Markup('<h3 class="results-title">Hasil rapat ini <b>{}</b></h3>').format(standing))
    component("desk-list")(data=data, key="desk-results", on_pick_change=picked)


def undo_act(page: str, meeting: Meeting, revisi: int) -> None:
    """Take back what this meeting did in a revision (callback)."""
    history = workspace.store().history.rows(rapat=meeting.kode, limit=None)
    act = next((item for item in meeting_undo.find_acts(history) if item.revisi == revisi), None)
    if act is None or act.is_undone:
        messages.say(page, Tone.WARNING, "Ini sudah diurungkan.")
        return
    what = meeting_undo.format_act_name(workspace.current().dataset, act)
    saving.save(
        page, meeting_undo.build_undo(act), f"Diurungkan: {act.kegiatan}", f"“{what}” diurungkan.", meeting.kode, revisi
    )


def _row(dataset: Dataset, act: Act, on: bool) -> dict[str, object]:
    sample = any((row.sesudah or {}).get("jenis_data") == DataKind.CONTOH for row in act.rows)
    clock = text.format_time(act.waktu, dataset.province.zone)
    facts = [
        f"{act.kegiatan} pukul {clock} oleh {act.oleh}",
        meeting_undo.format_act_details(dataset, act),
    ]
    if act.is_undone:
        facts.insert(0, "Diurungkan")
    return {
        "id": str(act.revisi),
        "text": meeting_undo.format_act_name(dataset, act),
        "note": " · ".join(filter(None, facts)),
        "marks": [str(DataKind.CONTOH)] if sample else [],
        "struck": act.is_undone,
        "fixed": not on,
    }
