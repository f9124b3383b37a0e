"""The guides: each reader finds the own one, and what they name is what the screens say."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.help.page import GUIDES, guide_for, read_guide
from tkpkp_geo.pages.main import PAGES


def open_page(**query: str) -> AppTest:
    def script() -> None:
        from tkpkp_geo.pages.help import page

        page.render()

    test = AppTest.from_function(script, default_timeout=30)
    test.query_params.update(query)
    return test.run()


@pytest.mark.parametrize("kode", GUIDES)
def test_a_link_opens_a_guide_and_a_press_another(kode):
    test = open_page(untuk=kode)
    assert test.button_group(key="untuk").value == kode
    assert test.markdown[0].value == read_guide(kode)
    test.button_group(key="untuk").set_value("opd").run()
    assert test.markdown[0].value == read_guide("opd") and "opd" in test.query_params["untuk"]


def test_a_guest_and_a_wrong_link_get_the_guide_for_leaders():
    assert open_page().markdown[0].value == open_page(untuk="<b>").markdown[0].value == read_guide("pimpinan")


@pytest.mark.parametrize(
    ("role", "kode"),
    [(Role.PIMPINAN, "pimpinan"), (Role.OPD, "opd"), (Role.DPMD, "staf"), (Role.ADMIN, "staf")],
)
def test_each_role_gets_its_own_guide(role, kode):
    assert guide_for(Account("a", "A", role)) == kode


def test_every_page_that_a_guide_names_exists():
    titles = {page.title for page in PAGES}
    named = {word for kode in GUIDES for word in re.findall(r"(?m)^\d+\. \*\*([\w ]+?)\*\*", read_guide(kode))}
    assert {"Peta", "Matriks", "Data", "Rapat"} <= named
    assert named - titles - {"QGIS"} == set()
