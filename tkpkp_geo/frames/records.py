"""What a frame of the presentation is made of: plain data, for a screen, a slide or paper to draw."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.model import Filter


@dataclass(frozen=True, slots=True)
class Figure:
    """One big number with its name, and a short note where the number alone would mislead."""

    value: str
    label: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list; `opd` and `kawasan` are codes whose symbol or colour stands before it."""

    text: str
    note: str = ""
    right: str = ""
    opd: str = ""
    kawasan: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and its lines.

    Parameters
    ----------
    kind : {"list", "inline", "kawasan", "opd", "flag", "peluang", "putusan"}
        Lines one below the other or one after the other, kawasan, OPD with their number of programs,
        what is to be talked about, opportunities, or decisions.
    count : str
        What stands beside the heading.
    opd, kawasan : str
        Code of the OPD or kawasan that the heading names.
    more : int
        How many lines there are beyond those given.
    """

    heading: str
    lines: tuple[Line, ...]
    kind: str = "list"
    count: str = ""
    opd: str = ""
    kawasan: str = ""
    more: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """One frame of the presentation.

    Parameters
    ----------
    id : str
        Stable name, the last part of a link to the frame.
    kind : {"pembuka", "provinsi", "keputusan", "kawasan", "opd", "bahas", "belum"}
    flt : Filter
        What the frame's map shows; its `opd` is the choice of OPD.
    focus : tuple of str
        Codes of the kawasan that the map is fitted to, empty for the province.
    notes : tuple of str
        How the figures were counted.
    sample : bool
        Whether any row behind the frame is invented.
    """

    id: str
    kind: str
    title: str
    kicker: str
    flt: Filter
    focus: tuple[str, ...]
    figures: tuple[Figure, ...]
    sections: tuple[Section, ...]
    notes: tuple[str, ...]
    sample: bool
    footer: str
