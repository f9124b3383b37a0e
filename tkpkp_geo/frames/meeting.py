"""The frames that a meeting goes through point by point: its own open decisions, and what the data flag."""

from __future__ import annotations

from collections.abc import Sequence

from tkpkp_geo import analysis, flags, meetings, reporting, text
from tkpkp_geo.flags import Aturan, Flag
from tkpkp_geo.frames import wording
from tkpkp_geo.frames.records import Figure, Frame, Line, Section
from tkpkp_geo.model import Dataset, Filter, Keputusan, Rapat, StatusKeputusan

_NAMED = 3  # kawasan or OPD that a line names before it counts the rest
_TITLES = 2  # flags of a rule that are named; the rest is counted
# The titles of these do not say what is the matter.
_NEED_REASON = (Aturan.FISIK_TERTINGGAL, Aturan.RANTAI)


def decisions(dataset: Dataset, flt: Filter, today: str) -> tuple[Frame, ...]:
    """Give the frame of the decisions that still wait, the oldest first; none where none does."""
    waiting = _open(dataset, flt)
    if not waiting:
        return ()
    late = sum(_days(item.tenggat, today) > 0 for item, _ in waiting)
    undated = sum(not item.tenggat for item, _ in waiting)
    lines = tuple(_decision(dataset, item, rapat, today) for item, rapat in waiting)
    return (
        Frame(
            id="keputusan",
            kind="keputusan",
            title="Keputusan rapat yang masih terbuka",
            kicker="Tindak lanjut rapat",
            flt=flt,
            focus=(),
            figures=(
                Figure(text.angka(len(waiting)), "masih terbuka"),
                Figure(text.angka(late), "lewat tenggat"),
                Figure(text.angka(undated), "tanpa tenggat"),
            ),
            sections=(Section("Umur sejak rapat, yang terlama dahulu", lines, "putusan"),),
            # The footer names the whole filter, but a decision is about areas alone.
            notes=("Keputusan hanya disaring menurut kawasan",) if wording.is_narrowed(flt) else (),
            sample=False,
            footer=wording.footer(dataset, flt),
        ),
    )


def _open(dataset: Dataset, flt: Filter) -> list[tuple[Keputusan, Rapat | None]]:
    held = {item.kode: item for item in dataset.rapat}
    shown = {item.kode_kawasan for item in dataset.kawasan if analysis.shows(flt, item)}
    anywhere = not (flt.kawasan or flt.kecamatan)
    found = [
        (item, held.get(item.kode_rapat)) for item in dataset.keputusan if item.status is StatusKeputusan.TERBUKA
    ]
    own = [(item, rapat) for item, rapat in found if anywhere or shown & set(meetings.areas(item, rapat))]
    return sorted(own, key=lambda both: (not both[1], both[1].tanggal if both[1] else "", both[0].kode))


def _decision(dataset: Dataset, item: Keputusan, rapat: Rapat | None, today: str) -> Line:
    areas = [dataset.nama_wilayah(kode) for kode in meetings.areas(item, rapat)]
    parts = (
        f"Rapat {text.tanggal(rapat.tanggal)}" if rapat else f"Tanggal rapat {text.BELUM_DIISI}",
        _due(item.tenggat, today),
        text.daftar(areas, _NAMED) if areas else "",
        f"penanggung jawab: {item.penanggung_jawab or text.BELUM_DIISI}",
    )
    age = (text.angka(max(_days(rapat.tanggal, today), 0)) + " hari") if rapat else ""
    return Line(item.isi, note=" · ".join(filter(None, parts)), right=age)


def _due(tenggat: str, today: str) -> str:
    if not tenggat:
        return "tanpa tenggat"
    late = _days(tenggat, today)
    return f"tenggat {text.tanggal(tenggat)}" + (f", lewat {text.angka(late)} hari" if late > 0 else "")


def _days(tanggal: str, today: str) -> int:
    return reporting.days_since(tanggal, today) or 0


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
                Figure(text.angka(len(waiting) - chances), "perlu dibahas"),
                Figure(text.angka(chances), "peluang sinergi"),
                Figure(text.angka(len(found) - len(waiting)), "sudah dibahas"),
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
        "Peluang sinergi" if chance else flags.TITLES[aturan],
        tuple(Line(flag.judul, note=_why(dataset, flag)) for flag in group[:_TITLES]),
        "peluang" if chance else "flag",
        text.angka(len(group)),
        more=len(group[_TITLES:]),
    )


def _why(dataset: Dataset, flag: Flag) -> str:
    if flag.aturan is Aturan.GANDA:
        # Names of OPD hold commas, so that points part them.
        names = [wording.short_name(dataset, kode) for kode in flag.opd]
        rest = [f"{len(names) - _NAMED} lainnya"] if len(names) > _NAMED else []
        return " · ".join(names[:_NAMED] + rest)
    return flag.alasan if flag.aturan in _NEED_REASON else ""
