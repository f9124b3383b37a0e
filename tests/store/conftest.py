"""Fixtures: an empty database and a small store, on SQLite and on PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.support.store_databases import ENGINES, empty_database, fill
from tkpkp_geo.store.database import Store, open_store


@pytest.fixture(params=ENGINES)
def store_url(request, tmp_path) -> Iterator[str]:
    """Give the address of an empty database."""
    with empty_database(request.param, tmp_path) as url:
        yield url


@pytest.fixture
def empty_store(store_url) -> Iterator[Store]:
    """Give an opened store that was never written."""
    store = open_store(store_url)
    yield store
    store.engine.dispose()


@pytest.fixture
def store(empty_store) -> Store:
    """Give a store with a few rows and an account of every role."""
    return fill(empty_store)
