"""Looking for words in the document that is open, a few milliseconds at a time."""

from __future__ import annotations

import time
from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from itertools import zip_longest

from PySide6.QtCore import QObject, QTimer, Signal

from reviewer.model import DocumentText
from reviewer.ui.document.document_source import Range, page_of
from reviewer.ui.document.word_bounds import across, hits, pattern_of

_SLICE = 0.008  # seconds of the screen's thread at a time


class Hits:
    """Hits by place, in the document's order; half a million of them take a few megabytes."""

    def __init__(self) -> None:
        """Begin with none."""
        self._places: dict[str, int] = {}
        self._hits: list[tuple[str, array[int], array[int]]] = []
        self._before = [0]
        self._rests: dict[Range, Range] = {}  # of hits that go on on the next page
        self._ends: dict[str, Range] = {}  # the same by that page

    def add_across(self, hit: Range, rest: Range) -> None:
        """Say that a hit, which is among its place's, goes on in the next place."""
        self._rests[hit] = rest
        self._ends[rest.place] = rest

    def rest(self, hit: Range) -> Range | None:
        """Return where a hit goes on on the next page, if it does."""
        return self._rests.get(hit)

    def add(self, place: str, spans: Iterator[tuple[int, int]]) -> None:
        """Add the hits of the next place that has any."""
        starts, ends = array("L"), array("L")
        for start, end in spans:
            starts.append(start)
            ends.append(end)
        if starts:
            self._places[place] = len(self._hits)
            self._hits.append((place, starts, ends))
            self._before.append(self._before[-1] + len(starts))

    def __len__(self) -> int:
        return self._before[-1]

    def __getitem__(self, index: int) -> Range:
        at = bisect_right(self._before, index) - 1
        place, starts, ends = self._hits[at]
        return Range(place, starts[index - self._before[at]], ends[index - self._before[at]])

    def between(self, place: str, start: int, end: int) -> list[Range]:
        """Return the hits of a place that begin in a range."""
        if place not in self._places:
            return []
        _, starts, ends = self._hits[self._places[place]]
        inside = range(bisect_left(starts, start), bisect_left(starts, end))
        return [Range(place, starts[i], ends[i]) for i in inside]

    def on(self, place: str) -> list[Range]:
        """Return the hits of a place, and the end of one that began in the place before."""
        end = self._ends.get(place)
        return [*([] if end is None else [end]), *self.between(place, 0, 1 << 62)]

    def first_from(self, order: dict[str, int], place: str, start: int) -> int:
        """Return the first hit at or after a position, the very first if there is none after it."""
        for at, (here, starts, _) in enumerate(self._hits):
            if here == place and (inside := bisect_left(starts, start)) < len(starts):
                return self._before[at] + inside
            if order.get(here, 0) > order.get(place, -1):
                return self._before[at]
        return 0


class Finder(QObject):
    """Looks through a document's parts; ``changed`` whenever more was found, and when all is looked through."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        """Begin with nothing to look for."""
        super().__init__(parent)
        self.hits, self.done = Hits(), True
        self._work: Iterator[None] = iter(())
        self._timer = QTimer(self)  # a QBasicTimer would fire for us after Qt has deleted us, and crash
        self._timer.timeout.connect(self._look)

    def seek(self, query: str, text: DocumentText | None) -> None:
        """Look for something else, or for nothing."""
        self.hits, self.done = Hits(), False
        self._work = self._through(query, text)
        self._timer.start(0)

    def stop(self) -> None:
        """Look no further."""
        self._timer.stop()

    def _through(self, query: str, text: DocumentText | None) -> Iterator[None]:
        pattern = pattern_of(query)
        if pattern is None or text is None:
            return
        parts = text.said
        for part, after in zip_longest(parts, parts[1:]):
            spans = list(hits(pattern, part.text))
            over = None
            if after is not None and page_of(part.place) is not None and page_of(after.place) is not None:
                over = across(pattern, part.text, after.text)
            if over is not None and after is not None and (not spans or spans[-1][1] <= over[0]):
                spans.append(over[:2])
                self.hits.add_across(Range(part.place, *over[:2]), Range(after.place, *over[2:]))
            self.hits.add(part.place, iter(spans))
            yield

    def _look(self) -> None:
        """Look through as many parts as fit into the slice."""
        until = time.monotonic() + _SLICE
        while time.monotonic() < until:
            if next(self._work, self) is self:
                self.done = True
                self._timer.stop()
                break
        self.changed.emit()
