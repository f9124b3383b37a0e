"""Pages that are not for everybody."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages import main
from tkpkp_geo.pages.shared import account

STAF = Account("dodi", "Dodi", Role.OPD, "DISPAR")


def script() -> None:
    from tkpkp_geo.pages import main

    main.run()


@pytest.fixture
def shown(monkeypatch):
    def draw(akun: Account | None, *roles: Role) -> AppTest:
        def body() -> None:
            import streamlit as st

            st.write("isi halaman")

        page = main.Page("coba", "Coba", body, frozenset(roles))
        monkeypatch.setattr(main, "PAGES", (page,))
        monkeypatch.setattr(account, "current", lambda: akun)
        return AppTest.from_function(script, default_timeout=30).run()

    return draw


def texts(test: AppTest) -> str:
    assert not test.exception and not test.error
    drawn = [element.proto.body for element in test.get("html")] + [element.value for element in test.markdown]
    return " ".join(part for part in drawn if "<style>" not in part)


def test_a_page_for_everybody_is_shown_to_a_guest(shown):
    assert texts(shown(None)) == "isi halaman"


def test_a_guest_is_asked_to_sign_in_for_the_page_of_a_role(shown):
    assert 'memerlukan akun. <a href="/masuk">Masuk</a>' in texts(shown(None, Role.ADMIN))


def test_another_role_is_told_that_the_page_is_not_for_it(shown):
    words = texts(shown(STAF, Role.ADMIN))
    assert "bukan untuk peran opd DISPAR" in words and "isi halaman" not in words
    assert texts(shown(STAF, Role.ADMIN, Role.OPD)) == "isi halaman"


def test_where_looking_needs_an_account_no_page_is_shown_to_a_guest(shown, monkeypatch):
    monkeypatch.setenv("TKPKP_WAJIB_MASUK", "1")
    assert "memerlukan akun" in texts(shown(None)) and texts(shown(STAF)) == "isi halaman"
