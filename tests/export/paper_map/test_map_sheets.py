"""Maps for paper by the rules of cartography: scale, frame, title, source, grey; and how they are asked for."""

from __future__ import annotations

import io
import itertools
import math
import re
import subprocess
from dataclasses import replace
from xml.etree import ElementTree

import geopandas as gpd
import numpy as np
import pytest
import typst
from matplotlib.collections import PathCollection
from matplotlib.colors import to_rgb
from matplotlib.patches import Rectangle
from matplotlib.text import Text
from PIL import Image

from tests.support.machine_programs import need
from tests.support.sample_packets import EVERYTHING, NOTHING, packet
from tkpkp_geo import workspace
from tkpkp_geo.domain import style
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, DataKind, Lokus
from tkpkp_geo.domain.text import SAMPLE_DATA
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import edge, map_sheets
from tkpkp_geo.store.boundaries import Boundaries

PROVINCE = Area("provinsi")
BANJAR, BUMBU = Area("kawasan", "KPP-BJR", "KPP-BJR"), Area("kawasan", "KPP-TNB", "KPP-TNB")
MARTAPURA = Area("kecamatan", "63.03.05", "KPP-BJR")
UNITS = {"m": 1, "km": 1000}


def figure(view: Packet, area: Area, width: float, height: float, titled: bool = True):
    return map_sheets.sheet_figure(view, map_sheets.MapSheet(area, "svg", width, height, titled))


def written(drawn) -> list[str]:
    return [item.get_text() for item in drawn.findobj(Text) if item.get_text()]


@pytest.fixture(scope="module")
def everything() -> Packet:
    return packet()


def on_page(svg: bytes, folder, dots: int = 300) -> np.ndarray:
    """Print a drawing through Typst and poppler, grey, its first row at the top."""
    page = "#set page(width: auto, height: auto, margin: 0mm)\n#image(bytes(sys.inputs.peta), width: 174mm)"
    (folder / "peta.pdf").write_bytes(typst.compile(page.encode(), format="pdf", sys_inputs={"peta": svg.decode()}))
    pdftoppm = need("pdftoppm", "poppler-utils")
    subprocess.run([pdftoppm, "-gray", "-r", str(dots), "-singlefile", "peta.pdf", "peta"], cwd=folder, check=True)
    return np.asarray(Image.open(folder / "peta.pgm"))


@pytest.mark.parametrize("area", [PROVINCE, BANJAR, MARTAPURA], ids=lambda area: area.level)
def test_the_scale_bar_on_the_page_is_as_long_as_the_ground_that_it_names(everything, area, tmp_path):
    drawn = figure(everything, area, 174, 235)
    bar = next(iter(drawn.findobj(lambda item: item.get_gid() == "skala")))
    page = on_page(map_sheets.draw_sheet(everything, map_sheets.MapSheet(area, "svg", 174, 235)), tmp_path)
    mm = page.shape[1] / 174
    row = page[round((235 - bar.get_y() - bar.get_height() / 2) * mm)]
    start = round((bar.get_x() + 0.5) * mm)
    inked = next(number for number in itertools.count(start) if row[number] > 128) - start + round(0.5 * mm)
    words = next(item for item in written(drawn) if re.fullmatch(r"[\d.,]+ k?m", item))
    amount, unit = words.split()
    metres = float(amount.replace(".", "").replace(",", ".")) * UNITS[unit] / 2  # the inked half

    # Two crosses of the grid, whose degrees are known, say how much ground a millimetre shows.
    axes = drawn.axes[0]
    west, east = axes.get_xlim()
    shown = (east - west) / (axes.get_position().width * 174)
    corners = gpd.GeoSeries(gpd.points_from_xy([west, east], [axes.get_ylim()[0]] * 2), crs="EPSG:32750").to_crs(4326)
    (lon, lat), (other, _) = ((point.x, point.y) for point in corners)
    ground = 6_371_000 * math.radians(other - lon) * math.cos(math.radians(lat))
    assert shown * axes.get_position().width * 174 == pytest.approx(ground, rel=0.005)
    assert inked / mm * shown == pytest.approx(metres, rel=0.01)


