"""The running app as a GIS sees it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from urllib.parse import urlencode

import pytest
import requests

from tkpkp_geo import workspace
from tkpkp_geo.domain.dataset import Dataset


@pytest.fixture(scope="session")
def dataset() -> Dataset:
    """Give the records that the app serves, read here from the same data."""
    return workspace.current().dataset


@pytest.fixture(scope="session")
def get(app) -> Callable[..., requests.Response]:
    """Ask the app's ``/ogc`` for a path below it."""

    def ask(path: str = "", query: Iterable[tuple[str, str]] = (), **options: object) -> requests.Response:
        address = f"{app}/ogc{path}" + (f"?{urlencode(list(query))}" if query else "")
        return requests.request(options.pop("method", "GET"), address, timeout=20, **options)

    return ask


@pytest.fixture(scope="session")
def pages(get) -> Callable[..., list[dict]]:
    """Give the features of a collection, page by page along the links ``next``."""

    def follow(kode: str, query: Iterable[tuple[str, str]] = ()) -> list[dict]:
        answer, found = get(f"/collections/{kode}/items", query), []
        while True:
            assert answer.status_code == 200, answer.text
            page = answer.json()
            found += page["features"]
            following = [link["href"] for link in page["links"] if link["rel"] == "next"]
            if not following:
                assert len(found) == page["numberMatched"]
                return found
            answer = requests.get(following[0], timeout=20)

    return follow
