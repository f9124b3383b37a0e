"""One cell of a sheet → canonical text by the kind of its column; every distinct value is worked out once."""

from __future__ import annotations

from tkpkp_geo.domain.columns import SHEET_COLUMNS, Column, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import DataKind
from tkpkp_geo.domain.text_safety import rearm
from tkpkp_geo.intake.names import Names
from tkpkp_geo.intake.place_names import PlaceNames, Reading
from tkpkp_geo.intake.program_rules import clean_text
from tkpkp_geo.intake.values import KOSONG, Cell, CellError, as_typed, parse_date, parse_number, parse_percent

_WANTED = {
    ColumnKind.RUPIAH: (parse_number, "rupiah", "Tulis angka saja, misalnya 1250000 atau Rp1.250.000."),
    ColumnKind.NUMBER: (parse_number, "angka", "Tulis angka saja, misalnya 12 atau 7,5; satuannya di kolom Satuan."),
    ColumnKind.PERCENT: (
        parse_percent,
        "persen antara 0 dan 100",
        "Tulis misalnya 70; di bawah satu persen dengan tandanya, 0,7%.",
    ),
    ColumnKind.DATE: (parse_date, "tanggal", "Tulis misalnya 4 Februari 2026 atau 04/02/2026."),
}


class CellReader:
    """Reads cells against the codes and places of a dataset.

    Parameters
    ----------
    dataset : Dataset
        Gives code lists, OPD and places.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.places = PlaceNames(dataset)
        self._codes = {name: Names(entries) for name, entries in code_names(dataset).items()}
        self._known: dict[tuple[str, type, Cell], Reading] = {}

    def read(self, column: Column, value: Cell) -> Reading:
        """Read a cell of a column."""
        key = (column.name, type(value), value)
        if key not in self._known:
            self._known[key] = self._read(column, value)
        return self._known[key]

    def _read(self, column: Column, value: Cell) -> Reading:
        if isinstance(value, CellError):
            return Reading(fault="rumus tidak memberi hasil", advice="Ganti rumusnya dengan nilai, atau hitung ulang.")
        text = as_typed(value)
        if column.kind is ColumnKind.TEXT:
            return Reading(clean_text(rearm(text)))
        text = rearm(text)
        if text.casefold() in KOSONG:
            return Reading()
        if column.kind is ColumnKind.CODE:
            return self._code(column, text)
        if column.kind is ColumnKind.LOKUS:
            return self.places.read(text)
        parse, wanted, advice = _WANTED[column.kind]
        try:
            return Reading(parse(rearm(value) if isinstance(value, str) else value))
        except ValueError:
            return Reading(fault=f"seharusnya {wanted}", advice=advice)

    def _code(self, column: Column, text: str) -> Reading:
        finding = self._codes[column.code_list].find(text)
        if len(finding.codes) == 1:
            return Reading(finding.codes[0], taken_for=finding.codes[0] if finding.guessed else "")
        near = finding.codes or finding.near
        hint = "Mungkin maksudnya " + " atau ".join(f"“{kode}”" for kode in near[:3]) + ". " if near else ""
        known = self._codes[column.code_list].codes
        return Reading(
            fault="nilai tidak dikenal",
            advice=hint + (f"Pilihan: {', '.join(known)}." if len(known) <= 10 else "Pilih dari daftar."),
        )


def code_names(dataset: Dataset) -> dict[str, list[tuple[str, tuple[str, ...]]]]:
    """Give, for each code list of a sheet, its codes with the names that each one goes by."""
    return {
        "opd": [
            (
                item.kode_opd,
                (item.kode_opd, item.nama, item.nama_pendek, item.singkatan, opd_label(dataset, item.kode_opd)),
            )
            for item in dataset.opd
        ],
        "jenis_data": [(str(kind), (str(kind), f"data {kind}")) for kind in DataKind],
        **{
            list_name: [(item.kode, (item.kode, item.nama)) for item in dataset.referensi.get(list_name, ())]
            for list_name in {column.code_list for column in SHEET_COLUMNS} - {"opd", "jenis_data", ""}
        },
    }


def opd_label(dataset: Dataset, kode: str) -> str:
    """Give what a sheet shows for an OPD: ``Dinas Perikanan — DKP``."""
    return f"{dataset.opd_by_kode[kode].nama} — {kode}" if kode in dataset.opd_by_kode else kode
