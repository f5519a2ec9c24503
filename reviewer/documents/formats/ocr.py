"""Recognition of any picture, and of a page that is only a picture (handler ``recognise``, one a call), by what this system has for it."""

from __future__ import annotations

import time
from dataclasses import replace
from mmap import mmap
from typing import TYPE_CHECKING, Any

from reviewer.documents.formats import pages, scan
from reviewer.documents.formats.ocr_engine import engine
from reviewer.documents.formats.ocr_reading import Reading
from reviewer.documents.formats.ocr_text import RecognisedText
from reviewer.documents.reader.values import RefusalError

if TYPE_CHECKING:
    from PIL.Image import Image

_SECONDS = 30.0  # of work; a look for rows may be under way then, and the reader has four times as long


def recognise(
    data: mmap | bytes, args: dict[str, Any], seconds: float = _SECONDS
) -> tuple[dict[str, Any], bytes]:
    """Return the text of ``page`` (``text`` bytes of UTF-8) and four floats a code point, as ``boxes`` does.

    ``confidence`` is 0 to 100, ``engine`` what read it. No text if we are less than half sure of it. ``rows`` is how
    many rows of letter-like shapes are on the page, ``unread_rows`` how many of them nothing reliable was read from.
    After so many ``seconds`` of work nothing more is tried.
    """
    engine()
    until = time.process_time() + seconds
    try:
        drawn = scan.scan_of(data, args)
    except RefusalError:
        pages.sizes(
            data, args
        )  # refuses again what cannot be opened at all, for example without its password
        # The page alone cannot be drawn: what may stand there is unread.
        return packed(RecognisedText(rows=1, unread_rows=1), 0.0, 0.0)
    if drawn is None:
        return packed(RecognisedText(), 0.0, 0.0)
    # A page of which noise hides everything may say something to a person; a picture of gravel says nothing.
    recognised = _read(drawn, until) or RecognisedText(rows=1, unread_rows=1)
    return packed(recognised, drawn.width, drawn.height)


def packed(recognised: RecognisedText, width: float, height: float) -> tuple[dict[str, Any], bytes]:
    """Return what was recognised on a page or picture of a size as a reply's head and payload."""
    text = recognised.text.encode("utf-8")
    head = {"text": len(text), **_by(recognised)}
    rows = {"rows": recognised.rows, "unread_rows": recognised.unread_rows}
    return {**head, **rows, "width": width, "height": height}, text + recognised.boxes.tobytes()


def _by(recognised: RecognisedText) -> dict[str, Any]:
    """Return what read it, and how sure that is; 0 where it doesn't say."""
    used = engine()
    return {"confidence": recognised.confidence if used.tells_sureness else 0, "engine": used.name}


def read_picture(picture: Image, seconds: float = _SECONDS) -> RecognisedText:
    """Recognise a picture of any mode, whichever way up, dark on light or light on dark; boxes are in its pixels.

    How many dots an inch it has does not matter: its letters tell how large they are. What is clear in it shows white,
    or black where white shows nothing: who knows the ground it stands on puts it there first. RefusalError where
    recognition is missing.
    """
    until = time.process_time() + seconds
    return _read(scan.Scan(scan.seen(picture), 1.0, picture.width, picture.height), until) or RecognisedText()


def _read(drawn: scan.Scan, until: float) -> RecognisedText | None:
    """Return what is read in a picture; None where there is nothing but noise."""
    bounded = scan.within_bounds(drawn)
    ready = scan.prepared(replace(bounded, picture=bounded.picture.convert("L")))
    if ready is None:
        return None
    return Reading(engine(), until).of(ready, scan.tints_of(bounded))


def told(_data: mmap | bytes, _args: dict[str, Any]) -> tuple[dict[str, Any], bytes]:
    """Return what recognises here: its ``name`` with its version, and the ``language`` that it reads by (handler ``engine``).

    RefusalError says what is missing where nothing does.
    """
    found = engine()
    return {"name": found.name, "language": found.language}, b""
