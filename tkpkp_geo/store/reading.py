"""Reading: the revision, all data as of one moment, and the history."""

from __future__ import annotations

from sqlalchemy import Engine, select

from tkpkp_geo.store import schema
from tkpkp_geo.store.engine import snapshot
from tkpkp_geo.store.records import Content, HistoryRow


def revision(engine: Engine) -> int:
    """Give the number of the present revision."""
    with engine.connect() as connection:
        return connection.execute(select(schema.keadaan.c.revisi)).scalar_one()


def content(engine: Engine) -> Content:
    """Read all tables as of one revision, each in its display order, without what is hidden."""
    with snapshot(engine).connect() as connection:
        revisi = connection.execute(select(schema.keadaan.c.revisi)).scalar_one()
        tables = {}
        for name, entity in schema.ENTITIES.items():
            shown = [column for column in entity.table.c if column.name not in entity.hidden]
            order = (entity.table.c.urut, *(entity.table.c[key] for key in entity.keys))
            rows = connection.execute(select(*shown).order_by(*order)).mappings()
            tables[name] = [dict(row) for row in rows]
        return Content(revisi, tables)


def history(
    engine: Engine,
    *,
    tabel: str | None = None,
    kunci: str | None = None,
    sejak: int = 0,
    sebelum_id: int | None = None,
    banyak: int = 200,
) -> tuple[HistoryRow, ...]:
    """Give the history, newest first.

    Parameters
    ----------
    tabel, kunci : str, optional
        Only of this table, or of this row.
    sejak : int
        Only what happened after this revision.
    sebelum_id : int, optional
        Only rows older than this one, to page on.
    banyak : int
        At most so many rows.
    """
    log = schema.riwayat
    asked = select(log).where(log.c.revisi > sejak).order_by(log.c.id.desc()).limit(banyak)
    for column, value in ((log.c.tabel, tabel), (log.c.kunci, kunci)):
        if value is not None:
            asked = asked.where(column == value)
    if sebelum_id is not None:
        asked = asked.where(log.c.id < sebelum_id)
    with engine.connect() as connection:
        return tuple(HistoryRow(**row) for row in connection.execute(asked).mappings())


def layer_content(engine: Engine, kode: str) -> bytes | None:
    """Give the stored bytes of an extra map layer, ``None`` where there is no such layer."""
    table = schema.lapisan
    with engine.connect() as connection:
        return connection.execute(select(table.c.isi).where(table.c.kode == kode)).scalar_one_or_none()
