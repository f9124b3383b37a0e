"""What is written on a paper map: every desa is found, nothing lies on anything else, and words say the same."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from matplotlib.text import Text

from tests.support.map_collisions import collisions
from tests.support.sample_packets import EVERYTHING, crowded, packet
from tkpkp_geo import workspace
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, DataKind, Lokus
from tkpkp_geo.export.packet.packet import Area, Packet
from tkpkp_geo.export.paper_map import captions, map_sheets, places
from tkpkp_geo.export.paper_map.blocks import Block, TextLine
from tkpkp_geo.export.paper_map.placing import Room

A3 = {"mendatar": (370, 270), "tegak": (270, 370)}
AREAS = packet().areas
LOCAL = [area for area in AREAS if area.level != "provinsi"]
BUMBU = Area("kawasan", "KPP-TNB", "KPP-TNB")


@pytest.fixture(scope="module")
def full():
    return packet(dataset=crowded(workspace.current().dataset))


def figure(view: Packet, area: Area, width: float, height: float):
    return map_sheets.sheet_figure(view, map_sheets.MapSheet(area, "svg", width, height))


def blocks(drawn) -> list[str]:
    found: dict[str, list[str]] = {}
    for item in drawn.axes[0].findobj(Text):
        if item.get_text() and item.get_label():
            found.setdefault(item.get_label(), []).append(item.get_text())
    return [" ".join(lines) for lines in found.values()]


@pytest.mark.parametrize("area", AREAS, ids=lambda area: area.kode or "provinsi")
def test_nothing_that_is_written_lies_on_anything_else_at_a3(area):
    drawn = figure(packet(), area, *A3["mendatar"])
    assert len(blocks(drawn)) > 5 and collisions(drawn) == []


@pytest.mark.parametrize("size", A3.values(), ids=A3)
@pytest.mark.parametrize("area", [area for area in LOCAL if area.kawasan == "KPP-BJR"], ids=lambda area: area.kode)
def test_nothing_lies_on_anything_else_where_five_hundred_programs_crowd(full, area, size):
    assert collisions(figure(full, area, *size)) == []


def test_the_count_of_collisions_sees_one():
    drawn = figure(packet(), BUMBU, 190, 150)
    one = next(item for item in drawn.axes[0].findobj(Text) if item.get_text() == "Satiung")
    drawn.axes[0].text(*one.get_position(), "Di atasnya", label="tulisan-lain")
    assert any("tulisan-lain" in pair for pair in collisions(drawn))


@pytest.mark.parametrize("size", [(174, 235), (190, 150)], ids=["a4", "salindia"])
@pytest.mark.parametrize("area", LOCAL[:3], ids=lambda area: area.kode)
def test_every_desa_has_its_name_on_the_map_or_a_number_in_the_key(full, area, size):
    plan, _ = map_sheets.gather_map(full, area).plan(*frame(figure(full, area, *size)))
    on_map = [" ".join(row.text for row in mark.block.rows if isinstance(row, TextLine)) for mark in plan.marks]
    numbers = [number for number, _ in plan.key]
    assert numbers == [str(i) for i in range(1, len(numbers) + 1)]
    assert set(numbers) <= {line.split()[0] for line in on_map if line}
    kecamatan = (area.kode,) if area.level == "kecamatan" else full.dataset.kawasan_by_kode[area.kode].kecamatan
    names = {full.dataset.area_name(kode) for kode in full.boundaries.desa_in(kecamatan)}
    in_key = {words.partition(" (")[0] for _, words in plan.key}
    in_full = {name for name in names if any(line == name or line.startswith(f"{name} ") for line in on_map)}
    assert names <= in_full | in_key


def frame(drawn) -> tuple:
    axes = drawn.axes[0]
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    return (west, south, east, north), (east - west) / (axes.get_position().width * drawn.get_size_inches()[0] * 25.4)


def test_a_place_is_drawn_no_more_precisely_than_it_is_known():
    data = workspace.current().dataset
    first = replace(data.intervensi[0], jenis_data=DataKind.CONTOH, status="rencana")
    kec = Lokus(AreaLevel.KECAMATAN, "63.10.11", kode_kec="63.10.11", kode_kawasan="KPP-TNB")
    kaw = Lokus(AreaLevel.KAWASAN, "KPP-TNB", kode_kawasan="KPP-TNB")
    rows = (replace(first, id="A", lokus=(kec,)), replace(first, id="B", lokus=(kec,)), replace(first, lokus=(kaw,)))
    view = packet(dataset=replace(data, intervensi=rows))
    lines = blocks(figure(view, BUMBU, 174, 235))
    assert any("2 program tingkat kecamatan" in line for line in lines)
    assert any("1 program tingkat kawasan" in line for line in lines)
    assert {place.level for place in places.program_places(view, BUMBU)} == {
        AreaLevel.KECAMATAN,
        AreaLevel.KAWASAN,
    }


def test_a_filter_on_another_kawasan_leaves_the_map_empty():
    lines = blocks(figure(packet(Filter(kawasan=("KPP-BJR",), tampil=("semua",))), BUMBU, 174, 235))
    assert "Satiung" in lines and not any("tingkat" in line for line in lines)


def test_names_of_any_kind_are_letters_and_nothing_else():
    odd = "$\\frac{1}{0}$ & <b>" + "Sangat Panjang " * 13
    data = workspace.current().dataset
    data = replace(data, opd=tuple(replace(item, singkatan=odd, nama=odd) for item in data.opd))
    drawn = figure(packet(EVERYTHING, data), BUMBU, 174, 235)
    drawn.canvas.draw()
    shown = [item.get_text() for item in drawn.findobj(Text)]
    assert sum(words.startswith("$\\frac") for words in shown) == sum(words.endswith("…") for words in shown) == 14
    assert collisions(drawn) == []


def test_words_say_what_each_map_shows():
    view = packet()
    words = captions.alt_text(view, BUMBU)
    assert words.startswith("Peta kawasan Agropolitan: 20 program · 14 OPD, 12 desa anggota")
    assert "Sepunggur 3" in words and words.endswith("DATA CONTOH.")
    province = captions.alt_text(view, Area("provinsi"))
    assert f"{len(view.rows)} program" in province and all(item.nama in province for item in view.kawasan)
    kecamatan = captions.alt_text(view, Area("kecamatan", "63.03.14", "KPP-BJR"))
    assert kecamatan.startswith("Peta kecamatan Martapura Barat:") and "tidak digambar di sini" in kecamatan
    assert "Cindai Alus" not in kecamatan  # a desa of the other kecamatan


def test_a_block_stands_inside_its_area_and_in_the_frame():
    area = shapely.Point(500, 500).buffer(200)
    room = Room((0, 0, 1000, 1000), 10.0, {"A": area}, {})
    block = Block((TextLine("Desa", 6.6),))
    at, _ = room.inside("A", [block])
    half, rise = block.width * 5 - 2, block.height * 5 - 2  # two tenths of a mm of its margin may touch a border
    assert area.contains(shapely.box(at[0] - half, at[1] - rise, at[0] + half, at[1] + rise))
    assert room.inside("A", [Block((TextLine("Desa dengan nama panjang sekali", 6.6),))]) is None
    beside = room.apart(block, (500.0, 500.0))
    box = shapely.box(beside[0] - half, beside[1] - rise, beside[0] + half, beside[1] + rise)
    assert not box.intersects(area) and shapely.box(0, 0, 1000, 1000).contains(box)


def test_what_finds_no_room_is_counted_beside_the_map():
    data = workspace.current().dataset
    first, desa = replace(data.intervensi[0], jenis_data=DataKind.CONTOH, status="rencana"), "63.10.11.2004"
    middle = workspace.current().boundaries.layers["desa"].geometry[desa].representative_point()
    within = {"kode_desa": desa, "kode_kec": kecamatan_of(desa), "kode_kawasan": "KPP-TNB"}
    places = [
        Lokus(AreaLevel.TITIK, "", **within, lon=middle.x + number % 20 / 1e4, lat=middle.y + number // 20 / 1e4)
        for number in range(400)
    ]
    rows = tuple(replace(first, id=str(number), lokus=(place,)) for number, place in enumerate(places))
    drawn = figure(packet(dataset=replace(data, intervensi=rows)), BUMBU, 150, 100)
    lettered = [mark for mark in blocks(drawn) if mark in (data.opd_by_kode[first.kode_opd].monogram, "1 prog · 1 OPD")]
    told = " ".join(item.get_text() for item in drawn.axes[1].findobj(Text))
    assert 0 < len(lettered) < len(places)
    assert f"Tidak cukup tempat pada peta untuk lambang {len(places) - len(lettered)} titik program." in told
