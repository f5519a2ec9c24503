"""Journey 1, in the background: pages that are only pictures are recognised, and texts compared with what pages show."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from reviewer.casebook import Waiting
from reviewer.desk.display import Cancelled, Progress, Report
from reviewer.desk.reading import Reading
from reviewer.desk.recognition_here import LACKING
from reviewer.desk.session import Session
from reviewer.desk.words.problems import remedy_of, what_is_wrong
from reviewer.errors import DocumentError
from reviewer.model import NoText, Part, Place, ProblemError, Reason
from reviewer.model.places import page_below
from reviewer.model.problems import problem

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence
    from pathlib import Path

    from reviewer.casebook import PictureRead
    from reviewer.documents.reader import Reader
    from reviewer.documents.recognising import Recognition as Recognised


PageRead = Callable[[str, str], None]
"""Told the document and the place of a page, or of a picture, that has words now, or whose own words are doubted."""

_PAUSE = 0.2  # seconds between two looks at whether there is room again


def new_recogniser() -> Reader:
    """Return a client of a reader process that recognises, at the lowest priority there is."""
    from reviewer.documents.reader import Limits, Reader
    from reviewer.documents.recognising import HANDLERS, NICENESS, WORK

    return Reader(Limits(niceness=NICENESS, work=WORK), HANDLERS)


class Recognition:
    """Gives pages without text, and those whose text is doubted, the text that can be seen on them."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Recognise pages of what ``reading`` lists."""
        self._session, self._reading = session, reading
        self._casebook = session.casebook

    def waiting(self, body: str | None = None) -> int:
        """Return how many pages of a body, or of all, wait to be recognised, and documents to be compared with their pages.

        None where nothing is recognised on this machine.
        """
        if not self.can_be_tried:
            return 0
        pages, documents = self._queue(body)
        return len(_once(pages)) + len(documents)

    @property
    def can_be_tried(self) -> bool:
        """Whether there is anything on this machine that could recognise, and no policy has it off."""
        return self._session.home.policy.recognises and not self._session.home.recognition.lacking_surely

    def untried(self, body: str | None = None) -> int:
        """Return how many pages and pictures of a body, or of all, nobody tries to recognise, where nothing is recognised here."""
        return 0 if self._session.home.recognises else len(_once(self._queue(body)[0]))

    def recognise(
        self,
        body: str | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        page_read: PageRead | None = None,
    ) -> int:
        """Recognise the pages that wait, and return how many have text now. Long, and at the lowest priority.

        When none waits any more, the text of PDFs is compared with what their pages show, and doubted pages are recognised.
        Every page is kept as it is done, and told to ``page_read``; a cancel ends the one under way. It waits while
        documents are taken in, and goes on with what came meanwhile. It writes nothing but the cache, so a casebook
        that is open for reading, or elsewhere, will do. A document that cannot be opened now (its password is not known
        in this sitting) goes on waiting. Where nothing is recognised on this machine, nothing is done; DocumentError where that
        shows only now, which is remembered.
        """
        if not self.can_be_tried:
            return 0
        stop, seen = cancelled or (lambda: False), set[Waiting]()
        read = 0
        while queue := self._left(body, seen):
            with new_recogniser() as reader:
                gone = _Gone()
                self._go_through(reader, queue, gone, progress, stop, page_read)
            read += gone.read
            seen.update(each for each in queue if each.document not in gone.again or each in gone.done)
            if stop():
                break
        self._casebook.index.settle(stop)
        return read

    def _left(self, body: str | None, seen: Collection[Waiting]) -> Sequence[Waiting]:
        """Return what waits and was not ``seen``: pages and pictures, and documents as a whole when there are none of those."""
        pages, documents = self._queue(body)
        left = _once(each for each in pages if each not in seen)
        return left or [each for each in documents if each not in seen]

    def _queue(self, body: str | None) -> tuple[Sequence[Waiting], Sequence[Waiting]]:
        """Return the pages and pictures that wait to be recognised, and the documents that wait to be compared."""
        documents = {record.content.document for record in self._reading.receipts(body)}
        self._reading.summaries(documents)
        index, has = self._casebook.index, self._casebook.files.has
        pages = [each for each in index.pages.queue(documents) if has(each.document)]
        return pages, [Waiting(each, "", "") for each in index.compared.queue(documents) if has(each)]

    def _go_through(
        self,
        reader: Reader,
        queue: Sequence[Waiting],
        gone: _Gone,
        progress: Report | None,
        stop: Cancelled,
        page_read: PageRead | None,
    ) -> None:
        names = {record.content.document: record.content.name for record in self._reading.receipts(None)}
        for done, waiting in enumerate(queue):
            self._give_way(stop)
            if stop():
                break
            if progress:
                name = names.get(waiting.document, waiting.document[:12])
                progress(Progress(done, len(queue), f"{name}, {waiting.label}" if waiting.label else name))
            if waiting.document in gone.left:
                continue
            try:
                places = self._recognise(reader, waiting, stop)
            except DocumentError as error:
                self._note_lack(error)
                gone.leave(waiting.document, error)
                continue
            self._session.home.recognition.works()
            gone.done.add(waiting)
            gone.read += bool(places and waiting.place)
            if page_read:
                for document, place in places:
                    page_read(document, place)

    def _note_lack(self, error: DocumentError) -> None:
        """Remember what is missing for recognition, and raise the error: no document is to blame for it."""
        if isinstance(error, ProblemError) and error.problem.reason in LACKING:
            self._session.home.recognition.failed(error.problem.reason)
            raise error

    def _give_way(self, stop: Cancelled) -> None:
        """Wait while documents are taken in: a person waits for those."""
        while self._session.leases.busy and not stop():
            time.sleep(_PAUSE)

    def _recognise(self, reader: Reader, waiting: Waiting, stop: Cancelled) -> Sequence[tuple[str, str]]:
        """Recognise a page or a picture, or compare a document; returns where there are words now, or doubts: document and place."""
        from reviewer.documents.recognising import recognise

        if not self._casebook.files.sound(waiting.document):
            damaged = problem(Reason.FILE_DAMAGED)
            raise DocumentError(what_is_wrong(damaged), remedy_of(damaged))
        path = self._casebook.files.path(waiting.document)
        password = self._session.passwords.by_document.get(waiting.document)
        if not waiting.place:
            return self._compare(reader, waiting.document, path, password, stop)
        page = page_below(waiting.place).number - 1
        recognised = recognise(reader, path, waiting.picture or page, password, stop)
        if recognised is None:
            return ()
        if waiting.picture:
            places = self._casebook.index.pages.put_picture(waiting.picture.sha256, _read(recognised))
            return places if recognised.text else ()
        text = self._casebook.index.text(waiting.document)
        part = text.part(waiting.place) if text else None
        is_kept = part is not None and self._keep(waiting.document, part, recognised)
        return ((waiting.document, waiting.place),) if is_kept else ()

    def _compare(
        self, reader: Reader, document: str, path: Path, password: str | None, stop: Cancelled
    ) -> Sequence[tuple[str, str]]:
        """Compare a PDF's text with what its pages show; returns the pages that are doubted, which may wait from now on."""
        from reviewer.documents.doubting import doubted

        text = self._casebook.index.text(document)
        doubted_pages = doubted(reader, path, text.pages, password, stop) if text else None
        if doubted_pages is None or text is None:
            return ()
        self._casebook.index.compared.put(document, doubted_pages, text.extractor)
        return [(document, str(Place.page(page.number))) for page in doubted_pages]

    def _keep(self, document: str, part: Part, recognised: Recognised) -> bool:
        from reviewer.casebook import PageBoxes

        boxes = PageBoxes(recognised.boxes.tobytes(), recognised.width, recognised.height)
        if recognised.text:
            part = replace(
                part,
                text=recognised.text,
                no_text=_left(recognised),
                recognised=True,
                confidence=recognised.confidence,
            )
        elif part.no_text is NoText.PICTURE:
            part = replace(part, no_text=_left(recognised))
        return self._casebook.index.pages.put(document, part, boxes, recognised.engine) and part.recognised


