"""The same choice gives the same figures everywhere: totals, map, table, matrix, cards, profile, charts, API."""

from __future__ import annotations

import base64
import json
from dataclasses import fields, replace
from urllib.parse import urlencode

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.requests import Request

from tests.support.small_dataset import ALL, KEC1, KEC2
from tests.support.small_dataset import dataset as small
from tkpkp_geo import workspace
from tkpkp_geo.analysis import charts, select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.cell_filter import build_cell_filter
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, CellSum, Level, Matrix
from tkpkp_geo.analysis.profile.build_profile import build_profile
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter, filter_values
from tkpkp_geo.server.map_routes import interventions
from tkpkp_geo.webmap import payload

REAL = workspace.current().dataset
SMALL = small()


def filters(dataset: Dataset):
    values = filter_values(dataset)

    def some(key: str):
        most = {"id": 40, "tampil": 1}.get(key, 3)
        # Most keys are empty most of the time, or hardly a program would be left.
        chosen = st.lists(st.sampled_from(values[key]), unique=True, max_size=most) if values[key] else st.just([])
        return st.just(()) | chosen.map(tuple)

    return st.builds(Filter, **{key: some(key) for key in FILTER_KEYS})


def opened(dataset: Dataset):
    codes = [kode for item in dataset.kawasan for kode in (item.kode_kawasan, *item.kecamatan)]
    return st.sets(st.sampled_from(codes))


def features(flt: Filter) -> list[dict]:
    """Give what the route of the programs answers."""
    asked = {"type": "http", "query_string": urlencode(flt.to_query()).encode(), "headers": []}
    return json.loads(interventions(Request(asked)).body)["features"]


def drawn(mask: str, opd: tuple[str, ...] = ()) -> set[str]:
    """Give the ids that a browser draws from a mask; it chooses the OPD itself."""
    bits = np.unpackbits(np.frombuffer(base64.b64decode(mask), dtype=np.uint8))
    return {row.id for row, bit in zip(REAL.intervensi, bits, strict=False) if bit and (not opd or row.kode_opd in opd)}


def money(total) -> tuple:
    return tuple(getattr(total, item.name) for item in fields(CellSum))


def programs(cell) -> int:
    return cell.program if isinstance(cell, CellSum) else 0


def every_cell(found: Matrix):
    """Give row, column and figure of every cell and every total."""
    for row, line, total in zip(found.rows, found.cells, found.row_sums, strict=True):
        yield row, None, total
        yield from ((row, column, cell) for column, cell in zip(found.columns, line, strict=True))
    for column, total in zip(found.columns, found.column_sums, strict=True):
        yield None, column, total
    yield None, None, found.total


def check_openings(dataset: Dataset, flt: Filter, found: Matrix) -> None:
    for row, column, cell in every_cell(found):
        if not programs(cell):
            continue
        where = build_cell_filter(dataset, flt, found.arrangement, row, column)
        assert where.is_exact and money(select.build_totals(select.select_programs(dataset, where.flt))) == money(
            cell
        ), (
            row,
            column,
        )


@settings(max_examples=200, deadline=None)
@given(filters(REAL), st.sampled_from(Arrangement), opened(REAL))
def test_all_that_shows_figures_agrees(flt, susunan, codes):
    rows = select.select_programs(REAL, flt)
    total = select.build_totals(rows)
    found = build_matrix(REAL, flt, susunan, "2026", codes)
    assert money(found.total) == money(total)
    assert sum(item.program for item in found.row_sums) == total.program, "each program has one row"
    assert found.spanning == (select.count_spanning(rows, flt) if susunan is not Arrangement.OPD_FUNGSI else 0)
    cards = {
        item.kode_kawasan: select.build_kawasan_summary(REAL, rows, item.kode_kawasan, flt).totals
        for item in REAL.kawasan
    }
    for column, of_column in zip(found.columns, found.column_sums, strict=True):
        if column.level is Level.KAWASAN:
            assert money(of_column) == money(cards[column.kode])
            assert build_profile(REAL, flt, column.kode).totals == cards[column.kode]
    assert drawn(payload.view_state(REAL, flt, payload.MapView())["mask"], flt.opd) == {row.id for row in rows}
    listed = (*rows, *select.find_cancelled(REAL, flt))
    assert drawn(payload.mask_text(build_filter_index(REAL).listed(flt))) == {row.id for row in listed}, (
        "as the table is told"
    )
    top = [
        of_column.program
        for column, of_column in zip(found.columns, found.column_sums, strict=True)
        if column.level in (Level.KAWASAN, Level.OUTSIDE, Level.UNPLACED, Level.FUNGSI)
    ]
    assert total.program <= sum(top) and (sum(top) == total.program) == (found.spanning == 0)
    for line, of_row in zip(found.cells, found.row_sums, strict=True):
        assert all(programs(cell) <= of_row.program for cell in line)
    assert sum(item.count for item in charts.count_by_fungsi(REAL, flt)) == total.program
    by_year = charts.sum_money_by_opd(REAL, flt)
    assert sum(item.program for item in by_year) == total.program
    assert sum(item.pagu or 0 for item in by_year) == (total.pagu or 0)
    assert sum(item.realisasi or 0 for item in by_year) == (total.realisasi or 0)
    progress = charts.find_progress(REAL, flt)
    assert sum(item.count for item in progress.points) + progress.without == total.program
    answer = features(flt)
    fed = listed if "batal" in flt.status else rows
    assert {item["properties"]["id"] for item in answer} == {row.id for row in fed}
    answer = [item for item in answer if item["properties"]["status"] != "batal"]
    if susunan is not Arrangement.OPD_FUNGSI:
        for column, of_column in zip(found.columns, found.column_sums, strict=True):
            if column.level is Level.KAWASAN:
                here = {i["properties"]["id"] for i in answer if i["properties"].get("kode_kawasan") == column.kode}
                assert len(here) == of_column.program


