"""The listener: a page hears of a new revision from the server and asks for one rerun."""

from __future__ import annotations

from tkpkp_geo import workspace
from tkpkp_geo.pages.shared import messages
from tkpkp_geo.pages.shared.component import component


def draw_listener() -> None:
    """Draw the listener. It stands before the page: a write while the page is drawn is then told, not missed."""
    messages.begin_run()
    data = {"revisi": workspace.store().revision()}
    component("listener")(data=data, key="listener", on_news_change=messages.say_again)
