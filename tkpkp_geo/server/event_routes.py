"""Server-sent events: every open page hears of what is new as soon as it stands."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable

import anyio
from sse_starlette import EventSourceResponse, ServerSentEvent
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.routing import Route

from tkpkp_geo import workspace
from tkpkp_geo.store.database import Store
from tkpkp_geo.store.watch import Pulse

# What a stream tells of the present state; of the one that it told before, ``None`` at its beginning.
Tell = Callable[[Pulse, Pulse | None], Iterable[ServerSentEvent]]

_KEEP_ALIVE_SECONDS = 20  # well under the minute after which proxies take a silent stream for dead
_RETRY_MS = 2000  # when a browser that lost the stream comes back
_LAST_WORDS_SECONDS = 1.0  # what a server that is told to end leaves a stream to end by itself


async def changes(request: Request) -> EventSourceResponse:
    """``GET /api/perubahan``: an event ``revisi`` with the present revision at once, and at every change."""
    return await stream(revisions)


def revisions(now: Pulse, before: Pulse | None) -> Iterable[ServerSentEvent]:
    """Tell a new revision."""
    if before is None or now.revisi != before.revisi:
        yield event("revisi", str(now.revisi))


def event(name: str, data: str) -> ServerSentEvent:
    """Make an event of a stream."""
    return ServerSentEvent(event=name, data=data, retry=_RETRY_MS)


async def stream(tell: Tell) -> EventSourceResponse:
    """Answer with a stream that tells the present state, and what is new of each that follows."""
    # The store may be busy with being read: that is not waited for where everybody's traffic runs.
    store = await run_in_threadpool(workspace.store)
    ending = anyio.Event()
    return EventSourceResponse(
        _events(store, tell, ending),
        ping=_KEEP_ALIVE_SECONDS,
        shutdown_event=ending,
        shutdown_grace_period=_LAST_WORDS_SECONDS,
    )


async def _events(store: Store, tell: Tell, ending: anyio.Event) -> AsyncIterator[ServerSentEvent]:
    loop, news = asyncio.get_running_loop(), asyncio.Event()
    latest: Pulse | None = None
    before: Pulse | None = None

    async def end() -> None:
        await ending.wait()
        news.set()

    def take(pulse: Pulse) -> None:
        nonlocal latest
        latest = pulse
        news.set()

    waking = asyncio.create_task(end())
    try:
        with store.listening(lambda pulse: loop.call_soon_threadsafe(take, pulse)):
            while True:
                await news.wait()
                if ending.is_set():
                    return
                news.clear()
                # A browser that is slow to take one state gets the newest next, not all that it missed.
                if (now := latest) is not None:
                    for message in tell(now, before):
                        yield message
                    before = now
    finally:
        waking.cancel()


ROUTES = [Route("/api/perubahan", changes)]
