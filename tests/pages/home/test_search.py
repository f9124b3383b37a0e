"""What becomes of the view when a hit of the search is chosen, and of a choice that the data no longer has."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def choose(kind: str, kode: str, **query: list[str]) -> AppTest:
    def script(kind: str, kode: str) -> None:
        import streamlit as st

        from tkpkp_geo import workspace
        from tkpkp_geo.pages.home.search import open_hit
        from tkpkp_geo.pages.shared import view_state

        view_state.begin(workspace.current().dataset)
        open_hit(workspace.current().dataset, kind, kode)
        st.write("ok")

    test = AppTest.from_function(script, args=(kind, kode))
    for key, values in query.items():
        test.query_params[key] = values
    test.run()
    assert not test.exception
    return test


def view(test: AppTest) -> tuple[list[str], str, int]:
    return test.session_state["kawasan"], test.session_state["pilih"], test.session_state["flights"]


@pytest.mark.parametrize(
    ("kind", "kode", "expected"),
    [
        ("desa", "63.09.05.2002", (["KPP-TBL"], "63.09.05.2002", 1)),
        ("kecamatan", "63.09.05", (["KPP-TBL"], "63.09.05", 1)),
        ("kawasan", "KPP-TNB", (["KPP-TNB"], "", 1)),
        ("program", "UJC-022", (["KPP-TBL"], "UJC-022", 1)),
        ("program", "UJI-001", (["KPP-BJR", "KPP-TBL", "KPP-TNB"], "UJI-001", 1)),
    ],
)
def test_a_place_or_a_program_is_selected_and_flown_to(kind, kode, expected):
    assert view(choose(kind, kode, kawasan=["KPP-BJR"], kecamatan=["63.03.05"])) == expected


def test_a_program_without_lokus_is_selected_where_the_map_is():
    test = choose("program", "UJI-002", kawasan=["KPP-BJR"], opd=["DISBUNNAK"])
    assert view(test) == (["KPP-BJR"], "UJI-002", 0) and test.session_state["opd"] == ["DISBUNNAK"]


def test_a_filter_that_would_hide_the_program_is_let_go_and_another_kept():
    hidden = choose("program", "UJC-022", opd=["DPMD"], tampil=["semua"])
    assert hidden.session_state["opd"] == [] and hidden.session_state["tampil"] == ["semua"]
    assert choose("program", "UJC-022", opd=["DISPAR"], tampil=["semua"]).session_state["opd"] == ["DISPAR"]


def test_an_opd_becomes_the_filters_and_nothing_else_stays_selected():
    test = choose("opd", "DISPAR", opd=["DPMD"], kawasan=["KPP-TBL"], pilih=["63.09.05.2002"])
    assert test.session_state["opd"] == ["DISPAR"] and view(test) == (["KPP-TBL"], "", 0)


@pytest.mark.parametrize(
    ("kind", "kode"),
    [
        ("", ""),
        ("desa", ""),
        ("desa", "63.71.01.1001"),
        ("kawasan", "KPP-XXX"),
        ("opd", "TIDAKADA"),
        ("program", "<b>"),
        ("kabupaten", "63.09"),
    ],
)
def test_a_choice_that_makes_no_sense_changes_nothing(kind, kode):
    assert view(choose(kind, kode, kawasan=["KPP-BJR"])) == (["KPP-BJR"], "", 0)
