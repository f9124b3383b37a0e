"""The presentation as one HTML page: for a USB stick, and served, where that of a meeting follows what is shown."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.resources import files

from tkpkp_geo import settings
from tkpkp_geo.domain import fonts, style, text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.export import qr
from tkpkp_geo.meeting.frames.build_frames import build_frames
from tkpkp_geo.meeting.frames.frame_records import Frame, MeetingView
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.webmap import page_map, payload

_ASSETS = settings.ASSETS / "deck"
_LEAFLET = files("xstatic.pkg.leaflet") / "data"
_AROUND = 0.9  # how far round a kawasan kecamatan are drawn, as a share of its extent

# Whatever a program's name holds, nothing that is not in this file is ever loaded or sent, but for the letters.
_POLICY = (
    "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; font-src 'self' data:; img-src data:"
)
_LIVE_POLICY = f"{_POLICY} 'self'; connect-src 'self'"  # pictures of the agenda, and what is new

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
<div id="map"></div>
<main id="sheet"></main>
<figure id="invitation" hidden></figure>
<p id="sample" hidden>{sample}</p>
<footer><div id="foot"></div><div id="pager"></div></footer>
<p id="announcement" aria-live="polite"></p>
<script type="application/json" id="data">{data}</script>
{scripts}
</body>
</html>
"""


@dataclass(frozen=True, slots=True)
class DeckRole:
    """Where a deck that is served stands in its meeting.

    Parameters
    ----------
    mode : {"ikuti", "layar", "cermin"}
        Whether it follows and lets its viewer move, is the projector's, or mirrors what a page around it says.
    leads : bool
        Whether its moves are everybody's.
    """

    mode: str = "ikuti"
    leads: bool = False


@dataclass(frozen=True, slots=True)
class DeckContent:
    """What a deck draws, in plain JSON types.

    Parameters
    ----------
    order : tuple of str
        Ids of the frames.
    frames : mapping of str to dict
        The frames by id.
    rows : dict
        What the map draws (`payload.rows_payload`).
    areas : dict
        Outlines of kawasan and desa, and the colours of kawasan.
    """

    revision: int
    order: tuple[str, ...]
    frames: Mapping[str, dict]
    rows: dict
    areas: dict


def deck_content(
    dataset: Dataset,
    boundaries: Boundaries,
    flt: Filter,
    today: str,
    unknown: Iterable[tuple[str, str | None]] = (),
    meeting: MeetingView | None = None,
) -> DeckContent:
    """Give what the presentation of a filter or a meeting draws (`frames.frames`)."""
    frames = build_frames(dataset, flt, today, unknown, meeting)
    kecamatan = [kode for item in dataset.kawasan for kode in item.kecamatan]
    return DeckContent(
        revision=dataset.revisi,
        order=tuple(frame.id for frame in frames),
        frames={frame.id: _payload(dataset, frame, meeting) for frame in frames},
        rows=payload.rows_payload(dataset, boundaries),
        areas={
            "kawasan": payload.feature_collection(boundaries.kawasan_features(dataset.kawasan)),
            "desa": payload.feature_collection(payload.desa_features(dataset, boundaries, kecamatan)),
            "warna": {
                item.kode_kawasan: {"light": colours.strong, "dark": colours.light}
                for position, item in enumerate(dataset.kawasan)
                for colours in [style.kawasan_colours(position)]
            },
        },
    )


def render_deck(
    dataset: Dataset,
    boundaries: Boundaries,
    flt: Filter,
    today: str,
    unknown: Iterable[tuple[str, str | None]] = (),
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
    return render_deck_page(dataset, boundaries, deck_content(dataset, boundaries, flt, today, unknown))


def render_deck_page(
    dataset: Dataset,
    boundaries: Boundaries,
    drawn: DeckContent,
    meeting: str = "",
    place: DeckRole | None = None,
    font: str = "",
) -> str:
    """Draw a presentation whose content stands.

    Parameters
    ----------
    meeting : str
        Code of the meeting that it follows; "" for a deck that asks for nothing.
    place : Place, optional
        How it takes part there.
    font : str
        Address of the letters where a server gives them; unless there is one they are in the page itself.
    """
    place = place or DeckRole()
    data = {
        "config": page_map.map_config(dataset.province) | {"tiles": None, "sources": _sources(dataset, boundaries)},
        "revisi": drawn.revision,
        "order": drawn.order,
        "frames": drawn.frames,
        "content": drawn.rows,
        "areas": drawn.areas,
    }
    if meeting:
        data["meeting"] = {"kode": meeting, "mode": place.mode, "leading": place.leads}
    return _PAGE.format(
        policy=_LIVE_POLICY if meeting else _POLICY,
        title=text.APP_TITLE,
        sample=text.SAMPLE_DATA,
        styles=fonts.build_font_rule(font or fonts.build_inline_font()) + _styles(),
        scripts=_scripts(bool(meeting)),
        # Inside a script element only "<" can end it early.
        data=json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False).replace("<", "\\u003c"),
    )


