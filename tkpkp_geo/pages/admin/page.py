"""Kelola: what an admin keeps, one part at a time."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.domain.records import Role
from tkpkp_geo.pages.admin import (
    accounts,
    code_lists,
    data_problems,
    desa_membership,
    kawasan,
    layers,
    opd,
    spellings,
    thresholds,
)
from tkpkp_geo.pages.shared import account, messages
from tkpkp_geo.pages.shared.markup import draw_html

PARTS = {
    "akun": ("Akun", accounts.draw_accounts),
    "opd": ("OPD", opd.draw_opd),
    "kawasan": ("Kawasan", kawasan.draw_kawasan),
    "desa": ("Keanggotaan desa", desa_membership.draw_desa_membership),
    "pilihan": ("Daftar pilihan", code_lists.draw_code_lists),
    "ambang": ("Ambang", thresholds.draw_thresholds),
    "ejaan": ("Ejaan nama", spellings.draw_spellings),
    "lapisan": ("Lapisan peta", layers.draw_layers),
    "masalah": ("Masalah data", data_problems.draw_data_problems),
}


def render() -> None:
    """Draw the page."""
    akun = account.current()
    if akun is None or akun.peran is not Role.ADMIN:
        account.draw_refusal(akun)
        return
    draw_html(Markup('<div class="page-title"><h1>Kelola</h1></div>'))
    in_address = st.query_params.get("bagian")
    part = st.pills(
        "Bagian",
        list(PARTS),
        format_func=lambda key: PARTS[key][0],
        key="admin_part",
        default=in_address if in_address in PARTS else next(iter(PARTS)),
        required=True,
        label_visibility="collapsed",
    )
    if part != in_address:
        st.query_params["bagian"] = part
    messages.draw_messages(part)
    _, draw_part = PARTS[part]
    draw_part(part)
