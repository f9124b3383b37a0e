"""The floors of the package: who may import what, and where a colour may be named."""

from __future__ import annotations

import ast
import graphlib
import re
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parent.parent / "tkpkp_geo"
FLOORS = {
    "domain": 1,
    "settings": 1,
    "store": 2,
    "intake": 3,
    "analysis": 4,
    "workspace": 4,
    "meeting": 5,
    "webmap": 5,
    "export": 6,
    "server": 7,
    "__main__": 7,
    "pages": 8,
}
ONLY_IN = {
    "streamlit": {"server", "pages"},
    **{name: {"store"} for name in ("sqlalchemy", "alembic", "psycopg")},
    "folium": {"webmap"},
    "streamlit_folium": {"pages"},
    **{name: {"export"} for name in ("docx", "matplotlib", "pptx", "typst", "xlsxwriter")},
    "pygeoapi": {"server"},
}
FILES = sorted(PACKAGE.rglob("*.py"))


def room(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path, at_once: bool = False) -> set[str]:
    """Give what a module imports, or only what it imports as soon as it is imported itself."""
    found = set()
    module = ast.parse(path.read_text(encoding="utf-8"))
    for node in module.body if at_once else ast.walk(module):
        if isinstance(node, ast.Import):
            found |= {name.name for name in node.names}
        elif isinstance(node, ast.ImportFrom):
            found |= {node.module} | {f"{node.module}.{name.name}" for name in node.names}
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_no_module_imports_from_a_floor_above(path):
    if room(path) == "__init__":
        return
    own = FLOORS[room(path)]
    used = {name.split(".")[1] for name in imported(path) if name.startswith(f"{PACKAGE.name}.")}
    assert {name for name in used & FLOORS.keys() if FLOORS[name] > own} == set()


def test_no_rooms_import_each_other_in_a_circle():
    used: dict[str, set[str]] = {}
    for path in FILES:
        names = {name.split(".")[1] for name in imported(path, at_once=True) if name.startswith(f"{PACKAGE.name}.")}
        used.setdefault(room(path), set()).update(names & FLOORS.keys() - {room(path)})
    assert tuple(graphlib.TopologicalSorter(used).static_order())


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_frameworks_stay_in_their_rooms(path):
    used = {name.split(".")[0] for name in imported(path)}
    assert {name for name in used & ONLY_IN.keys() if room(path) not in ONLY_IN[name]} == set()


def test_only_style_names_a_colour():
    colour = re.compile(r"#[0-9A-Fa-f]{6}\b")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".js", ".css") and path.name != "style.py"]
    assert [path.name for path in files if colour.search(path.read_text(encoding="utf-8"))] == []


def test_nothing_in_the_package_loads_from_another_host():
    address = re.compile(r"https?://(?!www\.w3\.org/)[\w.-]+")
    allowed = {"style.py"}  # the online ground that a viewer may switch on
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".js", ".css") and path.name not in allowed]
    assert [path.name for path in files if address.search(path.read_text(encoding="utf-8"))] == []
