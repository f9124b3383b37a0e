"""Reading: the revision, all data as of one moment, and the history."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Connection, Engine, func, or_, select

from tkpkp_geo.domain.columns import NOT_CONTENT
from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.store import schema
from tkpkp_geo.store.engine import snapshot
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Content, HistoryRow, Moment, NetChange, Row

_OF_OPD = ("intervensi", "laporan_opd")
_NO_DATA = ("akun",)  # who may sign in is not what people compare


def revision(engine: Engine) -> int:
    """Give the number of the present revision."""
    with engine.connect() as connection:
        return connection.execute(select(schema.keadaan.c.revisi)).scalar_one()


def content(engine: Engine, sejak: int = 0) -> Content:
    """Read all tables as of one revision, each in its display order, without what is hidden.

    Parameters
    ----------
    sejak : int
        A revision that the reader has: programs that have not been written since are left out, unless what they
        are read by has changed too (`Content.sejak` tells).
    """
    with snapshot(engine).connect() as connection:
        revisi = connection.execute(select(schema.keadaan.c.revisi)).scalar_one()
        since = sejak if 0 < sejak <= revisi and not _all_anew(connection, sejak) else 0
        tables = {name: _rows(connection, entity, since) for name, entity in ENTITIES.items()}
        order = (schema.intervensi.c.urut, schema.intervensi.c.id)
        urutan = tuple(connection.execute(select(schema.intervensi.c.id).order_by(*order)).scalars())
        return Content(revisi, tables, since, urutan)


def rows(engine: Engine, tabel: str) -> list[Row]:
    """Give the rows of one table in their display order, without what is hidden."""
    with engine.connect() as connection:
        return _rows(connection, ENTITIES[tabel])


def _rows(connection: Connection, entity: Entity, since: int = 0) -> list[Row]:
    shown = [column for column in entity.table.c if column.name not in entity.hidden]
    order = (entity.table.c.urut, *(entity.table.c[key] for key in entity.keys))
    asked = select(*shown).order_by(*order)
    if since and entity.table is schema.intervensi:
        asked = asked.where(entity.table.c.revisi > since)
    return [dict(row) for row in connection.execute(asked).mappings()]


def _all_anew(connection: Connection, sejak: int) -> bool:
    """Tell whether the kawasan, by which places are read, have changed since, or a backup was put back."""
    log = schema.riwayat
    asked = select(log.c.id).where(log.c.revisi > sejak, log.c.tabel.in_([schema.kawasan.name, schema.keadaan.name]))
    return connection.execute(asked.limit(1)).first() is not None


def history(
    engine: Engine,
    *,
    tabel: str | None = None,
    kunci: str | None = None,
    oleh: str | None = None,
    kode_opd: str | None = None,
    kecuali: Collection[str] = (),
    rapat: str | None = None,
    sejak: int = 0,
    sampai: int | None = None,
    sebelum_id: int | None = None,
    banyak: int | None = 200,
) -> tuple[HistoryRow, ...]:
    """Give the history, newest first.

    Parameters
    ----------
    tabel, kunci : str, optional
        Only of this table, or of this row.
    oleh : str, optional
        Only what this account did.
    kode_opd : str, optional
        Only programs and reports that belong, or belonged, to this OPD.
    kecuali : collection of str
        Tables to leave out.
    rapat : str, optional
        Only what was done in this meeting.
    sejak : int
        Only what happened after this revision.
    sampai : int, optional
        Only what happened up to this revision, which is among it.
    sebelum_id : int, optional
        Only rows older than this one, to page on.
    banyak : int, optional
        At most so many rows, ``None`` for all.
    """
    log = schema.riwayat
    asked = select(log).where(log.c.revisi > sejak).order_by(log.c.id.desc()).limit(banyak)
    for column, value in ((log.c.tabel, tabel), (log.c.kunci, kunci), (log.c.oleh, oleh), (log.c.rapat, rapat)):
        if value is not None:
            asked = asked.where(column == value)
    if kode_opd is not None:
        owners = (log.c[state]["kode_opd"].as_string() for state in ("sebelum", "sesudah"))
        asked = asked.where(log.c.tabel.in_(_OF_OPD), or_(*(owner == kode_opd for owner in owners)))
    if kecuali:
        asked = asked.where(log.c.tabel.not_in(kecuali))
    if sampai is not None:
        asked = asked.where(log.c.revisi <= sampai)
    if sebelum_id is not None:
        asked = asked.where(log.c.id < sebelum_id)
    with engine.connect() as connection:
        return tuple(HistoryRow(**row) for row in connection.execute(asked).mappings())


def moments(engine: Engine, banyak: int = 200) -> tuple[Moment, ...]:
    """Give the newest revisions that wrote data, newest first; the last history row of each stands for it."""
    log = schema.riwayat
    last = select(func.max(log.c.id)).where(log.c.tabel.not_in(_NO_DATA)).group_by(log.c.revisi)
    newest = last.order_by(log.c.revisi.desc()).limit(banyak)
    asked = select(log.c.revisi, log.c.waktu, log.c.oleh, log.c.kegiatan).where(log.c.id.in_(newest))
    with engine.connect() as connection:
        rows = connection.execute(asked.order_by(log.c.revisi.desc())).mappings()
        return tuple(Moment(**row) for row in rows)


def net_changes(engine: Engine, tabel: Collection[str], sejak: int, sampai: int) -> tuple[NetChange, ...]:
    """Give what became of the rows of some tables from one revision to another, oldest change first.

    Each row's history is a chain: what one entry left, the next one found. So the state before the first entry of
    the range and the state after the last one are the two ends, and a row that is back where it was is left out.
    A restored backup brings its own history in place of the store's: the chain holds across it.

    Parameters
    ----------
    sejak, sampai : int
        The state as of revision `sejak` against the state as of `sampai`.
    """
    log = schema.riwayat
    ends = (
        select(func.min(log.c.id).label("first"), func.max(log.c.id).label("last"))
        .where(log.c.tabel.in_(tabel), log.c.revisi > sejak, log.c.revisi <= sampai)
        .group_by(log.c.tabel, log.c.kunci)
        .subquery()
    )
    first, last = log.alias(), log.alias()
    asked = (
        select(first.c.tabel, first.c.kunci, first.c.sebelum, last.c.sesudah)
        .select_from(ends)
        .join(first, first.c.id == ends.c.first)
        .join(last, last.c.id == ends.c.last)
        .order_by(first.c.id)
    )
    with engine.connect() as connection:
        found = tuple(NetChange(**row) for row in connection.execute(asked).mappings())
    return tuple(item for item in found if _content(item.sebelum) != _content(item.sesudah))


def content_at(engine: Engine, revisi: int) -> Content:
    """Read all tables as they were at a revision: the present rows, with what was done since taken back.

    What the history does not keep (`Entity.hidden`) is not among the columns anyway. The order is that of the rows
    as they were; `Content.revisi` is the revision asked for.

    Raises
    ------
    StoreError
        Where the store has not reached that revision.
    """
    present = content(engine)
    if revisi > present.revisi:
        raise StoreError(f"Revisi {revisi} belum ada; data baru sampai revisi {present.revisi}.")
    tables = {}
    since = net_changes(engine, list(ENTITIES), revisi, present.revisi)
    for name, entity in ENTITIES.items():
        rows = {entity.join(row): row for row in present.tables[name]}
        shown = {key: value for key, value in entity.blank().items() if key not in entity.hidden}
        for item in since:
            if item.tabel == name:
                rows.pop(item.kunci, None)
                if item.sebelum is not None:
                    # A row of long ago lacks the columns that came later.
                    rows[item.kunci] = {**shown, **item.sebelum}
        tables[name] = sorted(rows.values(), key=lambda row: (row["urut"], *(row[key] for key in entity.keys)))
    return Content(revisi, tables, 0, tuple(row["id"] for row in tables["intervensi"]))


def picture(engine: Engine, kode_rapat: str, kode: str) -> bytes | None:
    """Give the picture of an agenda's frame, ``None`` where there is none."""
    table = schema.bingkai_rapat
    asked = select(table.c.gambar).where(table.c.kode_rapat == kode_rapat, table.c.kode == kode)
    with engine.connect() as connection:
        return connection.execute(asked).scalar_one_or_none()


def _content(row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name not in NOT_CONTENT}


def layer_content(engine: Engine, kode: str) -> bytes | None:
    """Give the stored bytes of an extra map layer, ``None`` where there is no such layer."""
    table = schema.lapisan
    with engine.connect() as connection:
        return connection.execute(select(table.c.isi).where(table.c.kode == kode)).scalar_one_or_none()
