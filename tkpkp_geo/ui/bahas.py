"""The flags: what is to be talked about, the rows that each rests on, and its answer."""

from __future__ import annotations

from tkpkp_geo.model import Dataset, Filter


def draw(dataset: Dataset, flt: Filter) -> None:
    """Draw the flags that a filter touches."""
