"""Several readers on one file: its pages are shared out in runs, and what they say comes in the order of the pages."""

from __future__ import annotations

from collections import deque
from collections.abc import Generator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import count
from pathlib import Path
from queue import SimpleQueue
from typing import TYPE_CHECKING

from reviewer.model.pages import PageWords

if TYPE_CHECKING:
    from reviewer.documents.reader.client import Reader

_RUN = 24  # pages: a tenth of a second's work, so that no reader is left with much at the end
_AHEAD = 3  # runs a reader may be ahead of who takes the pages


class Together:
    """Readers that share the pages of one file; they are the giver's to close."""

    def __init__(self, readers: Sequence[Reader]) -> None:
        """Take at least one reader; about as many as there are cores pay."""
        self._readers = tuple(readers)

    def words(self, path: Path, password: str | None = None) -> Generator[PageWords, None, None]:
        """Yield what ``Reader.words`` does, and raise what it does when that page's turn comes."""
        idle: SimpleQueue[Reader] = SimpleQueue()
        for reader in self._readers:
            idle.put(reader)

        def run(at: int) -> list[PageWords]:
            reader = idle.get()
            try:
                return list(reader.words(path, password, at=at, to=at + _RUN))
            finally:
                idle.put(reader)

        pool = ThreadPoolExecutor(len(self._readers), thread_name_prefix="pages shared out")
        starts, due = count(0, _RUN), deque[Future[list[PageWords]]]()
        try:
            due.extend(pool.submit(run, next(starts)) for _ in range(_AHEAD * len(self._readers)))
            while due:
                pages = due.popleft().result()
                if len(pages) == _RUN:
                    due.append(pool.submit(run, next(starts)))
                yield from pages
                if len(pages) < _RUN:
                    return
        finally:
            pool.shutdown(cancel_futures=True)
