"""A table as text, for whatever sets it: Word, slides, paper."""

from __future__ import annotations

from dataclasses import dataclass

_LONG = 400  # letters of a cell


@dataclass(frozen=True, slots=True)
class Grid:
    """A table whose first row is repeated on each page; a cell may have several lines.

    Parameters
    ----------
    judul : str
        What the table holds, also for those who do not see it.
    lebar : tuple of float
        Widths of the columns, as shares.
    kanan : tuple of int
        Columns that are set to the right.
    jumlah : bool
        Whether the last row holds totals.
    tinggi : float
        Least height of a row, mm; room to sign in.
    """

    judul: str
    kepala: tuple[str, ...]
    baris: tuple[tuple[str, ...], ...]
    lebar: tuple[float, ...]
    kanan: tuple[int, ...] = ()
    jumlah: bool = False
    tinggi: float = 0.0

    @property
    def utuh(self) -> tuple[bool, ...]:
        """Tell for each row whether it stays on one page; one of very many letters may go on to the next."""
        return tuple(max(map(len, row)) < _LONG for row in self.baris)
