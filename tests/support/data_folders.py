"""Data folders that tests may spoil."""

from __future__ import annotations

import shutil
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
TESTS_DATA = PROJECT / "tests/data"


def copy_data(folder: Path) -> Path:
    """Make a data folder: the project's areas, offices and code lists, and the tests' own programs and meetings.

    What the project ships of programs may change any day; no test leans on it. Whatever store the project has of its
    own stays out.
    """
    shutil.copytree(PROJECT / "data", folder, ignore=shutil.ignore_patterns("lokal"))
    return Path(shutil.copytree(TESTS_DATA, folder, dirs_exist_ok=True))


def table_file(name: str) -> Path:
    """Give the file of a first table as a folder of `copy_data` has it."""
    own = TESTS_DATA / name
    return own if own.exists() else PROJECT / "data" / name


def store_address(folder: Path) -> str:
    """Give the address of the store that an app keeps in a data folder."""
    return f"sqlite:///{folder / 'lokal' / 'tkpkp.db'}"
