"""Profil: one kawasan on one screen."""

from __future__ import annotations

import streamlit as st


def render() -> None:
    """Draw the page."""
    st.html('<div class="judul-halaman"><h1>Profil kawasan</h1></div>')
