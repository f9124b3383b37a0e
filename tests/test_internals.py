"""What leans on other people's internals, each with a test that fails by name when it changes (see CONTRIBUTING.md)."""

from __future__ import annotations

import inspect
import re
from importlib import metadata
from pathlib import Path

import folium
import pptx
import pygeoapi.api
import pytest
import streamlit
import streamlit_folium
from docx import Document
from pptx.oxml.ns import qn
from pygeoapi.api import itemtypes
from streamlit.web.server import server_util

from tkpkp_geo import settings, workspace
from tkpkp_geo.server import signin_routes
from tkpkp_geo.webmap import page_map

_SOURCES = [path for path in settings.ASSETS.rglob("*") if path.suffix in (".css", ".js")]


def _named(pattern: str) -> list[str]:
    """Give what our stylesheets and scripts name of Streamlit's page."""
    texts = (path.read_text("utf-8") for path in _SOURCES)
    return sorted({name for text in texts for name in re.findall(pattern, text)})


@pytest.fixture(scope="module")
def streamlit_page() -> str:
    """Give all scripts that Streamlit sends to the browser, as one text."""
    folder = Path(streamlit.__file__).parent / "static"
    return "\n".join(path.read_text("utf-8", errors="replace") for path in sorted(folder.rglob("*.js")))


def test_streamlits_test_ids(streamlit_page):
    names = _named(r"data-testid=[\"']?(\w+)")
    assert len(names) > 10
    assert [name for name in names if name not in streamlit_page] == []


def test_streamlits_class_names(streamlit_page):
    names = _named(r"\.(st[A-Z]\w+)")
    assert len(names) > 5
    assert [name for name in names if name not in streamlit_page] == []


def test_streamlits_class_of_a_key(streamlit_page):
    assert _named(r"\.(st-key-[\w-]+)") and "st-key-" in streamlit_page


def test_streamlits_cookie_of_whoever_came_by_the_office_account():
    assert signin_routes._STREAMLIT_USER == server_util.AUTH_COOKIE_NAME


def test_streamlit_folium_keeps_its_state_in_global_data():
    folder = Path(streamlit_folium.__file__).parent / "frontend/build"
    script = "\n".join(path.read_text("utf-8") for path in folder.rglob("*.js"))
    start = (settings.ASSETS / "map" / page_map._START).read_text("utf-8")
    used = re.findall(r"(__GLOBAL_DATA__|selected_tags|previous_data|setComponentValue)", start)
    assert set(used) == {"__GLOBAL_DATA__", "selected_tags", "previous_data", "setComponentValue"}
    assert [name for name in set(used) if name not in script] == []


def test_folium_writes_its_head_into_children_of_the_header():
    usual, ours = folium.Map(), page_map.build_page_map(workspace.current().boundaries)
    usual.render()
    ours.render()
    assert len(usual.get_root().header._children) > 0
    assert len(ours.get_root().header._children) == 0


def test_pygeoapis_protocol_functions_take_an_api_and_a_request():
    functions = [
        pygeoapi.api.get_collection_schema,
        itemtypes.get_collection_items,
        itemtypes.get_collection_item,
        itemtypes.get_collection_queryables,
    ]
    assert [list(inspect.signature(each).parameters)[:2] for each in functions] == [["api", "request"]] * len(functions)
    whole = (pygeoapi.api.landing_page, pygeoapi.api.describe_collections, pygeoapi.api.setup_logger)
    assert all(map(callable, whole))


def test_python_pptxs_shapes_give_their_xml():
    slides = pptx.Presentation()
    slide = slides.slides.add_slide(slides.slide_layouts[5])
    box = slide.shapes.add_textbox(0, 0, 1, 1)
    assert box._element.find(f"{qn('p:nvSpPr')}/{qn('p:cNvSpPr')}") is not None
    assert box._element.txBody.find(qn("a:bodyPr")) is not None
    assert slide.shapes._spTree[-1] is box._element
    assert slide.notes_slide.notes_text_frame._txBody.find(qn("a:p")) is not None
    assert len(slides.slides._sldIdLst) == 1
    assert slides.slide_master.element.find(f"{qn('p:txStyles')}/{qn('p:titleStyle')}") is not None


def test_python_docxs_title_style_has_the_border_that_is_taken_away():
    assert Document().styles["Title"].element.pPr is not None


@pytest.mark.parametrize("name", ["streamlit", "streamlit-folium", "folium", "pygeoapi", "python-pptx", "python-docx"])
def test_what_is_leant_on_is_pinned(name):
    pins = (settings.PROJECT / "requirements.txt").read_text("utf-8")
    assert f"{name}=={metadata.version(name)}" in pins
