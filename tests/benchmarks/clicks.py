"""Clicks timed inside the page: from the event until the changed picture is painted."""

from __future__ import annotations

import base64

from playwright.sync_api import Browser, Page

# `changed` is asked at the start of a frame: that frame paints the change, and the next one surely comes after it.
_TIMED = """() => {
window.timed = async (click, changed) => {
  const frame = () => new Promise(requestAnimationFrame), start = performance.now();
  click();
  await frame();
  while (!changed()) {
    if (performance.now() - start > 15000) throw new Error("the click changed nothing");
    await frame();
  }
  await frame();
  return performance.now() - start;
};
window.mapFrame = () => document.querySelector("iframe")?.contentDocument;
}"""
_FRAME = "iframe[title='streamlit_folium.st_folium']"


class Tab:
    """One page under measurement."""

    ready = "() => true"

    def __init__(self, browser: Browser, address: str) -> None:
        self.context = browser.new_context(viewport={"width": 1366, "height": 768})
        self.page: Page = self.context.new_page()
        self.page.goto(address)
        self.page.wait_for_function(self.ready)
        self.page.wait_for_timeout(1500)
        self.page.evaluate(_TIMED)

    def settle(self) -> None:
        """Let the page come to rest between two clicks."""
        self.page.wait_for_timeout(450)


class OurTab(Tab):
    """The map page of the project."""

    ready = f"""() => document.querySelector("{_FRAME}")?.contentDocument?.querySelector("#map_div")?.dataset.drawn"""

    def __init__(self, browser: Browser, address: str) -> None:
        super().__init__(browser, address)
        self.received: list[int] = []
        session = self.context.new_cdp_session(self.page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._count)
        self.frame = self.page.query_selector(_FRAME).content_frame()
        self.frame.evaluate("window.mark = 'same document'; tkpkp.map.panBy([40, 25], {animate: false})")
        self.settle()
        self.view = self._view()

    def _count(self, event: dict) -> None:
        response = event["response"]
        payload = response["payloadData"]
        self.received.append(len(base64.b64decode(payload)) if response["opcode"] == 2 else len(payload))

    def _view(self) -> list[float]:
        return self.frame.evaluate("[tkpkp.map.getCenter().lat, tkpkp.map.getCenter().lng, tkpkp.map.getZoom()]")

    def same_map(self) -> bool:
        """Tell whether the map is still the document, and the view, that it was at the start."""
        return self.frame.evaluate("window.mark") == "same document" and self._view() == self.view

    def pill(self, name: str) -> tuple[float, int]:
        """Click a pill of the page's filter; gives ms until the map is painted, and bytes received."""
        self.received.clear()
        taken = self.page.evaluate(
            """(name) => {
              const map = mapFrame().querySelector("#map_div"), before = map.dataset.drawn;
              const pill = [...document.querySelectorAll("[data-testid=stSidebar] [data-testid=stButtonGroup] button")]
                .find((button) => button.innerText.includes(name));
              return timed(() => pill.click(), () => map.dataset.drawn !== before);
            }""",
            name,
        )
        self.settle()
        return taken, sum(self.received)

    def legend(self, kode: str) -> tuple[float, float]:
        """Click the map's own legend; gives ms until the map is painted, and until figure and URL have followed."""
        painted, followed = self.page.evaluate(
            """async (kode) => {
              const map = mapFrame().querySelector("#map_div"), before = map.dataset.drawn;
              const button = mapFrame().querySelector(`.legend-opd button[data-opd=${kode}]`);
              const figure = () => document.querySelector("[data-figure='Program'] dd")?.innerText, was = figure();
              const query = location.search;
              const painted = timed(() => button.click(), () => map.dataset.drawn !== before);
              const arrived = () => figure() !== undefined && figure() !== was && location.search !== query;
              const followed = timed(() => {}, arrived);
              return Promise.all([painted, followed]);
            }""",
            kode,
        )
        self.settle()
        return painted, followed


class BareTab(Tab):
    """A page with one multiselect."""

    ready = "() => document.querySelector('.st-key-result')?.innerText"

    def choose(self) -> float:
        """Choose one more option; gives ms until the page shows it. Opening the list is not timed."""
        return _choose(
            self,
            "const box = document.querySelector('.st-key-result'), was = box.innerText;"
            "const changed = () => document.querySelector('.st-key-result')?.innerText !== was;",
        )


class NaiveTab(Tab):
    """The app that rebuilds its whole map."""

    ready = """() => document.querySelector("iframe")?.contentDocument?.querySelector("path.program")"""

    def choose(self) -> float:
        """Choose one more OPD; gives ms until the map has its new markers."""
        return _choose(
            self,
            "const markers = () => mapFrame()?.querySelectorAll('path.program').length, was = markers();"
            "const changed = () => markers() && markers() !== was;",
        )


def _choose(tab: Tab, prepare: str) -> float:
    tab.page.click("[data-testid=stMultiSelect] input")
    tab.page.wait_for_selector("[role=option]")
    taken = tab.page.evaluate(
        f"""() => {{
          {prepare}
          const option = document.querySelector("[role=option]:not([data-key=__select_all__])");
          return timed(() => option.click(), changed);
        }}"""
    )
    tab.page.keyboard.press("Escape")
    tab.settle()
    return taken
