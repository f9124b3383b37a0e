"""Pages under AppTest: every registered page draws, and the filter drives what it shows."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tkpkp_geo import workspace
from tkpkp_geo.analysis import select
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.pages.main import PAGES


def page(address: str) -> AppTest:
    def script(address: str) -> None:
        from tkpkp_geo.pages.main import PAGES

        next(page.render for page in PAGES if page.address == address)()

    return AppTest.from_function(script, args=(address,), default_timeout=30)


def html(test: AppTest) -> str:
    return " ".join(element.proto.body for element in test.get("html"))


def expected(**keys) -> int:
    return len(select.select_programs(workspace.current().dataset, Filter(**keys)))


@pytest.mark.parametrize("address", [page.address for page in PAGES])
def test_every_page_draws_without_an_error(address):
    test = page(address).run()
    assert not test.exception and not test.error


def figure(test: AppTest, name: str) -> str:
    body = html(test)
    start = body.index(f'data-figure="{name}"')
    return body[body.index("<dd>", start) + 4 : body.index("</dd>", start)]


@pytest.fixture
def peta() -> AppTest:
    return page("peta").run()


def test_figures_follow_the_filter(peta):
    assert figure(peta, "Program") == str(expected())
    peta.button_group(key="opd").set_value(["DISPAR"]).run()
    assert figure(peta, "Program") == str(expected(opd=("DISPAR",)))
    peta.button_group(key="tahun").set_value(["2027"]).run()
    assert figure(peta, "Program") == str(expected(opd=("DISPAR",), tahun=("2027",)))


def test_filter_is_written_into_the_url_and_reset_clears_it(peta):
    peta.button_group(key="kawasan").set_value(["KPP-TBL"]).run()
    assert "KPP-TBL" in peta.query_params["kawasan"]
    next(button for button in peta.button if button.label == "Atur ulang").click().run()
    assert dict(peta.query_params) == {} and figure(peta, "Kawasan") == "3"


def test_url_sets_the_filter():
    test = page("peta")
    test.query_params["opd"] = ["DPMD", "DISPAR"]
    test.query_params["data"] = "resmi"
    test.run()
    assert figure(test, "Program") == str(expected(opd=("DPMD", "DISPAR"), data=("resmi",)))
    assert test.button_group(key="opd").value == ["DPMD", "DISPAR"]


def test_ribbon_switch_shows_what_is_not_verified_and_hides_it_again(peta):
    assert "DATA CONTOH" not in html(peta) and figure(peta, "Program") == "6" == str(expected())
    assert "60 program lain" in html(peta) and "4 Februari 2026" in html(peta)
    peta.button(key="show-switch").click().run()
    assert "DATA CONTOH" in html(peta) and figure(peta, "Program") == "64"
    assert peta.query_params["tampil"] in ("semua", ["semua"])
    peta.button(key="show-switch").click().run()
    assert "DATA CONTOH" not in html(peta) and figure(peta, "Program") == "6"


def test_presentation_link_carries_the_filter(peta):
    peta.button_group(key="opd").set_value(["DISPAR"]).run()
    assert any("presentasi?opd=DISPAR" in str(link.proto) for link in peta.get("link_button"))


def test_typed_text_is_escaped_in_the_panel(monkeypatch, data_copy):
    path = data_copy / "intervensi.csv"
    path.write_text(
        path.read_text(encoding="utf-8").replace("SITI HAWA LARI,", "<img src=x onerror=alert(1)>,", 1),
        encoding="utf-8",
    )
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    test = page("peta").run()
    assert "<img src=x" not in html(test) and "&lt;img src=x onerror=alert(1)&gt;" in html(test)


def test_problems_of_the_data_are_shown_and_the_page_goes_on(monkeypatch, data_copy):
    (data_copy / "wilayah.gpkg").write_bytes(b"rusak")
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    test = page("peta").run()
    assert not test.exception and "wilayah.gpkg" in html(test)
    assert figure(test, "Program") == str(expected())
