"""The letters of presentation and map: a file that comes with an installed package, the same on every screen."""

from __future__ import annotations

import base64
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

FAMILY = "Source Sans 3"
NAME = "huruf.woff2"  # under this name it is served
_FOLDER = ("static", "static", "media")
_PATTERN = "SourceSansVF-Upright*.woff2"  # the rest of the name changes with each release


@lru_cache(maxsize=1)
def find_font_file() -> Path | None:
    """Give the file, one for every weight from 200 to 900; ``None`` where the installation lacks it."""
    folder = Path(str(files("streamlit"))).joinpath(*_FOLDER)
    return next(iter(sorted(folder.glob(_PATTERN))), None)


def read_font() -> bytes:
    """Give the file's bytes, none where it is missing."""
    path = find_font_file()
    return path.read_bytes() if path else b""


def build_font_rule(address: str) -> str:
    """Give the style rule that has pages use the file at an address; none where it is missing: they fall back."""
    if find_font_file() is None:
        return ""
    return (
        f'@font-face{{font-family:"{FAMILY}";src:url({address}) format("woff2");font-weight:200 900;'
        "font-style:normal;font-display:block}"
    )


@lru_cache(maxsize=1)
def build_inline_font() -> str:
    """Give the file as an address of its own, for a page that is to need no other file."""
    return f"data:font/woff2;base64,{base64.b64encode(read_font()).decode()}"
