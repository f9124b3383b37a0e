"""What happens inside a write: it takes its turn, raises the revision once and adds a history row for each row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from tkpkp_geo.domain.columns import STAMPED
from tkpkp_geo.domain.errors import NotAllowedError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import checking, rights, schema
from tkpkp_geo.store.clock import now
from tkpkp_geo.store.engine import all_rows, first_row, for_writing, is_sqlite
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Change, Conflict, ConflictError, Row, build_account

CHANNEL = "tkpkp_revisi"  # PostgreSQL tells every process of a new revision here
SYSTEM = "sistem"  # who wrote what nobody typed
_BATCH = 500  # keys asked for in one statement; both engines limit them


@dataclass(frozen=True, slots=True)
class Step:
    """What a save does to one row: ``None`` before where it is new, after where it is taken out."""

    entity: Entity
    before: Row | None
    after: dict[str, Any] | None


@contextmanager
def turn(engine: Engine) -> Iterator[tuple[Connection, int]]:
    """Give connection and starting revision of a write, begun when no other is under way."""
    with for_writing(engine).begin() as connection:
        waiting = select(schema.keadaan.c.revisi)
        yield connection, connection.execute(waiting if is_sqlite(engine) else waiting.with_for_update()).scalar_one()


def raise_revision(connection: Connection, number: int) -> None:
    """Set the number of the revision and tell the other processes once it stands."""
    connection.execute(update(schema.keadaan).values(revisi=number))
    notify(connection)


def notify(connection: Connection) -> None:
    """Tell every process of this transaction once it stands; SQLite's files tell by themselves."""
    if not is_sqlite(connection.engine):
        connection.execute(text("SELECT pg_notify(:channel, '')"), {"channel": CHANNEL})


def plan_steps(
    connection: Connection,
    account: Account,
    changes: Sequence[Change],
    entities: Sequence[Entity],
    revisi: int,
    day: str,
) -> list[Step]:
    """Give what changes do to the rows as they are now; what changes nothing is left out.

    Parameters
    ----------
    account : Account
        Who writes, as the store holds it.
    entities : sequence of Entity
        The table of each change.
    revisi : int
        The revision that will hold the changes.
    day : str
        The day in the province, ISO, which is kept with each row that is written.

    Raises
    ------
    NotAllowedError
        Where the account may not make one of the changes.
    ConflictError
        Where rows were changed since the writer saw them; it names all of them.
    StoreError
        Where a value is not one that the store knows.
    """
    present = _present(connection, changes)
    steps: list[Step] = []
    conflicts = []
    for change, entity in zip(changes, entities, strict=True):
        before = present.get((change.tabel, change.kunci))
        if (before["revisi"] if before else None) != change.revisi:
            # Who may not write here learns nothing of the row either.
            rights.demand(account, change.tabel, before)
            conflicts.append(_conflict(connection, change, before))
            continue
        after = rights.settle(account, change.tabel, before, _wanted(entity, change, before))
        if after is not None:
            checking.refuse_choices(entity, change.kunci, after)
        if not _same(before, after):
            stamped = None if after is None else _stamped(entity, after, account.nama, revisi, day)
            steps.append(Step(entity, before, stamped))
    if conflicts:
        raise ConflictError(tuple(conflicts))
    return steps


def apply_steps(connection: Connection, steps: Sequence[Step]) -> None:
    """Write the rows of all steps, and refuse to take the last admin out."""
    # In the order of the tables, so that a row may refer to one that is new in the same save.
    for entity in ENTITIES.values():
        if own := [step for step in steps if step.entity is entity]:
            _apply(connection, entity, own)
    if any(step.entity.table is schema.akun for step in steps):
        _keep_an_admin(connection)


def add_history(connection: Connection, rows: Sequence[Row]) -> None:
    """Add rows that `history_row` made."""
    connection.execute(insert(schema.riwayat), rows)


def history_row(
    revisi: int, oleh: str, kegiatan: str, tabel: str, before: Row | None, after: Row | None
) -> dict[str, Any]:
    """Give the history's row of what happened to one row of a table."""
    entity = ENTITIES[tabel]
    return {
        "revisi": revisi,
        "waktu": now(),
        "oleh": oleh,
        "kegiatan": kegiatan,
        "tabel": tabel,
        "kunci": entity.join(after or before or {}),
        "sebelum": _visible(entity, before),
        "sesudah": _visible(entity, after),
    }


def _visible(entity: Entity, row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name not in entity.hidden}


