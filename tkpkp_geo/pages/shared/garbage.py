"""Streamlit collects all garbage after every run of the script, and would walk every object that is alive each time.

``app.py`` freezes what the imports and the data left behind. Here the same is done for what came later: pages, new
revisions, and the hundreds of streams and sessions of a meeting.
"""

from __future__ import annotations

import gc
import time

_FREEZE_SECONDS = 1.0
_ANEW_SECONDS = 300.0  # what was frozen and has died since in a cycle is let go of this often

_frozen = _anew = time.monotonic()


def settle() -> None:
    """Let the collection that follows a run walk only what is new; freezing costs nothing, it moves a list."""
    global _frozen, _anew
    now = time.monotonic()
    if now - _anew > _ANEW_SECONDS:
        # This once the collection walks everything, and finds the cycles that have died.
        _anew = now
        gc.unfreeze()
    elif now - _frozen > _FREEZE_SECONDS:
        _frozen = now
        gc.freeze()
