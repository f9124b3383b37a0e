"""The present moment, as the store writes it."""

from __future__ import annotations

from datetime import UTC, datetime


def now() -> str:
    """Give this moment in UTC, ISO with milliseconds, which sorts as text."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")
