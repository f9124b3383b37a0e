"""Text made harmless for a program that would otherwise run it, and back again.

A spreadsheet takes a cell that begins with ``=``, ``+``, ``-`` or ``@`` for a formula. Whatever writes a cell for one
writes it through `disarm`; whatever reads such a cell back takes the mark off again with `rearm`.
"""

from __future__ import annotations

import re

_RUNS = re.compile(r"'*[=+\-@\t\r]")


def disarm(typed: str) -> str:
    """Give the text so that no spreadsheet takes it for a formula; `rearm` undoes it.

    Examples
    --------
    >>> disarm("=1+1"), disarm("Kolam ikan")
    ("'=1+1", 'Kolam ikan')
    """
    return "'" + typed if _RUNS.match(typed) else typed


def rearm(cell: str) -> str:
    """Give the text as it was before `disarm`.

    Examples
    --------
    >>> rearm("'=1+1"), rearm("'Kolam ikan'")
    ('=1+1', "'Kolam ikan'")
    """
    return cell[1:] if cell.startswith("'") and _RUNS.match(cell) else cell
