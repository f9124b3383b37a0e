"""Markup comes from one door and is made of values that cannot break it; labels show typed names as they are."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from markupsafe import Markup

from tests.support.typed_markup import PLANNED, RUNNING, put_typed_markup
from tkpkp_geo.analysis.row_changes import FieldChange
from tkpkp_geo.pages import shared
from tkpkp_geo.pages.main import PAGES
from tkpkp_geo.pages.shared import markup

ROOM = Path(shared.__file__).parents[1]
DOOR = ROOM / "shared/markup.py"
FILES = sorted(ROOM.rglob("*.py"))


def test_a_plain_text_is_not_shown_as_markup():
    with pytest.raises(TypeError, match="not str"):
        markup.draw_html("<b>Budi</b>")


def test_pieces_make_harmless_what_is_no_markup():
    assert markup.build_table(["<i>"], [["<b>", Markup("<b>x</b>")]], "a").count("&lt;") == 2
    assert markup.build_list(["<b>", Markup("<b>x</b>")]) == "<ul><li>&lt;b&gt;</li><li><b>x</b></li></ul>"
    change = FieldChange("<i>", "<b>", "<u>")
    assert "<b>" not in markup.build_changes([change]) and "&lt;u&gt;" in markup.build_changes([change], new=True)


def _calls(path: Path) -> list[ast.Call]:
    return [node for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(node, ast.Call)]


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOM)))
def test_markup_is_written_down_and_shown_through_one_door(path):
    """No page escapes by hand, shows HTML by itself, or calls a text markup that is not written there as it is."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    modules = {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    modules |= {name.name for node in ast.walk(tree) if isinstance(node, ast.Import) for name in node.names}
    assert "html" not in modules
    for call in _calls(path):
        assert "unsafe_allow_html" not in {keyword.arg for keyword in call.keywords}
        if isinstance(call.func, ast.Attribute) and call.func.attr == "html":
            assert path == DOOR
        if isinstance(call.func, ast.Name) and call.func.id == "Markup":
            assert [type(argument) for argument in call.args] == [ast.Constant], ast.unparse(call)


ADDRESSES: list[tuple[str, dict[str, str]]] = [(page.address, {}) for page in PAGES]
ADDRESSES += [("data", {"program": "UJI-001"}), ("data", {"program": "UJC-002"})]
ADDRESSES += [
    ("rapat", {"bagian": part, "rapat": kode}) for part in ("siap", "agenda", "meja") for kode in (RUNNING, PLANNED)
]


@pytest.fixture
def named_store(own_store):
    put_typed_markup(own_store)
    return own_store


def _words(proto: object) -> list[str]:
    """Give all texts of an element that Streamlit may draw as Markdown: labels, options, captions, help, bodies."""
    found = []
    for descriptor, value in proto.ListFields():
        if descriptor.name in ("label", "help", "body", "content", "caption", "captions", "options"):
            for item in [value] if isinstance(value, str) or hasattr(value, "ListFields") else value:
                found += [item] if isinstance(item, str) else _words(item)
    return found


_MARKUP = re.compile(r"(?<!\\)(<img src=http|!\[x\]\(http)")
# Of these the options are drawn as they are; HTML is looked at by itself.
_NOT_MARKDOWN = {"html", "selectbox", "multiselect", "text_input", "text_area", "number_input"}


def test_a_typed_name_reaches_no_label_as_markdown(named_store, open_as):
    shown, seen = [], 0
    for address, query in ADDRESSES:
        test = open_as(address, "admin", **query)
        assert not test.exception, address
        for node in test:
            if node.type in _NOT_MARKDOWN or getattr(node, "proto", None) is None:
                continue
            words = _words(node.proto)
            seen += sum(r"\!\[x\]\(" in item for item in words)
            shown += [(address, node.type, item) for item in words if _MARKUP.search(item)]
        bodies = [node.proto.body for node in test.get("html")]
        shown += [(address, "html", body[:200]) for body in bodies if "<img src=http" in body or "<b id=typed" in body]
    assert shown == [] and seen > 20
