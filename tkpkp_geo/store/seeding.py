"""The first content of a new store: the office's tables as they lie in the data folder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sqlalchemy import Engine, insert

from tkpkp_geo.store import schema, writing
from tkpkp_geo.store.records import Row

KEGIATAN = "Isi awal dari folder data"


def seed(engine: Engine, tables: Mapping[str, Sequence[Row]]) -> int:
    """Fill a store that was never written as revision 1, the history included; any other stays as it is.

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
        if revisi:
            return revisi
        for name, entity in schema.ENTITIES.items():
            blank = entity.blank()
            rows = [{**blank, **row, "urut": number, "revisi": 1} for number, row in enumerate(tables.get(name, ()), 1)]
            if rows:
                connection.execute(insert(entity.table), rows)
                log = [writing.history_row(1, writing.SYSTEM, KEGIATAN, name, None, row) for row in rows]
                connection.execute(insert(schema.riwayat), log)
        writing.raise_revision(connection, 1)
        return 1
