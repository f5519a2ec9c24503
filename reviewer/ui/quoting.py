"""Passages on the clipboard with where they come from, as plain text and as HTML."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from reviewer.desk.display import EvidenceView
from reviewer.desk.words.language import say
from reviewer.desk.words.quoting import html_quotation, plain_quotation, source_words
from reviewer.model import AnchorState
from reviewer.ui.file_manager import open_file
from reviewer.ui.session_model import OfBody, SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk


def copy_tied(session: SessionModel, tied: EvidenceView) -> None:
    """Put a tied passage on the clipboard with its source."""
    content, of = tied.kept.content, tied.kept.content.passage
    copy_quoted(session, content.body, of.document, of.place, of.quote, state=tied.state)


def print_tied(session: SessionModel, tied: EvidenceView) -> None:
    """Have a tied passage printed with its source."""
    content, of = tied.kept.content, tied.kept.content.passage
    print_quoted(session, content.body, of.document, of.place, of.quote, state=tied.state)


def print_quoted(
    session: SessionModel,
    body: str,
    document: str,
    place: str,
    words: str,
    *,
    receipt: str = "",
    state: AnchorState | None = None,
) -> None:
    """Make a PDF of words of a body's document with their source, beside the window, and have the laptop's own program show it."""

    def job(desk: Desk, _ticket: object) -> Path:
        return desk.quoting.printed(
            desk.quoting.of(body, document, place, words, receipt=receipt, state=state)
        )

    def show(path: Path) -> None:
        if why := open_file(path):
            session.messages.complain(why)
        else:
            session.messages.tell(say("The passage is a PDF, opened to be printed."))

    session.later(say("Making a page of the passage"), job, show)


def copy_quoted(
    session: SessionModel,
    body: str,
    document: str,
    place: str,
    words: str,
    *,
    receipt: str = "",
    state: AnchorState | None = None,
) -> None:
    """Put words of a body's document on the clipboard with their source, and say so; see ``Quoting.of`` for the rest."""
    quoted = session.messages.attempt(
        lambda: session.desk.quoting.of(body, document, place, words, receipt=receipt, state=state),
        OfBody(body),
    )
    if quoted is None:
        return
    data = QMimeData()
    data.setText(plain_quotation(quoted))
    data.setHtml(html_quotation(quoted))
    QGuiApplication.clipboard().setMimeData(data)
    said = say("Copied with its source: {}.")
    session.messages.tell(said.format(source_words(quoted)))
