"""The provinces that tests speak of: that of the project's own data, for datasets that are made by hand."""

from __future__ import annotations

from tests.support.data_folders import PROJECT
from tkpkp_geo.store.province_file import FILE, read_province

OWN = read_province(PROJECT / "data" / FILE)
