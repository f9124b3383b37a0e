"""A link as a QR code."""

from __future__ import annotations

import io

import segno

_QUIET = 4  # modules of empty ground around, as the standard asks
_DOTS = 16  # pixels of a module


def _code(link: str) -> segno.QRCode:
    return segno.make(link, error="m", micro=False)


def qr_svg_inline(link: str) -> str:
    """Draw a link as an SVG element without size or colour of its own: its path has the class ``ink``."""
    return _code(link).svg_inline(omitsize=True, border=_QUIET, svgclass="", lineclass="ink")


def qr_svg(link: str, colour: str) -> bytes:
    """Draw a link as an SVG file in a colour."""
    file = io.BytesIO()
    _code(link).save(file, kind="svg", omitsize=True, border=_QUIET, dark=colour)
    return file.getvalue()


def qr_png(link: str) -> bytes:
    """Draw a link as PNG, black on white."""
    file = io.BytesIO()
    _code(link).save(file, kind="png", scale=_DOTS, border=_QUIET)
    return file.getvalue()
