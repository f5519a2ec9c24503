"""Parts in the search index, and those that were recognised in a picture after the rest had been read."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection
from dataclasses import dataclass
from typing import Any

from reviewer.casebook.folding import folded, restored, stored
from reviewer.casebook.index_file import IndexFile
from reviewer.casebook.index_words import WordsConnection, delete_words, insert_words
from reviewer.model import Aside, DocumentText, NoText, Part
from reviewer.model.kinds import PAGED

PART = "place, label, text, no_text, cells, recognised, confidence, hidden, aside, raw"


@dataclass(frozen=True, slots=True)
class PageBoxes:
    """Where a recognised page's characters are: left, top, right, bottom of each as 32-bit floats, in points.

    ``width`` and ``height`` are the page's.
    """

    boxes: bytes
    width: float
    height: float


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
    hidden, aside, raw = beside
    holds = None if aside is None else Aside(aside)
    numbers = () if raw == "[]" else tuple((str(cell), str(value)) for cell, value in json.loads(raw))
    return Part(
        place, label, restored(text), why, named, bool(recognised), sure, bool(hidden), holds, numbers
    )


def insert_part(db: WordsConnection, document: int, number: int, part: Part) -> int:
    """Put a part in, under its document's row; returns its own row."""
    search_in = folded(part.text)
    made = db.execute(
        f"INSERT INTO part(document, number, {PART}, folded) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (document, number, part.place, part.label, stored(part.text), part.no_text, json.dumps(part.cells),
         part.recognised, part.confidence, part.hidden, part.aside, json.dumps(part.raw), None if search_in is part.text else search_in),
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


class RecognisedPages:
    """What recognition has made of pages without text, and which of them wait for it."""

    def __init__(self, file: IndexFile, text_hash: Callable[[DocumentText], str]) -> None:
        """Keep the file; ``text_hash`` is the index's, for what a document's text is afterwards."""
        self._file = file
        self._reading = file.reading()
        self._text_hash = text_hash

    def queue(self, documents: Collection[str]) -> tuple[tuple[str, str], ...]:
        """Return document and place of the pages that show something, have no text, and were not tried yet."""
        rows = self._file.query(
            self._reading,
            "SELECT d.sha, p.place FROM document d JOIN part p ON p.document = d.id"
            " WHERE d.whole AND d.without_text AND p.no_text IS NOT NULL"
            " AND d.kind IN (SELECT value FROM json_each(?))"
            " AND d.sha IN (SELECT value FROM json_each(?))"
            " AND NOT EXISTS (SELECT 1 FROM tried WHERE tried.part = p.id) ORDER BY d.id, p.number",
            (json.dumps(PAGED), json.dumps(sorted(documents))),
        )
        return tuple((str(sha), str(place)) for sha, place in rows)

    def put(self, document: str, part: Part, boxes: PageBoxes, engine: str) -> bool:
        """Keep what ``engine`` recognised on a page, in place of a part without text; tells whether it was kept.

        An unreadable ``part`` is kept as tried, so that it does not wait again. Where the page has its text by
        now, or is gone, nothing is kept: another program was quicker.
        """
        return self._file.safely(lambda: self._put(document, part, boxes, engine))

    def _put(self, document: str, part: Part, boxes: PageBoxes, engine: str) -> bool:
        with self._file.batch() as db:
            found = db.execute(
                "SELECT p.id, p.document, p.number FROM part p JOIN document d ON d.id = p.document"
                " WHERE d.whole AND d.sha = ? AND p.place = ? AND p.no_text IS NOT NULL",
                (document, part.place),
            ).fetchone()
            if found is None:
                return False
            row, owner, number = found
            if not part.unreadable:
                delete_part(db, row)
                row = insert_part(db, owner, number, part)
                self._count_again(db, owner, document, engine)
            db.execute(
                "INSERT OR REPLACE INTO tried(part, boxes, width, height) VALUES(?, ?, ?, ?)",
                (row, None if part.unreadable else boxes.boxes, boxes.width, boxes.height),
            )
        return True

    def _count_again(self, db: sqlite3.Connection, owner: int, document: str, engine: str) -> None:
        rows = db.execute(f"SELECT {PART} FROM part WHERE document = ? ORDER BY number", (owner,))
        text = DocumentText(document, "", "", tuple(part_of(*row) for row in rows))
        (extractor,) = db.execute("SELECT extractor FROM document WHERE id = ?", (owner,)).fetchone()
        if engine not in extractor.split("+"):
            extractor = f"{extractor}+{engine}"
        db.execute(
            "UPDATE document SET without_text = ?, recognised = ?, text_hash = ?, extractor = ? WHERE id = ?",
            (text.without_text, text.recognised, self._text_hash(text), extractor, owner),
        )

    def page(self, document: str, place: str) -> tuple[str, PageBoxes] | None:
        """Return a recognised page's text, which is its part's, and where its characters are; or None."""
        rows = self._file.query(
            self._reading,
            "SELECT p.text, t.boxes, t.width, t.height FROM document d JOIN part p ON p.document = d.id"
            " JOIN tried t ON t.part = p.id WHERE d.whole AND d.sha = ? AND p.place = ? AND t.boxes IS NOT NULL",
            (document, place),
        )
        if not rows:
            return None
        text, *boxes = rows[0]
        return restored(text), PageBoxes(*boxes)
