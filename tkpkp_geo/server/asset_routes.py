"""The front end's own files, ours and those of installed packages, and the symbols of OPD."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tkpkp_geo import settings, workspace
from tkpkp_geo.domain import fonts, style
from tkpkp_geo.domain.province import Province
from tkpkp_geo.server.answers import answer
from tkpkp_geo.webmap import page_map

_PAGE_ASSETS = settings.ASSETS / "pages"
# Their order is the cascade: of two rules of equal weight the later one stands.
_STYLESHEETS = (
    "account",
    "flags",
    "page",
    "search",
    "entry",
    "admin",
    "matrix",
    "desk",
    "listener",
    "changes",
    "profile",
    "profile-print",
    "meeting",
    "download",
)


def _page_style(theme: str) -> str:
    sheets = ((_PAGE_ASSETS / f"{name}.css").read_text("utf-8") for name in _STYLESHEETS)
    return style.css_rule(theme) + style.paper_rule() + "".join(sheets)


_ASSETS: dict[str, Callable[[], str]] = {
    page_map.PAGE_STYLESHEET: page_map.page_stylesheet,
    **{f"halaman-{name}.css": partial(_page_style, name) for name in style.THEMES},
    **{path.name: partial(path.read_text, "utf-8") for path in _PAGE_ASSETS.glob("*.js")},
    page_map.MASK_SCRIPT: partial((page_map.ASSETS / page_map.MASK_SCRIPT).read_text, "utf-8"),
}
# It names the source of the boundaries, which is the province's.
_OF_PROVINCE: dict[str, Callable[[Province], str]] = {page_map.PAGE_SCRIPT: page_map.page_script}
_BINARY: dict[str, Callable[[], bytes]] = {fonts.NAME: fonts.read_font}
_NAMES = {*_ASSETS, *_OF_PROVINCE, *_BINARY}
_TYPES = {".js": "text/javascript", ".css": "text/css", ".woff2": "font/woff2"}


def asset(request: Request) -> Response:
    """``GET /aset/{nama}``: front-end files, ours and those of installed packages."""
    name = request.path_params["nama"]
    if name not in _NAMES or not (body := _asset(name, workspace.province())):
        return Response(status_code=404)
    # Letters are a large file that changes only with an installation.
    keep = "max-age=86400" if name in _BINARY else "no-cache"
    return answer(request, body, _TYPES[Path(name).suffix], keep)


@lru_cache(maxsize=64)
def _asset(name: str, province: Province) -> bytes:
    if name in _OF_PROVINCE:
        return _OF_PROVINCE[name](province).encode()
    return _BINARY[name]() if name in _BINARY else _ASSETS[name]().encode()


def missing_assets() -> tuple[str, ...]:
    """Give the front-end files that this installation should have and cannot read."""
    missing = []
    for name in (*_OF_PROVINCE, *_ASSETS):
        try:
            whole = bool(_asset(name, workspace.province()))
        except OSError:
            whole = False
        if not whole:
            missing.append(name)
    return tuple(missing)


def symbol(request: Request) -> Response:
    """``GET /aset/simbol/{kode_opd}.svg``: an OPD's symbol."""
    opd = workspace.current().dataset.opd_by_kode.get(request.path_params["kode"])
    if opd is None:
        return Response(status_code=404)
    # A page shows dozens of them and they hardly ever change: kept for an hour, not asked for again each time.
    return answer(request, style.symbol_svg(opd).encode(), "image/svg+xml", keep="max-age=3600")


ROUTES = [Route("/aset/simbol/{kode}.svg", symbol), Route("/aset/{nama}", asset)]
