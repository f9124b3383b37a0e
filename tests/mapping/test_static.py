"""The map of a kawasan for paper."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
import shapely
from matplotlib.colors import to_rgb
from matplotlib.text import Text
from matplotlib_scalebar.scalebar import ScaleBar

from tkpkp_geo import style, workspace
from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.mapping import static
from tkpkp_geo.mapping.static import content, naming
from tkpkp_geo.mapping.static.blocks import Room
from tkpkp_geo.mapping.static.ground import surroundings
from tkpkp_geo.model import Filter, Lokus, Tingkat

ALL = Filter(tampil=("semua",))
KAWASAN = ("KPP-BJR", "KPP-TBL", "KPP-TNB")
UNITS = {"m": 1, "km": 1000}


@pytest.fixture(scope="module")
def space():
    return workspace.current()


def figure(space, flt=ALL, kode="KPP-TNB", dataset=None):
    return static.kawasan_figure(dataset or space.dataset, space.boundaries, flt, kode)


def written(drawn) -> list[str]:
    return [item.get_text() for item in drawn.findobj(Text) if item.get_text()]


def planned(space, kode, dataset=None):
    dataset = dataset or space.dataset
    ground = surroundings(space.boundaries, dataset.kawasan_by_kode[kode])
    west, south, east, north = ground.kawasan.buffer(2000).bounds
    room = Room(shapely.box(west, south, east, north), (east - west) / static.WIDE)
    places = content.places(dataset, content.rows(dataset, ALL, kode), ALL, kode)
    return ground, room, places, naming.plan(dataset, ground, places, set(ground.desa.index), room)


@pytest.mark.parametrize("kode", KAWASAN)
def test_the_scale_bar_is_as_long_as_it_says(space, kode):
    drawn = figure(space, kode=kode)
    drawn.set_dpi(300)
    drawn.canvas.draw()
    axes = drawn.axes[0]
    bar = next(iter(axes.findobj(ScaleBar)))
    amount, unit = bar.info.scale_text.split()
    # Right of the arrow, just under the map, the row with the most ink is the bar's.
    mm = 300 / 25.4
    frame = axes.get_window_extent()
    pixels = np.asarray(drawn.canvas.buffer_rgba())[::-1, :, :3]
    area = pixels[int(frame.y0 - 13 * mm) : int(frame.y0 - 1 * mm), int(9 * mm) : int(50 * mm)]
    ink = (area < 128).all(axis=2).sum(axis=1).max()
    west, east = axes.get_xlim()
    metres = ink * (east - west) / axes.get_window_extent().width
    assert metres == pytest.approx(float(amount) * UNITS[unit], rel=0.01)


def test_a_metre_is_as_long_across_as_up(space):
    drawn = figure(space)
    drawn.canvas.draw()
    axes = drawn.axes[0]
    extent = axes.get_window_extent()
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    assert (east - west) / extent.width == pytest.approx((north - south) / extent.height, rel=1e-6)


@pytest.mark.parametrize("kode", KAWASAN)
def test_every_desa_has_its_name_or_a_number_in_the_key(space, kode):
    ground, _, _, plan = planned(space, kode)
    names = sorted(space.dataset.nama_wilayah(item) for item in ground.desa.index)
    numbers = [number for number, _ in plan.kunci]
    assert numbers == [str(i) for i in range(1, len(numbers) + 1)]
    lines = [" ".join(row.text for row in mark.block.rows if hasattr(row, "text")) for mark in plan.marks]
    in_full = [name for name in names if any(line == name or line.startswith(f"{name} ") for line in lines)]
    assert set(names) - set(in_full) <= {name for _, name in plan.kunci}
    firsts = {line.split()[0] for line in lines if line}
    assert set(numbers) <= firsts


@pytest.mark.parametrize("kode", KAWASAN)
def test_nothing_that_is_written_lies_on_anything_else(space, kode):
    _, room, _, plan = planned(space, kode)
    boxes = [room.boxes(mark.block, np.array([mark.at]))[0] for mark in plan.marks]
    meeting = [
        (plan.marks[i].block, plan.marks[k].block)
        for i, one in enumerate(boxes) for k, other in enumerate(boxes[:i]) if one.overlaps(other)
    ]  # fmt: skip
    assert meeting == [] and all(room.frame.contains(box) for box in boxes)


def test_a_place_is_drawn_no_more_precisely_than_it_is_known(space):
    first = replace(space.dataset.intervensi[0], jenis_data="contoh", status="rencana")
    kec = Lokus(Tingkat.KECAMATAN, "63.10.11", kode_kec="63.10.11", kode_kawasan="KPP-TNB")
    kaw = Lokus(Tingkat.KAWASAN, "KPP-TNB", kode_kawasan="KPP-TNB")
    rows = (replace(first, id="A", lokus=(kec,)), replace(first, id="B", lokus=(kec,)), replace(first, lokus=(kaw,)))
    data = replace(space.dataset, intervensi=rows)
    words = written(figure(space, dataset=data))
    assert "2 program tingkat kecamatan" in words and "1 program tingkat kawasan" in words
    assert {place.tingkat for place in planned(space, "KPP-TNB", data)[2]} == {Tingkat.KECAMATAN, Tingkat.KAWASAN}


def test_a_map_with_samples_says_so_and_one_without_does_not(space):
    assert "DATA CONTOH" in written(figure(space))
    assert "DATA CONTOH" not in written(figure(space, Filter()))


def test_words_say_what_the_map_shows(space):
    words = static.words(space.dataset, ALL, "KPP-TNB")
    assert words.startswith("Peta kawasan Agropolitan: 21 program · 14 OPD, 12 desa anggota")
    assert "Sepunggur 3" in words and words.endswith("DATA CONTOH.")


def test_a_filter_on_another_kawasan_leaves_the_map_empty(space):
    drawn = figure(space, Filter(kawasan=("KPP-BJR",), tampil=("semua",)))
    assert not any("tingkat" in words for words in written(drawn)) and "Satiung" in written(drawn)


def test_names_of_any_kind_are_letters_and_nothing_else(space):
    odd = "$\\frac{1}{0}$ & <b>" + "Sangat Panjang " * 13
    data = replace(space.dataset, opd=tuple(replace(item, singkatan=odd, nama=odd) for item in space.dataset.opd))
    drawn = figure(space, dataset=data)
    drawn.canvas.draw()
    shown = [words for words in written(drawn) if words.startswith("$\\frac")]
    assert len(shown) == 14 and all(words.endswith("…") for words in shown)


def test_the_same_map_is_the_same_drawing(space):
    one, other = (
        static.kawasan_map(space.dataset, space.boundaries, ALL, "KPP-TNB", jenis="svg") for _ in range(2)
    )
    assert one == other and one.startswith(b"<?xml")


def test_without_boundaries_there_is_no_map(space):
    assert static.kawasan_map(space.dataset, Boundaries(), ALL, "KPP-TNB") is None


@pytest.mark.parametrize("number", range(4))
def test_classes_stay_apart_where_the_printer_knows_grey_alone(number):
    shades = style.ramp(style.kawasan_colours(number).kuat, style.THEMES["light"]["daratan"])
    grey = [np.dot(to_rgb(shade), (0.299, 0.587, 0.114)) for shade in shades]
    assert all(light - dark > 0.07 for light, dark in zip(grey, grey[1:], strict=False))


def test_corners_of_the_symbols_are_those_of_the_drawn_shapes():
    assert style.CORNERS.keys() == style.SHAPES.keys()
    assert all(0 <= value <= 32 for corners in style.CORNERS.values() for corner in corners for value in corner)
