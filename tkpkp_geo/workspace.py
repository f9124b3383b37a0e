"""The data of this process: read once a revision, shared by the page and the routes."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from tkpkp_geo import boundaries, settings
from tkpkp_geo.boundaries import Boundaries
from tkpkp_geo.importing.dataset import TABLES, read_dataset
from tkpkp_geo.model import Dataset


@dataclass(frozen=True, eq=False)
class Workspace:
    """One revision of the data: the records, and the boundaries that they refer to."""

    dataset: Dataset
    boundaries: Boundaries


def current() -> Workspace:
    """Give the data as the files are now; read anew only when a file has changed."""
    folder = settings.from_environment().data_dir
    return _load(folder, _stamp(folder))


def _stamp(folder: Path) -> tuple[tuple[str, int, int], ...]:
    stats = ((name, folder / name) for name in (boundaries.FILE, *TABLES))
    return tuple((name, p.stat().st_mtime_ns, p.stat().st_size) if p.exists() else (name, 0, 0) for name, p in stats)


@lru_cache(maxsize=2)
def _load(folder: Path, stamp: tuple[tuple[str, int, int], ...]) -> Workspace:
    shapes = _read_boundaries(folder / boundaries.FILE, next(part for part in stamp if part[0] == boundaries.FILE))
    files = {name: (folder / name).read_bytes() if (folder / name).exists() else None for name in TABLES}
    digest = hashlib.sha256()
    for name in (boundaries.FILE, *TABLES):
        digest.update(name.encode())
        if (folder / name).exists():
            digest.update((folder / name).read_bytes())
    return Workspace(read_dataset(files, shapes, digest.hexdigest()[:8]), shapes)


@lru_cache(maxsize=2)
def _read_boundaries(path: Path, stamp: tuple[str, int, int]) -> Boundaries:
    return boundaries.read(path)
