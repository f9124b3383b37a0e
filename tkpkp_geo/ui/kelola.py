"""Kelola: what an admin keeps, one part at a time."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.model import Peran
from tkpkp_geo.ui import (
    account,
    editing,
    kelola_akun,
    kelola_ambang,
    kelola_desa,
    kelola_ejaan,
    kelola_kawasan,
    kelola_lapisan,
    kelola_masalah,
    kelola_opd,
    kelola_pilihan,
)

PARTS = {
    "akun": ("Akun", kelola_akun.draw),
    "opd": ("OPD", kelola_opd.draw),
    "kawasan": ("Kawasan", kelola_kawasan.draw),
    "desa": ("Keanggotaan desa", kelola_desa.draw),
    "pilihan": ("Daftar pilihan", kelola_pilihan.draw),
    "ambang": ("Ambang", kelola_ambang.draw),
    "ejaan": ("Ejaan nama", kelola_ejaan.draw),
    "lapisan": ("Lapisan peta", kelola_lapisan.draw),
    "masalah": ("Masalah data", kelola_masalah.draw),
}


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or akun.peran is not Peran.ADMIN:
        account.refuse(akun)
        return
    st.html('<div class="judul-halaman"><h1>Kelola</h1></div>')
    asked = st.query_params.get("bagian")
    part = st.pills(
        "Bagian", list(PARTS), format_func=lambda key: PARTS[key][0], key="bagian",
        default=asked if asked in PARTS else next(iter(PARTS)), required=True, label_visibility="collapsed",
    )  # fmt: skip
    if part != asked:
        st.query_params["bagian"] = part
    editing.news(part)
    PARTS[part][1](part)
