"""The script that Streamlit runs: page registry, navigation, and the one error boundary."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import settings, workspace
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import TkpkpError
from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.pages.admin import page as admin_page
from tkpkp_geo.pages.changes import page as changes_page
from tkpkp_geo.pages.download import page as download_page
from tkpkp_geo.pages.entry import history, reports, verification
from tkpkp_geo.pages.entry import page as entry_page
from tkpkp_geo.pages.help import page as help_page
from tkpkp_geo.pages.home import page as home_page
from tkpkp_geo.pages.matrix import page as matrix_page
from tkpkp_geo.pages.meeting import page as meeting_page
from tkpkp_geo.pages.profile import page as profile_page
from tkpkp_geo.pages.shared import account, garbage, links, listener, view_state
from tkpkp_geo.pages.shared.markup import draw_html
from tkpkp_geo.pages.sheet import page as sheet_page
from tkpkp_geo.server.signin_routes import OFFICE_PAGE


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its address, title, and the roles that it is for; none means everybody, signed in or not."""

    address: str
    title: str
    render: Callable[[], None]
    roles: frozenset[Role] = frozenset()

    def is_for(self, akun: Account | None) -> bool:
        """Tell whether the page is of use to an account. What it may write is the store's to say."""
        return not self.roles or (akun is not None and akun.peran in self.roles)


# Navigation and tests both read this. The first page is home.
_WRITERS = frozenset({Role.OPD, Role.DPMD, Role.ADMIN})
PAGES = (
    Page("peta", "Peta", home_page.render),
    Page("matriks", "Matriks", matrix_page.render),
    Page("profil", "Profil", profile_page.render),
    Page("perubahan", "Perubahan", changes_page.render),
    Page("rapat", "Rapat", meeting_page.render),
    Page("unduh", "Unduh", download_page.render),
    Page("data", "Data", entry_page.render, _WRITERS),
    Page("lembar", "Lembar OPD", sheet_page.render, _WRITERS),
    Page("laporan", "Laporan OPD", reports.render),
    Page("verifikasi", "Verifikasi", verification.render, frozenset({Role.DPMD, Role.ADMIN})),
    Page("riwayat", "Riwayat", history.render, _WRITERS),
    Page("kelola", "Kelola", admin_page.render, frozenset({Role.ADMIN})),
    Page("panduan", "Panduan", help_page.render),
)


def run() -> None:
    """Draw the page that the address asks for."""
    st.set_page_config(page_title=f"{text.APP_TITLE} · {workspace.province().nama}", page_icon="🗺️", layout="wide")
    akun = account.current()
    # A link to a page that is not theirs must arrive and say so; beyond that, a declared page costs each rerun.
    address = urlsplit(st.context.url or "").path.strip("/")
    entries = {
        item: st.Page(
            item.render,
            title=item.title,
            url_path=item.address,
            default=item is PAGES[0],
            visibility="visible" if item.is_for(akun) else "hidden",
        )
        for item in PAGES
        if item is PAGES[0] or item.is_for(akun) or item.address == address
    }
    links.register_pages({item.address: entry for item, entry in entries.items()})
    pages = list(entries.values())
    if address == OFFICE_PAGE:
        pages.append(
            st.Page(account.render_office_signin, title="Akun kantor", url_path=OFFICE_PAGE, visibility="hidden")
        )
    closed = akun is None and settings.from_environment().wajib_masuk
    chosen = st.navigation(pages, position="hidden" if closed else "top")
    draw_html(Markup("<style>@import url('aset/halaman-{}.css');</style>").format(view_state.theme()))
    try:
        account.draw_corner(akun)
        opened = next((item for item, entry in entries.items() if entry is chosen), None)
        if opened is None or (opened.is_for(akun) and not closed):
            listener.draw_listener()
            chosen.run()
        else:
            account.draw_refusal(akun)
    except TkpkpError as error:
        st.error(text.escape_markdown(str(error)))
    except Exception:  # noqa: BLE001  (the boundary: whatever breaks, people in a hall see a sentence, the log the rest)
        logging.getLogger(__name__).exception("page failed")
        st.error("Halaman ini tidak dapat ditampilkan. Muat ulang halaman; bila berulang, hubungi pengelola data.")
    garbage.settle()


if __name__ == "__main__":
    run()
