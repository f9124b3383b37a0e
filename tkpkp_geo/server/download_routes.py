"""Packets that were asked for on the page Unduh: how far they are, and their files."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response
from starlette.routing import Route

from tkpkp_geo.export.jobs import JOBS, JobState
from tkpkp_geo.export.packet.files import FORMATS
from tkpkp_geo.server.answers import refusal

_GONE, _AGAIN = "paket ini tidak ada lagi", "Buat paketnya sekali lagi pada halaman Unduh."
_WAITS = "Menunggu paket lain selesai…"
_TYPES = {item.ending: item.mime for item in FORMATS} | {"zip": "application/zip"}


def file(request: Request) -> Response:
    """``GET /api/unduh/{kunci}/{nama}``: a file that is ready, to be saved."""
    nama = request.path_params["nama"]
    path = JOBS.file(request.path_params["kunci"], nama)
    if path is None or not path.exists():
        return refusal(404, _GONE, _AGAIN)
    return FileResponse(
        path, media_type=_TYPES[nama.rpartition(".")[2]], filename=nama, headers={"Cache-Control": "no-store"}
    )


def progress(request: Request) -> Response:
    """``GET /api/unduh/{kunci}``: how far a packet is, and which files of it are ready."""
    job = JOBS.of(request.path_params["kunci"])
    if job is None:
        state: dict[str, object] = {"keadaan": "gagal", "galat": f"{_GONE.capitalize()}. {_AGAIN}"}
    else:
        state = {
            "keadaan": job.state,
            "bagian": job.share,
            "kata": f"{job.step}…" if job.step else "Menyiapkan data…" if job.state is JobState.RUNNING else _WAITS,
            "berkas": [{"nama": item.name, "ukuran": item.size} for item in job.files],
            "galat": job.error,
        }
    return JSONResponse(state, headers={"Cache-Control": "no-store"})


@asynccontextmanager
async def lifespan(_: object) -> AsyncIterator[None]:
    """End with the app what it has drawn by other processes: a signal that stops it leaves no time for `atexit`."""
    yield
    JOBS.close()


ROUTES = [Route("/api/unduh/{kunci}", progress), Route("/api/unduh/{kunci}/{nama}", file)]