def test_the_same_metre_is_as_long_across_as_up_and_the_area_fills_the_frame(everything):
    for width, height in ((174, 235), (370, 270), (190, 150)):
        axes = figure(everything, BUMBU, width, height).axes[0]
        (west, east), (south, north), place = axes.get_xlim(), axes.get_ylim(), axes.get_position()
        assert (east - west) / (place.width * width) == pytest.approx((north - south) / (place.height * height))
        codes = everything.boundaries.desa_in(["63.10.11"])
        desa = everything.boundaries.layers["desa"].geometry.loc[codes].to_crs("EPSG:32750").total_bounds
        shares = (desa[2] - desa[0]) / (east - west), (desa[3] - desa[1]) / (north - south)
        assert 0.88 < max(shares) < 1


def test_degrees_at_the_frame_are_where_they_say(everything):
    axes = figure(everything, BANJAR, 174, 235).axes[0]
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    grid = edge.Graticule((west, south, east, north), 100.0, "EPSG:32750")
    points = [(x, south) for _, x in grid.bottom] + [(west, y) for _, y in grid.left]
    degrees = gpd.GeoSeries(gpd.points_from_xy(*zip(*points, strict=True)), crs="EPSG:32750").to_crs(4326)
    said = [value for value, _ in (*grid.bottom, *grid.left)]
    found = [point.x for point in degrees[: len(grid.bottom)]] + [point.y for point in degrees[len(grid.bottom) :]]
    assert len(said) >= 4 and found == pytest.approx(said, abs=1e-5)
    assert (
        edge.format_degrees(114.9166667, "BT", "BB") == "114°55′ BT"
        and edge.format_degrees(-3.3333333, "LU", "LS") == "3°20′ LS"
    )


@pytest.mark.parametrize("area", [PROVINCE, BANJAR, MARTAPURA], ids=lambda area: area.level)
def test_a_map_says_what_it_is_and_where_it_comes_from(everything, area):
    words = written(figure(everything, area, 277, 190))
    whole = " ".join(words)
    title = {
        "provinsi": "Provinsi Kalimantan Selatan",
        "kawasan": "Kawasan Agrominapolitan",
        "kecamatan": "Kecamatan Martapura",
    }[area.level]
    assert title in words and title not in written(figure(everything, area, 277, 190, titled=False))
    for part in ("Data per", f"Revisi {everything.dataset.revisi}", "Kepmendagri", "EPSG:32750", "Tampilan: semua"):
        assert part in whole
    assert "U" in words and all(any(item.endswith(f"′ {way}") for item in words) for way in ("BT", "LS"))
    assert ("belum SK" in whole) == (area is not PROVINCE)


def test_the_province_names_each_kawasan_with_its_programs_and_every_kabupaten(everything):
    words = written(figure(everything, PROVINCE, 174, 235))
    for item in everything.dataset.kawasan:
        rows = [row for row in everything.rows if item.kode_kawasan in row.kawasan]
        assert f"Kawasan {item.nama}" in words
        assert f"{len(rows)} program · {len({row.kode_opd for row in rows})} OPD" in words
    whole = " ".join(words)
    assert all(name in whole for name in ("Kota Banjarbaru", "Kab. Tabalong", "Kalimantan Tengah"))


def test_what_is_known_to_the_kawasan_alone_is_named_but_not_drawn_in_a_kecamatan(everything):
    first = replace(everything.dataset.intervensi[0], jenis_data=DataKind.CONTOH, status="rencana")
    whole = Lokus(AreaLevel.KAWASAN, "KPP-BJR", kode_kawasan="KPP-BJR")
    data = replace(everything.dataset, intervensi=(replace(first, lokus=(whole,)),))
    drawn = figure(packet(dataset=data), MARTAPURA, 174, 235)
    words = written(drawn)
    assert "1 program tingkat kawasan Agrominapolitan" in " ".join(words) and SAMPLE_DATA in words
    monogram = everything.dataset.opd_by_kode[first.kode_opd].monogram
    assert monogram not in words


def test_samples_are_marked_and_an_empty_filter_says_so(everything):
    assert SAMPLE_DATA in written(figure(everything, BUMBU, 174, 235))
    assert SAMPLE_DATA not in written(figure(packet(Filter()), BUMBU, 174, 235))
    empty = written(figure(packet(NOTHING), BUMBU, 174, 235))
    assert "Tidak ada program dalam saringan ini." in " ".join(empty) and "Satiung" in empty


