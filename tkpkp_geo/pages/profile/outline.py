"""The small drawing of a kawasan as a picture: which of its desa are members, and which of them a program reaches."""

from __future__ import annotations

import base64
from functools import lru_cache
from html import escape as safe

from tkpkp_geo.analysis.profile.profile_records import Profile
from tkpkp_geo.domain import style
from tkpkp_geo.webmap import sketch
from tkpkp_geo.workspace import Workspace

_NAMES = {
    "capai": "desa anggota, ada program di desanya",
    "belum": "desa anggota, belum ada program di desanya",
    "bukan": "bukan desa anggota",
}
_OPACITY = {"capai": 0.6, "belum": 0.14}


def draw(space: Workspace, found: Profile, theme: str) -> str:
    """Give the drawing and its legend as HTML; in the dark theme paper gets a drawing of its own."""
    drawn = _sketches(space)[found.kawasan.kode_kawasan]
    kinds = [_kind(desa, found) for desa in drawn["desa"]]
    reached, members = kinds.count("capai"), len(kinds) - kinds.count("bukan")
    alt = f"Peta kecil {found.kawasan.nama}: {reached} dari {members} desa anggota ada program di desanya"
    pictures = _picture(drawn, kinds, theme, alt, "" if theme == "light" else "layar")
    if theme != "light":
        pictures += _picture(drawn, kinds, "light", alt, "kertas")
    legend = "".join(f'<span><i class="{kind}"></i>{name}</span>' for kind, name in _NAMES.items())
    return f'<div class="gambar">{pictures}<p class="legenda">{legend}</p></div>'


@lru_cache(maxsize=2)
def _sketches(space: Workspace) -> dict[str, dict]:
    return sketch.kawasan_sketches(space.dataset, space.boundaries)


def _kind(desa: dict, found: Profile) -> str:
    if not desa["anggota"]:
        return "bukan"
    return "capai" if desa["kode"] in found.terjangkau else "belum"


def _picture(drawn: dict, kinds: list[str], theme: str, alt: str, place: str) -> str:
    # The page's HTML may hold a picture, but no drawing of its own.
    colours, strong = style.THEMES[theme], drawn["warna"][theme]
    looks = {
        kind: f'fill="{strong}" fill-opacity="{share}" stroke="{strong}" stroke-width="1.6"'
        for kind, share in _OPACITY.items()
    } | {"bukan": f'fill="{colours["daratan"]}" stroke="{colours["garis"]}" stroke-width=".8" stroke-dasharray="3 3"'}
    shapes = "".join(f'<path {looks[k]} d="{desa["d"]}"/>' for desa, k in zip(drawn["desa"], kinds, strict=True))
    outline = f'<path fill="none" stroke="{colours["tinta"]}" stroke-width="2" d="{drawn["garis"]}"/>'
    side = sketch.SIZE
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">{shapes}{outline}</svg>'
    code = base64.b64encode(svg.encode()).decode()
    return f'<img class="{place}" alt="{safe(alt)}" src="data:image/svg+xml;base64,{code}">'
