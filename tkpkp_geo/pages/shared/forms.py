"""Saving from a page: what was said about it, and forms that remember which state of a row they show."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis import row_changes
from tkpkp_geo.domain import text
from tkpkp_geo.domain.errors import Problem, TkpkpError
from tkpkp_geo.intake.form_row import Outcome
from tkpkp_geo.pages.shared import account
from tkpkp_geo.store.records import Change, ConflictError

_KINDS = {"berhasil": st.success, "perhatian": st.warning, "gagal": st.error}


def save(
    page: str, wanted: Sequence[Change], kegiatan: str, done: str, rapat: str = "", membatalkan: int | None = None
) -> bool:
    """Write changes as the person at the page, and keep for the page what became of it. For callbacks.

    `rapat` is the meeting in which it is done, `membatalkan` the revision that it takes back (`Store.save`).
    """
    akun = account.current()
    try:
        workspace.store().save(akun.nama if akun else "", wanted, kegiatan, rapat, membatalkan)
    except ConflictError as error:
        tell(page, "perhatian", _conflict(error) if membatalkan is None else _too_late(error))
        return False
    except TkpkpError as error:
        tell(page, "gagal", str(error))
        return False
    tell(page, "berhasil", done)
    return True


def _conflict(error: ConflictError) -> str:
    return (
        f"Belum disimpan, karena sudah diubah orang lain: {_changed(error)}. "
        "Data terbaru sudah dibaca ulang. Periksa lagi, lalu ulangi."
    )


def _too_late(error: ConflictError) -> str:
    return (
        f"Tidak diurungkan, karena sesudah itu sudah diubah lagi: {_changed(error)}. "
        "Urungkan dahulu perubahan yang lebih baru, atau ubah isinya pada halaman Data atau Rapat."
    )


def _changed(error: ConflictError) -> str:
    dataset = workspace.current().dataset
    rows = []
    for item in error.conflicts:
        name = row_changes.format_row_name(dataset, item.tabel, item.sekarang) if item.sekarang else item.kunci
        rows.append(f"“{name}” oleh {item.oleh}, {text.format_moment(item.waktu)}" if item.waktu else f"“{name}”")
    return "; ".join(rows)


def refuse(page: str, problems: Sequence[Problem]) -> None:
    """Keep for the page why nothing was written."""
    tell(page, "gagal", "\n".join(map(_words, problems)))


def _words(problem: Problem) -> str:
    value = f" (“{problem.nilai}”)" if problem.nilai else ""
    return f"{row_changes.format_label(problem.kolom)}: {problem.masalah}{value}. {problem.saran}"


def tell(page: str, kind: str, words: str) -> None:
    """Keep a message for a page; it stays until the next one, or until another page is opened."""
    st.session_state.kabar_halaman = (page, kind, words)


def news(page: str) -> None:
    """Show what was kept for this page, in a block of its own: what is below keeps its place, and half-typed text."""
    place = st.container()
    where, kind, words = st.session_state.get("kabar_halaman", ("", "", ""))
    if where != page:
        st.session_state.pop("kabar_halaman", None)
        return
    with place:
        _KINDS[kind]("  \n".join(map(text.escape_markdown, words.split("\n"))))


class Form:
    """Widgets that edit one record, kept apart from those of any other, and from a newer state of the same one.

    The record is the one that the widgets were filled from, however much newer the data are: saving it then finds
    the conflict, where a fresh one would write over what somebody else has done.

    Parameters
    ----------
    name : str
        Name of the form.
    kode : str
        Key of the record, "" for a new one.
    record : object
        The record as the data have it now.
    """

    def __init__(self, name: str, kode: str, record: object) -> None:
        self._place = f"{name}|{kode}"
        forms = st.session_state.setdefault("formulir", {})
        token, self.record = forms.get(self._place, ("", None))
        if not token or not any(str(key).startswith(token) for key in st.session_state):
            token, self.record = f"{name}-{uuid.uuid4().hex[:8]}-", record
            forms[self._place] = (token, record)
        self._token = token

    def key(self, field: str) -> str:
        """Give the key of a field's widget."""
        return self._token + field

    def typed(self, *fields: str) -> dict[str, str]:
        """Give what the widgets hold, as text; several choices are joined by ``;``."""
        values = {field: st.session_state.get(self.key(field)) for field in fields}
        return {k: ";".join(v) if isinstance(v, list) else str(v or "") for k, v in values.items()}

    def forget(self) -> None:
        """Fill the widgets anew at the next drawing."""
        st.session_state.formulir.pop(self._place, None)

    def save(self, page: str, outcome: Callable[[], Outcome], kegiatan: str, done: str, rapat: str = "") -> bool:
        """Save what a form gives, or tell what is wrong with it; a form that was told of a conflict starts anew.

        `rapat` is the meeting in which it is done.
        """
        wanted, problems = outcome()
        if problems:
            refuse(page, problems)
            return False
        saved = save(page, wanted, kegiatan, done, rapat)
        if saved or st.session_state.kabar_halaman[1] == "perhatian":
            self.forget()
        return saved


def table(heading: Sequence[str], rows: Sequence[Sequence[str]], kind: str = "") -> str:
    """Give a table as HTML. Cells are HTML already: whoever writes one escapes what was typed."""
    head = "".join(f"<th scope='col'>{safe(name)}</th>" for name in heading)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return f'<div class="lembar {kind}"><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>'
