"""The presentation: its page, built once for all who open it, and what has changed of it since."""

from __future__ import annotations

import gzip
import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.domain import fonts
from tkpkp_geo.domain.filter import Filter, read_filter
from tkpkp_geo.export import deck
from tkpkp_geo.meeting import presentation as meeting_presentation
from tkpkp_geo.server import meeting_address
from tkpkp_geo.server.answers import answer, as_json, build_once, refusal
from tkpkp_geo.server.gate import find_account
from tkpkp_geo.store import rights
from tkpkp_geo.workspace import Workspace, today

MODES = ("ikuti", "layar", "cermin")
_OWN_KEYS = ("mode", "sejak")  # parts of a link that are not of the filter
_REMEMBERED = 200  # contents of which it is known what they held
_LEVEL = 6  # of gzip

Prints = dict[str, str]


@dataclass(frozen=True, slots=True)
class WhichDeck:
    """Which presentation, on which day: that of a meeting, or of a filter."""

    day: str
    meeting: str = ""
    link: str = ""
    flt: Filter = Filter()
    unknown: tuple[tuple[str, str | None], ...] = ()


def parse_which_deck(request: Request, space: Workspace) -> WhichDeck:
    """Read which presentation a link names; an unknown part is ignored, and named on the opening frame."""
    pairs = [pair for pair in request.query_params.multi_items() if pair[0] not in _OWN_KEYS]
    kode = request.query_params.get("rapat", "")
    if kode in space.dataset.rapat_by_kode:
        return meeting_deck(request, kode)
    flt, unknown = read_filter(pairs, space.dataset)
    return WhichDeck(today(), flt=flt, unknown=unknown)


def meeting_deck(request: Request, kode: str) -> WhichDeck:
    """Name the presentation of a meeting, as who asks reaches it."""
    host = meeting_address.participants_address(f"{request.url.scheme}://{request.url.netloc}")
    return WhichDeck(today(), kode, f"{host}/presentasi?rapat={quote(kode)}" if host else "")


@build_once(8)
def build_content(space: Workspace, which: WhichDeck) -> deck.DeckContent:
    """Give what a presentation draws at a revision, remembered to tell later what is new since."""
    dataset, shapes = space.dataset, space.boundaries
    meeting = dataset.rapat_by_kode.get(which.meeting)
    if meeting:
        shown = meeting_presentation.build_presentation(space, meeting, which.link)
        content = deck.deck_content(dataset, shapes, shown.flt, which.day, shown.unknown, shown.meeting)
    else:
        content = deck.deck_content(dataset, shapes, which.flt, which.day, which.unknown)
    _remember(space, which, content)
    return content


_prints: OrderedDict[tuple[str, WhichDeck, int], Prints] = OrderedDict()


def _remember(space: Workspace, which: WhichDeck, content: deck.DeckContent) -> None:
    parts: dict[str, object] = {f"/{kode}": frame for kode, frame in content.frames.items()}
    rows = {name: value for name, value in content.rows.items() if name != "revisi"}
    parts |= {"content": [rows, content.areas], "areas": content.areas}
    prints = {name: hashlib.sha256(as_json(part)).hexdigest() for name, part in parts.items()}
    _prints[(space.store.url, which, content.revision)] = prints
    while len(_prints) > _REMEMBERED:
        _prints.popitem(last=False)


@build_once(16)
def _page(space: Workspace, which: WhichDeck, place: deck.DeckRole) -> tuple[bytes, bytes]:
    content, font = build_content(space, which), f"aset/{fonts.NAME}"
    page = deck.render_deck_page(space.dataset, space.boundaries, content, which.meeting, place, font).encode()
    return page, gzip.compress(page, _LEVEL, mtime=0)


@build_once(64)
def _news(space: Workspace, which: WhichDeck, since: int) -> tuple[bytes, bytes]:
    content = build_content(space, which)
    url = space.store.url
    now, before = (_prints.get((url, which, revisi), {}) for revisi in (content.revision, since))
    new = {name for name in now if now[name] != before.get(name)}
    body = as_json(
        {
            "revisi": content.revision,
            "order": content.order,
            "frames": {kode: frame for kode, frame in content.frames.items() if f"/{kode}" in new},
            "content": content.rows if "content" in new else None,
            "areas": content.areas if "areas" in new else None,
        }
    )
    return body, gzip.compress(body, _LEVEL, mtime=0)


def presentation(request: Request) -> Response:
    """``GET /presentasi``: the deck of a filter, one HTML page that needs nothing else.

    With ``?rapat=`` it is that of a meeting and follows it; ``?mode=`` says how (`deck.DeckRole`).
    """
    space = workspace.current()
    which = parse_which_deck(request, space)
    mode = request.query_params.get("mode", MODES[0])
    place = deck.DeckRole()
    if which.meeting and mode in MODES:
        place = deck.DeckRole(mode, mode == "layar" and rights.may_write(find_account(request), "rapat"))
    page, packed = _page(space, which, place)
    sent = answer(request, page, "text/html", packed=packed)
    if which.meeting:
        sent.headers["Content-Security-Policy"] = "frame-ancestors 'self'"
    return sent


def changes_since(request: Request) -> Response:
    """``GET /api/presentasi.json``: what is new since the revision ``sejak``; else as ``/presentasi``.

    Gives the present order of frames, and of frames and map rows what is otherwise than it was then; everything where
    what one has is not known here any more.
    """
    typed = request.query_params.get("sejak", "")
    if not (typed.isascii() and typed.isdecimal()):
        return refusal(400, "sejak memerlukan nomor revisi")
    space = workspace.current()
    body, packed = _news(space, parse_which_deck(request, space), int(typed))
    return answer(request, body, "application/json", packed=packed)


ROUTES = [Route("/presentasi", presentation), Route("/api/presentasi.json", changes_since)]
