"""Maps for paper, drawn by matplotlib: no browser, no network, and no window that threads would have to share."""

from tkpkp_geo.export.paper_map.blocks import fonts
from tkpkp_geo.export.paper_map.sheets import HIGH, WIDE, Sheet, draw, figure, for_minutes, gather
from tkpkp_geo.export.paper_map.wording import words

__all__ = ["HIGH", "WIDE", "Sheet", "draw", "figure", "fonts", "for_minutes", "gather", "words"]
