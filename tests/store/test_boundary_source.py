"""The layouts of files with boundaries: our own and that of the mapping agency, of one province or of all."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import pyogrio
import pytest
import shapely

from tests.support.provinces import OWN
from tkpkp_geo.domain.errors import DataFileError
from tkpkp_geo.store import build_boundaries
from tkpkp_geo.store.boundary_source import read_source
from tkpkp_geo.store.province_file import COLUMNS

HERE = replace(OWN, kode="99", crs_metrik="EPSG:32749", sekitar=())
# Three desa side by side in province 99, one of province 98 next to them.
CODES = {"99.01.01.2001": "Rawa", "99.01.02.1001": "Muara", "99.71.01.1001": "Pasar", "98.01.01.2001": "Seberang"}
KABUPATEN = {"99.01": "Kabupaten Lembah", "99.71": "Kota Pantai", "98.01": "Kabupaten Tepi"}
KECAMATAN = {"99.01.01": "Hulu", "99.01.02": "Hilir", "99.71.01": "Tengah", "98.01.01": "Ujung"}
PROVINSI = {"99": "Nusa Contoh", "98": "Nusa Tetangga"}


def frame(columns: dict, shapes=None, crs="EPSG:4326") -> gpd.GeoDataFrame:
    shapes = shapes or [shapely.box(110 + i / 10, -7.1, 110.1 + i / 10, -7) for i in range(len(CODES))]
    return gpd.GeoDataFrame(columns, geometry=shapes, crs=crs)


def named(table: dict[str, str], first: str, second: str) -> gpd.GeoDataFrame:
    boxes = {"99": shapely.box(110, -7.1, 110.3, -7), "98": shapely.box(110.3, -7.1, 110.4, -7)}
    return frame({first: list(table), second: list(table.values())}, [boxes[kode[:2]] for kode in table])


def own_layout() -> dict[str, gpd.GeoDataFrame]:
    status = ["kelurahan" if kode[9] == "1" else "desa" for kode in CODES]
    return {
        "provinsi": named(PROVINSI, "kode", "nama"),
        "kabupaten": named(KABUPATEN, "kode", "nama"),
        "kecamatan": named(KECAMATAN, "kode", "nama"),
        "desa": frame({"kode": list(CODES), "nama": list(CODES.values()), "status": status}),
    }


def agency_layout(dots: bool = False, **changes) -> dict[str, gpd.GeoDataFrame]:
    """Give one layer of desa as the BIG hands it out, with codes of the statistics office beside the others."""
    table = {
        "NAMOBJ": [name.upper() for name in CODES.values()],
        "FCODE": ["BA03070040"] * 4,
        "KDEBPS": ["9902010001", "9902020001", "9972010001", "9802010001"],
        "KDEPUM": [kode if dots else kode.replace(".", "") for kode in CODES],
        "TIPADM": [1, 2, 2, 1],
        "WADMKD": list(CODES.values()),
        "WADMKC": [KECAMATAN[kode[:8]] for kode in CODES],
        "WADMKK": [KABUPATEN[kode[:5]].removeprefix("Kabupaten ").removeprefix("Kota ") for kode in CODES],
        "WADMPR": [PROVINSI[kode[:2]] for kode in CODES],
    }
    return {"ADMINISTRASIDESA_AR_25K": frame(table | changes).to_crs("EPSG:32749")}


@pytest.fixture
def written(tmp_path):
    """Write a file of layers, and the table of a kawasan; gives both paths."""

    def write(layers: dict[str, gpd.GeoDataFrame]):
        source, kawasan = tmp_path / "sumber.gpkg", tmp_path / "kawasan.csv"
        for name, layer in layers.items():
            layer.to_file(source, layer=name, driver="GPKG")
        kawasan.write_text("kode_kawasan,kecamatan\nKPP-SATU,99.01.01\n", encoding="utf-8")
        return source, kawasan

    return write


def built(paths, told=None) -> dict[str, gpd.GeoDataFrame]:
    return build_boundaries.build(*paths, HERE, (told if told is not None else []).append)


def content(layers: dict[str, gpd.GeoDataFrame]) -> dict[str, list[tuple[str, str, str]]]:
    names = ["kode", "nama", "status"]
    return {name: list(layer[names].itertuples(index=False, name=None)) for name, layer in layers.items()}


def refused(paths) -> str:
    with pytest.raises(DataFileError) as caught:
        built(paths)
    return str(caught.value)


@pytest.mark.parametrize("dots", [False, True])
def test_both_layouts_give_the_same_areas(written, tmp_path, dots):
    ours = built(written(own_layout()))
    (tmp_path / "sumber.gpkg").unlink()
    theirs = built(written(agency_layout(dots)))
    assert content(theirs) == {name: rows for name, rows in content(ours).items() if name != "tetangga"}
    for name, layer in theirs.items():
        assert layer.geometry.geom_equals_exact(ours[name].geometry, 2e-5).all()


def test_only_the_wanted_province_is_taken_of_a_national_file(written):
    told: list[str] = []
    found = content(built(written(own_layout()), told))
    assert [kode for kode, _, _ in found["desa"]] == [kode for kode in CODES if kode.startswith("99")]
    assert found["provinsi"] == [("99", "Nusa Contoh", "")]
    assert [kode for kode, _, _ in found["kabupaten"]] == ["99.01", "99.71"]
    assert found["tetangga"] == [("98", "Nusa Tetangga", "")]
    assert "desa: 3 dari 4 baris ada di provinsi 99" in told


def test_it_is_told_what_was_taken_for_what(written):
    told: list[str] = []
    found = content(built(written(agency_layout()), told))
    assert told[0] == (
        "desa: layer ADMINISTRASIDESA_AR_25K; kode dari KDEPUM, nama dari WADMKD, kecamatan dari WADMKC, "
        "kabupaten dari WADMKK, provinsi dari WADMPR, status dari angka pertama bagian akhir kode"
    )
    assert "kabupaten: namanya dari kolom WADMKK di layer desa" in told
    assert any(line.startswith("provinsi tetangga: tidak ada layernya") for line in told)
    assert found["kabupaten"] == [("99.01", "Kabupaten Lembah", ""), ("99.71", "Kota Pantai", "")]
    assert [status for _, _, status in found["desa"]] == ["desa", "kelurahan", "kelurahan"]


def test_rows_without_a_code_are_left_out_and_told(written):
    told: list[str] = []
    codes = [kode.replace(".", "") for kode in CODES]
    built(written(agency_layout(KDEPUM=[*codes[:2], codes[2], None])), told)
    assert "ADMINISTRASIDESA_AR_25K: 1 baris tanpa KDEPUM dilewati" in told


def test_an_absent_province_is_refused_with_those_that_are_there(written):
    source, _ = written(own_layout())
    with pytest.raises(DataFileError, match=r"kolom kode: tidak ada desa provinsi 12 .*98, 99.*--provinsi"):
        read_source(source, "12", print)


def test_an_unknown_column_is_refused_with_what_was_looked_for_and_found(written):
    layer = agency_layout()["ADMINISTRASIDESA_AR_25K"].rename(columns={"KDEPUM": "ID_BARU"})
    message = refused(written({"ADMINISTRASIDESA_AR_25K": layer}))
    assert "kolom di layer ADMINISTRASIDESA_AR_25K kurang (nilai: “kode”)" in message
    assert "dikenal sebagai kode, kdepum" in message and "ID_BARU" in message and "KDEBPS" in message


def test_codes_of_another_form_are_refused(written):
    codes = ["99.1.1.2001", *[kode.replace(".", "") for kode in list(CODES)[1:]]]
    message = refused(written(agency_layout(KDEPUM=codes)))
    assert "kolom KDEPUM: kode desa tidak dikenal" in message and "99.1.1.2001" in message


def test_several_layers_without_one_of_desa_are_named(written):
    message = refused(written({"batas_a": frame({"x": [1] * 4}), "batas_b": frame({"x": [1] * 4})}))
    assert "layer desa tidak ada" in message and "batas_a, batas_b" in message


def test_a_table_without_shapes_is_refused(written):
    source, _ = written({name: layer for name, layer in own_layout().items() if name != "desa"})
    pyogrio.write_dataframe(own_layout()["desa"].drop(columns="geometry"), source, layer="desa", driver="GPKG")
    with pytest.raises(DataFileError, match="layer desa tidak berisi bentuk"):
        read_source(source, "99", print)


def test_the_command_takes_the_province_of_the_data_folder_or_the_one_it_is_told(written, tmp_path, capsys):
    source, kawasan = written(own_layout())
    row = dict.fromkeys(COLUMNS, "") | {"kode": "98", "nama": "Nusa Tetangga", "singkatan": "Nustet"}
    row |= {"zona_waktu": "Asia/Jakarta", "crs_metrik": "EPSG:32748", "sumber_batas": "uji", "lisensi_batas": "uji"}
    facts = tmp_path / "daerah.csv"
    facts.write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
    target = tmp_path / "wilayah.gpkg"
    arguments = [str(source), str(target), "--kawasan", str(kawasan), "--daerah", str(facts)]
    assert build_boundaries.main(arguments) == 1
    assert "kecamatan kawasan tidak ada di layer desa" in capsys.readouterr().err
    assert build_boundaries.main([*arguments, "--provinsi", "99"]) == 0
    said = capsys.readouterr().out
    assert "sistem koordinat bermeter: EPSG:32749, menurut letak desanya" in said and "desa: 3 wilayah" in said
    assert set(gpd.read_file(target, layer="provinsi")["kode"]) == {"99"}
