"""How soon everybody sees what a meeting does: ``python -m tests.benchmarks.meeting``.

A scripted meeting on one process: the control desk and the projector in Chromium, fifty sessions of the map page, and
three hundred followers of the deck, who load it, hold its stream, and fetch what is new as their browsers do.
"""

from __future__ import annotations

import asyncio
import gzip
import json
import random
import re
import statistics
import tempfile
import time
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from playwright.async_api import Page, async_playwright

from tests.benchmarks.datasets import multiply
from tests.benchmarks.live import Session, opened
from tests.benchmarks.map import Line, cpu_seconds, ms, served
from tests.conftest import CHROMIUM, CHROMIUM_ARGS
from tests.support.data_folders import PROJECT, store_address
from tests.support.entry_desk import FRAME
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change
from tkpkp_geo.workspace import today

VIEWERS, FOLLOWERS = 50, 300
SPREAD_SECONDS = 0.3  # a follower waits up to so long before it fetches (deck-ikut.js)
KODE = "RPT-UKUR"
DECK = f"/presentasi?rapat={KODE}"
DECISIONS = (("Agrominapolitan", "Menetapkan kolam"), ("Agrowisata", "Menata kebun"), ("Agropolitan", "Membuka jalan"))
UNPLACED = (("UJI-004", "63.03.05.2034"), ("UJI-005", "63.03.05.2034"))
SETTLED_MS = 120_000


class Follower:
    """A phone that follows: the deck is loaded, its stream held, and what is new fetched."""

    def __init__(self, address: str) -> None:
        self.server = urlsplit(address)
        self.at: dict[int, float] = {}
        self.fresh: dict[int, float] = {}
        self.revisi = 0
        self.bytes = 0
        self.news = asyncio.Condition()
        self.fetching: set[asyncio.Task] = set()

    async def get(self, path: str) -> bytes:
        """Fetch something as a browser does; gives its content."""
        reader, writer = await asyncio.open_connection(self.server.hostname, self.server.port)
        heads = (f"GET {path} HTTP/1.1", f"Host: {self.server.netloc}", "Accept-Encoding: gzip", "Connection: close")
        writer.write("\r\n".join([*heads, "", ""]).encode())
        head, _, body = (await reader.read()).partition(b"\r\n\r\n")
        writer.close()
        if b" 200 " not in head.splitlines()[0]:
            raise RuntimeError(head.decode())
        self.bytes += len(body)
        return gzip.decompress(body) if b"gzip" in head else body

    async def open(self, stack: AsyncExitStack) -> None:
        """Load the deck and begin to follow."""
        page = await self.get(DECK)
        self.revisi = int(re.search(rb'"revisi":(\d+)', page)[1])
        reader, writer = await asyncio.open_connection(self.server.hostname, self.server.port)
        writer.write(f"GET /api/rapat/{KODE}/ikuti HTTP/1.1\r\nHost: {self.server.netloc}\r\n\r\n".encode())
        task = asyncio.create_task(self._listen(reader))
        stack.callback(writer.close)
        stack.callback(task.cancel)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        kind = b""
        while line := await reader.readline():
            if line.startswith(b"event: "):
                kind = line[7:].strip()
            elif line.startswith(b"data: ") and kind == b"tayang":
                await self._note(self.at, json.loads(line[6:])["nomor"])
            elif line.startswith(b"data: ") and int(line[6:]) > self.revisi:
                task = asyncio.create_task(self._fetch(int(line[6:])))
                self.fetching.add(task)
                task.add_done_callback(self.fetching.discard)

    async def _fetch(self, told: int) -> None:
        await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))
        if told <= self.revisi:
            return
        body = await self.get(f"/api/presentasi.json?rapat={KODE}&sejak={self.revisi}")
        # A phone reads all of it, but not on this machine.
        revisi = int(re.match(rb'{"revisi":(\d+)', body)[1])
        self.revisi = max(self.revisi, revisi)
        await self._note(self.fresh, revisi)

    async def _note(self, where: dict[int, float], number: int) -> None:
        async with self.news:
            where[number] = time.time()
            self.news.notify_all()

    async def until(self, where: dict[int, float], number: int) -> float:
        """Wait until a move or a revision, or a later one, has arrived; gives the moment."""
        async with self.news:
            await self.news.wait_for(lambda: any(known >= number for known in where))
        return min(moment for known, moment in where.items() if known >= number)


