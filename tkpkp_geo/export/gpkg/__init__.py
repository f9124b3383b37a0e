"""A GeoPackage of the packet, with styles that QGIS opens by itself."""
