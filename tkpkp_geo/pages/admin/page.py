"""Kelola: what an admin keeps, one part at a time."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.domain.records import Role
from tkpkp_geo.pages.admin import (
    accounts,
    code_lists,
    data_problems,
    kawasan,
    layers,
    membership,
    opd,
    spellings,
    thresholds,
)
from tkpkp_geo.pages.shared import account, forms

PARTS = {
    "akun": ("Akun", accounts.draw),
    "opd": ("OPD", opd.draw),
    "kawasan": ("Kawasan", kawasan.draw),
    "desa": ("Keanggotaan desa", membership.draw),
    "pilihan": ("Daftar pilihan", code_lists.draw),
    "ambang": ("Ambang", thresholds.draw),
    "ejaan": ("Ejaan nama", spellings.draw),
    "lapisan": ("Lapisan peta", layers.draw),
    "masalah": ("Masalah data", data_problems.draw),
}


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or akun.peran is not Role.ADMIN:
        account.refuse(akun)
        return
    st.html('<div class="judul-halaman"><h1>Kelola</h1></div>')
    asked = st.query_params.get("bagian")
    part = st.pills(
        "Bagian",
        list(PARTS),
        format_func=lambda key: PARTS[key][0],
        key="bagian",
        default=asked if asked in PARTS else next(iter(PARTS)),
        required=True,
        label_visibility="collapsed",
    )
    if part != asked:
        st.query_params["bagian"] = part
    forms.news(part)
    PARTS[part][1](part)
