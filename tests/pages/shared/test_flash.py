"""What became of a save stays to be read until the person does the next thing."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from tkpkp_geo.pages.shared import flash

    flash.begin()
    st.button("Simpan", on_click=flash.good, args=("Tersimpan.",))
    st.button("Pendengar", on_click=flash.again)
    st.button("Lain")
    flash.tell()


def _told(page: AppTest) -> list[str]:
    return [item.value for item in page.success]


def test_a_rerun_that_a_write_asked_for_does_not_take_the_words_away():
    page = AppTest.from_function(_page).run()
    saved = _told(page.button[0].click().run())
    heard = [_told(page.button[1].click().run()) for _ in range(2)]
    assert [saved, *heard] == [["Tersimpan\\."]] * 3


def test_the_next_thing_that_the_person_does_takes_them_away():
    page = AppTest.from_function(_page).run()
    page.button[0].click().run()
    assert _told(page.button[2].click().run()) == []
    assert _told(page.button[1].click().run()) == []
