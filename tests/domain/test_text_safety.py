from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from tkpkp_geo.domain.text_safety import disarm, rearm


@given(st.text())
def test_text_that_would_run_is_made_harmless_and_comes_back(text):
    assert not disarm(text).startswith(("=", "+", "-", "@", "\t", "\r"))
    assert rearm(disarm(text)) == text
