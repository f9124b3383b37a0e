"""The minutes of a meeting to take along: as Word and as PDF, drawn once somebody asks for them."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.export.minutes import build, docx, pdf
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.workspace import today

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
# Label, type, what maps are drawn as, and who draws the rest, by the ending of the file.
KINDS = {
    "docx": ("Berita acara (Word)", _WORD, "png", docx.render_docx),
    "pdf": ("Berita acara (PDF)", "application/pdf", "svg", pdf.render_pdf),
}


def draw_minutes_files(page: str, dataset: Dataset, meeting: Meeting) -> None:
    """Offer the minutes of a meeting that has begun; `dataset` is the page's, of the present revision."""
    if meeting.status is MeetingStatus.RENCANA:
        return
    revisi = build.snapshot_revision(meeting)
    name = build.minutes_file_name(meeting, dataset.revisi if revisi is None else revisi)
    for ending, (label, mime, _, _) in KINDS.items():
        st.download_button(
            label,
            partial(build_content, meeting.kode, ending),
            f"{name}.{ending}",
            mime,
            icon=":material/description:",
            on_click="ignore",
            key=f"{page}-berita-{ending}-{meeting.kode}",
        )


def build_content(kode_rapat: str, ending: str) -> bytes:
    """Draw the minutes of a meeting as they are at this moment, as a file of one of `KINDS`."""
    _, _, drawing, render = KINDS[ending]
    now = workspace.current()
    meeting = now.dataset.rapat_by_kode[kode_rapat]
    revisi = build.snapshot_revision(meeting)
    then = now if revisi is None else workspace.at(revisi)
    history = now.store.history.rows(rapat=kode_rapat, limit=None)
    item = build.build_minutes(then.dataset, now.dataset, meeting, history, today())
    flt = build.meeting_filter(then.dataset, meeting)
    view = Packet(then.dataset, then.boundaries, flt, today())
    return render(item, map_sheets.draw_kawasan_maps(view, item.kawasan, drawing))
