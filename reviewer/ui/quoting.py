"""Passages on the clipboard with where they come from, as plain text and as HTML."""

from __future__ import annotations

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

from reviewer.desk.views import EvidenceView
from reviewer.desk.words.language import say
from reviewer.desk.words.quoting import html_quotation, plain_quotation, source_words
from reviewer.model import AnchorState
from reviewer.ui.session import OfBody, SessionModel


def copy_tied(sitting: SessionModel, tied: EvidenceView) -> None:
    """Put a tied passage on the clipboard with its source."""
    content, of = tied.kept.content, tied.kept.content.passage
    copy_quoted(sitting, content.body, of.document, of.place, of.quote, state=tied.state)


def copy_quoted(
    sitting: SessionModel,
    body: str,
    document: str,
    place: str,
    words: str,
    *,
    receipt: str = "",
    state: AnchorState | None = None,
) -> None:
    """Put words of a body's document on the clipboard with their source, and say so; see ``Quoting.of`` for the rest."""
    quoted = sitting.messages.attempt(
        lambda: sitting.desk.quoting.of(body, document, place, words, receipt=receipt, state=state),
        OfBody(body),
    )
    if quoted is None:
        return
    data = QMimeData()
    data.setText(plain_quotation(quoted))
    data.setHtml(html_quotation(quoted))
    QGuiApplication.clipboard().setMimeData(data)
    said = say("Copied with its source: {}.")
    sitting.messages.tell(said.format(source_words(quoted)))
