"""Geospatial dashboard of the interventions in a province's priority rural areas (KPP)."""

__version__ = "1.0.0"
