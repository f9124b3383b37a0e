"""Small components of ours that the browser draws from data it already has."""

from __future__ import annotations

from functools import cache

import streamlit as st
from streamlit.components.v2.types import ComponentRenderer


@cache
def component(name: str) -> ComponentRenderer:
    """Give the component whose module is served as ``aset/{name}.js``.

    The element itself carries only an import, so that a rerun sends data and no script.
    """
    script = f"export default async (kit) =>\n (await import(new URL('aset/{name}.js', document.baseURI))).default(kit)"
    frame = f'<div class="{name}"></div>'
    return st.components.v2.component(f"tkpkp_{name.replace('-', '_')}", html=frame, js=script, isolate_styles=False)


def sent_value(key: str, name: str) -> str:
    """Give what the component with this key has just sent under a name, "" for nothing; in its callback."""
    sent = (st.session_state.get(key) or {}).get(name)
    return "" if sent is None else str(sent)
