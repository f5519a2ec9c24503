"""Extracted text and the search index: cache/index.sqlite. All of it is derived, and made again when it is lost.

It has connections of its own and writes in short transactions, so that an import never holds up a verdict.
"""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
import secrets
from contextlib import suppress
from dataclasses import replace
from functools import cached_property, partial
from typing import TYPE_CHECKING

from reviewer.casebook.index_doubts import ComparedTexts
from reviewer.casebook.index_file import IndexFile
from reviewer.casebook.index_pages import (
    PART,
    RecognisedPages,
    delete_part,
    insert_part,
    part_of,
    with_known_pictures,
)
from reviewer.casebook.index_summary import (
    SUMMARY,
    Remembered,
    columns,
    notes_in,
    problem_in,
    summary_of,
)
from reviewer.casebook.index_typed import TypedLayers, is_laid, lay, without_layers
from reviewer.casebook.index_waiting import TextsBeside
from reviewer.casebook.index_words import decide_common
from reviewer.errors import CasebookError
from reviewer.model import DocumentText

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping, Sequence
    from pathlib import Path

    from reviewer.casebook.index_search import Every, Lookup
    from reviewer.casebook.index_summary import (
        TextSummary,
    )
    from reviewer.casebook.index_words import WordsConnection
    from reviewer.model import Hit

_BATCH_SECONDS = 0.25
_MERGED = 200  # pages of the index that are merged in one step, some 4 kB each


