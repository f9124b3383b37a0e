"""Fixtures: the app as users start it, a copy of the data to spoil, and Chromium."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.data_folders import PROJECT, copy_data

_SCRATCH = tempfile.TemporaryDirectory(prefix="tkpkp-uji-")
# Tests and the apps they start share a copy of the data: whatever store the project has of its own stays as it is.
os.environ["TKPKP_DATA_DIR"] = str(copy_data(Path(_SCRATCH.name) / "data"))
os.environ.pop("TKPKP_DATABASE_URL", None)
CHROMIUM = shutil.which("chromium")
CHROMIUM_ARGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def free_port() -> int:
    """Give a TCP port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def start_app(
    script: Path, log: Path, data_dir: Path | None = None, environment: dict[str, str] | None = None, port: int = 0
) -> tuple[subprocess.Popen, str]:
    """Start ``streamlit run`` and wait until it answers; gives the process and its address.

    `environment` is laid over this process's own; `port` is any free one unless given.
    """
    port = port or free_port()
    environment = os.environ | (environment or {})
    if data_dir:
        environment["TKPKP_DATA_DIR"] = str(data_dir)
    command = [sys.executable, "-m", "streamlit", "run", str(script), "--server.port", str(port)]
    process = subprocess.Popen(
        [*command, "--server.headless", "true", "--server.address", "127.0.0.1"],
        cwd=script.parent,
        env=environment,
        stdout=log.open("wb"),
        stderr=subprocess.STDOUT,
    )
    base = f"http://127.0.0.1:{port}"
    for _ in range(300):
        try:
            with urllib.request.urlopen(base + "/_stcore/health", timeout=1):
                return process, base
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            if process.poll() is not None:
                break
            time.sleep(0.1)
    process.kill()
    raise RuntimeError(f"the app did not start:\n{log.read_text(errors='replace')}")


@pytest.fixture(autouse=True)
def _main_module() -> Iterator[None]:
    # AppTest leaves its script as the main module, and a process that a later test spawns would run that.
    main = sys.modules["__main__"]
    yield
    sys.modules["__main__"] = main


@contextmanager
def _apps(logs: Path, end: str = "terminate") -> Iterator[Callable[..., str]]:
    running = []

    def run(data_dir: Path | None = None, environment: dict[str, str] | None = None, port: int = 0) -> str:
        process, base = start_app(PROJECT / "app.py", logs / f"{len(running)}.log", data_dir, environment, port)
        running.append(process)
        return base

    yield run
    for process in running:
        getattr(process, end)()
    for process in running:
        process.wait(timeout=10)


@pytest.fixture(scope="session")
def app(tmp_path_factory) -> Iterator[str]:
    """Give the address of the app on the project's own data."""
    with _apps(tmp_path_factory.mktemp("log")) as run:
        yield run()


@pytest.fixture(scope="module")
def run_app(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """Start the app on a data folder (the project's own by default); gives its address. It ends with the module."""
    with _apps(tmp_path_factory.mktemp("log")) as run:
        yield run


@pytest.fixture
def own_app(tmp_path_factory) -> Iterator[Callable[..., str]]:
    """Start the app as `run_app` does, for one test: dozens of them that idle on would slow down all that follow."""
    # Nothing of it is looked at afterwards, and closing its streams in peace takes seconds.
    with _apps(tmp_path_factory.mktemp("log"), end="kill") as run:
        yield run


@pytest.fixture
def data_copy(tmp_path) -> Path:
    """Give a copy of the data folder that a test may spoil."""
    return copy_data(tmp_path / "data")


@pytest.fixture(scope="session")
def chromium():
    """Give Debian's Chromium through playwright."""
    if CHROMIUM is None:
        reason = "no Chromium on this machine: apt-get install chromium"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=CHROMIUM_ARGS)
        yield browser
        browser.close()
