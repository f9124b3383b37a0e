"""The map as it is usually written: one folium map, built anew with everything on it at every click.

It is spared what could be held against it: files are read once, the boundaries are those of our own map,
and a program stands at one place only.
"""

from __future__ import annotations

import os
from html import escape
from pathlib import Path

import folium
import geopandas as gpd
import pandas as pd
import streamlit as st
from streamlit_folium import st_folium

from tkpkp_geo.domain.codes import kecamatan_of

DATA = Path(os.environ["TKPKP_DATA_DIR"])


class OfflineMap(folium.Map):
    """A folium map whose scripts come from this server; `html.js` stands in for jQuery, which popups ask for."""

    default_js = [("leaflet", "../../aset/leaflet.js"), ("jquery", "../../aset/html.js")]
    default_css = [("leaflet_css", "../../aset/leaflet.css")]


def table(name: str) -> pd.DataFrame:
    """Read one table, codes as text."""
    return pd.read_csv(DATA / name, dtype=str, keep_default_na=False)


@st.cache_data
def read() -> tuple[gpd.GeoDataFrame, gpd.GeoDataFrame, pd.DataFrame, dict[str, str]]:
    """Read the boundaries, the programs with a place, and the names of the OPD."""
    layers = {name: gpd.read_file(DATA / "wilayah.gpkg", layer=name) for name in ("kabupaten", "kecamatan", "desa")}
    points = {row.kode: (row.label_lat, row.label_lon) for name in layers for row in layers[name].itertuples()}
    kawasan = table("kawasan.csv")
    for row in kawasan.itertuples():
        points[row.kode_kawasan] = points[row.kecamatan.split(";")[0]]
    rows = pd.concat([table("intervensi.csv"), table("intervensi_contoh.csv")])
    rows["tempat"] = [place(lokus, points) for lokus in rows.lokus]
    kecamatan = {kode for codes in kawasan.kecamatan for kode in codes.split(";")}
    desa = layers["desa"][layers["desa"].kode.map(kecamatan_of).isin(kecamatan)]
    opd = table("opd.csv").set_index("kode_opd").nama.to_dict()
    return layers["kabupaten"], desa, rows[rows.tempat.notna()], opd


def place(lokus: str, points: dict[str, tuple[float, float]]) -> tuple[float, float] | None:
    """Give where the first place of a program stands (lat, lon)."""
    level, _, kode = lokus.split(";")[0].partition(":")
    if level == "titik":
        lon, lat = kode.split(",")
        return float(lat), float(lon)
    return points.get(kode)


kabupaten, desa, rows, names = read()
chosen = st.multiselect("OPD", list(names))
shown = rows[rows.kode_opd.isin(chosen)] if chosen else rows
page_map = OfflineMap(location=(-2.95, 115.4), zoom_start=8, tiles=None)
folium.GeoJson(kabupaten, style_function=lambda _: {"weight": 1, "fillOpacity": 0.1}).add_to(page_map)
folium.GeoJson(desa, tooltip=folium.GeoJsonTooltip(["nama"])).add_to(page_map)
for row in shown.itertuples():
    words = f"<b>{escape(row.program)}</b><br>{escape(names[row.kode_opd])}<br>{row.tahun} · {escape(row.status)}"
    folium.CircleMarker(
        row.tempat, radius=6, class_name="program", tooltip=row.program, popup=folium.Popup(words, max_width=300)
    ).add_to(page_map)
st_folium(page_map, height=620, use_container_width=True, returned_objects=[])
