"""What a casebook's file notes of itself in ``local``: which inspection it holds, and which copy of it this is.

Whoever can write the file can alter a note. The inspection is said by every save, and is made again from those. The copy is held
against the marked ends of the author's own lines (``line_end``), which only the author's machine can make.
"""

from __future__ import annotations

import secrets
import sqlite3
from typing import TYPE_CHECKING

from reviewer.casebook.environment_errors import is_of_table
from reviewer.casebook.heads import bytes_of, save_head_of, text_of
from reviewer.casebook.line_end import begin_line, marked_copies
from reviewer.casebook.save_writing import set_local
from reviewer.casebook.seal import Seal, is_proven
from reviewer.errors import Phrase
from reviewer.model.patterns import pattern

if TYPE_CHECKING:
    from collections.abc import Iterator

    from reviewer.casebook.author import Author
    from reviewer.casebook.database import Database
    from reviewer.casebook.heads import SaveHead

MADE_AGAIN = "Opening the casebook for writing makes it again."
_COPY = pattern("[0-9a-f]{32}")
_OF_RECORD = (
    "SELECT CAST(s.id AS BLOB), CAST(s.head AS BLOB), CAST(s.signature AS BLOB) FROM record r JOIN save s ON s.id = r.save"
    " WHERE r.id = ?"
)
_ALL = "SELECT CAST(id AS BLOB), CAST(head AS BLOB), CAST(signature AS BLOB) FROM save ORDER BY seq"
_OWN = (
    "SELECT 1 FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
    " AND json_extract(head, '$.copy') {} LIMIT 1"
)


def noted(connection: sqlite3.Connection, name: str) -> str:
    """Return a note as it is in the file; "" where it is none."""
    try:
        row = connection.execute("SELECT CAST(value AS BLOB) FROM local WHERE name = ?", (name,)).fetchone()
    except sqlite3.OperationalError as error:
        if not is_of_table(error):
            raise
        row = None  # the table is about to be made again
    return "" if row is None else text_of(row[0])


def inspection_in(connection: sqlite3.Connection, seal: Seal) -> str:
    """Return the id of the inspection whose saves these are, whatever the note says; the note's where there are none.

    ``seal`` knows which signatures have passed.

    The founding save names itself: it lists the record that is the inspection's id. Where it is damaged, all other saves that
    are signed say it.
    """
    note = noted(connection, "inspection")
    inspection = _signed(connection, seal, connection.execute(_OF_RECORD, (bytes_of(note),)))
    if any(head.inspection == note and note in head.records for head in inspection):
        return note
    saves = list(_signed(connection, seal, connection.execute(_ALL)))
    founded = [head.inspection for head in saves if head.inspection in head.records]
    said = founded or [head.inspection for head in saves]
    if note in said or not said:
        return note
    return max(dict.fromkeys(said), key=said.count)


def _signed(connection: sqlite3.Connection, seal: Seal, rows: sqlite3.Cursor) -> Iterator[SaveHead]:
    for save, text, signature in rows:
        head = save_head_of(save, text)
        if head is not None and is_proven(connection, seal, save, head.author, signature):
            yield head


def is_copy_doubtful(database: Database, author: str, seal: Seal) -> bool:
    """Tell whether the note of which copy this is can't be what was noted: no line of the author's was begun in it.

    Where no line is marked, as by an older program, a copy counts in which the author has saved, or anything where there is no
    save of theirs at all, or the author is not known ("").
    """
    with database.raw() as connection:
        copy = noted(connection, "copy")
    if not _COPY.fullmatch(copy):
        return True
    marked = marked_copies(database, author, seal)
    if marked:
        return copy not in marked
    if not author:
        return False
    own = database.one(_OWN.format("= ?"), (author, copy))
    return own is None and database.one(_OWN.format("IS NOT NULL"), (author,)) is not None


def put_right(database: Database, author: Author, inspection: str) -> tuple[str, ...]:
    """Make the notes again that are wrong, in a transaction of its own; returns what was done, a sentence each.

    A copy that nobody can tell any more is given a new id: a number is never given twice so, and undo begins anew.
    """
    seal, said = Seal(author.seal_key), []
    with database.raw() as connection:
        noted_inspection = noted(connection, "inspection")
    doubtful = is_copy_doubtful(database, author.key, seal)
    if noted_inspection == inspection and not doubtful:
        return ()
    marked = marked_copies(database, author.key, seal)
    with database.write():
        if noted_inspection != inspection:
            set_local(database, "inspection", inspection)
            words = "What {name} notes of its inspection was altered, and was made again from its saves."
            said.append(Phrase(words, name=database.name))
        if doubtful and len(marked) == 1:
            set_local(database, "copy", marked.copy().pop())
            words = "What {name} notes of this copy was altered, and was made again."
            said.append(Phrase(words, name=database.name))
        elif doubtful:
            begin_line(database, author.key, copy := secrets.token_hex(16), seal)
            set_local(database, "copy", copy)
            words = "What {name} notes of this copy was lost: it counts as a new copy from now on, and undo reaches back to now."
            said.append(Phrase(words, name=database.name))
    return tuple(said)
