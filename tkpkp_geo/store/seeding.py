"""The first content of a store: the office's tables as they lie in the data folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, func, insert, select

from tkpkp_geo.store import schema, writing
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Row

_KEGIATAN = "Isi awal dari folder data"
# Tables, and lists of `referensi`, that came with a later release: a store that is older gets their first content too.
LATER = ("tonggak", "kata_rantai", "rapat", "keputusan", "referensi:tonggak")


def lacks_part(connection: Connection) -> bool:
    """Tell whether a store, or one of the parts in `LATER`, was never written."""
    return not all(_is_written(connection, *part.partition(":")[::2]) for part in ("opd", *LATER))


def find_missing(connection: Connection, tables: Mapping[str, Sequence[Row]]) -> dict[str, list[Row]]:
    """Give the rows of those parts in `LATER` that nobody has ever written."""
    return {name: _never_written(connection, name, rows) for name, rows in tables.items()}


def fill(connection: Connection, tables: Mapping[str, Sequence[Row]], revisi: int) -> None:
    """Add rows behind those that are there, each with a history row of its own."""
    for name, entity in ENTITIES.items():
        if rows := tables.get(name):
            _fill(connection, entity, rows, revisi)


def _never_written(connection: Connection, name: str, rows: Sequence[Row]) -> list[Row]:
    if name in LATER:
        return [] if _is_written(connection, name) else list(rows)
    lists = {str(row["daftar"]) for row in rows if f"{name}:{row.get('daftar')}" in LATER}
    new = {daftar for daftar in lists if not _is_written(connection, name, daftar)}
    return [row for row in rows if row.get("daftar") in new] if new else []


def _is_written(connection: Connection, tabel: str, daftar: str = "") -> bool:
    log = schema.riwayat
    statement = select(log.c.id).where(log.c.tabel == tabel).limit(1)
    if daftar:
        statement = statement.where(log.c.kunci.startswith(f"{daftar}|", autoescape=True))
    return connection.execute(statement).first() is not None


def _fill(connection: Connection, entity: Entity, rows: Sequence[Row], revisi: int) -> None:
    table, blank = entity.table, entity.blank()
    last = connection.execute(select(func.coalesce(func.max(table.c.urut), 0))).scalar_one()
    whole = [{**blank, **row, "urut": number, "revisi": revisi} for number, row in enumerate(rows, last + 1)]
    connection.execute(insert(table), whole)
    log = [writing.history_row(revisi, writing.SYSTEM, _KEGIATAN, table.name, None, row) for row in whole]
    writing.add_history(connection, log)
