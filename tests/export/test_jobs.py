"""Packets in the making: drawn by another process, once for all who ask for the same."""

from __future__ import annotations

import asyncio
import json
import os
import shutil
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from starlette.applications import Starlette

from tests.support.data_folders import PROJECT
from tkpkp_geo import workspace
from tkpkp_geo.export import jobs
from tkpkp_geo.export.jobs import Job, JobOrder, Jobs, JobState
from tkpkp_geo.server import download_routes

SECONDS = 120


def order(**fields: object) -> JobOrder:
    store = workspace.store()
    query = "kawasan=KPP-TBL&tampil=semua"
    return replace(JobOrder(query, ("geojson",), store.revision(), "program", "", "2026-11-25", store.url), **fields)


def finished(job: Job) -> Job:
    end = time.monotonic() + SECONDS
    while job.running and time.monotonic() < end:
        time.sleep(0.05)
    return job


@pytest.fixture(scope="module")
def ready():
    """Give a process's packets, and one of them that is ready."""
    found = Jobs()
    return found, finished(found.start(order()))


def test_another_process_draws_it_of_the_revision_that_was_seen(ready):
    found, job = ready
    assert (job.state, job.error, job.share) == (JobState.DONE, "", 1.0)
    names = [item.name for item in job.files]
    assert names == ["TKPKP_Kalsel_KPP-TBL_semua-data_rev1.geojson"]  # one file needs no archive
    path = found.file(job.key, names[0])
    drawn = json.loads(path.read_bytes())
    inside = {row.id for row in workspace.current().dataset.intervensi if "KPP-TBL" in row.kawasan}
    assert {feature["properties"]["id"] for feature in drawn["features"]} == inside
    assert path.stat().st_size == job.files[0].size


def test_who_asks_for_the_same_gets_the_same(ready):
    found, job = ready
    assert found.start(order()) is job
    assert found.of(job.key) is job and found.of("tidak-ada") is None


@pytest.mark.parametrize("nama", ["../../etc/passwd", "", "tidak-ada.geojson"])
def test_only_its_own_files_are_given(ready, nama):
    found, job = ready
    assert found.file(job.key, nama) is None and found.file("tidak-ada", job.files[0].name) is None


def test_what_went_wrong_is_told_and_it_may_be_tried_again(ready):
    found, _ = ready
    wrong = order(meeting="RPT-TIDAK-ADA")
    job = finished(found.start(wrong))
    assert job.state is JobState.FAILED and "Rapat “RPT-TIDAK-ADA” tidak dikenal" in job.error
    assert finished(found.start(wrong)) is not job


def test_files_of_old_packets_make_room_for_new_ones(ready, monkeypatch):
    found, _ = ready
    monkeypatch.setattr(jobs, "_KEPT", 1)
    before = finished(found.start(order(query="opd=DISPAR")))
    folder = before.folder
    assert list(folder.iterdir())
    finished(found.start(order(query="opd=PUPR")))
    assert found.of(before.key) is None and not folder.exists()


def test_a_packet_whose_files_the_system_has_cleared_away_is_drawn_again(ready):
    found, _ = ready
    asked = order(query="opd=DISPAR")
    before = finished(found.start(asked))
    shutil.rmtree(before.folder.parent)
    again = finished(found.start(asked))
    assert again is not before and again.state is JobState.DONE
    assert all(found.file(again.key, item.name).exists() for item in again.files)


def said_by(monkeypatch, script: str) -> Job:
    """Give the job of a process that says what a script makes it say."""
    monkeypatch.setattr(jobs, "_command", lambda job: [sys.executable, "-c", script])
    return finished(Jobs().start(order()))


def test_what_a_library_prints_in_between_does_not_spoil_a_packet(monkeypatch):
    done = json.dumps({"done": 2, "total": 2, "step": "Selesai"})
    job = said_by(monkeypatch, f"print('Warning 1: GDAL'); print('{done}')")
    assert (job.state, job.share, job.step) == (JobState.DONE, 1.0, "Selesai")


@pytest.mark.parametrize("script", ["print(5)", "print('{}')", "import os; os.abort()", "raise ValueError('secret')"])
def test_a_process_that_breaks_leaves_a_sentence_and_nobody_waiting(monkeypatch, script):
    job = said_by(monkeypatch, script)
    assert (
        job.state is JobState.FAILED and job.error.startswith("Paket tidak dapat dibuat.") and "secret" not in job.error
    )


def test_what_was_wrong_is_read_whatever_letters_it_has(monkeypatch):
    job = said_by(monkeypatch, "import sys; sys.exit('Gagal: “Kawasan” — tidak dikenal')")
    assert job.error == "“Kawasan” — tidak dikenal"


def test_a_signal_that_stops_the_app_ends_the_drawing(monkeypatch):
    found = Jobs()
    monkeypatch.setattr(download_routes, "JOBS", found)
    monkeypatch.setattr(jobs, "_command", lambda job: [sys.executable, "-c", "import time; time.sleep(300)"])
    drawn, waits = found.start(order()), found.start(order(query="opd=PUPR"))

    async def run_and_stop() -> None:
        async with download_routes.lifespan(Starlette()):
            while drawn.state is JobState.WAITING:
                await asyncio.sleep(0.01)

    # In a thread of its own: a browser that another test of this process has open keeps a loop running in this one.
    with ThreadPoolExecutor(1) as other:
        other.submit(asyncio.run, run_and_stop()).result(timeout=SECONDS)
    assert finished(drawn).state is JobState.FAILED and waits.state is JobState.WAITING
    assert not drawn.folder.parent.exists()


def test_the_app_ends_although_packets_are_drawn_and_waited_for(tmp_path):
    """Nothing outlives it: neither the process that draws nor the folder."""
    script = f"""
import sys, tempfile, time
tempfile.tempdir = {str(tmp_path)!r}
from tkpkp_geo.export import jobs
jobs._command = lambda job: [sys.executable, "-c", "import time; time.sleep(300)"]
found = jobs.Jobs()
for number in range(3):
    found.start(jobs.JobOrder(str(number), (), 1, "", "", "", ""))
while found._process is None:
    time.sleep(0.01)
print(found._process.pid)
"""
    began = time.monotonic()
    ended = subprocess.run([sys.executable, "-c", script], cwd=PROJECT, capture_output=True, text=True, timeout=60)
    assert ended.returncode == 0 and time.monotonic() - began < 30, ended.stderr
    assert not list(tmp_path.iterdir())
    with pytest.raises(ProcessLookupError):
        os.kill(int(ended.stdout), 0)
