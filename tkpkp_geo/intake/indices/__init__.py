"""What DPMD types or pastes about milestones and indices → changes for the store, or every problem in the way. Pure.

Every function gives changes and problems, one of the two empty: a pasted table is taken whole or not at all. Nothing
is known here of a particular index: its dimensions, its scale and its years are the office's.
"""

from tkpkp_geo.intake.indices.cells import index_areas, index_dimensions
from tkpkp_geo.intake.indices.forms import parse_dimension, parse_index, parse_milestone, parse_value, remove_value
from tkpkp_geo.intake.indices.pasting import PastedValues, parse_pasted

__all__ = [
    "PastedValues",
    "index_areas",
    "parse_dimension",
    "index_dimensions",
    "parse_index",
    "parse_milestone",
    "parse_pasted",
    "remove_value",
    "parse_value",
]
