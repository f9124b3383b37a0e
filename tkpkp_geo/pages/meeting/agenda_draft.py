"""The agendas that somebody is making: each kept in the session until it is saved or given up."""

from __future__ import annotations

import uuid
from collections.abc import Callable

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.meeting import agenda
from tkpkp_geo.meeting.agenda import AgendaDraft
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.messages import Tone

CHOSEN = "agenda_frame"
FIELDS = ("judul", "isi", "catatan", "menit", "tampil")
_KEPT = "agenda_draft"  # by the meeting's code: the mark that the draft's widgets bear, and the draft


def take_draft(dataset: Dataset, meeting: Meeting) -> AgendaDraft:
    """Give the draft of a meeting with what its widgets hold, begun anew where nothing in it would be lost."""
    draft = _held(meeting.kode)
    if draft is None or (agenda.is_stale(draft, dataset) and not agenda.is_changed(draft)):
        draft = agenda.begin_draft(dataset, meeting)
        _drafts()[meeting.kode] = (_mark(), draft)
    keep_draft(draft)
    return draft


def _drafts() -> dict[str, tuple[str, AgendaDraft]]:
    drafts: dict[str, tuple[str, AgendaDraft]] = st.session_state.setdefault(_KEPT, {})
    return drafts


def _mark() -> str:
    return uuid.uuid4().hex[:8]


def _held(kode_rapat: str) -> AgendaDraft | None:
    if kode_rapat not in _drafts():
        return None
    _, draft = _drafts()[kode_rapat]
    for row in draft.rows:
        # Only the widgets of the frame that was open are there.
        held = {name: widget_key(draft, row.kode, name) for name in FIELDS}
        values = {name: st.session_state[where] for name, where in held.items() if where in st.session_state}
        draft = agenda.change_frame(draft, row.kode, **values)
    return draft


def widget_key(draft: AgendaDraft, *parts: str) -> str:
    """Give the key of a widget of a draft: one that was begun anew has other widgets."""
    return "-".join(("agenda", _drafts()[draft.meeting.kode][0], *parts))


def keep_draft(draft: AgendaDraft) -> None:
    """Keep a draft as it is now."""
    _drafts()[draft.meeting.kode] = (_drafts()[draft.meeting.kode][0], draft)


def change_draft(change: Callable[[AgendaDraft], AgendaDraft], kode_rapat: str, anew: bool = False) -> None:
    """Change a draft as it is when the button is pressed (callback); `anew` fills its widgets from it again."""
    draft = _held(kode_rapat)
    if draft is not None:
        _drafts()[kode_rapat] = (_mark() if anew else _drafts()[kode_rapat][0], change(draft))


def drop_draft(kode_rapat: str) -> None:
    """Give a draft up (callback)."""
    _drafts().pop(kode_rapat, None)


def save_draft(page: str, kode_rapat: str) -> None:
    """Save a draft (callback); it stays where that fails."""
    draft = _held(kode_rapat)
    if draft is None:
        return
    keep_draft(draft)
    changes, problems = agenda.build_outcome(draft)
    if problems:
        saving.refuse(page, problems)
    elif agenda.is_stale(draft, workspace.current().dataset):
        messages.say(page, Tone.WARNING, "Belum disimpan, karena agenda ini baru saja disimpan orang lain.")
    elif saving.save(page, changes, "Agenda rapat disimpan", "Agenda tersimpan."):
        drop_draft(kode_rapat)
