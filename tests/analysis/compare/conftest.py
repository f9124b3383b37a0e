"""Programs before and after, as the store's history has them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tkpkp_geo import workspace
from tkpkp_geo.analysis.compare.change_wording import format_change
from tkpkp_geo.analysis.compare.program_changes import Comparison, ProgramChange, compare_programs
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.store.records import NetChange

BJR, TBL = "desa:63.03.05.2034", "desa:63.09.05.2002"
ALL = Filter(tampil=("semua",))


@pytest.fixture(scope="module")
def dataset() -> Dataset:
    return workspace.current().dataset


def row(**fields) -> dict[str, object]:
    """Give a stored row of a program that stands."""
    usual = {"id": "P-1", "kode_opd": "DKP", "program": "Kolam", "tahun": "2026", "status": "rencana", "lokus": TBL}
    return usual | {"jenis_data": "resmi", "verifikasi": "terverifikasi", "pagu": 1_000_000_000} | fields


@pytest.fixture
def compared(dataset) -> Callable[..., Comparison]:
    """Compare pairs of rows; ``None`` is no row."""

    def compare(*pairs: tuple[dict | None, dict | None]) -> Comparison:
        found = [NetChange("intervensi", (after or before)["id"], before, after) for before, after in pairs]
        return compare_programs(dataset, workspace.current().boundaries, found)

    return compare


@pytest.fixture
def told(compared, dataset) -> Callable[..., tuple[list[str], str]]:
    """Give kinds and sentence of the one movement of a pair, ``([], "")`` where there is none."""

    def tell(before: dict | None, after: dict | None, flt: Filter = ALL) -> tuple[list[str], str]:
        found: tuple[ProgramChange, ...] = compared((before, after)).find_changes(flt)
        assert len(found) <= 1
        return (list(found[0].kinds), format_change(dataset, found[0])) if found else ([], "")

    return tell
