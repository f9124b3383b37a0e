"""Programs as a plain CSV table, readable by people and by `intake.sheet.upload` alike."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from tkpkp_geo.domain.columns import LOKUS, SHEET_COLUMNS, Column, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.text_safety import disarm
from tkpkp_geo.intake.lokus import format_lokus
from tkpkp_geo.intake.place_names import PlaceNames
from tkpkp_geo.intake.sheet.cells import opd_label
from tkpkp_geo.intake.values import with_comma


def render_csv(dataset: Dataset, rows: Iterable[Intervensi]) -> bytes:
    """Write programs as CSV with semicolons and a UTF-8 mark, as an Indonesian Excel opens it.

    Parameters
    ----------
    dataset : Dataset
        Gives the names of places and OPD.
    rows : iterable of Intervensi
        What to write, for example `analysis.select` of a filter.
    """
    places = PlaceNames(dataset)
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";")
    writer.writerow([column.heading for column in SHEET_COLUMNS])
    writer.writerows([disarm(_value(dataset, places, column, row)) for column in SHEET_COLUMNS] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def _value(dataset: Dataset, places: PlaceNames, column: Column, row: Intervensi) -> str:
    if column.name == LOKUS:
        return "\n".join(places.label(format_lokus((place,))) for place in row.lokus)
    value = getattr(row, column.name)
    if column.name == "kode_opd":
        return opd_label(dataset, value)
    if value is None or isinstance(value, str):
        return str(value or "")
    return with_comma(value) + ("%" if column.kind is ColumnKind.PERCENT and 0 < value < 1 else "")
