"""Build ``wilayah.gpkg`` of a province from a file of official desa boundaries.

Usage: ``python -m tkpkp_geo.store.build_boundaries INPUT.gpkg OUTPUT.gpkg [--provinsi 99] [--data FOLDER]``
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely

from tkpkp_geo import settings
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import CRS_AREA, CRS_STORAGE
from tkpkp_geo.store.boundary_source import LEVELS, Tell, fault, polygons, read_source
from tkpkp_geo.store.province_file import FILE, read_province

Bounds = tuple[float, float, float, float]  # west, south, east, north
COLUMNS = ["kode", "nama", "tingkat", "status", "luas_km2", "label_lon", "label_lat", "radius_m", "geometry"]
TOLERANCES = (50.0, 130.0, 400.0)  # m, of the simplification; the largest only far from every KPP
FAR = 20_000.0  # m
GRID = 1.0  # m; closer points than this do not survive the rounding of the coordinates
GAP = 10.0  # m; narrower cracks between two desa are faults of the drawing
NEIGHBOUR_TOLERANCE = 500.0
SNAP = 200.0  # m; how far apart two sources may draw the same border
SEAM = 2_000.0  # m; more than the simplification of either side can move a shared border
CLOCK = "2000-01-01T00:00:00.000Z"  # a fixed time stamp, so that equal input gives an equal file


def build(source: Path, kawasan: Path, province: Province, tell: Tell = print) -> dict[str, gpd.GeoDataFrame]:
    """Derive every layer of the map of a province from the desa of one file.

    The desa in the kecamatan of a kawasan keep each vertex of the source, the others are simplified with
    the borders they share; the areas above are dissolved from the result, so all levels fit together.

    Parameters
    ----------
    source : Path
        A file of one province or of all, in any known CRS and in either layout (`boundary_source.read_source`).
    kawasan : Path
        Table whose `kecamatan` column holds the codes to keep in full detail, joined by ``;``.
    province : Province
        Its code says which desa are wanted. Without a metric CRS the UTM zone in which they lie is taken.
    tell : callable
        Is given one line for each layer: what was taken for what.

    Returns
    -------
    dict of str to GeoDataFrame
        Layers in EPSG:4326 with the columns `COLUMNS`: `luas_km2` measured in EPSG:6933 on the source
        (empty for `tetangga`, which is clipped); `radius_m` measured in the metric CRS of the province.

    Raises
    ------
    DataFileError
        If a layer, column, CRS, code or geometry of the input cannot be used.
    """
    read = read_source(source, province.kode, tell)
    crs = province.crs_metrik or _utm_zone(read.desa, tell)
    desa = _clean_coverage(source, read.desa, crs)
    parent = {tingkat: desa["kode"].str[:length] for tingkat, length in LEVELS.items()}
    detailed = _read_kecamatan(kawasan)
    if missing := detailed - set(parent["kecamatan"]):
        raise fault(source, "kecamatan kawasan tidak ada di layer desa", "Periksa kawasan.csv.", "kode", missing)

    desa["luas_km2"] = desa.to_crs(CRS_AREA).area / 1e6
    source_outline = shapely.coverage_union_all(desa.to_crs(crs).geometry.to_numpy())
    desa["geometry"] = _generalise(source, desa.geometry, parent["kecamatan"].isin(detailed).to_numpy(), crs)
    layers = {}
    for tingkat in LEVELS:
        groups = desa.groupby(parent[tingkat].rename("kode"))
        upper = groups[["luas_km2"]].sum().reset_index()
        upper["nama"] = upper["kode"].map(read.names[tingkat])
        shapes = [shapely.coverage_union_all(desa.geometry.to_numpy()[rows]) for rows in groups.indices.values()]
        layers[tingkat] = gpd.GeoDataFrame(upper, geometry=shapes, crs=CRS_STORAGE)
    layers["desa"] = desa
    for tingkat, layer in layers.items():
        if not (layer.is_valid.all() and shapely.coverage_is_valid(layer.geometry.to_numpy())):
            raise fault(source, f"batas {tingkat} rusak setelah disederhanakan", "Periksa topologi layer desa.")
    if read.neighbours is not None:
        clip = province.sekitar or _around(desa.total_bounds)
        layers["tetangga"] = _neighbours(read.neighbours, source_outline, layers["provinsi"].geometry, crs, clip)
    return {tingkat: _finish(layer, tingkat, crs) for tingkat, layer in layers.items()}


def write(layers: dict[str, gpd.GeoDataFrame], target: Path) -> None:
    """Write the layers to one GeoPackage, replacing `target` only when all of it is written."""
    draft = target.with_name(f".{target.name}")
    draft.unlink(missing_ok=True)
    pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": CLOCK})
    try:
        for tingkat, layer in layers.items():
            layer.to_file(draft, layer=tingkat, driver="GPKG", geometry_type="MultiPolygon")
        draft.replace(target)
    finally:
        pyogrio.set_gdal_config_options({"OGR_CURRENT_DATE": None})
        draft.unlink(missing_ok=True)


def _clean_coverage(source: Path, desa: gpd.GeoDataFrame, crs: str) -> gpd.GeoDataFrame:
    if shapely.coverage_is_valid(desa.geometry.to_numpy()):
        return desa
    metric = desa.geometry.to_crs(crs)
    clean = shapely.coverage_clean(metric.to_numpy(), gap_width=GAP, snapping_distance=GRID)
    if (lost := shapely.is_empty(clean)).any():
        saran = "Perbaiki desa yang tertutup desa lain."
        raise fault(source, "batas desa tumpang tindih", saran, "kode", desa["kode"][lost])
    return desa.set_geometry(gpd.GeoSeries(clean, crs=crs).to_crs(CRS_STORAGE))


def _read_kecamatan(kawasan: Path) -> set[str]:
    try:
        with kawasan.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise fault(kawasan, "berkas tidak dapat dibaca", "Sebut letaknya dengan --kawasan.") from error
    if not rows or "kecamatan" not in rows[0]:
        raise fault(kawasan, "kolom kecamatan tidak ada atau tabel kosong", "Isi kode kecamatan tiap kawasan.")
    return {kode.strip() for row in rows for kode in row["kecamatan"].split(";") if kode.strip()}


def _generalise(source: Path, desa: gpd.GeoSeries, detailed: np.ndarray, crs: str) -> gpd.GeoSeries:
    metric = desa.to_crs(crs)
    shapes = metric.to_numpy(dtype=object)
    far = metric.distance(shapely.union_all(shapes[detailed])).to_numpy() > FAR
    # A fifth of its width at most, or the smallest kelurahan would lose their shape.
    bearable = np.where(detailed, 0, np.minimum(np.where(far, TOLERANCES[2], TOLERANCES[1]), np.sqrt(metric.area) / 5))
    for tolerance in TOLERANCES:
        free = bearable >= tolerance
        # An edge with a polygon on one side only is left alone: with the sea as one more polygon
        # the coast is simplified, while the edges of the desa left out of the set stay as they are.
        outline = shapely.coverage_union_all(shapes)
        sea = shapely.envelope(outline).buffer(10_000).difference(outline)
        coverage = np.array([*shapes[free], sea], dtype=object)
        shapes[free] = shapely.coverage_simplify(coverage, tolerance, simplify_boundary=False)[:-1]
    degrees = gpd.GeoSeries(shapes, crs=crs).to_crs(CRS_STORAGE).to_numpy()
    for decimals in (5, 6, 7):
        result = _round(degrees, decimals)
        if shapely.is_valid(result).all() and shapely.coverage_is_valid(result):
            return gpd.GeoSeries(result, crs=CRS_STORAGE)
    raise fault(source, "batas desa rusak setelah disederhanakan", "Periksa topologi layer desa.")


def _round(shapes: np.ndarray, decimals: int) -> np.ndarray:
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return np.asarray(shapely.remove_repeated_points(rounded))


def _utm_zone(desa: gpd.GeoDataFrame, tell: Tell) -> str:
    crs = str(desa.estimate_utm_crs().to_string())
    tell(f"sistem koordinat bermeter: {crs}, menurut letak desanya")
    return crs


def _around(bounds: Sequence[float]) -> Bounds:
    """Give what a screen of 16:9 shows round a province when it fills half of it, degrees."""
    west, south, east, north = bounds
    wide = max(east - west, (north - south) * 16 / 9)
    x, y = (west + east) / 2, (south + north) / 2
    return x - wide, y - wide * 9 / 16, x + wide, y + wide * 9 / 16


def _neighbours(
    frame: gpd.GeoDataFrame, source_outline: shapely.Geometry, province: gpd.GeoSeries, crs: str, clip: Bounds
) -> gpd.GeoDataFrame:
    frame = frame[frame.intersects(shapely.box(*clip))].sort_values("kode", ignore_index=True)
    metric = shapely.coverage_clean(frame.geometry.to_crs(crs).to_numpy(), gap_width=SEAM)
    taken = shapely.union_all(province.to_crs(crs).to_numpy())
    land = []
    for exact, shape in zip(metric, shapely.coverage_simplify(metric, NEIGHBOUR_TOLERANCE), strict=True):
        # Both sides of the border were simplified apart, so the neighbour is widened along it and cut to fit.
        border = shapely.line_merge(source_outline.boundary.intersection(exact.buffer(SNAP)))
        seam = border.buffer(SEAM, cap_style="flat")
        land.append(shapely.make_valid(shape).union(seam).difference(taken))
        taken = taken.union(land[-1])
    shapes = gpd.GeoSeries(land, crs=crs).to_crs(CRS_STORAGE).intersection(shapely.box(*clip))
    shapes = shapely.make_valid(_round(shapes.to_numpy(), 5), method="structure")
    frame = frame.set_geometry(gpd.GeoSeries(map(polygons, shapes), crs=CRS_STORAGE))
    return frame[~frame.is_empty].assign(luas_km2=np.nan)


def _finish(layer: gpd.GeoDataFrame, tingkat: str, crs: str) -> gpd.GeoDataFrame:
    circles = shapely.maximum_inscribed_circle(layer.geometry.to_crs(crs).to_numpy())
    centres = gpd.GeoSeries(shapely.get_point(circles, 0), crs=crs).to_crs(CRS_STORAGE)
    table = pd.DataFrame(layer.drop(columns="geometry")).assign(
        tingkat=tingkat,
        status=layer.get("status", ""),
        luas_km2=layer["luas_km2"].round(3),
        label_lon=centres.x.round(6).to_numpy(),
        label_lat=centres.y.round(6).to_numpy(),
        radius_m=np.round(shapely.length(circles), 1),
    )
    shapes = [polygons(shape) for shape in layer.geometry]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=CRS_STORAGE)[COLUMNS]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; give 0, or 1 after printing what is wrong with the input."""
    parser = argparse.ArgumentParser(
        prog="python -m tkpkp_geo.store.build_boundaries", description="Susun wilayah.gpkg sebuah provinsi."
    )
    folder = settings.from_environment().data_dir
    parser.add_argument("input", type=Path, help="berkas batas desa, satu provinsi atau seluruh Indonesia")
    parser.add_argument("output", type=Path, help="wilayah.gpkg yang ditulis")
    parser.add_argument("--provinsi", default="", help=f"kode dua angka; bila tidak disebut, menurut {FILE}")
    parser.add_argument("--daerah", type=Path, default=folder / FILE, help="fakta provinsi")
    parser.add_argument("--kawasan", type=Path, default=folder / "kawasan.csv", help="kecamatan yang tetap rinci")
    options = parser.parse_args(arguments)
    try:
        province = read_province(options.daerah)
        if options.provinsi and options.provinsi != province.kode:
            # What the file says of measures holds for its own province.
            province = replace(province, kode=options.provinsi, crs_metrik="", sekitar=())
        layers = build(options.input, options.kawasan, province)
    except TkpkpError as error:
        print(error, file=sys.stderr)
        return 1
    write(layers, options.output)
    for tingkat, layer in layers.items():
        print(f"{tingkat}: {len(layer)} wilayah, {shapely.get_num_coordinates(layer.geometry).sum()} titik batas")
    return 0


if __name__ == "__main__":
    sys.exit(main())
