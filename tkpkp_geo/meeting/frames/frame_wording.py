"""The words of frames: what is missing, what programs cost, and the last line."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.select import is_narrowed
from tkpkp_geo.analysis.view_words import format_data_day, format_filter_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.meeting.frames.frame_records import Figure

_MOST_NAMED = 3  # desa that a shortfall names before it counts the rest


def format_shortfalls(dataset: Dataset, summary: select.KawasanSummary) -> list[str]:
    """Word what is missing in a kawasan, as matters to talk about and never as a verdict."""
    total = summary.totals
    if not total.program:
        return ["belum ada program"]
    words = []
    if summary.unreached:
        names = [dataset.area_name(kode) for kode in summary.unreached]
        count = f"{len(names)} dari {summary.members} desa anggota belum terjangkau"
        words.append(f"{count}: {text.join_names(names, _MOST_NAMED)}")
    words += [f"{dataset.choice_name('fungsi', kode)}: belum ada OPD" for kode in summary.unserved_fungsi]
    if total.without_pagu:
        words.append(f"{total.without_pagu} dari {total.program} program: pagu {text.NOT_FILLED_IN}")
    return words


def format_shortfalls_in_short(dataset: Dataset, flt: Filter, summary: select.KawasanSummary) -> list[str]:
    """Word what is missing in a kawasan for a place with little room: counts instead of names."""
    words = []
    if summary.unreached:
        words.append(f"{len(summary.unreached)} dari {summary.members} desa anggota belum terjangkau")
    if summary.unserved_fungsi:
        names = [dataset.choice_name("fungsi", kode) for kode in summary.unserved_fungsi]
        words.append(f"belum ada program: {text.join_names(names, 2)}")
    if words and is_narrowed(flt):
        words[0] = f"dalam saringan ini {words[0]}"
    return words


def format_footer(dataset: Dataset, flt: Filter, own: Filter | None = None) -> str:
    """Write the last line of a frame: filter, day of the data, source; `own` is that of the frame if it differs."""
    words = format_filter_words(dataset, own or flt, 2)
    start = [] if (own or flt).opd else ["Semua OPD"]
    years = [] if flt.tahun else ["semua tahun"]
    return " · ".join([*start, *words, *years, format_data_day(dataset, flt), dataset.province.boundary_credit])


def build_pagu_figure(rows: Sequence[Intervensi], total: select.Totals) -> Figure:
    """Give the pagu of some programs with the years it is for, and how many programs give none."""
    years = sorted({row.tahun for row in rows if row.pagu is not None})
    span = "" if not years else f" {years[0]}" if len(years) == 1 else f" {years[0]}–{years[-1]}"
    if not rows:
        return Figure("–", "pagu", "tidak ada program")
    note = f"{total.without_pagu} program {text.NOT_FILLED_IN}" if total.pagu is not None and total.without_pagu else ""
    return Figure(text.format_rupiah(total.pagu), f"pagu{span}", note)


def format_pagu_sum(rows: Sequence[Intervensi]) -> str:
    """Write what programs cost together; nothing where there are none."""
    return format_pagu(select.build_totals(rows).pagu) if rows else ""


def format_pagu(pagu: int | None) -> str:
    """Write a pagu beside a program's name."""
    return f"pagu {text.NOT_FILLED_IN}" if pagu is None else text.format_rupiah(pagu)
