"""The map page as a test drives it."""

from __future__ import annotations

from playwright.sync_api import Browser, Frame, Page

from tests.support.browser_visits import LOCAL, settle
from tests.support.map_landing import PAGE, PAGE_VIEW, land

# Where an area's name would stand, in px of the map's window; nothing where the map has no such area.
_LABEL_POINT = """([name, kode]) => {
  const view = name.split(".").reduce((from, key) => from[key], window);
  const desa = view.desa.find((one) => one.kode === kode), kawasan = view.kawasanByKode.get(kode);
  const place = desa ? [desa.label_lat, desa.label_lon] : kawasan && [kawasan.lat, kawasan.lon];
  if (!place) return null;
  const point = view.map.latLngToContainerPoint(place), box = view.container.getBoundingClientRect();
  return [point.x + box.x, point.y + box.y];
}"""


class MapPage:
    """One open page, the requests that wanted to leave the machine, and the map's frame."""

    def __init__(self, browser: Browser, base: str, path: str = "/", size: tuple[int, int] = (1366, 768), **options):
        self.context = browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self.page: Page = self.context.new_page()
        self.outside: list[str] = []
        self.errors: list[str] = []
        self.context.route("**/*", self._refuse_outside)
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.goto(base + path)
        self.frame: Frame = self._map_frame()
        self.frame.wait_for_function("window.tkpkp && document.querySelector('#map_div').dataset.drawn")

    def _refuse_outside(self, route) -> None:
        if route.request.url.startswith(LOCAL):
            route.continue_()
        else:
            self.outside.append(route.request.url)
            route.abort()

    def _map_frame(self) -> Frame:
        handle = self.page.wait_for_selector("iframe[title='streamlit_folium.st_folium']", timeout=30_000)
        return handle.content_frame()

    def figure(self, name: str) -> str:
        """Give a figure on top of the page."""
        return self.page.inner_text(f"[data-figure='{name}'] dd")

    def wait_figure(self, name: str, value: str) -> None:
        """Wait until a figure shows a value."""
        self.page.wait_for_function(
            "([n, v]) => document.querySelector(`[data-figure='${n}'] dd`)?.innerText === v", arg=[name, value]
        )

    def map_programs(self) -> int:
        """Give how many programs the map holds after its filter."""
        return int(self.frame.evaluate("document.querySelector('#map_div').dataset.program"))

    def table_rows(self) -> int:
        """Give how many programs the table holds."""
        return int(self.page.wait_for_selector(".table[data-rows]").get_attribute("data-rows"))

    def settle(self) -> None:
        """Wait until Streamlit has nothing left to do and the map stands still."""
        settle(self.page)
        land(self.frame, PAGE)

    def pill(self, name: str):
        """Give a pill of the filter panel."""
        return self.page.locator("[data-testid=stSidebar] [data-testid=stButtonGroup] button", has_text=name).first

    def press_area(self, kode: str) -> None:
        """Press the mouse on a desa or kawasan, at the point where its name would stand."""
        press_area(self.page, self.frame, PAGE_VIEW, kode)

    def close(self) -> None:
        """Close the page."""
        self.context.close()


def press_area(page: Page, holder: Page | Frame, view: str, kode: str) -> None:
    """Move the mouse to a desa or kawasan of a map that stands still, and press.

    Parameters
    ----------
    holder : Page or Frame
        The document that the map is in: the page itself, or a frame of it.
    view : str
        Where that document keeps the map's view (`map_landing`).
    """
    land(holder, f"{view}.map")
    point = holder.evaluate(_LABEL_POINT, [view, kode])
    assert point is not None, f"the map has no area {kode}"
    left, top = 0.0, 0.0
    if isinstance(holder, Frame):
        box = holder.frame_element().bounding_box()
        left, top = box["x"], box["y"]
    x, y = left + point[0], top + point[1]
    width, height = page.viewport_size["width"], page.viewport_size["height"]
    assert 0 <= x <= width and 0 <= y <= height, f"{kode} is out of sight at {x:.0f}, {y:.0f}"
    page.mouse.move(x, y)
    page.mouse.click(x, y)
