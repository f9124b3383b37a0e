"""The first content of a store: the office's tables as they lie in the data folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, Engine, func, insert, select

from tkpkp_geo.store import schema, writing
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Row

KEGIATAN = "Isi awal dari folder data"
# Tables, and lists of `referensi`, that came with a later release: a store that is older gets their first content too.
LATER = ("tonggak", "kata_rantai", "rapat", "keputusan", "referensi:tonggak")


def seed(engine: Engine, tables: Mapping[str, Sequence[Row]]) -> int:
    """Fill a store that was never written as revision 1, the history included.

    A store with content gets only those parts (`LATER`) that nobody has ever written in it, as one more revision.

    Parameters
    ----------
    tables : mapping of str to sequence of mapping
        Rows by table, in display order, without `urut` and `revisi`.

    Returns
    -------
    int
        The store's revision.
    """
    with writing.turn(engine) as (connection, revisi):
        wanted = {name: list(tables.get(name, ())) for name in ENTITIES}
        if revisi:
            wanted = {name: _never_written(connection, name, rows) for name, rows in wanted.items()}
            if not any(wanted.values()):
                return revisi
        for name, entity in ENTITIES.items():
            if wanted[name]:
                _fill(connection, entity, wanted[name], revisi + 1)
        writing.raise_revision(connection, revisi + 1)
        return revisi + 1


def wanted(engine: Engine) -> bool:
    """Tell whether a store, or one of the parts in `LATER`, was never written."""
    with engine.connect() as connection:
        return not all(_written(connection, *part.partition(":")[::2]) for part in ("opd", *LATER))


def _never_written(connection: Connection, name: str, rows: Sequence[Row]) -> list[Row]:
    if name in LATER:
        return [] if _written(connection, name) else list(rows)
    lists = {row["daftar"] for row in rows if f"{name}:{row.get('daftar')}" in LATER}
    new = {daftar for daftar in lists if not _written(connection, name, daftar)}
    return [row for row in rows if row.get("daftar") in new] if new else []


def _written(connection: Connection, tabel: str, daftar: str = "") -> bool:
    log = schema.riwayat
    asked = select(log.c.id).where(log.c.tabel == tabel).limit(1)
    if daftar:
        asked = asked.where(log.c.kunci.startswith(f"{daftar}|", autoescape=True))
    return connection.execute(asked).first() is not None


def _fill(connection: Connection, entity: Entity, rows: Sequence[Row], revisi: int) -> None:
    table, blank = entity.table, entity.blank()
    last = connection.execute(select(func.coalesce(func.max(table.c.urut), 0))).scalar_one()
    whole = [{**blank, **row, "urut": number, "revisi": revisi} for number, row in enumerate(rows, last + 1)]
    connection.execute(insert(table), whole)
    log = [writing.history_row(revisi, writing.SYSTEM, KEGIATAN, table.name, None, row) for row in whole]
    connection.execute(insert(schema.riwayat), log)
