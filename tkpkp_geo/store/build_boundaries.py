"""Build ``data/wilayah.gpkg`` from a file of official desa boundaries.

Usage: ``python -m tkpkp_geo.store.build_boundaries INPUT.gpkg OUTPUT.gpkg [--kawasan data/kawasan.csv]``
"""

from __future__ import annotations

import argparse
import csv
import sys
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import pyogrio
import shapely
from pyogrio.errors import DataSourceError
from pyproj.exceptions import ProjError

from tkpkp_geo.domain.errors import DataFileError, Problem, TkpkpError
from tkpkp_geo.domain.province import Province
from tkpkp_geo.domain.records import CRS_AREA, CRS_STORAGE
from tkpkp_geo.store.province_file import FILE, read_province

LEVELS = {"provinsi": 2, "kabupaten": 5, "kecamatan": 8}  # how much of a desa code names the area above
KODE_DESA = r"\d{2}\.\d{2}\.\d{2}\.\d{4}"
COLUMNS = ["kode", "nama", "tingkat", "status", "luas_km2", "label_lon", "label_lat", "radius_m", "geometry"]
TOLERANCES = (50.0, 130.0, 400.0)  # m, of the simplification; the largest only far from every KPP
FAR = 20_000.0  # m
GRID = 1.0  # m; closer points than this do not survive the rounding of the coordinates
GAP = 10.0  # m; narrower cracks between two desa are faults of the drawing
CLIP = (110.0, -5.8, 121.0, -0.5)  # what a 16:9 screen shows round the province, degrees
NEIGHBOUR_TOLERANCE = 500.0
SNAP = 200.0  # m; how far apart two sources may draw the same border
SEAM = 2_000.0  # m; more than the simplification of either side can move a shared border
CLOCK = "2000-01-01T00:00:00.000Z"  # a fixed time stamp, so that equal input gives an equal file


