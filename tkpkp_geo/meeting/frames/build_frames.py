"""Builds the frames of a presentation: those of a filter, and with a meeting its own, in the order of its agenda."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.view_words import EVERYTHING, format_brief, format_data_day, format_filter_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DesaMembership, Intervensi, Kawasan
from tkpkp_geo.meeting.frames.frame_order import arrange_frames
from tkpkp_geo.meeting.frames.frame_records import Figure, Frame, Line, MeetingView, Section
from tkpkp_geo.meeting.frames.frame_wording import (
    build_pagu_figure,
    format_footer,
    format_pagu,
    format_pagu_sum,
    format_shortfalls,
)
from tkpkp_geo.meeting.frames.meeting_frames import (
    build_change_frames,
    build_decision_frames,
    build_ending,
    build_flag_frames,
    build_opening,
)


def build_frames(
    dataset: Dataset,
    flt: Filter,
    today: str,
    unknown: Iterable[tuple[str, str | None]] = (),
    meeting: MeetingView | None = None,
) -> tuple[Frame, ...]:
    """Build the frames of a filter (`build_data_frames`); with a meeting, in the order of its agenda."""
    frames = build_data_frames(dataset, flt, today, unknown, meeting)
    return arrange_frames(frames, meeting.agenda) if meeting else frames


def build_data_frames(
    dataset: Dataset,
    flt: Filter,
    today: str,
    unknown: Iterable[tuple[str, str | None]] = (),
    meeting: MeetingView | None = None,
) -> tuple[Frame, ...]:
    """Build every frame that the data give, in the usual order.

    Parameters
    ----------
    today : str
        The day in the province, ISO.
    unknown : iterable of (key, value or None)
        Parts of a link that mean nothing here; the opening names them.
    meeting : MeetingView, optional
        The meeting that it is for, which opens, decides and ends with frames of its own.

    Returns
    -------
    tuple of Frame
        Opening, province, open decisions if any, what changed since the meeting before, each kawasan that the filter
        shows, each OPD that it chooses, what is to be talked about if anything, what has no place, and of a meeting
        what it has decided and its end.
    """
    shown = [item for item in dataset.kawasan if select.shows_kawasan(flt, item)]
    chosen = [item.kode_opd for item in dataset.opd if item.kode_opd in flt.opd]
    opening = _build_opening(dataset, flt, tuple(unknown))
    return (
        build_opening(dataset, opening, meeting) if meeting else opening,
        _build_province(dataset, flt, shown),
        *build_decision_frames(dataset, flt, today, meeting.meeting.kode if meeting else ""),
        *(build_change_frames(dataset, flt, meeting) if meeting else ()),
        *(_build_kawasan(dataset, flt, item, f"{i} dari {len(shown)}") for i, item in enumerate(shown, 1)),
        *(_build_opd(dataset, flt, kode, shown, f"{i} dari {len(chosen)}") for i, kode in enumerate(chosen, 1)),
        *build_flag_frames(dataset, flt, today),
        _build_unplaced(dataset, flt),
        *(build_ending(dataset, flt, meeting) if meeting else ()),
    )


def _select_in_kawasan(dataset: Dataset, flt: Filter, item: Kawasan) -> tuple[Intervensi, ...]:
    return select.select_programs(dataset, replace(flt, kawasan=(item.kode_kawasan,)))


def _find_members(dataset: Dataset, flt: Filter, kawasan: Sequence[Kawasan]) -> list[str]:
    codes = {item.kode_kawasan for item in kawasan}
    return [
        item.kode_desa
        for item in dataset.kawasan_desa
        if item.is_member
        and item.kode_kawasan in codes
        and (not flt.kecamatan or kecamatan_of(item.kode_desa) in flt.kecamatan)
    ]


def _format_how_counted(flt: Filter, rows: Sequence[Intervensi]) -> tuple[str, ...]:
    across = select.count_spanning(rows, flt)
    waiting = sum(not row.lokus for row in rows)
    unverified = select.build_totals(rows).unverified
    notes = []
    if unverified:
        notes.append(f"{unverified} program belum terverifikasi ikut dihitung")
    if across:
        notes.append(f"{across} program lintas kawasan dihitung sekali")
    if waiting:
        notes.append(f"{waiting} program belum berlokus ikut dihitung")
    return tuple(notes)


def _build_opening(dataset: Dataset, flt: Filter, unknown: tuple[tuple[str, str | None], ...]) -> Frame:
    rows = select.find_in_view(dataset, flt)
    total = select.build_totals(rows)
    words = format_filter_words(dataset, flt, 6) or [EVERYTHING]
    data = [Line(format_data_day(dataset, flt)), Line(f"Revisi {dataset.revisi}")]
    if total.samples:
        data.append(Line(f"{total.samples} dari {total.program} program adalah contoh, bukan data resmi"))
    if total.unverified:
        data.append(Line(f"{total.unverified} dari {total.program} program belum terverifikasi"))
    sections = [Section("Saringan", tuple(map(Line, words)), "fact"), Section("Data", tuple(data), "fact")]
    if unknown:
        parts = (f"kunci “{key}”" if value is None else f"“{key}={value}”" for key, value in unknown)
        sections.append(Section("Bagian tautan yang tidak dikenal, diabaikan", tuple(map(Line, parts)), "flag"))
    return Frame(
        id="pembuka",
        kind="pembuka",
        title=text.APP_TITLE,
        kicker=dataset.province.nama,
        flt=flt,
        focus=(),
        figures=(),
        sections=tuple(sections),
        notes=(),
        sample=total.samples > 0,
        footer=format_footer(dataset, flt),
    )


def _build_province(dataset: Dataset, flt: Filter, shown: Sequence[Kawasan]) -> Frame:
    rows = select.select_programs(dataset, flt)
    total = select.build_totals(rows)
    lines = [
        Line(
            item.nama,
            note=f"{dataset.kabupaten_name(item.kode_kab)} · {format_brief(_select_in_kawasan(dataset, flt, item))}",
            right=format_pagu_sum(_select_in_kawasan(dataset, flt, item)),
            kawasan=item.kode_kawasan,
        )
        for item in shown
    ]
    outside = [row for row in rows if row.lokus and not row.kawasan]
    if outside:
        lines.append(Line(text.OUTSIDE_KAWASAN, note=format_brief(outside), right=format_pagu_sum(outside)))
    return Frame(
        id="provinsi",
        kind="provinsi",
        title=dataset.province.nama,
        kicker=f"{len(shown)} Kawasan Perdesaan Prioritas",
        flt=flt,
        focus=(),
        figures=(
            Figure(str(len(_find_members(dataset, flt, shown))), "desa anggota", _find_ground(dataset, flt, shown)),
            Figure(str(total.opd), "OPD mendukung"),
            Figure(text.format_number(total.program), "program"),
            build_pagu_figure(rows, total),
        ),
        sections=(Section("Per kawasan", tuple(lines), "kawasan"),) if lines else (),
        notes=_format_how_counted(flt, rows),
        sample=total.samples > 0,
        footer=format_footer(dataset, flt),
    )


def _find_ground(dataset: Dataset, flt: Filter, kawasan: Sequence[Kawasan]) -> str:
    members = set(_find_members(dataset, flt, kawasan))
    grounds = {item.keanggotaan for item in dataset.kawasan_desa if item.kode_desa in members}
    return str(DesaMembership.BERITA) if DesaMembership.BERITA in grounds else ""


def _build_kawasan(dataset: Dataset, flt: Filter, item: Kawasan, number: str) -> Frame:
    rows = _select_in_kawasan(dataset, flt, item)
    summary = select.build_kawasan_summary(dataset, rows, item.kode_kawasan, flt)
    unserved = tuple(kode for kode in summary.unserved_fungsi if not flt.fungsi or kode in flt.fungsi)
    summary = replace(summary, unserved_fungsi=unserved)
    total = summary.totals
    waiting = select.find_unplaced(dataset, flt)
    supporting = [
        Line(dataset.opd_by_kode[kode].ringkas, right=str(len(group)), opd=kode)
        for kode, group in select.group_by_opd(dataset, rows)
    ]
    # Under a narrower filter others may well fill the gap: the heading has to say so.
    matters = "Perlu dibahas dalam saringan ini" if select.is_narrowed(flt) else "Perlu dibahas"
    waiting_lines = tuple(Line(row.program) for row in waiting)
    sections = (
        Section("Program menurut OPD", tuple(supporting), "opd"),
        Section(matters, tuple(map(Line, format_shortfalls(dataset, summary))), "flag"),
        Section("Menunggu lokus", waiting_lines, "inline", str(len(waiting))),
    )
    return Frame(
        id=item.kode_kawasan.lower(),
        kind="kawasan",
        title=item.nama,
        kicker=f"Kawasan {number} · {dataset.kabupaten_name(item.kode_kab)}",
        flt=replace(flt, kawasan=(item.kode_kawasan,)),
        focus=(item.kode_kawasan,),
        figures=(
            Figure(str(summary.members), "desa anggota", _find_ground(dataset, flt, [item])),
            Figure(str(total.opd), "OPD mendukung"),
            Figure(text.format_number(total.program), "program"),
            replace(build_pagu_figure(rows, total), note=""),  # what is missing stands under "Perlu dibahas"
        ),
        sections=tuple(section for section in sections if section.lines),
        notes=(),
        sample=any(row.contoh for row in (*rows, *waiting)),
        footer=format_footer(dataset, flt),
    )


def _build_opd(dataset: Dataset, flt: Filter, kode: str, shown: Sequence[Kawasan], number: str) -> Frame:
    own = replace(flt, opd=(kode,))
    opd = dataset.opd_by_kode[kode]
    rows, waiting = select.select_programs(dataset, own), select.find_unplaced(dataset, own)
    everything = select.find_in_view(dataset, own)
    total = select.build_totals(rows)
    here = {item.kode_kawasan: _select_in_kawasan(dataset, own, item) for item in shown}
    groups = [(item.nama, here[item.kode_kawasan], item.kode_kawasan) for item in shown]
    groups += [(text.OUTSIDE_KAWASAN, tuple(row for row in rows if row.lokus and not row.kawasan), "")]
    groups += [(text.WITHOUT_LOKUS, waiting, "")]
    sections = tuple(
        Section(
            name,
            tuple(Line(row.program, right=format_pagu(row.pagu)) for row in group),
            count=str(len(group)),
            kawasan=area,
        )
        for name, group, area in groups
        if group
    )
    return Frame(
        id=f"opd-{kode.lower()}",
        kind="opd",
        title=opd.nama,
        kicker=f"OPD {number} · {opd.keanggotaan}",
        flt=own,
        focus=(),
        figures=(
            Figure(f"{sum(bool(group) for group in here.values())} dari {len(shown)}", "kawasan"),
            Figure(text.format_number(total.program), "program"),
            Figure(str(len(waiting)), "belum berlokus"),
            build_pagu_figure(rows, total),
        ),
        sections=sections,
        notes=_format_how_counted(own, [row for row in rows if row.lokus]),
        sample=any(row.contoh for row in everything),
        footer=format_footer(dataset, flt, own),
    )


def _build_unplaced(dataset: Dataset, flt: Filter) -> Frame:
    rows = select.find_unplaced(dataset, flt)
    total = select.build_totals(rows)
    sections = tuple(
        Section(
            dataset.opd_by_kode[kode].nama_pendek,
            tuple(Line(row.program, right=format_pagu(row.pagu)) for row in group),
            count=str(len(group)),
            opd=kode,
        )
        for kode, group in select.group_by_opd(dataset, rows)
    )
    figures = (
        Figure(text.format_number(total.program), "program"),
        Figure(str(total.opd), "OPD"),
        build_pagu_figure(rows, total),
    )
    return Frame(
        id="belum-berlokus",
        kind="belum",
        title=text.WITHOUT_LOKUS,
        kicker="Program yang menunggu lokasi, di kawasan mana pun",
        flt=flt,
        focus=(),
        figures=figures if rows else (),
        sections=sections,
        notes=() if rows else ("Semua program dalam saringan sudah berlokus",),
        sample=total.samples > 0,
        footer=format_footer(dataset, flt),
    )
