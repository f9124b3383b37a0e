"""Which programs differ between two revisions, and how. Pure.

What a viewer is not shown is not told either: of a program that has been sent back the page says that it is gone
from view, not what is being written in it now.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np

from tkpkp_geo.analysis.filter_index import FilterIndex
from tkpkp_geo.domain.columns import FILLED
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import BATAL, DataKind, Intervensi, Verification
from tkpkp_geo.domain.visibility import keep_standing
from tkpkp_geo.intake import rows as intake_rows
from tkpkp_geo.store.boundaries import Boundaries
from tkpkp_geo.store.records import NetChange

PROGRAM_TABLE = "intervensi"
_WITH_A_KIND = ("id", "lokus", "pagu", "realisasi", "realisasi_fisik", "status")
# Columns of a program whose changes have no kind of their own; whether it is a sample is told last.
OTHER_COLUMNS = tuple(
    sorted((column.name for column in FILLED if column.name not in _WITH_A_KIND), key=lambda name: name == "jenis_data")
)
_REASONS = {
    Verification.DRAF: "dikembalikan kepada OPD",
    Verification.DIAJUKAN: "menunggu verifikasi DPMD",
    Verification.TERVERIFIKASI: "sudah terverifikasi",
}


class ChangeKind(StrEnum):
    """What happened to a program; one program may be several."""

    NEW = "baru"
    SHOWN = "baru tampil"
    GONE = "tidak lagi tampil"
    CANCELLED = "dibatalkan"
    REVIVED = "diaktifkan kembali"
    LOKUS = "lokus berubah"
    PAGU = "pagu berubah"
    REALISASI = "realisasi berubah"
    STATUS = "status berubah"
    VERIFIED = "terverifikasi"
    SUBMITTED = "diajukan"
    RETURNED = "dikembalikan"
    OTHER = "isi lain berubah"


@dataclass(frozen=True, slots=True)
class ProgramChange:
    """A program that is not as it was, as far as the viewer is shown it.

    Parameters
    ----------
    before, after : Intervensi or None
        The program at the two revisions; ``None`` where there was none, or where it is not shown.
    kinds : tuple of ChangeKind
        What happened, in the order of `ChangeKind`.
    reason : str
        Why the program is gone from view; "" where it is not, or nobody knows.
    """

    id: str
    before: Intervensi | None
    after: Intervensi | None
    kinds: tuple[ChangeKind, ...]
    reason: str = ""

    @property
    def program(self) -> Intervensi:
        """The program as it is, or as it last was."""
        return next(row for row in (self.after, self.before) if row)

    @property
    def opd(self) -> frozenset[str]:
        """Codes of the OPD that it belongs, or belonged, to."""
        return frozenset(row.kode_opd for row in (self.before, self.after) if row)

    @property
    def kawasan(self) -> frozenset[str]:
        """Codes of every kawasan that it reaches, or reached."""
        return frozenset(kode for row in (self.before, self.after) if row for kode in row.kawasan)


@dataclass(frozen=True, slots=True)
class _Side:
    """The changed programs as they are at one of the two revisions, ``None`` where one is not there."""

    rows: tuple[Intervensi | None, ...]
    index: FilterIndex

    @classmethod
    def build(cls, dataset: Dataset, rows: tuple[Intervensi | None, ...]) -> _Side:
        return cls(rows, FilterIndex(replace(dataset, intervensi=tuple(row for row in rows if row))))

    def mask(self, flt: Filter, ignore: Sequence[str] = ()) -> np.ndarray:
        # A program that was cancelled is something that happened.
        mask = np.zeros(len(self.rows), dtype=bool)
        mask[[row is not None for row in self.rows]] = self.index.listed(flt, ignore)
        return mask


class Comparison:
    """The programs that differ between two revisions, ready to be asked under any filter.

    Parameters
    ----------
    dataset : Dataset
        The present data: names, and what the filter accepts.
    pairs : sequence of (Intervensi or None, Intervensi or None)
        Every program that differs, before and after; ``None`` where there was none.
    problems : sequence of Problem
        What could not be read of the rows as they once were.
    """

    def __init__(
        self,
        dataset: Dataset,
        pairs: Sequence[tuple[Intervensi | None, Intervensi | None]],
        problems: Sequence[Problem] = (),
    ) -> None:
        self.problems = tuple(problems)
        self._before = _Side.build(dataset, tuple(before for before, _ in pairs))
        self._after = _Side.build(dataset, tuple(after for _, after in pairs))

    def find_changes(self, flt: Filter) -> tuple[ProgramChange, ...]:
        """Find what happened to the programs that the filter selects as they were, or as they are.

        Unless the filter asks for more, only what stands is shown: a program that was verified meanwhile comes into
        view, one that was sent back is gone from it. A cancelled one is still among them, for it was there.
        """
        # Which rows may be shown at all, whatever area, year or OPD is asked for.
        standing = keep_standing(flt)
        was_shown, is_shown = (side.mask(standing, ignore=("status",)) for side in (self._before, self._after))
        wanted = self._before.mask(flt) | self._after.mask(flt)
        changes = (
            _find_change(self._before.rows[i], self._after.rows[i], bool(was_shown[i]), bool(is_shown[i]))
            for i in np.flatnonzero(wanted)
        )
        return tuple(change for change in changes if change)


def compare_programs(dataset: Dataset, boundaries: Boundaries, net_changes: Iterable[NetChange]) -> Comparison:
    """Read the programs of net changes before and after, in the kawasan as they are now."""
    problems: list[Problem] = []
    read = intake_rows.program_reader(dataset, boundaries, problems)
    pairs = [
        (read(item.sebelum) if item.sebelum else None, read(item.sesudah) if item.sesudah else None)
        for item in net_changes
    ]
    return Comparison(dataset, pairs, problems)


def _find_change(
    before: Intervensi | None, after: Intervensi | None, was_shown: bool, is_shown: bool
) -> ProgramChange | None:
    if after and is_shown and not was_shown:
        return ProgramChange(after.id, None, after, (ChangeKind.NEW if before is None else ChangeKind.SHOWN,))
    if before and was_shown and not is_shown:
        return ProgramChange(before.id, before, None, (ChangeKind.GONE,), _explain_gone(after))
    if before is None or after is None:
        return None
    kinds = _find_kinds(before, after)
    return ProgramChange(after.id, before, after, kinds) if kinds else None


def _explain_gone(after: Intervensi | None) -> str:
    if after is None:
        return ""
    if after.jenis_data is DataKind.CONTOH:
        return "kini ditandai sebagai contoh"
    return _REASONS[Verification(after.verifikasi or Verification.DRAF)]


def _find_kinds(before: Intervensi, after: Intervensi) -> tuple[ChangeKind, ...]:
    gone = (before.status == BATAL, after.status == BATAL)
    way = (before.verifikasi != after.verifikasi) and Verification(after.verifikasi or Verification.DRAF)
    happened = {
        ChangeKind.CANCELLED: gone == (False, True),
        ChangeKind.REVIVED: gone == (True, False),
        ChangeKind.LOKUS: set(before.lokus) != set(after.lokus),
        ChangeKind.PAGU: before.pagu != after.pagu,
        ChangeKind.REALISASI: (before.realisasi, before.realisasi_fisik) != (after.realisasi, after.realisasi_fisik),
        ChangeKind.STATUS: before.status != after.status and not any(gone),
        ChangeKind.VERIFIED: way is Verification.TERVERIFIKASI,
        ChangeKind.SUBMITTED: way is Verification.DIAJUKAN,
        ChangeKind.RETURNED: way is Verification.DRAF,
        ChangeKind.OTHER: any(getattr(before, name) != getattr(after, name) for name in OTHER_COLUMNS),
    }
    return tuple(kind for kind, is_so in happened.items() if is_so)
