"""Another data folder is another province: names, clocks, measures and files are its own."""

from __future__ import annotations

import io
import json
import re
import urllib.request
import zipfile
from pathlib import Path

import geopandas as gpd
import pytest
from docx import Document
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from tests.conftest import PROJECT
from tests.support.data_folders import store_address
from tests.support.other_province import (
    EAST,
    FIRST_PROVINCE,
    MEETING,
    NORTH,
    SOUTH,
    WEST,
    hold_meeting,
    make_other_province,
)
from tkpkp_geo import workspace
from tkpkp_geo.__main__ import main
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.export.deck import render_deck
from tkpkp_geo.export.minutes import build, docx, pdf
from tkpkp_geo.export.packet.files import packet_file_name
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import map_sheets
from tkpkp_geo.intake import rows
from tkpkp_geo.pages.main import PAGES
from tkpkp_geo.store.province_file import FILE
from tkpkp_geo.webmap import page_map

PACKAGE = PROJECT / "tkpkp_geo"
DAY = "2026-11-25"
TEXTS = (".py", ".js", ".css", ".typ", ".html", ".toml", ".json", ".csv", ".md", ".svg", ".mako")
SAYS = {"peta": "Padi Sari", "matriks": "Bahari Sari", "rapat": "Rapat triwulan", "riwayat": "Waktu (WIB)"}
ADMIN = Account("admin", "Admin", Role.ADMIN)


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """Make the data folder, and hold a meeting on its store."""
    made = make_other_province(tmp_path_factory.mktemp("lain") / "data")
    hold_meeting(made)[0].accounts.install(ADMIN)
    return made


@pytest.fixture(scope="module")
def packet(folder) -> Packet:
    """Give everything in the folder."""
    store, shapes = workspace.opened(store_address(folder), folder)
    return Packet(rows.build_dataset(store.content(), shapes), shapes, Filter(), DAY)


def foreign(words: str) -> list[str]:
    """Give what is said of the first province."""
    return [words[max(0, found.start() - 40) : found.end() + 40] for found in FIRST_PROVINCE.finditer(words)]


def words_in(path: Path) -> str:
    """Give the text of a file, or of every text in an office file."""
    if path.suffix not in (".pptx", ".xlsx"):
        return path.read_text(encoding="utf-8-sig")
    with zipfile.ZipFile(path) as office:
        parts = [office.read(name).decode() for name in office.namelist() if name.endswith(".xml")]
    assert any("Nusa Contoh" in part for part in parts)
    return " ".join(parts)


def get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=60) as answer:
        return answer.read().decode()


def test_no_fact_of_the_province_stands_in_the_package():
    code = [path for path in PACKAGE.rglob("*") if path.suffix in TEXTS]
    assert len(code) > 200
    # The three time zones are Indonesia's, so the name of one is no fact of a province.
    fact = re.compile(FIRST_PROVINCE.pattern.replace("makassar|", "") + r"|[\"']63[\"'.]", re.IGNORECASE)
    found = {
        str(path.relative_to(PROJECT)): [match[0] for match in fact.finditer(path.read_text(encoding="utf-8"))]
        for path in (*code, PROJECT / "app.py")
    }
    assert {name: words for name, words in found.items() if words} == {}


def test_nothing_is_wrong_with_the_folder(packet):
    assert packet.dataset.problems == () and len(packet.rows) == 4


def test_files_are_named_after_the_province(packet):
    assert packet_file_name(packet, "pptx") == f"TKPKP_Nusacon_rev{packet.dataset.revisi}.pptx"


def test_the_paper_map_lies_in_its_own_projection(packet):
    whole = gpd.GeoSeries.from_xy([WEST, EAST], [SOUTH, NORTH], crs="EPSG:4326").to_crs("EPSG:32749")
    drawn = map_sheets.draw_figure(packet, Area("provinsi"), 277, 190, True)
    (west, east), (south, north) = drawn.axes[0].get_xlim(), drawn.axes[0].get_ylim()
    assert west < whole.x[0] < whole.x[1] < east and south < whole.y[0] < whole.y[1] < north
    words = " ".join(label.get_text() for axes in drawn.axes for label in axes.texts)
    assert "Provinsi Nusa Contoh" in words and "Proyeksi UTM zona 49S (EPSG:32749)" in words
    assert "Batas: BIG 2025" in words and "110°" in words and "7°" in words and foreign(words) == []
    # The bar is as long as it says, in metres of this projection.
    bar = next(patch for patch in drawn.axes[1].artists + drawn.axes[1].patches if patch.get_gid() == "skala")
    scale = re.search(r"(\d+) km", words)
    metres = (east - west) / (drawn.axes[0].get_position().width * 277)
    assert scale and 2 * bar.get_width() * metres == pytest.approx(int(scale[1]) * 1000, rel=1e-3)


