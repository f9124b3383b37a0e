"""HTTP routes beside the page."""

from tkpkp_geo.server import data

ROUTES = [*data.ROUTES]
