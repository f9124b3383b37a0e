"""What became of the data between two revisions: programs by kind, OPD and kawasan, in money and in words. Pure."""

from tkpkp_geo.revisions.movements import TABEL, Comparison, Jenis, Movement, compare
from tkpkp_geo.revisions.others import LAIN, Other, others
from tkpkp_geo.revisions.totals import Sum, Summary, by_kawasan, by_opd, on_map, summarise
from tkpkp_geo.revisions.wording import differences, sentence

__all__ = [
    "LAIN",
    "TABEL",
    "Comparison",
    "Jenis",
    "Movement",
    "Other",
    "Sum",
    "Summary",
    "by_kawasan",
    "by_opd",
    "compare",
    "differences",
    "on_map",
    "others",
    "sentence",
    "summarise",
]
