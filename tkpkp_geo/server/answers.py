"""Answers of the routes: JSON and files that are sent again only when they have changed, and refusals."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Hashable
from functools import lru_cache, wraps
from threading import Lock
from typing import TypeVar

from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from tkpkp_geo.domain.errors import FilterError

_T = TypeVar("_T")


def answer(
    request: Request, body: bytes, media_type: str, keep: str = "no-cache", packed: bytes | None = None
) -> Response:
    """Give an answer of bytes; `packed` are the same gzipped, where they are kept so."""
    # Unless told otherwise an answer is revalidated: an unchanged one costs a header, a changed one is never missed.
    headers = {"ETag": f'"{hashlib.sha256(packed or body).hexdigest()[:16]}"', "Cache-Control": keep}
    if packed:
        headers["Vary"] = "Accept-Encoding"
    if request.headers.get("if-none-match", "").removeprefix("W/") == headers["ETag"]:
        return Response(status_code=304, headers=headers)
    if packed and "gzip" in request.headers.get("accept-encoding", ""):
        return Response(packed, media_type=media_type, headers=headers | {"Content-Encoding": "gzip"})
    return Response(body, media_type=media_type, headers=headers)


def as_json(value: object) -> bytes:
    """Write JSON as it travels."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def refusal(status: int, message: str, *details: str) -> JSONResponse:
    """Refuse with a message for a person."""
    return JSONResponse({"galat": message, "rincian": list(details)}, status_code=status)


def refuse_unknown_parts(error: FilterError) -> JSONResponse:
    """Refuse a link whose keys or values mean nothing, naming each."""
    return refusal(400, "permintaan tidak dapat dipenuhi", *error.words)


def build_once(maxsize: int) -> Callable[[Callable[..., _T]], Callable[..., _T]]:
    """Give a decorator that keeps the last `maxsize` answers, each built once however many ask."""

    def wrap(build: Callable[..., _T]) -> Callable[..., _T]:
        kept, turn = lru_cache(maxsize)(build), Lock()

        @wraps(build)
        def ask(*args: Hashable) -> _T:
            with turn:
                return kept(*args)

        return ask

    return wrap
