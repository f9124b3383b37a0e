"""What a frame of a presentation is made of: plain data, for a screen, a slide or paper to draw."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.analysis.compare.program_changes import Comparison
from tkpkp_geo.analysis.compare.span import End
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, Meeting

TEXT_MOST = 1_500  # letters of a text frame, which its smallest type still shows whole
TEXT_LINES = 20  # lines that somebody may break such a text into
TITLE_MOST = 100  # letters of a title that is typed
CAPTION_MOST = 200  # letters under a picture


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
    kind : {"list", "inline", "kawasan", "opd", "flag", "opportunity", "decision", "change", "event", "fact", "prose",
           "point"}
        Programs one below the other or one after the other, kawasan, OPD with their number of programs,
        what is to be talked about, opportunities, decisions, changes, day and place of a meeting, what a
        presentation rests on, paragraphs of somebody's text, or points of it.
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
    kind : {"pembuka", "provinsi", "keputusan", "perubahan", "kawasan", "opd", "bahas", "belum", "teks",
           "gambar", "penutup"}
    flt : Filter
        What the frame's map shows; its `opd` is the choice of OPD.
    focus : tuple of str
        Codes of the kawasan that the map is fitted to, empty for the province.
    notes : tuple of str
        How the figures were counted.
    sample : bool
        Whether any row behind the frame is invented.
    link : str
        Address that the opening of a meeting hands to its participants.
    picture : str
        Fingerprint of the picture that the frame shows.
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
    link: str = ""
    picture: str = ""


@dataclass(frozen=True, slots=True)
class MeetingChanges:
    """What changed between an earlier meeting (`start`) and this one or now (`end`)."""

    comparison: Comparison
    start: End
    end: End


@dataclass(frozen=True, slots=True)
class MeetingView:
    """What a presentation says beyond the data when it is the one of a meeting.

    Parameters
    ----------
    agenda : tuple of AgendaFrame
        Its saved order; empty where nobody has changed the usual one.
    changes : MeetingChanges or None
        What changed since the meeting before; ``None`` where there was none.
    link : str
        Where participants follow on their phones; empty where no address reaches this machine.
    """

    meeting: Meeting
    agenda: tuple[AgendaFrame, ...] = ()
    changes: MeetingChanges | None = None
    link: str = ""
