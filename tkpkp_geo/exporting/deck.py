"""The presentation as one HTML page that needs nothing else: for the projector's route, and for a USB stick."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from tkpkp_geo import frames, style, text
from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.frames import Frame
from tkpkp_geo.mapping import base, layers
from tkpkp_geo.model import Dataset, Filter

_ASSETS = Path(__file__).parent / "assets"
_LEAFLET = files("xstatic.pkg.leaflet") / "data"
_AROUND = 0.9  # how far round a kawasan kecamatan are drawn, as a share of its extent

# Whatever a program's name holds, nothing that is not in this file is ever loaded or sent.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

_PAGE = """<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="{policy}">
<link rel="icon" href="data:,">
<title>{title}</title>
<style>{styles}</style>
</head>
<body>
<div id="peta"></div>
<main id="lembar"></main>
<p id="contoh" hidden>{sample}</p>
<footer><div id="kaki"></div><p id="nomor"></p></footer>
<p id="kabar" aria-live="polite"></p>
<script type="application/json" id="data">{data}</script>
{scripts}
</body>
</html>
"""


def render(
    dataset: Dataset, boundaries: Boundaries, flt: Filter, today: str, unknown: Iterable[tuple[str, str | None]] = ()
) -> str:
    """Draw the presentation of a filter.

    Parameters
    ----------
    today : str
        The day in the province, ISO: decisions and reports grow older.
    unknown : iterable of (key, value or None)
        Parts of a pasted link that mean nothing here; the opening frame names them.

    Returns
    -------
    str
        An HTML page with Leaflet, our scripts, boundaries, programs and frames inside.
    """
    data = {
        "config": base.map_config() | {"ubin": None, "sumber": _sources(dataset, boundaries)},
        "warna": {
            item.kode_kawasan: {"light": colours.kuat, "dark": colours.terang}
            for position, item in enumerate(dataset.kawasan)
            for colours in [style.kawasan_colours(position)]
        },
        "bingkai": [_payload(dataset, frame) for frame in frames.frames(dataset, flt, today, unknown)],
    }
    return _PAGE.format(
        policy=_POLICY,
        title=text.JUDUL,
        sample=text.DATA_CONTOH,
        styles=_styles(),
        scripts=_scripts(),
        # Inside a script element only "<" can end it early.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c"),
    )


def _payload(dataset: Dataset, frame: Frame) -> dict:
    state = layers.view_state(dataset, frame.flt, layers.View(kunci=frame.id))
    state["tampak"] = {"kunci": frame.id, "daerah": list(frame.focus)}
    ends, _ = layers.desa_classes(dataset, frame.flt, "program")
    plain = asdict(frame)
    del plain["flt"]
    return plain | {"state": state, "ujung": list(ends)}


def _sources(dataset: Dataset, boundaries: Boundaries) -> dict:
    kecamatan = [kode for item in dataset.kawasan for kode in item.kecamatan]
    return {
        "tetangga": layers.collection(boundaries.features("tetangga")),
        "kabupaten": layers.collection(boundaries.features("kabupaten")),
        "kecamatan": layers.collection(boundaries.features("kecamatan", _kecamatan_around(dataset, boundaries))),
        "kawasan": layers.collection(boundaries.kawasan_features(dataset.kawasan)),
        "desa": layers.collection(layers.desa_features(dataset, boundaries, kecamatan)),
        "isi": layers.rows_payload(dataset, boundaries),
    }


def _kecamatan_around(dataset: Dataset, boundaries: Boundaries) -> list[str]:
    """Give the kecamatan that come into sight with a kawasan: all of them would be half the file."""
    if "kecamatan" not in boundaries.layers:
        return []
    layer, found = boundaries.layers["kecamatan"], set()
    for item in dataset.kawasan:
        shape = boundaries.kawasan_shape(item)
        if shape.is_empty:
            continue
        west, south, east, north = shape.bounds
        reach = max(east - west, north - south) * _AROUND
        found |= set(layer.cx[west - reach : east + reach, south - reach : north + reach].index)
    return sorted(found)


@lru_cache(maxsize=1)
def _styles() -> str:
    # Its pictures belong to controls that this map does not have.
    leaflet = re.sub(r"url\([^)]*\)", "none", (_LEAFLET / "leaflet.css").read_text(encoding="utf-8"))
    leaflet = re.sub(r"/\*.*?\*/", "", leaflet, flags=re.DOTALL)
    dark = f"@media (prefers-color-scheme: dark){{{style.css_rule('dark')}}}"
    ours = [(base.ASSETS / base.STYLESHEET).read_text(encoding="utf-8"), _own("deck.css")]
    return "\n".join([leaflet, *ours, style.css_rule("light"), dark])


@lru_cache(maxsize=1)
def _scripts() -> str:
    leaflet = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    sources = [re.sub(r"//# sourceMappingURL=.*", "", leaflet)]
    sources += [(base.ASSETS / name).read_text(encoding="utf-8") for name in base.SCRIPTS]
    return "\n".join(f"<script>{source}</script>" for source in [*sources, _own("deck-muat.js"), _own("deck.js")])


def _own(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
