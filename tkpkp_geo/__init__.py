"""Geospatial dashboard of the interventions in South Kalimantan's priority rural areas (KPP)."""

__version__ = "1.0.0"