def prepared(store: Store) -> str:
    """Give the store an account and a meeting that is on; gives the account's cookie."""
    store.accounts.install_with_password(Account("dpmd", "Staf DPMD", Role.DPMD), "kuda-laut-biru-7712")
    row = {
        "tanggal": today(),
        "judul": "Rapat ukur",
        "status": "berlangsung",
        "revisi_data": 1,
        "mulai": now(),
        "saringan": "tampil=semua",
    }
    store.save("dpmd", [Change("rapat", KODE, row)], "Rapat dimulai")
    return store.sessions.start("dpmd")


@dataclass
class Found:
    """Milliseconds of one meeting: until the store had it, and from then until the last of a crowd did."""

    moved: list[float] = field(default_factory=list)
    follows: list[float] = field(default_factory=list)
    acted: list[float] = field(default_factory=list)
    drawn: list[float] = field(default_factory=list)
    fresh: list[float] = field(default_factory=list)


async def move(found: Found, store: Store, followers: list[Follower], press: Callable[[], Awaitable]) -> None:
    """Let the screen move."""
    before = await asyncio.to_thread(store.shown_frame, KODE)
    number, start = (before.nomor if before else 0) + 1, time.time()
    await press()
    last = max(await asyncio.gather(*(one.until(one.at, number) for one in followers)))
    written = datetime.fromisoformat((await asyncio.to_thread(store.shown_frame, KODE)).sejak).timestamp()
    found.moved.append(1000 * (written - start))
    found.follows.append(1000 * (last - written))


async def act(
    found: Found, store: Store, viewers: list[Session], followers: list[Follower], click: Callable[[], Awaitable]
) -> None:
    """Let the meeting do something, once all that came before has settled: a hall does not act twice a second."""
    await asyncio.sleep(3)
    before = await asyncio.to_thread(store.revision)
    start = time.time()
    await click()
    while await asyncio.to_thread(store.revision) == before:
        await asyncio.sleep(0.005)
    drawn = asyncio.gather(*(one.draws(before + 1) for one in viewers))
    fresh = asyncio.gather(*(one.until(one.fresh, before + 1) for one in followers))
    await drawn
    seen = time.time()
    last = max(await fresh)
    (row,) = await asyncio.to_thread(store.history.rows, rapat=KODE, limit=1)
    written = datetime.fromisoformat(row.waktu).timestamp()
    found.acted.append(1000 * (written - start))
    found.drawn.append(1000 * (seen - written))
    found.fresh.append(1000 * (last - written))


async def meeting(desk: Page, projector: Page, store: Store, viewers: list, followers: list) -> Found:
    """Hold the meeting: three decisions, two programs given a lokus, one of them taken back, moves between them."""
    found = Found()
    crowd = (found, store, viewers, followers)
    for name, words in DECISIONS:
        await move(found, store, followers, desk.locator(".desk .order button", has_text=name).click)
        box = desk.get_by_label("Isi keputusan")
        await box.fill(words)
        await box.blur()
        await act(*crowd, desk.get_by_role("button", name="Simpan keputusan").click)
        await move(found, store, followers, lambda: projector.keyboard.press("PageDown"))
    await desk.locator(".desk .order button", has_text="Agrominapolitan").click()
    await desk.get_by_role("radio", name="Beri lokus").click()
    for number, (kode, desa) in enumerate(UNPLACED):
        program = next(row["program"] for row in store.rows("intervensi") if row["id"] == kode)
        if number:
            await desk.get_by_role("button", name="Pilih program lain").click()
        await desk.locator(".st-key-desk-lokus").get_by_role("button", name=program).click()
        await desk.get_by_text(f"Klik desa untuk “{program}”").wait_for(timeout=SETTLED_MS)
        place = await located(desk, desa)
        await act(*crowd, lambda place=place: desk.mouse.click(*place))
    hasil = desk.locator(".st-key-desk-results li", has_text=program).first
    await act(*crowd, hasil.get_by_role("button", name="Urungkan").click)
    return found


