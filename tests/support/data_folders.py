"""Data folders that tests may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]


def copy_data(folder: Path) -> Path:
    """Copy the project's data to a new folder, without whatever store the project has of its own."""
    return Path(shutil.copytree(PROJECT / "data", folder, ignore=shutil.ignore_patterns("lokal")))


def store_address(folder: Path) -> str:
    """Give the address of the store that an app keeps in a data folder."""
    return f"sqlite:///{folder / 'lokal' / 'tkpkp.db'}"
