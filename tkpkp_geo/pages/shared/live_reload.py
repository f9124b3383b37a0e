"""The listener: a page hears of a new revision from the server and asks for one rerun."""

from __future__ import annotations

from tkpkp_geo import workspace
from tkpkp_geo.pages.shared import flash
from tkpkp_geo.pages.shared.component import component


def listen() -> None:
    """Draw the listener. It stands before the page: a write while the page is drawn is then told, not missed."""
    data = {"revisi": workspace.store().revision()}
    component("listener")(data=data, key="pendengar", on_baru_change=flash.again)
