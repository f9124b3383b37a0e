"""OGC API – Features over the live data: the collections are ours, the protocol is pygeoapi's.

Importing `service` imports pygeoapi (0.3 s, 18 MB): the route does so when the first client asks.
"""
