"""HTTP routes beside the page."""

from tkpkp_geo.server import data, lapisan, live, signin
from tkpkp_geo.server.session import guarded

# Whatever is listed inside is behind the gate where looking needs an account (`session.OPEN` names what is not).
ROUTES = [*guarded([*data.ROUTES, *lapisan.ROUTES, *live.ROUTES]), *signin.ROUTES]
