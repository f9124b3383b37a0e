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


def render_pdf(item: MinutesDocument, peta: Mapping[str, bytes]) -> bytes:
    """Draw the minutes.

    Parameters
    ----------
    peta : mapping of str to bytes
        The map of each kawasan as SVG, by its code; one that is missing is said to be missing.

    Raises
    ------
    TkpkpError
        Where the page cannot be set as it should be: a font is missing, for example.
    """
    return typesetting.typeset_pdf(
        "minutes.typ", _data(item), {f"peta-{kode}": drawing for kode, drawing in peta.items()}
    )


def _data(item: MinutesDocument) -> dict:
    marks = ("KONSEP" if item.is_draft else "", text.SAMPLE_DATA if item.has_samples else "")
    return {
        "judul": item.title,
        "perihal": item.subject,
        "penulis": text.APP_TITLE,
        "kop": item.letterhead,
        "nomor": item.number,
        "kaki": item.foot,
        "tanda": " · ".join(filter(None, marks)),
        "warna": style.SAMPLE_BAND,
        "lebar_peta": map_sheets.PAGE_WIDTH,
        "bagian": [
            {"judul": part.title, "halaman": part.on_own_page, "isi": [_part(each) for each in part.parts]}
            for part in item.sections
        ],
    }


def _part(part: Part) -> dict:
    """Give a part in the words of the template."""
    match part:
        case Paragraph():
            return {"jenis": "words", "isi": part.text, "penting": part.important}
        case NumberedList():
            return {"jenis": "items", "isi": part.lines}
        case KawasanMap():
            return {"jenis": "picture", "kode_kawasan": part.kode_kawasan, "uraian": part.description}
        case Signatures():
            return {"jenis": "signatures", "blok": part.blocks}
        case Grid():
            return {"jenis": "grid", "utuh": part.utuh} | asdict(part)
