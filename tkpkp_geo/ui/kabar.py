"""What became of the last save: kept over the rerun, said once."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import text

_GOOD, _BAD = "kabar", "kabar-galat"


def good(words: str) -> None:
    """Keep something good to say."""
    st.session_state[_GOOD] = words


def bad(words: str) -> None:
    """Keep what went wrong."""
    st.session_state[_BAD] = words


def tell() -> None:
    """Say it, once."""
    with st.container():  # a block of its own, so that what is below keeps its place
        for key, show, icon in ((_GOOD, st.success, "check_circle"), (_BAD, st.error, "error")):
            if words := st.session_state.pop(key, ""):
                show(text.markdown(words), icon=f":material/{icon}:")
