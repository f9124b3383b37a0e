"""Server-sent events: what tells every open page that the data has a new revision."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.store import Store

EVENT = "revisi"
_PING_SECONDS = 20  # a proxy closes what stays silent longer


async def _revisions(store: Store) -> AsyncIterator[ServerSentEvent]:
    loop, news = asyncio.get_running_loop(), asyncio.Event()

    def told(_: int) -> None:
        loop.call_soon_threadsafe(news.set)

    # Listening comes before the first look: what is written in between is told, not missed.
    end = store.watch.listen(told)
    try:
        shown = None
        while True:
            news.clear()
            revisi = await run_in_threadpool(store.revision)
            if revisi != shown:
                shown = revisi
                yield ServerSentEvent(data=str(revisi), event=EVENT)
            await news.wait()
    finally:
        end()


async def changes(request: Request) -> EventSourceResponse:
    """``GET /api/perubahan``: an event ``revisi`` with the number of the present revision, and of every later one."""
    store = await run_in_threadpool(workspace.store)
    return EventSourceResponse(_revisions(store), ping=_PING_SECONDS, headers={"X-Accel-Buffering": "no"})


ROUTES = [Route("/api/perubahan", changes)]
