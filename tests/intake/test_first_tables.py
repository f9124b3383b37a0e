"""Spoiled data: every message says file, row, column, value and what to do, and the rest goes on."""

from __future__ import annotations

from collections.abc import Callable

import geopandas as gpd
import pytest

from tkpkp_geo import workspace
from tkpkp_geo.store.database import open_store
from tkpkp_geo.workspace import Workspace


@pytest.fixture
def spoil(data_copy, monkeypatch) -> Callable[..., Workspace]:
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))

    def replace(name: str, old: str, new: str) -> Workspace:
        path = data_copy / name
        content = path.read_text(encoding="utf-8")
        assert old in content
        path.write_text(content.replace(old, new, 1), encoding="utf-8")
        return workspace.current()

    replace.folder = data_copy
    return replace


def only_problem(space: Workspace) -> str:
    assert len(space.dataset.problems) == 1, [str(item) for item in space.dataset.problems]
    return str(space.dataset.problems[0])


def test_committed_data_is_sound():
    dataset = workspace.current().dataset
    assert dataset.problems == ()
    assert len(dataset.kawasan) == 3 and len(dataset.kawasan_desa) == 71
    assert sum(item.is_member for item in dataset.kawasan_desa) == 30
    official = [row for row in dataset.intervensi if not row.contoh]
    assert len(official) == 6 and sum(not row.lokus for row in official) == 5
    samples = [row for row in dataset.intervensi if row.contoh]
    assert len(samples) == 60 and len({row.kode_opd for row in samples}) == 14
    assert {place.tingkat for row in samples for place in row.lokus} == {"titik", "desa", "kecamatan", "kawasan"}
    assert {row.tahun for row in samples} == {"2025", "2026", "2027", "2028", "2029"}


@pytest.mark.parametrize(
    ("name", "old", "new", "words"),
    [
        ("intervensi_contoh.csv", "desa:63.03.05.2034", "desa:63.03.05.9999", ["baris 2", "lokus", "63.03.05.9999"]),
        ("intervensi_contoh.csv", "UJC-002,", "UJC-001,", ["baris 3", "kolom id", "UJC-001", "sudah dipakai"]),
        ("intervensi_contoh.csv", "UJC-001,DKP,", "UJC-001,DKPX,", ["kode_opd", "DKPX", "“DKP”"]),
        ("intervensi_contoh.csv", "1250000000", "1.250.000.000", ["pagu", "1.250.000.000", "rupiah bulat"]),
        ("intervensi_contoh.csv", "berjalan", "jalan", ["status", "jalan", "“berjalan”"]),
        ("intervensi.csv", "kawasan:KPP-BJR", "kawasan:KPP-XXX", ["intervensi.csv", "lokus", "KPP-XXX", "KPP-TBL"]),
        ("kawasan.csv", "63.03.14", "63.03.99", ["kawasan.csv", "kecamatan", "63.03.99"]),
        ("kawasan_desa.csv", "63.03.05.1001", "63.03.05.0000", ["kawasan_desa.csv", "kode_desa", "63.03.05.0000"]),
        ("opd.csv", "biru_tua", "biru", ["opd.csv", "warna", "biru", "“biru_tua”"]),
    ],
)
def test_a_bad_cell_is_named_with_its_place(spoil, name, old, new, words):
    space = spoil(name, old, new)
    message = only_problem(space)
    assert all(word in message for word in [name, "baris", *words]), message


def test_a_row_with_a_bad_place_stays_and_waits_for_one(spoil):
    space = spoil("intervensi_contoh.csv", "desa:63.03.05.2034,24", "desa:63.03.05.9999,24")
    row = next(row for row in space.dataset.intervensi if row.id == "UJC-001")
    assert row.lokus == () and len(space.dataset.intervensi) == 66


def test_swapped_longitude_and_latitude_are_told_with_the_right_order(spoil):
    path = spoil.folder / "intervensi_contoh.csv"
    content = path.read_text(encoding="utf-8")
    start = content.index("titik:") + len("titik:")
    lon, lat = content[start : content.index('"', start)].split(";")[0].split(",")
    message = only_problem(spoil("intervensi_contoh.csv", f"titik:{lon},{lat}", f"titik:{lat},{lon}"))
    assert "tertukar" in message and f"titik:{float(lon)},{float(lat)}" in message


