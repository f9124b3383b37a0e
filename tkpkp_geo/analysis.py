"""Pure functions over a `Dataset`: which programs a filter selects, and what they add up to.

A program counts once in every total that spans its places, and its money is never split between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np

from tkpkp_geo.model import (
    BATAL,
    FILTER_KEYS,
    SEMUA,
    Dataset,
    Filter,
    Intervensi,
    JenisData,
    Lokus,
    Tingkat,
    Verifikasi,
    filter_values,
)

_AREA_KEYS = ("kawasan", "kecamatan")
_ROW_KEYS = tuple(key for key in FILTER_KEYS if key not in (*_AREA_KEYS, "tampil", "id"))
_ROW_FIELD = {"opd": "kode_opd", "fungsi": "fungsi_kawasan", "dana": "sumber_dana", "data": "jenis_data"}


class Index:
    """Boolean columns of one dataset, so that a filter costs microseconds at any size.

    Row arrays have one element an intervention (in the dataset's order), place arrays one a lokus.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        rows = dataset.intervensi
        accepted = filter_values(dataset)
        self.values = accepted
        self._of_row = {
            key: _columns([getattr(row, _ROW_FIELD.get(key, key)) for row in rows], accepted[key]) for key in _ROW_KEYS
        }
        places = [(number, place) for number, row in enumerate(rows) for place in row.lokus]
        self.place_row = np.array([number for number, _ in places], dtype=int)
        self._of_place = {
            "kawasan": _columns([place.kode_kawasan for _, place in places], accepted["kawasan"]),
            "kecamatan": _columns([place.kode_kec for _, place in places], accepted["kecamatan"]),
        }
        self.desa = tuple(item.kode_desa for item in dataset.kawasan_desa)
        number = {kode: i for i, kode in enumerate(self.desa)}
        self._place_desa = np.array([number.get(place.kode_desa or "", -1) for _, place in places], dtype=int)
        self._opd = np.array([accepted["opd"].index(row.kode_opd) for row in rows], dtype=int)
        self._money = {
            name: np.array([getattr(row, name) or 0 for row in rows], dtype=np.int64) for name in ("pagu", "realisasi")
        }

    @cached_property
    def _standing(self) -> dict[str, np.ndarray]:
        """What an empty key means unless everything is asked for, by that key (`Filter`)."""
        return {
            "data": self._of_row["data"][JenisData.RESMI],
            "verifikasi": self._of_row["verifikasi"][Verifikasi.TERVERIFIKASI],
            "status": ~self._of_row["status"].get(BATAL, ~self._everything),
        }

    @cached_property
    def _everything(self) -> np.ndarray:
        return np.ones(len(self.dataset.intervensi), dtype=bool)

    def places(self, flt: Filter) -> np.ndarray:
        """Tell for every place whether it lies in the areas that the filter asks for."""
        chosen = np.ones(len(self.place_row), dtype=bool)
        for key in _AREA_KEYS:
            if getattr(flt, key):
                chosen &= np.any([self._of_place[key][value] for value in getattr(flt, key)], axis=0)
        return chosen

    def _in_area(self, flt: Filter) -> np.ndarray:
        if not (flt.kawasan or flt.kecamatan):
            return self._everything
        chosen = np.zeros(len(self.dataset.intervensi), dtype=bool)
        chosen[self.place_row[self.places(flt)]] = True
        return chosen

    def mask(self, flt: Filter, ignore: Iterable[str] = ()) -> np.ndarray:
        """Tell for every row whether the filter selects it, as if the keys in `ignore` were empty."""
        ignored = set(ignore)
        if ignored & set(_AREA_KEYS):
            flt = Filter(**{key: () if key in ignored else getattr(flt, key) for key in FILTER_KEYS})
        chosen = self._in_area(flt).copy()
        if flt.id and "id" not in ignored:
            alone = np.zeros_like(chosen)
            alone[[self.dataset.position[kode] for kode in flt.id if kode in self.dataset.position]] = True
            chosen &= alone
        for key in _ROW_KEYS:
            if key in ignored:
                continue
            if getattr(flt, key):
                chosen &= np.any([self._of_row[key][value] for value in getattr(flt, key)], axis=0)
            elif key in self._standing and not flt.tampil:
                chosen &= self._standing[key]
        return chosen

    def counts(self, flt: Filter, key: str) -> dict[str, int]:
        """Count the programs behind each value of `key`, all other keys obeyed."""
        chosen = self.mask(flt, ignore=(key,))
        if key in _ROW_KEYS:
            return {value: int((column & chosen).sum()) for value, column in self._of_row[key].items()}
        others = Filter(**{name: () if name == key else getattr(flt, name) for name in FILTER_KEYS})
        alive = chosen[self.place_row] & self.places(others)
        return {value: len(np.unique(self.place_row[alive & column])) for value, column in self._of_place[key].items()}

    def by_desa(self, mask: np.ndarray, measure: str) -> dict[str, int]:
        """Measure each desa of the kawasan over the rows in `mask`.

        Parameters
        ----------
        mask : ndarray of bool, shape (rows,)
        measure : {"program", "opd", "pagu", "realisasi"}
            Money counts whole in every desa that the program reaches.

        Returns
        -------
        dict of str to int
            One entry for each desa, in the order of ``desa``.
        """
        inside = (self._place_desa >= 0) & mask[self.place_row]
        pairs = np.unique(np.stack([self._place_desa[inside], self.place_row[inside]]), axis=1)
        if measure == "opd":
            pairs = np.unique(np.stack([pairs[0], self._opd[pairs[1]]]), axis=1)
        weight = self._money[measure][pairs[1]] if measure in self._money else np.ones(pairs.shape[1], dtype=np.int64)
        sums = np.zeros(len(self.desa), dtype=np.int64)
        np.add.at(sums, pairs[0], weight)
        return dict(zip(self.desa, sums.tolist(), strict=True))


def _columns(cells: list[str | None], values: Iterable[str]) -> dict[str, np.ndarray]:
    column = np.array([cell or "" for cell in cells], dtype=object)
    return {value: column == value for value in values}


@lru_cache(maxsize=4)
def index(dataset: Dataset) -> Index:
    """Give the dataset's index, built once a revision."""
    return Index(dataset)


def select(dataset: Dataset, flt: Filter, ignore: Iterable[str] = ()) -> tuple[Intervensi, ...]:
    """Give the programs that the filter selects, in the dataset's order."""
    return tuple(dataset.intervensi[i] for i in np.flatnonzero(index(dataset).mask(flt, ignore)))


def places(row: Intervensi, flt: Filter) -> tuple[Lokus, ...]:
    """Give the places of a program that lie in the areas the filter asks for."""
    return tuple(
        place
        for place in row.lokus
        if (not flt.kawasan or place.kode_kawasan in flt.kawasan)
        and (not flt.kecamatan or place.kode_kec in flt.kecamatan)
    )


def unplaced(dataset: Dataset, flt: Filter) -> tuple[Intervensi, ...]:
    """Give the programs that still need a place. No area holds them, so the filter's areas are not asked."""
    return tuple(row for row in select(dataset, flt, ignore=_AREA_KEYS) if not row.lokus)


def hidden(dataset: Dataset, flt: Filter) -> int:
    """Count the programs that the filter would select if samples, unverified and cancelled ones were shown too."""
    keys = {key: () if key == "tampil" else getattr(flt, key) for key in FILTER_KEYS}
    everything = Filter(**keys | {"tampil": (SEMUA,)})
    return len(select(dataset, everything)) - len(select(dataset, flt))


@dataclass(frozen=True, slots=True)
class Totals:
    """What a set of programs adds up to. Money is ``None`` where no row gives any.

    Parameters
    ----------
    tanpa_pagu : int
        How many programs give no pagu.
    lintas : int
        How many programs reach more than one kawasan.
    contoh, belum_terverifikasi : int
        How many are samples, and how many DPMD has not verified.
    """

    program: int
    opd: int
    pagu: int | None
    realisasi: int | None
    tanpa_pagu: int
    lintas: int
    contoh: int
    belum_terverifikasi: int


def totals(rows: Iterable[Intervensi]) -> Totals:
    """Add up programs, each counted once."""
    rows = tuple(rows)
    pagu = [row.pagu for row in rows if row.pagu is not None]
    realisasi = [row.realisasi for row in rows if row.realisasi is not None]
    return Totals(
        program=len(rows),
        opd=len({row.kode_opd for row in rows}),
        pagu=sum(pagu) if pagu else None,
        realisasi=sum(realisasi) if realisasi else None,
        tanpa_pagu=len(rows) - len(pagu),
        lintas=sum(len(row.kawasan) > 1 for row in rows),
        contoh=sum(row.contoh for row in rows),
        belum_terverifikasi=sum(row.verifikasi != Verifikasi.TERVERIFIKASI for row in rows),
    )


@dataclass(frozen=True, slots=True)
class KawasanSummary:
    """One kawasan under a filter: its totals and what is missing there."""

    kode_kawasan: str
    totals: Totals
    anggota: int
    belum_terjangkau: tuple[str, ...]
    fungsi_kosong: tuple[str, ...]


def summarise_kawasan(dataset: Dataset, rows: Iterable[Intervensi], kode_kawasan: str) -> KawasanSummary:
    """Add up the programs of one kawasan and name its member desa and functions that none of them reaches."""
    here = tuple(row for row in rows if kode_kawasan in row.kawasan)
    reached = {place.kode_desa for row in here for place in row.lokus}
    members = [d.kode_desa for d in dataset.kawasan_desa if d.kode_kawasan == kode_kawasan and d.anggota]
    served = {row.fungsi_kawasan for row in here}
    return KawasanSummary(
        kode_kawasan=kode_kawasan,
        totals=totals(here),
        anggota=len(members),
        belum_terjangkau=tuple(kode for kode in members if kode not in reached),
        fungsi_kosong=tuple(item.kode for item in dataset.referensi.get("fungsi", ()) if item.kode not in served),
    )


def group_by_opd(dataset: Dataset, rows: Iterable[Intervensi]) -> list[tuple[str, list[Intervensi]]]:
    """Group programs by OPD, most programs first, then in the order of the OPD table."""
    groups: dict[str, list[Intervensi]] = {item.kode_opd: [] for item in dataset.opd}
    for row in rows:
        groups[row.kode_opd].append(row)
    return sorted(((kode, group) for kode, group in groups.items() if group), key=lambda item: -len(item[1]))


def place_name(dataset: Dataset, place: Lokus) -> str:
    """Name a place with its level, no more precisely than it is known."""
    if place.tingkat is Tingkat.TITIK:
        return f"Titik di {dataset.nama_wilayah(place.kode_desa)}" if place.kode_desa else "Titik"
    level = {Tingkat.DESA: "", Tingkat.KECAMATAN: "Kec. ", Tingkat.KAWASAN: "Kawasan "}[place.tingkat]
    return level + dataset.nama_wilayah(place.kode)


def data_date(rows: Iterable[Intervensi]) -> str:
    """Give the latest day on which any of the rows was changed (ISO), "" where none says."""
    return max((row.diubah_pada for row in rows), default="")
