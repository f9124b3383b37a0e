"""Builds the frames of a filter."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tkpkp_geo.analysis import select, view_scope
from tkpkp_geo.analysis.view_words import SEMUA, brief, data_day, filter_words
from tkpkp_geo.domain import text
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import DesaMembership, Intervensi, Kawasan
from tkpkp_geo.meeting.frames import agenda, course, wording
from tkpkp_geo.meeting.frames import meeting as points
from tkpkp_geo.meeting.frames.records import Figure, Frame, Line, MeetingView, Section


def frames(
    dataset: Dataset,
    flt: Filter,
    today: str,
    unknown: Iterable[tuple[str, str | None]] = (),
    meeting: MeetingView | None = None,
) -> tuple[Frame, ...]:
    """Build the presentation of a filter, or of a meeting in the order of its agenda (`natural`)."""
    found = natural(dataset, flt, today, unknown, meeting)
    return agenda.arrange(found, meeting.agenda) if meeting else found


def natural(
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
    meeting : Meeting, optional
        The meeting that it is for, which opens, decides and ends with frames of its own.

    Returns
    -------
    tuple of Frame
        Opening, province, open decisions if any, what changed since the meeting before, each kawasan that the filter
        shows, each OPD that it chooses, what is to be talked about if anything, what has no place, and of a meeting
        what it has decided and its end.
    """
    shown = [item for item in dataset.kawasan if select.shows(flt, item)]
    chosen = [item.kode_opd for item in dataset.opd if item.kode_opd in flt.opd]
    opening = _opening(dataset, flt, tuple(unknown))
    return (
        course.opening(dataset, opening, meeting) if meeting else opening,
        _province(dataset, flt, shown),
        *points.decisions(dataset, flt, today, meeting.rapat.kode if meeting else ""),
        *(course.changes(dataset, flt, meeting) if meeting else ()),
        *(_kawasan(dataset, flt, item, f"{i} dari {len(shown)}") for i, item in enumerate(shown, 1)),
        *(_opd(dataset, flt, kode, shown, f"{i} dari {len(chosen)}") for i, kode in enumerate(chosen, 1)),
        *points.matters(dataset, flt, today),
        _unplaced(dataset, flt),
        *(course.ending(dataset, flt, meeting) if meeting else ()),
    )


def _in(dataset: Dataset, flt: Filter, item: Kawasan) -> tuple[Intervensi, ...]:
    return select.select(dataset, replace(flt, kawasan=(item.kode_kawasan,)))


def _members(dataset: Dataset, flt: Filter, kawasan: Sequence[Kawasan]) -> list[str]:
    codes = {item.kode_kawasan for item in kawasan}
    return [
        item.kode_desa
        for item in dataset.kawasan_desa
        if item.anggota
        and item.kode_kawasan in codes
        and (not flt.kecamatan or kecamatan_of(item.kode_desa) in flt.kecamatan)
    ]


def _how_counted(flt: Filter, rows: Sequence[Intervensi]) -> tuple[str, ...]:
    across = select.spanning(rows, flt)
    waiting = sum(not row.lokus for row in rows)
    unverified = select.totals(rows).belum_terverifikasi
    notes = []
    if unverified:
        notes.append(f"{unverified} program belum terverifikasi ikut dihitung")
    if across:
        notes.append(f"{across} program lintas kawasan dihitung sekali")
    if waiting:
        notes.append(f"{waiting} program belum berlokus ikut dihitung")
    return tuple(notes)


def _opening(dataset: Dataset, flt: Filter, unknown: tuple[tuple[str, str | None], ...]) -> Frame:
    rows = view_scope.in_view(dataset, flt)
    total = select.totals(rows)
    words = filter_words(dataset, flt, 6) or [SEMUA]
    data = [Line(data_day(dataset, flt)), Line(f"Revisi {dataset.revisi}")]
    if total.contoh:
        data.append(Line(f"{total.contoh} dari {total.program} program adalah contoh, bukan data resmi"))
    if total.belum_terverifikasi:
        data.append(Line(f"{total.belum_terverifikasi} dari {total.program} program belum terverifikasi"))
    sections = [Section("Saringan", tuple(map(Line, words)), "fakta"), Section("Data", tuple(data), "fakta")]
    if unknown:
        parts = (f"kunci “{key}”" if value is None else f"“{key}={value}”" for key, value in unknown)
        sections.append(Section("Bagian tautan yang tidak dikenal, diabaikan", tuple(map(Line, parts)), "flag"))
    return Frame(
        id="pembuka",
        kind="pembuka",
        title=text.APP_TITLE,
        kicker=text.PROVINCE,
        flt=flt,
        focus=(),
        figures=(),
        sections=tuple(sections),
        notes=(),
        sample=total.contoh > 0,
        footer=wording.footer(dataset, flt),
    )


