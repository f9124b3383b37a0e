"""The extra layers of the map as the browser is told of them; it fetches a layer only once that is switched on."""

from __future__ import annotations

from tkpkp_geo.domain import style
from tkpkp_geo.domain.dataset import Dataset

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
