"""The matrix page under AppTest: what the browser is told, what the URL keeps, and where a cell leads."""

from __future__ import annotations

import json
import re

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import html
from tests.pages.test_main import page
from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.matrix.build_matrix import build_matrix
from tkpkp_geo.analysis.matrix.matrix_records import Arrangement, Matrix
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.matrix import table
from tkpkp_geo.pages.shared import links

ALL = Filter(tampil=("semua",))


def opened(**query) -> AppTest:
    test = page("matriks")
    for key, value in query.items():
        test.query_params[key] = value
    return test.run()


def told(test: AppTest) -> dict:
    """Give what the table's component was handed."""
    (element,) = (item for item in test.main if "tkpkp_matrix" in str(getattr(item, "proto", "")))
    return json.loads(element.proto.json)


def built(flt: Filter = ALL, susunan: Arrangement = Arrangement.OPD_KAWASAN, codes=()) -> Matrix:
    return build_matrix(workspace.current().dataset, flt, susunan, "2026", codes)


def test_table_follows_filter_and_choices():
    test = opened(tampil="semua")
    assert told(test)["total"][0] == 64 == len(select.select_programs(workspace.current().dataset, ALL))
    test.button_group(key="opd").set_value(["DISPAR"]).run()
    assert [kode for kode, *_ in told(test)["rows"]] == ["DISPAR"]
    test.button_group(key="susunan").set_value("fungsi-kawasan").run()
    assert told(test)["corner"] == "Fungsi kawasan"
    test.button_group(key="tampak").set_value("pagu").run()
    assert told(test)["shown"] == "pagu"
    query = {key: test.query_params[key] for key in ("opd", "susunan", "tampak")}
    assert {key: value[0] if isinstance(value, list) else value for key, value in query.items()} == {
        "opd": "DISPAR",
        "susunan": "fungsi-kawasan",
        "tampak": "pagu",
    }


def test_link_opens_kawasan_and_kecamatan():
    kinds = [column[0] for column in told(opened(tampil="semua", buka="KPP-TNB~63.10.11"))["columns"]]
    assert kinds.count("kecamatan") == 1 and kinds.count("desa") == 13


def test_unknown_view_in_a_link_is_named_and_ignored():
    test = opened(susunan="lain", buka="KPP-XXX", grafik="pai")
    assert "susunan=lain" in test.warning[0].value.replace("\\", "") and not test.exception
    assert told(test)["title"] == "Program menurut OPD dan kawasan"


@pytest.mark.parametrize(
    ("cell", "keys"),
    [
        ("DPMD~kawasan~KPP-BJR~KPP-BJR", {"opd": "DPMD", "kawasan": "KPP-BJR"}),
        ("DPMD~*~~", {"opd": "DPMD"}),
        ("*~kecamatan~63.10.11~KPP-TNB", {"kawasan": "KPP-TNB", "kecamatan": "63.10.11"}),
        ("*~*~~", {}),
    ],
)
def test_a_cell_goes_to_the_map_with_its_filter(monkeypatch, cell, keys):
    gone = []
    monkeypatch.setattr(links, "go_to_page", lambda address, pairs: gone.append((address, dict(pairs))))
    test = opened(tampil="semua", sel=cell)
    assert gone == [("peta", keys | {"tampil": "semua"})] and "sel" not in test.query_params


def test_a_cell_without_keys_of_its_own_goes_with_its_programs(monkeypatch):
    gone = []
    monkeypatch.setattr(links, "go_to_page", lambda address, pairs: gone.append(pairs))
    opened(tampil="semua", sel="DISPAR~belum berlokus~~")
    waiting = [
        row.id for row in select.find_unplaced(workspace.current().dataset, Filter(opd=("DISPAR",), tampil=("semua",)))
    ]
    assert waiting and [value for key, value in gone[0] if key == "id"] == waiting


@pytest.mark.parametrize(
    "cell", ["TIDAKADA~*~~", "*~desa~63.99~KPP-BJR", "DPMD~fungsi~x~", "a~b", "*~kawasan~KPP-XXX~"]
)
def test_a_cell_that_is_not_there_goes_nowhere(monkeypatch, cell):
    gone = []
    monkeypatch.setattr(links, "go_to_page", lambda *_: gone.append(1))
    test = opened(tampil="semua", sel=cell)
    assert gone == [] and not test.exception and told(test)["total"][0] == 64


def test_notes_say_how_totals_count_and_what_year_blanks_speak_of():
    body = html(opened(tampil="semua"))
    assert "3 program lintas kawasan dihitung sekali pada jumlah." in body
    assert "menurut laporan OPD tahun 2026 (tahun berjalan" in body
    assert "menurut laporan OPD tahun 2027 dan 2028." in html(opened(tampil="semua", tahun=["2027", "2028"]))


def test_heading_says_filter_date_and_samples():
    body = html(opened(tampil="semua", opd="DISPAR"))
    assert "OPD: Dispar" in body and "DATA CONTOH" in body and "revisi" in body and "Batas: Kepmendagri" in body
    assert "60 program lain" in html(opened())


def test_areas_that_do_not_meet_leave_no_table():
    test = opened(kawasan="KPP-BJR", kecamatan="63.10.11")
    assert "tidak ada kolom" in html(test) and not test.exception


@pytest.mark.parametrize("chart", ["pagu", "kemajuan", "fungsi"])
@pytest.mark.parametrize("tampil", [{}, {"tampil": "semua"}])
def test_each_chart_says_its_numbers_in_a_table_too(chart, tampil):
    test = opened(grafik=chart, **tampil)
    assert not test.exception
    if tampil:
        charts = test.get("vega_lite_chart") or test.get("arrow_vega_lite_chart")
        assert len(charts) == 1 and "<summary>Angka</summary>" in html(test)


def test_chart_says_how_many_programs_it_leaves_out():
    said = int(re.search(r"(\d+) program tidak mengisi keduanya", html(opened(grafik="kemajuan", tampil="semua")))[1])
    rows = select.select_programs(workspace.current().dataset, ALL)
    assert said == sum(row.realisasi_fisik is None or row.realisasi is None or not row.pagu for row in rows)


def test_cells_travel_small_and_blanks_with_their_reason():
    data = table.build_payload(workspace.current().dataset, ALL, built(), "pagu")
    names = [words for _, words, _ in data["blanks"]]
    cell = data["cells"][[kode for kode, *_ in data["rows"]].index("DISPAR")][0]
    assert names[-1 - cell[0]] == "belum melapor"
    assert data["cells"][0][0] == [2, 1, "Rp185 juta", 1]
    assert len(json.dumps(data)) < 8_000