def test_money_is_worded_as_money_and_what_is_missing_as_not_filled_in(everything):
    words = written(figure(packet(measure="pagu"), BUMBU, 174, 235))
    assert "tanpa pagu, atau belum diisi" in words and any(item.startswith("≤ Rp") for item in words)


def test_a_map_of_the_same_data_is_drawn_once_and_byte_by_byte_the_same(everything, monkeypatch):
    sheet = map_sheets.MapSheet(BUMBU, "svg", 174, 230)
    one = map_sheets.draw_sheet(everything, sheet)
    again = Packet(everything.dataset, everything.boundaries, EVERYTHING, everything.today)
    assert map_sheets.draw_sheet(again, sheet) is one
    map_sheets._drawn.cache_clear()
    assert map_sheets.draw_sheet(everything, sheet) == one and one.startswith(b"<?xml")


@pytest.mark.filterwarnings("ignore:Glyph")
def test_a_drawing_stays_xml_whatever_an_office_is_called(everything):
    data = everything.dataset
    odd = replace(data, opd=tuple(replace(item, singkatan="<&\x00\x0b", monogram="\x0b&") for item in data.opd))
    drawn = map_sheets.draw_sheet(packet(dataset=odd), map_sheets.MapSheet(BUMBU, "svg", 90, 80))
    assert ElementTree.fromstring(drawn).tag.endswith("svg")


def test_many_are_gathered_and_each_is_told(everything):
    sheets = [map_sheets.MapSheet(area, "png", 90, 80) for area in (PROVINCE, BUMBU)]
    told = []
    drawn = map_sheets.draw_sheets(everything, sheets, told.append)
    assert told == sheets and list(drawn) == sheets
    sizes = {Image.open(io.BytesIO(content)).size for content in drawn.values()}
    assert sizes == {(int(90 / 25.4 * 200), int(80 / 25.4 * 200))}
    nowhere = replace(everything, boundaries=Boundaries(everything.dataset.province))
    assert map_sheets.draw_sheets(nowhere, sheets, told.append) == {} and len(told) == 4


@pytest.mark.parametrize("number", range(4))
def test_classes_stay_apart_where_the_printer_knows_grey_alone(number):
    shades = style.ramp(style.kawasan_colours(number).strong, style.THEMES["light"]["land"])
    grey = [np.dot(to_rgb(shade), (0.299, 0.587, 0.114)) for shade in shades]
    assert all(light - dark > 0.07 for light, dark in itertools.pairwise(grey))
    assert all(style.contrast(style.readable_on(shade), shade) >= 4 for shade in shades)


def test_corners_of_the_symbols_are_those_of_the_drawn_shapes():
    assert style.CORNERS.keys() == style.SHAPES.keys()
    assert all(0 <= value <= 32 for corners in style.CORNERS.values() for corner in corners for value in corner)


def test_a_kawasan_of_a_city_in_two_far_corners_is_named_and_framed_right():
    data = workspace.current().dataset
    corners = ("63.71.05", "63.02.14")
    far = replace(data.kawasan[0], kode_kawasan="KPP-UJI", nama="Terpencar", kode_kab="63.71", kecamatan=corners)
    view = packet(dataset=replace(data, kawasan=(*data.kawasan, far)))
    drawn = figure(view, Area("kawasan", "KPP-UJI", "KPP-UJI"), 174, 150)
    assert any(words.startswith("Kota Banjarmasin · ") for words in written(drawn))
    sheet, red = drawn.axes[1], to_rgb(style.THEMES["light"]["warning"])
    frame = next(item for item in sheet.findobj(Rectangle) if to_rgb(item.get_edgecolor()) == red)
    province = next(item for item in sheet.findobj(PathCollection) if item.get_paths()).get_paths()[0].get_extents()
    assert province.x0 - 0.1 <= frame.get_x() and frame.get_x() + frame.get_width() <= province.x1 + 0.1
    assert province.y0 - 0.1 <= frame.get_y() and frame.get_y() + frame.get_height() <= province.y1 + 0.1
