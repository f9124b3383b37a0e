"""Numbers and dates as Indonesians write them."""

import pytest

from tests.support.provinces import OWN
from tkpkp_geo.domain import text


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "belum diisi"),
        (0, "Rp0"),
        (750_000, "Rp750.000"),
        (999_999, "Rp999.999"),
        (12_345_678, "Rp12,35 juta"),
        (999_999_999, "Rp1 miliar"),
        (1_250_000_000, "Rp1,25 miliar"),
        (14_845_000_000, "Rp14,85 miliar"),
        (12_315_000_000, "Rp12,32 miliar"),
        (48_210_000_000, "Rp48,21 miliar"),
        (3_000_000_000_000, "Rp3 triliun"),
    ],
)
def test_rupiah_is_written_in_words_and_a_half_goes_up(value, words):
    assert text.format_rupiah(value) == words


@pytest.mark.parametrize(
    ("parts", "total", "is_so"),
    [
        ([], None, False),
        ([2_400_000_000, None], 2_400_000_000, False),
        ([2_404_000_000, 3_104_000_000, 2_804_000_000], 8_312_000_000, True),
        ([500_000, 500_000], 1_000_000, False),
        ([2_404_000_000, 2_404_000_000], 2_404_000_000, False),
    ],
)
def test_shown_parts_that_do_not_add_up_are_told_from_what_is_no_part(parts, total, is_so):
    assert text.is_off_by_rounding(parts, total) is is_so


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
        "datum.value >= 1e12 ? replace(format(round(datum.value / 1e10) / 100, '.2~f'), '.', ',') + ' triliun' : "
        "datum.value >= 1e9 ? replace(format(round(datum.value / 1e7) / 100, '.2~f'), '.', ',') + ' miliar' : "
        "datum.value >= 1e6 ? replace(format(round(datum.value / 1e4) / 100, '.2~f'), '.', ',') + ' juta' : datum.value"
    )


def test_typed_markdown_is_shown_as_its_own_signs():
    shown = text.escape_markdown("![x](http://a.test) www.a.test *b*")
    assert shown.replace("\u2060", "|") == r"\!\[x\]\(http\:|//a\.test\) www|\.a\.test \*b\*"
    assert text.escape_markdown("Desa A, B") == "Desa A, B"
