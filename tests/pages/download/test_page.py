"""The page Unduh: what a packet holds follows the screen, and a meeting brings its own view along."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tests.pages.conftest import html
from tkpkp_geo.export.packet.files import FORMATS, USUAL_FORMATS
from tkpkp_geo.store.records import Change

RAPAT = "RPT-2026-02-04"


def ticked(page: AppTest) -> set[str]:
    return {box.key.removeprefix("format-") for box in page.checkbox if box.value}


def test_everything_can_be_taken_along_and_the_usual_is_ticked(open_as):
    page = open_as("unduh", "")
    assert {box.key.removeprefix("format-") for box in page.checkbox} == {item.kode for item in FORMATS}
    assert ticked(page) == set(USUAL_FORMATS)


def test_the_numbers_follow_the_filter(open_as, own_store):
    page = open_as("unduh", "")
    standing = html(page)
    page.session_state["tampil"] = ["semua"]
    everything = html(page.run())
    assert "<td>64</td>" not in standing and "<td>64</td>" in everything
    assert "DATA CONTOH" in everything and "adalah contoh" not in standing


def test_a_meeting_brings_its_filter_and_its_minutes(open_as, own_store):
    row = next(item for item in own_store.content().tables["rapat"] if item["kode"] == RAPAT)
    own_store.save("dpmd", [Change("rapat", RAPAT, {"saringan": "kawasan=KPP-TBL"}, row["revisi"])])
    page = open_as("unduh", "")
    assert not page.get("download_button")
    page.selectbox(key="packet_meeting").set_value(RAPAT).run()
    assert page.session_state["kawasan"] == ["KPP-TBL"] and not page.exception
    assert "Agrowisata Hortikultura" in html(page) and len(page.get("download_button")) == 2


@pytest.mark.parametrize("nama", ["", "kepala", "dispar"])
def test_whoever_may_look_may_take_along(open_as, nama):
    page = open_as("unduh", nama)
    assert not page.exception and not page.button(key="packet-download").disabled
