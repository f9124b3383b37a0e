"""What a flag is, and the fingerprint of what it rests on."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass

from tkpkp_geo.analysis.flags.rules import Rule
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.domain.synergy_records import FlagAnswer

_DIGITS = 16  # of a fingerprint
# No code of a list, OPD, area or year holds it: `intake.master_rules` refuses it.
_DIVIDER = ";"


@dataclass(frozen=True, slots=True)
class Flag:
    """Something to talk about.

    Parameters
    ----------
    rule : Rule
        The rule that found it.
    about : tuple of str
        Codes of what it is about; with the rule they are its lasting name.
    title, reason : str
        What it is about, and why, in one sentence each.
    ids : tuple of str
        The programs that it rests on; empty where it rests on an absence.
    kawasan, desa : tuple of str
        Codes of the areas that it is about. For a flag about an OPD or one program, the kawasan that its programs
        reach.
    opd : tuple of str
        Codes of the OPD that it concerns.
    tahun, fungsi : str
        The year and fungsi that it is about, "" where it is about more than one.
    fingerprint : str
        Fingerprint of what it rests on.
    answer : FlagAnswer or None
        The answer that was given while it rested on the very same.
    earlier_answers : tuple of FlagAnswer
        Answers from when it rested on something else, the newest first.
    flt : Filter
        What shows its rows on the map.
    is_exact : bool
        Whether `flt` shows all of them; if not, it shows the first ones.
    """

    rule: Rule
    about: tuple[str, ...]
    title: str
    reason: str
    ids: tuple[str, ...] = ()
    kawasan: tuple[str, ...] = ()
    desa: tuple[str, ...] = ()
    opd: tuple[str, ...] = ()
    tahun: str = ""
    fungsi: str = ""
    fingerprint: str = ""
    answer: FlagAnswer | None = None
    earlier_answers: tuple[FlagAnswer, ...] = ()
    flt: Filter = Filter()
    is_exact: bool = True

    @property
    def kode(self) -> str:
        """The flag's lasting name, under which answers to it are kept."""
        return _DIVIDER.join((self.rule, *self.about)).replace("|", _DIVIDER)

    @property
    def is_opportunity(self) -> bool:
        """Whether it is an opportunity rather than something that is amiss."""
        return self.rule is Rule.CHAIN


def build_fingerprint(rows: Iterable[Intervensi], besides: Iterable[str] = ()) -> str:
    """Build the fingerprint of rows as they were last written, and of whatever else a flag rests on."""
    parts = [*sorted(f"{row.id} {row.revisi}" for row in rows), *besides]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:_DIGITS]
