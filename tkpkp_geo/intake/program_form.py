"""What somebody types into the form or the table → a program, or every problem, each with its column."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, FORM_COLUMNS, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.records import DataKind, Intervensi
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.program_rules import Context, StrictRow, check_program
from tkpkp_geo.intake.sheet.cells import CellReader
from tkpkp_geo.store.boundaries import Boundaries

BERKAS = "Formulir"
_TYPED = (ColumnKind.TEXT, ColumnKind.RUPIAH, ColumnKind.NUMBER, ColumnKind.PERCENT, ColumnKind.DATE)
_NUMBERS = (ColumnKind.RUPIAH, ColumnKind.NUMBER, ColumnKind.PERCENT)


@dataclass(frozen=True, slots=True)
class TypedProgram:
    """What was typed for one program.

    Parameters
    ----------
    cells : mapping of str to str
        Canonical cells; what could not be read stands as typed.
    item : Intervensi or None
        The program; ``None`` exactly where there is a problem.
    problems : mapping of str to Problem
        By column.
    """

    cells: Mapping[str, str]
    item: Intervensi | None
    problems: Mapping[str, Problem]


class FormRules:
    """The rules of one dataset: those of the uploaded sheet."""

    def __init__(self, dataset: Dataset, boundaries: Boundaries) -> None:
        self._cells = CellReader(dataset)
        self._context = Context.of(dataset, boundaries)
        self.places = self._cells.places

    def read(self, typed: Mapping[str, str], kode: str = "", kind: str = DataKind.RESMI) -> TypedProgram:
        """Read what was typed for the program `kode`; codes and `lokus` are canonical already."""
        cells, problems = {"id": kode, "jenis_data": str(kind)}, {}
        for nama in FORM_COLUMNS:
            value, column = typed.get(nama, ""), BY_NAME[nama]
            cells[nama] = value.strip()
            if column.kind in _TYPED:
                reading = self._cells.read(column, value)
                cells[nama] = reading.text if not reading.fault else value
                if reading.fault:
                    problems[nama] = Problem(BERKAS, reading.fault, reading.advice, None, nama, value)
        sound = {nama: value for nama, value in cells.items() if nama not in problems}
        item, refused = check_program(sound, self._context, BERKAS)
        for problem in refused:
            problems.setdefault(problem.kolom, problem)
        return TypedProgram(cells, None if problems else item, problems)


@lru_cache(maxsize=4)
def form_rules(dataset: Dataset, boundaries: Boundaries) -> FormRules:
    """Give the rules of a dataset, made once for it."""
    return FormRules(dataset, boundaries)


def format_cell(column: str, cell: str) -> str:
    """Give a canonical cell as people write it: ``1.250.000``, ``12,5``, ``18 Desember 2026``."""
    kind = BY_NAME[column].kind
    if not cell:
        return ""
    if kind in _NUMBERS and (parts := re.fullmatch(r"(\d+)(?:\.(\d+))?", cell)):
        number = f"{int(parts[1]):,}".replace(",", ".") + (f",{parts[2]}" if parts[2] else "")
        # A bare fraction would read as a part of one, not of a hundred.
        return number + "%" if kind is ColumnKind.PERCENT and 0 < float(cell) < 1 else number
    return text.format_date(cell) if kind is ColumnKind.DATE and re.fullmatch(r"\d{4}-\d\d-\d\d", cell) else cell


def format_cell_in_words(dataset: Dataset, places: PlaceNames, column: str, cell: str) -> str:
    """Give a canonical cell with names for its codes, "belum diisi" for an empty one."""
    if not cell:
        return text.WITHOUT_LOKUS if column == "lokus" else text.NOT_FILLED_IN
    if column == "lokus":
        return "; ".join(places.label(place) for place in cell.split(";"))
    if column == "kode_opd" and cell in dataset.opd_by_kode:
        return dataset.opd_by_kode[cell].nama
    if BY_NAME[column].kind is ColumnKind.CODE:
        return dataset.choice_name(BY_NAME[column].code_list, cell)
    return format_cell(column, cell)


def format_advice(problem: Problem) -> str:
    """Give a problem as it stands beside its field, where neither the file nor the column need be named."""
    advice = problem.saran.replace(StrictRow.held_hint, "").strip()
    return f"{problem.masalah[:1].upper()}{problem.masalah[1:]}. {advice}".strip()
