"""The minutes of a meeting as PDF/UA: tagged, searchable, with a text for every picture."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from tkpkp_geo.domain import style, text
from tkpkp_geo.export import typesetting
from tkpkp_geo.export.minutes.document import (
    Grid,
    KawasanMap,
    MinutesDocument,
    NumberedList,
    Paragraph,
    Part,
    Signatures,
)
from tkpkp_geo.export.paper_map import map_sheets


def render_pdf(item: MinutesDocument, maps: Mapping[str, bytes]) -> bytes:
    """Draw the minutes.

    Parameters
    ----------
    maps : mapping of str to bytes
        The map of each kawasan as SVG, by its code; one that is missing is said to be missing.

    Raises
    ------
    TkpkpError
        Where the page cannot be set as it should be: a font is missing, for example.
    """
    return typesetting.typeset_pdf(
        "minutes.typ", _data(item), {f"map-{kode}": drawing for kode, drawing in maps.items()}
    )


def _data(item: MinutesDocument) -> dict:
    marks = ("KONSEP" if item.is_draft else "", text.SAMPLE_DATA if item.has_samples else "")
    return {
        "title": item.title,
        "subject": item.subject,
        "author": text.APP_TITLE,
        "letterhead": item.letterhead,
        "number": item.number,
        "foot": item.foot,
        "mark": " · ".join(filter(None, marks)),
        "colours": style.SAMPLE_BAND,
        "map_width": map_sheets.PAGE_WIDTH,
        "sections": [
            {"title": part.title, "new_page": part.on_own_page, "content": [_part(each) for each in part.parts]}
            for part in item.sections
        ],
    }


def _part(part: Part) -> dict:
    """Give a part in the words of the template."""
    match part:
        case Paragraph():
            return {"kind": "words", "content": part.text, "important": part.important}
        case NumberedList():
            return {"kind": "items", "content": part.lines}
        case KawasanMap():
            return {"kind": "picture", "kode_kawasan": part.kode_kawasan, "alt": part.description}
        case Signatures():
            return {"kind": "signatures", "blocks": part.blocks}
        case Grid():
            return {"kind": "grid", "whole": part.whole} | asdict(part)
