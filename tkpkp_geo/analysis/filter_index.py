"""Which programs a filter selects, for all rows at once: `domain.visibility` in columns built once a revision. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property, lru_cache

import numpy as np

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.filter import FILTER_KEYS, Filter, filter_values
from tkpkp_geo.domain.records import BATAL
from tkpkp_geo.domain.visibility import PLACE_FIELD, ROW_FIELD, STANDING

AREA_KEYS = tuple(PLACE_FIELD)


class FilterIndex:
    """Boolean columns of one dataset, so that a filter costs microseconds at any size.

    Row arrays have one element a program, in the dataset's order; place arrays have one a lokus.

    Attributes
    ----------
    row_code, place_code : dict of str to ndarray of int
        By filter key, the position of the value in ``values[key]``; -1 where it is empty or not among them.
    place_row : ndarray of int
        The row that each place belongs to, rising.
    money, given : dict of str to ndarray
        ``pagu`` and ``realisasi`` of each row, 0 where empty, and whether it is filled in.
    """

    def __init__(self, dataset: Dataset) -> None:
        self.dataset = dataset
        rows = dataset.intervensi
        accepted = filter_values(dataset)
        self.values = accepted
        self.row_code = {
            key: _build_codes([getattr(row, name) for row in rows], accepted[key]) for key, name in ROW_FIELD.items()
        }
        self._of_row = {key: _build_columns(self.row_code[key], accepted[key]) for key in ROW_FIELD}
        places = [(number, place) for number, row in enumerate(rows) for place in row.lokus]
        self.place_row = np.array([number for number, _ in places], dtype=int)
        self.place_code = {
            key: _build_codes([getattr(place, name) for _, place in places], accepted[key])
            for key, name in PLACE_FIELD.items()
        }
        self._of_place = {key: _build_columns(codes, accepted[key]) for key, codes in self.place_code.items()}
        self.desa = tuple(item.kode_desa for item in dataset.kawasan_desa)
        number = {kode: i for i, kode in enumerate(self.desa)}
        self.place_desa = np.array([number.get(place.kode_desa or "", -1) for _, place in places], dtype=int)
        amounts = {name: [getattr(row, name) for row in rows] for name in ("pagu", "realisasi")}
        self.money = {name: np.array([cell or 0 for cell in cells], dtype=np.int64) for name, cells in amounts.items()}
        self.given = {name: np.array([c is not None for c in cells], dtype=bool) for name, cells in amounts.items()}

    @cached_property
    def _standing(self) -> dict[str, np.ndarray]:
        """By filter key: whether each row stands where the filter names no value (`visibility.STANDING`)."""
        rows = self.dataset.intervensi
        return {
            key: np.array([rule(getattr(row, ROW_FIELD[key])) for row in rows], dtype=bool)
            for key, rule in STANDING.items()
        }

    @cached_property
    def unplaced(self) -> np.ndarray:
        """Whether each row still needs a place."""
        unplaced: np.ndarray = np.bincount(self.place_row, minlength=len(self.dataset.intervensi)) == 0
        return unplaced

    @cached_property
    def _days(self) -> tuple[list[str], np.ndarray]:
        days = sorted({row.diubah_pada for row in self.dataset.intervensi})
        return days, _build_codes([row.diubah_pada for row in self.dataset.intervensi], days)

    def latest(self, mask: np.ndarray) -> str:
        """Give the latest day on which any of these rows was changed (ISO), "" where none says."""
        days, codes = self._days
        newest = codes.max(where=mask, initial=-1)
        return days[newest] if newest >= 0 else ""

    @cached_property
    def _everything(self) -> np.ndarray:
        return np.ones(len(self.dataset.intervensi), dtype=bool)

    def places(self, flt: Filter) -> np.ndarray:
        """Tell for every place whether it lies in the areas that the filter asks for."""
        chosen = np.ones(len(self.place_row), dtype=bool)
        for key in AREA_KEYS:
            if getattr(flt, key):
                chosen &= np.any([self._of_place[key][value] for value in getattr(flt, key)], axis=0)
        return chosen

    def _in_area(self, flt: Filter) -> np.ndarray:
        if not (flt.kawasan or flt.kecamatan):
            return self._everything
        chosen = np.zeros(len(self.dataset.intervensi), dtype=bool)
        chosen[self.place_row[self.places(flt)]] = True
        return chosen

    @cached_property
    def cancelled(self) -> np.ndarray:
        """Whether each row was cancelled: it is listed where the filter shows it, and counts nowhere."""
        return np.array([row.status == BATAL for row in self.dataset.intervensi], dtype=bool)

    def mask(self, flt: Filter, ignore: Iterable[str] = ()) -> np.ndarray:
        """Tell for every row whether it counts under the filter, as if the keys in `ignore` were empty."""
        counted: np.ndarray = self.listed(flt, ignore) & ~self.cancelled
        return counted

    def listed(self, flt: Filter, ignore: Iterable[str] = ()) -> np.ndarray:
        """Tell for every row whether the filter shows it, cancelled ones among them where it asks for these."""
        ignored = set(ignore)
        if ignored & set(AREA_KEYS):
            flt = Filter(**{key: () if key in ignored else getattr(flt, key) for key in FILTER_KEYS})
        chosen = self._in_area(flt).copy()
        if flt.id and "id" not in ignored:
            alone = np.zeros_like(chosen)
            alone[[self.dataset.position[kode] for kode in flt.id if kode in self.dataset.position]] = True
            chosen &= alone
        for key in ROW_FIELD:
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
        if key in ROW_FIELD:
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
        inside = (self.place_desa >= 0) & mask[self.place_row]
        pairs = np.unique(np.stack([self.place_desa[inside], self.place_row[inside]]), axis=1)
        if measure == "opd":
            pairs = np.unique(np.stack([pairs[0], self.row_code["opd"][pairs[1]]]), axis=1)
        weight = self.money[measure][pairs[1]] if measure in self.money else np.ones(pairs.shape[1], dtype=np.int64)
        sums = np.zeros(len(self.desa), dtype=np.int64)
        np.add.at(sums, pairs[0], weight)
        return dict(zip(self.desa, sums.tolist(), strict=True))


def _build_codes(cells: list[str | None], values: Iterable[str]) -> np.ndarray:
    number = {value: position for position, value in enumerate(values)}
    return np.array([number.get(cell or "", -1) for cell in cells], dtype=int)


def _build_columns(codes: np.ndarray, values: Iterable[str]) -> dict[str, np.ndarray]:
    return {value: codes == position for position, value in enumerate(values)}


@lru_cache(maxsize=4)
def build_filter_index(dataset: Dataset) -> FilterIndex:
    """Build the index of a dataset, once a revision."""
    return FilterIndex(dataset)
