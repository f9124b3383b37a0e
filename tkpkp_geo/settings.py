"""Settings read from the environment, typed, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation keeps its data.

    Parameters
    ----------
    data_dir : Path
        Folder of ``wilayah.gpkg`` and the tables (``TKPKP_DATA_DIR``).
    """

    data_dir: Path = PROJECT / "data"


def from_environment() -> Settings:
    """Read the settings; what is not set keeps its default."""
    return Settings(data_dir=Path(os.environ.get("TKPKP_DATA_DIR", Settings().data_dir)))
