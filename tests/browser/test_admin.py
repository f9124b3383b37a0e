"""DPMD and an admin at work in Chromium: verify and send back, and a fourth kawasan that is everywhere at once."""

from __future__ import annotations

import json
import urllib.request
from urllib.parse import urljoin

import pytest
from playwright.sync_api import Page, expect

from tests.support.browser_visits import ENGLISH, SEEN, grave, settle, sideways, visiting
from tests.support.map_page import MapPage
from tkpkp_geo import workspace
from tkpkp_geo.domain.codes import kecamatan_of
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.admin.page import PARTS
from tkpkp_geo.store.records import Change


@pytest.fixture
def office(data_copy, monkeypatch, own_app):
    """Give the address of an app of its own, its store, and a way to sign in."""
    monkeypatch.setenv("TKPKP_DATA_DIR", str(data_copy))
    store = workspace.store()
    for nama, peran, opd in (("dpmd", Role.DPMD, ""), ("admin", Role.ADMIN, ""), ("dispar", Role.OPD, "DISPAR")):
        store.accounts.install(Account(nama, nama, peran, opd))
    return own_app(data_copy), store


@pytest.fixture
def open_as(chromium, office):
    with visiting(chromium, *office, ".page-title h1") as visits:
        yield lambda nama, path: visits.open(path, nama)


def verifikasi(kode: str) -> tuple[str, str]:
    row = next(row for row in workspace.current().dataset.intervensi if row.id == kode)
    return row.verifikasi, row.catatan_verifikasi


def test_dpmd_verifies_one_and_sends_another_back(office, open_as):
    _, store = office
    for kode in ("UJI-004", "UJI-005"):
        row = next(row for row in workspace.current().dataset.intervensi if row.id == kode)
        store.save("dispar", [Change("intervensi", kode, {"pagu": 5_000_000}, row.revisi)], "Isian")
    page = open_as("dpmd", "/verifikasi")
    page.locator(".st-key-verification_opd button", has_text="Pariwisata").click()
    first = page.locator(".st-key-submission-UJI-004")
    expect(first.locator("dl.changes")).to_contain_text("belum diisi → Rp5.000.000")
    first.get_by_role("button", name="Verifikasi").click()
    expect(page.get_by_text("1 program terverifikasi.")).to_be_visible()
    expect(first).to_have_count(0)
    page.locator(".st-key-submission-UJI-005").get_by_role("button", name="Kembalikan").click()
    page.get_by_label("Alasan").fill("Pagu belum cocok dengan DPA")
    page.get_by_role("button", name="Kembalikan kepada OPD").click()
    expect(page.get_by_text("1 program dikembalikan kepada OPD.")).to_be_visible()
    assert verifikasi("UJI-004") == ("terverifikasi", "")
    assert verifikasi("UJI-005") == ("draf", "Pagu belum cocok dengan DPA")


def choose(page: Page, label: str, name: str) -> None:
    page.get_by_role("combobox", name=label).click()
    page.get_by_role("option", name=name, exact=True).click()
    settle(page)


def test_a_fourth_kawasan_appears_everywhere_at_once(office, open_as, chromium):
    base, _ = office
    viewer = MapPage(chromium, base)
    assert viewer.figure("Kawasan") == "3"
    page = open_as("admin", "/kelola?bagian=kawasan")
    page.get_by_label("Kode", exact=True).fill("KPP-HSU")
    page.get_by_label("Nama", exact=True).fill("Kerbau Rawa")
    choose(page, "Kabupaten", "Kabupaten Hulu Sungai Utara")
    pills = page.locator("[data-testid=stButtonGroup]").filter(has_text="Kecamatan").locator("button")
    names = [pills.nth(0).inner_text(), pills.nth(1).inner_text()]
    for name in names:
        page.get_by_role("button", name=name, exact=True).click()
        settle(page)
    page.get_by_role("button", name="Simpan").click()
    expect(page.get_by_text("Kawasan Kerbau Rawa tersimpan.")).to_be_visible()

    page.locator(".st-key-admin_part button", has_text="Keanggotaan desa").click()
    page.locator(".st-key-desa_kawasan button", has_text="Kerbau Rawa").click()
    settle(page)
    group = page.locator("[data-testid=stButtonGroup]").filter(has_text=f"Kecamatan {names[0]}")
    group.locator("button").first.click()
    settle(page)
    page.get_by_role("radio", name="SK", exact=True).click()
    page.get_by_label("Sumber").fill("SK uji")
    page.get_by_role("button", name="Simpan untuk 1 desa").click()
    expect(page.get_by_text("Keanggotaan 1 desa tersimpan.")).to_be_visible()

    with urllib.request.urlopen(f"{base}/api/wilayah/kawasan.geojson") as answer:
        codes = [feature["properties"]["kode_kawasan"] for feature in json.load(answer)["features"]]
    assert codes == ["KPP-BJR", "KPP-TBL", "KPP-TNB", "KPP-HSU"]
    with urllib.request.urlopen(f"{base}/api/wilayah/desa.geojson?kawasan=KPP-HSU") as answer:
        desa = [feature["properties"] for feature in json.load(answer)["features"]]
    assert (
        sum(item["keanggotaan"] == "sk" for item in desa) == 1
        and len({kecamatan_of(item["kode"]) for item in desa}) == 2
    )

    viewer.close()
    viewer = MapPage(chromium, base)
    assert viewer.figure("Kawasan") == "4" and viewer.figure("Desa anggota") == "31"
    card = viewer.page.locator(".kawasan-card", has_text="Kerbau Rawa")
    assert card.locator("svg path[data-desa]").count() == len(desa)
    assert viewer.frame.locator(".leaflet-kawasan-pane path").count() == 4
    assert viewer.frame.locator(".callout", has_text="Kerbau Rawa").count() == 1
    viewer.pill("Kerbau Rawa").click()
    viewer.wait_figure("Kawasan", "1")
    assert viewer.figure("Kecamatan") == "2" and viewer.errors == []
    viewer.settle()
    assert viewer.frame.locator("path.desa, .leaflet-desa-pane path").count() >= 1
    viewer.close()


def test_pages_are_indonesian_accessible_and_fit_the_laptop(open_as):
    page = open_as("admin", "/verifikasi")
    # One app and one browser for all of them: starting one for each takes longer than looking.
    parts = [f"/kelola?bagian={name}" for name in PARTS if name != "masalah"]
    for path in ["/verifikasi", "/laporan", "/riwayat", *parts]:
        page.goto(urljoin(page.url, path))
        page.wait_for_selector(".page-title h1")
        settle(page)
        assert ENGLISH.findall(page.evaluate(SEEN)) == [], path
        assert sideways(page) <= 0, path
        assert grave(page) == [], path


def test_the_board_fits_the_projector(open_as):
    page = open_as("dpmd", "/laporan")
    page.set_viewport_size({"width": 1920, "height": 1080})
    settle(page)
    assert page.locator(".board tbody tr[data-opd]").count() == 26
    assert page.evaluate("document.querySelector('.board').getBoundingClientRect().bottom") <= 1080
