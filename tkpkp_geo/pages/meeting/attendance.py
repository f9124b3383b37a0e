"""Who takes part in a meeting: one person or office a line, the offices by a click."""

from __future__ import annotations

from functools import partial

import streamlit as st

from tkpkp_geo.analysis import reports
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.meeting_records import Meeting
from tkpkp_geo.meeting import forms
from tkpkp_geo.pages.shared import forms as shared_forms


def draw(page: str, dataset: Dataset, rapat: Meeting) -> None:
    """Draw the list of those who take part, and the offices that are not on it yet."""
    form = shared_forms.Form("peserta", rapat.kode, rapat)
    field = form.key("peserta")
    st.session_state.setdefault(field, form.record.peserta)
    here = _lines(field)
    missing = {item.nama: item.nama_pendek for item in reports.find_concerned(dataset) if item.nama not in here}
    if missing:
        # Chosen once, it is on the list and no longer among the choices.
        choice = form.key(f"opd-{len(missing)}")
        st.pills(
            "Tambahkan OPD",
            list(missing),
            key=choice,
            format_func=lambda nama: text.escape_markdown(missing[nama]),
            on_change=lambda: _add(field, [st.session_state[choice]]),
        )
        st.button(
            f"Tambahkan semua ({text.format_number(len(missing))} OPD)",
            icon=":material/group_add:",
            on_click=_add,
            args=(field, list(missing)),
            key=f"semua-{rapat.kode}",
        )
    st.text_area("Peserta, satu orang atau kantor per baris", key=field, max_chars=4000, height=180)
    save = partial(_save, page, form)
    st.button("Simpan peserta", type="primary", on_click=save, key=f"peserta-simpan-{rapat.kode}")


def _lines(field: str) -> list[str]:
    return [line.strip() for line in st.session_state[field].split("\n") if line.strip()]


def _add(field: str, names: list[str | None]) -> None:
    st.session_state[field] = "\n".join(dict.fromkeys([*_lines(field), *filter(None, names)]))


def _save(page: str, form: shared_forms.Form) -> None:
    typed = form.typed("peserta")["peserta"]
    form.save(
        page, lambda: forms.parse_attendance(form.record, typed), "Peserta rapat dicatat", "Daftar peserta tersimpan."
    )
