"""The constant folium map of the page, and the small overlay that carries a view to it.

streamlit-folium remounts the map when its script changes, and runs an overlay's script when that changes:
so the map's own script never mentions data, and everything that a filter moves is in the overlay.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from importlib.resources import files
from typing import Any

import folium
from branca.element import Figure
from folium.template import Template

from tkpkp_geo import settings
from tkpkp_geo.domain import fonts, style
from tkpkp_geo.domain.province import Province
from tkpkp_geo.store.boundaries import INDONESIA, Boundaries
from tkpkp_geo.webmap import payload
from tkpkp_geo.webmap.payload import mainland

ASSETS = settings.ASSETS / "map"
MASK_SCRIPT = "mask.js"  # the table reads masks as well
SCRIPTS = (MASK_SCRIPT, "boxes.js", "symbols.js", "legend.js", "layers.js", "map.js")
_START = "start.js"
STYLESHEET = "map.css"
# The component loads one script after the other: everything the page's map needs is therefore one file of each kind.
PAGE_SCRIPT = "peta-halaman.js"
PAGE_STYLESHEET = "peta-halaman.css"
_LEAFLET = files("xstatic.pkg.leaflet") / "data"
MESSAGES = {
    "filter_opd": "Saring menurut OPD",
    "ground": "Peta dasar daring",
    "no_ground": "Tanpa latar",
    "layers": "Lapisan",
    "out_of_filter": "tidak dalam saringan",
    "kawasan_edge": "batas kawasan",
    "layer_failed": "tidak dapat dimuat. Coba nyalakan lagi.",
    "tiles_failed": "Peta dasar daring tidak terjangkau. Peta batas tetap lengkap tanpa internet.",
}
# The component's page lives at /component/streamlit_folium.st_folium/index.html.
_ROOT = "../../"
_WORLD, _NARROW = 256, 640  # px: the width of the world at zoom 0, and that of a map in a small window


def map_config(province: Province) -> dict:
    """Give what the map needs besides data: colours, tiles, words and sizes (px)."""
    return {
        "theme": style.THEMES,
        "ramp": {name: style.ramp(theme["ink"], theme["land"]) for name, theme in style.THEMES.items()},
        "tiles": style.TILES,
        "messages": MESSAGES | {"boundaries_source": province.boundary_credit},
        "symbol": 26,
        "font": 13,
    }


def page_script(province: Province) -> str:
    """Give Leaflet, the map engine and its configuration as one script, which the browser keeps."""
    sources = [_LEAFLET / "leaflet.js", *(ASSETS / name for name in (*SCRIPTS, _START))]
    config = f"TKPKP.config = {json.dumps(page_config(province))};"
    return "\n".join([*(source.read_text(encoding="utf-8") for source in sources), config])


def page_stylesheet() -> str:
    """Give Leaflet's styles and ours as one stylesheet."""
    sources = (_LEAFLET / "leaflet.css", ASSETS / STYLESHEET)
    sheets = (source.read_text(encoding="utf-8") for source in sources)
    return "\n".join([fonts.build_font_rule(fonts.NAME), *sheets])


def page_config(province: Province) -> dict:
    """Give the configuration of the page's map, whose layers come from the routes beside the app."""
    names = ("tetangga", "kabupaten", "kecamatan", "kawasan")
    return map_config(province) | {
        "sources": {
            **{name: f"{_ROOT}api/wilayah/{name}.geojson" for name in names},
            "desa": f"{_ROOT}api/wilayah/desa.geojson",
            "content": f"{_ROOT}api/peta.json",
            "layers": f"{_ROOT}{payload.LAYER_ROUTE}",
        },
    }


class _Start(folium.MacroElement):
    _template = Template("{% macro script(this, kwargs) %}TKPKP.start({{ this._parent.get_name() }});{% endmacro %}")

    def __init__(self) -> None:
        super().__init__()
        self._name = "tkpkp_start"


class _Show(folium.MacroElement):
    _template = Template("{% macro script(this, kwargs) %}window.tkpkp.apply({{ this.state }});{% endmacro %}")

    def __init__(self, state: str) -> None:
        super().__init__()
        self._name = "tkpkp_show"
        self.state = state


class PageMap(folium.Map):
    """A Leaflet map without tiles whose scripts all come from this server."""

    default_js = [("peta", f"{_ROOT}aset/{PAGE_SCRIPT}")]
    default_css = [("peta", f"{_ROOT}aset/{PAGE_STYLESHEET}")]

    def render(self, **kwargs: Any) -> str:
        """Render without folium's own head: a kilobyte at each rerun that our stylesheet makes needless."""
        html = super().render(**kwargs)
        root = self.get_root()
        if isinstance(root, Figure):
            root.header._children.clear()
        return html


def build_page_map(boundaries: Boundaries) -> PageMap:
    """Build the page's map; every call for the same boundaries gives the same script."""
    centre, zoom = _opening(boundaries)
    built = PageMap(
        location=centre, zoom_start=zoom, tiles=None, zoom_snap=0.25, zoom_delta=0.5, min_zoom=6, max_zoom=18
    )
    built.add_child(_Start())
    return built


@lru_cache(maxsize=4)
def _opening(boundaries: Boundaries) -> tuple[tuple[float, float], int]:
    """Give the centre (lat, lon) and zoom that a map opens with: the province fills the width of a small window."""
    layer = boundaries.layers.get("provinsi")
    west, south, east, north = INDONESIA if layer is None else mainland(layer.geometry.iloc[0]).bounds
    zoom = math.floor(math.log2(_NARROW / _WORLD * 360 / (east - west)))
    return (round((south + north) / 2, 2), round((west + east) / 2, 2)), min(max(zoom, 6), 12)


def view_overlay(state: dict) -> folium.FeatureGroup:
    """Wrap a view (`payload.view_state`) as the overlay that makes the map show it."""
    group = folium.FeatureGroup(name="tkpkp", control=False)
    group.add_child(_Show(json.dumps(state, separators=(",", ":"))))
    return group
