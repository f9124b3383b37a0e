"""Signing in and out over real HTTP, and the gate before every route."""

from __future__ import annotations

import re

import pytest
import requests

from tests.support.data_folders import copy_data, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.server import signin_routes
from tkpkp_geo.server.gate import COOKIE, OPEN
from tkpkp_geo.server.routes import ROUTES
from tkpkp_geo.store.database import open_store

SANDI = "sepeda rotan di jembatan"
BARU = "payung hijau tanpa gagang"
SAMPLES = {
    "lapisan": "kabupaten",
    "kode": "DPMD",
    "nama": "cards.js",
    "rapat": "RPT-2026-02-04",
    "bingkai": "pembuka",
    "bagian": "collections/kawasan/items",
    "kunci": "paket",
}


class Site:
    """One running app, its store, and a browser's manner of posting forms."""

    def __init__(self, base: str, data_dir) -> None:
        self.base = base
        self.store = open_store(store_address(data_dir))
        for nama in ("dodi", "tono", "wati"):
            self.store.accounts.install_with_password(Account(nama, f"Saudara {nama.title()}", Role.DPMD), SANDI)

    def get(self, path: str, **options) -> requests.Response:
        return requests.get(self.base + path, timeout=20, allow_redirects=False, **options)

    def post(self, path: str, fields: dict, origin: str | None = "", **options) -> requests.Response:
        sent = options.pop("headers", {}) | ({} if origin is None else {"Origin": origin or self.base})
        return requests.post(self.base + path, fields, timeout=20, allow_redirects=False, headers=sent, **options)

    def cookie(self, nama: str = "dodi") -> dict[str, str]:
        return {COOKIE: self.store.sessions.start(nama)}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    target = tmp_path_factory.mktemp("masuk") / "data"
    return copy_data(target)


@pytest.fixture(scope="module")
def site(run_app, folder) -> Site:
    return Site(run_app(folder), folder)


@pytest.fixture(scope="module")
def closed(run_app, folder, site) -> Site:
    return Site(run_app(folder, {"TKPKP_WAJIB_MASUK": "1"}), folder)


