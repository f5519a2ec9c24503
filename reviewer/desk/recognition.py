"""Journey 1, in the background: pages that are only pictures are recognised, one after another."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.reading import Reading
from reviewer.desk.session import Session
from reviewer.desk.views import Cancelled, Progress, Report
from reviewer.errors import DocumentError
from reviewer.model import Part, Place

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.documents.reader import Reader
    from reviewer.documents.recognising import Recognition as Recognised


PageRead = Callable[[str, str], None]
"""Told the document and the place of a page that has words now."""

_PAUSE = 0.2  # seconds between two looks at whether there is room again


def new_recogniser() -> Reader:
    """Return a client of a reader process that recognises, at the lowest priority there is."""
    from reviewer.documents.reader import Limits, Reader
    from reviewer.documents.recognising import HANDLERS, NICENESS

    return Reader(Limits(niceness=NICENESS), HANDLERS)


class Recognition:
    """Gives pages without text the text that can be seen on them."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Recognise pages of what ``reading`` lists."""
        self._session, self._reading = session, reading
        self._casebook = session.casebook

    def waiting(self, body: str | None = None) -> int:
        """Return how many pages of a body, or of all, wait to be recognised."""
        return len(self._queue(body))

    def recognise(
        self,
        body: str | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        page_read: PageRead | None = None,
    ) -> int:
        """Recognise the pages that wait, and return how many have text now. Long, and at the lowest priority.

        Every page is kept as it is done, and told to ``page_read``; a cancel ends the one under way. It waits while
        documents are taken in, and goes on with what came meanwhile. It writes nothing but the cache, so a casebook
        that is open for reading, or elsewhere, will do. A document that cannot be opened now (its password is not known
        in this sitting) goes on waiting.
        """
        stop, seen = cancelled or (lambda: False), set[tuple[str, str]]()
        read = 0
        while queue := [page for page in self._queue(body) if page not in seen]:
            with new_recogniser() as reader:
                read += self._go_through(reader, queue, progress, stop, page_read)
            seen.update(queue)
            if stop():
                break
        self._casebook.index.settle(stop)
        return read

    def _queue(self, body: str | None) -> Sequence[tuple[str, str]]:
        documents = {kept.content.document for kept in self._reading.receipts(body)}
        self._reading.summaries(documents)
        waiting = self._casebook.index.pages.queue(documents)
        return [page for page in waiting if self._casebook.files.has(page[0])]

    def _go_through(
        self,
        reader: Reader,
        queue: Sequence[tuple[str, str]],
        progress: Report | None,
        stop: Cancelled,
        page_read: PageRead | None,
    ) -> int:
        names = {kept.content.document: kept.content.name for kept in self._reading.receipts(None)}
        read, locked = 0, set[str]()
        for done, (document, place) in enumerate(queue):
            self._give_way(stop)
            if stop():
                break
            if progress:
                progress(
                    Progress(
                        done,
                        len(queue),
                        f"{names.get(document, document[:12])}, page {Place.parse(place).number}",
                    )
                )
            if document in locked:
                continue
            try:
                has_words = self._recognise_page(reader, document, place, stop)
            except DocumentError:
                locked.add(document)
                continue
            read += has_words
            if has_words and page_read:
                page_read(document, place)
        return read

    def _give_way(self, stop: Cancelled) -> None:
        """Wait while documents are taken in: a person waits for those."""
        while self._session.leases.busy and not stop():
            time.sleep(_PAUSE)

    def _recognise_page(self, reader: Reader, document: str, place: str, stop: Cancelled) -> bool:
        from reviewer.documents.recognising import recognise

        path, password = (
            self._casebook.files.path(document),
            self._session.passwords.by_document.get(document),
        )
        found = recognise(reader, path, Place.parse(place).number - 1, password, stop)
        text = self._casebook.index.text(document)
        part = text.part(place) if text else None
        if found is None or part is None:
            return False
        return self._keep(document, part, found)

    def _keep(self, document: str, part: Part, found: Recognised) -> bool:
        from reviewer.casebook import PageBoxes

        boxes = PageBoxes(found.boxes.tobytes(), found.width, found.height)
        if found.text:
            part = replace(part, text=found.text, no_text=None, recognised=True, confidence=found.confidence)
        return self._casebook.index.pages.put(document, part, boxes, found.engine) and part.recognised


def where(part: Part) -> str:
    """Return what a person is told of a passage's place: that its words were recognised, if they were."""
    return f"{part.label} (recognised)" if part.recognised else part.label
