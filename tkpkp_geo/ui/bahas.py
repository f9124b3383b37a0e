"""The flags: what is to be talked about, the rows that each rests on, and its answer."""

from __future__ import annotations

from tkpkp_geo.model import Dataset, Filter


def draw(dataset: Dataset, flt: Filter) -> None:
    """Draw the flags that a filter touches."""


def short(dataset: Dataset, flt: Filter, most: int) -> str:
    """Give the first `most` flags that a filter touches as HTML, "" where there are none."""
    return ""
