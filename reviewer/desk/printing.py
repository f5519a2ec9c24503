"""Papers as bytes, by the ending of the file that they are for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.errors import Phrase, WrongUseError

if TYPE_CHECKING:
    from reviewer.paper import Paper


def printed(paper: Paper, suffix: str) -> bytes:
    """Return a paper as the bytes of a ``.pdf`` or ``.html``; WrongUseError for another ending."""
    from reviewer.paper import render_html, render_pdf

    if suffix == ".pdf":
        return render_pdf(paper)
    if suffix in {".html", ".htm"}:
        return render_html(paper).encode()
    message = (
        Phrase("“{ending}” is no kind of file this can be written to", ending=suffix)
        if suffix
        else "A name without an ending is no kind of file this can be written to"
    )
    raise WrongUseError(message, "Use .pdf, .html or .txt.")
