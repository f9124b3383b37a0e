"""How long a whole packet takes, and whether the map stays quick meanwhile: ``python -m tests.benchmarks.packet``.

One browser clicks the filter of the map while another has the packet of all kawasan drawn by the same server; the
clicks are held against those of the same browser while nothing is drawn. The command line draws the same packet in a
process of its own, on an idle machine.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from tests.benchmarks.clicks import OurTab
from tests.benchmarks.map import OPD, Line, ms, served
from tests.conftest import CHROMIUM, CHROMIUM_ARGS
from tests.support.data_folders import PROJECT, copy_data
from tkpkp_geo.export.packet.files import USUAL_FORMATS

CLICKS = 12
_ALL = "tampil=semua"
_STATE = "document.querySelector('.download')?.dataset.state"


def _click(tab: OurTab, number: int) -> float:
    return tab.pill(OPD[number // 2 % len(OPD)][0])[0]


def _asked(browser: Browser, address: str) -> Page:
    page = browser.new_page(viewport={"width": 1366, "height": 768}, accept_downloads=False)
    page.goto(f"{address}/unduh?{_ALL}")
    page.wait_for_selector(".packet-figures")
    page.wait_for_timeout(1_000)
    page.get_by_role("button", name="Unduh paket").click()
    return page


def measure(data: Path, folder: Path) -> list[Line]:
    """Measure on a data folder; the files of the command line go into `folder`."""
    command = [sys.executable, "-m", "tkpkp_geo", "ekspor", "--semua-data", "--zip", str(folder)]
    with served(PROJECT / "app.py", data) as (_, address), sync_playwright() as playwright:
        start = time.perf_counter()
        subprocess.run(
            command,
            cwd=PROJECT,
            check=True,
            capture_output=True,
            env={"TKPKP_DATA_DIR": str(data), "PATH": str(Path(sys.executable).parent)},
        )
        alone = time.perf_counter() - start
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        tab = OurTab(browser, f"{address}/?{_ALL}")
        idle = [_click(tab, number) for number in range(CLICKS)]
        start = time.perf_counter()
        page, busy, number = _asked(browser, address), [], 0
        while page.evaluate(_STATE) != "selesai" or number % 2:
            if page.evaluate(_STATE) == "gagal":
                raise SystemExit(page.inner_text(".download"))
            busy.append(_click(tab, number))
            number += 1
        meanwhile = time.perf_counter() - start
        browser.close()
    quiet, loaded = statistics.median(idle), statistics.median(busy)
    return [
        Line(f"whole packet ({', '.join(USUAL_FORMATS)}), command line", f"{alone:.1f} s", "", alone, 20, unit="s"),
        Line("… asked for on the page, one browser clicking", f"{meanwhile:.1f} s", "", meanwhile, 20, unit="s"),
        Line(f"filter click meanwhile ({len(busy)})", ms(loaded), f"idle {ms(quiet)}", loaded / quiet, 2),
        Line("… the slowest of them", ms(max(busy)), f"idle {ms(max(idle))}", max(busy) / max(idle), 2),
    ]


def main() -> None:
    """Print the table, and the sizes of the files."""
    if CHROMIUM is None:
        raise SystemExit("no Chromium on this machine: apt-get install chromium")
    with tempfile.TemporaryDirectory() as name:
        data, folder = Path(name) / "data", Path(name) / "paket"
        copy_data(data)
        lines = measure(data, folder)
        sizes = {path.name: path.stat().st_size for path in sorted(folder.iterdir())}
    print(f"{'measure':<58}{'ours':>14}{'beside':>22}{'found':>13}{'wanted':>12}")
    for line in lines:
        print(line)
    for file, size in sizes.items():
        print(f"  {file:<56}{size / 1e6:>11.2f} MB")


if __name__ == "__main__":
    main()
