"""The GeoPackage: its tables hold the numbers of the rows, its styles name what is there, GDAL opens it."""

from __future__ import annotations

import re
import sqlite3
import subprocess
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pyogrio
import pytest

from tests.support.expected_rows import expected, inside, money
from tests.support.machine_programs import need
from tests.support.sample_packets import EVERYTHING, NOTHING, TODAY, packet, random_filters
from tkpkp_geo import workspace
from tkpkp_geo.domain import style
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel
from tkpkp_geo.export.gpkg import render
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.store.boundaries import Boundaries

LAYERS = ["kabupaten", "desa", "kecamatan", "kawasan", "intervensi"]
TABLES = ["program", "belum_berlokus", "dibatalkan", "keterangan", "layer_styles"]


@pytest.fixture(scope="module")
def dataset():
    return workspace.current().dataset


@contextmanager
def opened(item: Packet, folder: Path) -> Iterator[sqlite3.Connection]:
    path = folder / "paket.gpkg"
    path.write_bytes(render.render_gpkg(item))
    with closing(sqlite3.connect(path)) as file:
        yield file
    path.unlink()


@pytest.fixture(scope="module")
def everything(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("gpkg") / "semua.gpkg"
    path.write_bytes(render.render_gpkg(packet()))
    return path


def ask(file: sqlite3.Connection, sql: str) -> list[tuple]:
    return file.execute(sql).fetchall()


def test_the_numbers_of_fifty_filters_are_those_of_the_rows(dataset, tmp_path):
    for flt in (*random_filters(dataset, 50), NOTHING):
        wanted = expected(dataset, flt)
        with opened(packet(flt), tmp_path) as file:
            told = dict(ask(file, "SELECT kode, nilai FROM keterangan WHERE jenis = 'angka'"))
            assert told == wanted.numbers, flt
            counted = ask(
                file,
                "SELECT count(*), count(DISTINCT kode_opd), sum(pagu), sum(realisasi), count(*) - count(pagu) "
                "FROM program",
            )
            assert counted == [tuple(wanted.numbers[k] for k in ("program", "opd", "pagu", "realisasi", "tanpa_pagu"))]
            assert ask(file, "SELECT count(*) FROM belum_berlokus") == [(wanted.numbers["belum_berlokus"],)]
            places = ask(file, "SELECT id, tingkat_lokus, coalesce(kode_lokus, '') FROM intervensi")
            assert sorted(places) == sorted(item for item in wanted.places if item[1])
            lintas = "SELECT id FROM intervensi GROUP BY id HAVING count(DISTINCT kode_kawasan) > 1"
            assert len(ask(file, lintas)) == wanted.numbers["lintas"]


def test_areas_count_a_program_once_and_leave_unknown_money_empty(dataset, tmp_path):
    for flt in (EVERYTHING, Filter(kawasan=("KPP-TBL",), tampil=("semua",)), Filter(kecamatan=("63.03.05",))):
        rows = expected(dataset, flt).rows
        with opened(packet(flt), tmp_path) as file:
            for table, key, field in (
                ("kawasan", "kode_kawasan", "kode_kawasan"),
                ("kecamatan", "kode", "kode_kec"),
                ("desa", "kode", "kode_desa"),
            ):
                found = ask(file, f"SELECT {key}, jumlah_program, pagu FROM {table}")
                assert found
                for kode, count, pagu in found:
                    here = [row for row in rows if any(getattr(p, field) == kode for p in inside(row, flt))]
                    assert (count, pagu) == (len(here), money(row.pagu for row in here)), (flt, kode)


def test_a_desa_has_the_class_of_its_count(everything):
    with closing(sqlite3.connect(everything)) as file:
        desa = ask(file, "SELECT jumlah_program, kelas FROM desa")
    ends = style.breaks(count for count, _ in desa)
    assert all(style.classify(count, ends) == kelas for count, kelas in desa)
    assert len({kelas for _, kelas in desa}) > 2


def test_what_is_known_to_its_area_alone_says_so_and_is_named_for_the_area(dataset, everything):
    with closing(sqlite3.connect(everything)) as file:
        named = ask(file, "SELECT tingkat_lokus, label_tempat FROM intervensi WHERE label_tempat IS NOT NULL")
    assert {level for level, _ in named} == {"kecamatan", "kawasan"}
    wide = {
        (p.tingkat, p.kode)
        for row in dataset.intervensi
        for p in row.lokus
        if p.tingkat in (AreaLevel.KECAMATAN, AreaLevel.KAWASAN)
    }
    assert len(named) == len(wide)
    assert any(label.startswith("Seluruh kawasan: ") for _, label in named)


def test_every_style_is_xml_that_names_columns_which_are_there(everything):
    with closing(sqlite3.connect(everything)) as file:
        styles = ask(file, "SELECT f_table_name, f_geometry_column, styleQML, useAsDefault FROM layer_styles")
        assert [row[0] for row in styles] == [*LAYERS, *TABLES[:-1]]
        for table, geometry, qml, default in styles:
            columns = {row[1] for row in ask(file, f"PRAGMA table_info({table})")}
            root = ElementTree.fromstring(qml)
            words = [
                value
                for item in root.iter()
                for key, value in item.attrib.items()
                if key in ("filter", "fieldName", "geometryGenerator") or "expression" in item.attrib.values()
            ]
            named = {name for word in words for name in re.findall(r'"([^"]+)"', word)}
            named |= {item.get("field") for item in root.iter("alias")}
            named |= {item.get("attr") for item in root.iter("renderer-v2") if item.get("attr")}
            assert named and named <= columns, (table, named - columns)
            assert all(item.get("name") for item in root.iter("alias")), table
            assert default == 1 and geometry == ("geom" if table in LAYERS else "")
            symbols = {item.get("name") for item in root.iter("symbol")}
            used = {item.get("symbol") for item in root.iter() if item.tag in ("rule", "category")} - {None}
            assert used <= symbols and (table not in LAYERS or symbols)


def test_each_opd_in_view_has_its_own_shape_and_colour(dataset, everything):
    with closing(sqlite3.connect(everything)) as file:
        (qml,) = ask(file, "SELECT styleQML FROM layer_styles WHERE f_table_name = 'intervensi'")[0]
    categories = {item.get("value") for item in ElementTree.fromstring(qml).iter("category")}
    assert categories == {row.kode_opd for row in dataset.intervensi}
    looks = {
        tuple(o.get("value") for o in layer.find("Option") if o.get("name") in ("name", "color"))
        for layer in ElementTree.fromstring(qml).iter("layer")
        if layer.get("class") == "SimpleMarker"
    }
    assert len(looks) == len(categories)


def test_without_boundaries_the_tables_are_all_there(dataset, tmp_path):
    space = workspace.current()
    with opened(Packet(space.dataset, Boundaries(space.dataset.province), EVERYTHING, TODAY), tmp_path) as file:
        assert ask(file, "SELECT count(*) FROM program") == [
            (sum(row.status != "batal" for row in dataset.intervensi),)
        ]
        assert ask(file, "SELECT id FROM dibatalkan") == [
            (row.id,) for row in dataset.intervensi if row.status == "batal"
        ]
        assert ask(file, "SELECT count(*) FROM desa") == [(0,)]
        assert ask(file, "SELECT count(*) FROM kawasan WHERE geom IS NULL") == [(len(dataset.kawasan),)]


def test_the_same_view_gives_the_same_file():
    item = packet(Filter(kawasan=("KPP-TNB",), tampil=("semua",)))
    assert render.render_gpkg(item) == render.render_gpkg(item)


def test_names_of_any_letters_stay_text(dataset, tmp_path):
    name = "=1+1 <&\"'; DROP TABLE program; --\n" + "panjang " * 25
    rows = (replace(dataset.intervensi[0], program=name), *dataset.intervensi[1:])
    (tmp_path / "a.gpkg").write_bytes(render.render_gpkg(packet(dataset=replace(dataset, intervensi=rows))))
    for layer in ("program", "intervensi"):
        assert name in set(pyogrio.read_dataframe(tmp_path / "a.gpkg", layer=layer)["program"])


def test_styles_stay_xml_whatever_an_office_or_kawasan_is_called(dataset, tmp_path):
    odd = "<&\"' \x00\x0b\n"
    named = replace(
        dataset,
        opd=tuple(replace(item, nama=odd + item.nama, monogram="<\x0b&") for item in dataset.opd),
        kawasan=tuple(replace(item, nama=odd + item.nama) for item in dataset.kawasan),
    )
    (tmp_path / "a.gpkg").write_bytes(render.render_gpkg(packet(dataset=named)))
    with closing(sqlite3.connect(tmp_path / "a.gpkg")) as file:
        styles = dict(ask(file, "SELECT f_table_name, styleQML FROM layer_styles"))
    labels = [item.get("label") for item in ElementTree.fromstring(styles["kawasan"]).iter("rule") if item.get("label")]
    assert {words.removesuffix(" (batas)") for words in labels} == {f"<&\"' \n{item.nama}" for item in dataset.kawasan}
    for qml in styles.values():
        assert ElementTree.fromstring(qml).tag == "qgis"


def test_gdal_lists_layers_and_tables_with_their_source(everything):
    ogrinfo = need("ogrinfo", "gdal-bin")
    listed = subprocess.run([ogrinfo, "-so", "-q", str(everything)], capture_output=True, text=True, check=True)
    assert re.findall(r"^\d+: (\w+)", listed.stdout, re.MULTILINE) == [*LAYERS, *TABLES]
    assert "Warning" not in listed.stderr and "ERROR" not in listed.stderr
    layer = subprocess.run(
        [ogrinfo, "-so", str(everything), "intervensi"], capture_output=True, text=True, check=True
    ).stdout
    assert "Geometry: Point" in layer and "DATA CONTOH" in layer and "pagu: Integer64" in layer
