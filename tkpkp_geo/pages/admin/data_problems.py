"""What was wrong with the first data files, until somebody has seen to it."""

from __future__ import annotations

from functools import partial
from typing import cast

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.pages.shared import saving
from tkpkp_geo.pages.shared.markup import draw_empty
from tkpkp_geo.store.records import Change, Row


def draw_data_problems(page: str) -> None:
    """Draw each problem with the button that says that it has been seen to."""
    rows = workspace.store().rows("masalah")
    if not rows:
        draw_empty("Tidak ada masalah yang tercatat pada data awal.")
        return
    for row in rows:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key=f"problem-{row['nomor']}"):
            st.markdown(_format_problem(row), width="stretch")
            st.button("Sudah diperbaiki", on_click=partial(_settle, page, row), key=f"settled-{row['nomor']}")


def _format_problem(row: Row) -> str:
    place = [row["berkas"], row["baris"] and f"baris {row['baris']}", row["kolom"] and f"kolom {row['kolom']}"]
    value = f" (“{row['nilai']}”)" if row["nilai"] else ""
    where, what = ", ".join(str(part) for part in place if part), f"{row['masalah']}{value}. {row['saran']}"
    return f"**{text.escape_markdown(where)}**  \n{text.escape_markdown(what)}"


def _settle(page: str, row: Row) -> None:
    changes = [Change("masalah", str(row["nomor"]), None, cast(int, row["revisi"]))]
    saving.save(page, changes, "Masalah data awal dinyatakan selesai", "Masalah ditandai sudah diperbaiki.")
