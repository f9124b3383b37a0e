"""Codes of areas after Kemendagri: two digits a level, four for a desa, and dots between the levels.

``99`` is a province, ``99.01`` a kabupaten, ``99.01.02`` a kecamatan and ``99.01.02.2003`` a desa. So a code names
the areas that it lies in, and everything here is told from the code alone.
"""

from __future__ import annotations

_KABUPATEN, _KECAMATAN, _DESA = len("99.01"), len("99.01.02"), len("99.01.02.2003")


def kecamatan_of(kode: str) -> str:
    """Give the code of the kecamatan that a desa lies in.

    Parameters
    ----------
    kode : str
        Code of a desa. That of a kecamatan or a larger area, or of a kawasan, lies in no other kecamatan
        and comes back as it is.

    Examples
    --------
    >>> kecamatan_of("99.01.02.2003")
    '99.01.02'
    >>> kecamatan_of("99.01.02")
    '99.01.02'
    >>> kecamatan_of("KPP-TNB")
    'KPP-TNB'
    """
    return kode[:_KECAMATAN] if "." in kode else kode


def kabupaten_of(kode: str) -> str:
    """Give the code of the kabupaten that a desa or kecamatan lies in.

    Examples
    --------
    >>> kabupaten_of("99.01.02.2003"), kabupaten_of("99.01.02")
    ('99.01', '99.01')
    """
    return kode[:_KABUPATEN] if "." in kode else kode


def is_desa(kode: str) -> bool:
    """Tell whether a code has the form of a desa's.

    Examples
    --------
    >>> is_desa("99.01.02.2003"), is_desa("99.01.02")
    (True, False)
    """
    return len(kode) == _DESA and "." in kode


def is_kecamatan(kode: str) -> bool:
    """Tell whether a code has the form of a kecamatan's.

    Examples
    --------
    >>> is_kecamatan("99.01.02"), is_kecamatan("99.01.02.2003")
    (True, False)
    """
    return len(kode) == _KECAMATAN and "." in kode


def is_kabupaten(kode: str) -> bool:
    """Tell whether a code has the form of a kabupaten's.

    Examples
    --------
    >>> is_kabupaten("99.01"), is_kabupaten("99.01.02")
    (True, False)
    """
    return len(kode) == _KABUPATEN and "." in kode