def _province(dataset: Dataset, flt: Filter, shown: Sequence[Kawasan]) -> Frame:
    rows = select.select(dataset, flt)
    total = select.totals(rows)
    lines = [
        Line(
            item.nama,
            note=f"{dataset.kabupaten_name(item.kode_kab)} · {brief(_in(dataset, flt, item))}",
            right=wording.pagu(_in(dataset, flt, item)),
            kawasan=item.kode_kawasan,
        )
        for item in shown
    ]
    outside = [row for row in rows if row.lokus and not row.kawasan]
    if outside:
        lines.append(Line(text.OUTSIDE_KAWASAN, note=brief(outside), right=wording.pagu(outside)))
    return Frame(
        id="provinsi",
        kind="provinsi",
        title=text.PROVINCE,
        kicker=f"{len(shown)} Kawasan Perdesaan Prioritas",
        flt=flt,
        focus=(),
        figures=(
            Figure(str(len(_members(dataset, flt, shown))), "desa anggota", _ground(dataset, flt, shown)),
            Figure(str(total.opd), "OPD mendukung"),
            Figure(text.format_number(total.program), "program"),
            wording.pagu_figure(rows, total),
        ),
        sections=(Section("Per kawasan", tuple(lines), "kawasan"),) if lines else (),
        notes=_how_counted(flt, rows),
        sample=total.contoh > 0,
        footer=wording.footer(dataset, flt),
    )


def _ground(dataset: Dataset, flt: Filter, kawasan: Sequence[Kawasan]) -> str:
    members = set(_members(dataset, flt, kawasan))
    grounds = {item.keanggotaan for item in dataset.kawasan_desa if item.kode_desa in members}
    return str(DesaMembership.BERITA) if DesaMembership.BERITA in grounds else ""


def _kawasan(dataset: Dataset, flt: Filter, item: Kawasan, number: str) -> Frame:
    rows = _in(dataset, flt, item)
    summary = select.summarise_kawasan(dataset, rows, item.kode_kawasan, flt)
    unserved = tuple(kode for kode in summary.fungsi_kosong if not flt.fungsi or kode in flt.fungsi)
    summary = replace(summary, fungsi_kosong=unserved)
    total = summary.totals
    waiting = select.unplaced(dataset, flt)
    supporting = [
        Line(dataset.opd_by_kode[kode].ringkas, right=str(len(group)), opd=kode)
        for kode, group in select.group_by_opd(dataset, rows)
    ]
    # Under a narrower filter others may well fill the gap: the heading has to say so.
    matters = "Perlu dibahas dalam saringan ini" if view_scope.is_narrowed(flt) else "Perlu dibahas"
    waiting_lines = tuple(Line(row.program) for row in waiting)
    sections = (
        Section("Program menurut OPD", tuple(supporting), "opd"),
        Section(matters, tuple(map(Line, wording.shortfalls(dataset, summary))), "flag"),
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
            Figure(str(summary.anggota), "desa anggota", _ground(dataset, flt, [item])),
            Figure(str(total.opd), "OPD mendukung"),
            Figure(text.format_number(total.program), "program"),
            replace(wording.pagu_figure(rows, total), note=""),  # what is missing stands under "Perlu dibahas"
        ),
        sections=tuple(section for section in sections if section.lines),
        notes=(),
        sample=any(row.contoh for row in (*rows, *waiting)),
        footer=wording.footer(dataset, flt),
    )


def _opd(dataset: Dataset, flt: Filter, kode: str, shown: Sequence[Kawasan], number: str) -> Frame:
    own = replace(flt, opd=(kode,))
    opd = dataset.opd_by_kode[kode]
    rows, waiting = select.select(dataset, own), select.unplaced(dataset, own)
    everything = view_scope.in_view(dataset, own)
    total = select.totals(rows)
    here = {item.kode_kawasan: _in(dataset, own, item) for item in shown}
    groups = [(item.nama, here[item.kode_kawasan], item.kode_kawasan) for item in shown]
    groups += [(text.OUTSIDE_KAWASAN, tuple(row for row in rows if row.lokus and not row.kawasan), "")]
    groups += [(text.WITHOUT_LOKUS, waiting, "")]
    sections = tuple(
        Section(
            name,
            tuple(Line(row.program, right=wording.money(row.pagu)) for row in group),
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
            wording.pagu_figure(rows, total),
        ),
        sections=sections,
        notes=_how_counted(own, [row for row in rows if row.lokus]),
        sample=any(row.contoh for row in everything),
        footer=wording.footer(dataset, flt, own),
    )


def _unplaced(dataset: Dataset, flt: Filter) -> Frame:
    rows = select.unplaced(dataset, flt)
    total = select.totals(rows)
    sections = tuple(
        Section(
            dataset.opd_by_kode[kode].nama_pendek,
            tuple(Line(row.program, right=wording.money(row.pagu)) for row in group),
            count=str(len(group)),
            opd=kode,
        )
        for kode, group in select.group_by_opd(dataset, rows)
    )
    figures = (
        Figure(text.format_number(total.program), "program"),
        Figure(str(total.opd), "OPD"),
        wording.pagu_figure(rows, total),
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
        sample=total.contoh > 0,
        footer=wording.footer(dataset, flt),
    )
