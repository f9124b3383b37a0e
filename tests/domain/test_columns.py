from __future__ import annotations

import sqlalchemy

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
