"""What became of the data between two revisions: programs by kind, OPD and kawasan, in money and in words. Pure."""

from tkpkp_geo.analysis.compare.movements import TABEL, Comparison, Jenis, Movement, compare
from tkpkp_geo.analysis.compare.others import LAIN, Other, others
from tkpkp_geo.analysis.compare.span import FIRST, End, Span, is_end, of_meeting, span, usual_start
from tkpkp_geo.analysis.compare.totals import Sum, Summary, by_kawasan, by_opd, on_map, summarise
from tkpkp_geo.analysis.compare.wording import differences, sentence

__all__ = [
    "FIRST",
    "LAIN",
    "TABEL",
    "Comparison",
    "End",
    "Jenis",
    "Movement",
    "Other",
    "Span",
    "Sum",
    "Summary",
    "by_kawasan",
    "by_opd",
    "compare",
    "differences",
    "is_end",
    "of_meeting",
    "on_map",
    "others",
    "sentence",
    "span",
    "summarise",
    "usual_start",
]
