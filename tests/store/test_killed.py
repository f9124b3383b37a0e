"""A process killed in the middle of its saves: what was acknowledged is there, nothing is half there."""

from __future__ import annotations

import random
import signal
import subprocess
import sys
import time
from collections import defaultdict

from tests.support.data_folders import PROJECT
from tkpkp_geo.store.engine import is_sqlite
from tkpkp_geo.store.entities import ENTITIES
from tkpkp_geo.store.records import Change

SAVES = 200
CHANCE = random.Random(4)


def save_until_killed(url: str, after: int) -> list[tuple[int, int]]:
    """Let a process save, kill it somewhere in the save that follows `after` acknowledged ones."""
    command = [sys.executable, "-m", "tests.support.endless_saver", url]
    process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, text=True)
    lines = [process.stdout.readline() for _ in range(after)]
    start = time.perf_counter()
    lines.append(process.stdout.readline())
    time.sleep(CHANCE.uniform(0, 1.2 * (time.perf_counter() - start)))
    process.send_signal(signal.SIGKILL)
    lines += process.stdout.readlines()
    assert process.wait() == -signal.SIGKILL
    return [tuple(map(int, line.split())) for line in lines if line.endswith("\n")]


def test_every_acknowledged_save_is_there_and_none_is_half_there(store):
    first = store.save("dkp", [Change("intervensi", "P-1", {"pagu": 0}, 1)])
    acknowledged: list[tuple[int, int]] = []
    kills = 0
    while len(acknowledged) < SAVES:
        acknowledged += save_until_killed(store.url, CHANCE.randint(5, 25))
        kills += 1
    assert kills >= 5

    content = store.content()
    history = store.history.rows(limit=100_000)
    rows = {row["id"]: row for row in content.tables["intervensi"]}
    saved = [item for item in history if item.revisi > first]
    by_revision = defaultdict(set)
    for item in saved:
        by_revision[item.revisi].add((item.kunci, item.sesudah["pagu"], item.kegiatan))

    assert content.revisi == history[0].revisi, "the revision is that of the newest history row"
    assert sorted(by_revision) == list(range(first + 1, content.revisi + 1)), "no revision is without its history"
    for number, revisi in acknowledged:
        assert revisi == first + number
    for revisi, found in by_revision.items():
        number = revisi - first
        assert found == {(key, number, f"simpan {number}") for key in (f"K-{number}-a", f"K-{number}-b", "P-1")}
    saves = content.revisi - first
    assert len(acknowledged) <= saves <= len(acknowledged) + kills, "at most one save a kill was done and not told"
    assert rows["P-1"]["pagu"] == saves
    assert {key for key in rows if key.startswith("K-")} == {
        f"K-{number}-{side}" for number in range(1, saves + 1) for side in "ab"
    }

    newest = {}
    for item in reversed(history):
        newest[item.tabel, item.kunci] = item
    for name, entity in ENTITIES.items():
        for row in content.tables[name]:
            last = newest[name, entity.join(row)]
            assert (last.revisi, last.sesudah) == (row["revisi"], row)
    if is_sqlite(store.engine):
        with store.engine.connect() as connection:
            assert connection.exec_driver_sql("PRAGMA integrity_check").scalar() == "ok"
