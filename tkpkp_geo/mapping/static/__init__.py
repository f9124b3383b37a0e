"""Maps for paper, drawn by matplotlib: no browser, no network, and no window that threads would have to share."""

from tkpkp_geo.mapping.static.blocks import fonts
from tkpkp_geo.mapping.static.build import HIGH, WIDE, kawasan_figure, kawasan_map
from tkpkp_geo.mapping.static.content import words
from tkpkp_geo.mapping.static.sheets import Sheet, draw, gather

__all__ = ["HIGH", "WIDE", "Sheet", "draw", "gather", "fonts", "kawasan_figure", "kawasan_map", "words"]
