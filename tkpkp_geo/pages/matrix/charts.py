"""The charts under the matrix: one at a time, each with the same numbers as a table.

The shape of a chart is Vega-Lite, described with Altair once a theme; a rerun only puts its numbers in: Altair checks
every chart that it writes, which takes longer than all the rest of the page.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from itertools import groupby
from statistics import mean
from typing import Any

import altair as alt
import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis import charts
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.shared import view_state
from tkpkp_geo.pages.shared.markup import draw_html, draw_note, join

CHARTS = {"pagu": "Pagu menurut OPD dan tahun", "kemajuan": "Fisik dan keuangan", "fungsi": "Program menurut fungsi"}

_MONEY_AXIS = text.axis_rupiah_expression("datum.value")
_PERCENT_AXIS = text.axis_percent_expression("datum.value")
_DATASET = "isi"
_NARROW = "containerSize()[0] < 600"  # a phone: names give way to what is drawn
_NAMED = 4  # programs that the words beside a heap name
_LABELLED = 0.07  # share of the longest bar that a year needs to bear its name
_DATA = alt.NamedData(_DATASET)


def draw_charts(dataset: Dataset, flt: Filter) -> None:
    """Draw the choice of charts, and the chosen one."""
    with st.container(key="matrix-charts"):
        draw_html(Markup('<h2 class="chart-title">Grafik</h2>'))
        chosen = st.pills(
            "Grafik",
            list(CHARTS),
            format_func=CHARTS.__getitem__,
            key="grafik",
            required=True,
            label_visibility="collapsed",
        )
        {"pagu": _draw_money, "kemajuan": _draw_progress, "fungsi": _draw_fungsi}[chosen or "pagu"](dataset, flt)


def _draw_chart(spec: dict[str, Any], values: list[dict[str, Any]], words: str) -> None:
    st.vega_lite_chart(spec | {"datasets": {_DATASET: values}}, width="stretch", alt=words)


def _draw_numbers(heads: list[str], lines: list[list[str]], numbers: int) -> None:
    """Draw the numbers of a chart; lines share an equal first cell, the last `numbers` columns are set right."""
    head = join(Markup('<th scope="col">{}</th>').format(name) for name in heads)
    body = []
    for first, group in groupby(lines, key=lambda line: line[0]):
        rows = [join(Markup("<td>{}</td>").format(cell) for cell in rest) for _, *rest in group]
        body.append(
            Markup('<tr><th scope="row" rowspan="{}">{}</th>{}</tr>').format(
                len(rows), first, Markup("</tr><tr>").join(rows)
            )
        )
    draw_html(
        Markup(
            '<details class="chart-figures"><summary>Angka</summary><div class="table-frame" tabindex="0" '
            'role="region" aria-label="Angka grafik"><table class="listing right-{}"><thead><tr>{}</tr></thead>'
            "<tbody>{}</tbody></table></div></details>"
        ).format(numbers, head, join(body))
    )


def _draw_sentences(*sentences: str) -> None:
    draw_note(" ".join(filter(None, sentences)))


def _draw_money(dataset: Dataset, flt: Filter) -> None:
    rows = charts.sum_money_by_opd(dataset, flt)
    missing = sum(row.without_pagu for row in rows)
    unknown = f"{text.format_number(missing)} program belum mengisi pagu." if missing else ""
    totals: dict[str, int] = {}
    for row in rows:
        if row.pagu is not None:
            totals[row.kode_opd] = totals.get(row.kode_opd, 0) + row.pagu
    if not totals:
        _draw_sentences("Tidak ada pagu dalam saringan ini.", unknown)
    else:
        theme = view_state.theme()
        _draw_years(_find_year_shades(rows, theme))
        _draw_chart(
            _build_money_spec(theme), _build_money_bars(dataset, rows, totals, theme), _describe_money(dataset, totals)
        )
        _draw_sentences("Tahun dari kiri ke kanan; jumlah di ujung batang.", unknown)
    lines = [
        [
            dataset.opd_by_kode[row.kode_opd].nama_pendek,
            row.tahun or text.NOT_FILLED_IN,
            text.format_number(row.program),
            text.format_number(row.without_pagu),
            text.format_rupiah_in_full(row.pagu),
            text.format_rupiah_in_full(row.realisasi),
        ]
        for row in rows
    ]
    if lines:
        _draw_numbers(["OPD", "Tahun", "Program", "Tanpa pagu", "Pagu", "Realisasi"], lines, 4)


def _draw_years(shades: dict[str, str]) -> None:
    box = Markup('<span><i class="swatch" style="background:{}"></i>{}</span>')
    boxes = join(box.format(colour, year or text.NOT_FILLED_IN) for year, colour in shades.items())
    draw_html(Markup('<div class="matrix-legend">{}</div>').format(boxes))


def _describe_money(dataset: Dataset, totals: dict[str, int]) -> str:
    most = max(totals, key=totals.__getitem__)
    name = dataset.opd_by_kode[most].nama_pendek
    return (
        f"Grafik batang: pagu {len(totals)} OPD menurut tahun. Terbesar {name}, {text.format_rupiah(totals[most])}. "
        "Angka lengkap pada tabel di bawahnya."
    )


def _draw_progress(dataset: Dataset, flt: Filter) -> None:
    progress = charts.find_progress(dataset, flt)
    without = (
        f"{text.format_number(progress.without)} program tidak mengisi keduanya dan tidak digambar."
        if progress.without
        else ""
    )
    if not progress.points:
        _draw_sentences("Tidak ada program yang mengisi realisasi fisik, pagu, dan realisasi sekaligus.", without)
        return
    theme = view_state.theme()
    listed = [_build_dot(dataset, item, theme) for item in progress.points]
    words = f"Grafik titik: realisasi fisik dan keuangan {sum(item.count for item in progress.points)} program."
    dots = _build_progress_dots(dataset, progress.points, theme)
    _draw_chart(_build_progress_spec(theme), dots, f"{words} Angka lengkap pada tabel di bawahnya.")
    if progress.are_single:
        heaps = "Angka adalah program yang berimpit. " if len(dots) < len(listed) else ""
        line = "Pada garis putus-putus fisik dan keuangan sama besar."
        _draw_sentences(f"Huruf adalah lambang OPD. {heaps}{line}", without)
    else:
        _draw_sentences(f"Angka adalah jumlah program, dibulatkan ke kelipatan {charts.STEP} %.", without)
    heads = ["OPD", "Program", "Fisik", "Keuangan"]
    _draw_numbers(heads, [[item[name] for name in heads] for item in listed], 2)


def _draw_fungsi(dataset: Dataset, flt: Filter) -> None:
    rows = charts.count_by_fungsi(dataset, flt)
    bars: list[dict[str, Any]] = [
        {
            "Fungsi": dataset.choice_name("fungsi", row.fungsi) if row.fungsi else text.NOT_FILLED_IN.capitalize(),
            "urut": number,
            "jumlah": row.count,
            "Program": text.format_number(row.count),
        }
        for number, row in enumerate(rows)
    ]
    words = "; ".join(f"{item['Fungsi']} {item['Program']}" for item in bars)
    _draw_chart(
        _build_fungsi_spec(view_state.theme()), bars, f"Grafik batang: program menurut fungsi kawasan. {words}."
    )
    _draw_numbers(["Fungsi", "Program"], [[item["Fungsi"], item["Program"]] for item in bars], 1)


def _build_spec(chart: alt.Chart | alt.LayerChart, theme: str) -> dict[str, Any]:
    ink = style.THEMES[theme]
    # Vega describes marks and axes to a screen reader in English; a chart has a text of its own, and a table.
    chart = (
        chart.configure_axis(
            labelFontSize=15,
            titleFontSize=15,
            labelColor=ink["ink"],
            titleColor=ink["ink"],
            gridColor=ink["edge"],
            labelLimit={"expr": f"{_NARROW} ? 105 : 320"},
            aria=False,
        )
        .configure_view(strokeWidth=0)
        .configure_mark(aria=False)
    )
    return chart.to_dict()


@cache
def _build_money_spec(theme: str) -> dict[str, Any]:
    """Give bars of one OPD each, made of its years: ``urut, mulai, sampai, warna, label, jumlah`` and words."""
    ink = style.THEMES[theme]
    base = alt.Chart(_DATA, height=alt.Step(36)).encode(
        y=alt.Y("OPD:N", sort=alt.EncodingSortField("urut", op="min"), title=None),
        tooltip=[f"{name}:N" for name in ("OPD", "Tahun", "Pagu", "Realisasi", "Program")],
    )
    segments = base.mark_bar(stroke=ink["line"], strokeWidth=1).encode(
        x=alt.X("mulai:Q", title="Pagu (Rp)", axis=alt.Axis(labelExpr=_MONEY_AXIS, tickCount=6)),
        x2="sampai:Q",
        color=alt.Color("warna:N", scale=None),
    )
    years = (
        base.transform_calculate(tengah="(datum.mulai + datum.sampai) / 2")
        .mark_text(fontSize=14, fontWeight=600, color=ink["ink"], opacity={"expr": f"{_NARROW} ? 0 : 1"})
        .encode(x="tengah:Q", text="label:N")
    )
    # The longest bar leaves room for the sum behind it.
    sums = base.mark_text(align="left", dx=6, fontSize=15, fontWeight=700, color=ink["ink"]).encode(
        x="sampai:Q", text="jumlah:N"
    )
    room = f"datum.sampai * ({_NARROW} ? 1.5 : 1.12)"
    room = base.transform_calculate(ruang=room).mark_point(opacity=0).encode(x="ruang:Q")
    return _build_spec(segments + years + sums + room, theme)


@cache
def _build_progress_spec(theme: str) -> dict[str, Any]:
    """Give dots that bear a label: ``x, y, warna, ink, label`` and words; the broken line is where x equals y."""
    ink = style.THEMES[theme]
    axis = alt.Axis(labelExpr=_PERCENT_AXIS, tickCount=6)
    base = alt.Chart(_DATA, height=560).encode(
        x=alt.X("x:Q", title="Realisasi fisik", axis=axis),
        y=alt.Y("y:Q", title="Realisasi keuangan terhadap pagu", axis=axis),
    )
    ends = alt.Data(values=[{"x": 0, "y": 0}, {"x": 100, "y": 100}])
    even = alt.Chart(ends).mark_line(strokeDash=[5, 4], color=ink["line"], strokeWidth=1.5).encode(x="x:Q", y="y:Q")
    tooltip = [f"{name}:N" for name in ("Program", "OPD", "Fisik", "Keuangan")]
    dots = base.mark_circle(size=620, opacity=1, stroke=ink["panel"], strokeWidth=1.5).encode(
        color=alt.Color("warna:N", scale=None), tooltip=tooltip
    )
    labels = base.mark_text(fontSize=12, fontWeight=700).encode(
        text="label:N", color=alt.Color("ink:N", scale=None), tooltip=tooltip
    )
    return _build_spec(even + dots + labels, theme)


@cache
def _build_fungsi_spec(theme: str) -> dict[str, Any]:
    """Give bars with their number: ``Fungsi, urut, jumlah, Program``."""
    ink = style.THEMES[theme]
    base = alt.Chart(_DATA, height=alt.Step(38)).encode(
        y=alt.Y("Fungsi:N", sort=alt.EncodingSortField("urut", op="min"), title=None),
        x=alt.X("jumlah:Q", title="Program", axis=alt.Axis(tickMinStep=1, format="d")),
        tooltip=["Fungsi:N", "Program:N"],
    )
    bars = base.mark_bar(color=style.quiet_ramp(theme)[-1], stroke=ink["line"], strokeWidth=1)
    labels = base.mark_text(align="left", dx=6, fontSize=15, fontWeight=700, color=ink["ink"])
    return _build_spec(bars + labels.encode(text="Program:N"), theme)


def _build_money_bars(
    dataset: Dataset, rows: Sequence[charts.OpdMoney], totals: dict[str, int], theme: str
) -> list[dict[str, Any]]:
    """Give what the bars of `_build_money_spec` draw; `totals` is the pagu of each OPD."""
    shade = _find_year_shades(rows, theme)
    reached = dict.fromkeys(totals, 0)
    bars = []
    for row in rows:
        if row.pagu is None:
            continue
        start = reached[row.kode_opd]
        reached[row.kode_opd] = end = start + row.pagu
        bars.append(
            {
                "OPD": dataset.opd_by_kode[row.kode_opd].nama_pendek,
                "urut": -totals[row.kode_opd],
                "mulai": start,
                "sampai": end,
                "warna": shade[row.tahun],
                "Tahun": row.tahun,
                "label": row.tahun if row.pagu >= _LABELLED * max(totals.values()) else "",
                "Pagu": text.format_rupiah(row.pagu),
                "Realisasi": text.format_rupiah(row.realisasi),
                "jumlah": text.format_rupiah(end) if end == totals[row.kode_opd] else "",
                "Program": text.format_number(row.program),
            }
        )
    return bars


def _find_year_shades(rows: Iterable[charts.OpdMoney], theme: str) -> dict[str, str]:
    """Give the colour of each year that has money, the earliest first."""
    years = sorted({row.tahun for row in rows if row.pagu is not None})
    ramp = style.quiet_ramp(theme)
    return {year: ramp[i * (len(ramp) - 1) // max(1, len(years) - 1)] for i, year in enumerate(years)}


def _build_progress_dots(dataset: Dataset, points: Iterable[charts.ProgressPoint], theme: str) -> list[dict[str, Any]]:
    """Give what `_build_progress_spec` draws: a dot each, one with a number where several would overlap."""
    groups = charts.group_into_heaps(points)
    return [
        _build_dot(dataset, group[0], theme) if len(group) == 1 else _build_heap(dataset, group, theme)
        for group in groups
    ]


def _build_heap(dataset: Dataset, group: Sequence[charts.ProgressPoint], theme: str) -> dict[str, Any]:
    middle = charts.ProgressPoint(
        mean(item.physical for item in group), mean(item.financial for item in group), len(group)
    )
    names = text.join_names([dataset.intervensi[dataset.position[item.id]].program for item in group], _NAMED)
    owners = {item.kode_opd: dataset.opd_by_kode[item.kode_opd].ringkas for item in group}
    return _build_dot(dataset, middle, theme) | {"Program": names, "OPD": "; ".join(owners.values())}


def _build_dot(dataset: Dataset, item: charts.ProgressPoint, theme: str) -> dict[str, Any]:
    """Give what a dot of `_build_progress_spec` draws."""
    ink = style.THEMES[theme]
    dot: dict[str, Any] = {"x": item.physical, "y": item.financial}
    dot |= {"Fisik": text.format_percent(item.physical), "Keuangan": text.format_percent(item.financial)}
    if not item.id:
        count = text.format_number(item.count)
        return dot | {
            "OPD": "–",
            "Program": f"{count} program",
            "label": count,
            "warna": ink["accent"],
            "ink": ink["panel"],
        }
    opd = dataset.opd_by_kode[item.kode_opd]
    return dot | {
        "OPD": opd.nama_pendek,
        "Program": dataset.intervensi[dataset.position[item.id]].program,
        "label": opd.monogram,
        "warna": style.PALETTE[opd.warna],
        "ink": style.ink_on(opd.warna),
    }
