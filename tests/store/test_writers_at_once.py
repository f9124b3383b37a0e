"""Many writers at once, in threads and in processes: nothing is lost."""

from __future__ import annotations

import multiprocessing
from concurrent.futures import ThreadPoolExecutor

from tests.support.store_databases import row
from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change, ConflictError


def count_up(url: str, nama: str, own: str, times: int) -> int:
    """Raise a program of one's own and one that all share, as a form does: read, write, meet conflicts."""
    store = open_store(url)
    conflicts = 0
    for _ in range(times):
        for kunci in (own, "P-1"):
            while True:
                seen = row(store, "intervensi", kunci)
                try:
                    store.save(nama, [Change("intervensi", kunci, {"pagu": seen["pagu"] + 1}, seen["revisi"])])
                    break
                except ConflictError:
                    conflicts += 1
    store.engine.dispose()
    return conflicts


def start(store, writers: int) -> int:
    own = [Change("intervensi", f"W-{n}", {"kode_opd": "DKP", "pagu": 0}) for n in range(writers)]
    return store.save("dpmd", [*own, Change("intervensi", "P-1", {"pagu": 0}, 1)])


def outcome(store, first: int, writers: int) -> tuple[int, set[int], int]:
    """Give what the shared program and each writer's own were raised to, and by how many revisions."""
    own = {row(store, "intervensi", f"W-{n}")["pagu"] for n in range(writers)}
    return row(store, "intervensi", "P-1")["pagu"], own, store.revision() - first


def steps(store, first: int) -> list[tuple[int, int]]:
    """Give each revision since, oldest first, with what it added."""
    history = store.history.rows(since=first, limit=None)
    return [(item.revisi, item.sesudah["pagu"] - item.sebelum["pagu"]) for item in reversed(history)]


def test_threads_that_write_at_once_lose_nothing(store):
    first = start(store, 6)
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda n: count_up(store.url, "dpmd", f"W-{n}", 8), range(6)))
    assert outcome(store, first, 6) == (48, {8}, 96)
    assert steps(store, first) == [(first + n, 1) for n in range(1, 97)], "one row for each revision"


def test_processes_that_write_at_once_lose_nothing(store):
    first = start(store, 4)
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        pool.starmap(count_up, [(store.url, "dkp", f"W-{n}", 8) for n in range(4)])
    assert outcome(store, first, 4) == (32, {8}, 64)
    assert steps(store, first) == [(first + n, 1) for n in range(1, 65)], "one row for each revision"
