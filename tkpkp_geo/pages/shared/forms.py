"""Forms that remember which state of a record they show."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Final, Generic, TypeVar

import streamlit as st

from tkpkp_geo.intake.form_row import Outcome
from tkpkp_geo.pages.shared import saving

Record = TypeVar("Record")
_FORMS = "forms"  # in the session: of each form the token of its widgets, and the record that they were filled from


class Form(Generic[Record]):
    """Widgets that edit one record, kept apart from those of any other, and from a newer state of the same one.

    The record is the one that the widgets were filled from, however much newer the data are: saving it then finds
    the conflict, where a fresh one would write over what somebody else has done.

    Parameters
    ----------
    name : str
        Name of the form.
    kode : str
        Key of the record, "" for a new one.
    record : Record or None
        The record as the data have it now.
    """

    def __init__(self, name: str, kode: str, record: Record | None) -> None:
        self._place = f"{name}|{kode}"
        forms: dict[str, tuple[str, Record | None]] = st.session_state.setdefault(_FORMS, {})
        token, seen = forms.get(self._place, ("", None))
        if not token or not any(str(key).startswith(token) for key in st.session_state):
            token, seen = forms[self._place] = (f"{name}-{uuid.uuid4().hex[:8]}-", record)
        self._token = token
        self.record: Final = seen

    def key(self, field: str) -> str:
        """Give the key of a field's widget."""
        return self._token + field

    def typed(self, *fields: str) -> dict[str, str]:
        """Give what the widgets hold, as text; several choices are joined by ``;``."""
        values = {field: st.session_state.get(self.key(field)) for field in fields}
        return {k: ";".join(v) if isinstance(v, list) else str(v or "") for k, v in values.items()}

    def forget(self) -> None:
        """Fill the widgets anew at the next drawing."""
        st.session_state[_FORMS].pop(self._place, None)

    def save(self, page: str, outcome: Callable[[], Outcome], kegiatan: str, done: str, rapat: str = "") -> bool:
        """Save what a form gives, or tell what is wrong with it; a form that was told of a conflict starts anew.

        `rapat` is the meeting in which it is done. Gives whether it was saved.
        """
        wanted, problems = outcome()
        if problems:
            saving.refuse(page, problems)
            return False
        refusal = saving.write(wanted, kegiatan, rapat)
        saving.report(page, refusal, done)
        if refusal is None or refusal.conflicts:
            self.forget()
        return refusal is None