def build(source: Path, kawasan: Path, province: Province) -> dict[str, gpd.GeoDataFrame]:
    """Derive every layer of the map from the desa of one file.

    The desa in the kecamatan of a kawasan keep each vertex of the source, the others are simplified with
    the borders they share; the areas above are dissolved from the result, so all levels fit together.

    Parameters
    ----------
    source : Path
        Layers `desa` (kode, nama, status), `kecamatan`, `kabupaten`, `provinsi` (kode, nama) and, if
        present, `provinsi_tetangga` (kode, nama); any known CRS.
    kawasan : Path
        Table whose `kecamatan` column holds the codes to keep in full detail, joined by ``;``.

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
    desa = _read_layer(source, "desa", ["kode", "nama", "status"])
    _check_desa(source, desa)
    crs = province.crs_metrik
    desa = _clean_coverage(source, desa.sort_values("kode", ignore_index=True), crs)
    parent = {tingkat: desa["kode"].str[:length] for tingkat, length in LEVELS.items()}
    detailed = _read_kecamatan(kawasan)
    if missing := detailed - set(parent["kecamatan"]):
        raise _fault(source, "kecamatan kawasan tidak ada di layer desa", "Periksa kawasan.csv.", "kode", missing)

    desa["luas_km2"] = desa.to_crs(CRS_AREA).area / 1e6
    source_outline = shapely.coverage_union_all(desa.to_crs(crs).geometry.to_numpy())
    desa["geometry"] = _generalise(source, desa.geometry, parent["kecamatan"].isin(detailed).to_numpy(), crs)
    layers = {}
    for tingkat in LEVELS:
        groups = desa.groupby(parent[tingkat].rename("kode"))
        names = _read_names(source, tingkat, set(groups.groups))
        upper = groups[["luas_km2"]].sum().reset_index()
        upper["nama"] = upper["kode"].map(names)
        shapes = [shapely.coverage_union_all(desa.geometry.to_numpy()[rows]) for rows in groups.indices.values()]
        layers[tingkat] = gpd.GeoDataFrame(upper, geometry=shapes, crs=CRS_STORAGE)
    layers["desa"] = desa
    for tingkat, layer in layers.items():
        if not (layer.is_valid.all() and shapely.coverage_is_valid(layer.geometry.to_numpy())):
            raise _fault(source, f"batas {tingkat} rusak setelah disederhanakan", "Periksa topologi layer desa.")
    if "provinsi_tetangga" in pyogrio.list_layers(source)[:, 0]:
        layers["tetangga"] = _neighbours(source, source_outline, layers["provinsi"].geometry, crs)
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


def _fault(source: Path, masalah: str, saran: str, kolom: str = "", nilai: object = ()) -> DataFileError:
    values = sorted(map(str, nilai))
    shown = ", ".join(values[:5]) + (f" dan {len(values) - 5} lainnya" if len(values) > 5 else "")
    return DataFileError(Problem(source.name, masalah, saran, kolom=kolom, nilai=shown))


def _read_layer(source: Path, layer: str, columns: list[str], geometry: bool = True) -> gpd.GeoDataFrame:
    try:
        known = pyogrio.list_layers(source)[:, 0]
    except DataSourceError as error:
        raise _fault(source, "berkas tidak dapat dibaca", "Pilih berkas GeoPackage yang utuh.") from error
    if layer not in known:
        raise _fault(source, f"layer {layer} tidak ada", f"Tambahkan layer {layer} dengan kolom {', '.join(columns)}.")
    frame = pyogrio.read_dataframe(source, layer=layer, read_geometry=geometry)
    wanted = [*columns, "geometry"] if geometry else columns
    if missing := set(wanted) - set(frame.columns):
        raise _fault(source, f"kolom di layer {layer} kurang", "Tambahkan kolom itu.", nilai=missing)
    codes = frame["kode"].astype(str)
    if repeated := set(codes[codes.duplicated()]):
        raise _fault(source, f"kode di layer {layer} berulang", "Sisakan satu baris per kode.", "kode", repeated)
    frame = frame[wanted].assign(kode=codes)
    return _mend(source, layer, frame) if geometry else frame


def _mend(source: Path, layer: str, frame: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    try:
        degrees = frame.to_crs(CRS_STORAGE) if frame.crs and not frame.crs.name.startswith("Undefined") else None
    except ProjError:
        degrees = None
    if degrees is None or not (np.abs(degrees.total_bounds) <= 180).all():
        raise _fault(source, f"sistem koordinat layer {layer} tidak diketahui", "Simpan ulang dengan EPSG:4326.")
    shapes = shapely.make_valid(shapely.force_2d(degrees.geometry.to_numpy()), method="structure")
    shapes = np.array([_multi(shape) for shape in shapes], dtype=object)
    if (empty := shapely.is_empty(shapes)).any():
        saran = "Gambar ulang batasnya sebagai poligon."
        raise _fault(source, f"geometri di layer {layer} kosong atau rusak", saran, "kode", frame["kode"][empty])
    return gpd.GeoDataFrame(frame.drop(columns="geometry"), geometry=shapes, crs=CRS_STORAGE)


def _multi(shape: shapely.Geometry | None) -> shapely.MultiPolygon:
    parts = shapely.get_parts(shapely.get_parts(shape)) if shape is not None else []
    return shapely.MultiPolygon([part for part in parts if part.geom_type == "Polygon" and part.area > 0])


def _check_desa(source: Path, desa: gpd.GeoDataFrame) -> None:
    if (odd := ~desa["kode"].str.fullmatch(KODE_DESA)).any():
        saran = "Tulis kode sebagai teks, misalnya 63.03.05.2009."
        raise _fault(source, "kode desa tidak dikenal", saran, "kode", desa["kode"][odd])
    if odd := set(desa["status"]) - {"desa", "kelurahan"}:
        raise _fault(source, "status tidak dikenal", "Isi dengan desa atau kelurahan.", "status", odd)


def _clean_coverage(source: Path, desa: gpd.GeoDataFrame, crs: str) -> gpd.GeoDataFrame:
    if shapely.coverage_is_valid(desa.geometry.to_numpy()):
        return desa
    metric = desa.geometry.to_crs(crs)
    clean = shapely.coverage_clean(metric.to_numpy(), gap_width=GAP, snapping_distance=GRID)
    if (lost := shapely.is_empty(clean)).any():
        saran = "Perbaiki desa yang tertutup desa lain."
        raise _fault(source, "batas desa tumpang tindih", saran, "kode", desa["kode"][lost])
    return desa.set_geometry(gpd.GeoSeries(clean, crs=crs).to_crs(CRS_STORAGE))


def _read_kecamatan(kawasan: Path) -> set[str]:
    try:
        with kawasan.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except OSError as error:
        raise _fault(kawasan, "berkas tidak dapat dibaca", "Sebut letaknya dengan --kawasan.") from error
    if not rows or "kecamatan" not in rows[0]:
        raise _fault(kawasan, "kolom kecamatan tidak ada atau tabel kosong", "Isi kode kecamatan tiap kawasan.")
    return {kode.strip() for row in rows for kode in row["kecamatan"].split(";") if kode.strip()}


def _read_names(source: Path, tingkat: str, wanted: set[str]) -> dict[str, str]:
    frame = _read_layer(source, tingkat, ["kode", "nama"], geometry=False)
    names = dict(zip(frame["kode"], frame["nama"], strict=True))
    if missing := wanted - names.keys():
        raise _fault(source, f"nama {tingkat} tidak ada", f"Lengkapi layer {tingkat}.", "kode", missing)
    return names


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
    raise _fault(source, "batas desa rusak setelah disederhanakan", "Periksa topologi layer desa.")


def _round(shapes: np.ndarray, decimals: int) -> np.ndarray:
    rounded = shapely.transform(shapes, lambda xy: np.round(xy, decimals))
    return shapely.remove_repeated_points(rounded)


def _neighbours(source: Path, source_outline: shapely.Geometry, province: gpd.GeoSeries, crs: str) -> gpd.GeoDataFrame:
    frame = _read_layer(source, "provinsi_tetangga", ["kode", "nama"])
    frame = frame[frame.intersects(shapely.box(*CLIP))].sort_values("kode", ignore_index=True)
    metric = shapely.coverage_clean(frame.geometry.to_crs(crs).to_numpy(), gap_width=SEAM)
    taken = shapely.union_all(province.to_crs(crs).to_numpy())
    land = []
    for exact, shape in zip(metric, shapely.coverage_simplify(metric, NEIGHBOUR_TOLERANCE), strict=True):
        # Both sides of the border were simplified apart, so the neighbour is widened along it and cut to fit.
        border = shapely.line_merge(source_outline.boundary.intersection(exact.buffer(SNAP)))
        seam = border.buffer(SEAM, cap_style="flat")
        land.append(shapely.make_valid(shape).union(seam).difference(taken))
        taken = taken.union(land[-1])
    shapes = gpd.GeoSeries(land, crs=crs).to_crs(CRS_STORAGE).intersection(shapely.box(*CLIP))
    shapes = shapely.make_valid(_round(shapes.to_numpy(), 5), method="structure")
    frame = frame.set_geometry(gpd.GeoSeries(map(_multi, shapes), crs=CRS_STORAGE))
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
    shapes = [_multi(shape) for shape in layer.geometry]
    return gpd.GeoDataFrame(table, geometry=shapes, crs=CRS_STORAGE)[COLUMNS]


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; give 0, or 1 after printing what is wrong with the input."""
    parser = argparse.ArgumentParser(
        prog="python -m tkpkp_geo.store.build_boundaries", description="Susun data/wilayah.gpkg."
    )
    parser.add_argument("input", type=Path)
    parser.add_argument("output", type=Path)
    parser.add_argument("--kawasan", type=Path, default=Path("data/kawasan.csv"))
    parser.add_argument("--daerah", type=Path, default=Path("data") / FILE)
    options = parser.parse_args(arguments)
    try:
        layers = build(options.input, options.kawasan, read_province(options.daerah))
    except TkpkpError as error:
        print(error, file=sys.stderr)
        return 1
    write(layers, options.output)
    for tingkat, layer in layers.items():
        print(f"{tingkat}: {len(layer)} wilayah, {shapely.get_num_coordinates(layer.geometry).sum()} titik batas")
    return 0


if __name__ == "__main__":
    sys.exit(main())
