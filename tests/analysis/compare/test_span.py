"""From where to where: meetings and revisions as ends, and what is taken where nobody chose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tkpkp_geo.analysis.compare.span import End, build_span, is_end
from tkpkp_geo.domain.meeting_records import Meeting

EARLY = Meeting("RPT-1", "2026-02-04", "Pembentukan")
SECOND = Meeting("RPT-2", "2026-05-01", "Kedua", revisi_data=7)
THIRD = Meeting("RPT-3", "2026-05-01", "Ketiga", revisi_data=9)


@pytest.fixture
def met(dataset):
    return replace(dataset, revisi=12, rapat=(EARLY, THIRD, SECOND))


def test_usually_it_starts_at_the_last_meeting_and_goes_to_now(met):
    found = build_span(met, "", "")
    assert found.start == End(9, "rapat “Ketiga”, 1 Mei 2026", THIRD)
    assert found.end == End(12, "sekarang (revisi 12)") and not found.is_reversed


def test_without_a_meeting_it_starts_at_the_first_content(met):
    assert build_span(replace(met, rapat=()), "", "").start == End(1, "awal data (revisi 1)")


def test_a_meeting_before_data_were_kept_saw_the_first_content(met):
    assert build_span(met, "RPT-1", "RPT-2").start == End(1, "rapat “Pembentukan”, 4 Februari 2026", EARLY)


def test_ends_in_the_wrong_order_are_changed_over(met):
    found = build_span(met, "11", "3")
    assert (found.start.revisi, found.end.revisi, found.is_reversed) == (3, 11, True)


@pytest.mark.parametrize(
    ("asked", "is_one"),
    [("1", True), ("12", True), ("RPT-2", True), ("0", False), ("13", False), ("-1", False), ("", False), ("²", False)],
)
def test_only_what_there_is_can_be_an_end(met, asked, is_one):
    assert is_end(met, asked) is is_one
