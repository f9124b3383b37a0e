"""The script that Streamlit runs: page registry, navigation, and the one error boundary."""

from __future__ import annotations

import logging

import streamlit as st

from tkpkp_geo import text
from tkpkp_geo.errors import TkpkpError
from tkpkp_geo.ui import peta

# Navigation and tests both read this: (address, title, render). The first page is home.
PAGES = (("peta", "Peta", peta.render),)


def run() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(page_title=f"{text.JUDUL} · {text.PROVINSI}", page_icon="🗺️", layout="wide")
    pages = [
        st.Page(render, title=title, url_path=address, default=number == 0)
        for number, (address, title, render) in enumerate(PAGES)
    ]
    chosen = st.navigation(pages, position="hidden")
    try:
        chosen.run()
    except TkpkpError as error:
        st.error(str(error))
    except Exception:  # noqa: BLE001  (the boundary: whatever breaks, people in a hall see a sentence, the log the rest)
        logging.getLogger(__name__).exception("page failed")
        st.error("Halaman ini tidak dapat ditampilkan. Muat ulang halaman; bila berulang, hubungi pengelola data.")


if __name__ == "__main__":
    run()
