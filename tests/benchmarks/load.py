"""Two processes on one PostgreSQL, people who write and people who look: ``python -m tests.benchmarks.load``.

Writers open a program in the entry form, type, save, and settle conflicts as a person does; viewers click a filter
of the map page once a second. Nothing may be lost. The same number of sessions then click on a trivial page.
"""

from __future__ import annotations

import asyncio
import json
import random
import re
import statistics
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tests.benchmarks.datasets import multiply
from tests.benchmarks.sessions import Session, session
from tests.conftest import start_app
from tests.support.data_folders import PROJECT
from tests.support.store_databases import empty_database
from tkpkp_geo.domain import text
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store.database import Store, open_store
from tkpkp_geo.store.records import Change

WRITERS, VIEWERS, SAVES, SHARED = 20, 30, 5, 1
PROCESSES = 2
HERE = Path(__file__).parent
SHARED_ROW = "UJI-00100"
COUNTED = "field-realisasi"


@dataclass
class Found:
    """What a crowd has met; times in seconds."""

    saves: list[float] = field(default_factory=list)
    clicks: list[float] = field(default_factory=list)
    conflicts: int = 0


@contextmanager
def served(script: Path, data: Path, url: str = "") -> Iterator[list[str]]:
    """Serve a script by several processes; gives their addresses, and refuses a log that speaks of an error."""
    with ExitStack() as stack:
        addresses, logs = [], []
        for number in range(PROCESSES):
            log = Path(stack.enter_context(tempfile.TemporaryDirectory())) / f"{number}.log"
            process, address = start_app(script, log, data, {"TKPKP_DATABASE_URL": url})
            stack.callback(process.wait, timeout=10)
            stack.callback(process.terminate)
            addresses.append(address)
            logs.append(log)
        yield addresses
        for log in logs:
            if "Traceback" in (told := log.read_text(encoding="utf-8", errors="replace")):
                raise RuntimeError(f"a process told of an error:\n{told}")


def own_row(number: int) -> str:
    """Give the program that only this writer raises."""
    return f"UJI-{number:05d}"


def prepare(store: Store, writers: int) -> list[str]:
    """Give every writer an account and set what they count to 0; gives the secrets of their browsers."""
    names = [f"penulis-{number}" for number in range(writers)]
    for name in names:
        store.accounts.install(Account(name, name.title(), Role.DPMD))
    rows = {row["id"]: row["revisi"] for row in store.content().tables["intervensi"]}
    counted = [*map(own_row, range(writers)), SHARED_ROW]
    store.save(names[0], [Change("intervensi", kunci, {"realisasi": 0}, rows[kunci]) for kunci in counted])
    return [store.sessions.start(name) for name in names]


async def write(address: str, secret: str, rows: Sequence[str], found: Found, pause: float) -> None:
    """Raise what stands in each of these programs by one, in the entry form of the app."""
    async with session(address, "data", secret=secret) as tab:
        for row in rows:
            while not await _raise_by_one(tab, row, found):
                found.conflicts += 1
                await asyncio.sleep(random.uniform(0, pause))
            await asyncio.sleep(random.uniform(0, 2 * pause))


async def _raise_by_one(tab: Session, row: str, found: Found) -> bool:
    tab.query = f"program={row}"
    await tab.run()
    stands = int(re.sub(r"\D", "", tab.widgets[COUNTED].value or tab.widgets[COUNTED].default))
    await tab.run(**{COUNTED: str(stands + 1)})
    found.saves.append(await tab.run(save=True))
    if "conflict-back" in tab.widgets:
        # Somebody was faster, perhaps once more meanwhile: take what they saved, and begin again from there.
        while "conflict-back" in tab.widgets:
            await tab.run(**{"all-saved": True})
            await tab.run(**{"save-merged": True})
        return False
    if not any("disimpan" in words for words in tab.alerts):
        raise RuntimeError(f"{row} was not saved: {tab.alerts}")
    return True


