"""HTTP routes beside the page."""

from tkpkp_geo.server import data, live

ROUTES = [*data.ROUTES, *live.ROUTES]
