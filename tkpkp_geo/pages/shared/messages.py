"""What became of something that a person did, kept over the rerun that shows it on the page where it was done."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import streamlit as st

from tkpkp_geo.domain import text

_KEPT = "messages"


class Tone(Enum):
    """How a message is meant, and so how it looks."""

    GOOD = "good"
    WARNING = "warning"
    BAD = "bad"


@dataclass(slots=True)
class _Message:
    """A message of a page; `drawn` says in which run: not yet, in the last one, or before."""

    page: str
    tone: Tone
    words: str
    drawn: int | None = None


def say(page: str, tone: Tone, words: str) -> None:
    """Keep a message for a page, instead of what was kept before; each line of `words` is a line on the page."""
    st.session_state[_KEPT] = []
    add(page, tone, words)


def add(page: str, tone: Tone, words: str) -> None:
    """Keep one more message for a page, below the others."""
    _kept().append(_Message(page, tone, words))


def forget() -> None:
    """Keep nothing any longer."""
    st.session_state[_KEPT] = []


def begin_run() -> None:
    """Note that the page is drawn anew: what was drawn is a run older now."""
    for message in _kept():
        if message.drawn is not None:
            message.drawn += 1


def say_again() -> None:
    """Say once more what was said in the last run (callback of the listener).

    A save wakes the listener of the page that saved as well: without this its own rerun would take a brief message
    away before anybody has read it.
    """
    for message in _kept():
        if message.drawn == 0:
            message.drawn = None


def draw_messages(page: str, brief: bool = False) -> None:
    """Draw what was kept for this page, in a block of its own: what is below keeps its place, and half-typed text.

    A message stays until the next one, or until another page is opened; a `brief` one only until the person does
    the next thing.
    """
    place = st.container()
    here = [item for item in _kept() if item.page == page and not (brief and item.drawn)]
    st.session_state[_KEPT] = here
    with place:
        for message in here:
            message.drawn = 0
            _draw_message(message)


def _draw_message(message: _Message) -> None:
    # Two spaces at the end of a line break it in Markdown.
    words = "  \n".join(map(text.escape_markdown, message.words.split("\n")))
    if message.tone is Tone.GOOD:
        st.success(words, icon=":material/check_circle:")
    elif message.tone is Tone.WARNING:
        st.warning(words, icon=":material/warning:")
    else:
        st.error(words, icon=":material/error:")


def _kept() -> list[_Message]:
    kept: list[_Message] = st.session_state.setdefault(_KEPT, [])
    return kept
