"""Between the store's rows and the records: one place that knows both forms.

A row is a flat mapping of column to plain value. Its `lokus` is the text of the tables (``desa:99.01.02.2003;…``),
its codes in a list are joined by ``;``.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import MISSING, fields
from enum import StrEnum
from typing import TYPE_CHECKING, Any, TypeVar

from tkpkp_geo.domain.columns import STAMPED
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.meeting_records import AgendaFrame, Decision, DecisionStatus, FrameKind, Meeting, MeetingStatus
from tkpkp_geo.domain.records import (
    OPD,
    Choice,
    DataKind,
    DesaMembership,
    Intervensi,
    Kawasan,
    KawasanDesa,
    LayerKind,
    Lokus,
    MapLayer,
)
from tkpkp_geo.domain.synergy_records import (
    ChainLink,
    ChainWord,
    FlagAnswer,
    IndexDefinition,
    IndexDimension,
    IndexValue,
    Milestone,
    MilestoneState,
    OpdReport,
    Statement,
    ThresholdSetting,
)
from tkpkp_geo.intake.csv_table import Row as Cells
from tkpkp_geo.intake.first_tables import complete_members
from tkpkp_geo.intake.lokus import PlaceReader, format_lokus
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.store.records import Content, Row

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Record = TypeVar("Record", bound="DataclassInstance")
_UNFILLED = {item.name: item.default for item in fields(Intervensi) if item.default is not MISSING} | {"lokus": ""}
_INTERVENSI = tuple(item.name for item in fields(Intervensi) if item.name != "lokus")


def intervensi_row(item: Intervensi) -> dict[str, object]:
    """Give the row of a program, with every column that a person may fill; what the store keeps is left out."""
    row = {name: getattr(item, name) for name in _INTERVENSI if name != "id" and name not in STAMPED}
    return row | {"jenis_data": str(item.jenis_data), "lokus": format_lokus(item.lokus)}


def next_id(dataset: Dataset, kode_opd: str, tahun: str) -> str:
    """Give the id of the next program that is entered by hand: OPD, year, and one more than the highest number.

    Rows are never deleted, so no id comes twice. Where two people ask at once, the store refuses the second one.
    """
    start = f"{kode_opd}-{tahun}-"
    rest = (item.id.removeprefix(start) for item in dataset.intervensi if item.id.startswith(start))
    return f"{start}{1 + max((int(number) for number in rest if number.isdecimal()), default=0):04d}"


def opd_row(item: OPD) -> dict[str, object]:
    """Give the row of an OPD."""
    names = ("nama", "singkatan", "keanggotaan", "warna", "simbol", "monogram", "sumber")
    lists = {name: ";".join(getattr(item, name)) for name in ("urusan", "fungsi")}
    return {name: getattr(item, name) for name in names} | lists


def kawasan_row(item: Kawasan) -> dict[str, object]:
    """Give the row of a kawasan."""
    names = ("nama", "kode_kab", "periode", "sumber", "catatan")
    return {name: getattr(item, name) for name in names} | {"kecamatan": ";".join(item.kecamatan)}


def meeting_row(item: Meeting) -> dict[str, object]:
    """Give the row of a meeting."""
    return _plain(item)


def first_tables(dataset: Dataset, told_elsewhere: Collection[Problem] = ()) -> dict[str, list[dict[str, object]]]:
    """Give the rows with which a new store begins, the problems of the files among them.

    Parameters
    ----------
    told_elsewhere : collection of Problem
        Problems that are not the tables' own.
    """
    problems = [item for item in dataset.problems if item not in told_elsewhere]
    return {
        "opd": [{"kode_opd": item.kode_opd} | opd_row(item) for item in dataset.opd],
        "kawasan": [{"kode_kawasan": item.kode_kawasan} | kawasan_row(item) for item in dataset.kawasan],
        "kawasan_desa": [
            {
                "kode_kawasan": item.kode_kawasan,
                "kode_desa": item.kode_desa,
                "keanggotaan": str(item.keanggotaan),
                "sumber": item.sumber,
            }
            for item in dataset.kawasan_desa
        ],
        "referensi": [
            {"daftar": list_name, "kode": item.kode, "nama": item.nama}
            for list_name, items in dataset.referensi.items()
            for item in items
        ],
        "alias_wilayah": [{"alias": alias, "kode": kode} for alias, kode in dataset.alias.items()],
        "intervensi": [
            {"id": item.id, "diubah_pada": item.diubah_pada} | intervensi_row(item) for item in dataset.intervensi
        ],
        **{name: [_plain(item) for item in getattr(dataset, name)] for name in _FIRST_BESIDE},
        "masalah": [
            {
                "nomor": f"{number:04d}",
                "berkas": item.berkas,
                "baris": "" if item.baris is None else str(item.baris),
                "kolom": item.kolom,
                "nilai": item.nilai,
                "masalah": item.masalah,
                "saran": item.saran,
            }
            for number, item in enumerate(problems, 1)
        ],
    }


_FIRST_BESIDE = ("tonggak", "kata_rantai", "rapat", "keputusan")


def _plain(item: DataclassInstance) -> dict[str, object]:
    """Give the row of a record whose fields are named as the columns."""
    plain = {field.name: getattr(item, field.name) for field in fields(item) if field.name != "revisi"}
    return {name: _cell(value) for name, value in plain.items()}


def _cell(value: object) -> object:
    if isinstance(value, tuple):
        return ";".join(value)
    return str(value) if isinstance(value, StrEnum) else value


def build_dataset(content: Content, boundaries: Boundaries, before: Dataset | None = None) -> Dataset:
    """Make the records of one revision; a place that the boundaries do not know is told and left out.

    Parameters
    ----------
    before : Dataset, optional
        The records of revision `content.sejak`, whose programs are taken over where they have not been written since.
    """
    problems = [*boundaries.problems, *map(_problem, content.tables["masalah"])]
    opd = tuple(_opd(row) for row in content.tables["opd"])
    kawasan = {row["kode_kawasan"]: _kawasan(row) for row in content.tables["kawasan"]}
    members = [
        KawasanDesa(
            row["kode_kawasan"], row["kode_desa"], DesaMembership(row["keanggotaan"]), row["sumber"], row["revisi"]
        )
        for row in content.tables["kawasan_desa"]
    ]
    referensi: dict[str, tuple[Choice, ...]] = {}
    for row in content.tables["referensi"]:
        item = Choice(row["kode"], row["nama"], row["revisi"])
        referensi[row["daftar"]] = (*referensi.get(row["daftar"], ()), item)
    places = _Places(PlaceReader(boundaries, kawasan), problems)
    written = {row["id"]: _intervensi(row, places) for row in content.tables["intervensi"]}
    if content.sejak and before is not None:
        kept = {item.id: item for item in before.intervensi if item.id not in written}
        files = {_berkas(kode) for kode in kept}
        problems += [item for item in before.problems if item.berkas in files]
        written |= kept
    return Dataset(
        province=boundaries.province,
        kawasan=tuple(kawasan.values()),
        kawasan_desa=complete_members(members, kawasan, boundaries),
        opd=opd,
        intervensi=tuple(written[kode] for kode in content.urutan),
        referensi=referensi,
        wilayah=boundaries.wilayah,
        revisi=content.revisi,
        problems=tuple(problems),
        alias={row["alias"]: row["kode"] for row in content.tables["alias_wilayah"]},
        **{
            name: tuple(_record(kind, row, **read) for row in content.tables[table])
            for name, (table, kind, read) in _BESIDE.items()
        },
    )


def _problem(row: Row) -> Problem:
    line = int(row["baris"]) if row["baris"] else None
    return Problem(row["berkas"], row["masalah"], row["saran"], line, row["kolom"], row["nilai"])


def _opd(row: Row) -> OPD:
    return _record(OPD, row, urusan=_codes, fungsi=_codes)


def _kawasan(row: Row) -> Kawasan:
    return _record(Kawasan, row, kecamatan=_codes)


def _record(kind: type[Record], row: Row, **read: Callable[[Any], object]) -> Record:
    """Make a record of a row whose columns are named as its fields; `read` makes a field's value of the stored one."""
    return kind(**{item.name: read.get(item.name, _as_it_is)(row[item.name]) for item in fields(kind)})