@settings(max_examples=60, deadline=None)
@given(filters(SMALL), st.sampled_from(Arrangement), opened(SMALL))
def test_every_cell_opens_exactly_its_programs(flt, susunan, codes):
    check_openings(SMALL, flt, build_matrix(SMALL, flt, susunan, "2026", codes))


@pytest.mark.parametrize("susunan", Arrangement)
@pytest.mark.parametrize(
    "flt", [Filter(), ALL, Filter(tahun=("2026",), kawasan=("KPP-BJR",), tampil=("semua",))], ids=str
)
def test_every_cell_of_the_real_matrix_opens_exactly_its_programs(susunan, flt):
    codes = {kode for item in REAL.kawasan for kode in (item.kode_kawasan, *item.kecamatan)}
    check_openings(REAL, flt, build_matrix(REAL, flt, susunan, "2026", codes))


def test_a_cell_says_itself_with_natural_keys_where_they_can():
    def where(row, column):
        return build_cell_filter(SMALL, ALL, Arrangement.OPD_KAWASAN, row, column).flt

    columns = {
        (c.level, c.kode): c for c in build_matrix(SMALL, ALL, Arrangement.OPD_KAWASAN, "2026", {"KPP-A", KEC1}).columns
    }
    assert where("X", columns[Level.KAWASAN, "KPP-A"]) == Filter(opd=("X",), kawasan=("KPP-A",), tampil=("semua",))
    assert where("X", columns[Level.KECAMATAN, KEC2]).id == ()
    assert where("Y", columns[Level.KAWASAN_ONLY, "KPP-A"]).id == ("4",)
    assert where("X", columns[Level.UNPLACED, ""]) == Filter(opd=("X",), id=("7",), tampil=("semua",))


def test_more_programs_than_a_link_holds_open_what_lies_round_them(monkeypatch):
    monkeypatch.setattr("tkpkp_geo.analysis.matrix.cell_filter.MOST_IDS", 1)
    column = next(
        c
        for c in build_matrix(SMALL, ALL, Arrangement.OPD_KAWASAN, "2026", {"KPP-A", KEC1}).columns
        if c.level is Level.DESA
    )
    where = build_cell_filter(SMALL, ALL, Arrangement.OPD_KAWASAN, "X", column)
    assert not where.is_exact and where.flt == Filter(
        opd=("X",), kawasan=("KPP-A",), kecamatan=(KEC1,), tampil=("semua",)
    )


@pytest.mark.parametrize("flt", [Filter(), ALL], ids=str)
def test_of_each_kawasan_and_kecamatan_a_flag_names_the_desa_that_its_card_counts(flt):
    for item in REAL.kawasan:
        for kecamatan in ((), *((kode,) for kode in item.kecamatan)):
            near = replace(flt, kawasan=(item.kode_kawasan,), kecamatan=kecamatan)
            card = select.build_kawasan_summary(REAL, select.select_programs(REAL, near), item.kode_kawasan, near)
            flags = [flag for flag in find_flags(REAL, near, "2026-11-24") if flag.rule is Rule.UNREACHED_DESA]
            assert [flag.desa for flag in flags] == ([card.unreached] if card.unreached else [])
            for flag in flags:
                assert f"{len(card.unreached)} dari {card.members} desa anggota" in flag.title
