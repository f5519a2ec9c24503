"""Texts on their way into the index: a thread of their own puts them in, many at once, while who found them reads on."""

from __future__ import annotations

import threading
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from types import TracebackType
from typing import Self

from reviewer.model import DocumentText

_WORTH_WHILE = 500_000
"""Characters that are put in together: FTS5 makes a piece of each transaction, and merging small ones takes longest."""

_MOST = 2 * _WORTH_WHILE
"""Characters that may wait; who finds more waits for the thread, and who stops for no more than that."""

_AHEAD, _AHEAD_BYTES = 100, 256_000_000
"""Documents, and their bytes, of which what follows may wait: so many lie in the casebook without a receipt if all ends now."""

_SOON = 0.25
"""Seconds after which it puts in what there is."""


class TextsBeside:
    """What one piece of work finds; a context manager: all is written and followed when its block ends, however it ends.

    What follows from a text, such as the receipt of its document, is done in the finder's thread, in order, once the text
    is written: nobody hears of a document whose text no search would find. Where one of them fails, the rest is left.
    """

    def __init__(
        self,
        write: Callable[[Sequence[DocumentText]], None],
        written: Callable[[str], DocumentText | None],
    ) -> None:
        """``write`` puts texts into the index, in the thread; ``written`` returns a document's text from it."""
        self._write, self._written = write, written
        self._changed = threading.Condition()
        self._thread = threading.Thread(target=self._go_on, name="indexing", daemon=True)
        self._texts: dict[str, DocumentText] = {}
        self._under_way: Mapping[str, DocumentText] = {}
        self._weight = 0
        self._since = 0.0
        self._ending = False
        self._error: BaseException | None = None
        self._following: deque[tuple[str, Callable[[], object], int]] = deque()
        self._hurry = False
        self._failed = False

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Write what waits and do what follows; raises what kept a text from being written, unless an error ends the block."""
        with self._changed:
            self._ending = True
            self._changed.notify_all()
        interrupted = self._wait_for_thread()
        if error is not None:
            with suppress(Exception):  # the first error is the one to tell
                self.follow()
            return
        self.follow()
        if interrupted:
            raise KeyboardInterrupt
        self._tell()

    def _wait_for_thread(self) -> bool:
        """Wait, through one Ctrl+C, which is returned: what was found is kept. A second one gives up."""
        try:
            self._thread.join()
        except KeyboardInterrupt:
            self._thread.join()
            return True
        return False

    def put(self, text: DocumentText) -> None:
        """Have a text wait, in place of one of the same document; raises what kept earlier ones from being written."""
        with self._changed:
            while self._texts and self._weight >= _MOST and self._error is None:
                self._changed.wait()
            self._tell()
            before = self._texts.pop(text.document, None)
            if not self._texts:
                self._since = time.monotonic()
            self._texts[text.document] = text
            self._weight += _weight(text) - (_weight(before) if before else 0)
            self._changed.notify_all()

    def then(self, document: str, act: Callable[[], object], size: int = 0) -> None:
        """Do something when a document's text is written, after all else that was to be done: now, or in ``follow``.

        ``size`` is that of the document in bytes. Where too many wait, or too much, it is waited for the thread.
        """
        self._following.append((document, act, size))
        self.follow()
        while self._is_far_ahead() and not self._failed:
            with self._changed:
                self._hurry = True
                self._changed.notify_all()
                while self._error is None and self._is_waiting(self._following[0][0]):
                    self._changed.wait(_SOON)  # bounded: on Windows Ctrl+C does not end one that is not
                self._tell()
            self.follow()

    def _is_far_ahead(self) -> bool:
        waiting = sum(size for _document, _act, size in self._following)
        return len(self._following) > _AHEAD or (len(self._following) > 1 and waiting > _AHEAD_BYTES)

    def follow(self) -> None:
        """Do what follows from the texts that are written by now."""
        while not self._failed and self._following and not self._waits(self._following[0][0]):
            _document, act, _size = self._following.popleft()
            try:
                act()
            except Exception:
                self._failed = True  # nothing comes after it that is not in order
                raise

    def following(self, stop: Callable[[], bool]) -> Callable[[], bool]:
        """Return ``stop`` for those who ask it again and again while they wait: what follows is done meanwhile."""

        def stopped() -> bool:
            self.follow()
            return stop()

        return stopped

    def text(self, document: str) -> DocumentText | None:
        """Return a document's text, whether it waits or is written."""
        with self._changed:
            waits = self._texts.get(document) or self._under_way.get(document)
        return waits or self._written(document)

    def _waits(self, document: str) -> bool:
        with self._changed:
            return self._is_waiting(document)

    def _is_waiting(self, document: str) -> bool:
        """Tell whether a document's text is not written yet; who asks holds the lock."""
        return document in self._texts or document in self._under_way

    def _tell(self) -> None:
        if self._error is not None:
            raise self._error

    # --- in the thread -------------------------------------------------------------------------------

    def _go_on(self) -> None:
        try:
            while texts := self._next():
                self._write(tuple(texts.values()))
        except BaseException as error:  # noqa: BLE001  # raised where the next text is put
            with self._changed:
                self._error = error  # what is under way stays so: nothing follows from it
                self._changed.notify_all()

    def _next(self) -> Mapping[str, DocumentText]:
        """Return the texts to write now; none when the block has ended and all is written."""
        with self._changed:
            self._under_way = {}
            self._changed.notify_all()  # what was under way is written, and somebody may wait for that alone
            while not self._ending and (left := self._left()) > 0:
                self._changed.wait(left)
            self._under_way, self._texts, self._weight, self._hurry = self._texts, {}, 0, False
            self._changed.notify_all()
            return self._under_way

    def _left(self) -> float:
        """Return the seconds until what waits is written."""
        if not self._texts:
            return 1.0  # until it is woken
        return 0 if self._hurry or self._weight >= _WORTH_WHILE else self._since + _SOON - time.monotonic()


def _weight(text: DocumentText) -> int:
    """Return its characters, and a few for each part, which has a price of its own."""
    return sum(100 + len(part.text) for part in text.parts)
