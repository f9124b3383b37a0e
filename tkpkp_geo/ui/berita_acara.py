"""The minutes of a meeting to take along: as Word and as PDF, drawn once somebody asks for them."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from tkpkp_geo import berita, workspace
from tkpkp_geo.berita import BeritaAcara
from tkpkp_geo.exporting import docx, pdf
from tkpkp_geo.mapping import static
from tkpkp_geo.model import Dataset, Rapat, StatusRapat
from tkpkp_geo.store import today
from tkpkp_geo.workspace import Workspace

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_KINDS = (
    ("Word", "docx", _WORD, "png", docx.render),
    ("PDF", "pdf", "application/pdf", "svg", pdf.render),
)


def draw(page: str, dataset: Dataset, rapat: Rapat) -> None:
    """Offer the minutes of a meeting that has begun; `dataset` is the page's, of the present revision."""
    if rapat.status is StatusRapat.RENCANA:
        return
    revisi = berita.snapshot(rapat)
    name = berita.file_name(rapat, dataset.revisi if revisi is None else revisi)
    for label, ending, mime, drawing, render in _KINDS:
        st.download_button(
            f"Berita acara ({label})", partial(_file, rapat.kode, drawing, render), f"{name}.{ending}", mime,
            icon=":material/description:", on_click="ignore", key=f"{page}-berita-{ending}-{rapat.kode}",
        )  # fmt: skip


def _file(kode_rapat: str, drawing: str, render: Callable[[BeritaAcara, dict[str, bytes]], bytes]) -> bytes:
    now = workspace.current()
    rapat = next(item for item in now.dataset.rapat if item.kode == kode_rapat)
    revisi = berita.snapshot(rapat)
    then = now if revisi is None else workspace.at(revisi)
    item = berita.berita_acara(
        then.dataset, now.dataset, rapat, now.store.history(rapat=kode_rapat, banyak=None), today()
    )
    return render(item, maps(then, rapat, item.kawasan, drawing))


def maps(space: Workspace, rapat: Rapat, kawasan: tuple[str, ...], jenis: str) -> dict[str, bytes]:
    """Draw the map of each kawasan under the filter of a meeting; one without boundaries is left out."""
    flt = berita.shown(space.dataset, rapat)
    drawn = {kode: static.kawasan_map(space.dataset, space.boundaries, flt, kode, jenis) for kode in kawasan}
    return {kode: content for kode, content in drawn.items() if content is not None}
