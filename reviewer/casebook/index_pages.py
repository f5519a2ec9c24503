"""Parts in the search index, and those that were recognised in a picture after the rest had been read."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from reviewer.casebook.folding import folded, restored, stored
from reviewer.casebook.index_pictures import known_picture, picture_of, picture_text, remember
from reviewer.casebook.index_summary import count_again
from reviewer.casebook.index_words import delete_words, insert_words
from reviewer.model import Aside, NoText, Part
from reviewer.model.frozen import dataclass
from reviewer.model.kinds import PAGED

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Collection

    from reviewer.casebook.index_file import IndexFile
    from reviewer.casebook.index_pictures import PictureRead
    from reviewer.casebook.index_words import WordsConnection
    from reviewer.model import DocumentText, Picture

PART = "place, label, text, no_text, cells, recognised, confidence, hidden, aside, picture, tried, raw"
_OF_PART = ", ".join(f"p.{name}" for name in PART.split(", "))
_WAITS = f"p.no_text IN ('{NoText.PICTURE}', '{NoText.BLANK}', '{NoText.LETTERS}') AND NOT p.tried"  # ``Part.waits``


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Where recognised characters are: left, top, right, bottom of each as 32-bit floats.

    Of a page in points, ``width`` and ``height`` being the page's; of a picture in parts of its sides, which are 1.
    """

    boxes: bytes
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Waiting:
    """What waits for recognition: a page of a document, or a ``picture`` in it, which may stand elsewhere too."""

    document: str
    place: str
    label: str
    picture: Picture | None = None


def part_of(
    place: str,
    label: str,
    text: str | bytes,
    no_text: str | None,
    cells: str,
    recognised: object,
    sure: int,
    *beside: Any,
) -> Part:
    """Return a part from the columns of ``PART``."""
    named = () if cells == "[]" else tuple((int(at), str(cell)) for at, cell in json.loads(cells))
    why = None if no_text is None else NoText(no_text)
    hidden, aside, picture, tried, raw = beside
    holds = None if aside is None else Aside(aside)
    numbers = () if raw == "[]" else tuple((str(cell), str(value)) for cell, value in json.loads(raw))
    return Part(
        place,
        label,
        restored(text),
        why,
        named,
        bool(recognised),
        sure,
        bool(hidden),
        holds,
        picture_of(picture),
        bool(tried),
        numbers,
    )


def insert_part(db: WordsConnection, document: int, number: int, part: Part) -> int:
    """Put a part in, under its document's row; returns its own row."""
    search_in = folded(part.text)
    picture = part.picture
    made = db.execute(
        f"INSERT INTO part(document, number, {PART}, sha, folded) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document, number, part.place, part.label, stored(part.text), part.no_text, json.dumps(part.cells),
         part.recognised, part.confidence, part.hidden, part.aside, picture_text(picture), part.tried, json.dumps(part.raw),
         (picture.sha256 or None) if picture else None, None if search_in is part.text else search_in),
    )  # fmt: skip
    row = int(made.lastrowid or 0)
    insert_words(db, row, document, search_in)
    return row


def delete_part(db: WordsConnection, row: int) -> None:
    """Take a part out: its words, and what recognition made of it, with it."""
    document, search_in = db.execute(
        "SELECT document, coalesce(folded, text) FROM part WHERE id = ?", (row,)
    ).fetchone()
    delete_words(db, row, document, search_in)
    db.execute("DELETE FROM part WHERE id = ?", (row,))
    db.execute("DELETE FROM tried WHERE part = ?", (row,))


def with_known_pictures(db: sqlite3.Connection, text: DocumentText) -> DocumentText:
    """Return a text with what recognition has made of its pictures before, here or in another document."""
    if not any(part.picture and part.waits for part in text.parts):
        return text
    return replace(text, parts=tuple(_known(db, part) for part in text.parts))


def _known(db: sqlite3.Connection, part: Part) -> Part:
    if part.picture is None or not part.waits:
        return part
    read = known_picture(db, part.picture.sha256)
    return part if read is None else read.told_of(part)


