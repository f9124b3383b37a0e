"""Numbers and dates as Indonesians write them."""

import pytest

from tests.support.provinces import OWN
from tkpkp_geo.domain import text


@pytest.mark.parametrize(
    ("value", "long", "short"),
    [
        (None, "belum diisi", "belum diisi"),
        (0, "Rp0", "Rp0"),
        (750_000, "Rp750.000", "Rp750.000"),
        (12_345_678, "Rp12,35 juta", "Rp12,3 jt"),
        (1_250_000_000, "Rp1,25 miliar", "Rp1,2 M"),
        (48_210_000_000, "Rp48,21 miliar", "Rp48,2 M"),
        (3_000_000_000_000, "Rp3 triliun", "Rp3 T"),
    ],
)
def test_rupiah_is_written_in_words(value, long, short):
    assert text.format_rupiah(value) == long
    assert text.format_rupiah(value, short=True) == short


def test_full_rupiah_keeps_every_digit():
    assert text.format_rupiah_in_full(1_250_000_001) == "Rp1.250.000.001"
    assert text.format_rupiah_in_full(None) == "belum diisi"


def test_dates_and_lists_read_as_a_sentence():
    assert text.format_date("2026-02-04") == "4 Februari 2026"
    assert text.join_names(["A"]) == "A"
    assert text.join_names(["A", "B", "C"]) == "A, B dan C"
    assert text.join_names(["A", "B", "C", "D"], most=2) == "A, B dan 2 lainnya"
    assert text.join_names([]) == ""


def test_a_moment_is_told_by_the_clock_of_the_province():
    assert text.format_moment("2026-02-03T18:05:09.123+00:00", OWN.zone) == "4 Februari 2026 pukul 02.05"


def test_an_axis_in_the_browser_writes_amounts_by_the_same_words():
    assert text.axis_rupiah_expression("datum.value") == (
        "datum.value >= 1e12 ? replace(format(datum.value / 1e12, '.2~f'), '.', ',') + ' T' : "
        "datum.value >= 1e9 ? replace(format(datum.value / 1e9, '.2~f'), '.', ',') + ' M' : "
        "datum.value >= 1e6 ? replace(format(datum.value / 1e6, '.2~f'), '.', ',') + ' jt' : datum.value"
    )


def test_typed_markdown_is_shown_as_its_own_signs():
    shown = text.escape_markdown("![x](http://a.test) www.a.test *b*")
    assert shown.replace("\u2060", "|") == r"\!\[x\]\(http\:|//a\.test\) www|\.a\.test \*b\*"
    assert text.escape_markdown("Desa A, B") == "Desa A, B"
