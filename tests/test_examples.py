"""The examples in docstrings are true: each module's own are run."""

from __future__ import annotations

import doctest
import importlib
from pathlib import Path

import pytest

import tkpkp_geo

ROOT = Path(tkpkp_geo.__file__).parent.parent
WITH_EXAMPLES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in (ROOT / "tkpkp_geo").rglob("*.py")
    if "    >>> " in path.read_text(encoding="utf-8")
)


@pytest.mark.parametrize("name", WITH_EXAMPLES)
def test_examples_are_true(name: str) -> None:
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted and not result.failed
