"""OGC API – Features over the live data: the collections are ours, the protocol is pygeoapi's.

Importing this room imports pygeoapi (0.3 s, 18 MB): the routes do so when the first client asks.
"""

from tkpkp_geo.server.ogc.records import Asked, Reply
from tkpkp_geo.server.ogc.service import ask, refusal

__all__ = ["Asked", "Reply", "ask", "refusal"]
