"""Every HTTP route beside the page, and which of them are behind the gate."""

from __future__ import annotations

from tkpkp_geo.server import basic_auth, data, deck, downloads, events, layers, meeting, ogc_route, signin
from tkpkp_geo.server.session import guarded

_GUARDED = [*data.ROUTES, *layers.ROUTES, *events.ROUTES, *deck.ROUTES, *meeting.ROUTES, *downloads.ROUTES]
# Whatever is listed inside is behind the gate where looking needs an account (`session.OPEN` names what is not).
ROUTES = [*guarded(_GUARDED), *guarded(ogc_route.ROUTES, basic_auth.without_account), *signin.ROUTES]
