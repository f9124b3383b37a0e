"""Every write: one transaction that takes its turn, raises the revision once and adds a history row for each row."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

from sqlalchemy import Connection, Engine, bindparam, func, insert, select, text, tuple_, update
from sqlalchemy.exc import IntegrityError

from tkpkp_geo.domain.columns import STAMPED
from tkpkp_geo.domain.errors import NotAllowedError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.store import checking, rights, schema
from tkpkp_geo.store.clock import now, today
from tkpkp_geo.store.engine import is_sqlite, writing
from tkpkp_geo.store.entities import ENTITIES, Entity
from tkpkp_geo.store.records import Change, Conflict, ConflictError, Row

CHANNEL = "tkpkp_revisi"  # PostgreSQL tells every process of a new revision here
SYSTEM = "sistem"
_BATCH = 500  # keys asked for in one statement; both engines limit them

Step = tuple[Entity, Row | None, dict[str, object] | None]  # a row before and after


@contextmanager
def turn(engine: Engine) -> Iterator[tuple[Connection, int]]:
    """Begin a write when no other is under way; gives the connection and the revision that it starts from."""
    with writing(engine).begin() as connection:
        waiting = select(schema.keadaan.c.revisi)
        yield connection, connection.execute(waiting if is_sqlite(engine) else waiting.with_for_update()).scalar_one()


def raise_revision(connection: Connection, nomor: int) -> None:
    """Set the number of the revision and tell the other processes once it stands."""
    connection.execute(update(schema.keadaan).values(revisi=nomor))
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_notify(:channel, :nomor)"), {"channel": CHANNEL, "nomor": str(nomor)})


def save(
    engine: Engine,
    nama_akun: str,
    changes: Sequence[Change],
    kegiatan: str = "",
    rapat: str = "",
    membatalkan: int | None = None,
) -> int:
    """Write changes together or not at all; a change that changes nothing leaves no trace.

    Parameters
    ----------
    nama_akun : str
        Who writes. Role and OPD are read from the store itself, never from the caller.
    kegiatan : str
        What this was, in words, for the history.
    rapat : str
        Code of the meeting in which it is done.
    membatalkan : int, optional
        The revision that it takes back.

    Returns
    -------
    int
        The revision that holds the changes; the present one where there was nothing to change.

    Raises
    ------
    NotAllowedError
        Where the account may not make one of the changes.
    ConflictError
        Where rows were changed since the writer saw them; it names all of them.
    StoreError
        Where a table, key, column, value or removal is not one that the store knows.
    """
    entities = checking.entities(changes)
    with turn(engine) as (connection, revisi):
        akun = writer(connection, nama_akun)
        present = _present(connection, changes)
        steps: list[Step] = []
        conflicts = []
        for change, entity in zip(changes, entities, strict=True):
            before = present.get((change.tabel, change.kunci))
            if (before["revisi"] if before else None) != change.revisi:
                # Who may not write here learns nothing of the row either.
                rights.demand(akun, change.tabel, before)
                conflicts.append(_conflict(connection, change, before))
                continue
            after = rights.settle(akun, change.tabel, before, _wanted(entity, change, before))
            if after is not None:
                checking.choices(entity, change.kunci, after)
            if not _same(before, after):
                steps.append((entity, before, after and _stamped(entity, after, akun.nama, revisi + 1)))
        if conflicts:
            raise ConflictError(tuple(conflicts))
        if not steps:
            return revisi
        # In the order of the tables, so that a row may refer to one that is new in the same save.
        for entity in ENTITIES.values():
            if own := [(before, after) for table, before, after in steps if table is entity]:
                _apply(connection, entity, own)
        log = [
            history_row(revisi + 1, akun.nama, kegiatan, entity.table.name, before, after)
            | {"rapat": rapat, "membatalkan": membatalkan}
            for entity, before, after in steps
        ]
        connection.execute(insert(schema.riwayat), log)
        if any(entity.table is schema.akun for entity, _, _ in steps):
            _keep_an_admin(connection)
        raise_revision(connection, revisi + 1)
        return revisi + 1


def history_row(
    revisi: int, oleh: str, kegiatan: str, tabel: str, before: Row | None, after: Row | None
) -> dict[str, object]:
    """Give the history's row of what happened to one row."""
    entity = ENTITIES[tabel]
    return {
        "revisi": revisi,
        "waktu": now(),
        "oleh": oleh,
        "kegiatan": kegiatan,
        "tabel": tabel,
        "kunci": entity.join(after or before or {}),
        "sebelum": _open(entity, before),
        "sesudah": _open(entity, after),
    }


