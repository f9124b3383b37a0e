"""What the map tells the page: numbered messages, and nothing believed that the data does not know."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest


def told(tags: list[str] | None, urut: int = 0) -> AppTest:
    def script() -> None:
        import streamlit as st

        from tkpkp_geo import workspace
        from tkpkp_geo.ui import state

        state.begin(workspace.current().dataset)
        state.take_map_message(workspace.current().dataset)
        st.write("ok")

    test = AppTest.from_function(script)
    test.session_state["urut"] = urut
    test.session_state["peta"] = {"selected_tags": tags}
    return test.run()


@pytest.mark.parametrize(
    ("tags", "key", "value"),
    [
        (["1", "opd", "DISPAR", "DPMD"], "opd", ["DPMD", "DISPAR"]),
        (["1", "opd"], "opd", []),
        (["1", "kawasan", "KPP-TBL"], "kawasan", ["KPP-TBL"]),
        (["1", "pilih", "63.09.05.2002"], "pilih", "63.09.05.2002"),
        (["1", "pilih", "RSM-001"], "pilih", "RSM-001"),
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
        ["1", "pilih", "<b>"],
        ["1", "hapus", "semua"],
    ],
)
def test_a_message_that_makes_no_sense_changes_nothing(tags):
    test = told(tags)
    assert not test.exception
    assert test.session_state["kawasan"] == [] and test.session_state["pilih"] == ""


def test_an_old_message_is_passed_over():
    assert told(["3", "opd", "DISPAR"], urut=3).session_state["opd"] == []
