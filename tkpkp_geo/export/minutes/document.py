"""The parts that the minutes of a meeting are made of, whatever kind of file they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tkpkp_geo.domain.grid import Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `important` sets it apart as a notice."""

    text: str
    important: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A numbered list."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KawasanMap:
    """The map of one kawasan; `description` says what it shows to those who do not see it."""

    kode_kawasan: str
    description: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks to be signed, side by side: whose, and the lines under it."""

    blocks: tuple[tuple[str, tuple[str, ...]], ...]


Part: TypeAlias = Paragraph | NumberedList | Grid | KawasanMap | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `on_own_page` begins a page of its own."""

    title: str
    parts: tuple[Part, ...]
    on_own_page: bool = False


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """The minutes of one meeting.

    Parameters
    ----------
    letterhead : tuple of str
        Lines of the letter-head, what is to be filled in stands in square brackets.
    subject : str
        What the meeting was called.
    is_draft : bool
        Whether the meeting has not ended, so that this is a draft.
    has_samples : bool
        Whether any row behind the numbers is invented.
    foot : str
        What stands at the foot of every page.
    revision : int
        The revision that the numbers are of.
    kawasan : tuple of str
        Codes of the kawasan that have a map.
    """

    kode_rapat: str
    date: str
    letterhead: tuple[str, ...]
    title: str
    number: str
    subject: str
    is_draft: bool
    has_samples: bool
    sections: tuple[Section, ...]
    foot: str
    revision: int
    kawasan: tuple[str, ...]
