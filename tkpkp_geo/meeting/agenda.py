"""The agenda of a meeting while it is prepared: frames moved, hidden, renamed, added; then changes for the store. Pure.

A draft keeps what the store held when it began: that tells later whether somebody else has written meanwhile.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from tkpkp_geo.analysis import meetings
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.meeting_records import AgendaFrame, FrameKind, Meeting
from tkpkp_geo.intake.form_row import Outcome, seen_revision
from tkpkp_geo.intake.picture import Picture
from tkpkp_geo.intake.program_rules import clean_text
from tkpkp_geo.meeting.frames.frame_records import CAPTION_MOST, TEXT_LINES, TEXT_MOST, TITLE_MOST, Frame
from tkpkp_geo.store.records import Change

NOTES_MOST = 4000  # letters of a speaker's notes
MINUTES_MOST = 240
_ADDED = re.compile(r"(?:teks|gambar)-(\d+)")
_WRITTEN = ("nomor", "tampil", "judul", "catatan", "menit", "isi")
_FORM = "Agenda"


@dataclass(frozen=True, slots=True)
class AgendaDraft:
    """An agenda as somebody is making it.

    Parameters
    ----------
    meeting : Meeting
        The meeting as it was when the draft began.
    rows : tuple of AgendaFrame
        The frames in their order, also those that the data do not give at the moment.
    query : str
        The filter of the presentation, as the query of a URL.
    seen : tuple of AgendaFrame
        The rows as the store held them when the draft began.
    pictures : mapping of str to bytes
        Pictures that are not stored yet, by the frame's code.
    is_touched : bool
        Whether somebody has changed the frames; new ones that the data gave do not count.
    """

    meeting: Meeting
    rows: tuple[AgendaFrame, ...]
    query: str
    seen: tuple[AgendaFrame, ...]
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    is_touched: bool = False

    def row(self, kode: str) -> AgendaFrame | None:
        """Give the row of a frame, ``None`` where there is none."""
        return next((item for item in self.rows if item.kode == kode), None)


def begin_draft(dataset: Dataset, meeting: Meeting) -> AgendaDraft:
    """Begin a draft with the agenda as it is saved."""
    rows = meetings.find_agenda(dataset, meeting.kode)
    return AgendaDraft(meeting, rows, meeting.saringan, rows)


def add_data_frames(draft: AgendaDraft, frames: Sequence[Frame]) -> AgendaDraft:
    """Give each frame of the data that has no row yet a row, after the frame that it usually follows."""
    rows, before = list(draft.rows), ""
    for frame in frames:
        codes = [item.kode for item in rows]
        if frame.id not in codes:
            place = codes.index(before) + 1 if before else 0
            rows.insert(place, AgendaFrame(draft.meeting.kode, frame.id, 0))
        before = frame.id
    return replace(draft, rows=tuple(rows))


def find_listed_rows(draft: AgendaDraft, frames: Sequence[Frame]) -> tuple[AgendaFrame, ...]:
    """Find the rows that can be shown: the added ones, and those whose frame the data give."""
    known = {frame.id for frame in frames}
    return tuple(item for item in draft.rows if item.jenis is not FrameKind.DATA or item.kode in known)


def move_frame(draft: AgendaDraft, frames: Sequence[Frame], kode: str, place: int) -> AgendaDraft:
    """Move a frame to a place among those that can be shown, 0 being the first; a place beyond the ends is the end."""
    shown = [item.kode for item in find_listed_rows(draft, frames) if item.kode != kode]
    place = max(0, min(place, len(shown)))
    rows = [item for item in draft.rows if item.kode != kode]
    codes = [item.kode for item in rows]
    # Before the one that will follow it, or after the last of all.
    at = codes.index(shown[place]) if place < len(shown) else len(rows)
    rows[at:at] = [item for item in draft.rows if item.kode == kode]
    return _touch(draft, rows)


def _touch(draft: AgendaDraft, rows: Sequence[AgendaFrame]) -> AgendaDraft:
    made = tuple(rows)
    return draft if made == draft.rows else replace(draft, rows=made, is_touched=True)


def change_frame(draft: AgendaDraft, kode: str, **values: Any) -> AgendaDraft:
    """Give a frame other values of its row: title, text, note, duration, or whether it is shown."""
    return _touch(draft, [replace(item, **values) if item.kode == kode else item for item in draft.rows])


def add_frame(
    draft: AgendaDraft, kind: FrameKind, after: str, picture: Picture | None = None
) -> tuple[AgendaDraft, str]:
    """Add a frame of text or with a picture after another one; give the draft, and the code of the frame."""
    kode = _find_free_code(draft, kind)
    row = AgendaFrame(draft.meeting.kode, kode, 0, jenis=kind, sidik=picture.fingerprint if picture else "")
    codes = [item.kode for item in draft.rows]
    at = codes.index(after) + 1 if after in codes else len(codes)
    pictures = {**draft.pictures, kode: picture.content} if picture else draft.pictures
    return replace(_touch(draft, (*draft.rows[:at], row, *draft.rows[at:])), pictures=pictures), kode


def _find_free_code(draft: AgendaDraft, kind: FrameKind) -> str:
    # A number that was ever seen is not given again: its row may still be stored.
    matches = (_ADDED.fullmatch(item.kode) for item in (*draft.rows, *draft.seen))
    return f"{kind}-{1 + max((int(match[1]) for match in matches if match), default=0)}"


def remove_frame(draft: AgendaDraft, kode: str) -> AgendaDraft:
    """Remove an added frame."""
    pictures = {name: content for name, content in draft.pictures.items() if name != kode}
    return replace(_touch(draft, [item for item in draft.rows if item.kode != kode]), pictures=pictures)


def reset_draft(draft: AgendaDraft, frames: Sequence[Frame]) -> AgendaDraft:
    """Start again from the data: their frames in the usual order, all shown, nothing renamed or added."""
    return add_data_frames(replace(draft, rows=(), pictures={}, is_touched=True), frames)


def sum_minutes(rows: Sequence[AgendaFrame]) -> int:
    """Add up how long the frames that are shown are meant to take."""
    return sum(item.menit or 0 for item in rows if item.tampil)


def is_changed(draft: AgendaDraft) -> bool:
    """Tell whether the draft holds anything that is not saved."""
    return draft.is_touched or draft.query != draft.meeting.saringan


def is_stale(draft: AgendaDraft, dataset: Dataset) -> bool:
    """Tell whether somebody has saved this agenda, or chosen another filter for it, since the draft began."""
    now = meetings.find_agenda(dataset, draft.meeting.kode)
    meeting = dataset.rapat_by_kode[draft.meeting.kode]
    kept = {(item.kode, item.revisi) for item in draft.seen}
    return {(item.kode, item.revisi) for item in now} != kept or meeting.saringan != draft.meeting.saringan


def rebase_draft(draft: AgendaDraft, dataset: Dataset) -> AgendaDraft:
    """Lay a draft over what somebody else has saved: it stays as it is, and frames that they added come at the end."""
    now = meetings.find_agenda(dataset, draft.meeting.kode)
    meeting = dataset.rapat_by_kode[draft.meeting.kode]
    before = {item.kode for item in draft.seen}
    theirs = {item.kode: item for item in now if item.kode not in before}
    rows: list[AgendaFrame] = []
    pictures = dict(draft.pictures)
    other = replace(draft, seen=(*draft.seen, *now))
    for item in draft.rows:
        if item.kode in theirs and item.jenis is not FrameKind.DATA:
            # Both have added a frame under the same code.
            kode = _find_free_code(replace(other, rows=(*draft.rows, *rows)), item.jenis)
            if item.kode in pictures:
                pictures[kode] = pictures.pop(item.kode)
            item = replace(item, kode=kode)  # noqa: PLW2901
        rows.append(item)
    mine = {item.kode for item in rows}
    rows += [item for kode, item in theirs.items() if kode not in mine]
    return AgendaDraft(meeting, tuple(rows), draft.query, now, pictures, True)


def build_outcome(draft: AgendaDraft) -> Outcome:
    """Build the changes that save a draft, or the problems in the way."""
    rows = [_clean_row(item, number) for number, item in enumerate(draft.rows, 1)]
    problems = [problem for item in rows for problem in _find_problems(item)]
    if problems:
        return [], problems
    seen = {item.kode: item for item in draft.seen}
    wanted = [_build_change(draft, item, seen.get(item.kode)) for item in rows if not _same(item, seen.get(item.kode))]
    here = {item.kode for item in rows}
    wanted += [
        Change("bingkai_rapat", _build_key(item), None, item.revisi) for item in draft.seen if item.kode not in here
    ]
    if draft.query != draft.meeting.saringan:
        wanted.append(Change("rapat", draft.meeting.kode, {"saringan": draft.query}, seen_revision(draft.meeting)))
    return wanted, []


def _clean_row(item: AgendaFrame, nomor: int) -> AgendaFrame:
    return replace(
        item,
        nomor=nomor,
        judul=clean_text(item.judul),
        isi=clean_text(item.isi),
        catatan=clean_text(item.catatan),
    )


def _same(item: AgendaFrame, seen: AgendaFrame | None) -> bool:
    return seen is not None and replace(item, revisi=0) == replace(seen, revisi=0)


def _build_key(item: AgendaFrame) -> str:
    return f"{item.kode_rapat}|{item.kode}"


def _build_change(draft: AgendaDraft, item: AgendaFrame, seen: AgendaFrame | None) -> Change:
    values = {name: getattr(item, name) for name in _WRITTEN}
    if seen is None:
        values |= {"jenis": str(item.jenis), "sidik": item.sidik}
        if item.kode in draft.pictures:
            values["gambar"] = draft.pictures[item.kode]
    return Change("bingkai_rapat", _build_key(item), values, seen_revision(seen))


def _find_problems(item: AgendaFrame) -> list[Problem]:
    wrong, named = [], item.judul or item.kode
    picture = item.jenis is FrameKind.GAMBAR
    if item.jenis is not FrameKind.DATA and not item.judul:
        wrong.append(("judul", "bingkai tambahan belum berjudul", "Beri judul, atau hapus bingkai itu.", item.kode))
    if item.jenis is FrameKind.TEKS and not item.isi:
        wrong.append(("isi", "bingkai teks masih kosong", "Isi teksnya, atau hapus bingkai itu.", named))
    if picture and not item.isi:
        words = "Tuliskan apa yang tampak, juga bagi yang tidak dapat melihatnya."
        wrong.append(("isi", "gambar belum diberi keterangan", words, named))
    limits = {"judul": TITLE_MOST, "catatan": NOTES_MOST, "isi": CAPTION_MOST if picture else TEXT_MOST}
    for name, most in limits.items():
        if len(getattr(item, name)) > most:
            wrong.append((name, f"teks terlalu panjang, paling banyak {most} huruf", "Pendekkan teksnya.", named))
    if len(item.isi.splitlines()) > TEXT_LINES:
        wrong.append(("isi", f"terlalu banyak baris, paling banyak {TEXT_LINES}", "Bagi menjadi dua bingkai.", named))
    if item.menit is not None and not 0 <= item.menit <= MINUTES_MOST:
        wrong.append(("menit", f"harus 0 sampai {MINUTES_MOST}", "Perbaiki lamanya.", str(item.menit)))
    return [Problem(_FORM, fault, advice, None, column, value) for column, fault, advice, value in wrong]
