"""A table as text for the clipboard: for a spreadsheet and for a word processor."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

Rows = Sequence[Sequence[str]]
"""A heading and rows of as many cells."""


def as_tsv(rows: Rows) -> str:
    """Return a line per row with tabs between cells (text/tab-separated-values); white space in a cell is one space."""
    return "".join("\t".join(" ".join(cell.split()) for cell in row) + "\n" for row in rows)


def as_html(rows: Rows) -> str:
    """Return an HTML table: the first row heads the columns, each first cell its row (HTML, 4.9.10 "scope")."""
    head, *body = rows
    heads = "".join(f'<th scope="col">{escape(cell)}</th>' for cell in head)
    lines = "".join(
        f'<tr><th scope="row">{escape(first)}</th>{"".join(f"<td>{escape(cell)}</td>" for cell in rest)}</tr>'
        for first, *rest in body
    )
    return f"<table><thead><tr>{heads}</tr></thead><tbody>{lines}</tbody></table>"
