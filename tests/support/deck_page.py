"""What the tests of the presentation measure on its page."""

from __future__ import annotations

SIZES = [(1920, 1080), (1366, 768), (1024, 768)]

# What a hall would see go wrong: scroll bars, words cut without "…", words outside their panel, empty lists.
FAULTS = """() => {
  const found = [], seen = (e) => e.getClientRects().length && getComputedStyle(e).visibility !== "hidden";
  const root = document.documentElement;
  if (root.scrollHeight > innerHeight || root.scrollWidth > innerWidth) found.push("scroll bar");
  for (const e of document.querySelectorAll("#sheet, #content"))
    if (e.scrollHeight > e.clientHeight + 1 || e.scrollWidth > e.clientWidth + 1)
      found.push(`cut: #${e.id} ${e.scrollWidth}x${e.scrollHeight} in ${e.clientWidth}x${e.clientHeight}`);
  const panel = document.getElementById("sheet").getBoundingClientRect();
  const words = ["h1", "h2", "p", "dt", "dd", "small", "li"].map((name) => `#sheet ${name}`).join();
  for (const e of document.querySelectorAll(words)) {
    if (!seen(e)) continue;
    const box = e.getBoundingClientRect();
    if (box.right > panel.right + 1 || box.bottom > panel.bottom + 1 || box.left < panel.left - 1)
      found.push(`outside: ${e.textContent}`);
    if (!e.classList.contains("clamped") && e.scrollWidth > e.clientWidth + 1
      && getComputedStyle(e).display !== "inline")
      found.push(`wide: ${e.textContent}`);
  }
  for (const e of document.querySelectorAll(".clamped"))
    if (e.scrollHeight > e.clientHeight + 2 && !e.title) found.push(`no title: ${e.textContent}`);
  const badge = document.getElementById("sample");
  if (seen(badge)) {
    const b = badge.getBoundingClientRect(), range = document.createRange();
    for (const e of document.querySelectorAll(".kicker, h1")) {
      range.selectNodeContents(e);
      for (const r of range.getClientRects())
        if (r.right > b.left && r.top < b.bottom) found.push(`under the badge: ${e.textContent}`);
    }
  }
  return found;
}"""

# The smallest type outside and inside the map; a monogram is scaled with its symbol.
TYPE = """() => {
  const least = { words: Infinity, map: Infinity };
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node; (node = walker.nextNode()); ) {
    const e = node.parentElement;
    if (!node.data.trim() || ["SCRIPT", "STYLE"].includes(e.tagName) || e.id === "announcement") continue;
    if (!e.getClientRects().length || getComputedStyle(e).visibility === "hidden") continue;
    let size = parseFloat(getComputedStyle(e).fontSize);
    const svg = e.closest("svg");
    if (svg) size *= svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const key = svg || e.closest("#map") ? "map" : "words";
    least[key] = Math.min(least[key], size);
  }
  return least;
}"""

# Whether the kawasan that a frame is about are wholly in sight.
LANDED = """() => {
  const frame = deck.frames.find((one) => one.id === document.body.dataset.frame), view = deck.view.map.getBounds();
  return frame.focus.every((kode) => view.contains(L.latLngBounds(deck.view.kawasanByKode.get(kode).bounds)));
}"""


def ids(page) -> list[str]:
    return page.evaluate("deck.frames.map((one) => one.id)")


def here(page) -> str:
    return page.evaluate("document.body.dataset.frame")
