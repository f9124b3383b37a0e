"""Entry of ``streamlit run app.py``: the page and the routes beside it."""

import gc
import sys

import altair  # noqa: F401  (the charts need it: it is to be among what is frozen below)
import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.domain.errors import StoreError
from tkpkp_geo.export.minutes import docx, pdf  # noqa: F401  (as above: the minutes, and with them the paper maps)
from tkpkp_geo.server import download_routes
from tkpkp_geo.server.routes import ROUTES

try:
    workspace.current()
except StoreError as error:
    sys.exit(f"Gagal: {error}")
# Streamlit collects all garbage after every rerun and would walk every object that the imports and the
# data left behind; frozen, they are not looked at again (measured: 30 times faster with 20 viewers).
gc.collect()
gc.freeze()

app = st.App("tkpkp_geo/pages/main.py", routes=ROUTES, lifespan=download_routes.lifespan)
