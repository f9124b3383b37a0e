"""A session without a browser: a websocket that speaks Streamlit's protobuf, knows its widgets, and reads alerts."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

import websockets
from google.protobuf.message import Message
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Value = bool | str | list[str]


@dataclass
class Session:
    """One tab: the page it is on, the widgets that the last run drew, and what its alerts said.

    Parameters
    ----------
    widgets : dict of str to Message
        By the widget's key, or by its label where it has none.
    received : int
        Bytes that the last run sent.
    """

    socket: websockets.ClientConnection
    name: str = ""
    query: str = ""
    page: str = ""
    widgets: dict[str, Message] = field(default_factory=dict)
    alerts: list[str] = field(default_factory=list)
    received: int = 0

    async def run(self, **values: Value) -> float:
        """Ask for one run with these widgets changed (``True`` clicks a button); gives the seconds that it took.

        Raises
        ------
        RuntimeError
            Where the page broke.
        """
        state = ClientState(page_script_hash=self.page, page_name=self.name, query_string=self.query)
        for key, value in values.items():
            widget = state.widget_states.widgets.add(id=self.widgets[key].id)
            if value is True:
                widget.trigger_value = True
            elif isinstance(value, str):
                widget.string_value = value
            else:
                # Pills and lists speak of an option by its words; a number would pass for no choice at all.
                widget.string_array_value.data.extend(value)
        self.widgets, self.alerts, self.received = {}, [], 0
        start = time.perf_counter()
        await self.socket.send(BackMsg(rerun_script=state).SerializeToString())
        while True:
            told = await self.socket.recv()
            self.received += len(told)
            message = ForwardMsg.FromString(told)
            kind = message.WhichOneof("type")
            if kind == "navigation":
                self.page = message.navigation.page_script_hash
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
                self._see(message.delta.new_element)
            elif kind == "script_finished":
                return time.perf_counter() - start

    def _see(self, element: Message) -> None:
        kind = element.WhichOneof("type")
        content = getattr(element, kind)
        if kind == "exception" or (kind == "alert" and "tidak dapat ditampilkan" in content.body):
            raise RuntimeError(f"the page broke: {content}")
        if kind == "alert":
            self.alerts.append(content.body)
        if identity := getattr(content, "id", ""):
            key = identity.split("-", 2)[-1]
            self.widgets[content.label if key == "None" else key] = content


@asynccontextmanager
async def session(address: str, name: str = "", query: str = "", secret: str = "") -> AsyncIterator[Session]:
    """Open a tab on a page of the app, signed in where there is a secret."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    cookie = {"Cookie": f"tkpkp_sesi={secret}"} if secret else None
    async with websockets.connect(
        stream, subprotocols=["streamlit"], max_size=None, additional_headers=cookie
    ) as socket:
        tab = Session(socket, name, query)
        await tab.run()
        yield tab
