"""What recognition has made of pictures, kept by what they show: a picture is recognised once, wherever it stands."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from reviewer.model import NoText, Picture
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    import sqlite3

    from reviewer.model import Part
    from reviewer.model.documents import Sides


@dataclass(frozen=True, slots=True)
class PictureRead:
    """What ``engine`` made of a picture: its text, and four 32-bit floats a code point, in parts of the picture's sides.

    ``no_text`` says what of it nobody could read, None where nothing is missing: all of it is words, or nothing is written there.
    """

    engine: str
    text: str = ""
    boxes: bytes = b""
    confidence: int = 0
    no_text: NoText | None = None

    def told_of(self, part: Part) -> Part:
        """Return the part of the picture with what was read."""
        return replace(
            part,
            text=self.text,
            no_text=self.no_text,
            recognised=bool(self.text),
            confidence=self.confidence if self.text else 0,
            tried=True,
        )


def picture_text(picture: Picture | None) -> str | None:
    """Return a picture as the column has it."""
    if picture is None:
        return None
    return json.dumps([picture.key, picture.sha256, picture.within, picture.at, picture.box])


def picture_of(column: Any) -> Picture | None:
    """Return the picture of a column."""
    if column is None:
        return None
    key, sha256, within, at, box = json.loads(column)
    return Picture(key, sha256, within, at, None if box is None else cast("Sides", tuple(box)))


def known_picture(db: sqlite3.Connection, sha256: str) -> PictureRead | None:
    """Return what was made of a picture (SHA-256) before, None if nothing was."""
    row = db.execute(
        "SELECT engine, text, boxes, confidence, no_text FROM picture WHERE sha = ?", (sha256,)
    ).fetchone()
    if row is None:
        return None
    engine, text, boxes, confidence, no_text = row
    return PictureRead(engine, text, boxes, confidence, None if no_text is None else NoText(no_text))


def remember(db: sqlite3.Connection, sha256: str, read: PictureRead) -> None:
    """Keep what was made of a picture."""
    db.execute(
        "INSERT OR REPLACE INTO picture(sha, engine, text, boxes, confidence, no_text) VALUES(?, ?, ?, ?, ?, ?)",
        (sha256, read.engine, read.text, read.boxes, read.confidence, read.no_text),
    )
