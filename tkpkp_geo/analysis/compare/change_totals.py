"""What changes of programs come to: counts, money, groups, and the filter that shows them on the map. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tkpkp_geo.analysis.compare.program_changes import ChangeKind, ProgramChange
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA, Filter
from tkpkp_geo.domain.records import BATAL, Intervensi


@dataclass(frozen=True, slots=True)
class RupiahSum:
    """An amount of rupiah, and how many programs it is of."""

    rupiah: int = 0
    program: int = 0


@dataclass(frozen=True, slots=True)
class ChangeSummary:
    """What some changes come to, each program once. Money is never guessed.

    Parameters
    ----------
    growth : RupiahSum
        Of the programs whose pagu is known before and after: what it has grown by.
    filled_in, emptied : RupiahSum
        Of the programs whose pagu was filled in, or emptied.
    came, left : RupiahSum
        Of the programs that came into view, or left it.
    """

    program: int
    kinds: Mapping[ChangeKind, int]
    growth: RupiahSum
    filled_in: RupiahSum
    emptied: RupiahSum
    came: RupiahSum
    left: RupiahSum
    samples: int


def summarise_changes(changes: Iterable[ProgramChange]) -> ChangeSummary:
    """Add changes up, each program once."""
    changes = tuple({item.id: item for item in changes}.values())
    kinds = Counter(kind for item in changes for kind in item.kinds)
    amounts: dict[str, list[int]] = {"growth": [], "filled_in": [], "emptied": [], "came": [], "left": []}
    for item in changes:
        before, after = _standing(item.before), _standing(item.after)
        old, new = before.pagu if before else None, after.pagu if after else None
        if before and after and old != new:
            kind = "filled_in" if old is None else "emptied" if new is None else "growth"
            amounts[kind].append((new or 0) - (old or 0))
        elif after and not before and new is not None:
            amounts["came"].append(new)
        elif before and not after and old is not None:
            amounts["left"].append(old)
    return ChangeSummary(
        program=len(changes),
        kinds={kind: kinds[kind] for kind in ChangeKind if kinds[kind]},
        samples=sum(item.program.contoh for item in changes),
        **{name: RupiahSum(sum(values), len(values)) for name, values in amounts.items()},
    )


def _standing(row: Intervensi | None) -> Intervensi | None:
    """Give the program where its money counts: a cancelled one spends none."""
    return None if row is None or row.status == BATAL else row


def group_changes_by_opd(dataset: Dataset, changes: Iterable[ProgramChange]) -> dict[str, list[ProgramChange]]:
    """Group changes by OPD, the OPD with most first; a program that changed hands is with both."""
    groups: dict[str, list[ProgramChange]] = {item.kode_opd: [] for item in dataset.opd}
    for item in changes:
        for kode in item.opd:
            groups[kode].append(item)
    return {kode: items for kode, items in sorted(groups.items(), key=lambda pair: -len(pair[1])) if items}


def group_changes_by_kawasan(dataset: Dataset, changes: Iterable[ProgramChange]) -> dict[str, list[ProgramChange]]:
    """Group changes by kawasan in their order, "" being none; a program is with each that it reaches or reached."""
    groups: dict[str, list[ProgramChange]] = {kode: [] for kode in (*dataset.kawasan_by_kode, "")}
    for item in changes:
        for kode in item.kawasan or ("",):
            groups[kode].append(item)
    return {kode: items for kode, items in groups.items() if items}


def build_map_filter(dataset: Dataset, changes: Iterable[ProgramChange]) -> Filter:
    """Build the filter that shows exactly these programs as they are now."""
    ids = {item.id for item in changes}
    rows = [row for row in dataset.intervensi if row.id in ids]
    # What no longer stands is on the map only where everything is.
    return Filter(id=tuple(row.id for row in rows), tampil=(SEMUA,) if any(row.tanda for row in rows) else ())
