"""Where looking needs an account, ``/ogc`` needs one too: by the session of a browser, or by name and password."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pyogrio
import pytest
import requests

from tests.support.data_folders import copy_data, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.server.gate import COOKIE
from tkpkp_geo.store.database import Store, open_store

SANDI = "sepeda rotan: di jembatan"
BARU = "payung hijau tanpa gagang"
LAIN = "tikar pandan di beranda"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("ogc") / "data"
    return copy_data(target)


@pytest.fixture(scope="module")
def closed(run_app, folder) -> str:
    return run_app(folder, {"TKPKP_WAJIB_MASUK": "1"}) + "/ogc"


@pytest.fixture(scope="module")
def store(closed, folder) -> Store:
    found = open_store(store_address(folder))
    for nama in ("dodi", "tono", "wati", "budi", "sari"):
        found.accounts.install_with_password(Account(nama, f"Saudara {nama.title()}", Role.PIMPINAN), SANDI)
    return found


def ask(closed: str, auth: tuple[str, str] | None = None, address: str = "", **headers: str) -> requests.Response:
    sent = headers | ({"X-Forwarded-For": address} if address else {})
    return requests.get(closed + "/collections", auth=auth, headers=sent, timeout=20, allow_redirects=False)


def test_nobody_looks_without_an_account(closed, store):
    answer = ask(closed)
    assert answer.status_code == 401 and answer.headers["www-authenticate"].startswith("Basic realm=")
    assert answer.json()["galat"] == "masuk diperlukan"
    coded = ("", " !!!", " ZG9kaQ==", " /w==", " ZABvOmE=", " " + "QUJD" * 5_000)
    for header in ("Bearer abc", *(f"Basic{text}" for text in coded)):
        assert ask(closed, Authorization=header).status_code == 401
    assert ask(closed, Accept="text/html").headers["location"] == "/masuk?kembali=%2Fogc%2Fcollections"


def test_a_session_or_name_and_password_open_it(closed, store):
    cookies = {COOKIE: store.sessions.start("dodi")}
    assert requests.get(closed, cookies=cookies, timeout=20).status_code == 200
    assert ask(closed, ("dodi", SANDI)).status_code == 200
    assert "set-cookie" not in ask(closed, ("dodi", SANDI)).headers


def test_the_password_opens_nothing_but_this(closed, store):
    other = closed.removesuffix("/ogc") + "/api/peta.json"
    assert requests.get(other, auth=("dodi", SANDI), timeout=20).status_code == 401


def test_many_requests_at_once_are_one_sign_in(closed, store):
    with ThreadPoolExecutor(12) as pool:
        answers = list(pool.map(lambda _: ask(closed, ("budi", SANDI)).status_code, range(24)))
    assert answers == [200] * 24


def test_guessing_is_stopped_as_on_the_form(closed, store):
    for number in range(5):
        answer = ask(closed, ("tono", f"salah {number}"), "10.9.9.8")
        assert answer.status_code == 401 and answer.json()["galat"] == "Nama akun atau sandi keliru."
    answer = ask(closed, ("tono", SANDI), "10.9.9.8")
    assert answer.status_code == 429 and answer.headers["retry-after"] == "900"


def test_a_new_password_and_a_closed_account_end_it(closed, store):
    assert ask(closed, ("wati", SANDI)).status_code == 200
    store.sessions.set_password("wati", "wati", BARU, old=SANDI)
    assert ask(closed, ("wati", SANDI)).status_code == 401
    assert ask(closed, ("wati", BARU)).status_code == 200
    for aktif, status in ((False, 401), (True, 200)):
        store.accounts.install(Account("wati", "Saudara Wati", Role.PIMPINAN, aktif=aktif))
        assert ask(closed, ("wati", BARU)).status_code == status


def test_a_gis_that_goes_on_sending_a_wrong_password_locks_nobody_out(closed, store):
    with ThreadPoolExecutor(6) as pool:
        answers = list(pool.map(lambda _: ask(closed, ("sari", LAIN), "10.9.9.7").status_code, range(24)))
    assert answers == [401] * 24
    assert store.sessions.account(store.sessions.sign_in("sari", SANDI, "10.9.9.7")).nama == "sari"
    store.sessions.set_password("sari", "sari", LAIN, old=SANDI)
    assert ask(closed, ("sari", LAIN)).status_code == 200, "refused only as long as it is wrong"


def test_gdal_signs_in(closed, store):
    with pytest.raises(pyogrio.errors.DataSourceError):
        pyogrio.list_layers(f"OAPIF:{closed}")
    pyogrio.set_gdal_config_options({"GDAL_HTTP_USERPWD": f"dodi:{SANDI}"})
    try:
        assert len(pyogrio.read_dataframe(f"OAPIF:{closed}?tampil=semua", layer="program")) == 64
    finally:
        pyogrio.set_gdal_config_options({"GDAL_HTTP_USERPWD": None})
