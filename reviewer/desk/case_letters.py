"""The letters of a case folder that is being filled in, for a viewer of pages: no casebook is there yet to ask."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from reviewer.desk.leases import Readers, new_reader
from reviewer.desk.proofs import Proofs
from reviewer.errors import CancelledError
from reviewer.model import ProblemError, Reason
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from reviewer.documents.reader import Reader
    from reviewer.model import DocumentText
    from reviewer.model.pages import Bitmap, Link, Outline, PageText


class CaseLetters:
    """Serves the pages of PDFs that it was given, by the names that it gave them. All calls may take long."""

    def __init__(self, readers: Readers = new_reader) -> None:
        """A person waits for these pages, so a spare process stands by."""
        self._readers = readers
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self._proofs = Proofs()
        self._closed = False

    def keep(self, pdf: bytes) -> str:
        """Keep a PDF, and return its name; CancelledError once it is closed, as of all else: nobody would let go of what is made then."""
        with self._lock:
            self._refuse_closed()
            return self._proofs.keep(pdf)

    def sizes(self, document: str) -> tuple[tuple[float, float], ...]:
        """Return each page's width and height in points."""
        return self._client().page_sizes(self._proofs.path(document))

    def render(
        self, document: str, page: int, scale: float, clip: tuple[int, int, int, int] | None = None
    ) -> Bitmap:
        """Draw a page (from 0) at ``scale`` pixels a point, or the part of it in ``clip`` (pixels)."""
        return self._client().render(self._proofs.path(document), page, scale, clip)

    def picture(self, document: str, place: str, side: int) -> Bitmap:  # noqa: ARG002 - a source's
        """Raise ProblemError: no part of a letter is a picture of its own."""
        raise ProblemError(problem(Reason.PICTURE_DAMAGED))

    def boxes(self, document: str, page: int) -> PageText:
        """Return a page's text with a box per character."""
        return self._client().page_boxes(self._proofs.path(document), page)

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        """Return where a page's links stand and what address each names."""
        return self._client().links(self._proofs.path(document), page)

    def outline(self, document: str) -> Outline:
        """Return page labels and headings."""
        return self._client().outline(self._proofs.path(document))

    def text(self, document: str) -> DocumentText:  # noqa: ARG002 - a source's
        """Raise ProblemError: ``words`` has what a letter says."""
        raise ProblemError(problem(Reason.ORIGINAL_NOT_HERE))

    def words(self, document: str) -> str:
        """Return what a letter says, page by page."""
        pages = (self.boxes(document, page).text for page in range(len(self.sizes(document))))
        return "\n\n".join("\n".join(map(str.rstrip, page.split("\n"))) for page in pages)

    def close(self) -> None:
        """Let the reader process go, and the files."""
        with self._lock:
            self._closed = True
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
        self._proofs.close()

    def _client(self) -> Reader:
        with self._lock:
            self._refuse_closed()
            if self._reader is None:
                self._reader = self._readers(spare=True)
            return self._reader

    def _refuse_closed(self) -> None:
        if self._closed:
            raise CancelledError("The window was closed")