def test_the_presentation_speaks_of_it(packet):
    page = render_deck(packet.dataset, packet.boundaries, Filter(), DAY)
    page = page if isinstance(page, str) else page.decode()
    assert "Nusa Contoh" in page and "Batas: BIG 2025" in page and foreign(page) == []


def test_minutes_tell_the_times_of_its_clocks(folder, packet):
    store = workspace.opened(store_address(folder), folder)[0]
    held = packet.dataset.rapat_by_kode[MEETING]
    item = build.build_minutes(packet.dataset, packet.dataset, held, store.history.rows(rapat=MEETING, limit=None), DAY)
    maps = map_sheets.draw_kawasan_maps(packet, ("KPP-SATU",), "svg", height=200)
    paper = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(pdf.render_pdf(item, maps))).pages)
    document = Document(io.BytesIO(docx.render_docx(item, {})))
    typed = " ".join(part.text for part in (*document.paragraphs, *document.sections[0].header.paragraphs))
    for words in (" ".join(paper.split()), " ".join(typed.split())):
        assert "pukul 09.05 sampai 11.40 WIB" in words and "PEMERINTAH PROVINSI NUSA CONTOH" in words
        assert foreign(words) == []


def test_the_map_of_the_page_opens_on_it(packet):
    (lat, lon), zoom = page_map._opening(packet.boundaries)
    assert SOUTH < lat < NORTH and WEST < lon < EAST and 7 <= zoom <= 10


def test_the_command_writes_files_of_its_name(folder, tmp_path, monkeypatch):
    monkeypatch.setenv("TKPKP_DATA_DIR", str(folder))
    assert main(["ekspor", "--format", "geojson,html,pptx,xlsx", str(tmp_path)]) == 0
    written = sorted(tmp_path.iterdir())
    assert {path.suffix for path in written} == {".geojson", ".html", ".pptx", ".xlsx"}
    assert all(path.name.startswith("TKPKP_Nusacon_") for path in written)
    assert {path.name: foreign(words_in(path)) for path in written} == {path.name: [] for path in written}


def test_a_folder_without_the_file_is_refused_in_one_line(folder, tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("TKPKP_DATA_DIR", str(tmp_path))
    assert main(["ekspor", "--format", "geojson", str(tmp_path / "keluar")]) == 1
    assert capsys.readouterr().err.startswith(f"Gagal: {FILE}: berkas tidak ditemukan.")


@pytest.mark.parametrize("address", [page.address for page in PAGES])
def test_no_page_says_a_word_of_the_first_province(folder, monkeypatch, address):
    monkeypatch.setenv("TKPKP_DATA_DIR", str(folder))
    monkeypatch.setattr("tkpkp_geo.pages.shared.account.current", lambda: ADMIN)

    def script(address: str) -> None:
        from tkpkp_geo.pages.main import PAGES

        next(page.render for page in PAGES if page.address == address)()

    test = AppTest.from_function(script, args=(address,), default_timeout=60).run()
    assert not test.exception and not test.error
    words = " ".join(str(node.proto) for node in test if getattr(node, "proto", None) is not None)
    assert foreign(words) == []
    assert SAYS.get(address, "") in words


def test_the_server_answers_with_its_areas(folder, own_app):
    base = own_app(folder)
    areas = {
        name: json.loads(get(f"{base}/api/wilayah/{name}.geojson"))["features"] for name in ("provinsi", "kabupaten")
    }
    assert [item["properties"]["nama"] for item in areas["provinsi"]] == ["Nusa Contoh"]
    assert [item["properties"]["nama"] for item in areas["kabupaten"]] == ["Kabupaten Lembah", "Kabupaten Pesisir"]
    told = [
        get(f"{base}{path}")
        for path in ("/aset/peta-halaman.js", "/presentasi", "/api/peta.json", "/ogc/", "/ogc/collections")
    ]
    assert "Batas: BIG 2025" in told[0] and "Nusa Contoh" in told[1] and "Nusa Contoh" in told[3]
    assert "/EPSG/0/32749" in told[4]
    assert [foreign(words) for words in told] == [[]] * 5
