"""Which copy of an inspection a casebook is, where one is made of another: two copies never go on in one line of saves.

The old copy's line ends with what the new one holds of it. That it is retired is noted beside, for the statements of what
each copy holds: such a copy holds nothing any more, whatever it said before.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterator
from dataclasses import dataclass

from reviewer.casebook.author import Author
from reviewer.casebook.database import Database
from reviewer.casebook.heads import text_of
from reviewer.casebook.line_end import begin_line
from reviewer.casebook.save_writing import local, set_local
from reviewer.casebook.seal import Seal

_RETIRED = "retired"


@dataclass(frozen=True, slots=True)
class RetiredCopy:
    """A copy in whose place this one stands since a time (UTC µs)."""

    copy: str
    at: int


def begin_copy(database: Database, author: Author, at: int) -> str:
    """Make this a copy of its own, in which the author begins a line, and note the one that it was as retired; returns its id."""
    copy = secrets.token_hex(16)
    with database.write():
        become(database, author, copy, at)
    return copy


def become(database: Database, author: Author, copy: str, at: int) -> None:
    """Make this another copy, inside the caller's transaction: should nobody be told of the one before, the next sync tells it."""
    before = local(database, "copy")
    if before:
        set_local(database, f"{_RETIRED} {before}", str(at))
    set_local(database, "copy", copy)
    begin_line(database, author.key, copy, Seal(author.seal_key))


def retired_copies(database: Database) -> Iterator[RetiredCopy]:
    """Yield the copies that this one was restored from, one after another."""
    rows = database.rows(
        "SELECT CAST(name AS BLOB), CAST(value AS BLOB) FROM local WHERE name GLOB ? ORDER BY value, name",
        (f"{_RETIRED} *",),
    )
    for name, value in rows:
        at = text_of(value)
        if at.isdecimal():
            yield RetiredCopy(text_of(name).split(" ", 1)[1], int(at))
