"""What can go wrong with the office's data, said once and in one form."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong with a file, worded for the person who keeps it.

    Parameters
    ----------
    berkas : str
        File name, without its folder.
    masalah : str
        What is wrong, in Indonesian.
    saran : str
        What to do about it, in Indonesian.
    baris : int or None
        Row as a spreadsheet counts it: the heading is row 1.
    kolom, nilai : str
        Column name and the value found there, as typed.
    lembar, sel : str
        Sheet of a workbook, and the cell as a spreadsheet names it (``N12``).
    """

    berkas: str
    masalah: str
    saran: str
    baris: int | None = None
    kolom: str = ""
    nilai: str = ""
    lembar: str = ""
    sel: str = ""

    def __str__(self) -> str:
        place = self.berkas
        if self.lembar:
            place += f", lembar “{self.lembar}”"
        if self.baris is not None:
            place += f", baris {self.baris}"
        if self.kolom:
            place += f", kolom {self.kolom}"
        if self.sel:
            place += f" (sel {self.sel})"
        value = f" (nilai: “{self.nilai}”)" if self.nilai else ""
        return f"{place}: {self.masalah}{value}. {self.saran}"


class TkpkpError(Exception):
    """Base of the errors that this package raises on purpose."""


class DataFileError(TkpkpError):
    """A whole file cannot be used; carries the `Problem` to show, and any others that were found with it."""

    def __init__(self, problem: Problem, *others: Problem) -> None:
        super().__init__("\n".join(map(str, (problem, *others))))
        self.problem = problem
        self.problems = (problem, *others)


class FilterError(TkpkpError):
    """A query names keys or values that do not exist.

    Parameters
    ----------
    unknown : sequence of (key, value)
        Every unknown pair; `value` is ``None`` where the key itself is unknown.
    """

    def __init__(self, unknown: Sequence[tuple[str, str | None]]) -> None:
        super().__init__("; ".join(key if value is None else f"{key}={value}" for key, value in unknown))
        self.unknown = unknown

    @property
    def words(self) -> list[str]:
        """Each unknown key and value in words."""
        return [
            f"kunci tidak dikenal: {key}" if value is None else f"nilai tidak dikenal: {key}={value}"
            for key, value in self.unknown
        ]


class NotAllowedError(TkpkpError):
    """Somebody asked for a change that is not theirs to make; the message says so to them."""


class StoreError(TkpkpError):
    """The store cannot do what was asked, for a reason that its message gives."""


class SignInError(TkpkpError):
    """Somebody was not let in; the message says so without telling what a guesser would like to know.

    Parameters
    ----------
    menit : int
        Minutes to wait after too many attempts; 0 where another one may be made at once.
    """

    def __init__(self, message: str, menit: int = 0) -> None:
        super().__init__(message)
        self.menit = menit


class WeakPasswordError(TkpkpError):
    """A new password is too easily guessed; the message says what to do."""
