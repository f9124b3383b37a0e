"""The frames of the meeting in Chromium: they fit, and what does not fit is counted."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tests.support.deck_page import FAULTS, SIZES, here
from tkpkp_geo import workspace


def decisions(count: int):
    kept = workspace.current().dataset.keputusan[0]
    name = "Pembangunan sarana prasarana kawasan perdesaan terpadu "
    return [
        replace(kept, kode=f"K{i:02}", isi=f"{i} {name * (i % 6 + 1)}", penanggung_jawab=name * (i % 4))
        for i in range(count)
    ]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_thirty_long_decisions_fit_and_the_rest_is_counted(open_deck, size):
    page = open_deck(size, part="#keputusan", decisions=decisions(30))
    assert here(page) == "keputusan" and page.evaluate(FAULTS) == []
    seen = page.locator("#content li:visible").count()
    assert 3 <= seen < 30 and page.inner_text("#content section .rest") == f"dan {30 - seen} lainnya"
    assert page.inner_text(".figures div:first-child dd") == "30"


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_every_rule_names_its_first_flags_and_counts_the_rest(open_deck, size):
    page = open_deck(size, part="#perlu-dibahas")
    assert page.is_visible("#sample") and page.evaluate(FAULTS) == []
    told = page.eval_on_selector_all(
        "#content section",
        """all => all.map((s) => [Number(s.querySelector("h2 b").textContent),
          [...s.querySelectorAll("li")].filter((li) => li.getClientRects().length).length,
          s.lastChild.hidden ? 0 : Number(s.lastChild.textContent.match(/\\d+/)[0])])""",
    )
    assert len(told) == 6 and all(shown >= 1 and count == shown + rest for count, shown, rest in told)
    assert str(sum(count for count, _, _ in told)) == page.inner_text(".figures div:first-child dd")
