"""Geospatial dashboard of the interventions in South Kalimantan's priority rural areas (KPP)."""

__version__ = "0.1.0"
