"""Waiting until a map has landed, however long its machine takes for that."""

from __future__ import annotations

from playwright.sync_api import Frame, Page

PAGE_VIEW, DECK_VIEW = "tkpkp", "deck.view"  # where each keeps its view
PAGE, DECK = f"{PAGE_VIEW}.map", f"{DECK_VIEW}.map"  # and its map
_FRAMES = 12  # that a map stands still before a flight of it has ended, or none has begun
_LAND = """([name, frames]) => new Promise((landed, failed) => {
  const map = name.split(".").reduce((from, key) => from[key], window), end = performance.now() + 20000;
  const place = () => [map.getCenter().lat, map.getCenter().lng, map.getZoom()].join();
  let last = "", still = 0;
  const look = () => {
    const here = place();
    still = here === last && !map._animatingZoom ? still + 1 : 0;
    last = here;
    if (still >= frames) landed();
    else if (performance.now() > end) failed(new Error("the map never stands still"));
    else requestAnimationFrame(look);
  };
  look();
})"""


def land(target: Page | Frame, where: str = DECK) -> None:
    """Wait until a map stands still."""
    target.evaluate(_LAND, [where, _FRAMES])
