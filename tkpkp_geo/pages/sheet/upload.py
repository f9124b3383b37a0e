"""The uploaded file of a session, read once a revision of the data."""

from __future__ import annotations

from dataclasses import dataclass, field

import streamlit as st

from tkpkp_geo.domain.records import Account, Role
from tkpkp_geo.intake.sheet.upload import Unggahan, read_upload
from tkpkp_geo.workspace import Workspace

KEY = "unggahan"
TURN = "unggah-giliran"


@dataclass
class Upload:
    """An uploaded file and what was read from it.

    Parameters
    ----------
    revisi : int
        Revision of the data that it was compared with.
    lepas : set of str
        Ids of the differences that are not to be taken.
    """

    nama: str
    content: bytes
    hasil: Unggahan
    revisi: int
    tanda: str
    lepas: set[str] = field(default_factory=set)


def read(
    akun: Account, space: Workspace, nama: str, content: bytes, tanda: str, lepas: set[str] | None = None
) -> Upload:
    """Read a file and compare it with the present data, under a moving bar.

    Parameters
    ----------
    tanda : str
        What tells this upload from another one.
    lepas : set of str, optional
        What was left out already, where the same file is read again.
    """
    own = akun.kode_opd if akun.peran is Role.OPD else None
    bar = st.progress(0.0, "Membaca berkas…")

    def progress(done: float) -> None:
        bar.progress(min(done, 1.0), f"Membaca berkas… {done:.0%}")

    hasil = read_upload(nama, content, space.dataset, space.boundaries, own, progress)
    bar.empty()
    # What somebody changed in the application after the download is not overwritten unless asked for.
    left = {item.id for item in hasil.differences if item.bentrok} if lepas is None else lepas
    st.session_state[KEY] = Upload(nama, content, hasil, space.dataset.revisi, tanda, set(left))
    return st.session_state[KEY]


def forget() -> None:
    """Forget the file that was shown: another one comes, or none (callback of the uploader)."""
    st.session_state.pop(KEY, None)


def close() -> None:
    """Put the file away (callback)."""
    forget()
    st.session_state[TURN] = st.session_state.get(TURN, 0) + 1
