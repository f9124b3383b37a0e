"""Pages of people who are signed in, each test on a store of its own."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from tkpkp_geo import workspace
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store

PEOPLE = {
    "admin": Account("admin", "Admin", Role.ADMIN),
    "dpmd": Account("dpmd", "Petugas DPMD", Role.DPMD),
    "dispar": Account("dispar", "Petugas Dispar", Role.OPD, "DISPAR"),
    "kepala": Account("kepala", "Kepala", Role.PIMPINAN),
}


@pytest.fixture
def own_store(data_copy, monkeypatch) -> Store:
    """Give a store that a test may write to, with an account for each role."""
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    store = workspace.store()
    for akun in PEOPLE.values():
        store.accounts.install(akun)
    return store


@pytest.fixture
def open_as(own_store, monkeypatch) -> Callable[..., AppTest]:
    """Open a page as one of `PEOPLE`, "" being a guest, with a query."""

    def open_(address: str, nama: str, **query: str) -> AppTest:
        def script(address: str) -> None:
            from tkpkp_geo.pages.main import PAGES

            next(page.render for page in PAGES if page.address == address)()

        monkeypatch.setattr(
            "tkpkp_geo.pages.shared.account.current", lambda: own_store.accounts.by_name(nama) if nama else None
        )
        test = AppTest.from_function(script, args=(address,), default_timeout=30)
        test.query_params.update(query)
        return test.run()

    return open_


REFUSED = ("memerlukan akun", "bukan untuk peran")


def refused(test: AppTest) -> bool:
    """Tell whether a page says that it is not for this person, and offers nothing."""
    return any(words in html(test) for words in REFUSED) and len(test.button) == 0 and not test.exception


def html(test: AppTest) -> str:
    """Give all HTML of a page."""
    return " ".join(element.proto.body for element in test.get("html"))
