"""What a sheet would change: incoming programs beside those of the dataset. Pure; nothing is written here."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.intake.names import fold
from tkpkp_geo.intake.program_rules import program_cells

# What tells two programs apart where a sheet gives no id.
_KEY = ("kode_opd", "program", "tahun", "kegiatan", "sub_kegiatan", "lokus")


class ChangeKind(StrEnum):
    """What kind of change it is."""

    NEW = "baru"
    CHANGED = "berubah"
    MISSING = "hilang"


@dataclass(frozen=True, slots=True)
class RowChange:
    """One program that the sheet has otherwise than the dataset.

    Parameters
    ----------
    id : str
        The program's id; for a new one the id that it will get, the same each time the same row is read.
    kind : ChangeKind
        New, changed, or not in the sheet. What is not in the sheet is only told, never taken out.
    before, after : Intervensi or None
        Before and after.
    columns : tuple of (column, before, after)
        What changed, as canonical cells.
    lembar, baris
        Where in the file; ``None`` for what is not in it.
    conflicts : tuple of str
        Columns that somebody changed in the app after the sheet was downloaded, and the sheet otherwise.
    """

    id: str
    kind: ChangeKind
    before: Intervensi | None
    after: Intervensi | None
    columns: tuple[tuple[str, str, str], ...] = ()
    sheet: str = ""
    line: int | None = None
    conflicts: tuple[str, ...] = ()


def changed_columns(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[tuple[str, str, str], ...]:
    """Give the columns of `after` that differ from `before`; the order of places does not count."""
    return tuple(
        (column, before.get(column, ""), value)
        for column, value in after.items()
        if column != "id" and not _same(column, before.get(column, ""), value)
    )


def _same(column: str, before: str, after: str) -> bool:
    return before == after or (column == "lokus" and sorted(before.split(";")) == sorted(after.split(";")))


class Matcher:
    """Finds the program that a row without an id means, so that the same file twice is not twice the programs.

    Parameters
    ----------
    dataset : Dataset
        The present data.
    taken : iterable of str
        Ids that rows of the same file already name.
    """

    def __init__(self, dataset: Dataset, taken: Iterable[str]) -> None:
        self._by_id = {item.id: item for item in dataset.intervensi}
        self._taken = set(taken)
        self._by_key: dict[tuple[str, ...], list[Intervensi]] = defaultdict(list)
        for item in dataset.intervensi:
            if item.id not in self._taken:
                self._by_key[_key(program_cells(item))].append(item)
        self._seen: dict[tuple[str, ...], int] = defaultdict(int)

    def find(self, cells: Mapping[str, str]) -> tuple[str, Intervensi | None]:
        """Give the id of a row without one, and the program that it means, ``None`` for a new one."""
        key = _key(cells)
        self._seen[key] += 1
        code = _new_id(cells["kode_opd"], key, self._seen[key])
        item = self._by_id.get(code)
        if item is None or item.id in self._taken:
            item = next((item for item in self._by_key[key] if item.id not in self._taken), None)
        while item is None and (code in self._by_id or code in self._taken):
            self._seen[key] += 1
            code = _new_id(cells["kode_opd"], key, self._seen[key])
        self._taken.add(item.id if item else code)
        return (item.id, item) if item else (code, None)


def _key(cells: Mapping[str, str]) -> tuple[str, ...]:
    places = ";".join(sorted(cells.get("lokus", "").split(";")))
    return tuple(places if column == "lokus" else fold(cells.get(column, "")) for column in _KEY)


def _new_id(kode_opd: str, key: tuple[str, ...], number: int) -> str:
    digest = hashlib.sha256("\x1f".join([*key, str(number)]).encode()).hexdigest()
    return f"{kode_opd}-{digest[:10].upper()}"


def find_missing(
    dataset: Dataset, opd: Iterable[str], present: Iterable[str], held: Iterable[tuple[str, str]] = ()
) -> list[RowChange]:
    """Give the programs of these OPD that a sheet does not have.

    Parameters
    ----------
    held : iterable of (kode_opd, folded program)
        Rows without an id that wait for a repair: they may be the ones that seem to be missing.
    """
    owners, here, waiting = set(opd), set(present), set(held)
    return [
        RowChange(item.id, ChangeKind.MISSING, item, None)
        for item in dataset.intervensi
        if item.kode_opd in owners and item.id not in here and (item.kode_opd, fold(item.program)) not in waiting
    ]
