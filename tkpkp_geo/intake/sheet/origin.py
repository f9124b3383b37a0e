"""The hidden sheet of what a workbook was filled with, so that only what was typed since counts as a change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tkpkp_geo.domain.columns import FILLED, ORIGIN_SHEET
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.text_safety import disarm, rearm
from tkpkp_geo.intake.program_rules import program_cells
from tkpkp_geo.intake.sheet.file import Sheet
from tkpkp_geo.intake.values import CellError, as_typed

_COLUMNS = tuple(column.name for column in FILLED)


def base_table(rows: Iterable[Intervensi]) -> list[list[str]]:
    """Give the lines of the hidden sheet, heading first: every cell as text."""
    return [list(_COLUMNS), *([disarm(program_cells(row)[name]) for name in _COLUMNS] for row in rows)]


def base_cells(sheets: Iterable[Sheet]) -> Mapping[str, Mapping[str, str]]:
    """Give, by id, the canonical cells that a workbook was filled with; empty for a file that is not ours."""
    for sheet in sheets:
        if sheet.name == ORIGIN_SHEET and sheet.cells and "id" in sheet.cells[0]:
            heading = [str(name) for name in sheet.cells[0]]
            rows = [["" if isinstance(v, CellError) else rearm(as_typed(v)) for v in line] for line in sheet.cells[1:]]
            tables = [dict(zip(heading, [*line, *[""] * len(heading)], strict=False)) for line in rows]
            return {row["id"]: row for row in tables if row["id"]}
    return {}
