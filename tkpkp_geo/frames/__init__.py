"""The presentation as data: a dataset and a filter become the frames that deck, slides and paper draw."""

from tkpkp_geo.frames.build import frames
from tkpkp_geo.frames.records import Figure, Frame, Line, Section
from tkpkp_geo.frames.wording import brief, data_day, filter_words, in_view, shortfalls, shortfalls_in_short

__all__ = [
    "Figure",
    "Frame",
    "Line",
    "Section",
    "brief",
    "data_day",
    "filter_words",
    "frames",
    "in_view",
    "shortfalls",
    "shortfalls_in_short",
]
