"""The map: what the browser is told, and how folium carries it."""
