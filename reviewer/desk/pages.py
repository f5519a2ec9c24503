"""The pages of documents, for a viewer: bitmaps and character boxes from a reader process."""

from __future__ import annotations

import threading
from array import array
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.drawn import DrawnPages, drawn_from
from reviewer.desk.proofs import Proofs
from reviewer.model import DocumentText, Place, ProblemError, Reason
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.casebook import Casebook
    from reviewer.desk.leases import Readers
    from reviewer.documents.reader import Reader
    from reviewer.model.documents import Sides
    from reviewer.model.pages import Bitmap, LayerText, Link, Outline, PageText


class Pages:
    """Serves pages by document hash. All calls may take long: they belong on a background thread.

    ``drawn`` makes pages of documents that have none; they are served by the name that ``drawn.name`` gives them, and are
    pictures: no text, no links, no outline. ``proofs`` keeps letters as they would be printed, which are served likewise.
    """

    def __init__(
        self,
        casebook: Casebook,
        readers: Readers,
        text: Callable[[str], DocumentText],
        passwords: Mapping[str, str],
    ) -> None:
        """A person waits for these pages, so a spare process stands by.

        ``passwords`` are those given in this sitting, by document; they are kept nowhere else.
        """
        self._casebook = casebook
        self._text = text
        self._passwords = passwords
        self._readers = readers
        self._reader: Reader | None = None
        self._lock = threading.Lock()
        self.drawn = DrawnPages(casebook, readers, text, passwords)
        self.proofs = Proofs()

    def warm(self) -> None:
        """Start the reader process before a page is asked for; returns at once."""
        self._client().warm("sizes", "render", "boxes")

    def sizes(self, document: str) -> tuple[tuple[float, float], ...]:
        """Return each page's width and height in points."""
        return self._client().page_sizes(self._path(document), password=self._passwords.get(document))

    def render(
        self, document: str, page: int, scale: float, clip: tuple[int, int, int, int] | None = None
    ) -> Bitmap:
        """Draw a page (from 0) at ``scale`` pixels a point, or the part of it in ``clip`` (pixels)."""
        password = self._passwords.get(document)
        return self._client().render(self._path(document), page, scale, clip, password=password)

    def picture(self, document: str, place: str, side: int) -> Bitmap:
        """Return the picture of a part, no side longer than ``side`` pixels; ProblemError if it is not there."""
        part = self._text(document).part(place)
        if part is None or part.picture is None:
            raise ProblemError(problem(Reason.PICTURE_DAMAGED))
        password = self._passwords.get(document)
        return self._client().picture(self._path(document), part.picture, side, password)

    def boxes(self, document: str, page: int) -> PageText:
        """Return a page's text with a box per character, in points from the top left; "" of a drawn page.

        What was recognised on it beside that is with it.
        """
        if drawn_from(document) is not None:
            return _no_text(*self.sizes(document)[page])
        if Proofs.holds(document):  # what a letter says is known: nothing of it is recognised
            return self._client().page_boxes(self._path(document), page)
        if recognised := self._recognised(document, page):
            return recognised
        password = self._passwords.get(document)
        own = self._client().page_boxes(self._path(document), page, password=password)
        return replace(own, layers=self._layers(document, page))

    def _layers(self, document: str, page: int) -> tuple[LayerText, ...]:
        """Return what was recognised on a page that has a text of its own, from the cache: in its pictures, or of all of it."""
        from reviewer.model.pages import LayerText

        layers = []
        for place, text, where, picture in self._casebook.index.pages.on_page(
            document, str(Place.page(page))
        ):
            boxes = array("f", where.boxes)
            if picture is None:
                layers.append(
                    LayerText(place, text, boxes, (0.0, 0.0, where.width, where.height), instead=True)
                )
            elif picture.box is not None:
                layers.append(LayerText(place, text, _laid(boxes, picture.box), picture.box))
        return tuple(layers)

    def _recognised(self, document: str, page: int) -> PageText | None:
        """Return the text that was recognised on a page, from the cache, so that it is the one that is cited."""
        from reviewer.model.pages import PageText

        page_text = self._casebook.index.pages.page(document, f"p{page + 1}")
        if page_text is None:
            return None
        text, where = page_text
        return PageText(text, array("f", where.boxes), where.width, where.height)

    def outline(self, document: str) -> Outline:
        """Return page labels and headings."""
        if drawn_from(document) is not None:
            return _no_outline()
        return self._client().outline(self._path(document), password=self._passwords.get(document))

    def links(self, document: str, page: int) -> tuple[Link, ...]:
        """Return where a page's links stand and what address each names."""
        if drawn_from(document) is not None:
            return ()
        return self._client().links(self._path(document), page, password=self._passwords.get(document))

    def text(self, document: str) -> DocumentText:
        """Return the document's text by parts."""
        return self._text(document)

    def close(self) -> None:
        """Let the reader process go, and LibreOffice if it is at work."""
        self.drawn.close()
        with self._lock:
            reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()
        self.proofs.close()

    def _client(self) -> Reader:
        with (
            self._lock
        ):  # threads ask for the first page at once, and what two of them made nobody would close
            if self._reader is None:
                self._reader = self._readers(spare=True)
            return self._reader

    def _path(self, document: str) -> Path:
        if Proofs.holds(document):
            return self.proofs.path(document)
        original = drawn_from(document)
        if original is not None:
            return self.drawn.path(original)
        return self._casebook.files.whole(document)


def _laid(boxes: array[float], area: Sides) -> array[float]:
    """Return boxes in parts of the sides of an area as they lie on the page."""
    left, top, right, bottom = area
    corner, size = (left, top), (right - left, bottom - top)
    return array("f", (corner[at % 2] + size[at % 2] * part for at, part in enumerate(boxes)))


def _no_text(width: float, height: float) -> PageText:
    from reviewer.model.pages import PageText

    return PageText("", array("f"), width, height)


def _no_outline() -> Outline:
    from reviewer.model.pages import Outline

    return Outline()
