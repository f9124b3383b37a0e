"""Adding a column of a program is one entry in the table, a field of the record, and a column of the store."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import sqlalchemy

import tkpkp_geo
from tkpkp_geo.domain import columns
from tkpkp_geo.domain.columns import COLUMNS, ColumnKind
from tkpkp_geo.domain.records import Intervensi
from tkpkp_geo.store import schema


def test_every_column_is_a_field_of_the_record():
    assert {column.name for column in COLUMNS} == set(Intervensi.__dataclass_fields__)


def test_every_column_is_one_of_the_store_and_has_the_type_of_its_kind():
    types = {
        ColumnKind.RUPIAH: sqlalchemy.BigInteger,
        ColumnKind.NUMBER: sqlalchemy.Float,
        ColumnKind.PERCENT: sqlalchemy.Float,
        ColumnKind.WHOLE: sqlalchemy.Integer,
    }
    kept = {name: type(column.type) for name, column in schema.intervensi.c.items() if name != "urut"}
    assert kept == {column.name: types.get(column.kind, sqlalchemy.Text) for column in COLUMNS}


def test_what_the_store_stamps_is_never_filled_in():
    assert not columns.STAMPED & {column.name for column in columns.FILLED}
    assert {"urut"} == columns.NOT_CONTENT - columns.STAMPED, "a person may set it, and yet it is no content"


# An imaginary column, and the two lines that add it to the package.
NAME, HEADING, SYNONYM, VALUE = "nomor_uji", "Nomor uji", "no surat uji", "A-17"
ENTRY = f'Column("{NAME}", "{HEADING}", ColumnKind.TEXT, "Nomor surat uji.", synonyms=("{SYNONYM}",)),'
FIELD = f'{NAME}: str = ""'
EVERYTHING = ["name", "heading", "value"]
FOUND = {
    "rules": ["value"],
    "form": ["Pelaksanaan"],
    "sheet": EVERYTHING,  # its name stands in the hidden sheet of what it was filled with
    "upload": [HEADING, SYNONYM],
    "csv": ["heading", "value"],
    "workbook": ["heading", "value"],
    "geojson": ["name", "value"],
    "geopackage": EVERYTHING,
    "ogc catalogue": ["name", "heading"],
    "ogc feature": ["name", "value"],
    "history": ["heading", "value"],
    "comparison": [NAME],
}
# Where it is not found, and why not. The record's field and the store's column, which the table cannot add by itself,
# are held to the table by the tests above.
NOT_FOUND = {"bulk": "what many programs are changed in is chosen by hand: it wants a number in the entry"}


def test_a_column_added_to_the_table_is_found_everywhere(tmp_path):
    package = copy_of_the_package(tmp_path)
    add_before(package / "domain" / "columns.py", '    Column(\n        "verifikasi",', f"    {ENTRY}\n")
    add_before(package / "domain" / "records.py", '    verifikasi: str = ""', f"    {FIELD}\n")
    root = Path(tkpkp_geo.__file__).parent.parent
    answer = subprocess.run(
        [sys.executable, "-m", "tests.support.added_column", NAME, HEADING, SYNONYM, VALUE],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": os.pathsep.join((str(tmp_path), str(root)))},
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == 0, answer.stderr
    found = json.loads(answer.stdout.splitlines()[-1])
    assert found == FOUND | {outlet: [] for outlet in NOT_FOUND}


def copy_of_the_package(folder: Path) -> Path:
    """Give a package whose `domain` may be changed; all else in it is the true one."""
    true = Path(tkpkp_geo.__file__).parent
    copy = folder / "tkpkp_geo"
    copy.mkdir()
    for item in true.iterdir():
        if item.name not in ("domain", "__pycache__"):
            (copy / item.name).symlink_to(item)
    shutil.copytree(true / "domain", copy / "domain", ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def add_before(path: Path, mark: str, line: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(mark) == 1
    path.write_text(text.replace(mark, line + mark), encoding="utf-8")
