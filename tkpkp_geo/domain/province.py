"""The province that a data folder is about."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, tzinfo
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True)
class Province:
    """The facts of one province that words, clocks and measures rest on: another province is another data folder.

    They come from the folder's file ``daerah.csv``, read once (`tkpkp_geo.store.province_file`), and travel with
    the data that they belong to, as `Dataset.province`. Nothing in the process holds "the" province, so data of two
    provinces can be looked at side by side; whoever has no dataset at hand asks `tkpkp_geo.workspace.province`.

    Parameters
    ----------
    kode : str
        Two digits after Kemendagri, with which the code of every area in it begins.
    nama, singkatan : str
        Full name without the word "Provinsi", and the short one that names of files carry.
    zona_waktu : str
        IANA name of its time zone, one of Indonesia's three times.
    crs_metrik : str
        Projected CRS in metres, as ``EPSG:n``: lengths, label points and paper maps are made in it.
    contoh_crs : tuple of str
        CRS that local files often come in, as a message names them: ``n (name)``.
    contoh_lokus : tuple of str
        Places in it, written as the tables do, which messages give as examples.
    sekitar : tuple of float
        West, south, east and north in degrees, up to which neighbouring provinces are kept when the boundaries are
        built; empty where the shape of the province says it.
    sumber_batas, lisensi_batas : str
        Where the boundaries come from, and on what terms.
    """

    kode: str
    nama: str
    singkatan: str
    zona_waktu: str
    crs_metrik: str
    contoh_crs: tuple[str, ...]
    contoh_lokus: tuple[str, ...]
    sekitar: tuple[float, float, float, float] | tuple[()]
    sumber_batas: str
    lisensi_batas: str

    @property
    def zone(self) -> tzinfo:
        """The time zone of its clocks."""
        return ZoneInfo(self.zona_waktu)

    @property
    def clock_name(self) -> str:
        """What its time is called beside a clock, for example WIB."""
        return datetime.now(self.zone).tzname() or self.zona_waktu

    @property
    def boundary_credit(self) -> str:
        """The line that says at the foot of a map where its boundaries come from."""
        return f"Batas: {self.sumber_batas}"

    @property
    def example_point(self) -> str:
        """A point in it, written as the tables do, for messages."""
        return next((place for place in self.contoh_lokus if place.startswith("titik:")), "titik:bujur,lintang")

    @property
    def web_name(self) -> str:
        """The name under which provincial governments have their addresses."""
        return f"{''.join(filter(str.isalnum, self.singkatan)).lower()}prov"

    def today(self) -> str:
        """Give the day in the province, ISO."""
        return today(self.zone)


def today(zone: tzinfo) -> str:
    """Give the day in a time zone, ISO."""
    return datetime.now(zone).date().isoformat()
