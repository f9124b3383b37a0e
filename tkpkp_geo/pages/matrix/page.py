"""Matriks: who does what where, what is missing, what meets twice, of the same choice as the map."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import reports
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.cell_filter import build_cell_filter
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, Level, Matrix
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS, Filter
from tkpkp_geo.pages.matrix import charts, flags, table
from tkpkp_geo.pages.shared import filter_panel, links, page_head, view_state
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_empty, draw_html
from tkpkp_geo.workspace import today

PAGE = "matriks"
SUSUNAN = {
    Arrangement.OPD_KAWASAN: "OPD × kawasan",
    Arrangement.FUNGSI_KAWASAN: "Fungsi × kawasan",
    Arrangement.OPD_FUNGSI: "OPD × fungsi",
}
ISI = {"program": "Program", "pagu": "Pagu", "realisasi": "Realisasi"}
_BETWEEN, _TOTAL = "~", "*"
_PARTS = 4


def _find_areas(dataset: Dataset) -> set[str]:
    return {kode for item in dataset.kawasan for kode in (item.kode_kawasan, *item.kecamatan)}


KEYS: view_state.ViewKeys = {
    "susunan": (Arrangement.OPD_KAWASAN.value, lambda _, value: value in set(Arrangement)),
    "tampak": ("program", lambda _, value: value in ISI),
    "buka": ("", lambda dataset, value: set(value.split(_BETWEEN)) <= _find_areas(dataset)),
    "grafik": ("pagu", lambda _, value: value in charts.CHARTS),
    # A cell to be opened on the map at once: so that its link can be opened in a new tab.
    "sel": ("", lambda _, value: len(value.split(_BETWEEN)) == _PARTS),
}


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    view_state.begin(dataset, PAGE, KEYS)
    flt = view_state.current_filter(dataset)
    susunan = Arrangement(st.session_state.susunan or Arrangement.OPD_KAWASAN)
    opened = set(filter(None, st.session_state.buka.split(_BETWEEN)))
    _open_cell_on_map(dataset, flt, susunan, opened)
    filter_panel.draw_filter_panel(dataset, flt)
    page_head.draw_heading(dataset, flt, "Matriks sinergi")
    with st.container(key="matrix-choices", horizontal=True, vertical_alignment="center"):
        st.pills("Susunan", list(SUSUNAN), format_func=SUSUNAN.__getitem__, key="susunan", required=True)
        st.pills("Isi sel", list(ISI), format_func=ISI.__getitem__, key="tampak", required=True)
    _draw_table(dataset, flt, build_matrix(dataset, flt, susunan, reports.find_report_year(dataset, today()), opened))
    flags.draw_flags(dataset, flt)
    charts.draw_charts(dataset, flt)
    draw_html(page_head.build_foot(dataset, flt))
    view_state.finish(flt, PAGE, KEYS)


def _draw_table(dataset: Dataset, flt: Filter, matrix: Matrix) -> None:
    if not matrix.columns:
        draw_empty("Kawasan dan kecamatan yang dipilih tidak bertemu: tidak ada kolom.")
        return

    def toggle_chosen() -> None:
        _toggle_area(dataset, st.session_state["matrix-table"].get("toggle") or "")

    def take_cell() -> None:
        st.session_state.sel = _BETWEEN.join(st.session_state["matrix-table"].get("cell") or ())

    component("matrix")(
        data=table.build_payload(dataset, flt, matrix, st.session_state.tampak or "program"),
        key="matrix-table",
        on_toggle_change=toggle_chosen,
        on_cell_change=take_cell,
    )
    draw_html(table.build_notes(dataset, flt, matrix))


def _toggle_area(dataset: Dataset, kode: str) -> None:
    """Open a kawasan or kecamatan, or close it with its parts."""
    opened = list(filter(None, st.session_state.buka.split(_BETWEEN)))
    if kode in opened:
        parts = {kode, *(dataset.kawasan_by_kode[kode].kecamatan if kode in dataset.kawasan_by_kode else ())}
        opened = [item for item in opened if item not in parts]
    elif kode in _find_areas(dataset):
        opened.append(kode)
    st.session_state.buka = _BETWEEN.join(opened)


def _open_cell_on_map(dataset: Dataset, flt: Filter, susunan: Arrangement, opened: set[str]) -> None:
    """Go to the map with the programs of the cell that was asked for; stay where there is no such cell."""
    cell, st.session_state.sel = st.session_state.sel.split(_BETWEEN), ""
    if len(cell) != _PARTS:
        return
    row, level, kode, kawasan = cell
    matrix = build_matrix(
        dataset, flt, susunan, reports.find_report_year(dataset, today()), opened | {kawasan, kecamatan_of(kode)}
    )
    columns = {(item.level.value, item.kode, item.kawasan): item for item in matrix.columns}
    column = columns.get((level, kode, kawasan))
    if (row != _TOTAL and row not in matrix.rows) or (level != _TOTAL and column is None):
        return
    where = build_cell_filter(dataset, flt, susunan, None if row == _TOTAL else row, column)
    if not where.is_exact:
        st.toast(f"Lebih dari {text.format_number(MOST_IDS)} program: peta menampilkan wilayah di sekitarnya juga.")
    desa = [("pilih", column.kode)] if column is not None and column.level is Level.DESA else []
    links.go_to_page(view_state.HOME, where.flt.to_query() + desa)
