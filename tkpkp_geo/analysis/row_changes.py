"""A change of a stored row in words: the name of the row, and its columns before and after. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tkpkp_geo.analysis import meetings, select, view_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.columns import BY_NAME, COLUMNS, NOT_CONTENT, NOT_PROGRAM_CONTENT, ColumnKind
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel, Lokus, Verification
from tkpkp_geo.domain.thresholds import THRESHOLDS
from tkpkp_geo.intake.master_rules import split_codes
from tkpkp_geo.store.records import HistoryRow

Row = Mapping[str, object]
_AREAS = frozenset({"kecamatan", "kode_kab", "kode_desa", "kode_kawasan", "kode_wilayah", "kawasan"})
_DECIMALS = 6  # of an index, whose third decimal is what people argue about
_RUPIAH = frozenset(item.name for item in COLUMNS if item.kind is ColumnKind.RUPIAH)
_DAYS = frozenset(item.name for item in COLUMNS if item.kind is ColumnKind.DATE) | {"tanggal"}
_LISTS = {item.name: item.code_list for item in COLUMNS if item.code_list and not item.codes_are_numbers}
_LABELS: dict[str, Mapping[str, str]] = {
    "verifikasi": text.VERIFIKASI_LABELS,
    "jenis_data": text.DATA_LABELS,
    "daftar": text.CHOICE_LIST_LABELS,
    "peran": text.ROLE_LABELS,
}
# The column that a row is called by, where it is not `nama`.
_NAMES = {
    "intervensi": "program",
    "alias_wilayah": "alias",
    "masalah": "masalah",
    "ambang": "kode",
    "kata_rantai": "kata",
    "tanggapan": "catatan",
    "rapat": "judul",
    "keputusan": "isi",
}


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One column that changed: its name on screen, and the values as the screen writes them."""

    name: str
    before: str
    after: str


def format_label(column: str) -> str:
    """Give a column's name on screen, which is its heading in the sheets too."""
    return BY_NAME[column].heading if column in BY_NAME else text.COLUMN_LABELS.get(column, column)


def find_field_changes(dataset: Dataset, before: Row | None, after: Row | None) -> tuple[FieldChange, ...]:
    """Find what changed between two states of a row; of a new or removed one, all that is filled in."""
    before, after = before or {}, after or {}
    return _compare(dataset, before, after, [name for name in {**before, **after} if name not in NOT_CONTENT])


def find_program_field_changes(dataset: Dataset, before: Row, after: Row) -> tuple[FieldChange, ...]:
    """Find what changed in the columns of `after`, but for those in which a program is submitted and verified."""
    return _compare(dataset, before, after, [name for name in after if name not in NOT_PROGRAM_CONTENT])


def _compare(dataset: Dataset, before: Row, after: Row, names: Iterable[str]) -> tuple[FieldChange, ...]:
    return tuple(
        FieldChange(
            format_label(name),
            format_value(dataset, name, before.get(name)),
            format_value(dataset, name, after.get(name)),
        )
        for name in names
        if _filled(before.get(name)) != _filled(after.get(name))
    )


def _filled(value: object) -> object:
    return None if value == "" else value


def find_last_verified(history: Iterable[HistoryRow]) -> Row | None:
    """Find the newest verified state of a program in its `history`, newest first; ``None`` where it never was."""
    for item in history:
        if item.sesudah and item.sesudah["verifikasi"] == Verification.TERVERIFIKASI:
            return item.sesudah
    return None


def format_row_name(dataset: Dataset, table: str, row: Row) -> str:
    """Give what people call a row of a table."""

    def cell(column: str) -> str:
        return str(row[column] or "")

    if table == "kawasan_desa":
        return f"{dataset.area_name(cell('kode_desa'))} · {dataset.area_name(cell('kode_kawasan'))}"
    if table == "laporan_opd":
        opd = format_value(dataset, "kode_opd", row["kode_opd"])
        return f"{opd} · {dataset.area_name(cell('kode_kawasan'))} · {row['tahun']}"
    if table == "referensi":
        return f"{text.CHOICE_LIST_LABELS.get(cell('daftar'), cell('daftar'))}: {cell('nama') or cell('kode')}"
    if table == "tonggak":
        return f"{dataset.choice_name('tonggak', cell('kode'))} · {dataset.area_name(cell('kode_kawasan'))}"
    if table == "bingkai_rapat":
        return cell("judul") or cell("kode")
    if table == "ambang" and cell("kode") in THRESHOLDS:
        return THRESHOLDS[cell("kode")].nama
    if table == "nilai_indeks":
        return f"{row['kode_indeks']} · {dataset.area_name(cell('kode_wilayah'))} · {row['tahun']}"
    return str(row[_NAMES.get(table, "nama")])


def format_value(dataset: Dataset, column: str, value: object) -> str:
    """Write a stored value as the screens do: names for codes, money and days in words."""
    if value is None or value == "":
        return text.NOT_FILLED_IN
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, int) and column in _RUPIAH:
        return text.format_rupiah_in_full(value)
    if isinstance(value, (int, float)):
        return text.format_number(value, _DECIMALS if column == "nilai" else 2)
    return _format_text(dataset, column, str(value))


def _format_text(dataset: Dataset, column: str, value: str) -> str:
    if column in _DAYS:
        return text.format_date(value)
    if column in ("mulai", "selesai"):
        return text.format_moment(value, dataset.province.zone)
    if column in _AREAS:
        return ", ".join(map(dataset.area_name, split_codes(value)))
    if column == "lokus":
        return ", ".join(_format_place(dataset, part) for part in split_codes(value))
    if column == "fungsi":
        return ", ".join(dataset.choice_name("fungsi", kode) for kode in split_codes(value))
    if column == "kode_opd":
        return dataset.opd_by_kode[value].nama_pendek if value in dataset.opd_by_kode else value
    if column in _LISTS and column not in _LABELS:
        return dataset.choice_name(_LISTS[column], value)
    if column == "kode_rapat":
        meeting = dataset.rapat_by_kode.get(value)
        return f"{meeting.judul}, {text.format_date(meeting.tanggal)}" if meeting else value
    if column == "saringan":
        flt = meetings.parse_map_filter(dataset, value)
        return " · ".join(view_words.format_filter_words(dataset, flt, most=3)) if flt else value
    return _LABELS.get(column, {}).get(value, value)


def _format_place(dataset: Dataset, part: str) -> str:
    level, divider, kode = part.partition(":")
    if not divider:
        return dataset.area_name(part)
    if level == AreaLevel.TITIK:
        return f"Titik {kode}"
    return select.format_place_name(dataset, Lokus(AreaLevel(level), kode))
