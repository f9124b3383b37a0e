"""Typst: from a template of ours and plain data to pages. What people typed is data there, never markup."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Literal

import fontpkg_source_sans_3
import typst

from tkpkp_geo import settings
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.export.paper_map import blocks

ASSETS = settings.ASSETS / "print"
SANS = fontpkg_source_sans_3.FAMILY  # the letters of screen and presentation, as Typst can read them
_PPI = 72  # one pixel a point
_NAMES = {"pdf": "PDF", "png": "Gambar"}
_UNLAWFUL = dict.fromkeys((0x0, 0xFEFF, 0xFFFE, 0xFFFF), "\ufffd")  # what no tagged PDF may hold


@lru_cache(maxsize=1)
def _fonts() -> typst.Fonts:
    own = Path(fontpkg_source_sans_3.__file__).parent / "files"
    return typst.Fonts(include_system_fonts=False, font_paths=[str(own), blocks.font_folder()])


def typeset_pdf(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]) -> bytes:
    """Set pages as PDF/UA-1: tagged, searchable, with a text for every picture.

    Parameters
    ----------
    template : str
        Name of a file in `ASSETS`; it finds the data in ``sys.inputs.data``, as JSON.
    pictures : mapping of str to bytes
        SVG drawings, under the names by which the template finds them in ``sys.inputs``.

    Raises
    ------
    TkpkpError
        Where the pages cannot be set as they should be: a font is missing, for example.
    """
    return _typeset("pdf", template, data, pictures)[0]


def typeset_png(template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]) -> list[bytes]:
    """Set pages as pictures, one pixel a point, a picture a page; the rest is as in `typeset_pdf`."""
    return _typeset("png", template, data, pictures)


def _typeset(
    kind: Literal["pdf", "png"], template: str, data: Mapping[str, object], pictures: Mapping[str, bytes]
) -> list[bytes]:
    inputs = {"data": json.dumps(_lawful(data), ensure_ascii=False)}
    inputs |= {name: drawing.decode() for name, drawing in pictures.items()}
    try:
        content, warnings = typst.compile_with_warnings(
            str(ASSETS / template),
            root=str(ASSETS),
            sys_inputs=inputs,
            ignore_system_fonts=True,
            font_paths=_fonts(),
            format=kind,
            ppi=_PPI if kind == "png" else None,
            pdf_standards=["ua-1"] if kind == "pdf" else None,
        )
    except typst.TypstError as error:
        raise TkpkpError(f"{_NAMES[kind]} tidak dapat dibuat: {error.message}") from error
    if warnings:
        words = "; ".join(warning.message for warning in warnings)
        raise TkpkpError(f"{_NAMES[kind]} tidak dapat dibuat: {words}")
    return list(content) if isinstance(content, list) else [content]  # of a single page Typst gives no list


def _lawful(value: object) -> object:
    if isinstance(value, str):
        return value.translate(_UNLAWFUL)
    if isinstance(value, Mapping):
        return {key: _lawful(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_lawful(each) for each in value]
    return value