def _open(entity: Entity, row: Row | None) -> Row | None:
    return None if row is None else {name: value for name, value in row.items() if name not in entity.hidden}


def writer(connection: Connection, nama: str) -> Account:
    """Give the account that writes, as the store holds it now; `NotAllowedError` where it may not write at all."""
    found = connection.execute(select(schema.akun).where(schema.akun.c.nama == nama)).mappings().first()
    if found is None or not found["aktif"]:
        raise NotAllowedError(f"Akun “{nama}” tidak dikenal atau tidak aktif. Masuk kembali, atau hubungi admin.")
    return Account(nama, found["nama_lengkap"], Role(found["peran"]), found["kode_opd"])


def _present(connection: Connection, changes: Sequence[Change]) -> dict[tuple[str, str], dict[str, object]]:
    """Give the rows that changes speak of, as they are now, by table and key."""
    found = {}
    for tabel in dict.fromkeys(change.tabel for change in changes):
        entity = ENTITIES[tabel]
        keys = [tuple(entity.split(change.kunci).values()) for change in changes if change.tabel == tabel]
        columns = tuple_(*(entity.table.c[name] for name in entity.keys))
        for start in range(0, len(keys), _BATCH):
            asked = select(entity.table).where(columns.in_(keys[start : start + _BATCH]))
            for row in connection.execute(asked).mappings():
                found[tabel, entity.join(row)] = dict(row)
    return found


def _wanted(entity: Entity, change: Change, before: Row | None) -> dict[str, object] | None:
    if change.isi is None:
        return None
    kept = {name: value for name, value in change.isi.items() if name not in STAMPED}
    row = {**(before or entity.blank()), **checking.values(entity, change.kunci, kept | entity.split(change.kunci))}
    if entity.table is schema.akun:
        # As sign-in will look for it; accounts without an address share none.
        row["surel"] = (row["surel"] or "").strip().lower() or None
    return row


def _same(before: Row | None, after: Row | None) -> bool:
    if before is None or after is None:
        return before is after
    return all(before[name] == value for name, value in after.items() if name not in STAMPED)


def _stamped(entity: Entity, row: Mapping[str, object], oleh: str, revisi: int) -> dict[str, object]:
    stamped = dict(row) | {"revisi": revisi}
    if "diubah_oleh" in entity.table.c:
        stamped |= {"diubah_oleh": oleh, "diubah_pada": today()}
    return stamped


def _apply(
    connection: Connection, entity: Entity, steps: Sequence[tuple[Row | None, dict[str, object] | None]]
) -> None:
    """Write the rows of one table; many rows are few statements, for the others wait meanwhile."""
    table = entity.table
    new = [after for before, after in steps if before is None]
    changed = [after for before, after in steps if before is not None and after is not None]
    _refer(connection, entity, new + changed)
    this = [table.c[name] == bindparam(f"_{name}") for name in entity.keys]
    for before in (before for before, after in steps if after is None):
        connection.execute(table.delete().where(*this), _keys(entity, before))
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
        raise checking.doubled(entity, new + changed) from error


def _keys(entity: Entity, row: Row) -> dict[str, object]:
    return {f"_{name}": row[name] for name in entity.keys}


def _refer(connection: Connection, entity: Entity, rows: Sequence[Row]) -> None:
    for column in entity.table.c:
        for key in column.foreign_keys:
            used = {row[column.name] for row in rows}
            known = set(connection.execute(select(key.column).where(key.column.in_(used))).scalars())
            for row in rows:
                if row[column.name] not in known:
                    raise checking.unknown(column, entity.join(row), row[column.name])


def _conflict(connection: Connection, change: Change, before: Row | None) -> Conflict:
    entity, log = ENTITIES[change.tabel], schema.riwayat
    last = (
        select(log.c.oleh, log.c.waktu)
        .where(log.c.tabel == change.tabel, log.c.kunci == change.kunci)
        .order_by(log.c.id.desc())
        .limit(1)
    )
    oleh, waktu = connection.execute(last).first() or ("", "")
    return Conflict(change.tabel, change.kunci, change.revisi, _open(entity, before), oleh, waktu)


def _keep_an_admin(connection: Connection) -> None:
    # An office that locks itself out has nobody left to let it in again.
    admins = select(func.count()).where(schema.akun.c.peran == Role.ADMIN, schema.akun.c.aktif)
    if not connection.execute(admins).scalar_one():
        raise NotAllowedError("Setidaknya satu akun admin harus tetap aktif.")
