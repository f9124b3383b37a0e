"""The Streamlit screens: one short file a page, each with one ``render()``."""
