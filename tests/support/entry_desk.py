"""The entry pages as somebody of an office uses them: sit down, type, choose, press, click a desa."""

from __future__ import annotations

from playwright.sync_api import Page

from tests.support.browser_visits import LAPTOP, Visits, settle
from tests.support.map_landing import PAGE_VIEW
from tests.support.map_page import press_area
from tkpkp_geo.domain.records import Account, Role

PEOPLE = (
    Account("dispar", "Kontak Dispar", Role.OPD, "DISPAR"),
    Account("dpmd", "Staf DPMD", Role.DPMD),
)
DESA = "63.03.05.2034"
FRAME = "iframe[title='streamlit_folium.st_folium']"


class Desk(Visits):
    """The running app, its store, and the way to sit down at it."""

    def sit(self, nama: str, path: str, size: tuple[int, int] = LAPTOP) -> Page:
        return self.open(path, nama, size)

    def row(self, kode: str) -> dict:
        return next(dict(row) for row in self.store.content().tables["intervensi"] if row["id"] == kode)


def type_in(page: Page, label: str, value: str) -> None:
    page.get_by_label(label, exact=True).fill(value)
    page.keyboard.press("Tab")
    settle(page)


def choose(page: Page, label: str, value: str) -> None:
    field = page.get_by_label(label, exact=True)
    field.click()
    field.fill(value)
    page.get_by_role("option", name=value).first.click()
    settle(page)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()
    settle(page)


def click_desa(page: Page, kode: str) -> None:
    frame = page.wait_for_selector(FRAME).content_frame()
    frame.wait_for_function("window.tkpkp?.detailed && document.querySelector('#map_div').dataset.drawn")
    press_area(page, frame, PAGE_VIEW, kode)
    settle(page)
