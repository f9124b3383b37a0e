"""Signing in as people do it: with a password, and at the office's own provider."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests

from tests.conftest import free_port
from tests.support.browser_visits import LOCAL
from tests.support.data_folders import copy_data, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.server.gate import COOKIE
from tkpkp_geo.store.database import open_store

SANDI = "sepeda rotan di jembatan"
PEOPLE = {
    "rina": {"email": "Rina@kalsel.example", "email_verified": True},
    "asing": {"email": "asing@kalsel.example", "email_verified": True},
    "ragu": {"email": "ragu@kalsel.example", "email_verified": False},
    "lama": {"email": "lama@kalsel.example", "email_verified": True},
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    target = tmp_path_factory.mktemp("masuk") / "data"
    return copy_data(target)


@pytest.fixture(scope="module")
def base(run_app, folder) -> str:
    return run_app(folder)


@pytest.fixture(scope="module")
def store(base, folder):
    found = open_store(store_address(folder))
    for nama, surel in (("rina", "rina@kalsel.example"), ("dodi", ""), ("tono", ""), ("ragu", "ragu@kalsel.example")):
        found.accounts.install_with_password(Account(nama, f"Saudara {nama.title()}", Role.DPMD, surel=surel), SANDI)
    found.accounts.install_with_password(
        Account("lama", "Lama", Role.DPMD, surel="lama@kalsel.example", aktif=False), SANDI
    )
    return found


@pytest.fixture(scope="module")
def provider():
    """Start a real OpenID provider; gives its address."""
    port = free_port()
    people = [f"--user-claims={json.dumps({'sub': sub} | claims)}" for sub, claims in PEOPLE.items()]
    command = [sys.executable, "-m", "oidc_provider_mock", "--port", str(port), *people]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    for _ in range(100):
        try:
            requests.get(f"{address}/.well-known/openid-configuration", timeout=1)
            break
        except requests.ConnectionError:
            time.sleep(0.1)
    yield address
    process.terminate()
    process.wait(timeout=10)


@pytest.fixture(scope="module")
def office(run_app, folder, store, provider, tmp_path_factory) -> str:
    """Give the address of the app with the office's provider set up, looking allowed to accounts only."""
    secrets = office_secrets(tmp_path_factory.mktemp("rahasia"), provider)
    return run_app(folder, {"TKPKP_WAJIB_MASUK": "1", "STREAMLIT_SECRETS_FILES": str(secrets)})


def office_secrets(folder: Path, provider: str) -> Path:
    secrets = folder / "secrets.toml"
    secrets.write_text(
        "[auth]\n"
        'redirect_uri = "http://127.0.0.1:{port}/oauth2callback"\n'
        'cookie_secret = "kunci-untuk-uji-saja-bukan-untuk-dipakai"\n'
        'client_id = "tkpkp"\n'
        'client_secret = "uji"\n'
        f'server_metadata_url = "{provider}/.well-known/openid-configuration"\n',
        encoding="utf-8",
    )
    return secrets


@pytest.fixture
def context(chromium):
    opened = []

    def new(**options):
        found = chromium.new_context(**({"viewport": {"width": 1366, "height": 768}} | options))
        found.set_default_timeout(20_000)
        found.route("**/*", lambda route: route.continue_() if route.request.url.startswith(LOCAL) else route.abort())
        opened.append(found)
        return found

    yield new
    for found in opened:
        found.close()


def type_in(page, nama: str, sandi: str) -> None:
    page.fill("#account", nama)
    page.fill("#password", sandi)
    page.click("button[type=submit]")


def open_menu(page) -> None:
    page.wait_for_selector(".account summary").click()


def rerun(page) -> None:
    page.locator("[data-testid=stButtonGroup] button", has_text="Jumlah OPD").first.click()


def test_signing_in_comes_back_to_the_view_one_left(context, base, store):
    page = context().new_page()
    page.goto(base + "/?opd=DISPAR")
    page.wait_for_selector(".account a").click()
    page.wait_for_selector("#account:focus")
    type_in(page, "dodi", "salah sama sekali")
    assert page.wait_for_selector("[role=alert]").inner_text() == "Nama akun atau sandi keliru."
    assert page.input_value("#account") == "dodi" and page.input_value("#password") == ""
    page.wait_for_selector("#password:focus")
    type_in(page, "dodi", SANDI)
    assert page.wait_for_selector(".account summary").inner_text().split("\n") == ["Saudara Dodi", "dpmd"]
    assert page.url == base + "/?opd=DISPAR"
    (cookie,) = [item for item in page.context.cookies() if item["name"] == COOKIE]
    assert cookie["httpOnly"] and cookie["sameSite"] == "Lax" and COOKIE not in page.evaluate("document.cookie")


def test_passwords_do_not_travel_by_the_page_connection(context, base, store):
    page, sent = context().new_page(), []
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(frame)))
    page.goto(base)
    page.wait_for_selector(".account a").click()
    page.wait_for_selector("#account")
    type_in(page, "dodi", SANDI)
    page.wait_for_selector(".account summary")
    frames = [frame if isinstance(frame, bytes) else str(frame).encode() for frame in sent]
    assert frames and not any(SANDI.encode() in frame for frame in frames)


def test_too_many_failures_are_told_on_the_form(context, base, store):
    page = context().new_page()
    page.goto(base + "/masuk")
    for _ in range(5):
        type_in(page, "tono", "salah sama sekali")
        page.wait_for_selector("[role=alert]")
    type_in(page, "tono", SANDI)
    assert "Coba lagi 15 menit lagi" in page.wait_for_selector("[role=alert]:has-text('menit')").inner_text()


