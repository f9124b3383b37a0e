"""A page with the app's listener and everything that a person may be in the midst of: the entry, with our routes."""

import sys
from pathlib import Path

import streamlit as st

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))  # Streamlit knows only the folder of this file

from tkpkp_geo.server.routes import ROUTES  # noqa: E402  (needs the path)

app = st.App("typing_page.py", routes=ROUTES)
