"""HTTP routes beside the page."""

from tkpkp_geo.server import basic, data, lapisan, live, ogc, presentasi, rapat, signin, unduh
from tkpkp_geo.server.session import guarded

_GUARDED = [*data.ROUTES, *lapisan.ROUTES, *live.ROUTES, *presentasi.ROUTES, *rapat.ROUTES, *unduh.ROUTES]
# Whatever is listed inside is behind the gate where looking needs an account (`session.OPEN` names what is not).
ROUTES = [*guarded(_GUARDED), *guarded(ogc.ROUTES, basic.without_account), *signin.ROUTES]
