"""The threads that wait for the reader process so that the screen never does.

The screen keeps one wish list; the newest replaces the older one, so that what has been scrolled past is
never drawn. Sizes come before pages. A whole document's text may take seconds, so it has a thread of its own, in
which no page waits behind it.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage, QTransform

from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.model import ProblemError, Reason
from reviewer.ui.document.document_source import Bitmap, PageSource, PageText, place_of
from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.layers import Layer, PageLayers
from reviewer.ui.document.rects import Rect

_log = logging.getLogger(__name__)
_QUICK = 3.0  # seconds within which a failure is taken for a reader that died under us: one more try
_A4 = (595.0, 842.0)
_LONGEST = 200_000.0  # points; PDF's own limit with the largest user unit is far beyond any screen
_PATIENCE = 5.0  # seconds to wait for the thread when closing


@dataclass(frozen=True, slots=True)
class SizesWish:
    """The page sizes of a document."""

    document: str


@dataclass(frozen=True, slots=True)
class TileWish:
    """A page, or a square of it (x, y, width, height), at ``scale`` device pixels a point.

    ``clip`` counts on the page as it is in the file; what comes back is turned by so many quarters, clockwise.
    """

    document: str
    page: int
    scale: float
    clip: tuple[int, int, int, int] | None
    turn: int = 0


@dataclass(frozen=True, slots=True)
class LettersWish:
    """A page's texts and boxes; another ``edition`` where more of it has been read since."""

    document: str
    page: int
    edition: int = 0


@dataclass(frozen=True, slots=True)
class TextWish:
    """A document's whole text."""

    document: str


@dataclass(frozen=True, slots=True)
class LinksWish:
    """Where the links of a page stand and what they name."""

    document: str
    page: int


@dataclass(frozen=True, slots=True)
class OutlineWish:
    """A document's page labels and headings."""

    document: str


@dataclass(frozen=True, slots=True)
class PictureWish:
    """The picture of a part of a text, no side longer than ``side`` pixels."""

    document: str
    place: str
    side: int


Wish = PictureWish | SizesWish | TileWish | LettersWish | LinksWish | OutlineWish | TextWish


