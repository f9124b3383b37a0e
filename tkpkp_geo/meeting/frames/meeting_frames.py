"""The frames of a meeting: its opening and end, decisions, what changed since the one before, what the data flag."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tkpkp_geo.analysis import meetings, select
from tkpkp_geo.analysis.compare.change_totals import summarise_changes
from tkpkp_geo.analysis.compare.change_wording import format_change
from tkpkp_geo.analysis.compare.program_changes import ChangeKind, ProgramChange
from tkpkp_geo.analysis.flags.find_flags import find_flags
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rules import Rule, format_rule_title
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.meeting_records import DecisionStatus
from tkpkp_geo.meeting.frames.frame_records import Figure, Frame, Line, MeetingChanges, MeetingView, Section
from tkpkp_geo.meeting.frames.frame_wording import format_footer

_ORDER = "Tenggat terdekat dahulu, lalu yang terlama"
_MOST_NAMED = 3  # kawasan or OPD that a line names before it counts the rest
_MOST_TITLES = 2  # flags of a rule that are named; the rest is counted
# The titles of these do not say what is the matter.
_NEED_REASON = (Rule.PHYSICAL_BEHIND, Rule.CHAIN)


def build_decision_frames(dataset: Dataset, flt: Filter, today: str, meeting: str = "") -> tuple[Frame, ...]:
    """Build the frame of the open decisions of other meetings than `meeting`; none where nothing is open."""
    narrowed = flt.kawasan or flt.kecamatan
    shown = {item.kode_kawasan for item in dataset.kawasan if select.shows_kawasan(flt, item)}
    every = meetings.find_open_decisions(dataset, shown if narrowed else ())
    waiting = [item for item in every if item.meeting.kode != meeting]
    if not waiting or (narrowed and not shown):
        return ()
    return (
        Frame(
            id="keputusan",
            kind="keputusan",
            title="Keputusan rapat yang masih terbuka",
            kicker="Tindak lanjut rapat",
            flt=flt,
            focus=(),
            figures=(
                Figure(text.format_number(len(waiting)), "masih terbuka"),
                Figure(text.format_number(sum(item.days_late(today) > 0 for item in waiting)), "lewat tenggat"),
                Figure(text.format_number(sum(not item.decision.tenggat for item in waiting)), "tanpa tenggat"),
            ),
            sections=(Section(_ORDER, _build_waiting_lines(dataset, waiting, today), "decision"),),
            # The footer names the whole filter, but a decision is about areas alone.
            notes=("Keputusan hanya disaring menurut kawasan",) if select.is_narrowed(flt) else (),
            sample=False,
            footer=format_footer(dataset, flt),
        ),
    )


def _build_waiting_lines(dataset: Dataset, waiting: Sequence[MeetingDecision], today: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            item.decision.isi,
            note=_format_facts(dataset, item, today),
            right=f"{text.format_number(item.days_since(today))} hari",
        )
        for item in waiting
    )


def _format_facts(dataset: Dataset, item: MeetingDecision, today: str) -> str:
    late = item.days_late(today)
    due = format_deadline(item) + (f", lewat {text.format_number(late)} hari" if late else "")
    return " · ".join(
        filter(
            None,
            (
                f"Rapat {text.format_date(item.meeting.tanggal)}",
                due,
                format_places(dataset, item),
                format_responsible(item),
            ),
        )
    )


def format_deadline(item: MeetingDecision) -> str:
    """Say until when a decision is to be carried out."""
    return f"tenggat {text.format_date(item.decision.tenggat)}" if item.decision.tenggat else "tanpa tenggat"


def format_places(dataset: Dataset, item: MeetingDecision) -> str:
    """Name the places of a decision, or its kawasan where it is about no less."""
    names = [dataset.area_name(kode) for kode in item.decision.lokus or item.kawasan]
    return text.join_names(names, _MOST_NAMED) if names else ""


def format_responsible(item: MeetingDecision) -> str:
    """Say who carries a decision out."""
    return f"penanggung jawab: {item.decision.penanggung_jawab or text.NOT_FILLED_IN}"


def build_flag_frames(dataset: Dataset, flt: Filter, today: str) -> tuple[Frame, ...]:
    """Build the frame of the flags that nobody has answered yet, rule by rule; none where there are none."""
    every = find_flags(dataset, flt, today)
    waiting = [flag for flag in every if flag.answer is None]
    if not waiting:
        return ()
    chances = sum(flag.is_opportunity for flag in waiting)
    groups = ((rule, [flag for flag in waiting if flag.rule is rule]) for rule in Rule)
    sample = any(dataset.intervensi[dataset.position[kode]].contoh for flag in every for kode in flag.ids)
    return (
        Frame(
            id="perlu-dibahas",
            kind="bahas",
            title="Perlu dibahas",
            kicker="Menurut data dalam saringan, bukan penilaian",
            flt=flt,
            focus=(),
            figures=(
                Figure(text.format_number(len(waiting) - chances), "perlu dibahas"),
                Figure(text.format_number(chances), "peluang sinergi"),
                Figure(text.format_number(len(every) - len(waiting)), "sudah dibahas"),
            ),
            sections=tuple(_build_rule_section(dataset, rule, group) for rule, group in groups if group),
            notes=(),
            sample=sample,
            footer=format_footer(dataset, flt),
        ),
    )


def _build_rule_section(dataset: Dataset, rule: Rule, group: Sequence[Flag]) -> Section:
    chance = group[0].is_opportunity
    return Section(
        format_rule_title(rule, chance),
        tuple(Line(flag.title, note=_format_why(dataset, flag)) for flag in group[:_MOST_TITLES]),
        "opportunity" if chance else "flag",
        text.format_number(len(group)),
        more=len(group[_MOST_TITLES:]),
    )


def _format_why(dataset: Dataset, flag: Flag) -> str:
    if flag.rule is Rule.OVERLAP:
        # Names of OPD hold commas, so that points part them.
        names = [dataset.opd_by_kode[kode].ringkas for kode in flag.opd]
        rest = [f"{len(names) - _MOST_NAMED} lainnya"] if len(names) > _MOST_NAMED else []
        return " · ".join(names[:_MOST_NAMED] + rest)
    return flag.reason if flag.rule in _NEED_REASON else ""


def build_opening(dataset: Dataset, plain: Frame, meeting: MeetingView) -> Frame:
    """Make the opening of a presentation that of a meeting: its title, day and place, and where to follow it."""
    held = meeting.meeting
    areas = [dataset.area_name(kode) for kode in held.kawasan]
    lines = filter(None, (text.format_date(held.tanggal), held.tempat, text.join_names(areas) if areas else ""))
    return replace(
        plain,
        title=held.judul,
        kicker=f"{text.APP_TITLE} · {dataset.province.nama}",
        sections=(Section("", tuple(map(Line, lines)), "event"), *plain.sections),
        link=meeting.link,
    )


def build_change_frames(dataset: Dataset, flt: Filter, meeting: MeetingView) -> tuple[Frame, ...]:
    """Build the frame of what changed since the meeting before; none where there was no such meeting."""
    span = meeting.changes
    if span is None:
        return ()
    changes = span.comparison.find_changes(flt)
    groups = ((kind, [item for item in changes if item.kinds[0] is kind]) for kind in ChangeKind)
    return (
        Frame(
            id="perubahan",
            kind="perubahan",
            title="Apa yang berubah sejak rapat terakhir",
            kicker=_format_span(span),
            flt=flt,
            focus=(),
            figures=_build_change_figures(changes),
            sections=tuple(_build_kind_section(dataset, kind, group) for kind, group in groups if group),
            notes=() if changes else ("Tidak ada perubahan program dalam saringan ini",),
            sample=any(item.program.contoh for item in changes),
            footer=format_footer(dataset, flt),
        ),
    )


def _format_span(span: MeetingChanges) -> str:
    return f"Dari {span.start.name} sampai {span.end.name}"


def _build_change_figures(changes: Sequence[ProgramChange]) -> tuple[Figure, ...]:
    if not changes:
        return ()
    total = summarise_changes(changes)
    figures = [Figure(text.format_number(total.program), "program berubah")]
    if total.growth.program:
        note = f"{text.format_number(total.growth.program)} program"
        figures.append(Figure(text.format_signed_rupiah(total.growth.rupiah), "selisih pagu", note))
    if total.filled_in.program:
        note = f"{text.format_number(total.filled_in.program)} program, semula {text.NOT_FILLED_IN}"
        figures.append(Figure(text.format_rupiah(total.filled_in.rupiah), "pagu diisi", note))
    return tuple(figures)


def _build_kind_section(dataset: Dataset, kind: ChangeKind, changes: Sequence[ProgramChange]) -> Section:
    """Build the section of the programs whose first kind of change this is; each is listed once, with every change."""
    lines = (Line(format_change(dataset, item), opd=item.program.kode_opd) for item in changes)
    return Section(kind.capitalize(), tuple(lines), "change", text.format_number(len(changes)))


def build_ending(dataset: Dataset, flt: Filter, meeting: MeetingView) -> tuple[Frame, ...]:
    """Build the frames at the end of a meeting: what it has decided so far, newest first, and the thanks."""
    held = meeting.meeting
    made = [
        MeetingDecision(item, held)
        for item in dataset.keputusan
        if item.kode_rapat == held.kode and item.status is not DecisionStatus.BATAL
    ]
    lines = tuple(_build_decided_line(dataset, item) for item in reversed(made))
    today = Frame(
        id="keputusan-hari-ini",
        kind="keputusan",
        title="Keputusan hari ini",
        kicker=f"{held.judul} · {text.format_date(held.tanggal)}",
        flt=flt,
        focus=(),
        figures=(Figure(text.format_number(len(made)), "keputusan"),) if made else (),
        sections=(Section("Yang terbaru dahulu", lines, "decision"),) if made else (),
        notes=() if made else ("Belum ada keputusan yang dicatat pada rapat ini",),
        sample=False,
        footer=format_footer(dataset, flt),
    )
    waiting = meetings.find_open_decisions(dataset)
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
        sections=(Section("", tuple(map(Line, counts)), "event"),) if counts else (),
        notes=(),
        sample=select.build_totals(select.find_in_view(dataset, flt)).samples > 0,  # its map shows them
        footer=today.footer,
    )
    return today, thanks


def _build_decided_line(dataset: Dataset, item: MeetingDecision) -> Line:
    done = "selesai" if item.decision.status is DecisionStatus.SELESAI else ""
    parts = (done, format_responsible(item), format_places(dataset, item), format_deadline(item))
    return Line(item.decision.isi, note=" · ".join(filter(None, parts)))
