"""The list of programs: which ones, how far each has come, open one, hand many in."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.analysis import select
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import BATAL, Account, Intervensi, Role, Verification
from tkpkp_geo.pages.entry import form_state
from tkpkp_geo.pages.shared import messages, saving
from tkpkp_geo.pages.shared.component import component
from tkpkp_geo.pages.shared.markup import draw_note
from tkpkp_geo.pages.shared.messages import Tone
from tkpkp_geo.store.records import Change

_MOST = 200
_LIST_TURN = "list-turn"  # raised to begin with nothing chosen
_ANY = ""


def choose_programs(akun: Account, dataset: Dataset) -> list[Intervensi]:
    """Draw the filter of the page and give the programs that it leaves."""
    own = akun.peran is Role.OPD
    with st.container(key="filter-data", horizontal=True, vertical_alignment="bottom"):
        names = {item.kode_opd: item.nama for item in dataset.opd_active}
        opd = akun.kode_opd if own else _choose("OPD", "opd", names)
        area = _choose("Kawasan", "kawasan", {item.kode_kawasan: item.nama for item in dataset.kawasan})
        year = _choose("Tahun", "tahun", {item.kode: item.nama for item in dataset.referensi.get("tahun", ())})
        state = _choose("Verifikasi", "verifikasi", text.VERIFIKASI_LABELS)
        words = st.text_input("Cari program", key="data-search", autocomplete="off", persist_state="session", width=220)
        with_withdrawn = st.toggle("Tampilkan yang batal", key="data-withdrawn", persist_state="session")
    wanted = words.casefold().split()
    newest_first = sorted(dataset.intervensi, key=lambda row: -row.revisi)
    return [
        row
        for row in newest_first
        if (not opd or row.kode_opd == opd)
        and (not area or area in row.kawasan)
        and (not year or row.tahun == year)
        and (not state or row.verifikasi == state)
        and (with_withdrawn or row.status != BATAL)
        and all(word in f"{row.program} {row.kegiatan} {row.id}".casefold() for word in wanted)
    ]


def _choose(label: str, key: str, names: dict[str, str]) -> str:
    return st.selectbox(
        label,
        [_ANY, *names],
        key=f"data-{key}",
        persist_state="session",
        width=190,
        format_func=lambda kode: names.get(kode, "Semua"),
    )


def draw_list(akun: Account, dataset: Dataset, rows: list[Intervensi]) -> None:
    """Draw the list."""
    shown = rows[:_MOST]
    key = f"list-{st.session_state.get(_LIST_TURN, 0)}"
    chosen = set((st.session_state.get(key) or {}).get("selected") or ())
    ready = [row for row in shown if row.id in chosen and row.verifikasi == Verification.DRAF]
    _draw_hand_in(akun, ready, len(chosen))
    if len(rows) > _MOST:
        st.info(f"Menampilkan {_MOST} dari {text.format_number(len(rows))} program. Persempit dengan saringan di atas.")
    data = {
        "title": f"{text.format_number(len(rows))} program",
        "empty": "Tidak ada program dalam saringan ini.",
        "tick": "Pilih program {}",
        "columns": ["Program", "OPD", "Lokus", "Tahun", "Status", "Pagu", "Verifikasi", "Diubah"],
        "rows": [_build_row(dataset, row) for row in shown],
    }

    def open_chosen() -> None:
        if kode := st.session_state[key].get("open"):
            st.query_params[form_state.ADDRESS_KEY] = kode

    component("rows")(
        data=data, key=key, default={"selected": []}, on_selected_change=lambda: None, on_open_change=open_chosen
    )


def _build_row(dataset: Dataset, row: Intervensi) -> dict:
    note = f"Dikembalikan DPMD: {row.catatan_verifikasi}" if row.catatan_verifikasi else ""
    places = [select.format_place_name(dataset, place) for place in row.lokus]
    when = text.format_date(row.diubah_pada) if row.diubah_pada else ""
    return {
        "id": row.id,
        "dimmed": row.status == BATAL,
        "cells": [
            {"text": row.program, "opens": True, "mark": "contoh" if row.contoh else "", "note": note},
            {"text": dataset.opd_by_kode[row.kode_opd].nama_pendek},
            {"text": text.join_names(places, 2) if places else text.WITHOUT_LOKUS},
            {"text": row.tahun},
            {"text": dataset.choice_name("status", row.status)},
            {"text": text.format_rupiah(row.pagu)},
            {"text": text.VERIFIKASI_LABELS[row.verifikasi], "kind": str(row.verifikasi)},
            {"text": when, "note": row.diubah_oleh, "dimmed": True},
        ],
    }


def _draw_hand_in(akun: Account, ready: list[Intervensi], chosen: int) -> None:
    with st.container(key="actions-data", horizontal=True, vertical_alignment="center"):
        st.button(
            f"Ajukan ke DPMD ({len(ready)})",
            icon=":material/send:",
            disabled=not ready,
            key="hand-in",
            on_click=_hand_in,
            args=(ready,),
        )
        if chosen > len(ready):
            note = f"{chosen - len(ready)} program terpilih sudah diajukan atau terverifikasi."
        else:
            note = "" if chosen else "Centang program berstatus draf untuk mengajukannya; klik namanya untuk mengubah."
        draw_note(note)


def _hand_in(rows: list[Intervensi]) -> None:
    changes = [Change("intervensi", row.id, {"verifikasi": Verification.DIAJUKAN}, row.revisi or None) for row in rows]
    refusal = saving.write(changes, "Diajukan ke DPMD")
    if refusal is not None:
        late = f"Belum diajukan: {refusal.names} baru saja diubah orang lain. Periksa isinya, ajukan lagi."
        messages.say(form_state.PAGE, Tone.BAD, refusal.words or late)
    else:
        messages.say(form_state.PAGE, Tone.GOOD, f"{len(rows)} program diajukan ke DPMD.")
        st.session_state[_LIST_TURN] = st.session_state.get(_LIST_TURN, 0) + 1