def test_right_password_sets_the_cookie_and_goes_back(site):
    answer = site.post("/masuk", {"nama": "dodi", "sandi": SANDI, "kembali": "/peta?opd=DPMD&tahun=2026"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/peta?opd=DPMD&tahun=2026")
    header = next(part for part in answer.raw.headers.getlist("set-cookie") if part.startswith(COOKIE))
    assert {"httponly", "path=/", "samesite=lax"} <= {part.strip().lower() for part in header.split(";")}
    assert "max-age=1209600" in header.lower() and "secure" not in header.lower()
    assert site.store.sessions.account(answer.cookies[COOKIE]).nama == "dodi"


def test_behind_https_the_cookie_is_secure(site):
    fields = {"nama": "dodi", "sandi": SANDI}
    answer = site.post("/masuk", fields, headers={"X-Forwarded-Proto": "https"})
    header = next(part for part in answer.raw.headers.getlist("set-cookie") if part.startswith(COOKIE))
    assert "secure" in header.lower()


def test_wrong_password_comes_back_to_the_form_with_what_was_typed_but_the_password(site):
    answer = site.post("/masuk", {"nama": '"><b>dodi', "sandi": "rahasia<i>", "kembali": "/peta?a=1"})
    assert answer.status_code == 401 and "Nama akun atau sandi keliru." in answer.text
    assert "&#34;&gt;&lt;b&gt;dodi" in answer.text and 'value="/peta?a=1"' in answer.text
    assert "rahasia" not in answer.text and COOKIE not in answer.cookies


def test_too_many_failures_are_told_with_the_time_to_wait(site):
    away = {"X-Forwarded-For": "10.9.9.9"}
    for _ in range(5):
        assert site.post("/masuk", {"nama": "tono", "sandi": "salah"}, headers=away).status_code == 401
    answer = site.post("/masuk", {"nama": "tono", "sandi": SANDI}, headers=away)
    assert answer.status_code == 429 and "Coba lagi 15 menit lagi" in answer.text
    assert answer.headers["retry-after"] == "900"
    assert site.post("/masuk", {"nama": "dodi", "sandi": SANDI}, headers=away).status_code == 303


@pytest.mark.parametrize(
    "target",
    [
        "https://jahat.example/",
        "//jahat.example",
        "/\\jahat.example",
        "\\\\jahat.example",
        "javascript:alert(1)",
        "",
        "peta",
        "/\t/jahat.example",
        "/peta\r\nSet-Cookie: a=b",
        "/" + "x" * 3000,
        "/masuk",
        "/keluar",
        "/masuk-kantor",
    ],
)
def test_nobody_is_sent_elsewhere_after_signing_in(site, target):
    assert signin_routes.local_path(target) == "/"
    answer = site.post("/masuk", {"nama": "dodi", "sandi": SANDI, "kembali": target})
    assert answer.status_code == 303 and answer.headers["location"] == "/"


@pytest.mark.parametrize("origin", ["http://jahat.example", "null", None, "http://127.0.0.1:1"])
@pytest.mark.parametrize("path", ["/masuk", "/masuk/tiket", "/keluar", "/sandi"])
def test_forms_of_other_sites_are_refused(site, path, origin):
    cookies = site.cookie()
    answer = site.post(path, {"nama": "dodi", "sandi": SANDI}, origin=origin, cookies=cookies)
    assert answer.status_code == 403 and COOKIE not in answer.cookies
    assert site.store.sessions.account(cookies[COOKIE])


def test_a_long_body_is_refused(site):
    assert site.post("/masuk", {"nama": "dodi", "sandi": "x" * 9000}).status_code == 413
    many = {f"n{number}": "1" for number in range(40)}
    assert site.post("/masuk", many).status_code == 400


def test_the_form_remembers_the_page_one_came_from(site):
    assert 'value="/peta?opd=DPMD"' in site.get("/masuk?kembali=/peta?opd=DPMD").text
    assert 'value="/isian?x=1"' in site.get("/masuk", headers={"Referer": site.base + "/isian?x=1"}).text
    assert 'value="/"' in site.get("/masuk", headers={"Referer": "http://jahat.example/isian"}).text
    assert "akun kantor" not in site.get("/masuk").text


def test_the_form_is_not_shown_to_somebody_signed_in(site):
    answer = site.get("/masuk?kembali=/peta", cookies=site.cookie())
    assert (answer.status_code, answer.headers["location"]) == (303, "/peta")


def test_pages_with_forms_are_neither_kept_nor_framed(site):
    for path, cookies in (("/masuk", {}), ("/sandi", site.cookie())):
        headers = site.get(path, cookies=cookies).headers
        assert headers["cache-control"] == "no-store" and "frame-ancestors 'none'" in headers["content-security-policy"]


def test_signing_out_ends_the_session_and_takes_the_cookie_back(site):
    cookies = site.cookie()
    answer = site.post("/keluar", {"kembali": "/peta?opd=DPMD"}, cookies=cookies)
    assert (answer.status_code, answer.headers["location"]) == (303, "/peta?opd=DPMD")
    assert f'{COOKIE}=""' in answer.headers["set-cookie"] and site.store.sessions.account(cookies[COOKIE]) is None


def test_a_link_to_the_way_out_signs_nobody_out(site):
    cookies = site.cookie()
    site.get("/keluar", cookies=cookies)
    assert site.store.sessions.account(cookies[COOKIE])


def test_signing_in_again_ends_the_session_before(site):
    cookies = site.cookie()
    site.post("/masuk", {"nama": "wati", "sandi": SANDI}, cookies=cookies)
    assert site.store.sessions.account(cookies[COOKIE]) is None


def test_a_ticket_is_taken_once(site):
    ticket = site.store.sessions.make_ticket("dodi")
    answer = site.post("/masuk/tiket", {"tiket": ticket}, cookies={signin_routes.BACK_COOKIE: "/peta"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/peta")
    assert site.store.sessions.account(answer.cookies[COOKIE]).nama == "dodi"
    again = site.post("/masuk/tiket", {"tiket": ticket})
    assert again.status_code == 401 and "sudah lewat" in again.text


def test_the_own_password_is_changed_and_other_browsers_are_signed_out(site):
    here, there = site.cookie("wati"), site.cookie("wati")
    fields = {"lama": SANDI, "sandi": BARU, "ulang": BARU, "kembali": "/peta"}
    refused = {
        401: [fields | {"lama": "salah"}, fields | {"ulang": "lain sama sekali"}],
        400: [fields | {"sandi": "wati123456", "ulang": "wati123456"}],
    }
    for status, tries in refused.items():
        for wrong in tries:
            answer = site.post("/sandi", wrong, cookies=here)
            assert answer.status_code == status and 'role="alert"' in answer.text
    answer = site.post("/sandi", fields, cookies=here)
    assert answer.status_code == 200 and "sudah diganti" in answer.text and 'href="/peta"' in answer.text
    assert site.store.sessions.account(here[COOKIE]) and site.store.sessions.account(there[COOKIE]) is None
    assert site.post("/masuk", {"nama": "wati", "sandi": BARU}).status_code == 303


def test_changing_a_password_needs_a_session(site):
    assert site.get("/sandi").headers["location"] == "/masuk"
    assert site.post("/sandi", {"lama": SANDI, "sandi": BARU, "ulang": BARU}).headers["location"] == "/masuk"


def example(route) -> str:
    return re.sub(r"\{(\w+)(:\w+)?\}", lambda part: SAMPLES.get(part[1], "x"), route.path)


GUARDED = [route for route in ROUTES if route not in signin_routes.ROUTES and route.path not in OPEN]


def status(site: Site, path: str, method: str = "GET", **options) -> int:
    with requests.request(method, site.base + path, timeout=20, stream=True, **options) as answer:
        return answer.status_code


@pytest.mark.parametrize(
    ("path", "method"), sorted({(example(route), "GET" if "GET" in route.methods else "POST") for route in GUARDED})
)
def test_where_looking_needs_an_account_each_route_asks_for_it(site, closed, path, method):
    assert status(closed, path, method) == 401
    assert status(closed, path, method, cookies={COOKIE: "karangan"}) == 401
    assert status(closed, path, method, cookies={COOKIE: closed.store.sessions.make_ticket("dodi")}) == 401
    allowed = status(closed, path, method, cookies=closed.cookie())
    assert allowed != 401 and allowed == status(site, path, method)


def test_what_stays_open_is_what_the_sign_in_needs(closed):
    assert sorted(OPEN) == ["/api/sehat", "/aset/{nama}"]
    assert [status(closed, path) for path in ("/api/sehat", "/aset/halaman-light.css", "/masuk")] == [200] * 3


def test_a_browser_is_led_to_the_form_and_back(closed):
    answer = closed.get("/presentasi?opd=DPMD&opd=DISPAR", headers={"Accept": "text/html,*/*"})
    assert answer.status_code == 303
    form = closed.get(answer.headers["location"])
    assert 'value="/presentasi?opd=DPMD&amp;opd=DISPAR"' in form.text


def test_a_session_that_ended_no_longer_passes_the_gate(closed):
    cookies = closed.cookie()
    assert status(closed, "/api/peta.json", cookies=cookies) == 200
    closed.store.sessions.end(cookies[COOKIE])
    assert status(closed, "/api/peta.json", cookies=cookies) == 401
