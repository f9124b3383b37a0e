"""The profile in Chromium: one screen on the projector, readable by everybody, and whole on paper."""

from __future__ import annotations

import io
import re

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from tests.support.browser_visits import ENGLISH, SEEN, grave, sideways, visiting
from tests.support.data_folders import copy_data, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

SIZES = {"projector": (1920, 1080), "laptop": (1366, 768), "phone": (390, 844)}
A4 = (841.92, 594.96)  # points, landscape
DIMENSI = {"sda": "Sumber daya alam", "kim": "Permukiman", "pem": "Pemerintahan", "sos": "Sosial", "eko": "Ekonomi"}


@pytest.fixture(scope="module")
def running(run_app, tmp_path_factory) -> tuple[str, Store]:
    """Give an app whose store has an index; the tests only look at it."""
    folder = tmp_path_factory.mktemp("profil") / "data"
    copy_data(folder)
    base = run_app(folder)
    store = open_store(store_address(folder))
    store.accounts.install(Account("dpmd", "Petugas DPMD", Role.DPMD))
    store.save("dpmd", [Change("indeks", "UJI", {"nama": "Indeks uji"})])
    store.save("dpmd", [Change("dimensi_indeks", f"UJI|{kode}", {"nama": nama}) for kode, nama in DIMENSI.items()])
    store.save(
        "dpmd",
        [
            Change("nilai_indeks", f"UJI|{area}|{tahun}|{dimensi}", {"nilai": 0.5})
            for area in ("KPP-TBL", "63.09.05.2002")
            for tahun in ("2023", "2024")
            for dimensi in ("total", *DIMENSI)
        ],
    )
    return base, store


@pytest.fixture
def open_page(running, chromium):
    """Open a path as an account, "" being a guest."""
    with visiting(chromium, *running, ".profile .foot") as visits:
        yield lambda path, nama="", size="laptop", scheme="light": visits.open(
            path, nama, SIZES[size], color_scheme=scheme
        )


@pytest.mark.parametrize("nama", ["", "dpmd"])
def test_all_of_it_is_on_one_screen_of_the_projector(open_page, nama):
    page = open_page("/profil?tampil=semua&kawasan=KPP-TBL", nama, "projector")
    main = page.evaluate(
        "(() => { const m = document.querySelector('.stMain'); return [m.scrollHeight, m.clientHeight]; })()"
    )
    assert main[0] <= main[1]
    assert page.evaluate("document.querySelector('.profile .foot').getBoundingClientRect().bottom") <= 1080
    assert page.evaluate("document.querySelector('.profile img').naturalWidth") > 0
    cut = page.evaluate(
        "[...document.querySelectorAll('.profile .scroll')].filter((e) => e.scrollWidth > e.clientWidth).length"
    )
    assert cut == 0


@pytest.mark.parametrize(("size", "scheme"), [("projector", "light"), ("laptop", "dark"), ("phone", "light")])
def test_it_is_indonesian_and_accessible_and_never_wider_than_the_screen(open_page, size, scheme):
    page = open_page("/profil?tampil=semua&kawasan=KPP-TBL", "dpmd", size, scheme)
    assert ENGLISH.findall(page.evaluate(SEEN)) == []
    assert sideways(page) <= 0
    assert grave(page) == []


def words(pages: list) -> str:
    return re.sub(r"\s+", " ", " ".join(page.extract_text() for page in pages))


@pytest.mark.parametrize(("query", "scheme"), [("", "light"), ("&tampil=semua&tahun=2026&tahun=2027", "dark")])
def test_the_printed_profile_is_whole_searchable_and_says_what_it_is(open_page, query, scheme):
    page = open_page(f"/profil?kawasan=KPP-TBL{query}", "dpmd", scheme=scheme)
    printed = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
    sheets = list(printed.pages)
    assert 1 <= len(sheets) <= 2
    assert all(abs(float(sheet.mediabox.width) - A4[0]) < 1 for sheet in sheets)
    text = words(sheets)
    for part in (
        "Agrowisata Hortikultura",
        "Kab. Tabalong",
        "Program",
        "Anggaran",
        "Kemajuan",
        "SK kawasan: belum diketahui",
        "Perbup RPKP: sudah ada",
        "Perbup Tabalong 73/2021",
        "Pertemuan khusus",
        "Data per",
        "Batas: Kepmendagri",
        "Sumber kawasan: Berita resmi DPMD",
        f"Halaman 1 dari {len(sheets)}",
        "Sumber daya alam 2023",
    ):
        assert part in text, part
    assert ("DATA CONTOH" in text) == bool(query) and ("Tahun: 2026 dan 2027" in text) == bool(query)
    if query:
        assert all("DATA CONTOH" in words([sheet]) for sheet in sheets)
    for screen in ("Cetak", "Saring", "Atur ulang", "Buka di peta", "Kelola tonggak", "Petugas DPMD", "lainnya,"):
        assert screen not in text, screen


def test_paper_is_white_whatever_the_screen(open_page):
    page = open_page("/profil?tampil=semua", scheme="dark")
    page.emulate_media(media="print")
    colour = "(e) => getComputedStyle(e).color"
    assert page.locator(".profile .progress b").first.evaluate(colour) == "rgb(0, 0, 0)"
    assert page.locator(".stApp").evaluate("(e) => getComputedStyle(e).backgroundColor") == "rgb(255, 255, 255)"
    assert (
        page.locator(".profile img.paper-only").is_visible()
        and not page.locator(".profile img.screen-only").is_visible()
    )


def test_the_button_prints(open_page):
    page = open_page("/profil")
    page.evaluate("window.print = () => { window.tercetak = true; }")
    page.get_by_role("button", name="Cetak").press("Enter")
    assert page.evaluate("window.tercetak") is True


def test_numbers_lead_to_the_map_with_their_filter_by_keyboard(open_page):
    page = open_page("/profil?kawasan=KPP-TBL&tampil=semua")
    link = page.locator(".profile ul.counts a", has_text="Dispar")
    number = link.locator("b").inner_text()
    page.get_by_role("button", name="Cetak").focus()
    for _ in range(20):
        page.keyboard.press("Tab")
        if link.evaluate("(e) => e === document.activeElement"):
            break
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/\?.*opd=DISPAR"))
    page.wait_for_selector("[data-figure='Program'] dd")
    expect(page.locator("[data-figure='Program'] dd").first).to_have_text(number)
    assert "kawasan=KPP-TBL" in page.url and "tampil=semua" in page.url


def test_the_kawasan_is_changed_and_the_link_keeps_it(open_page):
    page = open_page("/profil")
    page.locator(".st-key-kawasan_profil").get_by_text("Agropolitan").click()
    expect(page.locator(".profile-title h1")).to_contain_text("Agropolitan")
    page.wait_for_url(re.compile("kawasan_profil=KPP-TNB"))
    page.reload()
    expect(page.locator(".profile-title h1")).to_contain_text("Agropolitan")
    page.get_by_role("link", name="Buka di peta").click()
    page.wait_for_url(re.compile(r"/\?kawasan=KPP-TNB"))
