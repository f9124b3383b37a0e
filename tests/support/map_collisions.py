"""Counts what lies on anything else in a drawn map."""

from __future__ import annotations

from itertools import combinations

from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from tkpkp_geo.export.paper_map.placing import LABEL, POINT

_HAIR = 0.05  # of a point: boxes that only touch


def collisions(figure: Figure) -> list[tuple[str, str]]:
    """Name the pairs of labels, points of programs, and other lines of type that overlap in a figure.

    A label is everything that was drawn of it, measured by the renderer.
    """
    renderer = figure.canvas.get_renderer()
    boxes: dict[str, list[Bbox]] = {}
    for number, artist in enumerate(figure.findobj(lambda item: _counts(item))):
        label = artist.get_label()
        if not label.startswith(LABEL):
            label = f"{label if label.startswith(POINT) else artist.get_text()} #{number}"
        boxes.setdefault(label, []).append(artist.get_window_extent(renderer))
    whole = {label: Bbox.union(found) for label, found in boxes.items()}
    return [
        (one, other)
        for one, other in combinations(whole, 2)
        if _overlap(whole[one], whole[other]) and not (one.startswith(POINT) and other.startswith(POINT))
    ]


def _counts(artist: object) -> bool:
    label = str(artist.get_label())
    return label.startswith((LABEL, POINT)) or (isinstance(artist, Text) and bool(artist.get_text()))


def _overlap(one: Bbox, other: Bbox) -> bool:
    return (
        min(one.x1, other.x1) - max(one.x0, other.x0) > _HAIR and min(one.y1, other.y1) - max(one.y0, other.y0) > _HAIR
    )
