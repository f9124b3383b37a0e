"""The charts under the matrix: one at a time, each with the same numbers as a table."""

from __future__ import annotations

from html import escape as safe
from itertools import groupby

import streamlit as st

from tkpkp_geo.analysis import charts
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.matrix import chart_specs
from tkpkp_geo.pages.shared import view_state

CHARTS = {"pagu": "Pagu menurut OPD dan tahun", "kemajuan": "Fisik dan keuangan", "fungsi": "Program menurut fungsi"}


def render(dataset: Dataset, flt: Filter) -> None:
    """Draw the choice of charts, and the chosen one."""
    with st.container(key="grafik-matriks"):
        st.html('<h2 class="judul-grafik">Grafik</h2>')
        chosen = st.pills(
            "Grafik", list(CHARTS), format_func=CHARTS.get, key="grafik", required=True, label_visibility="collapsed"
        )
        {"pagu": _money, "kemajuan": _progress, "fungsi": _fungsi}[chosen or "pagu"](dataset, flt)


def _show(spec: dict, values: list[dict], words: str) -> None:
    st.vega_lite_chart(spec | {"datasets": {chart_specs.DATASET: values}}, width="stretch", alt=words)


def _table(heads: list[str], lines: list[list[str]], numbers: int) -> None:
    """Draw the numbers of a chart; lines share an equal first cell, the last `numbers` columns are set right."""
    head = "".join(f'<th scope="col">{safe(name)}</th>' for name in heads)
    body = ""
    for first, group in groupby(lines, key=lambda line: line[0]):
        rows = ["".join(f"<td>{safe(cell)}</td>" for cell in rest) for _, *rest in group]
        body += f'<tr><th scope="row" rowspan="{len(rows)}">{safe(first)}</th>' + "</tr><tr>".join(rows) + "</tr>"
    st.html(
        '<details class="angka-grafik"><summary>Angka</summary><div class="bingkai-tabel" tabindex="0" role="region" '
        f'aria-label="Angka grafik"><table class="daftar kanan-{numbers}"><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div></details>"
    )


def _note(*sentences: str) -> None:
    st.html(f'<p class="ket">{" ".join(filter(None, sentences))}</p>')


def _money(dataset: Dataset, flt: Filter) -> None:
    rows = charts.sum_money_by_opd(dataset, flt)
    missing = sum(row.tanpa_pagu for row in rows)
    unknown = f"{text.format_number(missing)} program belum mengisi pagu." if missing else ""
    totals: dict[str, int] = {}
    for row in rows:
        if row.pagu is not None:
            totals[row.kode_opd] = totals.get(row.kode_opd, 0) + row.pagu
    if not totals:
        _note("Tidak ada pagu dalam saringan ini.", unknown)
    else:
        theme = view_state.theme()
        _years(chart_specs.shades(rows, theme))
        _show(chart_specs.money(theme), chart_specs.bars(dataset, rows, totals, theme), _alt(dataset, totals))
        _note("Tahun dari kiri ke kanan; jumlah di ujung batang.", unknown)
    lines = [
        [
            dataset.opd_by_kode[row.kode_opd].nama_pendek,
            row.tahun or text.NOT_FILLED_IN,
            text.format_number(row.program),
            text.format_number(row.tanpa_pagu),
            text.format_rupiah_in_full(row.pagu),
            text.format_rupiah_in_full(row.realisasi),
        ]
        for row in rows
    ]
    if lines:
        _table(["OPD", "Tahun", "Program", "Tanpa pagu", "Pagu", "Realisasi"], lines, 4)


def _years(shades: dict[str, str]) -> None:
    boxes = "".join(
        f'<span><i class="kotak" style="background:{colour}"></i>{safe(year or text.NOT_FILLED_IN)}</span>'
        for year, colour in shades.items()
    )
    st.html(f'<div class="legenda-matriks">{boxes}</div>')


def _alt(dataset: Dataset, totals: dict[str, int]) -> str:
    most = max(totals, key=totals.get)
    name = dataset.opd_by_kode[most].nama_pendek
    return (
        f"Grafik batang: pagu {len(totals)} OPD menurut tahun. Terbesar {name}, {text.format_rupiah(totals[most])}. "
        "Angka lengkap pada tabel di bawahnya."
    )


def _progress(dataset: Dataset, flt: Filter) -> None:
    found = charts.find_progress(dataset, flt)
    without = (
        f"{text.format_number(found.tanpa)} program tidak mengisi keduanya dan tidak digambar." if found.tanpa else ""
    )
    if not found.titik:
        _note("Tidak ada program yang mengisi realisasi fisik, pagu, dan realisasi sekaligus.", without)
        return
    theme = view_state.theme()
    listed = [chart_specs.dot(dataset, item, theme) for item in found.titik]
    words = f"Grafik titik: realisasi fisik dan keuangan {sum(item.jumlah for item in found.titik)} program."
    dots = chart_specs.dots(dataset, found.titik, theme)
    _show(chart_specs.progress(theme), dots, f"{words} Angka lengkap pada tabel di bawahnya.")
    if found.satuan:
        heaps = "Angka adalah program yang berimpit. " if len(dots) < len(listed) else ""
        line = "Pada garis putus-putus fisik dan keuangan sama besar."
        _note(f"Huruf adalah lambang OPD. {heaps}{line}", without)
    else:
        _note(f"Angka adalah jumlah program, dibulatkan ke kelipatan {charts.STEP} %.", without)
    heads = ["OPD", "Program", "Fisik", "Keuangan"]
    _table(heads, [[item[name] for name in heads] for item in listed], 2)


def _fungsi(dataset: Dataset, flt: Filter) -> None:
    rows = charts.count_by_fungsi(dataset, flt)
    bars = [
        {
            "Fungsi": dataset.choice_name("fungsi", row.fungsi) if row.fungsi else text.NOT_FILLED_IN.capitalize(),
            "urut": number,
            "jumlah": row.jumlah,
            "Program": text.format_number(row.jumlah),
        }
        for number, row in enumerate(rows)
    ]
    words = "; ".join(f"{item['Fungsi']} {item['Program']}" for item in bars)
    _show(chart_specs.fungsi(view_state.theme()), bars, f"Grafik batang: program menurut fungsi kawasan. {words}.")
    _table(["Fungsi", "Program"], [[item["Fungsi"], item["Program"]] for item in bars], 1)
