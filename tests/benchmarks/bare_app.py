"""The least page that Streamlit can draw with this choice: what any page of ours has to be measured against."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import streamlit as st

with (Path(os.environ["TKPKP_DATA_DIR"]) / "opd.csv").open(encoding="utf-8", newline="") as file:
    codes = [row["kode_opd"] for row in csv.DictReader(file)]
chosen = st.multiselect("OPD", codes)
with st.container(key="result"):
    st.write(", ".join(chosen) or "semua")
