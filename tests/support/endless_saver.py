"""Saves without end and says so after each, until killed: ``python -m tests.support.endless_saver``."""

from __future__ import annotations

import sys

from tkpkp_geo.store.database import open_store
from tkpkp_geo.store.records import Change


def run(url: str) -> None:
    """Write two new programs and raise a counter in each save; print the counter and the revision of each."""
    store = open_store(url)
    counter = next(row for row in store.content().tables["intervensi"] if row["id"] == "P-1")
    number, seen = counter["pagu"], counter["revisi"]
    while True:
        number += 1
        pair = [Change("intervensi", f"K-{number}-{side}", {"kode_opd": "DKP", "pagu": number}) for side in "ab"]
        seen = store.save("dkp", [*pair, Change("intervensi", "P-1", {"pagu": number}, seen)], f"simpan {number}")
        print(number, seen, flush=True)


if __name__ == "__main__":
    run(sys.argv[1])
