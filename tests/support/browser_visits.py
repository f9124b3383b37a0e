"""Pages opened as a guest or as somebody with an account. None of them may break, or ask another host."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Frame, Page

from tkpkp_geo.server.gate import COOKIE
from tkpkp_geo.store.database import Store

LOCAL = ("http://127.0.0.1", "ws://127.0.0.1", "data:", "blob:", "about:")
SIZES = PROJECTOR, LAPTOP, PHONE = (1920, 1080), (1366, 768), (390, 844)
SCHEMES = ("light", "dark")
# Contrast is the same in every size and room in every scheme: each size is looked at once.
LOOKS = tuple(zip(SIZES, ("light", "dark", "light"), strict=True))
LONG_MS = 30_000  # a machine that is busy with other things may take its time, but not lose anything
ENGLISH = re.compile(
    r"\b(Select|Choose|No results|Search|Press Enter|Browse|Upload|Drag and drop|Limit|None|null|undefined)\b"
)
# What the eye can read: words of Streamlit's own that cannot be set are drawn in no size.
SEEN = """() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), found = [];
  while (walker.nextNode()) {
    const box = walker.currentNode.parentElement;
    if (box.checkVisibility() && getComputedStyle(box).fontSize !== "0px" && !box.closest("style, script, noscript"))
      found.push(walker.currentNode.textContent);
  }
  return found.join(" ");
}"""


class Visits:
    """Everything that was opened at one app, and what went wrong with it."""

    def __init__(self, browser: Browser, base: str, store: Store | None = None, ready: str = ""):
        self.browser, self.base, self.store, self.ready = browser, base, store, ready
        self.contexts: list[BrowserContext] = []
        self.outside: list[str] = []
        self.broken: list[str] = []

    def open(self, path: str, nama: str = "", size: tuple[int, int] = LAPTOP, **options: object) -> Page:
        """Open a path as an account, "" being a guest, in a browser of its own; waits for `ready` where it is given."""
        # A flight of the map is waited for where it is looked at: tests/browser/test_home.py.
        options = {"reduced_motion": "reduce"} | options
        context = self.browser.new_context(viewport={"width": size[0], "height": size[1]}, **options)
        self.contexts.append(context)
        if nama:
            context.add_cookies([{"name": COOKIE, "value": self.store.sessions.start(nama), "url": self.base}])
        page = context.new_page()
        page.on("request", lambda request: None if request.url.startswith(LOCAL) else self.outside.append(request.url))
        page.on("pageerror", lambda error: self.broken.append(str(error)))
        page.goto(self.base + path)
        if self.ready:
            page.wait_for_selector(self.ready, timeout=LONG_MS)
            settle(page)
        return page


@contextmanager
def visiting(
    browser: Browser, base: str, store: Store | None = None, ready: str = "", kind: type[Visits] = Visits
) -> Iterator[Visits]:
    """Give visits to an app; what was opened is closed afterwards and must have been whole."""
    found = kind(browser, base, store, ready)
    yield found
    for context in found.contexts:
        context.close()
    assert found.outside == [] and found.broken == []


def swipe_left(page: Page) -> None:
    """Draw a finger over the middle of a page with touch, from right to left, as the browser gets it from a screen."""
    size, touch = page.viewport_size, page.context.new_cdp_session(page)
    y = size["height"] * 0.75
    for kind, share in (("touchStart", 0.8), ("touchMove", 0.5), ("touchMove", 0.2), ("touchEnd", None)):
        points = [] if share is None else [{"x": size["width"] * share, "y": y}]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    touch.detach()


# Whether no script of Streamlit's has run for a moment: one that a press has asked for begins only a little later.
_QUIET_MS = 250
_QUIET = """(quiet) => {
  const now = performance.now();
  if (document.querySelector("[data-test-script-state=running]")) window.lastRun = now;
  return now - window.lastRun > quiet;
}"""


def settle(page: Page) -> None:
    """Wait until Streamlit has nothing left to do."""
    page.evaluate("() => { window.lastRun = performance.now(); }")
    page.wait_for_function(_QUIET, arg=_QUIET_MS)


def grave(target: Page | Frame) -> list[tuple[str, list[str]]]:
    """Give the serious and critical accessibility violations, each with the first elements that it is about."""
    return [
        (item["id"], [node["html"][:160] for node in item["nodes"]][:3])
        for item in Axe().run(target).response["violations"]
        if item["impact"] in ("serious", "critical")
    ]


def sideways(page: Page) -> int:
    """Give by how many pixels a page is wider than its window, the scrolling part in it included."""
    return page.evaluate(
        "Math.max(...[document.documentElement, document.querySelector('[data-testid=stMain]')]"
        ".map((e) => e.scrollWidth - e.clientWidth))"
    )