def _as_it_is(value: object) -> object:
    return value


def _codes(cell: object) -> tuple[str, ...]:
    return tuple(part.strip() for part in str(cell).split(";") if part.strip())


# Records beside the programs, by the dataset's field: table, record, and how a column becomes a value.
_BESIDE: dict[str, tuple[str, type, dict[str, Callable[[Any], object]]]] = {
    "laporan": ("laporan_opd", OpdReport, {"pernyataan": Statement}),
    "lapisan": ("lapisan", MapLayer, {"jenis": LayerKind}),
    "ambang": ("ambang", ThresholdSetting, {}),
    "kata_rantai": ("kata_rantai", ChainWord, {"mata": ChainLink}),
    "tanggapan": ("tanggapan", FlagAnswer, {}),
    "tonggak": ("tonggak", Milestone, {"keadaan": MilestoneState}),
    "indeks": ("indeks", IndexDefinition, {}),
    "dimensi": ("dimensi_indeks", IndexDimension, {}),
    "nilai_indeks": ("nilai_indeks", IndexValue, {}),
    "rapat": ("rapat", Meeting, {"kawasan": _codes, "status": MeetingStatus}),
    "keputusan": ("keputusan", Decision, {"kawasan": _codes, "lokus": _codes, "status": DecisionStatus}),
    "bingkai_rapat": ("bingkai_rapat", AgendaFrame, {"jenis": FrameKind}),
}


def program_reader(dataset: Dataset, boundaries: Boundaries, problems: list[Problem]) -> Callable[[Row], Intervensi]:
    """Give a function that makes programs of stored rows, also of rows as they once were.

    Parameters
    ----------
    dataset : Dataset
        Its kawasan are those that places are read by.
    problems : list of Problem
        Every place that the boundaries do not know is added here and left out.
    """
    places = _Places(PlaceReader(boundaries, dataset.kawasan_by_kode), problems)
    # A row of long ago lacks the columns that came later.
    return lambda row: _intervensi({**_UNFILLED, **row}, places)


def _intervensi(row: Row, places: _Places) -> Intervensi:
    known = {name: row[name] for name in _INTERVENSI}
    known["jenis_data"] = DataKind(row["jenis_data"])
    return Intervensi(**known, lokus=places.read(row))


def _berkas(kode: object) -> str:
    return f"Program {kode}"


class _Places:
    """Reads the places of many rows; rows with the same text share one answer."""

    def __init__(self, reader: PlaceReader, problems: list[Problem]) -> None:
        self._reader = reader
        self._problems = problems
        self._known: dict[str, tuple[Lokus, ...]] = {"": ()}

    def read(self, row: Row) -> tuple[Lokus, ...]:
        typed = row["lokus"]
        if typed in self._known:
            return self._known[typed]
        problems: list[Problem] = []
        places = self._reader.read(Cells(_berkas(row["id"]), None, {"lokus": typed}, problems))
        self._problems.extend(problems)
        if not problems:
            self._known[typed] = places
        return places
