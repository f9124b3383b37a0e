"""LibreOffice as the tests use it: a real one, its profile thrown away afterwards."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.support.data_folders import PROJECT
from tkpkp_geo import workspace
from tkpkp_geo.store.boundaries import Boundaries

SYSTEM_PYTHON = "/usr/bin/python3"
STORING = {"xlsx": "Calc MS Excel 2007 XML", "ods": "calc8", "xls": "MS Excel 97"}


def _missing() -> str:
    if shutil.which("soffice") is None:
        return "no LibreOffice on this machine: apt-get install libreoffice-calc"
    if subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False).returncode:
        return "no UNO for the system's Python: apt-get install python3-uno"
    return ""


@pytest.fixture(scope="session")
def libreoffice(tmp_path_factory) -> Callable[..., bytes]:
    """Give a function that opens a workbook in LibreOffice, types into cells and saves it in some format."""
    if reason := _missing():
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)

    def through(
        content: bytes, edits: list[tuple[str, str, str | float]] = (), kind: str = "xlsx", password: str = ""
    ) -> bytes:
        folder: Path = tmp_path_factory.mktemp("libreoffice")
        (folder / "in.xlsx").write_bytes(content)
        (folder / "edits.json").write_text(json.dumps(edits), encoding="utf-8")
        script = PROJECT / "tests/support/edit_cells.py"
        subprocess.run(
            [
                SYSTEM_PYTHON,
                str(script),
                str(folder / "in.xlsx"),
                str(folder / "edits.json"),
                str(folder / "profile"),
                STORING[kind],
                str(folder / "out"),
                password,
            ],
            check=True,
            timeout=120,
        )
        return (folder / "out").read_bytes()

    return through


@pytest.fixture(scope="module")
def province() -> Boundaries:
    """Give the boundaries of the province."""
    return workspace.current().boundaries