def outside_hosts(policy: str = _LIVE_POLICY) -> tuple[str, ...]:
    """Give the hosts other than this application from which the presentation may load.

    >>> outside_hosts("default-src 'none'; img-src data: ubin.example.org")
    ('ubin.example.org',)
    """
    sources = (source for rule in policy.split(";") for source in rule.split()[1:])
    return tuple(dict.fromkeys(source for source in sources if not source.startswith(("'", "data:"))))


def _payload(dataset: Dataset, frame: Frame, meeting: MeetingView | None) -> dict:
    state = payload.view_state(dataset, frame.flt, payload.MapView(key=frame.id))
    state["shown"] = {"key": frame.id, "areas": list(frame.focus)}
    del state["revisi"]  # the deck gives it that of its rows: a frame is new only where something on it is
    ends, _ = payload.desa_classes(dataset, frame.flt, "program")
    plain = asdict(frame)
    del plain["flt"]
    plain |= {"state": state, "ends": list(ends)}
    if frame.link:
        plain["qr"] = qr.qr_svg_inline(frame.link)
    if frame.picture and meeting:
        plain["picture"] = f"api/rapat/{meeting.meeting.kode}/gambar/{frame.id}?v={frame.picture}"
    return plain


def _sources(dataset: Dataset, boundaries: Boundaries) -> dict:
    return {
        "tetangga": payload.feature_collection(boundaries.features("tetangga")),
        "kabupaten": payload.feature_collection(boundaries.features("kabupaten")),
        "kecamatan": payload.feature_collection(
            boundaries.features("kecamatan", _kecamatan_around(dataset, boundaries))
        ),
    }


def _kecamatan_around(dataset: Dataset, boundaries: Boundaries) -> list[str]:
    """Give the kecamatan that come into sight with a kawasan: all of them would be half the file."""
    if "kecamatan" not in boundaries.layers:
        return []
    layer, near = boundaries.layers["kecamatan"], set()
    for item in dataset.kawasan:
        shape = boundaries.kawasan_shape(item)
        if shape.is_empty:
            continue
        west, south, east, north = shape.bounds
        reach = max(east - west, north - south) * _AROUND
        near |= set(layer.cx[west - reach : east + reach, south - reach : north + reach].index)
    return sorted(near)


@lru_cache(maxsize=1)
def _styles() -> str:
    # Its pictures belong to controls that this map does not have.
    leaflet = re.sub(r"url\([^)]*\)", "none", (_LEAFLET / "leaflet.css").read_text(encoding="utf-8"))
    leaflet = re.sub(r"/\*.*?\*/", "", leaflet, flags=re.DOTALL)
    dark = f"@media (prefers-color-scheme: dark){{{style.css_rule('dark')}}}"
    ours = [(page_map.ASSETS / page_map.STYLESHEET).read_text(encoding="utf-8"), _own("deck.css")]
    return "\n".join([leaflet, *ours, style.css_rule("light"), dark])


@lru_cache(maxsize=2)
def _scripts(live: bool) -> str:
    leaflet = (_LEAFLET / "leaflet.js").read_text(encoding="utf-8")
    sources = [re.sub(r"//# sourceMappingURL=.*", "", leaflet)]
    sources += [(page_map.ASSETS / name).read_text(encoding="utf-8") for name in page_map.SCRIPTS]
    own = ["fit.js", "selection.js", "deck.js", *(["meeting.js"] if live else [])]
    return "\n".join(f"<script>{source}</script>" for source in [*sources, *map(_own, own)])


def _own(name: str) -> str:
    return (_ASSETS / name).read_text(encoding="utf-8")
