"""A view in words: its filter, how old its data are, what they rest on, and what programs add up to. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter
from tkpkp_geo.domain.records import DesaMembership, Intervensi

EVERYTHING = "Semua OPD, kawasan, dan tahun"


def format_filter_words(dataset: Dataset, flt: Filter, most: int | None = None) -> list[str]:
    """Say a filter in words, one item a key that narrows; past `most` names the rest is counted."""

    def name(key: str, value: str) -> str:
        if key == "opd":
            return dataset.opd_by_kode[value].ringkas
        if key in ("kawasan", "kecamatan"):
            return dataset.area_name(value)
        fixed = {"data": text.DATA_LABELS, "verifikasi": text.VERIFIKASI_LABELS, "tampil": text.TAMPIL_LABELS}
        return fixed[key][value] if key in fixed else dataset.choice_name(key, value)

    words = [
        f"{text.FILTER_LABELS[key]}: {text.join_names([name(key, value) for value in getattr(flt, key)], most)}"
        for key in FILTER_KEYS
        if key != "id" and getattr(flt, key)
    ]
    return [*words, f"{text.format_number(len(flt.id))} program yang dipilih"] if flt.id else words


def format_filter_line(dataset: Dataset, flt: Filter, most: int | None = None) -> str:
    """Say a filter in one line, that of everything too."""
    return " · ".join(format_filter_words(dataset, flt, most)) or EVERYTHING


def format_filter_with_standing(dataset: Dataset, flt: Filter, most: int | None = None) -> str:
    """Say a filter in one line, and that it leaves out what is no official, verified row unless it names such rows."""
    line = format_filter_line(dataset, flt, most)
    return line if flt.tampil or flt.data or flt.verifikasi else f"{line}; hanya data resmi yang terverifikasi"


def format_data_day(dataset: Dataset, flt: Filter) -> str:
    """Say how old the data in view is."""
    day = select.build_view_facts(dataset, flt).latest
    return f"Data per {text.format_date(day)}" if day else f"Tanggal data {text.NOT_FILLED_IN}"


def rests_on_news(dataset: Dataset, kode_kawasan: str = "") -> bool:
    """Tell whether a desa counts as a member, of one kawasan or of any, on no better ground than the news."""
    return any(
        item.keanggotaan is DesaMembership.BERITA and (not kode_kawasan or item.kode_kawasan == kode_kawasan)
        for item in dataset.kawasan_desa
    )


def format_sources(dataset: Dataset) -> str:
    """Say what numbers and areas rest on."""
    news = f" {text.MEMBERSHIP_SOURCE}." if rests_on_news(dataset) else ""
    return f"{text.APP_TITLE}. {dataset.province.boundary_credit}.{news}"


def format_brief(rows: Sequence[Intervensi]) -> str:
    """Sum programs up in one line."""
    total = select.build_totals(rows)
    if not total.program:
        return "belum ada program"
    return f"{text.format_number(total.program)} program · {total.opd} OPD"
