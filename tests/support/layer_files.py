"""Map files as the office brings them, made for a test, and what was read of them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import geopandas as gpd
from shapely import Polygon

from tkpkp_geo.intake.layer.read import LayerFound, LayerReading

AMUNTAI, MARTAPURA, PALANGKA_RAYA = (115.25, -2.42), (114.85, -3.41), (113.92, -2.21)
BOW_TIE = Polygon([(115, -3), (115.1, -3.1), (115.1, -3), (115, -3.1)])


def frame(shapes: list, crs: object = 4326, **columns: list) -> gpd.GeoDataFrame:
    return gpd.GeoDataFrame(columns or {"nama": [f"F{i}" for i in range(len(shapes))]}, geometry=shapes, crs=crs)


def gpkg(path: Path, **layers: gpd.GeoDataFrame) -> bytes:
    for name, layer in layers.items():
        layer.to_file(path, layer=name, driver="GPKG")
    return path.read_bytes()


def zipped(files: dict[str, bytes]) -> bytes:
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as opened:
        for name, content in files.items():
            opened.writestr(name, content)
    return archive.getvalue()


def shapefile(folder: Path, layer: gpd.GeoDataFrame, name: str = "jalan", without: str = "") -> bytes:
    layer.to_file(folder / f"{name}.shp")
    return zipped({p.name: p.read_bytes() for p in sorted(folder.glob(f"{name}.*")) if p.suffix != without})


def features(found: LayerFound) -> list[dict]:
    return json.loads(gzip.decompress(found.content))["features"]


def only_layer(reading: LayerReading) -> LayerFound:
    assert reading.problems == () and len(reading.layers) == 1, reading
    return reading.layers[0]


def told(found: LayerFound) -> str:
    return "\n".join(map(str, found.notes))


def only_problem(reading: LayerReading) -> str:
    assert reading.layers == () and len(reading.problems) == 1, reading
    assert reading.problems[0].saran
    return str(reading.problems[0])
