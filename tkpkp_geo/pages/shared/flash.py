"""What became of the last save: kept over the rerun, said until the next thing that the person does."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo.domain import text

_GOOD, _BAD, _SAID = "kabar", "kabar-galat", "kabar-terucap"


def good(words: str) -> None:
    """Keep something good to say."""
    st.session_state[_GOOD] = words


def bad(words: str) -> None:
    """Keep what went wrong."""
    st.session_state[_BAD] = words


def again() -> None:
    """Say once more what was said last (callback of the listener).

    A save wakes the listener of the page that saved as well: without this its own rerun would take the words away
    before anybody has read them.
    """
    for key, words in st.session_state.get(_SAID, {}).items():
        st.session_state.setdefault(key, words)


def begin() -> None:
    """Forget what was said at the last drawing of a page."""
    st.session_state[_SAID] = {}


def tell() -> None:
    """Say it, once."""
    with st.container():  # a block of its own, so that what is below keeps its place
        for key, show, icon in ((_GOOD, st.success, "check_circle"), (_BAD, st.error, "error")):
            if words := st.session_state.get(key, ""):
                st.session_state.setdefault(_SAID, {})[key] = words
                show(text.escape_markdown(words), icon=f":material/{icon}:")
            st.session_state.pop(key, None)
