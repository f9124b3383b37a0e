"""What a viewer asked to see, and its way through a URL."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, fields

from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.errors import FilterError
from tkpkp_geo.domain.records import DataKind, Verification


@dataclass(frozen=True, slots=True)
class Filter:
    """What the viewer asked to see. Empty means all; several values of one key widen it, several keys narrow it.

    An area (`kawasan`, `kecamatan`) selects the programs with a lokus inside it: a program known only to
    the kawasan is not inside a kecamatan, and one without lokus is inside neither. `id` narrows to single programs:
    the rows that a flag rests on, or that changed since a meeting.

    What leaders see is what stands: unless `tampil` says ``semua``, an empty `data` means official rows, an empty
    `verifikasi` verified ones, and an empty `status` all but the cancelled.
    """

    opd: tuple[str, ...] = ()
    kawasan: tuple[str, ...] = ()
    kecamatan: tuple[str, ...] = ()
    tahun: tuple[str, ...] = ()
    status: tuple[str, ...] = ()
    fungsi: tuple[str, ...] = ()
    dana: tuple[str, ...] = ()
    data: tuple[str, ...] = ()
    verifikasi: tuple[str, ...] = ()
    tampil: tuple[str, ...] = ()
    id: tuple[str, ...] = ()

    def to_query(self) -> list[tuple[str, str]]:
        """Give the filter as the pairs of a URL query, in the order of `FILTER_KEYS`."""
        return [(key, value) for key in FILTER_KEYS for value in getattr(self, key)]


SEMUA = "semua"
MOST_IDS = 300  # programs that the address of a link may name one by one
FILTER_KEYS = tuple(item.name for item in fields(Filter))


def filter_values(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    """Give the codes that each filter key accepts, in display order."""
    kecamatan = dict.fromkeys(kode for kawasan in dataset.kawasan for kode in kawasan.kecamatan)
    return {
        "opd": tuple(item.kode_opd for item in dataset.opd),
        "kawasan": tuple(item.kode_kawasan for item in dataset.kawasan),
        "kecamatan": tuple(kecamatan),
        **{
            key: tuple(item.kode for item in dataset.referensi.get(key, ()))
            for key in ("tahun", "status", "fungsi", "dana")
        },
        "data": tuple(DataKind),
        "verifikasi": tuple(Verification),
        "tampil": (SEMUA,),
        "id": dataset.ids,
    }


def parse_filter(pairs: Iterable[tuple[str, str]], dataset: Dataset) -> Filter:
    """Read a filter from the pairs of a URL query.

    Raises
    ------
    FilterError
        Naming every unknown key and value at once.
    """
    known, unknown = read_filter(pairs, dataset)
    if unknown:
        raise FilterError(unknown)
    return known


def read_filter(
    pairs: Iterable[tuple[str, str]], dataset: Dataset
) -> tuple[Filter, tuple[tuple[str, str | None], ...]]:
    """Read a filter as `parse_filter` does, but leave unknown pairs out and give them beside it."""
    accepted = {
        key: dataset.position if key == "id" else {value: number for number, value in enumerate(values)}
        for key, values in filter_values(dataset).items()
    }
    chosen: dict[str, list[str]] = {key: [] for key in FILTER_KEYS}
    unknown: list[tuple[str, str | None]] = []
    for key, value in pairs:
        if key not in accepted:
            unknown.append((key, None))
        elif value not in accepted[key]:
            unknown.append((key, value))
        elif value not in chosen[key]:
            chosen[key].append(value)
    known = Filter(**{key: tuple(sorted(values, key=accepted[key].__getitem__)) for key, values in chosen.items()})
    return known, tuple(unknown)