async def look(address: str, late: float, done: asyncio.Event, found: Found) -> None:
    """Click an OPD once a second, choosing and letting go in turn."""
    async with session(address, query="tampil=semua") as tab:
        await asyncio.sleep(late)
        click = 0
        while not done.is_set():
            pills = next(key for key, widget in tab.widgets.items() if getattr(widget, "label", "") == "OPD")
            options = [option.content for option in tab.widgets[pills].options]
            taken = await tab.run(**{pills: [] if click % 2 else [options[click // 2 % len(options)]]})
            found.clicks.append(taken)
            if ("opd=" in tab.query) == bool(click % 2):
                raise RuntimeError("the click did not reach the page's filter")
            click += 1
            await asyncio.sleep(max(0.0, 1 - taken))


async def choose(address: str, late: float, seconds: float, found: Found) -> None:
    """Choose on the trivial page once a second."""
    async with session(address) as tab:
        await asyncio.sleep(late)
        end, click = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            options = tab.widgets["OPD"].options
            taken = await tab.run(OPD=[] if click % 2 else [options[click // 2 % len(options)]])
            found.clicks.append(taken)
            click += 1
            await asyncio.sleep(max(0.0, 1 - taken))


async def crowd(
    addresses: Sequence[str], secrets: Sequence[str], viewers: int, saves: int, shared: int, pause: float
) -> Found:
    """Let everybody work at once, spread over the processes, until the writers have finished."""
    found, done = Found(), asyncio.Event()
    looking = [
        asyncio.create_task(look(addresses[n % len(addresses)], n / viewers, done, found)) for n in range(viewers)
    ]

    async def all_writers() -> None:
        jobs = []
        for number, secret in enumerate(secrets):
            rows = [own_row(number)] * saves + [SHARED_ROW] * shared
            random.Random(number).shuffle(rows)
            jobs.append(write(addresses[number % len(addresses)], secret, rows, found, pause))
        await asyncio.gather(*jobs)
        done.set()

    await asyncio.gather(all_writers(), *looking)
    return found


def check(store: Store, first: int, writers: int, saves: int, shared: int) -> None:
    """Raise unless every save of every writer is there, each with a revision and a history row of its own."""
    rows = {row["id"]: row for row in store.content().tables["intervensi"]}
    own = [rows[own_row(number)]["realisasi"] for number in range(writers)]
    history = store.history.rows(since=first, limit=1_000_000)
    wanted = (writers * (saves + shared), [saves] * writers, writers * shared)
    if (store.revision() - first, own, rows[SHARED_ROW]["realisasi"]) != wanted:
        raise RuntimeError(f"saves were lost: {store.revision() - first}, {own}, {rows[SHARED_ROW]['realisasi']}")
    if [item.revisi for item in history] != list(range(store.revision(), first, -1)):
        raise RuntimeError("history and revision do not agree")


def revisions(addresses: Sequence[str]) -> set[int]:
    """Give the revisions that the processes show."""
    found = set()
    for address in addresses:
        with urllib.request.urlopen(f"{address}/api/sehat") as answer:
            found.add(json.load(answer)["revisi"])
    return found


def run(folder: Path, programs: int, writers: int, viewers: int, saves: int, shared: int, pause: float) -> Found:
    """Serve, load and check the app; gives what was met."""
    data = multiply(folder / "data", programs)
    with empty_database("postgresql", folder) as url, served(PROJECT / "app.py", data, url) as addresses:
        store = open_store(url)
        secrets = prepare(store, writers)
        first = store.revision()
        found = asyncio.run(crowd(addresses, secrets, viewers, saves, shared, pause))
        check(store, first, writers, saves, shared)
        if revisions(addresses) != {store.revision()}:
            raise RuntimeError(f"the processes show {revisions(addresses)}, the store is at {store.revision()}")
        store.engine.dispose()
    return found


def trivial(data: Path, sessions: int, seconds: float) -> Found:
    """Load the trivial page with as many sessions; gives what was met."""
    found = Found()

    async def all_of_them(addresses: Sequence[str]) -> None:
        await asyncio.gather(
            *(choose(addresses[n % len(addresses)], n / sessions, seconds, found) for n in range(sessions))
        )

    with served(HERE / "bare_app.py", data) as addresses:
        asyncio.run(all_of_them(addresses))
    return found


def _line(name: str, times: list[float]) -> str:
    ordered = sorted(times)
    p95 = ordered[int(0.95 * len(ordered))]
    return (
        f"{name:<44}{text.format_number(len(ordered)):>8}{statistics.median(ordered) * 1000:>9.0f} "
        f"ms{p95 * 1000:>9.0f} ms"
    )


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        start = time.perf_counter()
        ours = run(folder, 300, WRITERS, VIEWERS, SAVES, SHARED, 0.5)
        seconds = time.perf_counter() - start
        bare = trivial(folder / "data", WRITERS + VIEWERS, 20)
    print(f"{WRITERS} writers and {VIEWERS} viewers on {PROCESSES} processes: {seconds:.0f} s, ", end="")
    print(f"{ours.conflicts} conflicts settled, no update lost, no error")
    print(f"{'':<44}{'number':>8}{'p50':>12}{'p95':>12}")
    print(_line("save in the entry form", ours.saves))
    print(_line("filter click on the map page", ours.clicks))
    print(_line(f"click on a trivial page, {WRITERS + VIEWERS} sessions", bare.clicks))


if __name__ == "__main__":
    main()
