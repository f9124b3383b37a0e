"""What people type into cells → canonical text: numbers, rupiah, percent and dates."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import cache

from babel.dates import get_month_names

from tkpkp_geo.intake.program_rules import plain_number

_SCALES = {
    "": 1,
    "ribu": 10**3,
    "rb": 10**3,
    "juta": 10**6,
    "jt": 10**6,
    "miliar": 10**9,
    "milyar": 10**9,
    "m": 10**9,
    "triliun": 10**12,
    "t": 10**12,
}
_AMOUNT = re.compile(r"([+-]?)(\d[\d.,' ]*)\s*([a-z]*)\.?")
_DATE = re.compile(r"(?:[a-z']+, ?)?(\d{1,2})[\s/.\-]+(\d{1,2}|[a-z]+)\.?[\s/.\-]+(\d{4}|\d{2})(?: \d\d?[:.]\d\d.*)?")
_ISO_DATE = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[t ].*)?")
_NUMERIC = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4}|\d{2})")
_OTHER_MONTHS = {"pebruari": 2, "peb": 2, "nopember": 11, "nop": 11, "agustus": 8, "ags": 8, "agt": 8, "agu": 8}
# Day numbers as spreadsheets store them: 1985 to 2064.
_SERIALS = range(31_000, 60_000)
KOSONG = frozenset({"", "-", "–", "—", "n/a", "belum diisi", "belum ada", "kosong", "(kosong)"})


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell whose formula has no result: ``#REF!``."""

    code: str


Cell = str | int | float | bool | date | CellError


def with_comma(value: float) -> str:
    """Give a number as text that `parse_number` reads back as the same one: ``7,5``."""
    return f"{Decimal(plain_number(value)):f}".replace(".", ",")


def as_typed(value: Cell) -> str:
    """Give a cell as the person sees it, for messages and for text columns."""
    if isinstance(value, CellError):
        return value.code
    if isinstance(value, bool):
        return "BENAR" if value else "SALAH"
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return value.strip() if isinstance(value, str) else plain_number(value)


def parse_number(value: Cell) -> str:
    """Give a number in canonical text: ``1.250.000,00``, ``1250000`` and ``1,25 juta`` alike.

    >>> parse_number("Rp 1,25 juta")
    '1250000'

    Raises
    ------
    ValueError
        Where the text is not a number that can be read in one way only.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return plain_number(value) if abs(value) < 1e300 else repr(value)
    match = _AMOUNT.fullmatch(re.sub(r"^(?:rp\.?|idr)\s*|(?:,-+|\.-+)$", "", _folded(value)))
    if not match or match[3] not in _SCALES:
        raise ValueError
    amount = Decimal(match[1] + _digits(match[2].strip())) * _SCALES[match[3]]
    return str(int(amount)) if amount == amount.to_integral_value() else repr(float(amount))


def parse_percent(value: Cell) -> str:
    """Give a percentage from 0 to 100 in canonical text.

    >>> parse_percent("62,5 %")
    '62.5'

    Raises
    ------
    ValueError
        Where it is no number, or a bare fraction: 0.7 is what a cell shown as 70 % holds.
    """
    if isinstance(value, str) and value.strip().endswith("%"):
        return parse_number(value.strip()[:-1])
    text = parse_number(value)
    if 0 < float(text) < 1:
        raise ValueError
    return text


def parse_date(value: Cell) -> str:
    """Give a date in ISO form: ``4 Februari 2026``, ``04/02/2026`` (day first), a spreadsheet's own date.

    >>> parse_date("4 Februari 2026")
    '2026-02-04'

    Raises
    ------
    ValueError
        Where the text is no date.
    """
    if isinstance(value, date):
        return value.isoformat()
    text = _folded(as_typed(value))
    if text.isdigit() and int(text) in _SERIALS:
        return (date(1899, 12, 30) + timedelta(days=int(text))).isoformat()
    if match := _ISO_DATE.fullmatch(text):
        return date(*map(int, match.groups())).isoformat()
    match = _DATE.fullmatch(text)
    if not match:
        raise ValueError
    day, month, year = match.groups()
    month = int(month) if month.isdigit() else _months().get(month, 0)
    return date(int(year) + (2000 if len(year) == 2 else 0), month, int(day)).isoformat()


def is_month_first(values: Iterable[Cell]) -> bool:
    """Tell whether a column writes the month before the day, as English spreadsheets do when they save CSV.

    So it does where some date can only be read that way, and none only the other way.
    """
    pairs = [
        (int(m[1]), int(m[2]))
        for value in values
        if isinstance(value, str) and (m := _NUMERIC.fullmatch(value.strip()))
    ]
    return any(first <= 12 < second <= 31 for first, second in pairs) and all(first <= 12 for first, _ in pairs)


def day_first(value: str) -> str:
    """Turn a date that has its month first into the usual order; other text stays."""
    match = _NUMERIC.fullmatch(value.strip())
    return f"{match[2]}/{match[1]}/{match[3]}" if match and int(match[2]) <= 31 else value


def _folded(value: Cell) -> str:
    return re.sub(r"[\s\xa0]+", " ", as_typed(value)).strip().casefold()


def _digits(text: str) -> str:
    text = text.rstrip(" .,'")
    if re.fullmatch(r"\d{1,3}(?:[ ']\d{3})+(?:[.,]\d+)?", text):
        text = re.sub("[ ']", "", text)
    if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", text):
        return text.replace(".", "").replace(",", ".")
    if re.fullmatch(r"\d{1,3}(?:,\d{3}){2,}(?:\.\d+)?|\d{1,3}(?:,\d{3})+\.\d+", text):
        return text.replace(",", "")
    if re.fullmatch(r"\d+(?:[.,]\d+)?", text):
        return text.replace(",", ".")
    raise ValueError


@cache
def _months() -> dict[str, int]:
    names = {
        name.casefold().rstrip("."): number
        for locale in ("id", "en")
        for width in ("wide", "abbreviated")
        for number, name in get_month_names(width, locale=locale).items()
    }
    return names | _OTHER_MONTHS
