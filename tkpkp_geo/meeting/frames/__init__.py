"""The presentation as data: a dataset and a filter become the frames that deck, slides and paper draw."""

from tkpkp_geo.meeting.frames.build import frames, natural
from tkpkp_geo.meeting.frames.records import (
    CAPTION_MOST,
    TEXT_LINES,
    TEXT_MOST,
    TITLE_MOST,
    Changes,
    Figure,
    Frame,
    Line,
    MeetingView,
    Section,
)
from tkpkp_geo.meeting.frames.wording import shortfalls, shortfalls_in_short

__all__ = [
    "CAPTION_MOST",
    "TEXT_LINES",
    "TEXT_MOST",
    "TITLE_MOST",
    "Changes",
    "Figure",
    "Frame",
    "Line",
    "MeetingView",
    "Section",
    "frames",
    "natural",
    "shortfalls",
    "shortfalls_in_short",
]
