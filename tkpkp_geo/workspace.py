"""The data of this process: the store, and its records read once a revision, shared by the page and the routes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from threading import Lock
from weakref import WeakKeyDictionary

from tkpkp_geo import settings
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.province import Province
from tkpkp_geo.intake import rows
from tkpkp_geo.intake.first_tables import TABLES, read_dataset
from tkpkp_geo.store.boundaries import Boundaries, read_boundaries
from tkpkp_geo.store.database import Store, open_store

# Many sessions hear of a new revision at once: one of them reads it, the others wait for that.
_reading = Lock()
_latest: WeakKeyDictionary[Store, Workspace] = WeakKeyDictionary()


@dataclass(frozen=True, eq=False)
class Workspace:
    """One revision of the data: the records, the boundaries that they refer to, and the store they came from."""

    dataset: Dataset
    boundaries: Boundaries
    store: Store


def current() -> Workspace:
    """Give the data as the store has it now; read anew only when its revision has changed."""
    environment = settings.from_environment()
    store, shapes = _open(environment.database_url, environment.data_dir)
    revisi = store.revision()
    with _reading:
        space = _latest.get(store)
        if space is None or space.boundaries is not shapes:
            space = _latest[store] = Workspace(rows.build_dataset(store.content(), shapes), shapes, store)
        elif space.dataset.revisi < revisi:
            # Only what was written since is read: 20 people who save make 20 revisions a second.
            before = space.dataset
            content = store.content(sejak=before.revisi)
            space = _latest[store] = Workspace(rows.build_dataset(content, shapes, before), shapes, store)
        return space


@lru_cache(maxsize=4)
def _at(store: Store, shapes: Boundaries, revisi: int) -> Workspace:
    return Workspace(rows.build_dataset(store.content_at(revisi), shapes), shapes, store)


def at(revisi: int) -> Workspace:
    """Give the data as they were at a revision.

    Raises
    ------
    StoreError
        Where the store has not reached that revision.
    """
    now = current()
    return now if revisi == now.dataset.revisi else _at(now.store, now.boundaries, revisi)


def province() -> Province:
    """Give the province that the data folder is about."""
    environment = settings.from_environment()
    return _open(environment.database_url, environment.data_dir)[1].province


def today() -> str:
    """Give the day in the province, ISO."""
    return province().today()


def store() -> Store:
    """Give the store; a new one is first filled from the tables of the data folder."""
    environment = settings.from_environment()
    return _open(environment.database_url, environment.data_dir)[0]


def _local_words(shapes: Boundaries) -> tuple[str, ...]:
    names = (area.nama for area in shapes.wilayah.values() if area.tingkat == "kabupaten")
    return (shapes.province.nama, shapes.province.singkatan, *names)


def _open(url: str, folder: Path) -> tuple[Store, Boundaries]:
    with _reading:
        return opened(url, folder)


@lru_cache(maxsize=4)
def opened(url: str, folder: Path) -> tuple[Store, Boundaries]:
    """Give the store at an address, first filled from the tables of a folder, and the boundaries of that folder."""
    shapes = read_boundaries(folder)
    store = open_store(url, shapes.province.zone, _local_words(shapes))
    if store.wants_seed():
        files = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in TABLES}
        # What is wrong with the boundaries is told each time they are read, not kept with the data.
        store.seed(rows.first_tables(read_dataset(files, shapes), set(shapes.problems)))
    return store, shapes
