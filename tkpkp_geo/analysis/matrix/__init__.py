"""The matrices of who does what where: OPD × kawasan, fungsi × kawasan, OPD × fungsi. Pure.

A program counts once in every cell and every total, however many of their places it reaches: the columns of a row
may add up to more than its total.
"""

from tkpkp_geo.analysis.matrix.build import build
from tkpkp_geo.analysis.matrix.links import Opening, needs_ids, opening
from tkpkp_geo.analysis.matrix.records import Blank, Column, Kosong, Level, Matrix, Sum, Susunan
from tkpkp_geo.analysis.matrix.wording import ELSEWHERE, column_name, row_name, why_blank

__all__ = [
    "ELSEWHERE",
    "Blank",
    "Column",
    "Kosong",
    "Level",
    "Matrix",
    "Opening",
    "Sum",
    "Susunan",
    "build",
    "column_name",
    "needs_ids",
    "opening",
    "row_name",
    "why_blank",
]
