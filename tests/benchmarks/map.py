"""How fast the map answers, beside a bare page and the usual app: ``python -m tests.benchmarks.map``.

Starts every server itself, drives Chromium, and prints one table of ratios measured side by side.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, sync_playwright

from tests.benchmarks.clicks import BareTab, NaiveTab, OurTab
from tests.benchmarks.datasets import multiply
from tests.conftest import CHROMIUM, CHROMIUM_ARGS, start_app
from tests.support.data_folders import PROJECT

CLICKS = 16  # even: every choice is also let go
OPENINGS = 6
OPD = (("Pariwisata", "DISPAR"), ("Perkebunan", "DISBUNNAK"), ("Kelautan", "DKP"))
HERE = Path(__file__).parent
# The data is made of samples, which a page shows only when it is asked for everything.
_ALL = "/?tampil=semua"


@dataclass(frozen=True)
class Line:
    """One row of the table."""

    measure: str
    ours: str
    yardstick: str
    found: float
    wanted: float
    least: bool = False
    unit: str = "×"

    def __str__(self) -> str:
        sound = self.found >= self.wanted if self.least else self.found <= self.wanted
        sign = "≥" if self.least else "≤"
        found = f"{self.found:,.2f} ×" if self.unit == "×" else f"{self.found:,.0f} {self.unit}"
        wanted = f"{sign} {self.wanted:g} {self.unit}"
        return (
            f"{self.measure:<58}{self.ours:>14}{self.yardstick:>22}{found:>13}{wanted:>12}  {'ok' if sound else 'NOT'}"
        )


@contextmanager
def served(script: Path, data: Path) -> Iterator[tuple[subprocess.Popen, str]]:
    """Serve an app on a data folder for as long as it is measured."""
    with tempfile.NamedTemporaryFile() as log:
        process, address = start_app(script, Path(log.name), data)
        try:
            yield process, address
        finally:
            process.terminate()
            process.wait(timeout=10)


def ms(value: float) -> str:
    """Write milliseconds."""
    return f"{value:.0f} ms"


def filter_clicks(ours: OurTab, large: OurTab, bare: BareTab, naive: NaiveTab) -> Iterator[Line]:
    """Click an OPD in the page's filter of each app in turn."""
    times: dict[str, list[float]] = {"ours": [], "large": [], "bare": [], "naive": []}
    received = []
    for number in range(CLICKS):
        name = OPD[number // 2 % len(OPD)][0]
        taken, size = ours.pill(name)
        times["ours"].append(taken)
        received.append(size)
        times["large"].append(large.pill(name)[0])
        times["bare"].append(bare.choose())
        times["naive"].append(naive.choose())
    mid = {name: statistics.median(values) for name, values in times.items()}
    yield Line(
        "filter click → painted map", ms(mid["ours"]), f"bare page {ms(mid['bare'])}", mid["ours"] / mid["bare"], 1.4
    )
    yield Line(
        "… faster than the usual app",
        ms(mid["ours"]),
        f"usual {ms(mid['naive'])}",
        mid["naive"] / mid["ours"],
        3,
        least=True,
    )
    yield Line(
        "… with 5,000 interventions", ms(mid["large"]), f"300: {ms(mid['ours'])}", mid["large"] / mid["ours"], 2.5
    )
    yield Line(
        "websocket bytes of the click (largest)", f"{max(received):,} B", "", max(received) / 1000, 15, unit="KB"
    )


def legend_clicks(ours: OurTab) -> Iterator[Line]:
    """Click an OPD in the map's own legend."""
    pairs = [ours.legend(OPD[number // 2 % len(OPD)][1]) for number in range(CLICKS)]
    painted, followed = (statistics.median(values) for values in zip(*pairs, strict=True))
    yield Line("legend click → painted map", ms(painted), "", painted, 50, unit="ms")
    yield Line("legend click → page, figures and URL", ms(followed), "", followed, 300, unit="ms")


def first_pages(browser: Browser, ours: str, bare: str) -> Iterator[Line]:
    """Open each page in a browser that has never seen it, then again with its files cached (session new)."""
    times: dict[tuple[str, str], list[float]] = {}
    for _ in range(OPENINGS):
        for name, address, ready in (("ours", ours, OurTab.ready), ("bare", bare, BareTab.ready)):
            context = browser.new_context(viewport={"width": 1366, "height": 768})
            for visit in ("cold", "warm"):
                times.setdefault((name, visit), []).append(_opened(context, address, ready))
            context.close()
    mid = {key: statistics.median(values) for key, values in times.items()}
    for visit in ("cold", "warm"):
        mine, other = mid["ours", visit], mid["bare", visit]
        yield Line(f"first page → painted map, {visit} cache", ms(mine), f"bare page {ms(other)}", mine / other, 2)


def _opened(context: BrowserContext, address: str, ready: str) -> float:
    page = context.new_page()
    page.goto(address, wait_until="commit")
    page.wait_for_function(ready, polling="raf")
    taken = page.evaluate("new Promise((r) => requestAnimationFrame(() => r(performance.now())))")
    page.wait_for_timeout(300)
    page.close()
    return taken


def viewers(process: subprocess.Popen, address: str) -> Iterator[Line]:
    """Let one viewer, then twenty, click once a second on one process."""

    def crowd(count: int, seconds: int) -> list[float]:
        command = [sys.executable, "-m", "tests.benchmarks.viewers", address, str(count), str(seconds)]
        return sorted(json.loads(subprocess.run(command, cwd=PROJECT, check=True, capture_output=True).stdout))

    alone = crowd(1, 10)
    start, used = time.perf_counter(), cpu_seconds(process.pid)
    many = crowd(20, 15)
    share = (cpu_seconds(process.pid) - used) / (time.perf_counter() - start)
    p50, p95 = statistics.median(many), many[int(0.95 * len(many))]
    single = statistics.median(alone)
    measure = f"20 viewers, p50 (p95 {ms(p95 * 1000)}, {share:.0%} of a core)"
    yield Line(measure, ms(p50 * 1000), f"one viewer {ms(single * 1000)}", p50 / single, 3)


def cpu_seconds(pid: int) -> float:
    """Give the seconds of processor time that a process has spent."""
    cells = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(cells[11]) + int(cells[12])) / os.sysconf("SC_CLK_TCK")


def measure(entry: Path, small: Path, big: Path) -> list[Line]:
    """Measure everything on a small and a big data folder."""
    with (
        served(entry, small) as (process, ours),
        served(entry, big) as (_, large),
        served(HERE / "bare_app.py", small) as (_, bare),
        served(HERE / "naive_app.py", small) as (_, naive),
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        tab = OurTab(browser, ours + _ALL)
        lines = [*filter_clicks(tab, OurTab(browser, large + _ALL), BareTab(browser, bare), NaiveTab(browser, naive))]
        lines += legend_clicks(tab)
        lines.append(
            Line("maps that were mounted anew or moved by a click", "", "", 0 if tab.same_map() else 1, 0, unit="")
        )
        lines += first_pages(browser, ours + _ALL, bare)
        browser.close()
        lines += viewers(process, ours)
    return lines


def main() -> None:
    """Print the table."""
    if CHROMIUM is None:
        raise SystemExit("no Chromium on this machine: apt-get install chromium")
    entry = PROJECT / "app.py"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lines = measure(entry, multiply(folder / "300", 300), multiply(folder / "5000", 5000))
    print(f"{'measure':<58}{'ours':>14}{'beside':>22}{'found':>13}{'wanted':>12}")
    for line in lines:
        print(line)


if __name__ == "__main__":
    main()
