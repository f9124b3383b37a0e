"""Packets of the packaged data: every row of it, random filters, and the extremes that a file has to bear."""

from __future__ import annotations

import random
from dataclasses import replace

from tkpkp_geo import workspace
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import SEMUA, Filter, filter_values
from tkpkp_geo.domain.records import BATAL, AreaLevel, DataKind, Lokus, Verification
from tkpkp_geo.export.packet.packet import Packet

EVERYTHING = Filter(tampil=(SEMUA,))
NOTHING = Filter(status=(BATAL,), data=("resmi",), tampil=(SEMUA,))  # selects no program
TODAY = "2026-11-25"
_KEYS = ("opd", "kawasan", "kecamatan", "tahun", "status", "fungsi", "dana", "data", "verifikasi")


def packet(flt: Filter = EVERYTHING, dataset: Dataset | None = None, **fields: object) -> Packet:
    """Give a packet of the packaged data, or of a dataset on the same ground."""
    space = workspace.current()
    return Packet(dataset or space.dataset, space.boundaries, flt, TODAY, **fields)


def random_filters(dataset: Dataset, count: int, seed: int = 17) -> list[Filter]:
    """Give filters of one to three keys, every second one over all rows, the same ones each time."""
    chance, values = random.Random(seed), filter_values(dataset)
    found = []
    for number in range(count):
        keys = chance.sample(_KEYS, chance.randint(1, 3))
        picked = {key: chance.sample(values[key], min(len(values[key]), chance.randint(1, 3))) for key in keys}
        chosen = {key: tuple(item for item in values[key] if item in picked[key]) for key in keys}
        found.append(Filter(**chosen, tampil=(SEMUA,) if number % 2 else ()))
    return found


def crowded(dataset: Dataset, count: int = 500, letters: int = 200) -> Dataset:
    """Give the dataset with so many more programs in one kawasan, each with a name of so many letters."""
    kawasan = dataset.kawasan[0]
    desa = [item.kode_desa for item in dataset.kawasan_desa if item.kode_kawasan == kawasan.kode_kawasan]
    pattern, added = dataset.intervensi[0], []
    for number in range(count):
        kode = desa[number % len(desa)]
        place = Lokus(
            AreaLevel.DESA, kode, kode_desa=kode, kode_kec=kecamatan_of(kode), kode_kawasan=kawasan.kode_kawasan
        )
        name = f"Program uji {number} " + "pendampingan kelompok tani dan nelayan " * 9
        added.append(
            replace(
                pattern,
                id=f"UJI-{number}",
                program=name[:letters],
                lokus=(place,),
                pagu=1_000_000 + number,
                kode_opd=dataset.opd[number % len(dataset.opd)].kode_opd,
                jenis_data=DataKind.CONTOH,
                verifikasi=Verification.DRAF,
            )
        )
    return replace(dataset, intervensi=(*dataset.intervensi, *added))
