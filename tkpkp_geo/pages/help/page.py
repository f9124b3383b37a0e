"""Panduan: how to use the app, one short page for each kind of reader."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.shared import account
from tkpkp_geo.pages.shared.markup import draw_html

_FOLDER = Path(__file__).parent
_KEY = "untuk"
# By the value in the URL: the label, and the file with the guide.
GUIDES = {
    "pimpinan": ("Pimpinan", "leaders.md"),
    "staf": ("Staf DPMD", "staff.md"),
    "opd": ("Narahubung OPD", "opd.md"),
}


def render() -> None:
    """Draw the page: the guide that the link asks for, else the one for the role of whoever is signed in."""
    draw_html(
        Markup('<div class="page-title"><h1>Panduan</h1><span>Cara memakai peta ini, untuk tiap peran</span></div>')
    )
    linked = st.query_params.get(_KEY)
    usual = linked if linked in GUIDES else guide_for(account.current())
    chosen = st.pills(
        "Panduan untuk", list(GUIDES), default=usual, format_func=lambda kode: GUIDES[kode][0], key=_KEY, required=True
    )
    st.query_params[_KEY] = chosen or usual
    with st.container(key="guide"):
        st.markdown(read_guide(chosen or usual))


def guide_for(akun: Account | None) -> str:
    """Give the key of the guide that suits an account; guests look at the map as leaders do."""
    if akun is None or akun.peran is Role.PIMPINAN:
        return "pimpinan"
    return "opd" if akun.peran is Role.OPD else "staf"


@cache
def read_guide(kode: str) -> str:
    """Give a guide as Markdown, by its key in `GUIDES`."""
    return (_FOLDER / GUIDES[kode][1]).read_text("utf-8").strip()
