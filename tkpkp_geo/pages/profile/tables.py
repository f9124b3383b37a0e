"""The tables of a profile as HTML: money by source and year, and the series of an index."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from markupsafe import Markup

from tkpkp_geo.analysis.profile.profile_records import IndexLine, IndexSeries, Profile, Spending, SpendingLine, Spread
from tkpkp_geo.domain import text
from tkpkp_geo.domain.synergy_records import TOTAL
from tkpkp_geo.intake.values import with_comma
from tkpkp_geo.pages.shared import links
from tkpkp_geo.pages.shared.markup import join

_DIGITS = 3  # of an index; a median of long numbers has more


def format_percent(value: float | None) -> str:
    """Write a percentage, "belum diisi" where nobody gave one."""
    return text.format_percent(None if value is None else round(value, 1))


def build_money_table(profile: Profile) -> Markup:
    """Give the table of money; a figure leads to the map's programs behind it."""
    table = profile.spending
    if not profile.rows:
        return Markup("<p>Belum ada program, sehingga belum ada anggaran.</p>")
    year = Markup('<th scope="col">{}</th>')
    across = profile.totals.spanning
    return Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Tabel anggaran"><table>'
        "<caption>Pagu, di bawahnya realisasi (juta rupiah).{note}</caption>"
        '<thead><tr><th scope="col">Sumber dana</th>{years}<th scope="col">Jumlah</th></tr></thead>'
        "<tbody>{lines}</tbody><tfoot>{total}</tfoot></table></div>"
    ).format(
        note=f" {across} program lintas kawasan, pagunya utuh." if across else "",
        years=join(year.format(_map_link(profile, "tahun", item, item)) for item in table.years),
        lines=join(_spending_line(profile, line) for line in table.lines),
        total=_spending_line(profile, table.total),
    )


def _map_link(profile: Profile, key: str, kode: str, name: str) -> str:
    if not kode:
        return name or text.NOT_FILLED_IN
    query = replace(profile.flt, **{key: (kode,)}).to_query()
    return Markup('<a href="{}">{}</a>').format(links.build_path("peta", query), name)


def _spending_line(profile: Profile, line: SpendingLine) -> Markup:
    cells = join(Markup("<td>{}</td>").format(_spending(item)) for item in (*line.years, line.total))
    name = _map_link(profile, "dana", line.kode, line.nama)
    return Markup('<tr><th scope="row">{}</th>{}</tr>').format(name, cells)


def _spending(item: Spending) -> str:
    if not item.program:
        return "–"
    if item.pagu is None and item.realisasi is None:
        return Markup("<small>{}</small>").format(text.NOT_FILLED_IN)
    return Markup("{}<small>{}</small>").format(_amount(item.pagu), _amount(item.realisasi))


def _amount(value: int | None) -> str:
    """Write an amount in millions: the table names the unit once."""
    return text.NOT_FILLED_IN if value is None else text.format_number(Decimal(value) / 10**6, 1)


def build_index_table(series: IndexSeries) -> Markup:
    """Give the series of one index: the kawasan's own value, and how its desa lie, a line a dimension and year.

    The screen has every year of the whole and the newest one of each dimension; paper has them all.
    """
    source = series.index.sumber
    about = Markup("<small>{}</small>").format(source) if source else ""
    heading = Markup("<h3>{}{}</h3>").format(series.index.nama, about)
    if not series.years:
        return heading + Markup("<p>Belum ada nilai untuk kawasan ini.</p>")
    columns = ("Dimensi", "Tahun", "Kawasan", "Desa", "Min.", "Median", "Maks.")
    return heading + Markup(
        '<div class="scroll" tabindex="0" role="region" aria-label="Tabel {}"><table>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>"
    ).format(
        series.index.nama,
        join(Markup('<th scope="col">{}</th>').format(name) for name in columns),
        join(_dimension_lines(series, line) for line in series.lines),
    )


def _dimension_lines(series: IndexSeries, line: IndexLine) -> Markup:
    kept = [
        (year, own, desa)
        for year, own, desa in zip(series.years, line.kawasan, line.desa, strict=True)
        if own is not None or desa is not None
    ]
    on_paper = Markup(' class="extra"')
    return join(
        Markup('<tr{}><th scope="row">{}</th><td>{}</td><td>{}</td>{}</tr>').format(
            on_paper if line.kode != TOTAL and year != kept[-1][0] else "",
            line.nama,
            year,
            _number(own),
            _spread(desa),
        )
        for year, own, desa in kept
    )


def _spread(desa: Spread | None) -> Markup:
    cells: tuple[str, ...] = ("0", "–", "–", "–")
    if desa is not None:
        cells = (str(desa.count), *map(_number, (desa.lowest, desa.median, desa.highest)))
    return join(map(Markup("<td>{}</td>").format, cells))


def _number(value: float | None) -> str:
    return "–" if value is None else with_comma(round(value, _DIGITS))
