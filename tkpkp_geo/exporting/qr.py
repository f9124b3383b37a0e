"""A link as a QR code."""

from __future__ import annotations

import io

import segno

_QUIET = 4  # modules of empty ground around, as the standard asks


def svg(link: str) -> str:
    """Draw a link as an SVG element without size or colour of its own: its path has the class ``tinta``."""
    code = segno.make(link, error="m", micro=False)
    return code.svg_inline(omitsize=True, border=_QUIET, svgclass="", lineclass="tinta")


def drawing(link: str, warna: str) -> bytes:
    """Draw a link as an SVG file in a colour."""
    file = io.BytesIO()
    segno.make(link, error="m", micro=False).save(file, kind="svg", omitsize=True, border=_QUIET, dark=warna)
    return file.getvalue()
