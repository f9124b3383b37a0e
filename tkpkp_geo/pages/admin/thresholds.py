"""What the flags go by: the thresholds, and the words by which the links of a chain are recognised."""

from __future__ import annotations

import streamlit as st
from markupsafe import Markup

from tkpkp_geo import workspace
from tkpkp_geo.analysis.flags.rules import CHAIN_LINK_LABELS
from tkpkp_geo.domain import text
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.synergy_records import ChainLink, ChainWord, ThresholdSetting
from tkpkp_geo.domain.thresholds import THRESHOLDS, Threshold, find_threshold
from tkpkp_geo.intake import admin_forms
from tkpkp_geo.pages.shared import saving
from tkpkp_geo.pages.shared.forms import Form
from tkpkp_geo.pages.shared.markup import build_table, draw_html, draw_note
from tkpkp_geo.store.records import Change


def draw_thresholds(page: str) -> None:
    """Draw thresholds and words, and the forms that change them."""
    dataset = workspace.current().dataset
    draw_note("Angka dan kata yang dipakai untuk menandai hal yang perlu dibahas pada halaman Matriks.")
    left, right = st.columns([3, 2], gap="medium")
    with right:
        with st.container(border=True):
            chosen = st.selectbox(
                "Ambang",
                list(THRESHOLDS),
                format_func=lambda kode: THRESHOLDS[kode].nama,
                key="threshold_choice",
                filter_mode=None,
            )
            _draw_threshold_form(page, dataset, THRESHOLDS[chosen])
        with st.container(border=True):
            _draw_word_form(page, dataset)
    with left:
        rows = [_build_cells(dataset, item) for item in THRESHOLDS.values()]
        draw_html(build_table(("Ambang", "Berlaku", "Usulan awal", "Boleh diisi"), rows))
        words = [
            (CHAIN_LINK_LABELS[mata], ", ".join(_words_of(dataset, mata)) or text.NOT_FILLED_IN) for mata in ChainLink
        ]
        draw_html(build_table(("Mata rantai", "Kata yang mengenalinya"), words))
        _draw_word_removal(page, dataset)


def _build_cells(dataset: Dataset, item: Threshold) -> tuple[str, ...]:
    now = Markup("<b>{}</b> {}").format(find_threshold(dataset, item.kode), item.satuan)
    return item.nama, now, f"{item.usual} {item.satuan}", f"{item.lowest}–{item.highest}"


def _words_of(dataset: Dataset, mata: ChainLink) -> list[str]:
    return [item.kata for item in dataset.kata_rantai if item.mata is mata]


def _draw_threshold_form(page: str, dataset: Dataset, item: Threshold) -> None:
    seen = next((one for one in dataset.ambang if one.kode == item.kode), None)
    form = Form("threshold", item.kode, seen)
    st.text_input(
        f"Nilai ({item.satuan}, {item.lowest}–{item.highest})",
        str(find_threshold(dataset, item.kode)),
        key=form.key("nilai"),
        max_chars=6,
    )
    with st.container(horizontal=True):
        st.button("Simpan", type="primary", on_click=_save_threshold, args=(page, item, form), key="threshold-save")
        st.button(
            f"Kembalikan ke {item.usual}",
            disabled=seen is None,
            on_click=_reset_threshold,
            args=(page, item, form),
            key="threshold-reset",
        )


def _save_threshold(page: str, item: Threshold, form: Form[ThresholdSetting]) -> None:
    typed = form.typed("nilai")
    done = f"{item.nama}: {typed['nilai'].strip()} {item.satuan}."
    form.save(page, lambda: admin_forms.parse_threshold(item, typed, form.record), "Ambang diubah", done)


def _reset_threshold(page: str, item: Threshold, form: Form[ThresholdSetting]) -> None:
    if form.record is None:
        return
    changes = [Change("ambang", item.kode, None, form.record.revisi)]
    done = f"{item.nama} kembali ke {item.usual} {item.satuan}."
    form.save(page, lambda: (changes, []), "Ambang dikembalikan", done)


def _draw_word_form(page: str, dataset: Dataset) -> None:
    form: Form[None] = Form("word", "", None)
    st.text_input("Kata", key=form.key("kata"), max_chars=60, placeholder="misalnya rumah kemasan")
    st.pills("Mata rantai", list(ChainLink), format_func=CHAIN_LINK_LABELS.__getitem__, key=form.key("mata"))
    st.button("Tambah", type="primary", on_click=_add_word, args=(page, dataset, form), key="word-save")


def _add_word(page: str, dataset: Dataset, form: Form[None]) -> None:
    typed = form.typed("kata", "mata")
    done = f"Kata “{typed['kata'].strip()}” tersimpan."
    form.save(page, lambda: admin_forms.parse_chain_word(dataset, typed), "Kata mata rantai ditambah", done)


def _draw_word_removal(page: str, dataset: Dataset) -> None:
    known = {item.kata: item for item in dataset.kata_rantai}
    with st.container(horizontal=True, vertical_alignment="bottom"):
        chosen = st.selectbox(
            "Hapus kata",
            list(known),
            None,
            key="word_delete",
            placeholder="Pilih kata",
            filter_mode=None,
        )
        word = known.get(chosen or "")
        st.button("Hapus", disabled=word is None, on_click=_remove_word, args=(page, word), key="word-delete")


def _remove_word(page: str, item: ChainWord) -> None:
    changes = [Change("kata_rantai", item.kata, None, item.revisi)]
    saving.save(page, changes, "Kata mata rantai dihapus", f"Kata “{item.kata}” dihapus.")