def test_signing_out_in_one_tab_signs_out_the_other_at_its_next_rerun(context, base, store):
    browser = context()
    browser.add_cookies([{"name": COOKIE, "value": store.sessions.start("dodi"), "url": base}])
    first, second = browser.new_page(), browser.new_page()
    for page in (first, second):
        page.goto(base + "/?opd=DISPAR")
        page.wait_for_selector(".account summary")
    open_menu(first)
    first.click(".account button")
    first.wait_for_selector(".account > a")
    assert first.url == base + "/?opd=DISPAR"
    assert COOKIE not in {item["name"] for item in browser.cookies()}
    rerun(second)
    second.wait_for_selector(".account > a")


@pytest.mark.parametrize(("size", "scheme"), [((390, 844), "dark"), ((1366, 768), "light")])
def test_corner_covers_nothing_and_the_form_fits(context, base, store, size, scheme):
    browser = context(viewport={"width": size[0], "height": size[1]}, color_scheme=scheme)
    browser.add_cookies([{"name": COOKIE, "value": store.sessions.start("dodi"), "url": base}])
    page = browser.new_page()
    page.goto(base)
    page.wait_for_selector(".account summary")
    page.wait_for_selector("text=Presentasikan")
    covered = page.evaluate("""() => {
        const a = document.querySelector('.account').getBoundingClientRect();
        return [...document.querySelectorAll('.stMain a, .stMain button, .stMain h1, .stMain iframe')]
          .filter((e) => !e.closest('.account')).map((e) => [e.innerText, e.getBoundingClientRect()])
          .filter(([, b]) => b.width && a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)
          .map(([t]) => t) }""")
    assert covered == []
    open_menu(page)
    page.click("text=Ganti sandi")
    page.wait_for_selector("#old-password:focus")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_sign_in_pages_follow_the_accessibility_rules(context, base, store):
    from axe_playwright_python.sync_playwright import Axe

    for scheme in ("light", "dark"):
        page = context(color_scheme=scheme).new_page()
        page.goto(base + "/masuk")
        type_in(page, "siapa", "salah sama sekali")
        page.wait_for_selector("[role=alert]")
        assert Axe().run(page).response["violations"] == []


def test_where_looking_needs_an_account_the_page_shows_only_the_way_in(context, office):
    page = context().new_page()
    page.goto(office + "/?opd=DISPAR")
    page.wait_for_selector("text=Halaman ini memerlukan akun")
    assert page.locator("iframe, [data-figure], .cards").count() == 0
    page.click(".stMain section.panel a")
    page.wait_for_selector("#account")
    type_in(page, "dodi", SANDI)
    page.wait_for_selector("[data-figure='Program']")
    assert page.url == office + "/?opd=DISPAR"


def enter_office(page, office: str, sub: str, path: str = "/?opd=DISPAR") -> None:
    page.goto(office + path)
    page.wait_for_selector(".account > a").click()
    page.click("text=Masuk dengan akun kantor")
    page.wait_for_selector(f"button[value='{sub}']").click()


def test_the_office_account_signs_in_and_comes_back(context, office, store, provider):
    page = context().new_page()
    enter_office(page, office, "rina")
    assert page.wait_for_selector(".account summary").inner_text().startswith("Saudara Rina")
    page.wait_for_url(office + "/?opd=DISPAR")
    page.wait_for_selector("[data-figure='Program']")
    assert page.context.request.get(office + "/api/peta.json").status == 200
    # Out again: of the application, and of the provider.
    open_menu(page)
    page.click(".account button")
    page.wait_for_url(provider + "/**")
    page.locator("button").first.click()
    page.wait_for_selector("text=Halaman ini memerlukan akun")
    assert page.context.request.get(office + "/api/peta.json").status == 401
    page.goto(office + "/?opd=DISPAR")
    page.wait_for_selector("text=Halaman ini memerlukan akun")


@pytest.mark.parametrize(
    ("sub", "words"),
    [
        ("asing", "asing@kalsel.example belum terdaftar"),
        ("lama", "lama@kalsel.example belum terdaftar"),
        ("ragu", "tidak menyertakan alamat surel yang sudah terverifikasi"),
    ],
)
def test_an_office_account_that_is_not_ours_is_told_so_and_stays_out(context, office, store, sub, words):
    page = context().new_page()
    enter_office(page, office, sub)
    page.wait_for_selector("text=" + words)
    assert COOKIE not in {item["name"] for item in page.context.cookies()}
    assert page.locator("[data-figure]").count() == 0


def test_somebody_refused_may_try_another_office_account(context, office, store):
    page = context().new_page()
    enter_office(page, office, "asing")
    page.wait_for_selector("text=belum terdaftar")
    assert COOKIE not in {item["name"] for item in page.context.cookies()}
    enter_office(page, office, "rina", "/")
    page.wait_for_selector(".account summary")
    (secret,) = (item["value"] for item in page.context.cookies() if item["name"] == COOKIE)
    assert store.sessions.account(secret).nama == "rina"


def test_a_provider_that_is_away_is_told_in_words(context, run_app, folder, tmp_path):
    secrets = office_secrets(tmp_path, f"http://127.0.0.1:{free_port()}")
    page = context().new_page()
    page.goto(run_app(folder, {"STREAMLIT_SECRETS_FILES": str(secrets)}) + "/masuk?kembali=/?opd=DISPAR")
    page.click("text=Masuk dengan akun kantor")
    told = page.wait_for_selector("text=Layanan akun kantor tidak dapat dihubungi")
    assert "masuk dengan nama akun dan sandi" in told.inner_text()
    assert COOKIE not in {item["name"] for item in page.context.cookies()}


def test_at_another_name_of_the_machine_the_way_leads_to_the_one_the_provider_knows(office):
    form = requests.get(office.replace("127.0.0.1", "localhost") + "/masuk", timeout=20).text
    assert f'href="{office}/masuk"' in form
