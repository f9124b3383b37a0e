"""Whether a row can be stored at all: its table, key, columns and values. Both engines refuse the same things."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from sqlalchemy import BigInteger, Boolean, Column, Float, Integer, LargeBinary

from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Change, Row

_SECRET = frozenset({"sandi"})  # written by `sessions` and `accounts` alone, as a hash


def find_entities(changes: Sequence[Change]) -> list[Entity]:
    """Give the table of each change; refuse two of one row, as the second has not seen the first.

    Raises
    ------
    StoreError
        Where a table, key, column or removal is not one that the store knows.
    """
    seen = set()
    for change in changes:
        row = (change.tabel, change.kunci)
        if row in seen:
            raise StoreError(f"Baris “{change.kunci}” pada tabel “{change.tabel}” diubah dua kali sekaligus.")
        seen.add(row)
    return [_entity(change) for change in changes]


def fit_values(entity: Entity, kunci: str, row: Row) -> dict[str, Any]:
    """Give the values as the columns hold them.

    Raises
    ------
    StoreError
        Where a value does not fit its column. SQLite would keep any value in any column, PostgreSQL would not.
    """
    return {name: _value(entity.table.c[name], kunci, value) for name, value in row.items()}


def refuse_choices(entity: Entity, kunci: str, row: Row) -> None:
    """Refuse a value that the program itself gives a meaning to, and does not know."""
    for name, known in entity.choices.items():
        if row[name] not in list(known):
            wanted = ", ".join(f"“{item}”" for item in known)
            raise StoreError(f"{_place(entity.table.c[name], kunci)}: “{row[name]}” bukan salah satu dari {wanted}.")


def unknown_error(column: Column[Any], kunci: str, value: object) -> StoreError:
    """Give the error for a row that refers to one that is not there."""
    (key,) = column.foreign_keys
    return StoreError(f"{_place(column, kunci)}: “{value}” tidak ada pada tabel “{key.column.table.name}”.")


def doubled_error(entity: Entity, rows: Sequence[Row]) -> StoreError:
    """Give the error for rows that share with others what is each row's own."""
    alone = [column.name for column in entity.table.c if column.unique]
    words = "; ".join(f"{name} “{row[name]}”" for name in alone for row in rows if row[name])
    return StoreError(f"Tabel “{entity.table.name}” ditolak: {words} sudah dipakai baris lain.")


def _entity(change: Change) -> Entity:
    entity = ENTITIES.get(change.tabel)
    if entity is None:
        raise StoreError(f"Tabel “{change.tabel}” tidak dikenal.")
    parts = change.kunci.split("|")
    if len(parts) != len(entity.keys) or not all(part.strip() and _writable(part) for part in parts):
        raise StoreError(f"Kunci “{change.kunci}” pada tabel “{change.tabel}” harus berisi {', '.join(entity.keys)}.")
    if change.isi is None and not entity.removable:
        raise StoreError(f"Baris pada tabel “{change.tabel}” tidak pernah dihapus; ubah statusnya.")
    unknown = set(change.isi or ()) - (set(entity.table.c.keys()) - _SECRET)
    if unknown:
        raise StoreError(f"Kolom tidak dikenal pada tabel “{change.tabel}”: {', '.join(sorted(unknown))}.")
    return entity


def _place(column: Column[Any], kunci: str) -> str:
    return f"Kolom {column.name}, baris “{kunci}” pada tabel “{column.table.name}”"


def _value(column: Column[Any], kunci: str, value: object) -> object:
    if value is None and column.nullable:
        return None
    fitted = _fitted(column, value)
    if fitted is None:
        raise StoreError(f"{_place(column, kunci)}: {value!r} tidak dapat disimpan; {_expected(column)}.")
    return fitted


def _fitted(column: Column[Any], value: object) -> object:
    kind = column.type
    if isinstance(kind, (Boolean, LargeBinary)):
        return value if isinstance(value, kind.python_type) else None
    if isinstance(kind, (Integer, Float)):
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return None
        if isinstance(kind, Float):
            return float(value) if math.isfinite(value) else None
        return value if isinstance(value, int) and abs(value) < _limit(kind) else None
    # A member of an enum is kept as the plain text that it is.
    return str(value) if isinstance(value, str) and _writable(value) else None


def _limit(kind: Integer) -> int:
    return 1 << (63 if isinstance(kind, BigInteger) else 31)


def _writable(value: str) -> bool:
    # PostgreSQL has no NUL in a text, and neither engine half a character.
    return "\0" not in value and not any("\ud800" <= character <= "\udfff" for character in value)


def _expected(column: Column[Any]) -> str:
    if isinstance(column.type, Boolean):
        return "isilah ya atau tidak"
    if isinstance(column.type, Integer):
        return "isilah bilangan bulat"
    if isinstance(column.type, Float):
        return "isilah bilangan"
    return "isilah teks biasa"
