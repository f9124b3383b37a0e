"""The frames that a meeting goes through point by point: its own open decisions, and what the data flag."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo.analysis import flags, meetings, select, view_scope
from tkpkp_geo.analysis.flags import Aturan, Flag
from tkpkp_geo.analysis.meetings import MeetingDecision
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.meeting.frames import wording
from tkpkp_geo.meeting.frames.records import Figure, Frame, Line, Section

_ORDER = "Tenggat terdekat dahulu, lalu yang terlama"
_NAMED = 3  # kawasan or OPD that a line names before it counts the rest
_TITLES = 2  # flags of a rule that are named; the rest is counted
# The titles of these do not say what is the matter.
_NEED_REASON = (Aturan.FISIK_TERTINGGAL, Aturan.RANTAI)


def decisions(dataset: Dataset, flt: Filter, today: str, rapat: str = "") -> tuple[Frame, ...]:
    """Give the frame of the decisions that still wait, but those of the meeting `rapat`; none where none does."""
    narrowed = flt.kawasan or flt.kecamatan
    shown = {item.kode_kawasan for item in dataset.kawasan if select.shows(flt, item)}
    found = meetings.still_open(dataset, shown if narrowed else ())
    waiting = [item for item in found if item.rapat.kode != rapat]
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
                Figure(text.format_number(sum(item.lewat(today) > 0 for item in waiting)), "lewat tenggat"),
                Figure(text.format_number(sum(not item.keputusan.tenggat for item in waiting)), "tanpa tenggat"),
            ),
            sections=(Section(_ORDER, _lines(dataset, waiting, today), "putusan"),),
            # The footer names the whole filter, but a decision is about areas alone.
            notes=("Keputusan hanya disaring menurut kawasan",) if view_scope.is_narrowed(flt) else (),
            sample=False,
            footer=wording.footer(dataset, flt),
        ),
    )


def _lines(dataset: Dataset, waiting: Sequence[MeetingDecision], today: str) -> tuple[Line, ...]:
    return tuple(
        Line(
            item.keputusan.isi, note=_facts(dataset, item, today), right=f"{text.format_number(item.hari(today))} hari"
        )
        for item in waiting
    )


def _facts(dataset: Dataset, item: MeetingDecision, today: str) -> str:
    late = item.lewat(today)
    due = deadline(item) + (f", lewat {text.format_number(late)} hari" if late else "")
    return " · ".join(
        filter(None, (f"Rapat {text.format_date(item.rapat.tanggal)}", due, where(dataset, item), responsible(item)))
    )


def deadline(item: MeetingDecision) -> str:
    """Say until when a decision is to be carried out."""
    return f"tenggat {text.format_date(item.keputusan.tenggat)}" if item.keputusan.tenggat else "tanpa tenggat"


def where(dataset: Dataset, item: MeetingDecision) -> str:
    """Name the places of a decision, or its kawasan where it is about no less."""
    names = [dataset.area_name(kode) for kode in item.keputusan.lokus or item.kawasan]
    return text.join_names(names, _NAMED) if names else ""


def responsible(item: MeetingDecision) -> str:
    """Say who carries a decision out."""
    return f"penanggung jawab: {item.keputusan.penanggung_jawab or text.NOT_FILLED_IN}"


def matters(dataset: Dataset, flt: Filter, today: str) -> tuple[Frame, ...]:
    """Give the frame of the flags that nobody has answered yet, rule by rule; none where there are none."""
    found = flags.found(dataset, flt, today)
    waiting = [flag for flag in found if flag.tanggapan is None]
    if not waiting:
        return ()
    chances = sum(flag.peluang for flag in waiting)
    groups = ((aturan, [flag for flag in waiting if flag.aturan is aturan]) for aturan in Aturan)
    sample = any(dataset.intervensi[dataset.position[kode]].contoh for flag in found for kode in flag.ids)
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
                Figure(text.format_number(len(found) - len(waiting)), "sudah dibahas"),
            ),
            sections=tuple(_rule(dataset, aturan, group) for aturan, group in groups if group),
            notes=(),
            sample=sample,
            footer=wording.footer(dataset, flt),
        ),
    )


def _rule(dataset: Dataset, aturan: Aturan, group: Sequence[Flag]) -> Section:
    chance = group[0].peluang
    return Section(
        flags.title(aturan, chance),
        tuple(Line(flag.judul, note=_why(dataset, flag)) for flag in group[:_TITLES]),
        "peluang" if chance else "flag",
        text.format_number(len(group)),
        more=len(group[_TITLES:]),
    )


def _why(dataset: Dataset, flag: Flag) -> str:
    if flag.aturan is Aturan.GANDA:
        # Names of OPD hold commas, so that points part them.
        names = [dataset.opd_by_kode[kode].ringkas for kode in flag.opd]
        rest = [f"{len(names) - _NAMED} lainnya"] if len(names) > _NAMED else []
        return " · ".join(names[:_NAMED] + rest)
    return flag.alasan if flag.aturan in _NEED_REASON else ""
