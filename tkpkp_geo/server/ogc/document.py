"""What pygeoapi is told of a view, and which conformance classes hold here."""

from __future__ import annotations

import logging
from collections.abc import Iterable

import pygeoapi.api
from pygeoapi.api import CONFORMANCE_CLASSES, DEFAULT_CRS
from pygeoapi.api.itemtypes import CONFORMANCE_CLASSES_FEATURES

from tkpkp_geo.domain import text
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import CRS_STORAGE
from tkpkp_geo.server.ogc import provider
from tkpkp_geo.server.ogc.catalogue import View
from tkpkp_geo.server.ogc.records import Collection

PAGE, MOST = 1_000, 10_000  # features of an answer, unless asked otherwise and at most
_CRS = DEFAULT_CRS.removesuffix("/OGC/1.3/CRS84")
_NOT_HERE = ("/conf/html", "/conf/create-replace-delete")

# What is refused is told to the client; pygeoapi would write each refusal, with what was typed, into our log.
logging.getLogger("pygeoapi").setLevel(logging.CRITICAL)
# Each `API` would set up the logging of the whole process: what any library warns of went to stdout from then on.
pygeoapi.api.setup_logger = lambda config: None


def build_config(view: View, base: str) -> dict:
    """Give pygeoapi's configuration of a view that is reached at an address."""
    note, province = view.note, view.space.dataset.province
    licence = f"Batas wilayah: {province.lisensi_batas}. Program: lihat kolom sumber pada tiap baris."
    summary = " · ".join(note[key] for key in ("saringan", "data") if note[key])
    parts = [summary, f"Revisi {note['revisi']}", note["sumber"], licence, note["tanda"] or ""]
    about = ". ".join(filter(None, parts))
    office = {"name": f"TKPKP {province.nama}", "url": base}
    return {
        "server": {
            "url": base,
            "language": "id-ID",
            "encoding": "utf-8",
            "limits": {"default_items": PAGE, "max_items": MOST, "on_exceed": "throttle"},
        },
        "logging": {"level": "WARNING"},
        "metadata": {
            "identification": {
                "title": f"{text.APP_TITLE} · {province.nama}",
                "description": about,
                "keywords": ["TKPKP", "kawasan perdesaan", province.nama],
                "terms_of_service": licence,
                "url": base,
            },
            "license": {"name": licence, "url": base},
            "provider": office,
            "contact": office,
        },
        "resources": {kode: _resource(item, systems(province)) for kode, item in view.collections.items()},
    }


def systems(province: Province) -> tuple[str, ...]:
    """Give the addresses of the CRS that features are given in, that of the storage first."""
    codes = (crs.replace(":", "/0/") for crs in (CRS_STORAGE, province.crs_metrik))
    return (DEFAULT_CRS, *(f"{_CRS}/{code}" for code in codes))


def _resource(item: Collection, systems: tuple[str, ...]) -> dict:
    def give() -> Collection:
        return item

    return {
        "type": "collection",
        "title": item.title,
        "description": item.description,
        "keywords": ["TKPKP"],
        "links": [],
        "extents": {"spatial": {"bbox": list(item.bounds()), "crs": DEFAULT_CRS}},
        "providers": [
            {
                "type": "feature",
                "name": f"{provider.__name__}.{provider.CollectionProvider.__name__}",
                # A function, since pygeoapi copies its configuration and would copy the data with it.
                "data": give,
                "time_field": item.time or None,
                "crs": list(systems),
                "storage_crs": DEFAULT_CRS,
            }
        ],
    }


def conformance() -> tuple[str, ...]:
    """Give the conformance classes that hold here."""
    classes = {*CONFORMANCE_CLASSES, *CONFORMANCE_CLASSES_FEATURES}
    return tuple(sorted(name for name in classes if not name.endswith(_NOT_HERE)))


def filter_schema(key: str, values: Iterable[str]) -> dict:
    """Describe a key of the app's filter as JSON schema."""
    schema = {"type": "string", "title": f"Saringan: {text.FILTER_LABELS[key]}"}
    return schema if key == "id" else schema | {"enum": [str(value) for value in values]}
