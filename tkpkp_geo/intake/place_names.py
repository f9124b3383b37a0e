"""Places by name → the `lokus` text of the tables, and back to the label that a sheet's dropdown shows."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tkpkp_geo.domain.codes import is_desa, is_kabupaten, is_kecamatan, kabupaten_of, kecamatan_of
from tkpkp_geo.domain.dataset import Dataset
from tkpkp_geo.domain.records import AreaLevel
from tkpkp_geo.intake.names import Names, fold
from tkpkp_geo.intake.values import parse_number

_POINT = re.compile(r"(?:titik\s*:?\s*)?\(?\s*(-?\d+[.,]\d+)\s*[,; ]\s*(-?\d+[.,]\d+)\s*\)?", re.IGNORECASE)
_COMMA_POINT = re.compile(r"(?:titik\s*:?\s*)?(-?\d+,\d+)\s*(?:;|, |\s)\s*(-?\d+,\d+)", re.IGNORECASE)
_CODE = re.compile(r"(?<![\d.])(63\.\d{2}(?:\.\d{2}(?:\.\d{4})?)?)(?![\d.])|(?<!\d)(63\d{8}|63\d{4})(?!\d)")
_LEVEL = re.compile(r"\s*(?:(desa|ds|kelurahan|kel)|(kecamatan|kec)|(kawasan|kpp))\b[.:]?\s*(?=\S)", re.IGNORECASE)
_INSIDE = re.compile(r"^(.*?)\s*(?:\(\s*(.*?)\s*\)|,\s*(.*)|\s+kec(?:amatan)?\b\.?\s+(.*))\s*$", re.IGNORECASE)
_KABUPATEN = re.compile(r"^kab(?:upaten)?\b\.?\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a cell means: canonical `text`, or what is wrong and what to do.

    `taken_for` is set where a slip of the pen was mended: what it was taken for.
    """

    text: str = ""
    fault: str = ""
    advice: str = ""
    taken_for: str = ""


