"""The script of `typing_app`."""

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.pages.shared import listener
from tkpkp_geo.store.records import Change


@st.dialog("Rincian")
def details() -> None:
    """Draw a dialog with something to type in."""
    st.text_input("Catatan", key="catatan")


def write() -> None:
    """Save something, as a page does in a callback."""
    seen = workspace.current().dataset.intervensi[0]
    workspace.store().save("uji", [Change("intervensi", seen.id, {"uraian": str(seen.revisi)}, seen.revisi or None)])


st.session_state.runs = st.session_state.get("runs", 0) + 1
listener.draw_listener()
st.html(f"<p id='revisi'>{workspace.current().dataset.revisi}</p><p id='runs'>{st.session_state.runs}</p>")
st.text_input("Nama", key="nama")
with st.form("formulir"):
    st.text_area("Uraian", key="uraian")
    st.form_submit_button("Kirim")
st.button("Tulis", on_click=write)
if st.button("Buka"):
    details()
