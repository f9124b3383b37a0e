"""How fast the matrix page answers a filter with many programs: ``python -m tests.benchmarks.matrix``.

60,000 programs beside 300, both in 30 kawasan of 20 OPD, clicked in turn by sessions without a browser.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
from contextlib import AsyncExitStack
from pathlib import Path

from tests.benchmarks.datasets import grid
from tests.benchmarks.map import Line, ms, served
from tests.benchmarks.sessions import Session, session
from tests.support.data_folders import PROJECT

FEW, MANY = 300, 60_000
CLICKS = 20  # even: every choice is also let go
SESSIONS = 20


def prepare(folder: Path, total: int) -> Path:
    """Make a data folder and fill its store, so that the start of the app need not wait for that."""
    data = grid(folder / str(total), total)
    fill = "from tkpkp_geo import workspace; workspace.store()"
    subprocess.run(
        [sys.executable, "-c", fill], cwd=PROJECT, env=os.environ | {"TKPKP_DATA_DIR": str(data)}, check=True
    )
    return data


def memory(pid: int) -> int:
    """Give the bytes of memory that a process holds."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


async def click(tab: Session, number: int) -> float:
    """Choose an OPD, or let it go; gives the seconds of the run."""
    pills = next(key for key, widget in tab.widgets.items() if getattr(widget, "label", "") == "OPD")
    options = [option.content for option in tab.widgets[pills].options]
    taken = await tab.run(**{pills: [] if number % 2 else [options[number // 2 % len(options)]]})
    if ("opd=" in tab.query) == bool(number % 2):
        raise RuntimeError("the click did not reach the page's filter")
    return taken


async def clicks(addresses: dict[int, str]) -> tuple[dict[int, list[float]], int]:
    """Click both apps in turn; gives the seconds of each, and the most bytes that a click sent."""
    times: dict[int, list[float]] = {total: [] for total in addresses}
    most = 0
    async with AsyncExitStack() as stack:
        tabs = {
            total: await stack.enter_async_context(session(address, "matriks", "tampil=semua"))
            for total, address in addresses.items()
        }
        for number in range(-2, CLICKS):  # the first two are not timed: what is worked out once a revision is so then
            for total, tab in tabs.items():
                taken = await click(tab, number % CLICKS)
                if number >= 0:
                    times[total].append(taken)
                    most = max(most, tab.received)
    return times, most


async def crowd(address: str, pid: int) -> float:
    """Open many sessions and let each click; gives the bytes that one of them adds."""
    async with AsyncExitStack() as stack:
        before = 0
        for number in range(2 * SESSIONS):
            if number == SESSIONS:  # by then the process has what every session shares
                before = memory(pid)
            tab = await stack.enter_async_context(session(address, "matriks", "tampil=semua"))
            await click(tab, 2 * number)
        return (memory(pid) - before) / SESSIONS


def main() -> None:
    """Print the table."""
    with tempfile.TemporaryDirectory() as name:
        few, many = (prepare(Path(name), total) for total in (FEW, MANY))
        entry = PROJECT / "app.py"
        with served(entry, few) as (small, near), served(entry, many) as (large, far):
            times, most = asyncio.run(clicks({FEW: near, MANY: far}))
            each = {
                total: asyncio.run(crowd(*app)) for total, app in ((FEW, (near, small.pid)), (MANY, (far, large.pid)))
            }
    mid = {total: statistics.median(values) * 1000 for total, values in times.items()}
    print(
        Line(
            f"filter click on the matrix, {MANY:,} programs",
            ms(mid[MANY]),
            f"{FEW}: {ms(mid[FEW])}",
            mid[MANY] / mid[FEW],
            2,
        )
    )
    print(Line("websocket bytes of the click (largest)", f"{most:,} B", "", most / 1000, 60, unit="KB"))
    kilobytes = {total: value / 1000 for total, value in each.items()}
    print(
        Line(
            f"memory a session, {SESSIONS} of them",
            f"{kilobytes[MANY]:,.0f} KB",
            f"{FEW}: {kilobytes[FEW]:,.0f} KB",
            kilobytes[MANY],
            5000,
            unit="KB",
        )
    )


if __name__ == "__main__":
    main()
