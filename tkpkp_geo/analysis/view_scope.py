"""How far a view reaches: whether its filter hides programs, and which ones a presentation of it names. Pure."""

from __future__ import annotations

from tkpkp_geo.analysis import select
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter
from tkpkp_geo.domain.records import Intervensi


def is_narrowed(flt: Filter) -> bool:
    """Tell whether the filter hides programs of the areas it shows: what is missing may then be there after all."""
    return any(getattr(flt, key) for key in FILTER_KEYS if key not in ("kawasan", "kecamatan", "tampil"))


def in_view(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Give every program that a presentation of the filter speaks of, placed or not."""
    return tuple(dict.fromkeys((*select.select(dataset, flt), *select.unplaced(dataset, flt))))