class Fetcher(QObject):
    """Fulfils wishes one after the other in a thread of its own; answers arrive on the screen's thread.

    ``fulfilled`` carries the wish and: sizes, ``QImage`` (of a tile or a picture), ``PageLayers``, links, ``Outline`` or
    ``DocumentText``.
    ``refused`` carries the wish and the error, for which ``why_words`` has the words.
    """

    fulfilled = Signal(object, object)
    refused = Signal(object, object)
    _back = Signal(object, object, object)

    def __init__(self, source: PageSource, parent: QObject | None = None) -> None:
        """Take where pages come from; the thread starts with the first wish."""
        super().__init__(parent)
        self._source = source
        self._queue, self._slow = _Queue(), _Queue()
        self._thread: threading.Thread | None = None
        self._reading: threading.Thread | None = None
        self._back.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        # Should the window go without closing this first, the thread still ends.
        self.destroyed.connect(self._queue.close)
        self.destroyed.connect(self._slow.close)

    def first(self, wish: Wish) -> None:
        """Ask for something that everything else waits for."""
        self._start()
        self._queue.put(0, [wish])

    def wish(self, wishes: Sequence[Wish]) -> None:
        """Replace the wish list, best wish first."""
        self._start()
        self._queue.put(1, wishes)

    def aside(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of what is wished for beside the pages, as their small pictures."""
        self._start()
        self._queue.put(2, wishes)

    def pictures(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of pictures that are wished for in a text."""
        self._start()
        self._queue.put(4, wishes)

    def last(self, *wishes: Wish) -> None:
        """Ask for something that may wait until nothing else is wished for, or for a whole text; each replaces its like."""
        self._start()
        texts = [wish for wish in wishes if isinstance(wish, TextWish)]
        others = [wish for wish in wishes if not isinstance(wish, TextWish)]
        if others:
            self._queue.put(3, others)
        if texts and self._reading is None and not self._slow.closed:
            self._reading = self._thread_on(self._slow, "document text")
        if texts:
            self._slow.put(0, texts)

    def forget(self) -> None:
        """Drop every wish, for another document is shown."""
        self._queue.clear()
        self._slow.clear()

    def close(self) -> None:
        """Stop the thread and wait for it; what is under way is finished and not delivered."""
        self._queue.close()
        self._slow.close()
        for thread in (self._thread, self._reading):
            if thread is not None:
                thread.join(_PATIENCE)
        self._thread = self._reading = None

    def _start(self) -> None:
        if self._thread is None and not self._queue.closed:
            self._thread = self._thread_on(self._queue, "document pages")

    def _thread_on(self, queue: _Queue, name: str) -> threading.Thread:
        thread = threading.Thread(target=self._work, args=(queue,), name=name, daemon=True)
        thread.start()
        return thread

    def _work(self, queue: _Queue) -> None:
        while (wish := queue.take()) is not None:
            result, error = self._try(wish)
            if queue.closed:
                return
            self._back.emit(wish, result, error)

    def _try(self, wish: Wish) -> tuple[object, Exception | None]:
        began = time.monotonic()
        try:
            return self._fulfil(wish), None
        except Exception as first:  # noqa: BLE001 - whatever a document does, the thread lives on
            # Which may have been another document's doing.
            died = isinstance(first, ProblemError) and first.problem.reason is Reason.READER_DIED
            if self._queue.closed or (not died and time.monotonic() - began > _QUICK):
                return None, _logged(first)
        try:
            return self._fulfil(wish), None
        except Exception as error:  # noqa: BLE001 - as above
            return None, _logged(error)

    def _fulfil(self, wish: Wish) -> object:
        if isinstance(wish, TileWish):
            drawn = _image(self._source.render(wish.document, wish.page, wish.scale, wish.clip))
            return drawn.transformed(QTransform().rotate(90 * wish.turn)) if wish.turn else drawn
        if isinstance(wish, LettersWish):
            return _layers(wish.page, self._source.boxes(wish.document, wish.page))
        if isinstance(wish, LinksWish):
            return tuple(self._source.links(wish.document, wish.page))
        if isinstance(wish, PictureWish):
            return _image(self._source.picture(wish.document, wish.place, wish.side))
        return self._of_document(wish)

    def _of_document(self, wish: SizesWish | OutlineWish | TextWish) -> object:
        if isinstance(wish, SizesWish):
            return tuple(_sane(width, height) for width, height in self._source.sizes(wish.document))
        if isinstance(wish, OutlineWish):
            return self._source.outline(wish.document)
        return self._source.text(wish.document)

    def _deliver(self, wish: Wish, result: object, error: Exception | None) -> None:
        (self._slow if isinstance(wish, TextWish) else self._queue).done(wish)
        if error is not None:
            self.refused.emit(wish, error)
        else:
            self.fulfilled.emit(wish, result)


class _Queue:
    """Wishes in five ranks. A wish under way or not yet delivered is not taken up twice."""

    def __init__(self) -> None:
        self._ranks: tuple[list[Wish], ...] = ([], [], [], [], [])
        self._busy: set[Wish] = set()
        self._changed = threading.Condition()
        self.closed = False

    def put(self, rank: int, wishes: Sequence[Wish]) -> None:
        with self._changed:
            self._ranks[rank][:] = wishes
            self._changed.notify()

    def take(self) -> Wish | None:
        """Wait for the next wish; None when closed."""
        with self._changed:
            while True:
                if self.closed:
                    return None
                for rank in self._ranks:
                    while rank:
                        wish = rank.pop(0)
                        if wish not in self._busy:
                            self._busy.add(wish)
                            return wish
                self._changed.wait()

    def done(self, wish: Wish) -> None:
        with self._changed:
            self._busy.discard(wish)

    def clear(self) -> None:
        with self._changed:
            for rank in self._ranks:
                rank.clear()

    def close(self) -> None:
        with self._changed:
            self.closed = True
            self._changed.notify_all()


def _image(bitmap: Bitmap) -> QImage:
    """Return an image of its own: the bitmap's bytes may be reused by the reader.

    A pixel's fourth byte may be anything, and Qt takes it for how clear a pixel is wherever it scales or multiplies, so that
    black would be painted as paper: each is made opaque, which costs what copying does.
    """
    if bitmap.height * bitmap.stride > len(bitmap.data) or bitmap.stride < 4 * bitmap.width:
        msg = "the reader sent fewer pixels than it said"
        raise ValueError(msg)
    shown = QImage(bitmap.data, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_RGB32)
    opaque = shown.convertToFormat(QImage.Format.Format_ARGB32)
    opaque.reinterpretAsFormat(QImage.Format.Format_RGB32)
    return opaque


def _layers(number: int, page: PageText) -> PageLayers:
    """Return the texts of a page, by its number from 0."""
    size = page.width, page.height
    layers = [
        Layer(each.place, Letters(each.text, each.boxes, *size), Rect(*each.area), instead=each.instead)
        for each in page.layers
    ]
    return PageLayers(place_of(number), Letters(page.text, page.boxes, *size), layers)


def _sane(width: float, height: float) -> tuple[float, float]:
    """Return a page size that can be laid out: what the file claims may be nought, endless or no number."""
    if not (isfinite(width) and isfinite(height) and width > 0 and height > 0):
        return _A4
    return max(1.0, min(_LONGEST, width)), max(1.0, min(_LONGEST, height))


def _logged(error: Exception) -> Exception:
    if not isinstance(error, ReviewerError):
        _log.error("a page could not be made", exc_info=error)
    return error


def why_words(error: Exception) -> str:
    """Return why a wish was refused, in a sentence for the person."""
    if isinstance(error, ReviewerError):
        return error_words(error)
    return say("The program made a mistake here; its log has the details.")
