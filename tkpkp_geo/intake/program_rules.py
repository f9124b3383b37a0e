"""The rules for one program, the same for the tables in ``data/``, an uploaded sheet and the entry form."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from tkpkp_geo.domain.columns import FILLED, Column, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.records import OPD, Choice, DataKind, Intervensi, Verification
from tkpkp_geo.intake.csv_table import Row
from tkpkp_geo.intake.lokus import PlaceReader, format_lokus
from tkpkp_geo.store.boundaries import Boundaries

_KINDS = (
    ColumnKind.CODE,
    ColumnKind.LOKUS,
    ColumnKind.DATE,
    ColumnKind.NUMBER,
    ColumnKind.RUPIAH,
    ColumnKind.PERCENT,
    ColumnKind.TEXT,
)
# What makes a program comes first, in the order of the sheet; the rest by kind. So changes are told.
CELLS = tuple(
    sorted(
        FILLED,
        key=lambda column: (
            column.name != "id",
            not column.required,
            not column.required and _KINDS.index(column.kind),
        ),
    )
)
_WITH_RULES_OF_THEIR_OWN = ("id", "kode_opd", "program", "jenis_data")
# Problems are told of codes, places and amounts first, then of dates, then of texts.
_READ = tuple(
    sorted(
        (column for column in CELLS if column.name not in _WITH_RULES_OF_THEIR_OWN),
        key=lambda column: (column.kind is ColumnKind.TEXT, column.kind is ColumnKind.DATE),
    )
)
TEXT = tuple(column.name for column in _READ if column.kind is ColumnKind.TEXT)
# A cell of a workbook holds 32,767 characters; longer text would be cut on its way out.
LONGEST_TEXT = 10_000
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, eq=False)
class Context:
    """What the cells of a program may refer to.

    Parameters
    ----------
    opd : mapping of str to OPD
        By code.
    referensi : mapping of str to tuple of Choice
        Code lists: ``status``, ``fungsi``, ``dana``, ``tahun``.
    places : PlaceReader
        Reads the ``lokus`` cell.
    """

    opd: Mapping[str, OPD]
    referensi: Mapping[str, tuple[Choice, ...]]
    places: PlaceReader

    @classmethod
    def of(cls, dataset: Dataset, boundaries: Boundaries) -> Context:
        """Give the context of a whole dataset."""
        return cls(dataset.opd_by_kode, dataset.referensi, PlaceReader(boundaries, dataset.kawasan_by_kode))


class StrictRow(Row):
    """A row that is taken whole or not at all: nothing in it is emptied in silence."""

    emptied_hint = held_hint = placeless_hint = "Perbaiki isinya; baris ini ditahan sampai diperbaiki."


def check_program(
    cells: Mapping[str, str], context: Context, file: str = "Formulir"
) -> tuple[Intervensi | None, list[Problem]]:
    """Check the canonical cells of one program, as the entry form or a store has them.

    Parameters
    ----------
    cells : mapping of str to str
        By column of the data dictionary; `lokus` as ``desa:99.01.02.2003;titik:110.52,-1.98``, money in digits,
        dates in ISO form. What is missing is empty.
    context : Context
        What the cells may refer to.
    file : str
        What to call the origin in messages.

    Returns
    -------
    Intervensi or None, list of Problem
        ``None`` exactly where there is a problem.
    """
    problems: list[Problem] = []
    item = read_program(StrictRow(file, None, {k: v.strip() for k, v in cells.items()}, problems), context)
    return (None if problems else item), problems


def read_program(row: Row, context: Context) -> Intervensi | None:
    """Read a program; ``None`` where the row does not say whose or what it is. Problems go to the row."""
    kode_opd = row.code("kode_opd", context.opd, row.held_hint) if row.required("kode_opd") else ""
    program = _text(row, "program") if row.required("program") else ""
    # A row that does not say what it is must never pass as official.
    kind = row.code("jenis_data", list(DataKind), "Sementara ini ditandai sebagai contoh.") or DataKind.CONTOH

    for column in _READ:
        if column.required and not row.text(column.name):
            row.report(column.name, "kolom wajib masih kosong", row.emptied_hint)
    item = Intervensi(
        id=row.text("id"),
        kode_opd=kode_opd,
        program=program,
        jenis_data=DataKind(kind),
        diubah_pada=row.iso_date("diubah_pada"),
        verifikasi=row.code("verifikasi", list(Verification), "Sementara ini dianggap draf.") or Verification.DRAF,
        **{column.name: _value(row, column, context) for column in _READ},
    )
    return item if kode_opd and program else None


def _value(row: Row, column: Column, context: Context) -> Any:
    match column.kind:
        case ColumnKind.CODE:
            return row.code(column.name, [item.kode for item in context.referensi.get(column.code_list, ())])
        case ColumnKind.LOKUS:
            return context.places.read(row)
        case ColumnKind.DATE:
            return row.iso_date(column.name)
        case ColumnKind.NUMBER:
            return row.number(column.name, float, 0, 1e12, "angka, misalnya 12 atau 2.5")
        case ColumnKind.RUPIAH:
            return row.rupiah(column.name)
        case ColumnKind.PERCENT:
            return row.number(column.name, float, 0, 100, "persen antara 0 dan 100")
        case _:
            return _text(row, column.name)


def clean_text(text: str) -> str:
    """Give the text without what no workbook can hold, so that it comes back from one as it went."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ").replace("\xa0", " ")
    return _UNPRINTABLE.sub("", text).strip()


def _text(row: Row, column: str) -> str:
    text = clean_text(row.text(column))
    if len(text) > LONGEST_TEXT:
        row.report(
            column, f"teks terlalu panjang, paling banyak {LONGEST_TEXT} huruf", row.emptied_hint, text[:60] + "…"
        )
        return ""
    return text


def program_cells(item: Intervensi) -> dict[str, str]:
    """Give a program as canonical cells: what `check_program` reads back as the same program."""
    return {column.name: _cell(column, getattr(item, column.name)) for column in CELLS}


def _cell(column: Column, value: Any) -> str:
    if column.kind is ColumnKind.LOKUS:
        return format_lokus(value)
    return str(value) if isinstance(value, str) else plain_number(value)


def plain_number(value: float | None) -> str:
    """Give a number without separators and without a needless ``.0``; ``None`` is empty."""
    if value is None:
        return ""
    return str(int(value)) if float(value).is_integer() else repr(float(value))
