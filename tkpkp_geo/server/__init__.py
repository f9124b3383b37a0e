"""HTTP routes beside the page."""

from tkpkp_geo.server import data, lapisan

ROUTES = [*data.ROUTES, *lapisan.ROUTES]
