"""Matriks: who does what where, what is missing, what meets twice, of the same choice as the map."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.ui import bahas, filters, state

PAGE = "matriks"
KEYS: state.ViewKeys = {}


def render() -> None:
    """Draw the page."""
    dataset = workspace.current().dataset
    state.begin(dataset, PAGE, KEYS)
    flt = state.current_filter(dataset)
    filters.render(dataset, flt)
    st.html('<div class="judul-halaman"><h1>Matriks sinergi</h1></div>')
    bahas.draw(dataset, flt)
    state.finish(flt, PAGE, KEYS)