def test_a_missing_table_is_told_and_the_rest_is_read(spoil):
    (spoil.folder / "intervensi.csv").unlink()
    space = workspace.current()
    assert "intervensi.csv" in only_problem(space) and "tidak ditemukan" in only_problem(space)
    assert len(space.dataset.intervensi) == 60


def test_without_the_sample_table_only_official_rows_remain(spoil):
    (spoil.folder / "intervensi_contoh.csv").unlink()
    space = workspace.current()
    assert space.dataset.problems == () and len(space.dataset.intervensi) == 6


def test_a_table_in_another_encoding_is_told(spoil):
    (spoil.folder / "intervensi.csv").write_bytes("id,kode_opd\n1,Dinas é\n".encode("utf-16"))
    assert "UTF-8" in only_problem(workspace.current())


def test_a_missing_column_is_told(spoil):
    message = only_problem(spoil("intervensi_contoh.csv", "kode_opd,program", "kode,program"))
    assert "kolom tidak ada: kode_opd" in message and "baris 1" in message


def test_a_row_without_its_kind_never_passes_as_official(spoil):
    space = spoil("intervensi_contoh.csv", ",contoh,", ",resmii,")
    assert "jenis_data" in only_problem(space)
    assert next(row for row in space.dataset.intervensi if row.id == "UJC-001").contoh


def test_files_are_the_first_content_only(spoil):
    before = workspace.current()
    after = spoil("intervensi.csv", "SITI HAWA LARI", "Itik Rawa")
    assert after is before and all(row.program != "Itik Rawa" for row in after.dataset.intervensi)


def test_what_was_wrong_with_the_first_files_is_still_told_after_a_restart(spoil):
    told = only_problem(spoil("intervensi_contoh.csv", "UJC-002,", "UJC-001,"))
    workspace.opened.cache_clear()
    open_store.cache_clear()
    assert only_problem(workspace.current()) == told


def test_an_unchanged_store_is_read_once(spoil):
    assert workspace.current() is workspace.current()


@pytest.mark.parametrize("content", [b"", b"not a database", None])
def test_broken_boundaries_are_told_and_the_programs_are_still_counted(spoil, content):
    path = spoil.folder / "wilayah.gpkg"
    path.unlink() if content is None else path.write_bytes(content)
    space = workspace.current()
    assert "wilayah.gpkg" in only_problem(space)
    assert len(space.dataset.intervensi) == 66 and space.boundaries.layers == {}


def test_boundaries_in_another_crs_are_told_and_moved(spoil):
    path = spoil.folder / "wilayah.gpkg"
    frame = gpd.read_file(path, layer="desa").to_crs("EPSG:32750")
    frame.to_file(path, layer="desa", driver="GPKG")
    space = workspace.current()
    assert "EPSG:32750" in only_problem(space)
    assert space.boundaries.desa_at(115.5, -1.95) is not None


def test_boundaries_in_metres_that_claim_degrees_are_refused(spoil):
    path = spoil.folder / "wilayah.gpkg"
    frame = gpd.read_file(path, layer="desa").to_crs("EPSG:32750").set_crs("EPSG:4326", allow_override=True)
    frame.to_file(path, layer="desa", driver="GPKG")
    space = workspace.current()
    assert "di luar Indonesia" in str(space.dataset.problems[0]) and "desa" not in space.boundaries.layers


def test_a_doubled_code_in_the_boundaries_is_told(spoil):
    path = spoil.folder / "wilayah.gpkg"
    frame = gpd.read_file(path, layer="kecamatan")
    frame.loc[1, "kode"] = frame.loc[0, "kode"]
    frame.to_file(path, layer="kecamatan", driver="GPKG")
    assert any(
        "kode ganda" in str(item) and frame.loc[0, "kode"] in str(item) for item in workspace.current().dataset.problems
    )
