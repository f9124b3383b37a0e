"""The flags: what a meeting has to talk about, worked out from the data. Pure.

A flag says "perlu dibahas" and why; it never judges. It rests on rows, or on their absence, that it names.
"""

from tkpkp_geo.analysis.flags.build import found, way_of_looking
from tkpkp_geo.analysis.flags.records import Aturan, Flag, sidik_of
from tkpkp_geo.analysis.flags.wording import LINKS, TITLES, rule_words, title
from tkpkp_geo.domain.thresholds import THRESHOLDS, Threshold, value

__all__ = [
    "LINKS",
    "THRESHOLDS",
    "TITLES",
    "Aturan",
    "Flag",
    "Threshold",
    "found",
    "rule_words",
    "sidik_of",
    "title",
    "value",
    "way_of_looking",
]
