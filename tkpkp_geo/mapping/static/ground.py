"""The shapes of one kawasan and what lies round it, in EPSG:32750."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import geopandas as gpd
import shapely

from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.model import CRS_METRIC, CRS_STORAGE, Kawasan, Wilayah


@dataclass(frozen=True)
class Ground:
    """Shapes in EPSG:32750, index = kode.

    Parameters
    ----------
    desa, kecamatan : GeoSeries
        Of the kawasan.
    sekitar, daratan, tetangga : GeoSeries
        Other kecamatan, the province and the neighbouring ones, as far as a map of the kawasan can show them.
    """

    desa: gpd.GeoSeries
    kecamatan: gpd.GeoSeries
    sekitar: gpd.GeoSeries
    daratan: gpd.GeoSeries
    tetangga: gpd.GeoSeries

    @cached_property
    def kawasan(self) -> shapely.Geometry:
        """The kawasan as one shape."""
        return shapely.union_all(self.kecamatan.to_numpy())

    def project(self, titik: tuple[float, float]) -> tuple[float, float]:
        """Give a point (lon, lat, EPSG:4326) in metres."""
        return gpd.GeoSeries([shapely.Point(titik)], crs=CRS_STORAGE).to_crs(CRS_METRIC).iloc[0].coords[0]

    def anchor(self, area: Wilayah) -> tuple[float, float]:
        """Give the label point of an area in metres."""
        return self.project((area.lon, area.lat))


def surroundings(boundaries: Boundaries, kawasan: Kawasan) -> Ground | None:
    """Gather the shapes of a kawasan; ``None`` where its kecamatan or desa are not known."""
    known = boundaries.layers
    desa = boundaries.desa_in(kawasan.kecamatan)
    if "kecamatan" not in known or not desa:
        return None
    kecamatan = known["kecamatan"].geometry
    own = [kode for kode in kawasan.kecamatan if kode in kecamatan.index]
    if not own:
        return None
    west, south, east, north = shapely.union_all(kecamatan.loc[own].to_numpy()).bounds
    reach = max(east - west, north - south)
    frame = shapely.box(west - reach, south - reach, east + reach, north + reach)

    def near(name: str, without: Sequence[str] = ()) -> gpd.GeoSeries:
        if name not in known:
            return gpd.GeoSeries([], crs=CRS_METRIC)
        shapes = known[name].geometry.drop(list(without))
        return shapes[shapes.intersects(frame)].clip(frame).to_crs(CRS_METRIC)

    return Ground(
        desa=known["desa"].geometry.loc[desa].to_crs(CRS_METRIC),
        kecamatan=kecamatan.loc[own].to_crs(CRS_METRIC),
        sekitar=near("kecamatan", own),
        daratan=near("provinsi"),
        tetangga=near("tetangga"),
    )
