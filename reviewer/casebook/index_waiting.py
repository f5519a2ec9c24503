"""Texts that wait for the index: a thread of its own puts them in, many in one transaction, while who found them reads on."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress

from reviewer.model import DocumentText

_WORTH_WHILE = 1_000_000
"""Characters that are put in together: FTS5 makes a piece of each transaction, and merging small ones takes longest."""

_MOST = 2 * _WORTH_WHILE
"""Characters that may wait; who finds more waits for the thread."""

_SOON = 1.0
"""Seconds after which it puts in what there is, so that a search finds what came."""


class WaitingTexts:
    """What was found and is not written yet. Thread-safe."""

    def __init__(self, write: Callable[[Sequence[DocumentText]], None]) -> None:
        """``write`` puts texts in, in the thread."""
        self._write = write
        self._changed = threading.Condition()
        self._finders = 0
        self._thread: threading.Thread | None = None
        self._texts: dict[str, DocumentText] = {}
        self._under_way: Mapping[str, DocumentText] = {}
        self._weight = 0
        self._since = 0.0
        self._error: BaseException | None = None

    @contextmanager
    def taken(self) -> Iterator[None]:
        """Have texts wait within the block; they are in the index when the last such block ends.

        What could not be written, on a full disk, is raised at the next ``take``, or at the end of the block unless another
        error ends it.
        """
        with self._changed:
            self._finders += 1
            if self._thread is None:
                self._thread = threading.Thread(target=self._go_on, name="indexing")
                self._thread.start()
        try:
            yield
        except BaseException:
            self._leave()
            with suppress(Exception):
                self._tell()
            raise
        self._leave()
        self._tell()

    def take(self, text: DocumentText) -> bool:
        """Have a text wait, in place of one of the same document that waits; False outside of such a block."""
        with self._changed:
            while self._finders and self._texts and self._weight >= _MOST and self._error is None:
                self._changed.wait()
            if not self._finders:
                return False
            self._tell()
            before = self._texts.pop(text.document, None)
            if not self._texts:
                self._since = time.monotonic()
            self._texts[text.document] = text
            self._weight += _weight(text) - (_weight(before) if before else 0)
            self._changed.notify_all()
        return True

    def get(self, document: str) -> DocumentText | None:
        """Return the text of a document that is not written yet; whoever looks in the index looks here before."""
        with self._changed:
            return self._texts.get(document) or self._under_way.get(document)

    def close(self) -> None:
        """Write what waits, and end the thread, whoever is still within a block."""
        with self._changed:
            self._finders = 0
            self._changed.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join()

    def _leave(self) -> None:
        """Wait for what is unwritten, unless others find more: then it is their business to."""
        with self._changed:
            self._finders = max(0, self._finders - 1)
            self._changed.notify_all()
            while not self._finders and (self._texts or self._under_way):
                self._changed.wait()

    def _tell(self) -> None:
        with self._changed:
            error, self._error = self._error, None
        if error is not None:
            raise error

    # --- in the thread -------------------------------------------------------------------------------

    def _go_on(self) -> None:
        while texts := self._next():
            try:
                self._write(texts)
            except BaseException as error:  # noqa: BLE001  # raised where the next text is found
                with self._changed:
                    self._error = error

    def _next(self) -> Sequence[DocumentText]:
        """Return the texts to write now; none when the last block has ended."""
        with self._changed:
            self._under_way = {}
            self._changed.notify_all()
            while self._finders and (left := self._left()) > 0:
                self._changed.wait(left)
            if not self._texts:
                self._thread = None
            self._under_way, self._texts, self._weight = self._texts, {}, 0
            self._changed.notify_all()
            return tuple(self._under_way.values())

    def _left(self) -> float:
        """Return the seconds until what waits is written."""
        if not self._texts:
            return _SOON
        return 0 if self._weight >= _WORTH_WHILE else self._since + _SOON - time.monotonic()


def _weight(text: DocumentText) -> int:
    """Return its characters, and a few for each part, which has a price of its own."""
    return sum(100 + len(part.text) for part in text.parts)
