"""Sheets for the tests: the tests' data, many programs of it, and workbooks as offices write them."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import cache

import xlsxwriter

from tests.support.data_folders import PROJECT, table_file
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.intake.first_tables import TABLES, read_dataset
from tkpkp_geo.intake.sheet.upload import SheetReading, read_upload
from tkpkp_geo.store.boundaries import Boundaries, read_boundaries


@cache
def shapes() -> Boundaries:
    return read_boundaries(PROJECT / "data")


@cache
def data() -> Dataset:
    return read_dataset({name: table_file(name).read_bytes() for name in TABLES}, shapes())


@cache
def many(count: int) -> Dataset:
    """Give the project's programs so often that they are `count`, each with an id and a name of its own."""
    rows = data().intervensi
    copies = (
        replace(rows[n % len(rows)], id=f"UJI-{n:05d}", program=f"{rows[n % len(rows)].program} {n}")
        for n in range(count)
    )
    return replace(data(), intervensi=tuple(copies))


def upload(content: bytes, dataset: Dataset | None = None, berkas: str = "uji.xlsx", **options: object) -> SheetReading:
    return read_upload(berkas, content, dataset or data(), shapes(), **options)


def spent() -> float:
    """Give the processor seconds of this process and its readers: the clock, where nothing else runs."""
    return sum(os.times()[:4])


def told(unggahan: SheetReading) -> str:
    return "\n".join(str(problem) for problem in unggahan.problems)


def xlsx(lines: Sequence[Sequence[object]], sheet: str = "Program", **others: Sequence[Sequence[object]]) -> bytes:
    """Write lines of cells as a workbook; a mapping is a formula with its result, ``None`` an empty cell."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True, "strings_to_formulas": False}) as book:
        date_format = book.add_format({"num_format": "dd/mm/yyyy"})
        for name, table in {sheet: lines, **others}.items():
            page = book.add_worksheet(name)
            for number, line in enumerate(table):
                for column, value in enumerate(line):
                    if isinstance(value, Mapping):
                        page.write_formula(number, column, value["rumus"], None, value["hasil"])
                    elif hasattr(value, "isoformat"):
                        page.write_datetime(number, column, value, date_format)
                    elif value is not None:
                        page.write(number, column, value)
    return buffer.getvalue()
