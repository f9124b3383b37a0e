"""Server-sent events: every open page hears of a new revision as soon as it stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator

from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.store import Pulse, Store

_KEEP_ALIVE_SECONDS = 20  # well under the minute after which proxies take a silent stream for dead
_RETRY_MS = 2000  # when a browser that lost the stream comes back
_LAST_WORDS_SECONDS = 1.0  # what a server that is told to end leaves a stream to end by itself


async def changes(request: Request) -> EventSourceResponse:
    """``GET /api/perubahan``: an event ``revisi`` with the present revision at once, and at every change."""
    # The store may be busy with being read: that is not waited for where everybody's traffic runs.
    store = await run_in_threadpool(workspace.store)
    ending = asyncio.Event()
    return EventSourceResponse(
        _revisions(store, ending),
        ping=_KEEP_ALIVE_SECONDS,
        shutdown_event=ending,
        shutdown_grace_period=_LAST_WORDS_SECONDS,
    )


async def _revisions(store: Store, ending: asyncio.Event) -> AsyncIterator[ServerSentEvent]:
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    latest = 0

    async def end() -> None:
        await ending.wait()
        news.set()

    def take(pulse: Pulse) -> None:
        nonlocal latest
        # What meetings show is not what these pages draw.
        if pulse.revisi != latest:
            latest = pulse.revisi
            news.set()

    waking = asyncio.create_task(end())
    try:
        with store.listening(lambda pulse: loop.call_soon_threadsafe(take, pulse)):
            while True:
                await news.wait()
                if ending.is_set():
                    return
                news.clear()
                # A browser that is slow to take one event gets the newest next, not all that it missed.
                yield ServerSentEvent(event="revisi", data=str(latest), retry=_RETRY_MS)
    finally:
        waking.cancel()


ROUTES = [Route("/api/perubahan", changes)]
