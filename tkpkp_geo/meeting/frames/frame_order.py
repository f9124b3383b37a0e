"""The frames of a meeting in the order of its saved agenda: moved, hidden, renamed, others added between. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind
from tkpkp_geo.meeting.frames.frame_records import Frame, Line, Section

_SOURCE = "Ditambahkan panitia rapat, bukan dari data"
_POINT = ("- ", "* ", "• ")  # how a line begins that is a point of a list


@dataclass(frozen=True, slots=True)
class FrameEntry:
    """One frame of an agenda, shown or hidden.

    Parameters
    ----------
    frame : Frame
        As the presentation draws it, with the title that it is given.
    row : AgendaFrame
        What is saved of it, or what would be; `nomor` is its place now, from 1.
    own_title : str
        The title that it has by itself; empty where all of it was typed.
    is_saved : bool
        Whether the agenda knows it.
    """

    frame: Frame
    row: AgendaFrame
    own_title: str
    is_saved: bool


def build_entries(
    frames: Sequence[Frame], agenda: Sequence[AgendaFrame], kode_rapat: str = ""
) -> tuple[FrameEntry, ...]:
    """Build an entry for every frame of a meeting, in its order, hidden ones too.

    Parameters
    ----------
    frames : sequence of Frame
        What the data give, in the usual order (`build_data_frames`).
    agenda : sequence of AgendaFrame
        What is saved. A row whose frame the data no longer give is left out; a frame that it does not know comes
        after the one that it usually follows.
    kode_rapat : str
        The meeting, for rows that are not saved yet.
    """
    by_id = {frame.id: frame for frame in frames}
    entries: list[FrameEntry] = []
    for row in sorted(agenda, key=lambda row: (row.nomor, row.kode)):
        if row.jenis is not FrameKind.DATA:
            entries.append(FrameEntry(_build_added_frame(row), row, "", True))
        elif row.kode in by_id:
            frame = by_id[row.kode]
            entries.append(FrameEntry(replace(frame, title=row.judul or frame.title), row, frame.title, True))
    known = {row.kode for row in agenda}
    before = ""
    for frame in frames:
        if frame.id not in known:
            place = next((i + 1 for i, entry in enumerate(entries) if entry.frame.id == before), 0)
            entries.insert(place, FrameEntry(frame, AgendaFrame(kode_rapat, frame.id, 0), frame.title, False))
        before = frame.id
    return tuple(replace(entry, row=replace(entry.row, nomor=i)) for i, entry in enumerate(entries, 1))


def arrange_frames(frames: Sequence[Frame], agenda: Sequence[AgendaFrame]) -> tuple[Frame, ...]:
    """Give the frames that a meeting shows, in its order (`build_entries`)."""
    return tuple(entry.frame for entry in build_entries(frames, agenda) if entry.row.tampil)


def _build_added_frame(row: AgendaFrame) -> Frame:
    picture = row.jenis is FrameKind.GAMBAR
    return Frame(
        id=row.kode,
        kind=str(row.jenis),
        title=row.judul,
        kicker="",
        flt=Filter(),
        focus=(),
        figures=(),
        sections=() if picture else _split_paragraphs(row.isi),
        notes=(row.isi,) if picture and row.isi else (),
        sample=False,
        footer=_SOURCE,
        picture=row.sidik if picture else "",
    )


def _split_paragraphs(content: str) -> tuple[Section, ...]:
    """Divide a text into paragraphs and lists of points, line by line."""
    sections: list[Section] = []
    for line in filter(None, map(str.strip, content.splitlines())):
        kind = "point" if line.startswith(_POINT) else "prose"
        plain = Line(line[2:].strip() if kind == "point" else line)
        if sections and sections[-1].kind == kind:
            sections[-1] = replace(sections[-1], lines=(*sections[-1].lines, plain))
        else:
            sections.append(Section("", (plain,), kind))
    return tuple(sections)