class PlaceNames:
    """Every place of the province by its names; those of the kawasan come first in `labels`.

    Parameters
    ----------
    dataset : Dataset
        Gives the areas, the kawasan and the other spellings.
    """

    def __init__(self, dataset: Dataset) -> None:
        self._dataset = dataset
        self._desa = {kode: item for kode, item in dataset.wilayah.items() if is_desa(kode)}
        self._kecamatan = {kode: item for kode, item in dataset.wilayah.items() if is_kecamatan(kode)}
        other: dict[str, list[str]] = {}
        for alias, kode in dataset.alias.items():
            other.setdefault(kode, []).append(alias)
        desa = [(kode, [item.nama, *other.get(kode, ())]) for kode, item in self._desa.items()]
        kecamatan = [(kode, [item.nama, *other.get(kode, ())]) for kode, item in self._kecamatan.items()]
        kawasan = [(item.kode_kawasan, [item.kode_kawasan, item.nama]) for item in dataset.kawasan]
        in_kabupaten = [(item.kode_kawasan, [self._kabupaten(item.kode_kab)]) for item in dataset.kawasan]
        self._names = {
            AreaLevel.DESA: Names(desa),
            AreaLevel.KECAMATAN: Names(kecamatan),
            AreaLevel.KAWASAN: Names(kawasan + in_kabupaten),
            None: Names([*desa, *kecamatan, *kawasan]),
        }
        self._desa_of: dict[str, Names] = {}
        self._desa_entries = desa
        self._labels: dict[str, str] = {}

    def label(self, place: str) -> str:
        """Give what a sheet shows for a place: ``Rawa (Hulu) — 99.01.02.2003``; a titik as it is written."""
        level, _, kode = place.partition(":")
        if level == AreaLevel.TITIK or not kode:
            return place
        if level == AreaLevel.KAWASAN:
            return f"Kawasan {self._dataset.area_name(kode)} — {kode}"
        nama = self._dataset.area_name(kode)
        if level == AreaLevel.KECAMATAN:
            return f"Kec. {nama} ({self._kabupaten(kabupaten_of(kode))}) — {kode}"
        return f"{nama} ({self._dataset.area_name(kecamatan_of(kode))}) — {kode}"

    def labels(self) -> list[str]:
        """Give the label of every place that a sheet may name: kawasan, then what lies in them, then the rest."""
        inside = [kode for item in self._dataset.kawasan for kode in item.kecamatan]
        kecamatan = [*dict.fromkeys([*inside, *self._kecamatan])]
        rank = {kode: number for number, kode in enumerate(kecamatan)}
        desa = sorted(self._desa, key=lambda kode: (rank.get(kecamatan_of(kode), len(rank)), kode))
        near = len(dict.fromkeys(inside))
        first = [kode for kode in desa if rank.get(kecamatan_of(kode), near) < near]
        return [
            *(self.label(f"kawasan:{item.kode_kawasan}") for item in self._dataset.kawasan),
            *(self.label(f"kecamatan:{kode}") for kode in kecamatan[:near]),
            *(self.label(f"desa:{kode}") for kode in first),
            *(self.label(f"kecamatan:{kode}") for kode in kecamatan[near:]),
            *(self.label(f"desa:{kode}") for kode in desa[len(first) :]),
        ]

    def read(self, typed: str) -> Reading:
        """Read one place as a person wrote it: a label, a name with or without its kecamatan, a code, a point."""
        text = " ".join(typed.split())
        if point := _COMMA_POINT.fullmatch(text) or _POINT.fullmatch(text):
            return Reading("titik:" + ",".join(parse_number(part.replace(",", ".")) for part in point.groups()))
        if text.lower().startswith("titik"):
            return Reading(
                fault="titik seharusnya bujur,lintang dalam derajat desimal",
                advice=f"Tulis seperti {self._dataset.province.example_point}.",
            )
        kode = self._code(text)
        if kode:
            return self._coded(kode, text)
        level = _LEVEL.match(text)
        wanted = (AreaLevel.DESA, AreaLevel.KECAMATAN, AreaLevel.KAWASAN)[(level.lastindex or 1) - 1] if level else None
        return self._named(text[level.end() :] if level else text, wanted)

    def _kabupaten(self, kode: str) -> str:
        return self._dataset.area_name(kode).removeprefix("Kabupaten ")

    def _code(self, text: str) -> str:
        for item in self._dataset.kawasan:
            if re.search(rf"(?<![\w-]){re.escape(item.kode_kawasan)}(?![\w-])", text, re.IGNORECASE):
                return item.kode_kawasan
        match = _CODE.search(text)
        if not match:
            return ""
        digits = re.sub(r"\D", "", match[0])
        parts = [digits[:2], digits[2:4], digits[4:6], digits[6:]]
        return ".".join(part for part in parts if part)

    def _coded(self, kode: str, text: str) -> Reading:
        if kode in self._dataset.kawasan_by_kode:
            place = f"kawasan:{kode}"
        elif kode in self._desa:
            place = f"desa:{kode}"
        elif kode in self._kecamatan:
            place = f"kecamatan:{kode}"
        elif is_kabupaten(kode):
            return Reading(
                fault="lokus paling luas kecamatan atau kawasan, bukan kabupaten", advice="Pilih dari daftar."
            )
        else:
            return Reading(fault="kode wilayah tidak dikenal", advice=self._suggest(self._near_codes(kode)))
        name = re.sub(_CODE, " ", re.sub(r"^(?:desa|kecamatan|kawasan):", "", text))
        name = re.sub(re.escape(kode), " ", name, flags=re.IGNORECASE)
        name = _LEVEL.sub("", re.sub(r"\s*[—–:\-]\s*$", "", name.strip(" —–:-")) + " ").strip()
        if name and not self._agrees(name, kode):
            return Reading(
                fault="nama dan kode lokus tidak cocok",
                advice=f"Kode itu milik {self.label(place)}. Pilih ulang dari daftar.",
            )
        return Reading(place)

    def _agrees(self, name: str, kode: str) -> bool:
        inside = _INSIDE.match(name)
        finding = self._names[None].find(inside[1] if inside else name)
        return kode in finding.codes or kode in self._names[None].find(name).codes

    def _near_codes(self, kode: str) -> list[str]:
        known = self._desa if is_desa(kode) else self._kecamatan
        return sorted(
            (
                item
                for item in known
                if kecamatan_of(item) == kecamatan_of(kode)
                or kabupaten_of(item) == kabupaten_of(kode)
                and is_kecamatan(kode)
            ),
            key=lambda item: abs(int(item[-4:].replace(".", "")) - int(kode[-4:].replace(".", ""))),
        )[:2]

    def _named(self, name: str, level: AreaLevel | None) -> Reading:
        finding = self._names[level].find(name)
        if not finding.codes and (inside := _INSIDE.match(name)):
            return self._inside(inside[1], next(filter(None, inside.groups()[1:]), ""), level)
        if len(finding.codes) == 1:
            return self._found(finding.codes[0], finding.guessed)
        if finding.codes:
            which = "Sebutkan kecamatannya, misalnya" if level is not AreaLevel.KECAMATAN else "Tulis kodenya, misalnya"
            return Reading(
                fault=f"nama “{name}” dipakai {len(finding.codes)} wilayah",
                advice=f"{which} {self._list(finding.codes)}.",
            )
        return Reading(fault="lokus tidak dikenal", advice=self._suggest(finding.near))

    def _inside(self, name: str, parent: str, wanted: AreaLevel | None) -> Reading:
        level = _LEVEL.match(parent)
        parent = parent[level.end() :] if level else parent
        if wanted is AreaLevel.KECAMATAN:
            codes = [
                kode
                for kode in self._names[wanted].find(name).codes
                if fold(self._kabupaten(kabupaten_of(kode))) == fold(_KABUPATEN.sub("", parent))
            ]
            return self._found(codes[0], False) if len(codes) == 1 else self._named(name, wanted)
        kecamatan = self._names[AreaLevel.KECAMATAN].find(parent)
        if not kecamatan.codes:
            return Reading(
                fault=f"kecamatan “{parent}” tidak dikenal",
                advice=self._suggest(kecamatan.near) if kecamatan.near else "Pilih lokus dari daftar.",
            )
        findings = [self._in_kecamatan(kode).find(name) for kode in kecamatan.codes]
        codes = [kode for finding in findings for kode in finding.codes]
        if len(codes) == 1:
            return self._found(codes[0], kecamatan.guessed or any(item.guessed for item in findings))
        if codes:
            return Reading(
                fault=f"nama “{name}” dipakai {len(codes)} wilayah",
                advice=f"Tulis kodenya, misalnya {self._list(codes)}.",
            )
        near = [*self._names[AreaLevel.DESA].find(name).codes, *(kode for item in findings for kode in item.near)]
        return Reading(fault=f"tidak ada desa itu di kecamatan {parent}", advice=self._suggest(near))

    def _in_kecamatan(self, kode: str) -> Names:
        if kode not in self._desa_of:
            self._desa_of[kode] = Names(entry for entry in self._desa_entries if kecamatan_of(entry[0]) == kode)
        return self._desa_of[kode]

    def _place(self, kode: str) -> str:
        if kode in self._desa:
            return f"desa:{kode}"
        return f"kecamatan:{kode}" if kode in self._kecamatan else f"kawasan:{kode}"

    def _found(self, kode: str, guessed: bool) -> Reading:
        place = self._place(kode)
        return Reading(place, taken_for=self.label(place) if guessed else "")

    def _list(self, codes: list[str] | tuple[str, ...]) -> str:
        return " atau ".join(f"“{self.label(self._place(kode))}”" for kode in codes[:6])

    def _suggest(self, codes: list[str] | tuple[str, ...]) -> str:
        hint = f"Mungkin maksudnya {self._list(codes[:3])}. " if codes else ""
        return hint + "Pilih dari daftar, atau tulis nama desa dan kecamatannya."
