"""Frozen records of the domain, and the filter. Nothing here reads, writes or draws."""
