"""The tables of a GeoPackage: programs, their places, and the areas with what reaches them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
import shapely

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import style, text
from tkpkp_geo.domain.columns import BY_NAME, COLUMNS, ColumnKind, Outlet
from tkpkp_geo.domain.records import CRS_STORAGE, AreaLevel, Intervensi, Lokus
from tkpkp_geo.export.geojson import PROGRAM_COLUMNS
from tkpkp_geo.export.gpkg import areas, qgis_styles
from tkpkp_geo.export.packet.facts import packet_numbers, packet_source
from tkpkp_geo.export.packet.packet import Packet
from tkpkp_geo.export.packet.tables import area_names
from tkpkp_geo.export.packet.tables import place_words as place_names
from tkpkp_geo.webmap import payload

_WHOLE = (
    *(column.name for column in COLUMNS if column.kind in (ColumnKind.RUPIAH, ColumnKind.WHOLE)),
    "jumlah_program",
    "jumlah_opd",
    "tanpa_pagu",
    "kelas",
    "jumlah_lokus",
    "hitung",
    "nilai",
    "jumlah_contoh",
    "setingkat_kecamatan",
)
_BROKEN = (
    *(column.name for column in COLUMNS if column.kind in (ColumnKind.NUMBER, ColumnKind.PERCENT)),
    "luas_km2",
    "label_lon",
    "label_lat",
    "geser_x",
    "geser_y",
)
_PROGRAM = {
    "id": "ID",
    "data_contoh": "Data contoh",
    "tanda": "Tanda",
    "nama_opd": "Nama OPD",
    **{name: BY_NAME[name].title(Outlet.MAP_FILES) for name in PROGRAM_COLUMNS if name != "id"},
}
_PROGRAM_ONLY = {"jumlah_lokus": "Jumlah lokus", "lokus": "Lokus", "kawasan": "Kawasan", "kecamatan": "Kecamatan"}
_PLACE = {
    "tingkat_lokus": "Tingkat lokus",
    "nama_lokus": "Lokus",
    "kode_lokus": "Kode lokus",
    "kode_desa": "Kode desa",
    "kode_kec": "Kode kecamatan",
    "kode_kawasan": "Kode kawasan",
    "geser_x": "Geser lambang ke kanan (mm, hanya tampilan)",
    "geser_y": "Geser lambang ke bawah (mm, hanya tampilan)",
    "hitung": "Program OPD di tempat ini (pada baris pertamanya)",
    "label_tempat": "Label tempat setingkat kecamatan atau kawasan",
}
_FACTS = {"jenis": "Jenis", "kode": "Kode", "label": "Keterangan", "isi": "Isi", "nilai": "Nilai", "satuan": "Satuan"}
_COLUMNS_OF_A_ROW = 4


@dataclass(frozen=True, slots=True)
class LayerTable:
    """One layer or table of the file.

    Parameters
    ----------
    geometry : str
        ``Point`` or ``MultiPolygon`` (EPSG:4326); "" for a table without geometry.
    style : str
        Its style, QML.
    """

    name: str
    title: str
    frame: pd.DataFrame
    geometry: str
    style: str


def build_tables(item: Packet) -> list[LayerTable]:
    """Give what the file holds, the lowest layer first."""
    numbered = [pair for pair in enumerate(item.dataset.kawasan) if pair[1] in item.kawasan]
    used = {row.kode_opd: False for row in item.rows}
    used |= {row.kode_opd: True for row in item.rows if row.contoh}
    opd = [(office, used[office.kode_opd]) for office in item.dataset.opd if office.kode_opd in used]
    ends, classes = payload.desa_classes(item.dataset, item.flt, item.measure)
    labels = style.legend_labels(item.measure, ends)
    program = _PROGRAM | _PROGRAM_ONLY
    return [
        _areas(
            "kabupaten",
            "Kabupaten dan kota",
            areas.kabupaten_records(item),
            areas.KABUPATEN_COLUMNS,
            qgis_styles.kabupaten_style,
        ),
        _areas(
            "desa",
            "Desa di kawasan",
            areas.desa_records(item, classes),
            areas.DESA_COLUMNS,
            lambda names: qgis_styles.desa_style(numbered, labels, item.measure, names),
        ),
        _areas(
            "kecamatan",
            "Kecamatan di kawasan",
            areas.kecamatan_records(item),
            areas.KECAMATAN_COLUMNS,
            qgis_styles.kecamatan_style,
        ),
        _areas(
            "kawasan",
            "Kawasan perdesaan prioritas",
            areas.kawasan_records(item),
            areas.KAWASAN_COLUMNS,
            lambda names: qgis_styles.kawasan_style(numbered, names),
        ),
        _layer(
            "intervensi",
            "Program menurut tempat",
            _interventions(item),
            _PROGRAM | _PLACE,
            "Point",
            lambda names: qgis_styles.program_style(opd, names),
        ),
        _table("program", "Program, satu baris satu program", (_program(item, row) for row in item.rows), program),
        _table("belum_berlokus", "Program belum berlokus", (_program(item, row) for row in item.unplaced), program),
        _table("dibatalkan", "Program yang dibatalkan", (_program(item, row) for row in item.cancelled), program),
        _table("keterangan", "Keterangan dan angka pokok", _facts(item), _FACTS),
    ]


def _table(nama: str, title: str, records: Iterable[dict], columns: dict[str, str]) -> LayerTable:
    return LayerTable(nama, title, _frame(records, columns), "", qgis_styles.table_style(columns))


def _areas(
    nama: str, title: str, records: Iterable[dict], columns: dict[str, str], build_style: Callable
) -> LayerTable:
    return _layer(nama, title, records, columns, "MultiPolygon", build_style)


def _layer(
    nama: str, title: str, records: Iterable[dict], columns: dict[str, str], shape: str, build_style: Callable
) -> LayerTable:
    records = list(records)
    shapes = gpd.GeoSeries([record["geometry"] for record in records], crs=CRS_STORAGE)
    frame = gpd.GeoDataFrame(_frame(records, columns), geometry=shapes, crs=CRS_STORAGE)
    return LayerTable(nama, title, frame, shape, build_style(columns))


def _frame(records: Iterable[dict], columns: dict[str, str]) -> pd.DataFrame:
    records = list(records)
    values = {}
    for name in columns:
        kind = "Int64" if name in _WHOLE else "float64" if name in _BROKEN else object
        values[name] = pd.Series([record.get(name) for record in records], dtype=kind)
    return pd.DataFrame(values, columns=list(columns))


def _program(item: Packet, row: Intervensi) -> dict:
    dataset = item.dataset
    here = select.find_places(row, item.flt)
    return _of_program(item, row) | {
        "jumlah_lokus": len(row.lokus),
        "lokus": place_names(dataset, row),
        "kawasan": area_names(dataset, (place.kode_kawasan for place in here)) or None,
        "kecamatan": area_names(dataset, (place.kode_kec for place in here)) or None,
    }


def _of_program(item: Packet, row: Intervensi) -> dict:
    return {name: _plain(getattr(row, name)) for name in PROGRAM_COLUMNS} | {
        "nama_opd": item.dataset.opd_by_kode[row.kode_opd].nama,
        "data_contoh": text.SAMPLE_DATA if row.contoh else None,
        "tanda": ", ".join(row.tanda) or None,
    }


def _plain(value: object) -> object:
    return (str(value) or None) if isinstance(value, str) else value


def _interventions(item: Packet) -> list[dict]:
    dataset, boundaries = item.dataset, item.boundaries
    records: list[dict] = []
    together: dict[tuple[AreaLevel, tuple[float, float]], list[tuple[dict, Lokus]]] = {}
    for row in item.rows:
        for place in select.find_places(row, item.flt):
            point = payload.place_point(dataset, boundaries, place)
            record = _of_program(item, row) | select.build_place_columns(dataset, place)
            record["geometry"] = shapely.Point(point) if point else None
            records.append(record)
            if point:
                together.setdefault((place.tingkat, point), []).append((record, place))
    for group in together.values():
        _arrange(item, group)
    return records


def _arrange(item: Packet, group: list[tuple[dict, Lokus]]) -> None:
    """Set the symbols of one place in rows, one an OPD, and say how many programs stand behind each."""
    offices: dict[str, list[dict]] = {}
    top = qgis_styles.DROP if group[0][1].tingkat is AreaLevel.KAWASAN else 0.0
    for record, _ in group:
        offices.setdefault(record["kode_opd"], []).append(record)
    for number, records in enumerate(offices.values()):
        line, column = divmod(number, _COLUMNS_OF_A_ROW)
        width = min(_COLUMNS_OF_A_ROW, len(offices) - line * _COLUMNS_OF_A_ROW)
        for record in records:
            record |= {
                "geser_x": (column - (width - 1) / 2) * qgis_styles.STEP,
                "geser_y": top + line * qgis_styles.STEP,
            }
        records[0]["hitung"] = len(records)
    first, place = group[0]
    if place.tingkat in (AreaLevel.KECAMATAN, AreaLevel.KAWASAN):
        count = len({record["id"] for record, _ in group})
        whole = place.tingkat is AreaLevel.KAWASAN
        name = "Seluruh kawasan" if whole else f"Kec. {item.dataset.area_name(place.kode)}"
        sample = f"\n{text.SAMPLE_DATA}" if any(record["data_contoh"] for record, _ in group) else ""
        first["label_tempat"] = f"{name}: {text.format_number(count)} program{sample}"


def _facts(item: Packet) -> list[dict]:
    facts = [
        {"jenis": "keterangan", "kode": fact.kode, "label": fact.label, "isi": fact.words}
        for fact in packet_source(item).facts
    ]
    numbers = [
        {
            "jenis": "angka",
            "kode": number.kode,
            "label": number.label,
            "isi": number.words,
            "nilai": number.value,
            "satuan": "rupiah" if number.is_money else "OPD" if number.kode == "opd" else "program",
        }
        for number in packet_numbers(item)
    ]
    return facts + numbers
