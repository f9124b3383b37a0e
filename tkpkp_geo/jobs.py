"""Packets in the making: each is drawn by a process of its own, so that the pages of everybody else stay quick."""

from __future__ import annotations

import json
import logging
import secrets
import subprocess
import sys
import tempfile
from collections import OrderedDict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from threading import Lock

from tkpkp_geo.settings import PROJECT

_KEPT = 12  # packets whose files stay until newer ones take their place
_FAILED = "Gagal: "  # how the command begins the line that says what was wrong
_LETTERS = 24  # of the name under which a packet's files are fetched, in bytes


class State(StrEnum):
    """How far a packet is."""

    MENUNGGU = "menunggu"
    DIBUAT = "dibuat"
    SELESAI = "selesai"
    GAGAL = "gagal"


@dataclass(frozen=True, slots=True)
class Order:
    """What a page asks for: two that are equal are drawn once.

    Parameters
    ----------
    saringan : str
        The filter as the query of an address.
    hari : str
        The day in the province, ISO: decisions grow older.
    tempat : str
        Address of the store.
    """

    saringan: str
    formats: tuple[str, ...]
    revisi: int
    ukuran: str
    rapat: str
    hari: str
    tempat: str


@dataclass(frozen=True, slots=True)
class Ready:
    """A file that can be fetched; `ukuran` in bytes."""

    nama: str
    ukuran: int


@dataclass
class Job:
    """A packet in the making. Sessions read it while the thread that waits for the process writes it."""

    order: Order
    folder: Path
    kunci: str = field(default_factory=lambda: secrets.token_urlsafe(_LETTERS))
    state: State = State.MENUNGGU
    selesai: int = 0
    semua: int = 0
    kata: str = ""
    files: tuple[Ready, ...] = ()
    galat: str = ""

    @property
    def berjalan(self) -> bool:
        """Whether it is still to come."""
        return self.state in (State.MENUNGGU, State.DIBUAT)

    @property
    def bagian(self) -> float:
        """How much of it is done, 0 to 1."""
        return self.selesai / self.semua if self.semua else 0.0


class Jobs:
    """The packets of this process: one is drawn at a time, in the order in which they were asked for."""

    def __init__(self) -> None:
        self._room = tempfile.TemporaryDirectory(prefix="tkpkp-unduh-", ignore_cleanup_errors=True)
        self._worker = ThreadPoolExecutor(1, thread_name_prefix="unduh")
        self._known: OrderedDict[Order, Job] = OrderedDict()
        self._lock = Lock()

    def start(self, order: Order) -> Job:
        """Give the job of an order, begun if nobody has asked for the same; one that failed is begun anew."""
        with self._lock:
            job = self._known.get(order)
            if job is None or job.state is State.GAGAL:
                job = self._known[order] = Job(order, Path(tempfile.mkdtemp(dir=self._room.name)))
                self._worker.submit(self._work, job)
            self._known.move_to_end(order)
            self._forget()
            return job

    def of(self, kunci: str) -> Job | None:
        """Give the job that goes by a name."""
        with self._lock:
            return next((item for item in self._known.values() if item.kunci == kunci), None)

    def file(self, kunci: str, nama: str) -> Path | None:
        """Give a ready file by the name of its packet and its own."""
        job = self.of(kunci)
        if job is None or nama not in {item.nama for item in job.files}:
            return None
        return job.folder / nama

    def _forget(self) -> None:
        done = [order for order, job in self._known.items() if not job.berjalan]
        for order in done[: max(0, len(self._known) - _KEPT)]:
            for path in self._known.pop(order).folder.iterdir():
                path.unlink(missing_ok=True)

    def _work(self, job: Job) -> None:
        try:
            job.state = State.DIBUAT
            job.galat = _draw(job)
        except OSError as error:
            job.galat = f"Paket tidak dapat dibuat: {error.strerror}."
        job.state = State.GAGAL if job.galat else State.SELESAI


def _draw(job: Job) -> str:
    """Have a process draw a packet; gives what went wrong, "" where nothing did."""
    order = job.order
    command = [
        sys.executable, "-m", "tkpkp_geo", "ekspor", "--saringan", order.saringan, "--format", ",".join(order.formats),
        "--revisi", str(order.revisi), "--ukuran", order.ukuran, "--zip", "--kemajuan",
        *(["--rapat", order.rapat] if order.rapat else []), str(job.folder),
    ]  # fmt: skip
    with tempfile.TemporaryFile() as told:
        process = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE, stderr=told, encoding="utf-8")
        with process:
            for said in _lines(process.stdout):
                if "berkas" in said:
                    job.files = (*job.files, Ready(said["berkas"], said["ukuran"]))
                else:
                    job.selesai, job.semua, job.kata = said["selesai"], said["semua"], said["kata"]
        if process.returncode == 0:
            return ""
        told.seek(0)
        words = told.read().decode(errors="replace")
    last = words.strip().rpartition("\n")[2]
    if last.startswith(_FAILED):
        return last.removeprefix(_FAILED)
    logging.getLogger(__name__).error("a packet could not be drawn:\n%s", words)
    return "Paket tidak dapat dibuat. Coba sekali lagi; bila berulang, hubungi pengelola data."


def _lines(stream: Iterator[str]) -> Iterator[dict]:
    for line in stream:
        yield json.loads(line)


JOBS = Jobs()
