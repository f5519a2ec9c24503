"""What a listing shows of a document's text, and how the index keeps it beside the text."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import hashlib
import json
from dataclasses import fields
from typing import TYPE_CHECKING, Any

from reviewer.model import DocumentText
from reviewer.model.documents import left_unread
from reviewer.model.frozen import dataclass
from reviewer.model.notes import note_of
from reviewer.model.problems import problem_of
from reviewer.model.unrecognised import waiting_for_nothing

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Sequence

    from reviewer.model import Note, Part, Problem

SUMMARY = (
    "kind, pages, without_text, problem, text_hash, extractor, also, recognised, unread, waiting, pieces,"
    " only_waiting, uncompared"
)


@dataclass(frozen=True, slots=True)
class TextSummary:
    """What a listing shows of a document's text. ``text_hash`` is "" where nobody can read any of it.

    ``unread`` counts the pieces that nobody could read, ``waiting`` those of them that recognition has not tried yet;
    ``pieces`` is another string whenever they are others ("" where there are none). ``only_waiting`` counts those that are unread
    for nothing else than that they wait: where nothing is recognised, they are not. ``uncompared``: see ``DocumentText``.
    """

    kind: str
    pages: int
    pages_without_text: int
    problem: Problem | None
    text_hash: str
    extractor: str
    also: tuple[Note, ...] = ()
    pages_recognised: int = 0
    unread: int = 0
    waiting: int = 0
    pieces: str = ""
    only_waiting: int = 0
    uncompared: bool = False


def text_hash(text: DocumentText) -> str:
    """Return the SHA-256 (hex) of a document's text, by place, or "" if it has none.

    A search record keeps it: another extractor that reads the same leaves the record as good as before.
    """
    digest = hashlib.sha256()
    if not any(part.text.strip() for part in text.parts):
        return ""
    for part in text.parts:
        line = json.dumps([part.place, part.text], separators=(",", ":"))  # ASCII: lone surrogates are safe
        digest.update(line.encode("ascii") + b"\n")
    return digest.hexdigest()


class Remembered:
    """Summaries that were read, by document (None: there is none), as long as the index is as it was. Thread-safe.

    What is read while somebody writes may be newer than the state it is remembered under, and is let go with it. A summary that
    reads as it did before is the very object of before, so that thousands are compared at once.
    """

    def __init__(self) -> None:
        """Nothing is remembered yet."""
        self._known: tuple[tuple[int, int], dict[str, TextSummary | None]] = (0, 0), {}
        self._read: dict[str, tuple[tuple[Any, ...], TextSummary]] = {}

    def of(self, state: tuple[int, int]) -> dict[str, TextSummary | None]:
        """Return what is remembered of this state of the index, to be added to; empty where it is another one."""
        known = self._known
        if known[0] != state:
            known = self._known = state, {}
        return known[1]

    def read(self, document: str, *row: Any) -> TextSummary:
        """Return the summary of a document from the columns of ``SUMMARY``."""
        before = self._read.get(document)
        if before is None or before[0] != row:
            before = self._read[document] = row, summary(*row)
        return before[1]


def summary_of(text: DocumentText) -> TextSummary:
    """Return the summary of a text."""
    unread = text.unread
    return TextSummary(
        text.kind,
        text.pages,
        text.without_text,
        text.problem,
        text_hash(text),
        text.extractor,
        text.also,
        text.recognised,
        len(unread),
        sum(piece.waits for piece in unread),
        _digest(text),
        len(unread) - len(left_unread(waiting_for_nothing(text.pieces), text.typed)),
        text.uncompared,
    )


def _digest(text: DocumentText) -> str:
    pieces = text.pieces
    if not pieces:
        return ""
    return hashlib.sha256(ascii((pieces, sorted(text.typed))).encode("ascii")).hexdigest()[:16]


def columns(summary: TextSummary) -> tuple[object, ...]:
    """Return the values of ``SUMMARY``, the problem and the notes as JSON."""
    problem = None if summary.problem is None else json.dumps(summary.problem.packed())
    also = json.dumps([note.packed() for note in summary.also])
    packed = {"problem": problem, "also": also}
    return tuple(packed.get(each.name, getattr(summary, each.name)) for each in fields(summary))


def summary(*row: Any) -> TextSummary:
    """Return a summary from the columns of ``SUMMARY``."""
    kind, pages, without_text, problem, problem_values, extractor, also, *counts = row
    recognised, unread, waiting, pieces, only_waiting, uncompared = counts
    return TextSummary(
        kind,
        pages,
        without_text,
        problem_in(problem),
        problem_values,
        extractor,
        notes_in(also),
        recognised,
        unread,
        waiting,
        pieces,
        only_waiting,
        bool(uncompared),
    )


def notes_in(column: str) -> tuple[Note, ...]:
    """Return the notes of a column."""
    return () if column == "[]" else tuple(map(note_of, json.loads(column)))


def problem_in(column: str | None) -> Problem | None:
    """Return the problem of a column."""
    return None if column is None else problem_of(json.loads(column))


def count_again(db: sqlite3.Connection, document: int, parts: Sequence[Part], engine: str) -> None:
    """Put down what a listing shows of a document (by its row) whose ``parts`` are others now, by an ``engine`` ("": none)."""
    sha, kind, extractor, problem, also, uncompared = db.execute(
        "SELECT sha, kind, extractor, problem, also, uncompared FROM document WHERE id = ?", (document,)
    ).fetchone()
    if engine and engine not in extractor.split("+"):
        extractor = f"{extractor}+{engine}"
    text = DocumentText(
        sha, kind, extractor, tuple(parts), problem_in(problem), notes_in(also), bool(uncompared)
    )
    names = ", ".join(f"{name} = ?" for name in SUMMARY.split(", "))
    db.execute(f"UPDATE document SET {names} WHERE id = ?", (*columns(summary_of(text)), document))
