"""Ways from one page to another that keep the browser's session: no reload, no flash."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urlencode

import streamlit as st

from tkpkp_geo.pages.shared import view_state

_PAGES = "registered_pages"


def register_pages(pages: dict[str, st.Page]) -> None:
    """Remember the pages that this account may open, by address."""
    st.session_state[_PAGES] = pages


def _find_page(address: str) -> st.Page | None:
    pages: dict[str, st.Page] = st.session_state.get(_PAGES, {})
    return pages.get(address)


def draw_link(label: str, address: str, pairs: Sequence[tuple[str, str]], icon: str | None = None) -> None:
    """Draw a link to a page with a query (`Filter.to_query` and the page's own keys)."""
    page = _find_page(address)
    if page is None:
        st.link_button(label, build_path(address, pairs), icon=icon)
    else:
        st.page_link(page, label=label, query_params=list(pairs), icon=icon)


def go_to_page(address: str, pairs: Sequence[tuple[str, str]]) -> None:
    """Leave for a page with a query; for the body of a page, not for a callback."""
    page = _find_page(address)
    if page is not None:
        view_state.remember_left_page(pairs)
        # Of pairs with the same key Streamlit would keep the last one here, though not in a link.
        st.switch_page(page, query_params={key: [v for k, v in pairs if k == key] for key, _ in pairs})


def draw_way_back() -> None:
    """Draw the way back to the page that was left for this one, as it was then; nothing where there is none."""
    left = view_state.find_way_back()
    page = _find_page(left[0]) if left else None
    if left and page is not None:
        with st.container(key="way-back", width="content"):
            st.page_link(page, label=f"Kembali ke {page.title}", icon=":material/arrow_back:", query_params=left[1])


def build_path(address: str, pairs: Sequence[tuple[str, str]]) -> str:
    """Give the address of a page with a query, for a link that a browser follows by itself."""
    query = urlencode(pairs)
    return ("/" if address == view_state.HOME else f"/{address}") + (f"?{query}" if query else "")
