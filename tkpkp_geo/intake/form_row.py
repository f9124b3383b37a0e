"""What is typed into a form, as a row that is taken whole or not at all, and what comes of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Protocol, TypeVar

from tkpkp_geo.domain.errors import Problem
from tkpkp_geo.intake import values
from tkpkp_geo.intake.program_rules import StrictRow, clean_text
from tkpkp_geo.store.records import Change

Item = TypeVar("Item")
Cells = Mapping[str, str]
Outcome = tuple[list[Change], list[Problem]]  # one of the two is empty


class Kept(Protocol):
    """A record that remembers the revision that wrote it."""

    @property
    def revisi(self) -> int:
        """The revision."""


class FormRow(StrictRow):
    """A row of a form; a day may be written as people write it."""

    emptied_hint = held_hint = placeless_hint = "Perbaiki isian itu, lalu simpan lagi."

    def iso_date(self, column: str) -> str:
        """Give the day of a cell, else "" and a report."""
        typed = self.text(column)
        try:
            return values.parse_date(typed) if typed else ""
        except ValueError:
            self.report(column, "bukan tanggal", "Tulis misalnya 4 Februari 2026 atau 04/02/2026.")
            return ""

    def refuse_known(self, column: str, known: Iterable[str]) -> None:
        """Report a cell that is one of `known`, whatever its capitals."""
        if self.text(column).casefold() in {item.casefold() for item in known}:
            self.report(column, "sudah dipakai", "Pilih yang lain, atau ubah yang sudah ada.")


def form_row(typed: Cells) -> tuple[FormRow, list[Problem]]:
    """Give what was typed as a row, and the list that its problems will go to."""
    problems: list[Problem] = []
    return FormRow("Formulir", None, {name: clean_text(cell) for name, cell in typed.items()}, problems), problems


def build_outcome(problems: list[Problem], item: Item | None, changes: Callable[[Item], list[Change]]) -> Outcome:
    """Give the changes of a record, or the problems where there are any; ``None`` is a row that made no record."""
    return ([], problems) if problems or item is None else (changes(item), [])


def seen_revision(seen: Kept | None) -> int | None:
    """Give the revision in which a record was seen, as a `Change` wants it; ``None`` for a new one."""
    return seen.revisi or None if seen else None
