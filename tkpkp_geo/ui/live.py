"""Keeps an open page up to date: the browser hears of a new revision and asks for one rerun."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.ui.component import component


def render() -> None:
    """Draw the listener, which is seen only while the connection is lost."""
    revisi = workspace.current().dataset.revisi
    # The rerun itself is all that is wanted; there is nothing to take from the trigger.
    with st.container(key="pendengar-kotak"):
        component("pendengar")(data={"revisi": revisi}, key="pendengar", on_revisi_change=lambda: None)
