"""The parts that the minutes of a meeting are made of, whatever kind of file they become."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

from tkpkp_geo.domain.grid import Grid


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph; `penting` sets it apart as a notice."""

    isi: str
    penting: bool = False


@dataclass(frozen=True, slots=True)
class NumberedList:
    """A numbered list."""

    isi: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class KawasanMap:
    """The map of one kawasan; `uraian` says what it shows to those who do not see it."""

    kode_kawasan: str
    uraian: str


@dataclass(frozen=True, slots=True)
class Signatures:
    """Blocks to be signed, side by side: whose, and the lines under it."""

    blok: tuple[tuple[str, tuple[str, ...]], ...]


Part: TypeAlias = Paragraph | NumberedList | Grid | KawasanMap | Signatures


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and what stands under it; `halaman` begins a page of its own."""

    judul: str
    isi: tuple[Part, ...]
    halaman: bool = False


@dataclass(frozen=True, slots=True)
class MinutesDocument:
    """The minutes of one meeting.

    Parameters
    ----------
    kop : tuple of str
        Lines of the letter-head, what is to be filled in stands in square brackets.
    perihal : str
        What the meeting was called.
    konsep : bool
        Whether the meeting has not ended, so that this is a draft.
    contoh : bool
        Whether any row behind the numbers is invented.
    kaki : str
        What stands at the foot of every page.
    revisi : int
        The revision that the numbers are of.
    kawasan : tuple of str
        Codes of the kawasan that have a map.
    """

    kode_rapat: str
    tanggal: str
    kop: tuple[str, ...]
    judul: str
    nomor: str
    perihal: str
    konsep: bool
    contoh: bool
    bagian: tuple[Section, ...]
    kaki: str
    revisi: int
    kawasan: tuple[str, ...]
