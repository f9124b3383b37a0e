from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tkpkp_geo.intake.values import parse_date, parse_number, parse_percent, with_comma


@pytest.mark.parametrize(
    ("typed", "canonical"),
    [
        ("Rp 1.250.000,00", "1250000"),
        ("1250000", "1250000"),
        (1250000.0, "1250000"),
        ("Rp1,25 miliar", "1250000000"),
        ("Rp. 2 jt", "2000000"),
        ("1.250", "1250"),
        ("1,250", "1.25"),
        ("12.5", "12.5"),
        ("7,5", "7.5"),
        ("1,250,000.50", "1250000.5"),
        ("1 250 000", "1250000"),
        ("Rp 5.000.000,-", "5000000"),
        ("-5", "-5"),
        ("IDR 3.000", "3000"),
        (" 1\xa0250\xa0000 ", "1250000"),
    ],
)
def test_numbers_are_read_as_indonesians_write_them(typed, canonical):
    assert parse_number(typed) == canonical


@pytest.mark.parametrize("typed", ["abc", "1.25.0", "1,2,3", "12 ekor", "1-2", "", "Rp", True, date(2026, 1, 1), "1e5"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(ValueError):
        parse_number(typed)


@pytest.mark.parametrize(
    "typed",
    [
        "4 Februari 2026",
        "04/02/2026",
        "4-2-2026",
        "4.2.2026",
        "2026-02-04",
        "Rabu, 4 Feb 2026",
        "4 Pebruari 2026",
        "4 February 2026",
        "4/2/26",
        46057.0,
        "46057",
        date(2026, 2, 4),
        "2026-02-04 00:00:00",
        "04/02/2026 08.30",
    ],
)
def test_dates_are_read_day_first(typed):
    assert parse_date(typed) == "2026-02-04"


@pytest.mark.parametrize("typed", ["31/02/2026", "13/13/2026", "2026", "besok", "4 Smarch 2026", 0.5, True])
def test_what_is_no_date_is_refused(typed):
    with pytest.raises(ValueError):
        parse_date(typed)


@pytest.mark.parametrize(("typed", "canonical"), [(70.0, "70"), ("70%", "70"), ("0,7%", "0.7"), (0, "0"), (1.0, "1")])
def test_percentages_are_read(typed, canonical):
    assert parse_percent(typed) == canonical


@pytest.mark.parametrize("typed", [0.7, "0,7"])
def test_a_bare_fraction_may_mean_seventy_percent_and_is_refused(typed):
    with pytest.raises(ValueError):
        parse_percent(typed)


@given(st.floats(0, 1e15))
def test_a_number_in_text_is_read_as_the_same_number(value):
    assert float(parse_number(with_comma(value))) == value
