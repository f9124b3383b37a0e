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

_KINDS = {  # what the template calls each part
    Paragraph: "words",
    NumberedList: "items",
    Grid: "grid",
    KawasanMap: "picture",
    Signatures: "signatures",
}


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
    marks = ("KONSEP" if item.konsep else "", text.SAMPLE_DATA if item.contoh else "")
    return {
        "judul": item.judul,
        "perihal": item.perihal,
        "penulis": text.APP_TITLE,
        "kop": item.kop,
        "nomor": item.nomor,
        "kaki": item.kaki,
        "tanda": " · ".join(filter(None, marks)),
        "warna": style.SAMPLE_BAND,
        "lebar_peta": map_sheets.PAGE_WIDTH,
        "bagian": [
            {"judul": part.judul, "halaman": part.halaman, "isi": [_part(each) for each in part.isi]}
            for part in item.bagian
        ],
    }


def _part(part: Part) -> dict:
    extra = {"utuh": part.utuh} if isinstance(part, Grid) else {}
    return {"jenis": _KINDS[type(part)]} | asdict(part) | extra
