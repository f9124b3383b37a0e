"""Viewers without a browser: websocket clients that speak Streamlit's protobuf and click an OPD once a second."""

from __future__ import annotations

import argparse
import asyncio
import json
import time
from dataclasses import dataclass, field

import websockets
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg


@dataclass
class Viewer:
    """One session: the page it is on, its OPD pills, and what a browser would remember of it."""

    page: str = ""
    widget: str = ""
    query: str = "tampil=semua"
    options: list[str] = field(default_factory=list)
    known: set[str] = field(default_factory=set)
    times: list[float] = field(default_factory=list)

    async def run(self, socket: websockets.ClientConnection, clicked: int | None = None) -> float:
        """Ask for one run of the script, with this option chosen; gives the seconds until it had finished."""
        state = ClientState(page_script_hash=self.page, query_string=self.query, cached_message_hashes=self.known)
        if self.widget:
            chosen = state.widget_states.widgets.add(id=self.widget)
            # Pills speak of an option by its words; a number would pass for no choice at all.
            chosen.string_array_value.data.extend([] if clicked is None else [self.options[clicked]])
        start = time.perf_counter()
        await socket.send(BackMsg(rerun_script=state).SerializeToString())
        while True:
            message = ForwardMsg.FromString(await socket.recv())
            kind = message.WhichOneof("type")
            if message.metadata.cacheable:
                self.known.add(message.hash)
            if kind == "new_session":
                self.page = message.new_session.page_script_hash
            elif kind == "delta" and message.delta.new_element.button_group.label == "OPD":
                group = message.delta.new_element.button_group
                self.widget, self.options = group.id, [option.content for option in group.options]
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished":
                return time.perf_counter() - start


async def watch(address: str, viewer: Viewer, late: float, seconds: float) -> None:
    """Open a session and click once a second, choosing and letting go in turn."""
    stream = address.replace("http", "ws") + "/_stcore/stream"
    async with websockets.connect(stream, subprotocols=["streamlit"], max_size=None) as socket:
        await viewer.run(socket)
        await asyncio.sleep(1 + late)
        end, click = time.perf_counter() + seconds, 0
        while time.perf_counter() < end:
            taken = await viewer.run(socket, None if click % 2 else click // 2 % len(viewer.options))
            viewer.times.append(taken)
            if ("opd=" in viewer.query) == bool(click % 2):
                raise RuntimeError("the click did not reach the page's filter")
            click += 1
            await asyncio.sleep(max(0.0, 1 - taken))


async def crowd(address: str, count: int, seconds: float) -> list[float]:
    """Let `count` viewers click for some seconds; gives the seconds of every click."""
    viewers = [Viewer() for _ in range(count)]
    await asyncio.gather(*(watch(address, one, i / count, seconds) for i, one in enumerate(viewers)))
    return [taken for one in viewers for taken in one.times]


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("address")
    parser.add_argument("count", type=int)
    parser.add_argument("seconds", type=float)
    asked = parser.parse_args()
    print(json.dumps(asyncio.run(crowd(asked.address, asked.count, asked.seconds))))
