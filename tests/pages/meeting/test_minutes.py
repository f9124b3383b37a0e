"""The minutes on offer: for whom, under which name, and what is in the file."""

from __future__ import annotations

import io

import pytest
from docx import Document
from pypdf import PdfReader
from streamlit.testing.v1 import AppTest

from tkpkp_geo import workspace
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.meeting import minutes_files
from tkpkp_geo.store.clock import now
from tkpkp_geo.workspace import today

FIRST = "RPT-2026-02-04"


def offered(kode: str) -> list[str]:
    def script(kode: str) -> None:
        from tkpkp_geo import workspace
        from tkpkp_geo.pages.meeting import minutes_files

        dataset = workspace.current().dataset
        minutes_files.draw_minutes_files("rapat", dataset, next(item for item in dataset.rapat if item.kode == kode))

    test = AppTest.from_function(script, args=(kode,), default_timeout=30).run()
    assert not test.exception
    return [button.proto.label for button in test.get("download_button")]


def record(store, tanggal: str, **typed: str) -> str:
    day = today()
    found, problems = forms.parse_meeting(
        workspace.current().dataset, {"tanggal": tanggal, "judul": "Rapat"} | typed, day, now()
    )
    assert problems == []
    store.save("dpmd", found)
    return found[0].kunci


def test_a_meeting_that_was_held_offers_both_files(own_store):
    assert offered(FIRST) == ["Berita acara (Word)", "Berita acara (PDF)"]


def test_one_that_is_only_planned_offers_none(own_store):
    kode = record(own_store, "2999-01-01")
    assert offered(kode) == []


def test_what_is_taken_is_of_the_moment_of_the_click(own_store):
    kode = record(own_store, today(), kawasan="KPP-TNB")
    typed = {"kode_rapat": kode, "isi": "Sesudah halaman digambar"}
    found, _ = forms.parse_decision(workspace.current().dataset, typed, None)
    own_store.save("dpmd", found, rapat=kode)
    word = Document(io.BytesIO(minutes_files.build_content(kode, "docx")))
    cells = [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    assert "Sesudah halaman digambar" in cells and len(word.inline_shapes) == 1


@pytest.mark.parametrize("ending", minutes_files.KINDS)
def test_a_draft_says_that_it_is_one(own_store, ending):
    kode = record(own_store, today(), kawasan="KPP-TNB")
    content = minutes_files.build_content(kode, ending)
    if ending == "docx":
        words = " ".join(paragraph.text for paragraph in Document(io.BytesIO(content)).paragraphs)
    else:
        words = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    assert "KONSEP: rapat belum diakhiri" in " ".join(words.split())
