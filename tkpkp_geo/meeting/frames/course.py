"""The frames that only a meeting has: how it opens, what changed since the one before, what it decides, its end."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tkpkp_geo.analysis import compare, meetings, select, view_scope
from tkpkp_geo.analysis.compare import Jenis, Movement
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.meeting.frames import wording
from tkpkp_geo.meeting.frames.meeting import deadline, responsible, where
from tkpkp_geo.meeting.frames.records import Changes, Figure, Frame, Line, MeetingView, Section


def opening(dataset: Dataset, plain: Frame, meeting: MeetingView) -> Frame:
    """Make the opening of a presentation that of a meeting: its title, day and place, and where to follow it."""
    rapat = meeting.rapat
    areas = [dataset.area_name(kode) for kode in rapat.kawasan]
    lines = filter(None, (text.format_date(rapat.tanggal), rapat.tempat, text.join_names(areas) if areas else ""))
    return replace(
        plain,
        title=rapat.judul,
        kicker=f"{text.APP_TITLE} · {text.PROVINCE}",
        sections=(Section("", tuple(map(Line, lines)), "acara"), *plain.sections),
        link=meeting.link,
    )


def changes(dataset: Dataset, flt: Filter, meeting: MeetingView) -> tuple[Frame, ...]:
    """Give the frame of what changed since the meeting before; none where there was none."""
    told = meeting.changes
    if told is None:
        return ()
    found = told.comparison.movements(flt)
    groups = ((kind, [item for item in found if item.jenis[0] is kind]) for kind in Jenis)
    return (
        Frame(
            id="perubahan",
            kind="perubahan",
            title="Apa yang berubah sejak rapat terakhir",
            kicker=_span(told),
            flt=flt,
            focus=(),
            figures=_figures(found),
            sections=tuple(_kind(dataset, kind, group) for kind, group in groups if group),
            notes=() if found else ("Tidak ada perubahan program dalam saringan ini",),
            sample=any(item.program.contoh for item in found),
            footer=wording.footer(dataset, flt),
        ),
    )


def _span(told: Changes) -> str:
    return f"Dari {told.dari.nama} sampai {told.sampai.nama}"


def _figures(found: Sequence[Movement]) -> tuple[Figure, ...]:
    if not found:
        return ()
    total = compare.summarise(found)
    figures = [Figure(text.format_number(total.program), "program berubah")]
    if total.selisih.program:
        amount = total.selisih.rupiah
        sign = "+" if amount > 0 else "−" if amount < 0 else ""
        note = f"{text.format_number(total.selisih.program)} program"
        figures.append(Figure(f"{sign}{text.format_rupiah(abs(amount), short=True)}", "selisih pagu", note))
    if total.diisi.program:
        note = f"{text.format_number(total.diisi.program)} program, semula {text.NOT_FILLED_IN}"
        figures.append(Figure(text.format_rupiah(total.diisi.rupiah, short=True), "pagu diisi", note))
    return tuple(figures)


def _kind(dataset: Dataset, kind: Jenis, found: Sequence[Movement]) -> Section:
    """Tell the programs that this happened to first of all: each is told once, with all that happened to it."""
    lines = (Line(compare.sentence(dataset, item), opd=item.program.kode_opd) for item in found)
    return Section(kind.capitalize(), tuple(lines), "ubah", text.format_number(len(found)))


def ending(dataset: Dataset, flt: Filter, meeting: MeetingView) -> tuple[Frame, ...]:
    """Give the frames at the end of a meeting: what it has decided so far, newest first, and the thanks."""
    rapat = meeting.rapat
    made = [
        MeetingDecision(item, rapat)
        for item in dataset.keputusan
        if item.kode_rapat == rapat.kode and item.status is not DecisionStatus.BATAL
    ]
    lines = tuple(_decided(dataset, item) for item in reversed(made))
    today = Frame(
        id="keputusan-hari-ini",
        kind="keputusan",
        title="Keputusan hari ini",
        kicker=f"{rapat.judul} · {text.format_date(rapat.tanggal)}",
        flt=flt,
        focus=(),
        figures=(Figure(text.format_number(len(made)), "keputusan"),) if made else (),
        sections=(Section("Yang terbaru dahulu", lines, "putusan"),) if made else (),
        notes=() if made else ("Belum ada keputusan yang dicatat pada rapat ini",),
        sample=False,
        footer=wording.footer(dataset, flt),
    )
    waiting = meetings.still_open(dataset)
    counts = [f"{text.format_number(len(made))} keputusan dicatat pada rapat ini"] if made else []
    counts += [f"{text.format_number(len(waiting))} keputusan menunggu tindak lanjut"] if waiting else []
    thanks = Frame(
        id="terima-kasih",
        kind="penutup",
        title="Terima kasih",
        kicker=today.kicker,
        flt=flt,
        focus=(),
        figures=(),
        sections=(Section("", tuple(map(Line, counts)), "acara"),) if counts else (),
        notes=(),
        sample=select.totals(view_scope.in_view(dataset, flt)).contoh > 0,  # its map shows them
        footer=today.footer,
    )
    return today, thanks


def _decided(dataset: Dataset, item: MeetingDecision) -> Line:
    done = "selesai" if item.keputusan.status is DecisionStatus.SELESAI else ""
    parts = (done, responsible(item), where(dataset, item), deadline(item))
    return Line(item.keputusan.isi, note=" · ".join(filter(None, parts)))
