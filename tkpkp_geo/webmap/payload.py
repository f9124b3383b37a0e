"""What the map in the browser is told: the rows of one revision, and the state of one view.

The rows travel once a revision over HTTP. A view is a bit for each row and a class for each desa,
so that a filter costs a few hundred bytes however many programs there are.
"""

from __future__ import annotations

import base64
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
import shapely

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.domain import style
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import AreaLevel, DesaMembership, Intervensi, Lokus
from tkpkp_geo.store.boundaries import Boundaries

LAYER_ROUTE = "api/lapisan/"


def overlays_payload(dataset: Dataset) -> list[dict]:
    """Describe the extra layers in drawing order, the lowest first."""
    return [
        {
            "kode": item.kode,
            "nama": item.nama,
            "jenis": item.jenis,
            "warna": style.layer_colours(item.warna),
            "tebal": item.tebal,
            "tampil": item.tampil,
            "sumber": item.sumber,
            "sidik": item.sidik,
        }
        for item in dataset.lapisan
    ]


_LARGE_PART = 0.01


@dataclass(frozen=True, slots=True)
class MapView:
    """What a viewer looks at besides the filter.

    Parameters
    ----------
    measure : str
        Measure that shades the desa, a key of `style.MEASURES`.
    selected : str
        Code of a desa, kecamatan or kawasan, or id of a program; "" for none.
    key : str
        The map flies to the view's area when this differs from the key it flew to last.
    sequence : int
        Number of the last message from the map that this view takes into account.
    theme : str
        ``light`` or ``dark``.
    """

    measure: str = "program"
    selected: str = ""
    key: str = ""
    sequence: int = 0
    theme: str = "light"


def rows_payload(dataset: Dataset, boundaries: Boundaries) -> dict:
    """Describe all that the map, the table and the presentation draw, in plain JSON types.

    `rows` keeps the dataset's order: bit *i* of a view's mask speaks of row *i*.
    """
    number = {item.kode_opd: i for i, item in enumerate(dataset.opd)}
    province = boundaries.layers.get("provinsi")
    return {
        "revisi": dataset.revisi,
        "opd": [
            {
                "kode": item.kode_opd,
                "nama": item.nama_pendek,
                "monogram": item.monogram,
                "warna": style.PALETTE[item.warna],
                "svg": style.symbol_svg(item),
            }
            for item in dataset.opd
        ],
        "kawasan": kawasan_payload(dataset, boundaries),
        "kecamatan": _kecamatan_payload(dataset, boundaries),
        "bounds": None if province is None else _bounds(mainland(province.geometry.iloc[0]).bounds),
        "desa": list(build_filter_index(dataset).desa),
        "layers": overlays_payload(dataset),
        "rows": [_row(dataset, boundaries, row, number) for row in dataset.intervensi],
    }


def kawasan_payload(dataset: Dataset, boundaries: Boundaries) -> list[dict]:
    """Describe each kawasan that has a shape: names, colours, label point and bounds (``[[s, w], [n, e]]``)."""
    items = []
    for position, item in enumerate(dataset.kawasan):
        shape = boundaries.kawasan_shape(item)
        if shape.is_empty:
            continue
        colours = style.kawasan_colours(position)
        label = shape.representative_point()
        items.append(
            {
                "kode": item.kode_kawasan,
                "nama": item.nama,
                "kab": dataset.kabupaten_name(item.kode_kab),
                "kec": {kode: dataset.area_name(kode) for kode in item.kecamatan},
                "strong": colours.strong,
                "light": colours.light,
                "ramp": {
                    "light": style.ramp(colours.strong, style.THEMES["light"]["land"]),
                    "dark": style.ramp(colours.light, style.THEMES["dark"]["land"]),
                },
                "lon": label.x,
                "lat": label.y,
                "bounds": _bounds(shape.bounds),
            }
        )
    return items


def _kecamatan_payload(dataset: Dataset, boundaries: Boundaries) -> dict[str, dict]:
    frame = boundaries.layers.get("kecamatan")
    codes = dict.fromkeys(kode for item in dataset.kawasan for kode in item.kecamatan)
    return {
        kode: {"nama": area.nama, "lon": area.lon, "lat": area.lat, "bounds": _bounds(frame.geometry[kode].bounds)}
        for kode in codes
        if (area := dataset.wilayah.get(kode)) and frame is not None
    }


