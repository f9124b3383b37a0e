"""The present moment and day, as the store writes them."""

from __future__ import annotations

from datetime import UTC, datetime

from tkpkp_geo.domain.text import WITA


def now() -> str:
    """Give this moment in UTC, ISO with milliseconds, which sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def today() -> str:
    """Give the day in the province, ISO."""
    return datetime.now(WITA).date().isoformat()
