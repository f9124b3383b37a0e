"""Entry of the usual app (`naive_page.py`), with the few files that its map needs where there is no internet."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import streamlit as st
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_LEAFLET = files("xstatic.pkg.leaflet") / "data"
_HTML = """window.$ = (html) => {
  const template = document.createElement("template");
  template.innerHTML = html.trim();
  return [template.content.firstElementChild];
};"""
_TYPES = {"leaflet.js": "text/javascript", "leaflet.css": "text/css"}


def asset(request: Request) -> Response:
    """Give one of the map's scripts or styles."""
    name = request.path_params["nama"]
    if name == "html.js":
        return Response(_HTML, media_type="text/javascript")
    if name not in _TYPES:
        return Response(status_code=404)
    return Response((_LEAFLET / name).read_bytes(), media_type=_TYPES[name], headers={"Cache-Control": "max-age=3600"})


app = st.App(str(Path(__file__).with_name("naive_page.py")), routes=[Route("/aset/{nama}", asset)])