def desa_features(dataset: Dataset, boundaries: Boundaries, kecamatan: Iterable[str]) -> list[dict]:
    """Give every desa of these kecamatan as GeoJSON features that also say `keanggotaan` and `kode_kawasan`."""
    features = boundaries.features("desa", boundaries.desa_in(kecamatan))
    membership = {item.kode_desa: item for item in dataset.kawasan_desa}
    for feature in features:
        item = membership.get(feature["properties"]["kode"])
        feature["properties"]["keanggotaan"] = item.keanggotaan if item else DesaMembership.BUKAN
        feature["properties"]["kode_kawasan"] = item.kode_kawasan if item else None
    return features


def feature_collection(features: list[dict]) -> dict:
    """Wrap features as a GeoJSON collection."""
    return {"type": "FeatureCollection", "features": features}


def mainland(province: shapely.Geometry) -> shapely.Geometry:
    """Give the large parts of a province."""
    # Islets far out at sea would push the province to the map's edge.
    parts = [part for part in shapely.get_parts(province) if part.area > _LARGE_PART * province.area]
    return shapely.union_all(parts)


def _bounds(bounds: tuple[float, float, float, float]) -> list[list[float]]:
    west, south, east, north = (float(number) for number in bounds)
    return [[south, west], [north, east]]


def _row(dataset: Dataset, boundaries: Boundaries, row: Intervensi, number: dict[str, int]) -> dict:
    return {
        "id": row.id,
        "opd": number[row.kode_opd],
        "program": row.program,
        "lokus": ", ".join(select.format_place_name(dataset, place) for place in row.lokus),
        "tahun": row.tahun,
        "fungsi": dataset.choice_name("fungsi", row.fungsi_kawasan),
        "status": dataset.choice_name("status", row.status),
        "dana": dataset.choice_name("dana", row.sumber_dana),
        "pagu": row.pagu,
        "realisasi": row.realisasi,
        "fisik": row.realisasi_fisik,
        "marks": list(row.tanda),
        "places": [
            {
                "level": place.tingkat,
                "lon": point[0],
                "lat": point[1],
                "desa": place.kode_desa,
                "kec": place.kode_kec,
                "kaw": place.kode_kawasan,
            }
            for place in row.lokus
            if (point := place_point(dataset, boundaries, place))
        ],
    }


def place_point(dataset: Dataset, boundaries: Boundaries, place: Lokus) -> tuple[float, float] | None:
    """Give where a place is drawn (lon, lat): the point itself, or the label point of its area."""
    if place.tingkat is AreaLevel.TITIK:
        return None if place.lon is None or place.lat is None else (place.lon, place.lat)
    if place.tingkat is AreaLevel.KAWASAN:
        shape = boundaries.kawasan_shape(dataset.kawasan_by_kode[place.kode])
        return None if shape.is_empty else shape.representative_point().coords[0]
    area = dataset.wilayah.get(place.kode)
    return (area.lon, area.lat) if area else None


def view_state(dataset: Dataset, flt: Filter, view: MapView) -> dict:
    """Describe a view for the map: which rows, which OPD and areas, the classes of the desa and their legend."""
    index = build_filter_index(dataset)
    ends, classes = desa_classes(dataset, flt, view.measure)
    return {
        "revisi": dataset.revisi,
        "theme": view.theme,
        "sequence": view.sequence,
        "mask": mask_text(index.mask(flt, ignore=("opd",))),
        "opd": list(flt.opd),
        "kawasan": list(flt.kawasan),
        "kecamatan": list(flt.kecamatan),
        "classes": "".join(str(classes[kode]) for kode in index.desa),
        "legend": {
            "title": style.per_desa(view.measure),
            "classes": list(style.legend_labels(view.measure, ends)),
        },
        "selected": view.selected,
        "areas": [item.kode_kawasan for item in dataset.kawasan],
        "shown": {"key": view.key, "areas": list(flt.kecamatan or flt.kawasan)},
    }


def desa_classes(dataset: Dataset, flt: Filter, measure: str) -> tuple[tuple[int, ...], dict[str, int]]:
    """Give the class ends of a measure and each desa's class, one scale for all kawasan."""
    index = build_filter_index(dataset)
    values = index.by_desa(index.mask(flt), measure)
    ends = style.breaks(values.values())
    return ends, {kode: style.classify(value, ends) for kode, value in values.items()}


def mask_text(mask: np.ndarray) -> str:
    """Pack booleans into base64 text, eight to a byte, the first one in the highest bit."""
    return base64.b64encode(np.packbits(mask).tobytes()).decode()
