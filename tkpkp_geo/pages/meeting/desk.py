"""The control desk of a meeting: the screen at the left, what the meeting does at the right."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.meeting import presentation
from tkpkp_geo.meeting import undo as meeting_undo
from tkpkp_geo.meeting.undo import Act
from tkpkp_geo.pages.meeting import desk_decision, desk_programs, desk_screen
from tkpkp_geo.pages.shared import account, messages, saving
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.server import address
from tkpkp_geo.store import rights
from tkpkp_geo.store.clock import today

_PARTS = {"putusan": "Keputusan", "lokus": "Beri lokus", "usulan": "Usulan → komitmen"}
_NOT_NOW = {
    MeetingStatus.RENCANA: "Rapat ini belum dimulai. Bingkainya sudah dapat dicoba; keputusan, lokus, dan komitmen "
    "dicatat sesudah rapat dimulai.",
    MeetingStatus.SELESAI: "Rapat ini sudah selesai. Yang diputuskannya tetap; "
    "koreksi dilakukan pada bagian Ringkasan.",
}


def draw(page: str, dataset: Dataset, rapat: Meeting) -> None:
    """Draw the desk of a meeting, for those who may write meetings."""
    akun = account.current()
    if not rights.may_write(akun, "rapat"):
        account.refuse(akun)
        return
    entries = [
        item for item in presentation.build_meeting_entries(workspace.current(), rapat, today()) if item.row.tampil
    ]
    frames = [item.frame for item in entries]
    with st.container(key="meja-kendali"):
        left, right = st.columns([1.45, 1], gap="small")
        with left:
            desk_screen.draw(rapat, entries, _address(rapat))
        with right, st.container(key="meja-kanan"):
            if rapat.status is MeetingStatus.BERLANGSUNG:
                _acts(page, dataset, rapat, frames)
            else:
                st.html(f'<p class="ket-meja" role="note">{_NOT_NOW[rapat.status]}</p>')
            messages.draw(page)
            _done(page, dataset, rapat)


def _address(rapat: Meeting) -> str | None:
    found = address.participants(st.context.headers.get("Host", ""))
    return found and f"{found}/presentasi?rapat={rapat.kode}"


def _acts(page: str, dataset: Dataset, rapat: Meeting, frames: list) -> None:
    part = st.segmented_control(
        "Tindakan",
        list(_PARTS),
        default="putusan",
        format_func=_PARTS.get,
        key="meja_bagian",
        required=True,
        label_visibility="collapsed",
        persist_state="session",
    )
    if part == "putusan":
        desk_decision.draw(page, dataset, rapat, frames)
    elif part == "lokus":
        frame = desk_decision.shown(rapat, frames)
        desk_programs.draw_places(page, dataset, rapat, frame.focus[0] if frame and frame.focus else "")
    else:
        desk_programs.draw_proposals(page, dataset, rapat)


def _done(page: str, dataset: Dataset, rapat: Meeting) -> None:
    """Draw what the meeting has done so far, newest first, each with the way back while the meeting is on."""
    found = meeting_undo.find_acts(workspace.store().history.rows(rapat=rapat.kode, limit=None))
    on = rapat.status is MeetingStatus.BERLANGSUNG

    def picked() -> None:
        told = (st.session_state.get("meja-hasil") or {}).get("pilih")
        undo(page, rapat, int(told or 0))

    data = {
        "judul": "Hasil rapat ini",
        "baris": [_row(dataset, act, on) for act in found],
        "tombol": "Urungkan",
        "dipilih": "",
        "kosong": "Belum ada yang dicatat pada rapat ini.",
        "cari": False,
    }
    standing = text.format_number(sum(not act.dibatalkan for act in found))
    st.html(f'<h3 class="judul-hasil">Hasil rapat ini <b>{standing}</b></h3>')
    component("desk-list")(data=data, key="meja-hasil", on_pilih_change=picked)


def undo(page: str, rapat: Meeting, revisi: int) -> None:
    """Take back what this meeting did in a revision (callback)."""
    history = workspace.store().history.rows(rapat=rapat.kode, limit=None)
    act = next((item for item in meeting_undo.find_acts(history) if item.revisi == revisi), None)
    if act is None or act.dibatalkan:
        messages.say(page, Tone.WARNING, "Ini sudah diurungkan.")
        return
    what = meeting_undo.format_act_name(workspace.current().dataset, act)
    saving.save(
        page, meeting_undo.build_undo(act), f"Diurungkan: {act.kegiatan}", f"“{what}” diurungkan.", rapat.kode, revisi
    )


def _row(dataset: Dataset, act: Act, on: bool) -> dict:
    sample = any((row.sesudah or {}).get("jenis_data") == DataKind.CONTOH for row in act.rows)
    clock = text.format_moment(act.waktu).rpartition(" ")[2]
    facts = (f"{act.kegiatan} pukul {clock} oleh {act.oleh}", meeting_undo.format_act_details(dataset, act))
    if act.dibatalkan:
        facts = ("Diurungkan", *facts)
    return {
        "id": str(act.revisi),
        "teks": meeting_undo.format_act_name(dataset, act),
        "ket": " · ".join(filter(None, facts)),
        "tanda": [str(DataKind.CONTOH)] if sample else [],
        "coret": act.dibatalkan,
        "tetap": not on,
    }
