"""What is known of the document in the pane, shared by the parts of the pane."""

from __future__ import annotations

from reviewer.model import DocumentText, kind_named
from reviewer.ui.document.document_source import Mark


class DocumentState:
    """One document at a time; all is empty while there is none."""

    def __init__(self) -> None:
        """Begin without a document."""
        self.begin()

    def begin(self, document: str = "", title: str = "", kind: str = "") -> None:
        """Take another document, of which nothing more is known yet; its kind may be unknown too ("")."""
        self.document, self.title, self.kind = document, title, kind
        self.text: DocumentText | None = None
        self.marks: tuple[Mark, ...] = ()
        self.labels: tuple[str, ...] = ()
        """What the document calls its pages, () if it calls them 1, 2, 3."""
        self.drawn = ""
        """The name under which the source serves the drawn pages that are shown, "" while none are."""
        self.making = ""
        """The document whose pages are being drawn, "" if none are."""

    @property
    def paged(self) -> bool:
        """Whether it has pages of its own."""
        return kind_named(self.kind).paged

    @property
    def drawable(self) -> bool:
        """Whether LibreOffice can draw pages of it."""
        return kind_named(self.kind).drawable
