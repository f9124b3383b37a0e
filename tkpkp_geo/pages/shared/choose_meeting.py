"""Which part of the page Rapat is open, and which meeting it is about: both stand in the address."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting, MeetingStatus
from tkpkp_geo.workspace import today

RINGKASAN, MEJA = "ringkasan", "meja"
PARTS = {RINGKASAN: "Ringkasan", "siap": "Siap rapat?", "agenda": "Agenda", MEJA: "Meja kendali"}
_PART, _MEETING = "bagian", "rapat"
_STATUS = {MeetingStatus.RENCANA: " (direncanakan)", MeetingStatus.BERLANGSUNG: " (berlangsung)"}


def draw_part_choice(writes: bool) -> str:
    """Draw the choice of a part for who prepares meetings, and give its code; the others see what there is."""
    if not writes:
        return RINGKASAN
    address = st.query_params.get(_PART)
    st.session_state.setdefault(_PART, address if address in PARTS else RINGKASAN)
    st.segmented_control(
        "Bagian", list(PARTS), key=_PART, format_func=PARTS.__getitem__, required=True, label_visibility="collapsed"
    )
    chosen = str(st.session_state[_PART])
    keep_in_address(_PART, chosen, usual=RINGKASAN)
    if chosen == RINGKASAN:
        keep_in_address(_MEETING, "")
    return chosen


def draw_meeting_choice(dataset: Dataset) -> Meeting | None:
    """Draw the choice of a meeting: the one at hand unless another is asked for; ``None`` where there is none."""
    known = {item.kode: item for item in meetings.sort_newest_first(dataset)}
    if not known:
        return None
    wishes = [st.session_state.get(_MEETING), st.query_params.get(_MEETING)]
    at_hand = meetings.find_at_hand(dataset, today()) or next(iter(known.values()))
    # Set anew at each drawing: Streamlit would take a meeting whose label has changed for another one.
    st.session_state[_MEETING] = next((kode for kode in wishes if kode in known), at_hand.kode)
    chosen = st.selectbox(
        "Rapat",
        list(known),
        key=_MEETING,
        format_func=lambda kode: format_meeting(known[kode]),
        filter_mode=None,
        label_visibility="collapsed",
    )
    keep_in_address(_MEETING, chosen)
    return known[chosen]


def format_meeting(item: Meeting) -> str:
    """Give a meeting's day and title, and how far it is unless it is over."""
    return f"{text.format_date(item.tanggal)}: {item.judul}{_STATUS.get(item.status, '')}"


def open_part(kode: str, meeting: str = "") -> None:
    """Open another part, of a meeting where one is given (callback)."""
    st.session_state[_PART] = kode
    if meeting:
        st.session_state[_MEETING] = meeting


def keep_in_address(key: str, value: str, usual: str = "") -> None:
    """Write a choice into the address, where it is not the usual one."""
    address = st.query_params.get(key)
    if value != usual and value != address:
        st.query_params[key] = value
    elif address and value == usual:
        del st.query_params[key]
