"""The slides that a file has beyond the frames: what the data add up to, matrices, programs, and where all is from."""

from __future__ import annotations

from dataclasses import replace

from tkpkp_geo.analysis.matrix.matrix_records import Arrangement
from tkpkp_geo.domain import text
from tkpkp_geo.domain.grid import Grid
from tkpkp_geo.export.packet import tables
from tkpkp_geo.export.pptx import charts, table
from tkpkp_geo.export.pptx.book import SlideBook

APPENDIX = "Lampiran"
_MOST_PROGRAMS = 20  # slides of programs: nobody turns over more, and the workbook has them all
_MOST_MATTERS = 8
_WIDTHS = (0.5, 2.9, 3.5, 2.6, 0.7, 1.0, 1.6, 1.8)
_FOR_LONG = (0.5, 1.7, 5.4, 2.3, 0.7, 1.0, 1.2, 1.8)  # most of the slide for names of several lines
_LONG = 80  # letters of a name, on average
_TWICE = "Program lintas kawasan tercatat pada tiap kawasannya dan dihitung sekali dalam jumlah."


def draw_appendix(book: SlideBook) -> None:
    """Draw them all."""
    packet = book.packet
    _grid(book, "Ringkasan", replace(tables.summary_table(packet), lebar=(3.0, 2.0)))
    _grid(book, "Menurut kawasan", tables.kawasan_table(packet), _TWICE)
    charts.draw_program_chart(book)
    charts.draw_pagu_chart(book)
    for susunan in (Arrangement.OPD_KAWASAN, Arrangement.FUNGSI_KAWASAN):
        found = tables.matrix_table(packet, susunan)
        if found:
            _grid(book, found.judul, found, _TWICE)
    matters = tables.matters_table(packet)
    if matters:
        _grid(book, f"{matters.judul}: daftar lengkap", matters, most=_MOST_MATTERS, unit="butir")
    listed = _programs(book)
    if listed:
        _grid(book, listed.judul, listed, most=_MOST_PROGRAMS, unit="program")
    _source(book)


def _grid(book: SlideBook, title: str, found: Grid, note: str = "", most: int = 0, unit: str = "baris") -> None:
    pages = []

    def more() -> object:
        words = f"{title} (lanjutan {len(pages)})" if pages else title
        pages.append(book.extra(words, APPENDIX, (note,)))
        return pages[-1]

    rest = "… {} " + unit + " lainnya ada pada berkas Excel"
    table.draw_grid(more(), found, more, most, rest)


def _programs(book: SlideBook) -> Grid | None:
    """List every program that the packet speaks of, with what those that count add up to."""
    packet = book.packet
    known = {row.id for row in packet.rows}
    waiting = [row for row in packet.unplaced if row.id not in known]
    if not packet.rows and not waiting:
        return None
    found = tables.program_table(packet, packet.rows)
    more = tables.program_table(packet, waiting).baris
    # Outside the areas that the filter asks for: they are named, but no total holds them.
    found = replace(found, baris=(*found.baris, *(("–", *row[1:]) for row in more)))
    total = packet.totals
    words = f"{text.format_number(total.program)} program"
    if more:
        words += f"; {text.format_number(len(more))} yang belum berlokus tidak ikut dihitung"
    pagu = text.format_rupiah_in_full(total.pagu) if total.program else "–"
    last = ("", "Jumlah", words, "", "", "", "", pagu)
    long = sum(len(row[2]) for row in found.baris) > _LONG * len(found.baris)
    return replace(found, baris=(*found.baris, last), jumlah=True, lebar=_FOR_LONG if long else _WIDTHS)


def _source(book: SlideBook) -> None:
    rows = tuple((fact.label, fact.isi) for fact in book.source.facts)
    _grid(book, "Dasar data", Grid("Dasar data", ("Hal", "Keterangan"), rows, (1.2, 4.0)))
