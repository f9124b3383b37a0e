"""The rows that are being edited in the table of a session, their draft, and what the rules say to them."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Account, Intervensi
from tkpkp_geo.intake.program_form import KOLOM_ISIAN, Isian, rules, shown
from tkpkp_geo.intake.program_rules import to_cells

KOLOM = (
    "status",
    "tahun",
    "fungsi_kawasan",
    "sumber_dana",
    "pagu",
    "realisasi",
    "realisasi_fisik",
    "tenggat",
    "penanggung_jawab",
)
MOST = 200
_KEY, _DRAF = "tabel", "tabel"


@dataclass
class Tabel:
    """The rows that are being edited, as they were when editing began: Streamlit keeps edits by position.

    Parameters
    ----------
    dilihat : dict
        By id: the row's revision and its canonical cells as seen.
    ubah : dict
        By id: what is typed, only the columns that differ.
    """

    dilihat: dict[str, tuple[int | None, dict[str, str]]]
    awal: dict[str, dict[str, str]]
    ubah: dict[str, dict[str, str]]
    giliran: int


def current(akun: Account, rows: list[Intervensi]) -> Tabel | None:
    """Give the table of these rows; ``None`` while it asks about a draft."""
    tabel: Tabel | None = st.session_state.get(_KEY)
    if tabel is None and (draft := workspace.store().draft(akun.nama, _DRAF)):
        when = text.format_moment(workspace.store().drafts(akun.nama)[_DRAF])
        st.markdown(f"Ada perubahan tabel yang belum disimpan: {len(draft['ubah'])} program ({when} WITA).")
        with st.container(horizontal=True):
            st.button("Lanjutkan", type="primary", key="tabel-lanjut", on_click=_resume, args=(draft,))
            st.button("Buang", key="tabel-buang-draf", on_click=discard, args=(akun,))
        return None
    listed = {row.id: (row.revisi or None) for row in rows[:MOST]}
    seen = {kode: revisi for kode, (revisi, _) in tabel.dilihat.items()} if tabel else None
    if tabel is None or (not tabel.ubah and seen != listed):
        tabel = Tabel({row.id: (row.revisi or None, to_cells(row)) for row in rows[:MOST]}, {}, {}, _turn())
        st.session_state[_KEY] = tabel
    return tabel


def _turn() -> int:
    st.session_state["tabel-giliran"] = st.session_state.get("tabel-giliran", 0) + 1
    return st.session_state["tabel-giliran"]


def _resume(draft: dict) -> None:
    seen = {kode: (revisi, cells) for kode, (revisi, cells) in draft["dilihat"].items()}
    st.session_state[_KEY] = Tabel(seen, draft["ubah"], draft["ubah"], _turn())


def discard(akun: Account) -> None:
    """Throw the edits away (callback)."""
    st.session_state.pop(_KEY, None)
    workspace.store().keep_draft(akun.nama, _DRAF, None)


def take(akun: Account, tabel: Tabel, edited: pd.DataFrame) -> None:
    """Take over what stands in the table and keep the draft."""
    changes: dict[str, dict[str, str]] = {}
    for kode, (_, cells) in tabel.dilihat.items():
        typed = {kolom: "" if pd.isna(value := edited.at[kode, kolom]) else str(value) for kolom in KOLOM}
        if different := {kolom: value for kolom, value in typed.items() if value != shown(kolom, cells[kolom])}:
            changes[kode] = different
    if changes == tabel.ubah:
        return
    tabel.ubah = changes
    content = {"ubah": changes, "dilihat": {kode: list(tabel.dilihat[kode]) for kode in changes}}
    workspace.store().keep_draft(akun.nama, _DRAF, content if changes else None)


def read(dataset: Dataset, tabel: Tabel) -> dict[str, Isian]:
    """Read every row that was touched by the rules of the form."""
    book = rules(dataset, workspace.current().boundaries)
    found = {}
    for kode, typed in tabel.ubah.items():
        cells = tabel.dilihat[kode][1]
        whole = {kolom: shown(kolom, cells[kolom]) for kolom in KOLOM_ISIAN} | typed
        found[kode] = book.read(whole, kode, cells["jenis_data"])
    return found
