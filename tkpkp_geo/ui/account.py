"""Who is at the page."""

from __future__ import annotations

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.model import Akun

COOKIE = "tkpkp_sesi"


def current() -> Akun | None:
    """Give the account that this browser is signed in with, asked of the store at every run; ``None`` for a guest."""
    secret = st.context.cookies.get(COOKIE)
    return workspace.store().session_account(secret) if secret else None
