"""Settings read from the environment, typed, in one place."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
ASSETS = Path(__file__).resolve().parent / "assets"  # JavaScript, CSS and Typst


@dataclass(frozen=True, slots=True)
class Settings:
    """Where this installation keeps its data, and who may look at it.

    Parameters
    ----------
    data_dir : Path
        Folder of ``wilayah.gpkg`` and of the tables that a new store begins with (``TKPKP_DATA_DIR``).
    database_url : str
        SQLAlchemy address of the store (``TKPKP_DATABASE_URL``); a SQLite file in ``data_dir`` unless set.
    wajib_masuk : bool
        Whether looking needs an account too (``TKPKP_WAJIB_MASUK=1``).
    alamat : str
        Where other machines reach this application (``TKPKP_ALAMAT``, as ``192.168.1.10:8501``); empty where
        it is to find out by itself.
    template_pptx : Path or None
        The office's own presentation on whose ground slides are set (``TKPKP_TEMPLATE_PPTX``).
    """

    data_dir: Path
    database_url: str
    wajib_masuk: bool
    alamat: str = ""
    template_pptx: Path | None = None


def from_environment() -> Settings:
    """Read the settings; what is not set keeps its default."""
    folder = Path(os.environ.get("TKPKP_DATA_DIR", PROJECT / "data"))
    template = os.environ.get("TKPKP_TEMPLATE_PPTX", "")
    return Settings(
        data_dir=folder,
        database_url=os.environ.get("TKPKP_DATABASE_URL") or f"sqlite:///{folder / 'lokal' / 'tkpkp.db'}",
        wajib_masuk=os.environ.get("TKPKP_WAJIB_MASUK", "") == "1",
        alamat=os.environ.get("TKPKP_ALAMAT", ""),
        template_pptx=Path(template) if template else None,
    )
