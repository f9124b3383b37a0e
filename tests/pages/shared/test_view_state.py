"""What the map tells the page: numbered messages, and nothing believed that the data does not know."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def told(tags: list[str] | None, urut: int = 0) -> AppTest:
    def script() -> None:
        import streamlit as st

        from tkpkp_geo import workspace
        from tkpkp_geo.pages.shared import view_state

        view_state.begin(workspace.current().dataset)
        view_state.take_map_message(workspace.current().dataset)
        st.write("ok")

    test = AppTest.from_function(script)
    test.session_state["sequence"] = urut
    test.session_state["map"] = {"selected_tags": tags}
    return test.run()


@pytest.mark.parametrize(
    ("tags", "key", "value"),
    [
        (["1", "opd", "DISPAR", "DPMD"], "opd", ["DPMD", "DISPAR"]),
        (["1", "opd"], "opd", []),
        (["1", "kawasan", "KPP-TBL"], "kawasan", ["KPP-TBL"]),
        (["1", "pick", "63.09.05.2002"], "pilih", "63.09.05.2002"),
        (["1", "pick", "UJI-001"], "pilih", "UJI-001"),
    ],
)
def test_a_message_changes_the_choice(tags, key, value):
    assert told(tags).session_state[key] == value


@pytest.mark.parametrize(
    "tags",
    [
        None,
        [],
        ["1"],
        ["x", "opd"],
        ["1", "kawasan"],
        ["1", "kawasan", "KPP-XXX"],
        ["1", "pick", "<b>"],
        ["1", "hapus", "semua"],
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(tags):
    test = told(tags)
    assert not test.exception
    assert test.session_state["kawasan"] == [] and test.session_state["pilih"] == ""


def test_an_old_message_is_passed_over():
    assert told(["3", "opd", "DISPAR"], urut=3).session_state["opd"] == []


def two_pages() -> AppTest:
    def script() -> None:
        import streamlit as st

        from tkpkp_geo import workspace
        from tkpkp_geo.pages.shared import view_state

        page = st.session_state.get("uji_halaman", "peta")
        keys = None if page == "peta" else {"isi": ("program", lambda _, value: value == "pagu")}
        dataset = workspace.current().dataset
        view_state.begin(dataset, page, keys)
        st.session_state.jalan_kembali = view_state.find_way_back()
        if leaving := st.session_state.pop("uji_pergi", None):
            view_state.remember_left_page(leaving)
        st.pills("OPD", ["DPMD", "DISPAR"], key="opd", selection_mode="multi")
        view_state.finish(view_state.current_filter(dataset), page, keys)

    return AppTest.from_function(script)


def url(test: AppTest) -> dict[str, list[str]]:
    return {key: value if isinstance(value, list) else [value] for key, value in dict(test.query_params).items()}


def go(test: AppTest, page: str, **query: str) -> AppTest:
    test.session_state["uji_halaman"] = page
    test.query_params.clear()
    test.query_params.update(query)
    return test.run()


def test_the_filter_goes_with_the_viewer_and_what_a_page_shows_stays_with_the_page():
    test = two_pages()
    test.query_params.update({"opd": "DISPAR", "ukuran": "pagu"})
    test.run()
    go(test, "matriks")
    assert test.button_group(key="opd").value == ["DISPAR"] and url(test) == {"opd": ["DISPAR"]}
    test.button_group(key="opd").set_value(["DPMD"]).run()
    assert url(test) == {"opd": ["DPMD"]}
    go(test, "peta")
    assert url(test) == {"opd": ["DPMD"], "ukuran": ["pagu"]}


def test_a_link_to_another_page_wins_over_what_was_chosen_there_a_moment_ago():
    test = two_pages().run()
    go(test, "matriks", opd="DISPAR", isi="pagu")
    assert test.button_group(key="opd").value == ["DISPAR"] and test.session_state["isi"] == "pagu"
    go(test, "peta", opd="DPMD")
    go(test, "matriks", opd="DISPAR")
    assert test.button_group(key="opd").value == ["DISPAR"] and test.session_state["isi"] == "program"
    go(test, "matriks", isi="warna", opd="DISPAR")
    assert test.session_state["unknown_parts"][1] == [("isi", "warna")]


def test_a_page_that_was_left_is_found_as_it_was_though_the_browser_brings_the_other_ones_query():
    test = two_pages().run()
    go(test, "matriks", opd="DISPAR", isi="pagu")
    test.session_state["uji_pergi"] = [("opd", "DPMD"), ("isi", "pagu")]
    go(test, "matriks", opd="DISPAR", isi="pagu")
    go(test, "peta", opd="DPMD")
    assert test.session_state["jalan_kembali"] == ("matriks", [("opd", "DISPAR"), ("isi", "pagu")])
    go(test, "matriks", opd="DPMD", isi="pagu")
    assert test.button_group(key="opd").value == ["DISPAR"] and test.session_state["isi"] == "pagu"
    go(test, "peta")
    assert test.session_state["jalan_kembali"] is None
