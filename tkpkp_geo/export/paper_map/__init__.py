"""Maps for paper, drawn by matplotlib: no browser, no network, and no window that threads would have to share."""