@dataclass(slots=True)
class _Gone:
    """What came of going through the queue with one reader: how many have text now, and what is ``done``.

    Documents are ``left`` that cannot be opened now. Those of them that stopped this reader too often are opened by another
    ``again``, if anything of them was done: each reader gets further.
    """

    read: int = 0
    done: set[Waiting] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    again: set[str] = field(default_factory=set)

    def leave(self, document: str, error: DocumentError) -> None:
        """Leave a document for its error."""
        reason = error.problem.reason if isinstance(error, ProblemError) else None
        self.left.add(document)
        if reason is Reason.READER_DIED_TWICE and any(each.document == document for each in self.done):
            self.again.add(document)


def _once(waiting: Iterable[Waiting]) -> Sequence[Waiting]:
    """Return what waits, each picture once."""
    pictures: set[str] = set()
    once = []
    for each in waiting:
        if each.picture is None or each.picture.sha256 not in pictures:
            once.append(each)
        if each.picture is not None:
            pictures.add(each.picture.sha256)
    return once


def _read(recognised: Recognised) -> PictureRead:
    from reviewer.casebook import PictureRead

    boxes = recognised.boxes.tobytes()
    return PictureRead(recognised.engine, recognised.text, boxes, recognised.confidence, _left(recognised))


def _left(recognised: Recognised) -> NoText | None:
    """Return what is still to be said of something that recognition has tried: rows of which it made no words."""
    rows = recognised.unread_rows if recognised.text else recognised.rows
    return NoText.WRITING if rows else None
