"""What DPMD types or pastes about milestones and indices → changes for the store, or every problem in the way. Pure.

Every function gives changes and problems, one of the two empty: a pasted table is taken whole or not at all. Nothing
is known here of a particular index: its dimensions, its scale and its years are the office's.
"""

from tkpkp_geo.intake.indices.cells import areas, dimensions
from tkpkp_geo.intake.indices.forms import dimension, index, milestone, removed, value
from tkpkp_geo.intake.indices.pasting import Pasted, pasted

__all__ = ["Pasted", "areas", "dimension", "dimensions", "index", "milestone", "pasted", "removed", "value"]
