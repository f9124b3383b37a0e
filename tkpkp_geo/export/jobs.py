"""Packets in the making: each is drawn by a process of its own, so that the pages of everybody else stay quick."""

from __future__ import annotations

import atexit
import json
import logging
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from queue import SimpleQueue
from threading import Lock, Thread

from tkpkp_geo.settings import PROJECT

_KEPT = 12  # packets whose files stay until newer ones take their place
_FAILED = "Gagal: "  # how the command begins the line that says what was wrong
_LETTERS = 24  # of the name under which a packet's files are fetched, in bytes
_BROKEN = "Paket tidak dapat dibuat. Coba sekali lagi; bila berulang, hubungi pengelola data."
_log = logging.getLogger(__name__)


class JobState(StrEnum):
    """How far a packet is."""

    WAITING = "menunggu"
    RUNNING = "dibuat"
    DONE = "selesai"
    FAILED = "gagal"


@dataclass(frozen=True, slots=True)
class JobOrder:
    """What a page asks for: two that are equal are drawn once.

    Parameters
    ----------
    query : str
        The filter as the query of an address.
    today : str
        The day in the province, ISO: decisions grow older.
    database_url : str
        Address of the store (`settings.Settings.database_url`).
    """

    query: str
    formats: tuple[str, ...]
    revision: int
    measure: str
    meeting: str
    today: str
    database_url: str


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file that can be fetched; `size` in bytes."""

    name: str
    size: int


@dataclass
class Job:
    """A packet in the making. Sessions read it while the thread that waits for the process writes it."""

    order: JobOrder
    folder: Path
    key: str = field(default_factory=lambda: secrets.token_urlsafe(_LETTERS))
    state: JobState = JobState.WAITING
    done: int = 0
    total: int = 0
    step: str = ""
    files: tuple[ReadyFile, ...] = ()
    error: str = ""

    @property
    def running(self) -> bool:
        """Whether it is still to come."""
        return self.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def share(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.done / self.total if self.total else 0.0


class Jobs:
    """The packets of this process: one is drawn at a time, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="tkpkp-unduh-", ignore_cleanup_errors=True)
        self._known: OrderedDict[JobOrder, Job] = OrderedDict()
        self._waiting: SimpleQueue[Job] = SimpleQueue()
        self._lock = Lock()
        self._process: subprocess.Popen | None = None
        self._closed = False
        # A daemon: the app would else not end before everything that was asked for is drawn.
        Thread(target=self._work, name="unduh", daemon=True).start()
        atexit.register(self.close)

    def start(self, order: JobOrder) -> Job:
        """Give the job of an order; it is begun where there is none, or where its files are gone."""
        with self._lock:
            job = self._known.get(order)
            if job is None or not (job.running or _is_whole(job)):
                if job is not None:
                    _drop(job)
                # Not made here: the system may have cleared the folder of temporary files since this process began.
                job = self._known[order] = Job(order, Path(self._room.name) / secrets.token_hex(8))
                self._waiting.put(job)
            self._known.move_to_end(order)
            self._forget()
            return job

    def of(self, key: str) -> Job | None:
        """Give the job that goes by a name."""
        with self._lock:
            return next((item for item in self._known.values() if item.key == key), None)

    def file(self, key: str, nama: str) -> Path | None:
        """Give a ready file by the name of its packet and its own."""
        job = self.of(key)
        if job is None or nama not in {item.name for item in job.files}:
            return None
        return job.folder / nama

    def close(self) -> None:
        """End the drawing, so that it does not outlive this process; what still waits is not begun."""
        with self._lock:
            self._closed = True
            process = self._process
        if process is not None:
            process.kill()
            process.wait()  # on Windows its files cannot be deleted before it is gone
        self._room.cleanup()

    def _forget(self) -> None:
        done = [order for order, job in self._known.items() if not job.running]
        for order in done[: max(0, len(self._known) - _KEPT)]:
            _drop(self._known.pop(order))

    def _work(self) -> None:
        while not self._closed:
            job = self._waiting.get()
            job.state = JobState.RUNNING
            try:
                job.error = self._draw(job)
            except Exception:  # noqa: BLE001  (the boundary: else the page would wait for ever, and so would every other)
                _log.exception("a packet could not be drawn")
                job.error = _BROKEN
            job.state = JobState.FAILED if job.error else JobState.DONE

    def _draw(self, job: Job) -> str:
        """Have a process draw a packet; gives what went wrong, "" where nothing did."""
        with tempfile.TemporaryFile() as errors:
            with self._lock:
                if self._closed:
                    return _BROKEN
                process = self._process = subprocess.Popen(
                    _command(job), env=_environment(job.order), stdout=subprocess.PIPE, stderr=errors, encoding="utf-8"
                )
            try:
                with process:
                    _follow(job, process.stdout or ())
            finally:
                self._process = None
            if process.returncode == 0:
                return ""
            if self._closed:
                return _BROKEN
            errors.seek(0)
            words = errors.read().decode(errors="replace")
        last = words.strip().rpartition("\n")[2]
        if last.startswith(_FAILED):
            return last.removeprefix(_FAILED)
        _log.error("a packet could not be drawn:\n%s", words)
        return _BROKEN


def _is_whole(job: Job) -> bool:
    return job.state is JobState.DONE and all((job.folder / item.name).exists() for item in job.files)


def _drop(job: Job) -> None:
    # Windows keeps a file that somebody is just fetching; it goes with the whole room when the app ends.
    shutil.rmtree(job.folder, ignore_errors=True)


def _command(job: Job) -> list[str]:
    order = job.order
    return [
        sys.executable,
        "-P",
        "-m",
        "tkpkp_geo",
        "ekspor",
        "--saringan",
        order.query,
        "--format",
        ",".join(order.formats),
        "--revisi",
        str(order.revision),
        "--ukuran",
        order.measure,
        "--zip",
        "--kemajuan",
        *(["--rapat", order.meeting] if order.meeting else []),
        str(job.folder),
    ]


def _environment(order: JobOrder) -> dict[str, str]:
    """Give the process an environment with our program, the same store, and UTF-8 on Windows too."""
    folders = filter(None, (str(PROJECT), os.environ.get("PYTHONPATH")))
    return os.environ | {
        "PYTHONPATH": os.pathsep.join(folders),
        "PYTHONUTF8": "1",
        "TKPKP_DATABASE_URL": order.database_url,
    }


def _follow(job: Job, lines: Iterable[str]) -> None:
    for said in _told(lines):
        if "file" in said:
            job.files = (*job.files, ReadyFile(said["file"], said["size"]))
        else:
            job.done, job.total, job.step = said["done"], said["total"], said["step"]


def _told(lines: Iterable[str]) -> Iterator[dict]:
    for line in lines:
        try:
            yield json.loads(line)
        except ValueError:
            _log.warning("said while a packet is drawn: %s", line.rstrip())  # by a library, and nothing to stop for


JOBS = Jobs()
