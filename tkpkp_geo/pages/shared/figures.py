"""The heading, the sample ribbon and the figures on top of the page, as HTML."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.domain.records import DataKind, Intervensi
from tkpkp_geo.domain.synergy_records import Statement
from tkpkp_geo.pages.shared.markup import draw_html, join

# Never by colour alone: the signs of what an OPD has said, and of what became of a decision.
PERNYATAAN = {Statement.ADA: "●", Statement.TIDAK_ADA: "○", Statement.BELUM: "–", Statement.DI_LUAR: "✕"}
KEPUTUSAN = {DecisionStatus.TERBUKA: "○", DecisionStatus.SELESAI: "●", DecisionStatus.BATAL: "✕"}


def build_brand(dataset: Dataset, day: str, title: str = text.APP_TITLE) -> Markup:
    """Give the page's name, and how old its data is."""
    age = f"Data per {text.format_date(day)} · " if day else ""
    subject = f"{text.SUBJECT} · {dataset.province.nama}" if title == text.APP_TITLE else dataset.province.nama
    return Markup('<div class="brand"><h1>{}</h1><span>{}</span><span class="age">{}revisi {}</span></div>').format(
        title, subject, age, dataset.revisi
    )


def build_symbol(kode_opd: str) -> Markup:
    """Give an OPD's symbol; its name stands beside it."""
    return Markup('<img class="symbol" alt="" src="aset/simbol/{}.svg">').format(kode_opd)


def build_marks(tanda: Iterable[str]) -> Markup:
    """Give what keeps a row from standing as it is (`Intervensi.tanda`), a sample in a colour of its own."""
    kinds = {mark: "sample" if mark == DataKind.CONTOH else "mark" for mark in tanda}
    return Markup(" ").join(Markup('<mark class="{}">{}</mark>').format(kind, mark) for mark, kind in kinds.items())


def draw_figures(dataset: Dataset, flt: Filter, rows: tuple[Intervensi, ...]) -> None:
    """Draw the figures of the filter."""
    shown = [item for item in dataset.kawasan if select.shows_kawasan(flt, item)]
    kecamatan = {kode for item in shown for kode in item.kecamatan if not flt.kecamatan or kode in flt.kecamatan}
    members = {
        item.kode_desa for item in dataset.kawasan_desa if item.is_member and kecamatan_of(item.kode_desa) in kecamatan
    }
    total = select.build_totals(rows)
    notes = [f"{total.without_pagu} program belum diisi"] if total.without_pagu else []
    parts = [select.build_kawasan_summary(dataset, rows, item.kode_kawasan, flt).totals.pagu for item in shown]
    if text.is_off_by_rounding(parts, total.pagu):
        notes.append(text.ROUNDED)
    lintas = select.count_spanning(rows, flt)
    cross = f"{lintas} lintas kawasan, dihitung sekali" if lintas else ""
    cells = (
        ("Kawasan", str(len(shown)), ""),
        ("Kecamatan", str(len(kecamatan)), ""),
        ("Desa anggota", str(len(members)), ""),
        ("OPD", str(total.opd), ""),
        ("Program", text.format_number(total.program), cross),
        ("Pagu", text.format_rupiah(total.pagu), " · ".join(notes)),
        ("Realisasi", text.format_rupiah(total.realisasi), ""),
    )
    draw_html(build_figures(cells))


def build_figures(cells: Iterable[tuple[str, str, str]]) -> Markup:
    """Give big figures: of each its name, its value and, where that would mislead alone, a note."""
    return Markup('<dl class="figures">{}</dl>').format(join(_build_figure(*cell) for cell in cells))


def _build_figure(name: str, value: str, note: str) -> Markup:
    aside = Markup('<dd class="note">{}</dd>').format(note) if note else ""
    # A unit is read with its number, and takes less of the room.
    number, _, unit = value.partition(" ")
    shown = Markup("{} <small>{}</small>").format(number, unit) if unit and number.startswith("Rp") else value
    return Markup('<div data-figure="{0}"><dt>{0}</dt><dd>{1}</dd>{2}</div>').format(name, shown, aside)
