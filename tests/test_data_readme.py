"""``data/README.md`` tells the truth about the files beside it, and no test leans on the programs that are shipped."""

import csv
import hashlib
import re
from pathlib import Path

TESTS = Path(__file__).parent
DATA = TESTS.parent / "data"
ROW = re.compile(r"^\| `([\w.]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def listed() -> dict[str, str]:
    return dict(ROW.findall((DATA / "README.md").read_text(encoding="utf-8")))


def test_every_data_file_is_listed():
    present = {path.name for path in DATA.iterdir() if path.is_file() and not path.name.startswith(".")}
    assert set(listed()) == present - {"README.md"}


def test_hashes_are_those_of_the_files():
    assert listed() == {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in listed()}


def test_no_test_names_a_shipped_program():
    rows = [row for name in ("intervensi", "intervensi_contoh") for row in _rows(DATA / f"{name}.csv")]
    ids = re.compile("|".join(rf"\b{re.escape(row['id'])}\b" for row in rows))
    files = [path for path in TESTS.rglob("*") if path.suffix in (".py", ".csv")]
    assert rows and [path.name for path in files if ids.search(path.read_text(encoding="utf-8"))] == []


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
