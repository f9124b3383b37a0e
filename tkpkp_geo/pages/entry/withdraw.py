"""Withdrawing a program: asked twice, with a reason that stays in the history. Nothing is deleted."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.records import BATAL, Account, Intervensi
from tkpkp_geo.pages.entry import form_state
from tkpkp_geo.pages.shared import flash
from tkpkp_geo.store.records import Change, ConflictError

_ASKED, _REASON, _FAILED = "batal-ditanya", "batal-alasan", "batal-galat"


def draw(akun: Account, item: Intervensi) -> None:
    """Draw the way out of a program, and the question once it is taken."""
    with st.container(key="pembatalan"):
        if st.session_state.get(_ASKED) != item.id:
            st.button("Batalkan program", icon=":material/block:", on_click=_ask, args=(item.id,), key="batal-tanya")
            return
        st.html("<h2 class='bagian'>Batalkan program ini?</h2>")
        st.markdown(
            f"Status **{text.escape_markdown(item.program)}** menjadi batal. Baris dan riwayatnya tetap tersimpan."
        )
        st.text_input("Alasan pembatalan (wajib)", key=_REASON, max_chars=None, autocomplete="off")
        if st.session_state.get(_FAILED):
            st.error(text.escape_markdown(st.session_state[_FAILED]))
        with st.container(horizontal=True):
            st.button("Ya, batalkan program", type="primary", on_click=_withdraw, args=(akun, item), key="batal-ya")
            st.button("Tidak jadi", on_click=_ask, args=("",), key="batal-tidak")


def _ask(kode: str) -> None:
    st.session_state[_ASKED] = kode
    st.session_state[_FAILED] = ""


def _withdraw(akun: Account, item: Intervensi) -> None:
    reason = st.session_state[_REASON].strip()
    if not reason:
        st.session_state[_FAILED] = "Tuliskan alasannya; alasan ini tercatat dalam riwayat."
        return
    change = Change("intervensi", item.id, {"status": BATAL}, item.revisi or None)
    try:
        workspace.store().save(akun.nama, [change], f"Program dibatalkan: {reason}")
    except ConflictError as error:
        who = error.conflicts[0].oleh
        st.session_state[_FAILED] = f"Program ini baru saja diubah oleh {who}. Periksa isinya, lalu batalkan lagi."
    except TkpkpError as error:
        st.session_state[_FAILED] = str(error)
    else:
        _ask("")
        form_state.close()
        flash.good(f"Program “{item.program}” dibatalkan.")
