"""What the flags go by: the thresholds, and the words by which the links of a chain are recognised."""

from __future__ import annotations

from functools import partial
from html import escape as safe

import streamlit as st

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.rules import CHAIN_LINK_LABELS
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord
from tkpkp_geo.domain.thresholds import THRESHOLDS, Threshold, find_threshold
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import forms
from tkpkp_geo.store.records import Change


def draw(page: str) -> None:
    """Draw the part."""
    dataset = workspace.current().dataset
    st.html(
        '<p class="ket">Angka dan kata yang dipakai untuk menandai hal yang perlu dibahas pada halaman Matriks.</p>'
    )
    left, right = st.columns([3, 2], gap="medium")
    with right:
        with st.container(border=True):
            chosen = st.selectbox(
                "Ambang",
                list(THRESHOLDS),
                format_func=lambda kode: THRESHOLDS[kode].nama,
                key="ambang_pilih",
                filter_mode=None,
            )
            _threshold(page, dataset, THRESHOLDS[chosen])
        with st.container(border=True):
            _word(page, dataset)
    with left:
        rows = [_cells(dataset, item) for item in THRESHOLDS.values()]
        st.html(forms.table(("Ambang", "Berlaku", "Usulan awal", "Boleh diisi"), rows))
        rows = [
            (CHAIN_LINK_LABELS[mata], safe(", ".join(_words_of(dataset, mata))) or text.NOT_FILLED_IN)
            for mata in ChainLink
        ]
        st.html(forms.table(("Mata rantai", "Kata yang mengenalinya"), rows))
        _removal(page, dataset)


def _cells(dataset: Dataset, item: Threshold) -> tuple[str, ...]:
    now = f"<b>{find_threshold(dataset, item.kode)}</b> {item.satuan}"
    return item.nama, now, f"{item.usual} {item.satuan}", f"{item.lowest}–{item.highest}"


def _words_of(dataset: Dataset, mata: ChainLink) -> list[str]:
    return [item.kata for item in dataset.kata_rantai if item.mata is mata]


def _threshold(page: str, dataset: Dataset, item: Threshold) -> None:
    seen = next((one for one in dataset.ambang if one.kode == item.kode), None)
    form = forms.Form("ambang", item.kode, seen)
    st.text_input(
        f"Nilai ({item.satuan}, {item.lowest}–{item.highest})",
        str(find_threshold(dataset, item.kode)),
        key=form.key("nilai"),
        max_chars=6,
    )
    with st.container(horizontal=True):
        st.button("Simpan", type="primary", on_click=_save, args=(page, item, form), key="ambang-simpan")
        st.button(
            f"Kembalikan ke {item.usual}",
            disabled=seen is None,
            on_click=_reset,
            args=(page, item, form),
            key="ambang-kembali",
        )


def _save(page: str, item: Threshold, form: forms.Form) -> None:
    typed = form.typed("nilai")
    done = f"{item.nama}: {typed['nilai'].strip()} {item.satuan}."
    form.save(page, lambda: admin_forms.threshold(item, typed, form.record), "Ambang diubah", done)


def _reset(page: str, item: Threshold, form: forms.Form) -> None:
    wanted = [Change("ambang", item.kode, None, form.record.revisi)]
    done = f"{item.nama} kembali ke {item.usual} {item.satuan}."
    form.save(page, lambda: (wanted, []), "Ambang dikembalikan", done)


def _word(page: str, dataset: Dataset) -> None:
    form = forms.Form("kata", "", None)
    st.text_input("Kata", key=form.key("kata"), max_chars=60, placeholder="misalnya rumah kemasan")
    st.pills("Mata rantai", list(ChainLink), format_func=CHAIN_LINK_LABELS.get, key=form.key("mata"))
    st.button("Tambah", type="primary", on_click=_add, args=(page, dataset, form), key="kata-simpan")


def _add(page: str, dataset: Dataset, form: forms.Form) -> None:
    typed = form.typed("kata", "mata")
    done = f"Kata “{typed['kata'].strip()}” tersimpan."
    form.save(page, lambda: admin_forms.chain_word(dataset, typed), "Kata mata rantai ditambah", done)


def _removal(page: str, dataset: Dataset) -> None:
    known = {item.kata: item for item in dataset.kata_rantai}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Hapus kata",
            list(known),
            None,
            key="kata_hapus",
            placeholder="Pilih kata",
            filter_mode=None,
            format_func=text.escape_markdown,
        )
        st.button(
            "Hapus", disabled=chosen not in known, on_click=partial(_remove, page, known.get(chosen)), key="kata-hapus"
        )


def _remove(page: str, item: ChainWord) -> None:
    wanted = [Change("kata_rantai", item.kata, None, item.revisi)]
    forms.save(page, wanted, "Kata mata rantai dihapus", f"Kata “{item.kata}” dihapus.")
