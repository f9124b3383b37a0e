"""Two meetings and their decisions: an old one about one kawasan, a new one about another."""

from __future__ import annotations

from dataclasses import replace

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Decision, DecisionStatus, Meeting


def with_two_meetings(dataset: Dataset) -> Dataset:
    """Give a dataset with these meetings only: R1 and R2, with open, late, done and cancelled decisions."""
    old = Meeting("R1", "2026-02-04", "Pertama", kawasan=("KPP-BJR",))
    new = Meeting("R2", "2026-05-01", "Kedua", kawasan=("KPP-TBL",))
    made = (
        Decision("KPT-001", "R1", "lama"),
        Decision("KPT-002", "R1", "lewat", tenggat="2026-04-30"),
        Decision("KPT-003", "R2", "hari ini", kawasan=("KPP-BJR",), tenggat="2026-05-04"),
        Decision("KPT-004", "R2", "baru"),
        Decision("KPT-005", "R2", "selesai", tenggat="2026-05-02", status=DecisionStatus.SELESAI),
        Decision("KPT-006", "R2", "batal", status=DecisionStatus.BATAL),
    )
    return replace(dataset, rapat=(old, new), keputusan=made)
