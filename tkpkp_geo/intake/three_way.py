"""Two people, one program: what each of them changed, side by side. Pure; works on canonical cells."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from tkpkp_geo.intake.sheet.changes import changed_columns


class Side(StrEnum):
    """Whose value a column takes."""

    MINE = "saya"
    STORED = "tersimpan"


@dataclass(frozen=True, slots=True)
class ColumnConflict:
    """One column in which what was seen, what now stands, and what was typed are not all the same.

    Parameters
    ----------
    seen, stored, typed : str
        As the writer saw it, as somebody else left it meanwhile, as the writer has it.
    side : Side or None
        Whose value it takes by itself; ``None`` where both changed it and somebody has to choose.
    """

    column: str
    seen: str
    stored: str
    typed: str
    side: Side | None


def compare_three_ways(
    seen: Mapping[str, str], stored: Mapping[str, str], typed: Mapping[str, str]
) -> tuple[ColumnConflict, ...]:
    """Compare the three states of one program, column by column, in the order of `typed`.

    A column changed by one person alone, or by both to the same value, is settled by itself.
    """
    mine = _columns(changed_columns(seen, typed))
    theirs = _columns(changed_columns(seen, stored))
    apart = _columns(changed_columns(stored, typed))
    return tuple(
        ColumnConflict(
            column,
            seen.get(column, ""),
            stored.get(column, ""),
            typed[column],
            None if column in mine and column in theirs and column in apart else _alone(column in mine),
        )
        for column in typed
        if column in mine or column in theirs
    )


def _columns(parts: Iterable[tuple[str, str, str]]) -> frozenset[str]:
    return frozenset(column for column, _, _ in parts)


def _alone(mine: bool) -> Side:
    return Side.MINE if mine else Side.STORED


def merge_choices(
    stored: Mapping[str, str], changes: Iterable[ColumnConflict], choices: Mapping[str, Side]
) -> dict[str, str]:
    """Give the program as chosen: what now stands, with the writer's own value where the choice is so.

    Parameters
    ----------
    choices : mapping of str to Side
        By column; it goes before what a column takes by itself.

    Raises
    ------
    KeyError
        Where a column that both changed has no choice.
    """
    cells = dict(stored)
    for item in changes:
        side = choices[item.column] if item.side is None else choices.get(item.column, item.side)
        if side is Side.MINE:
            cells[item.column] = item.typed
    return cells
