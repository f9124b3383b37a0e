"""A table as text, for whatever sets it: Word, slides, paper."""

from __future__ import annotations

from dataclasses import dataclass

_LONG = 400  # letters of a cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row is repeated on each page; a cell may have several lines.

    Parameters
    ----------
    title : str
        What the table holds, also for those who do not see it.
    widths : tuple of float
        Widths of the columns, as shares.
    right : tuple of int
        Columns that are set to the right.
    has_total : bool
        Whether the last row holds totals.
    row_height : float
        Least height of a row, mm; room to sign in.
    """

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    widths: tuple[float, ...]
    right: tuple[int, ...] = ()
    has_total: bool = False
    row_height: float = 0.0

    @property
    def whole(self) -> tuple[bool, ...]:
        """Tell for each row whether it stays on one page; one of very many letters may go on to the next."""
        return tuple(max(map(len, row)) < _LONG for row in self.rows)
