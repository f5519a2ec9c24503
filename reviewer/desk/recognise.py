"""Journey 1, in the background: pages that are only pictures are recognised, one after another."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from reviewer.desk.receive import Receiving
from reviewer.desk.views import Cancelled, Progress, Report
from reviewer.errors import DocumentError
from reviewer.model import Part

if TYPE_CHECKING:
    from collections.abc import Sequence

    from reviewer.documents.reader import Reader
    from reviewer.documents.recognising import Recognition


def new_recogniser() -> Reader:
    """Return a client of a reader process that recognises, at the lowest priority there is."""
    from reviewer.documents.reader import Limits, Reader
    from reviewer.documents.recognising import HANDLERS, NICENESS

    return Reader(Limits(niceness=NICENESS), HANDLERS)


class Recognising(Receiving):
    """The verb that gives pages without text the text that can be seen on them."""

    def waiting(self, body: str | None = None) -> int:
        """Return how many pages of a body, or of all, wait to be recognised."""
        return len(self._queue(body))

    def recognise(
        self, body: str | None = None, progress: Report | None = None, cancelled: Cancelled | None = None
    ) -> int:
        """Recognise the pages that wait, and return how many have text now. Long, and at the lowest priority.

        Every page is kept as it is done; a cancel ends the one under way. It writes nothing but the cache, so
        a casebook that is open for reading, or elsewhere, will do. A document that cannot be opened now (its
        password is not known in this sitting) goes on waiting.
        """
        queue = self._queue(body)
        if not queue:
            return 0
        stop = cancelled or (lambda: False)
        with new_recogniser() as reader:
            return self._go_through(reader, queue, progress, stop)

    def _queue(self, body: str | None) -> Sequence[tuple[str, str]]:
        documents = {kept.content.document for kept in self._receipts(body)}
        self._summaries(documents)
        waiting = self.casebook.index.pages.queue(documents)
        return [page for page in waiting if self.casebook.files.has(page[0])]

    def _go_through(
        self, reader: Reader, queue: Sequence[tuple[str, str]], progress: Report | None, stop: Cancelled
    ) -> int:
        names = {kept.content.document: kept.content.name for kept in self._receipts(None)}
        read, locked = 0, set[str]()
        for done, (document, place) in enumerate(queue):
            if stop():
                break
            if progress:
                progress(Progress(done, len(queue), f"{names[document]}, page {place[1:]}"))
            if document not in locked:
                try:
                    read += self._recognise_page(reader, document, place, stop)
                except DocumentError:
                    locked.add(document)
        return read

    def _recognise_page(self, reader: Reader, document: str, place: str, stop: Cancelled) -> bool:
        from reviewer.documents.recognising import recognise

        path, password = self.casebook.files.path(document), self.passwords.by_document.get(document)
        found = recognise(reader, path, int(place[1:]) - 1, password, stop)
        text = self.casebook.index.text(document)
        part = text.part(place) if text else None
        if found is None or part is None:
            return False
        return self._keep(document, part, found)

    def _keep(self, document: str, part: Part, found: Recognition) -> bool:
        from reviewer.casebook import PageBoxes

        boxes = PageBoxes(found.boxes.tobytes(), found.width, found.height)
        if found.text:
            part = replace(
                part, text=found.text, unreadable=False, recognised=True, confidence=found.confidence
            )
        return self.casebook.index.pages.put(document, part, boxes, found.engine) and part.recognised


def where(part: Part) -> str:
    """Return what a person is told of a passage's place: that its words were recognised, if they were."""
    return f"{part.label} (recognised)" if part.recognised else part.label
