"""Which programs stand, and which of them a view shows: the one definition, told of a single program.

A program stands when it is official, verified and not cancelled. A filter shows what stands, unless it says
``tampil=semua`` or asks for other kinds of data, verification or status by name; its other keys narrow that.
`analysis.filter_index` answers the same for all rows at once, from the tables that stand here.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from tkpkp_geo.domain.filter import Filter
from tkpkp_geo.domain.records import BATAL, DataKind, Intervensi, Lokus, Verification

# By the filter's key: the field of a program, or of one of its places, that it looks at.
ROW_FIELD = {
    "opd": "kode_opd",
    "tahun": "tahun",
    "status": "status",
    "fungsi": "fungsi_kawasan",
    "dana": "sumber_dana",
    "data": "jenis_data",
    "verifikasi": "verifikasi",
}
PLACE_FIELD = {"kawasan": "kode_kawasan", "kecamatan": "kode_kec"}
# By the filter's key: which values stand where the filter names none.
STANDING: Mapping[str, Callable[[str], bool]] = {
    "data": lambda kind: kind == DataKind.RESMI,
    "verifikasi": lambda course: course == Verification.TERVERIFIKASI,
    "status": lambda status: status != BATAL,
}


def stands(row: Intervensi) -> bool:
    """Tell whether a program is official, verified and not cancelled."""
    return all(rule(getattr(row, ROW_FIELD[key])) for key, rule in STANDING.items())


def is_in_areas(place: Lokus, flt: Filter) -> bool:
    """Tell whether a place lies in the areas that the filter asks for; every place does where it asks for none."""
    return all(not getattr(flt, key) or getattr(place, name) in getattr(flt, key) for key, name in PLACE_FIELD.items())


def is_shown(row: Intervensi, flt: Filter) -> bool:
    """Tell whether a view with this filter shows a program.

    One of its places in the areas that are asked for is enough; a program without lokus is in no area.
    """
    if flt.id and row.id not in flt.id:
        return False
    for key, name in ROW_FIELD.items():
        wanted, value = getattr(flt, key), getattr(row, name)
        if wanted:
            if value not in wanted:
                return False
        elif not flt.tampil and key in STANDING and not STANDING[key](value):
            return False
    narrowed = any(getattr(flt, key) for key in PLACE_FIELD)
    return not narrowed or any(is_in_areas(place, flt) for place in row.lokus)


def keep_standing(flt: Filter) -> Filter:
    """Give what a filter says of which rows stand (`data`, `verifikasi`, `tampil`), and nothing of where or whose."""
    return Filter(data=flt.data, verifikasi=flt.verifikasi, tampil=flt.tampil)
