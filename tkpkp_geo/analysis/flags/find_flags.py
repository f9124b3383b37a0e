"""Finds the flags of a filter: all those of its way of looking, worked out once, less what it leaves out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from threading import Lock

import numpy as np

from tkpkp_geo.analysis import select
from tkpkp_geo.analysis.filter_index import build_filter_index
from tkpkp_geo.analysis.flags.flag import Flag
from tkpkp_geo.analysis.flags.rule_basis import Basis
from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.analysis.flags.rules_missing import find_unplaced_pagu, find_unreached_desa, find_unserved_fungsi
from tkpkp_geo.analysis.flags.rules_overlap import find_chains, find_doubled_fungsi
from tkpkp_geo.analysis.flags.rules_progress import SELESAI, find_lagging_programs, find_quiet_opd
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import MOST_IDS, Filter
from tkpkp_geo.domain.records import BATAL, Intervensi
from tkpkp_geo.domain.synergy_records import FlagAnswer
from tkpkp_geo.domain.visibility import keep_standing

_RULES = {
    Rule.OVERLAP: find_doubled_fungsi,
    Rule.UNSERVED_FUNGSI: find_unserved_fungsi,
    Rule.UNREACHED_DESA: find_unreached_desa,
    Rule.PAGU_WITHOUT_LOKUS: find_unplaced_pagu,
    Rule.LONG_SILENT: find_quiet_opd,
    Rule.PHYSICAL_BEHIND: find_lagging_programs,
    Rule.CHAIN: find_chains,
}
# Many sessions ask for the same flags at once: one works them out while the others wait.
_working = Lock()


def find_flags(dataset: Dataset, flt: Filter, today: str) -> tuple[Flag, ...]:
    """Find the flags of a filter, rule by rule, within a rule the weightiest first.

    They are worked out over all programs that stand in the filter's way of looking, not over those it selects: that no
    OPD serves a fungsi must not become true because one OPD was chosen. Of them the filter keeps a flag if it selects
    one of the programs that the flag rests on and does not ask for other areas. A flag that rests on an absence
    concerns everybody: only another kawasan, kecamatan, year or fungsi leaves it out, or a choice of single programs.
    Of chosen kecamatan it is worked out anew, for it speaks of all desa and programs of an area.

    Parameters
    ----------
    today : str
        The day in the province, ISO.
    """
    with _working:
        every = _find_every_flag(dataset, keep_standing(flt), today)
        near = _find_every_flag(dataset, keep_standing(flt), today, flt.kecamatan) if flt.kecamatan else every
    touched = every.find_touched(build_filter_index(dataset).mask(flt))
    flags = [flag for flag, rows in zip(every.flags, touched, strict=True) if flag.ids and _concerns(flag, flt, rows)]
    flags += [flag for flag in near.flags if not flag.ids and _concerns(flag, flt, False)]
    return tuple(sorted(flags, key=lambda flag: list(_RULES).index(flag.rule)))


def _concerns(flag: Flag, flt: Filter, selected: bool) -> bool:
    if not selected and (flag.ids or flt.id):
        return False
    if flt.kawasan and not set(flt.kawasan) & set(flag.kawasan):
        return False
    if flt.kecamatan and flag.desa and not set(flt.kecamatan) & set(map(kecamatan_of, flag.desa)):
        return False
    return bool(flag.ids) or (
        (not flt.tahun or not flag.tahun or flag.tahun in flt.tahun)
        and (not flt.fungsi or not flag.fungsi or flag.fungsi in flt.fungsi)
    )


@dataclass(frozen=True, eq=False)
class _EveryFlag:
    """All flags of a way of looking, and where their programs stand in the dataset.

    Parameters
    ----------
    rows : ndarray of int
        Positions of the programs that they rest on, flag after flag.
    starts : ndarray of int
        Where in `rows` those of each flag begin that rests on any.
    resting : ndarray of bool
        Which flags rest on programs; the others rest on an absence.
    """

    flags: tuple[Flag, ...]
    rows: np.ndarray
    starts: np.ndarray
    resting: np.ndarray

    def find_touched(self, mask: np.ndarray) -> list[bool]:
        """Tell for each flag whether any of its programs is in the mask."""
        touched = np.zeros(len(self.flags), dtype=bool)
        if len(self.rows):
            touched[self.resting] = np.logical_or.reduceat(mask[self.rows], self.starts)
        return touched.tolist()


@lru_cache(maxsize=4)
def _find_every_flag(dataset: Dataset, looking: Filter, today: str, kecamatan: tuple[str, ...] = ()) -> _EveryFlag:
    basis = Basis(dataset, looking, date.fromisoformat(today), kecamatan)
    answers = defaultdict(list)
    for item in dataset.tanggapan:
        answers[item.kode].append(item)
    flags = tuple(_complete_flag(basis, flag, answers) for rule in _RULES.values() for flag in rule(basis))
    counts = np.array([len(flag.ids) for flag in flags], dtype=int)
    resting = counts > 0
    starts = np.concatenate([[0], np.cumsum(counts[resting])[:-1]]) if resting.any() else np.zeros(0, dtype=int)
    rows = np.array([dataset.position[kode] for flag in flags for kode in flag.ids], dtype=int)
    return _EveryFlag(flags, rows, starts.astype(int), resting)


def _complete_flag(basis: Basis, flag: Flag, answers: dict[str, list[FlagAnswer]]) -> Flag:
    given = answers.get(flag.kode, ())
    flt, is_exact = _build_map_filter(basis, flag)
    older = sorted(
        (item for item in given if item.sidik != flag.fingerprint), key=lambda item: item.revisi, reverse=True
    )
    answer = next((item for item in given if item.sidik == flag.fingerprint), None)
    return replace(flag, flt=flt, is_exact=is_exact, answer=answer, earlier_answers=tuple(older))


def _build_map_filter(basis: Basis, flag: Flag) -> tuple[Filter, bool]:
    """Build the filter that shows a flag's programs on the map, and tell whether it shows them all.

    An absence is shown by where nothing is: its kawasan, year and fungsi.
    """
    looking = basis.flt
    if not flag.ids:
        years, functions = tuple(filter(None, (flag.tahun,))), tuple(filter(None, (flag.fungsi,)))
        areas = tuple(kode for kawasan in flag.kawasan for kode in basis.find_kecamatan(kawasan))
        return replace(looking, kawasan=flag.kawasan, kecamatan=areas, tahun=years, fungsi=functions), True
    if len(flag.ids) <= MOST_IDS:
        # The map flies to the kawasan that is named, so the one that holds all programs is named with them.
        alone = len(flag.kawasan) == 1 and all(flag.kawasan[0] in row.kawasan for row in _find_rows(basis, flag))
        return replace(looking, id=flag.ids, kawasan=flag.kawasan if alone else ()), True
    by_keys = _build_key_filter(basis, flag)
    if by_keys and tuple(row.id for row in select.select_programs(basis.dataset, by_keys)) == flag.ids:
        return by_keys, True
    return replace(looking, id=flag.ids[:MOST_IDS]), False


def _find_rows(basis: Basis, flag: Flag) -> Iterable[Intervensi]:
    return (basis.dataset.intervensi[basis.dataset.position[kode]] for kode in flag.ids)


def _build_key_filter(basis: Basis, flag: Flag) -> Filter | None:
    """Build the filter whose keys may select the same as a long list of programs; ``None`` where none can."""
    if flag.rule is not Rule.LONG_SILENT:
        return None
    codes = [item.kode for item in basis.dataset.referensi.get("status", ())]
    open_ = tuple(kode for kode in codes if kode not in (SELESAI, BATAL))
    return replace(basis.flt, opd=flag.opd, status=open_, data=("resmi",))
