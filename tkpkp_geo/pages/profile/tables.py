"""The tables of a profile as HTML: money by source and year, and the series of an index."""

from __future__ import annotations

from dataclasses import replace
from html import escape as safe

from tkpkp_geo.analysis.profile.profile_records import IndexLine, IndexSeries, Profile, Spending, SpendingLine, Spread
from tkpkp_geo.domain import text
from tkpkp_geo.domain.synergy_records import TOTAL
from tkpkp_geo.intake.values import with_comma
from tkpkp_geo.pages.shared import links

_DIGITS = 3  # of an index; a median of long numbers has more


def percent(value: float | None) -> str:
    """Write a percentage, "belum diisi" where nobody gave one."""
    return text.NOT_FILLED_IN if value is None else f"{text.format_number(round(value, 1))} %"


def money(found: Profile) -> str:
    """Give the table of money; a figure leads to the map's programs behind it."""
    table = found.uang
    if not found.rows:
        return "<p>Belum ada program, sehingga belum ada anggaran.</p>"
    years = "".join(f"<th scope='col'>{_link(found, 'tahun', year, year)}</th>" for year in table.tahun)
    lines = "".join(_line(found, line) for line in table.baris)
    across = found.totals.lintas
    note = f" {across} program lintas kawasan, pagunya utuh." if across else ""
    return (
        f'<div class="gulir" tabindex="0" role="region" aria-label="Tabel anggaran"><table>'
        f"<caption>Pagu, di bawahnya realisasi (Rp).{note}</caption>"
        f"<thead><tr><th scope='col'>Sumber dana</th>{years}<th scope='col'>Jumlah</th></tr></thead>"
        f"<tbody>{lines}</tbody><tfoot>{_line(found, table.jumlah)}</tfoot></table></div>"
    )


def _link(found: Profile, key: str, kode: str, name: str) -> str:
    if not kode:
        return safe(name or text.NOT_FILLED_IN)
    query = replace(found.flt, **{key: (kode,)}).to_query()
    return f'<a href="{safe(links.path("peta", query))}">{safe(name)}</a>'


def _line(found: Profile, line: SpendingLine) -> str:
    cells = "".join(f"<td>{_cell(item)}</td>" for item in (*line.tahun, line.jumlah))
    return f"<tr><th scope='row'>{_link(found, 'dana', line.kode, line.nama)}</th>{cells}</tr>"


def _cell(item: Spending) -> str:
    if not item.program:
        return "–"
    if item.pagu is None and item.realisasi is None:
        return f"<small>{text.NOT_FILLED_IN}</small>"
    return f"{_amount(item.pagu)}<small>{_amount(item.realisasi)}</small>"


def _amount(value: int | None) -> str:
    return text.format_rupiah(value, short=True).removeprefix("Rp")


def index(series: IndexSeries) -> str:
    """Give the series of one index: the kawasan's own value, and how its desa lie, a line a dimension and year.

    The screen has every year of the whole and the newest one of each dimension; paper has them all.
    """
    about = f"<small>{safe(series.indeks.sumber)}</small>" if series.indeks.sumber else ""
    head = f"<h3>{safe(series.indeks.nama)}{about}</h3>"
    if not series.tahun:
        return f"{head}<p>Belum ada nilai untuk kawasan ini.</p>"
    lines = "".join(_dimension(series, line) for line in series.baris)
    names = ("Tahun", "Kawasan", "Desa", "Min.", "Median", "Maks.")
    heads = "".join(f"<th scope='col'>{name}</th>" for name in names)
    return (
        f'{head}<div class="gulir" tabindex="0" role="region" aria-label="Tabel {safe(series.indeks.nama)}"><table>'
        f"<thead><tr><th scope='col'>Dimensi</th>{heads}</tr></thead><tbody>{lines}</tbody></table></div>"
    )


def _dimension(series: IndexSeries, line: IndexLine) -> str:
    kept = [
        (year, own, desa)
        for year, own, desa in zip(series.tahun, line.kawasan, line.desa, strict=True)
        if own is not None or desa is not None
    ]
    return "".join(
        f"<tr{' class=lebih' if line.kode != TOTAL and year != kept[-1][0] else ''}>"
        f"<th scope='row'>{safe(line.nama)}</th><td>{year}</td><td>{_number(own)}</td>{_spread(desa)}</tr>"
        for year, own, desa in kept
    )


def _spread(desa: Spread | None) -> str:
    if desa is None:
        return "<td>0</td>" + "<td>–</td>" * 3
    return "".join(
        f"<td>{cell}</td>" for cell in (desa.jumlah, *map(_number, (desa.terendah, desa.tengah, desa.tertinggi)))
    )


def _number(value: float | None) -> str:
    return "–" if value is None else with_comma(round(value, _DIGITS))
