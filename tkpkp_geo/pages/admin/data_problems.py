"""What was wrong with the first data files, until somebody has seen to it."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.pages.shared import forms
from tkpkp_geo.store.records import Change, Row


def draw(page: str) -> None:
    """Draw the part."""
    rows = workspace.store().rows("masalah")
    if not rows:
        st.html('<p class="kosong">Tidak ada masalah yang tercatat pada data awal.</p>')
        return
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"masalah-{row['nomor']}"):
            st.markdown(_words(row), width="stretch")
            st.button("Sudah diperbaiki", on_click=partial(_done, page, row), key=f"beres-{row['nomor']}")


def _words(row: Row) -> str:
    place = [row["berkas"], row["baris"] and f"baris {row['baris']}", row["kolom"] and f"kolom {row['kolom']}"]
    value = f" (“{row['nilai']}”)" if row["nilai"] else ""
    where, what = ", ".join(filter(None, place)), f"{row['masalah']}{value}. {row['saran']}"
    return f"**{text.escape_markdown(where)}**  \n{text.escape_markdown(what)}"


def _done(page: str, row: Row) -> None:
    wanted = [Change("masalah", row["nomor"], None, row["revisi"])]
    forms.save(page, wanted, "Masalah data awal dinyatakan selesai", "Masalah ditandai sudah diperbaiki.")