class RecognisedPages:
    """What recognition has made of pages and pictures without text, and which of them wait for it."""

    def __init__(self, file: IndexFile) -> None:
        """Keep the file."""
        self._file = file
        self._reading = file.reading()

    def queue(self, documents: Collection[str]) -> tuple[Waiting, ...]:
        """Return the pages and pictures that show something, have no text, and were not tried yet.

        Those that a person typed out are among them: recognition may see what was not typed. Pages first; a picture that stands in several places is there once for each document: one of them may not open now.
        """
        rows = self._file.query(
            self._reading,
            "SELECT d.sha, p.place, p.label, p.picture, min(p.id) FROM document d JOIN part p ON p.document = d.id"
            f" WHERE d.whole AND d.pieces <> '' AND {_WAITS}"
            " AND (p.picture IS NOT NULL OR d.kind IN (SELECT value FROM json_each(?)))"
            " AND d.sha IN (SELECT value FROM json_each(?))"
            " GROUP BY d.id, coalesce(p.sha, p.id) ORDER BY p.picture IS NOT NULL, d.id, p.number",
            (json.dumps(PAGED), json.dumps(sorted(documents))),
        )
        return tuple(
            Waiting(sha, place, label, picture_of(picture)) for sha, place, label, picture, _first in rows
        )

    def put(self, document: str, part: Part, boxes: PageBoxes, engine: str) -> bool:
        """Keep what ``engine`` made of a page, in place of a part without text; tells whether it was kept.

        A ``part`` without text is kept as tried, so that it does not wait again. Where the page has its text by
        now, or is gone, nothing is kept: another program was quicker.
        """
        return self._file.safely(lambda: self._put(document, part, boxes, engine))

    def _put(self, document: str, part: Part, boxes: PageBoxes, engine: str) -> bool:
        with self._file.batch() as db:
            known = db.execute(
                "SELECT p.id, p.document, p.number FROM part p JOIN document d ON d.id = p.document"
                f" WHERE d.whole AND d.sha = ? AND p.place = ? AND {_WAITS}",
                (document, part.place),
            ).fetchone()
            if known is None:
                return False
            row, owner, number = known
            row = _put_again(db, row, owner, number, replace(part, tried=True))
            if part.text:
                db.execute(
                    "INSERT OR REPLACE INTO tried(part, boxes, width, height) VALUES(?, ?, ?, ?)",
                    (row, boxes.boxes, boxes.width, boxes.height),
                )
            self._count_again(db, owner, engine if part.text else "")
        return True

    def put_picture(self, sha256: str, read: PictureRead) -> tuple[tuple[str, str], ...]:
        """Keep what recognition made of a picture, wherever it stands; returns document and place of each."""
        return self._file.safely(lambda: self._put_picture(sha256, read))

    def _put_picture(self, sha256: str, read: PictureRead) -> tuple[tuple[str, str], ...]:
        with self._file.batch() as db:
            remember(db, sha256, read)
            rows = db.execute(
                f"SELECT p.id, p.document, p.number, d.sha, {_OF_PART}"
                " FROM part p JOIN document d ON d.id = p.document"
                f" WHERE d.whole AND p.sha = ? AND {_WAITS}",
                (sha256,),
            ).fetchall()
            for row, owner, number, _document, *columns in rows:
                _put_again(db, row, owner, number, read.told_of(part_of(*columns)))
            for owner in dict.fromkeys(row[1] for row in rows):
                self._count_again(db, owner, read.engine if read.text else "")
        return tuple((str(row[3]), str(row[4])) for row in rows)

    @staticmethod
    def _count_again(db: WordsConnection, owner: int, engine: str) -> None:
        rows = db.execute(f"SELECT {PART} FROM part WHERE document = ? ORDER BY number", (owner,))
        count_again(db, owner, [part_of(*row) for row in rows], engine)

    def page(self, document: str, place: str) -> tuple[str, PageBoxes] | None:
        """Return a recognised part's text and where its characters are; or None."""
        rows = self._file.query(
            self._reading,
            "SELECT p.text, t.boxes, t.width, t.height FROM document d JOIN part p ON p.document = d.id"
            " JOIN tried t ON t.part = p.id WHERE d.whole AND d.sha = ? AND p.place = ?"
            " UNION ALL"
            " SELECT p.text, k.boxes, 1.0, 1.0 FROM document d JOIN part p ON p.document = d.id"
            " JOIN picture k ON k.sha = p.sha WHERE d.whole AND d.sha = ? AND p.place = ? AND p.recognised",
            (document, place, document, place),
        )
        if not rows:
            return None
        text, *boxes = rows[0]
        return restored(text), PageBoxes(*boxes)

    def on_page(self, document: str, page: str) -> tuple[tuple[str, str, PageBoxes, Picture | None], ...]:
        """Return what was recognised on a page that has a text of its own: place, text, where its characters are, and in which picture."""
        rows = self._file.query(
            self._reading,
            "SELECT p.place, p.text, t.boxes, t.width, t.height, NULL, p.number"
            " FROM document d JOIN part p ON p.document = d.id JOIN tried t ON t.part = p.id"
            " WHERE d.whole AND d.sha = ? AND p.place GLOB ? AND p.recognised"
            " UNION ALL"
            " SELECT p.place, p.text, k.boxes, 1.0, 1.0, p.picture, p.number"
            " FROM document d JOIN part p ON p.document = d.id JOIN picture k ON k.sha = p.sha"
            " WHERE d.whole AND d.sha = ? AND p.place GLOB ? AND p.recognised ORDER BY 7",
            (document, f"{page}/*") * 2,
        )
        return tuple(
            (place, restored(text), PageBoxes(boxes, width, height), picture_of(picture))
            for place, text, boxes, width, height, picture, _number in rows
        )


def _put_again(db: WordsConnection, row: int, owner: int, number: int, part: Part) -> int:
    """Put a part in the place of an earlier one; returns its row."""
    delete_part(db, row)
    return insert_part(db, owner, number, part)
