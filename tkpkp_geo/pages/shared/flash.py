"""Messages of the pages Data and Lembar OPD, until these say of which page they are."""

from __future__ import annotations

from tkpkp_geo.pages.shared import messages


def good(words: str) -> None:
    """Keep something good to say."""
    if words:
        messages.add("", messages.Tone.GOOD, words)


def bad(words: str) -> None:
    """Keep what went wrong."""
    messages.add("", messages.Tone.BAD, words)


def begin() -> None:
    """Do nothing: the listener notes each run."""


def tell() -> None:
    """Say it, once."""
    messages.draw("", brief=True)
