"""Perubahan: what changed between two revisions or two meetings."""

from __future__ import annotations

import streamlit as st


def render() -> None:
    """Draw the page."""
    st.html('<div class="judul-halaman"><h1>Apa yang berubah</h1></div>')
