"""The one door by which HTML reaches a page, and the pieces of HTML that several pages need.

Markup is made of values by ``Markup("<td>{}</td>").format(value)`` and ``Markup(" · ").join(values)``, which make
harmless whatever is not `markupsafe.Markup` itself: nobody has to remember it, and a plain text is not shown at all.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import streamlit as st
from markupsafe import Markup

from tkpkp_geo.analysis.row_changes import FieldChange


def draw_html(markup: Markup, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show markup on the page.

    Raises
    ------
    TypeError
        For a plain text, which may be something that somebody typed.
    """
    if not isinstance(markup, Markup):
        raise TypeError(f"draw_html shows markupsafe.Markup, not {type(markup).__name__}: {markup!r:.80}")
    st.html(str(markup), width=width)


def draw_note(words: str, width: Literal["stretch", "content"] = "stretch") -> None:
    """Show a line in small letters beside what it is about."""
    draw_html(Markup('<p class="quiet">{}</p>').format(words), width)


def draw_empty(words: str) -> None:
    """Say in one line that there is nothing, where a list or a figure would be."""
    draw_html(Markup('<p class="empty">{}</p>').format(words))


def build_table(heading: Sequence[str], rows: Iterable[Sequence[str | int]], kind: str = "") -> Markup:
    """Give a table; a cell is text, or markup where it holds more than text.

    >>> build_table(["Nama"], [["A & B"]])
    Markup('<div class="sheet "><table><thead><tr><th scope="col">Nama</th></tr></thead>\
<tbody><tr><td>A &amp; B</td></tr></tbody></table></div>')
    """
    head = join(Markup('<th scope="col">{}</th>').format(name) for name in heading)
    return Markup('<div class="sheet {}"><table><thead><tr>{}</tr></thead><tbody>{}</tbody></table></div>').format(
        kind, head, build_rows(rows)
    )


def build_rows(rows: Iterable[Sequence[str | int]]) -> Markup:
    """Give the rows of a table, without the table; a cell is text or markup.

    >>> build_rows([["A & B", 3]])
    Markup('<tr><td>A &amp; B</td><td>3</td></tr>')
    """
    return join(Markup("<tr>{}</tr>").format(join(map(Markup("<td>{}</td>").format, row))) for row in rows)


def build_list(items: Iterable[str], kind: str = "") -> Markup:
    """Give a list with a line for each item; `kind` is its class.

    >>> build_list(["A & B"], "facts")
    Markup('<ul class="facts"><li>A &amp; B</li></ul>')
    """
    lines = join(map(Markup("<li>{}</li>").format, items))
    return Markup('<ul class="{}">{}</ul>').format(kind, lines) if kind else Markup("<ul>{}</ul>").format(lines)


def build_changes(fields: Iterable[FieldChange], new: bool = False) -> Markup:
    """Give columns before and after; of a new row only what is filled in."""
    value = Markup("{sesudah}") if new else Markup("<del>{sebelum}</del> → <ins>{sesudah}</ins>")
    lines = (
        Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
            item.name, value.format(sebelum=item.before, sesudah=item.after)
        )
        for item in fields
    )
    return Markup('<dl class="changes">{}</dl>').format(join(lines))


def join(pieces: Iterable[str]) -> Markup:
    """Give pieces of markup one after the other; a piece of plain text is made harmless.

    >>> join([Markup("<b>A</b>"), " & B"])
    Markup('<b>A</b> &amp; B')
    """
    return Markup("").join(pieces)