def find_writer(connection: Connection, nama: str) -> Account:
    """Give the account that writes, as stored now; `NotAllowedError` where it may write nothing."""
    row = first_row(connection, select(schema.akun).where(schema.akun.c.nama == nama))
    if row is None or not row["aktif"]:
        raise NotAllowedError(f"Akun “{nama}” tidak dikenal atau tidak aktif. Masuk kembali, atau hubungi admin.")
    return build_account(row)


def _present(connection: Connection, changes: Sequence[Change]) -> dict[tuple[str, str], Row]:
    """Give the rows that changes speak of, as they are now, by table and key."""
    present: dict[tuple[str, str], Row] = {}
    for tabel in dict.fromkeys(change.tabel for change in changes):
        entity = ENTITIES[tabel]
        keys = [tuple(entity.split(change.kunci).values()) for change in changes if change.tabel == tabel]
        columns = tuple_(*(entity.table.c[name] for name in entity.keys))
        for start in range(0, len(keys), _BATCH):
            statement = select(entity.table).where(columns.in_(keys[start : start + _BATCH]))
            for row in all_rows(connection, statement):
                present[tabel, entity.join(row)] = row
    return present


def _wanted(entity: Entity, change: Change, before: Row | None) -> dict[str, Any] | None:
    if change.isi is None:
        return None
    kept = {name: value for name, value in change.isi.items() if name not in STAMPED}
    row = {**(before or entity.blank()), **checking.fit_values(entity, change.kunci, kept | entity.split(change.kunci))}
    if entity.table is schema.akun:
        # As sign-in will look for it; accounts without an address share none.
        row["surel"] = (row["surel"] or "").strip().lower() or None
    return row


def _same(before: Row | None, after: Row | None) -> bool:
    if before is None or after is None:
        return before is after
    return all(before[name] == value for name, value in after.items() if name not in STAMPED)


def _stamped(entity: Entity, row: Row, oleh: str, revisi: int, day: str) -> dict[str, Any]:
    stamped = dict(row) | {"revisi": revisi}
    if "diubah_oleh" in entity.table.c:
        stamped |= {"diubah_oleh": oleh, "diubah_pada": day}
    return stamped


def _apply(connection: Connection, entity: Entity, steps: Sequence[Step]) -> None:
    """Write the rows of one table; many rows are few statements, for the others wait meanwhile."""
    table = entity.table
    new = [step.after for step in steps if step.before is None and step.after is not None]
    changed = [step.after for step in steps if step.before is not None and step.after is not None]
    removed = [step.before for step in steps if step.before is not None and step.after is None]
    _refuse_unknown(connection, entity, new + changed)
    this = [table.c[name] == bindparam(f"_{name}") for name in entity.keys]
    for row in removed:
        connection.execute(table.delete().where(*this), _keys(entity, row))
    if any(not row["urut"] for row in new):
        last = connection.execute(select(func.coalesce(func.max(table.c.urut), 0))).scalar_one()
        for number, row in enumerate(new, last + 1):
            row["urut"] = row["urut"] or number
    try:
        if new:
            connection.execute(insert(table), new)
        if changed:
            connection.execute(update(table).where(*this), [row | _keys(entity, row) for row in changed])
    except IntegrityError as error:
        raise checking.doubled_error(entity, new + changed) from error


def _keys(entity: Entity, row: Row) -> dict[str, Any]:
    return {f"_{name}": row[name] for name in entity.keys}


def _refuse_unknown(connection: Connection, entity: Entity, rows: Sequence[Row]) -> None:
    for column in entity.table.c:
        for key in column.foreign_keys:
            used = {row[column.name] for row in rows}
            known = set(connection.execute(select(key.column).where(key.column.in_(used))).scalars())
            for row in rows:
                if row[column.name] not in known:
                    raise checking.unknown_error(column, entity.join(row), row[column.name])


def _conflict(connection: Connection, change: Change, before: Row | None) -> Conflict:
    entity, log = ENTITIES[change.tabel], schema.riwayat
    last = (
        select(log.c.oleh, log.c.waktu)
        .where(log.c.tabel == change.tabel, log.c.kunci == change.kunci)
        .order_by(log.c.id.desc())
        .limit(1)
    )
    oleh, waktu = connection.execute(last).first() or ("", "")
    return Conflict(change.tabel, change.kunci, change.revisi, _visible(entity, before), oleh, waktu)


def _keep_an_admin(connection: Connection) -> None:
    # An office that locks itself out has nobody left to let it in again.
    admins = select(func.count()).where(schema.akun.c.peran == Role.ADMIN, schema.akun.c.aktif)
    if not connection.execute(admins).scalar_one():
        raise NotAllowedError("Setidaknya satu akun admin harus tetap aktif.")
