"""Meja kendali: what the meeting shows, and what it settles, from one desk."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.model import Dataset, Rapat


def draw(page: str, dataset: Dataset, rapat: Rapat) -> None:
    """Draw the desk of a meeting."""
    st.html('<p class="kosong">Meja kendali dibuka di sini.</p>')
