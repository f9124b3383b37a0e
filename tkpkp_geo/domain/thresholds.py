"""The numbers that the rules go by: what is proposed, what the office may set, and what holds."""

from __future__ import annotations

from dataclasses import dataclass

from tkpkp_geo.domain.dataset import Dataset


@dataclass(frozen=True, slots=True)
class Threshold:
    """A number that a rule goes by; `usual` holds until the office sets another from `lowest` to `highest`."""

    kode: str
    nama: str
    satuan: str
    usual: int
    lowest: int
    highest: int


OPD_BERSAMAAN = "opd_bersamaan"
LAPORAN_HARI = "laporan_hari"
SELISIH_FISIK = "selisih_fisik"

THRESHOLDS = {
    item.kode: item
    for item in (
        Threshold(OPD_BERSAMAAN, "OPD pada fungsi, desa, dan tahun yang sama", "OPD", 2, 2, 20),
        Threshold(LAPORAN_HARI, "Lama OPD tidak melapor", "hari", 90, 7, 730),
        Threshold(SELISIH_FISIK, "Fisik tertinggal dari keuangan atau waktu", "poin persen", 25, 5, 100),
    )
}


def find_threshold(dataset: Dataset, kode: str) -> int:
    """Give the number that holds: what the office has set, else what is proposed."""
    return next((item.nilai for item in dataset.ambang if item.kode == kode), THRESHOLDS[kode].usual)
