"""The left half of the control desk: what the screen shows, what comes next, notes and clocks.

The browser moves between the frames by itself and hears of others' moves: none of it draws the page anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import quote, urlencode

from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.meeting.frames.frame_order import FrameEntry
from tkpkp_geo.meeting.frames.frame_records import Frame
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.store.clock import now

_UNTITLED = "Tanpa judul"


def draw(rapat: Meeting, entries: Sequence[FrameEntry], alamat: str | None) -> None:
    """Draw the screen's half; `entries` are the frames that the meeting shows, `alamat` where participants follow."""
    deck = f"presentasi?rapat={quote(rapat.kode, safe='')}"
    data = {
        "rapat": rapat.kode,
        "dek": deck,
        "layar": f"{deck}&mode=layar",
        "peserta": alamat or deck,
        "terjangkau": alamat is not None,
        "mulai": rapat.mulai,
        "selesai": rapat.selesai,
        "saat": now(),
        "bingkai": [
            {
                "id": item.frame.id,
                "judul": item.frame.title or _UNTITLED,
                "catatan": item.row.catatan,
                "menit": item.row.menit,
            }
            for item in entries
        ],
    }
    component("desk")(data=data, key="meja")


def draw_shown(words: str) -> None:
    """Name the frame that is on screen after some words, wherever the screen goes meanwhile."""
    component("desk-watch")(data={"kata": words}, key="meja-lihat")


def saringan(frame: Frame) -> str:
    """Give the view of a frame's map as the query of a URL."""
    return urlencode(frame.flt.to_query())