async def located(desk: Page, desa: str) -> tuple[float, float]:
    """Give where on the desk's page the map shows a desa, once it has flown there."""
    element = await desk.wait_for_selector(FRAME)
    frame = await element.content_frame()
    await frame.wait_for_function("window.tkpkp?.detailed && document.querySelector('#map_div').dataset.drawn")
    await asyncio.sleep(2)
    x, y = await frame.evaluate(
        """kode => { const d = window.tkpkp.desa.find((d) => d.kode === kode);
                    const p = window.tkpkp.map.latLngToContainerPoint([d.label_lat, d.label_lon]);
                    return [p.x, p.y]; }""",
        desa,
    )
    box = await element.bounding_box()
    return box["x"] + x, box["y"] + y


async def measure(data: Path) -> list[Line]:
    """Measure one meeting on a data folder."""
    async with AsyncExitStack() as stack:
        process, address = stack.enter_context(served(PROJECT / "app.py", data))
        store = open_store(store_address(data))
        secret = prepared(store)
        viewers = await opened(stack, address, listening=True, count=VIEWERS)
        followers = [Follower(address) for _ in range(FOLLOWERS)]
        start = time.perf_counter()
        await asyncio.gather(*(one.open(stack) for one in followers))
        loaded = 1000 * (time.perf_counter() - start)
        playwright = await stack.enter_async_context(async_playwright())
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        context = await browser.new_context(viewport={"width": 1366, "height": 768})
        await context.add_cookies([{"name": "tkpkp_sesi", "value": secret, "url": address}])
        desk, projector = await context.new_page(), await context.new_page()
        await projector.goto(f"{address}{DECK}&mode=layar")
        await desk.goto(f"{address}/rapat?bagian=meja&rapat={KODE}")
        await desk.locator(".desk .order button").first.wait_for(timeout=SETTLED_MS)
        await asyncio.sleep(3)
        spent = cpu_seconds(process.pid)
        found = await meeting(desk, projector, store, viewers, followers)
        spent = cpu_seconds(process.pid) - spent
        await browser.close()
    size = statistics.mean(one.bytes for one in followers)
    return [
        Line(
            f"{FOLLOWERS} followers load the deck at once, last",
            ms(loaded),
            f"{size / 1000:.0f} KB each",
            loaded,
            15_000,
            unit="ms",
        ),
        line("key or click → the store has the move", found.moved, 500),
        line(f"… → last of {FOLLOWERS} followers", found.follows, 1000),
        line("click → the store has the act", found.acted, 1000),
        line(f"… → last of {VIEWERS} map pages has drawn it", found.drawn, 2000),
        line(f"… → last of {FOLLOWERS} followers has it ({spent:.0f} s of a core in all)", found.fresh, 2000),
    ]


def line(measure: str, found: list[float], wanted: float) -> Line:
    """Write a row of delays: each of them, and the bound of the largest."""
    middle = f"p50 {ms(statistics.median(found))}"
    return Line(f"{measure}", ms(max(found)), middle, max(found), wanted, unit="ms")


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        lines = asyncio.run(measure(multiply(Path(name) / "300", 300)))
    print(f"{'measure':<58}{'ours':>14}{'beside':>22}{'found':>13}{'wanted':>12}")
    for one in lines:
        print(one)


if __name__ == "__main__":
    main()
