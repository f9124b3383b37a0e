"""Programs of the machine that tests open files with."""

from __future__ import annotations

import os
import shutil

import pytest


def need(program: str, package: str) -> str:
    """Give a program's name; without it the test is skipped, and fails where nothing may be skipped."""
    if shutil.which(program) is None:
        reason = f"no {program} on this machine: apt-get install {package}"
        pytest.fail(reason) if os.environ.get("CI") == "true" else pytest.skip(reason)
    return program
