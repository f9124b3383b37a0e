"""``data/README.md`` tells the truth about the files beside it."""

import hashlib
import re
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"
ROW = re.compile(r"^\| `([\w.]+)` \|.*\| `([0-9a-f]{64})` \|$", re.MULTILINE)


def listed() -> dict[str, str]:
    return dict(ROW.findall((DATA / "README.md").read_text(encoding="utf-8")))


def test_every_data_file_is_listed():
    present = {path.name for path in DATA.iterdir() if path.is_file() and not path.name.startswith(".")}
    assert set(listed()) == present - {"README.md"}


def test_hashes_are_those_of_the_files():
    assert listed() == {name: hashlib.sha256((DATA / name).read_bytes()).hexdigest() for name in listed()}
