"""What became of a save stays to be read until the person does the next thing."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def _page() -> None:
    import streamlit as st

    from tkpkp_geo.pages.shared import messages

    messages.begin_run()
    st.button("Simpan", on_click=messages.say, args=("data", messages.Tone.GOOD, "Tersimpan."))
    st.button("Pendengar", on_click=messages.say_again)
    st.button("Lain")
    messages.draw_messages("data", brief=True)


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


def _lasting_page() -> None:
    import streamlit as st

    from tkpkp_geo.pages.shared import messages

    messages.begin_run()
    st.button("Simpan", on_click=messages.say, args=("rapat", messages.Tone.GOOD, "Satu.\nDua."))
    other = st.toggle("Halaman lain")
    messages.draw_messages("data" if other else "rapat")


def test_a_message_that_is_not_brief_stays_until_another_page_is_opened():
    page = AppTest.from_function(_lasting_page).run()
    page.button[0].click().run()
    assert _told(page.run()) == ["Satu\\.  \nDua\\."]
    assert _told(page.toggle[0].set_value(True).run()) == []
    assert _told(page.toggle[0].set_value(False).run()) == []
