"""The history: what every revision did to which row, and what became of rows between two revisions."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import Engine, func, or_, select

from tkpkp_geo.domain.columns import NOT_CONTENT
from tkpkp_geo.store import schema
from tkpkp_geo.store.engine import all_rows
from tkpkp_geo.store.records import HistoryRow, Moment, NetChange, Row

_OF_OPD = ("intervensi", "laporan_opd")
_NO_DATA = ("akun",)  # who may sign in is not what people compare


class History:
    """The history of a store. It is written by whoever writes a row (`writing.history_row`)."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def rows(
        self,
        *,
        tabel: str | None = None,
        kunci: str | None = None,
        oleh: str | None = None,
        kode_opd: str | None = None,
        without: Collection[str] = (),
        rapat: str | None = None,
        since: int = 0,
        until: int | None = None,
        before_id: int | None = None,
        limit: int | None = 200,
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
        without : collection of str
            Tables to leave out.
        rapat : str, optional
            Only what was done in this meeting.
        since : int
            Only what happened after this revision.
        until : int, optional
            Only what happened up to this revision, which is among it.
        before_id : int, optional
            Only rows older than this one, to page on.
        limit : int, optional
            At most so many rows, ``None`` for all.
        """
        log = schema.riwayat
        statement = select(log).where(log.c.revisi > since).order_by(log.c.id.desc()).limit(limit)
        for column, value in ((log.c.tabel, tabel), (log.c.kunci, kunci), (log.c.oleh, oleh), (log.c.rapat, rapat)):
            if value is not None:
                statement = statement.where(column == value)
        if kode_opd is not None:
            owners = (log.c[state]["kode_opd"].as_string() for state in ("sebelum", "sesudah"))
            statement = statement.where(log.c.tabel.in_(_OF_OPD), or_(*(owner == kode_opd for owner in owners)))
        if without:
            statement = statement.where(log.c.tabel.not_in(without))
        if until is not None:
            statement = statement.where(log.c.revisi <= until)
        if before_id is not None:
            statement = statement.where(log.c.id < before_id)
        with self._engine.connect() as connection:
            return tuple(HistoryRow(**row) for row in all_rows(connection, statement))

    def moments(self, limit: int = 200) -> tuple[Moment, ...]:
        """Give the newest revisions that wrote data, newest first, each by its last history row."""
        log = schema.riwayat
        last = select(func.max(log.c.id)).where(log.c.tabel.not_in(_NO_DATA)).group_by(log.c.revisi)
        newest = last.order_by(log.c.revisi.desc()).limit(limit)
        statement = select(log.c.revisi, log.c.waktu, log.c.oleh, log.c.kegiatan).where(log.c.id.in_(newest))
        with self._engine.connect() as connection:
            return tuple(Moment(**row) for row in all_rows(connection, statement.order_by(log.c.revisi.desc())))

    def net_changes(self, tables: Collection[str], since: int, until: int) -> tuple[NetChange, ...]:
        """Give what became of the rows of some tables from one revision to another, oldest change first.

        Each row's history is a chain: what one entry left, the next one found. So the state before the first entry of
        the range and the state after the last one are the two ends, and a row that is back where it was is left out.
        A restored backup brings its own history in place of the store's: the chain holds across it.

        Parameters
        ----------
        since, until : int
            The state as of revision `since` against the state as of `until`.
        """
        log = schema.riwayat
        ends = (
            select(func.min(log.c.id).label("first"), func.max(log.c.id).label("last"))
            .where(log.c.tabel.in_(tables), log.c.revisi > since, log.c.revisi <= until)
            .group_by(log.c.tabel, log.c.kunci)
            .subquery()
        )
        first, last = log.alias(), log.alias()
        statement = (
            select(first.c.tabel, first.c.kunci, first.c.sebelum, last.c.sesudah)
            .select_from(ends)
            .join(first, first.c.id == ends.c.first)
            .join(last, last.c.id == ends.c.last)
            .order_by(first.c.id)
        )
        with self._engine.connect() as connection:
            changes = [NetChange(**row) for row in all_rows(connection, statement)]
        return tuple(change for change in changes if _typed(change.sebelum) != _typed(change.sesudah))


def _typed(row: Row | None) -> Row | None:
    """Give what people typed of a row, without what the store keeps by itself."""
    return None if row is None else {name: value for name, value in row.items() if name not in NOT_CONTENT}