class Index:
    """The text of every document that was read, and where its words are."""

    def __init__(self, folder: Path, *, writable: bool) -> None:
        """Open, or make, the index in a cache folder; a damaged one is thrown away and made again, empty."""
        self._file = IndexFile(folder, writable=writable)
        self._reading = self._file.reading()
        self._summaries = Remembered()
        self.pages = RecognisedPages(self._file)
        self.typed = TypedLayers(self._file)
        self.compared = ComparedTexts(self._file)

    # --- writing -----------------------------------------------------------------------------------

    def put(self, text: DocumentText) -> None:
        """Keep a document's text and index its words, in place of what was kept of it before."""
        self._put_all([text])

    def beside(self, *, missing: bool = False) -> TextsBeside:
        """Return what takes the texts of many documents and has them written beside that work, many at once.

        With ``missing`` a text that somebody else has put in meanwhile stays as it is.
        """
        return TextsBeside(partial(self._put_all, missing=missing), self.text)

    def _put_all(self, texts: Sequence[DocumentText], *, missing: bool = False) -> None:
        self._file.safely(partial(self._write, texts, missing=missing))

    def _write(self, texts: Sequence[DocumentText], *, missing: bool) -> None:
        with self._file.batches(_BATCH_SECONDS) as now:
            left = [text for text in texts if not self._write_one(text, now, missing=missing)]
            for text in left:  # whoever took it over may not have come to an end
                self._write_one(text, now, missing=True)
            decide_common(now())

    def _write_one(self, text: DocumentText, now: Callable[[], WordsConnection], *, missing: bool) -> bool:
        """Put a text in; False if somebody else began to put that document in meanwhile, here or in another program."""
        writer = secrets.randbits(62)
        if (
            missing
            and now().execute("SELECT 1 FROM document WHERE whole AND sha = ?", (text.document,)).fetchone()
        ):
            return True
        text = with_known_pictures(now(), without_layers(text))
        text = replace(text, uncompared=text.can_lie)
        row = self._begin(text, writer, now)
        if row is None:
            return False
        for number, part in enumerate(text.parts):
            db = now()
            if not _is_theirs(db, row, writer):
                return False
            insert_part(db, row, number, part)
        db = now()
        if not _is_theirs(db, row, writer):
            return False
        if not is_laid(db, row):
            lay(db, row)
        db.execute("UPDATE document SET whole = 1 WHERE id = ?", (row,))
        return True

    @staticmethod
    def _begin(text: DocumentText, writer: int, now: Callable[[], WordsConnection]) -> int | None:
        """Take out what is kept of a document, also half a text from an import that was cut off; returns its new row."""
        document = text.document
        now().execute("UPDATE document SET whole = 0, writer = ? WHERE sha = ?", (writer, document))
        while True:
            db = now()
            row = db.execute("SELECT id, writer FROM document WHERE sha = ?", (document,)).fetchone()
            if row is not None and row[1] != writer:
                return None
            part = row and db.execute("SELECT id FROM part WHERE document = ? LIMIT 1", row[:1]).fetchone()
            if not part:
                break
            delete_part(db, *part)
        db.execute("DELETE FROM document WHERE sha = ?", (document,))
        db.execute("DELETE FROM refound WHERE document = ?", (document,))
        made = db.execute(
            f"INSERT INTO document(sha, {SUMMARY}, whole, writer) VALUES(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, ?)",
            (document, *columns(summary_of(text)), writer),
        )
        return int(made.lastrowid or 0)

    def settle(self, cancelled: Callable[[], bool] = bool) -> None:
        """Merge what was indexed piece by piece, in short steps: a search looks into each piece.

        Nothing is lost where it cannot be done, on a full disk or beside another program: searches are slower by a little.
        """
        with suppress(CasebookError):
            for table in ("words", "beginnings"):
                while not cancelled() and self._file.safely(partial(self._merge, table)):
                    pass

    def _merge(self, table: str) -> bool:
        """Take one step; returns whether there is more to merge, as FTS5 tells it."""
        with self._file.batch() as db:
            before = db.total_changes
            db.execute(f"INSERT INTO {table}({table}, rank) VALUES('merge', ?)", (_MERGED,))
            return db.total_changes - before >= 2  # noqa: PLR2004 - one is the order itself

    # --- reading -----------------------------------------------------------------------------------

    @property
    def changes(self) -> int:
        """Grows whenever anything was written here, recognised or compared too, so that who counts it knows when to count again."""
        return self._file.writes

    def has(self, document: str) -> bool:
        """Tell whether a document (SHA-256) was read and its text kept, or the reason why there is none."""
        return document in self.summary([document])

    def summary(self, documents: Collection[str]) -> Mapping[str, TextSummary]:
        """Return what a listing shows of each of these documents that was read.

        It is asked after each act for all documents there are, so it is remembered until anybody has written into the index.
        """
        known = self._summaries.of(self.state())
        if wanted := [document for document in documents if document not in known]:
            rows = self._file.query(
                self._reading,
                f"SELECT sha, {SUMMARY} FROM document WHERE whole AND sha IN (SELECT value FROM json_each(?))",
                (json.dumps(sorted(wanted)),),
            )
            known |= dict.fromkeys(wanted)
            known |= {row[0]: self._summaries.read(*row) for row in rows}
        return {document: each for document in documents if (each := known[document]) is not None}

    def state(self) -> tuple[int, int]:
        """Return what is another one once this program, or another, has written into the index."""
        ((version,),) = self._file.query(self._reading, "PRAGMA data_version", ())
        return self._file.writes, version

    def text(self, document: str) -> DocumentText | None:
        """Return a document's text as it was put, or None if it was not read."""
        head = self._file.query(
            self._reading,
            "SELECT id, kind, extractor, problem, also, uncompared FROM document WHERE whole AND sha = ?",
            (document,),
        )
        if not head:
            return None
        row, kind, extractor, problem, also, uncompared = head[0]
        parts = self._file.query(
            self._reading,
            f"SELECT {PART} FROM part WHERE document = ? ORDER BY number",
            (row,),
        )
        texts = tuple(part_of(*one) for one in parts)
        return DocumentText(
            document, kind, extractor, texts, problem_in(problem), notes_in(also), bool(uncompared)
        )

    # --- passages found again ------------------------------------------------------------------------

    def relocated(self, document: str, text_hash: str) -> Mapping[str, str]:
        """Return what ``keep_relocated`` kept of a document while its text has this hash, by passage."""
        rows = self._file.query(
            self._reading,
            "SELECT passage, found FROM refound WHERE document = ? AND text_hash = ?",
            (document, text_hash),
        )
        return dict(rows)

    def keep_relocated(self, rows: Sequence[tuple[str, str, str, str]]) -> None:
        """Keep where passages were found: document, text hash, and two strings of the caller's, for the passage and the place.

        One row for each passage, the last; it is given back while its document's text has that hash.
        """

        def keep() -> None:
            with self._file.batch() as db:
                db.executemany(
                    "INSERT OR REPLACE INTO refound(document, text_hash, passage, found) VALUES(?, ?, ?, ?)",
                    rows,
                )

        if rows:
            self._file.safely(keep)

    # --- searching ---------------------------------------------------------------------------------

    def lookup(self) -> Lookup:
        """Return what a person searches with: it has a connection of its own, until the index is closed."""
        from reviewer.casebook.index_search import Lookup

        return Lookup(self._file)

    @cached_property
    def _own(self) -> Lookup:
        return self.lookup()

    def search(
        self, query: str, documents: Collection[str] | None = None, limit: int = 50, *, ranked: bool = True
    ) -> tuple[Hit, ...]:
        """Return the places that a query finds, at most ``limit``, in these documents or all.

        ``ranked`` puts the best first; without it they come as they were received. Any string may be asked.
        CancelledError if ``interrupt`` stopped it.
        """
        from reviewer.casebook.query import parsed

        asked = parsed(query)
        if ranked:
            return self._own.best(asked, documents, limit).hits
        return self._own.first(asked, documents, limit)

    def every(self, queries: Sequence[str], documents: Collection[str]) -> Every:
        """Return each place in these documents that a query finds, for a proof: none is left out.

        All of it is seen at one moment, and with it what each document's text was then.
        """
        from reviewer.casebook.query import parsed

        return self._own.every([parsed(query) for query in queries], documents)

    def count(self, query: str, documents: Collection[str] | None = None) -> int:
        """Return in how many places (pages, slides, parts) a query finds something."""
        from reviewer.casebook.query import parsed

        counts = self._own.count(parsed(query))
        return sum(number for sha, number in counts.items() if documents is None or sha in documents)

    def interrupt(self) -> None:
        """Stop the search that another thread is in; it ends there in a CancelledError."""
        self._own.interrupt()

    def close(self) -> None:
        """Close; a second time does nothing."""
        self._file.close()


def _is_theirs(db: WordsConnection, row: int, writer: int) -> bool:
    return (
        db.execute("SELECT 1 FROM document WHERE id = ? AND writer = ?", (row, writer)).fetchone() is not None
    )
