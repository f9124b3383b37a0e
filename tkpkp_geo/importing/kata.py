"""Canonical cells in words, as the list of differences shows them."""

from __future__ import annotations

from tkpkp_geo.importing.bacaan import opd_label
from tkpkp_geo.importing.kolom import BY_NAMA, LOKUS, Isi
from tkpkp_geo.importing.tempat import Places
from tkpkp_geo.model import Dataset
from tkpkp_geo.text import BELUM_BERLOKUS, BELUM_DIISI, angka, rupiah_penuh, tanggal


class Words:
    """Says what a cell holds.

    Parameters
    ----------
    dataset : Dataset
        Gives the names of codes and places.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._places = Places(dataset)

    def judul(self, kolom: str) -> str:
        """Give a column's heading."""
        return BY_NAMA[kolom].judul if kolom in BY_NAMA else kolom

    def nilai(self, kolom: str, value: str) -> str:
        """Give a canonical cell in words; nothing here is escaped."""
        if not value:
            return BELUM_BERLOKUS if kolom == LOKUS else BELUM_DIISI
        spec = BY_NAMA.get(kolom)
        if kolom == LOKUS:
            return "; ".join(self._places.label(place) for place in value.split(";"))
        if kolom == "kode_opd":
            return opd_label(self._dataset, value)
        if spec is None or spec.isi is Isi.TEKS:
            return value
        if spec.isi is Isi.KODE:
            return self._dataset.nama_pilihan(spec.daftar, value)
        if spec.isi is Isi.TANGGAL:
            return tanggal(value)
        if spec.isi is Isi.RUPIAH:
            return rupiah_penuh(int(value))
        return angka(float(value)) + ("%" if spec.isi is Isi.PERSEN else "")
