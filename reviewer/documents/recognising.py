"""Recognition from our side: one page of a document, in a reader process that gives way to all other work."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

from reviewer.documents.reader import StoppedError
from reviewer.documents.reader.whole_document import Calls
from reviewer.model import Picture, ProblemError, Reason

HANDLERS = {
    "recognise": "reviewer.documents.formats.ocr:recognise",
    "recognise_picture": "reviewer.documents.formats.picture_reading:recognise_picture",
    "doubt": "reviewer.documents.formats.pdf_doubt:doubt",
    "engine": "reviewer.documents.formats.ocr:told",
}
NICENESS = 19  # the lowest priority there is
WORK = 120.0
"""Seconds that the process may be at work on one page or picture: what other programs take of a busy machine counts for nothing."""
SECONDS = 3600.0  # by the clock, against what waits for ever: at the lowest priority a busy machine lets a page wait long
_LOOK = 0.2  # seconds between two looks at whether the person wants it to stop
_TRIES = 2
_SIDES = 4
_ENDS = frozenset({Reason.READING_TOO_SLOW, Reason.READING_TOO_LARGE, Reason.READER_CONFUSED})
# What is said of a picture alone: the document itself was opened.
_OF_A_PICTURE = frozenset({
    Reason.PICTURE_DAMAGED, Reason.PICTURE_TOO_LARGE, Reason.DRAWING_TOO_LARGE, Reason.PACKAGE_PART_DAMAGED,
    Reason.MEMBER_MISSING, Reason.MEMBER_DAMAGED, Reason.MEMBER_TOO_LARGE, Reason.PAGE_DAMAGED, Reason.PAGE_MISSING,
})  # fmt: skip


class Caller(Calls, Protocol):
    """The part of ``Reader`` that is used here, with ``HANDLERS`` among its ops."""

    def close(self) -> None:
        """See ``Reader.close``."""


@dataclass(frozen=True, slots=True)
class Recognition:
    """What was recognised on a page or in a picture: "" if nothing that can be relied on.

    ``confidence`` is 0 to 100; ``boxes``, ``width`` and ``height`` are as in ``PageText``, and of a picture in parts of its sides;
    ``engine`` is what read it. ``rows`` of letter-like shapes were seen, and of ``unread_rows`` no words were made.
    """

    text: str
    boxes: array[float]
    width: float
    height: float
    confidence: int
    engine: str
    rows: int = 1
    unread_rows: int = 0


NOTHING = Recognition("", array("f"), 0.0, 0.0, 0, "")
"""Nobody can say what is there."""


def recognise(
    reader: Caller, path: Path, page: int | Picture, password: str | None, cancelled: Callable[[], bool]
) -> Recognition | None:
    """Recognise one page (from 0) of a PDF or picture, or a picture in a document; None if ``cancelled`` said so meanwhile.

    What takes too long or too much memory, confuses the reader or stops it twice gives NOTHING, and so does a picture that
    cannot be drawn. DocumentError if
    the document cannot be opened now, for want of its password for example: that says nothing of what is in it.
    """
    op, args = _asked(page)
    with ThreadPoolExecutor(1, "recognise") as thread:
        for _ in range(_TRIES):
            asked = thread.submit(reader.call, op, path, SECONDS, password=password, **args)
            if not wait(asked, reader, cancelled):
                return None
            try:
                return _recognition(reader, path, *asked.result())
            except StoppedError as stop:
                if stop.reason in _ENDS:
                    break
                if stop.reason is not Reason.READER_DIED:
                    raise
            except ProblemError as refused:
                if refused.problem.reason not in _OF_A_PICTURE:
                    raise
                break
    return NOTHING


def _asked(page: int | Picture) -> tuple[str, dict[str, Any]]:
    if isinstance(page, int):
        return "recognise", {"page": page}
    return "recognise_picture", {"key": page.key, "box": page.box}


def wait(asked: Future[Any], reader: Caller, cancelled: Callable[[], bool]) -> bool:
    """Wait for the answer; on a cancel, let the reader's child go (another starts when asked again) and return False."""
    try:
        while not cancelled():
            with suppress(NotYet):
                asked.exception(_LOOK)
                return True
    except BaseException:  # Ctrl+C
        reader.close()
        raise
    reader.close()
    return False


def _recognition(reader: Caller, path: Path, head: dict[str, Any], payload: bytes) -> Recognition:
    with reader.believing(path):
        cut = int(head["text"])
        text, boxes = payload[:cut].decode("utf-8"), array("f", payload[cut:])
        if len(boxes) != _SIDES * len(text):
            raise ValueError(len(boxes))
        size = float(head["width"]), float(head["height"])
        rows = int(head.get("rows", 1)), int(head.get("unread_rows", 0))
        return Recognition(text, boxes, *size, int(head["confidence"]), str(head["engine"]), *rows)
