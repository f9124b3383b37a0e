"""Several people, several processes, one PostgreSQL: the small sister of `tests.benchmarks.load`, without the clock."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from tests.benchmarks import load


def test_two_processes_on_one_database_lose_nothing_and_show_the_same_revision(tmp_path):
    asked = {"programs": 120, "writers": 4, "viewers": 6, "saves": 10, "shared": 3, "pause": 0.05}
    # A thread of its own: the browser of other tests keeps an event loop running in this one.
    with ThreadPoolExecutor(1) as pool:
        found = pool.submit(load.run, tmp_path, **asked).result()
    assert len(found.saves) == 4 * (10 + 3) + found.conflicts, "each save either stands or met a conflict"
    assert len(found.clicks) >= 6
