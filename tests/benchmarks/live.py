"""What it costs to keep many pages up to date, and how soon they are: ``python -m tests.benchmarks.live``.

Starts every server itself. A viewer is a websocket session that speaks Streamlit's protobuf and, on our page, a
stream of revisions beside it, as a browser holds them.
"""

from __future__ import annotations

import asyncio
import random
import statistics
import tempfile
import time
from contextlib import AsyncExitStack
from pathlib import Path
from urllib.parse import urlsplit

import websockets

from tests.benchmarks.datasets import multiply
from tests.benchmarks.map import HERE, Line, cpu_seconds, ms, served
from tests.benchmarks.viewers import Viewer
from tests.support.data_folders import PROJECT, store_address
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

VIEWERS = 200
DRAWING = 20  # of them ask for a rerun when they are told, as a browser does
IDLE_SECONDS = 30
SAVES = 15
SPREAD_SECONDS = 0.3  # a browser waits up to so long before it asks (pendengar.js)


class Session:
    """One viewer: its websocket, and its stream of revisions where the page has one."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.viewer = Viewer()
        self.told: dict[int, float] = {}
        self.news = asyncio.Condition()

    async def open(self, stack: AsyncExitStack, listening: bool) -> None:
        """Draw the page once, and begin to listen."""
        stream = self.address.replace("http", "ws") + "/_stcore/stream"
        # A browser does not ping; the server does.
        connection = websockets.connect(stream, subprotocols=["streamlit"], max_size=None, ping_interval=None)
        self.socket = await stack.enter_async_context(connection)
        await self.viewer.run(self.socket)
        if listening:
            server = urlsplit(self.address)
            reader, writer = await asyncio.open_connection(server.hostname, server.port)
            writer.write(f"GET /api/perubahan HTTP/1.1\r\nHost: {server.netloc}\r\n\r\n".encode())
            task = asyncio.create_task(self._listen(reader))
            stack.callback(writer.close)
            stack.callback(task.cancel)

    async def _listen(self, reader: asyncio.StreamReader) -> None:
        while line := await reader.readline():
            if line.startswith(b"data: "):
                async with self.news:
                    self.told[int(line[6:])] = time.perf_counter()
                    self.news.notify_all()

    async def hears(self, revisi: int) -> float:
        """Wait until the revision was told; gives the moment."""
        async with self.news:
            await self.news.wait_for(lambda: revisi in self.told)
        return self.told[revisi]

    async def draws(self, revisi: int) -> float:
        """Ask for a rerun once told; gives the moment at which it had finished."""
        await self.hears(revisi)
        await asyncio.sleep(random.uniform(0, SPREAD_SECONDS))
        await self.viewer.run(self.socket)
        return time.perf_counter()


async def opened(stack: AsyncExitStack, address: str, listening: bool, count: int = VIEWERS) -> list[Session]:
    """Open all sessions, a few at a time."""
    gate = asyncio.Semaphore(4)
    sessions = [Session(address) for _ in range(count)]

    async def one(session: Session) -> None:
        async with gate:
            await session.open(stack, listening)

    await asyncio.gather(*map(one, sessions))
    await asyncio.sleep(5)
    return sessions


async def idle_share(pid: int) -> float:
    """Give the share of a core, in percent, that a server spends while nothing happens."""
    start, used = time.perf_counter(), cpu_seconds(pid)
    await asyncio.sleep(IDLE_SECONDS)
    return 100 * (cpu_seconds(pid) - used) / (time.perf_counter() - start)


async def delays(store: Store, number: int, ask: list) -> float:
    """Save once; gives the milliseconds from the save's end until the slowest viewer has done what it is asked."""
    change = Change("intervensi", f"UKUR-{number}", {"kode_opd": "DKP", "program": f"Program {number}"})
    revisi = await asyncio.to_thread(store.save, "ukur", [change])
    start = time.perf_counter()
    return 1000 * (max(await asyncio.gather(*(one(revisi) for one in ask))) - start)


def line(measure: str, found: list[float], wanted: float) -> Line:
    """Write a row of delays: median, largest, and the bound of the largest."""
    middle = f"p50 {ms(statistics.median(found))}"
    return Line(f"{measure}, largest", ms(max(found)), middle, max(found), wanted, unit="ms")


async def measure(data: Path) -> list[Line]:
    """Measure our page and the bare one on a data folder."""
    async with AsyncExitStack() as stack:
        with served(HERE / "bare_app.py", data) as (process, address):
            async with AsyncExitStack() as bare_sessions:
                await opened(bare_sessions, address, listening=False)
                bare = await idle_share(process.pid)
        process, address = stack.enter_context(served(PROJECT / "app.py", data))
        store = open_store(store_address(data))
        store.accounts.install(Account("ukur", "Ukur", Role.ADMIN))
        sessions = await opened(stack, address, listening=True)
        ours = await idle_share(process.pid)
        told = [await delays(store, i, [one.hears for one in sessions]) for i in range(SAVES)]
        spent = cpu_seconds(process.pid)
        drawn = [await delays(store, SAVES + i, [one.draws for one in sessions[:DRAWING]]) for i in range(SAVES)]
        spent = (cpu_seconds(process.pid) - spent) / SAVES
    return [
        Line(f"{VIEWERS} idle viewers, share of a core", f"{ours:.1f} %", f"bare page {bare:.1f} %", ours, 5, unit="%"),
        line(f"save → last of {VIEWERS} is told", told, 1000),
        line(f"save → last of {DRAWING} has drawn it ({spent:.1f} s of a core)", drawn, 2000),
    ]


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        lines = asyncio.run(measure(multiply(Path(name) / "300", 300)))
    print(f"{'measure':<58}{'ours':>14}{'beside':>22}{'found':>13}{'wanted':>12}")
    for one in lines:
        print(one)


if __name__ == "__main__":
    main()
