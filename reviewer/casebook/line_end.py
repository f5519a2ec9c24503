"""The marked end of a person's own line: saves taken out at its end, with all of their records, leave no gap behind.

The mark stands in ``local``, written with the save that it names. It is an HMAC with the key of seal.py, so that only this
author's machine can make one; one that does not hold, as of another author, says nothing. A file without a mark is an older
program's, or nobody has saved in it yet.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from reviewer.casebook.heads import text_of
from reviewer.casebook.record import Chain
from reviewer.errors import Phrase
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from reviewer.casebook.database import Database
    from reviewer.casebook.seal import Seal

CUT_REMEDY = "Sync to get back what was shared, or restore a backup; keep this casebook until then."
_KIND = "end"
_HIGHEST = (
    "SELECT max(json_extract(head, '$.number')) FROM save WHERE json_valid(head) AND json_extract(head, '$.author') = ?"
    " AND json_extract(head, '$.copy') = ? AND json_type(head, '$.number') = 'integer'"
)


@dataclass(frozen=True, slots=True)
class CutLine:
    """A line that ends earlier than its mark says: how many saves are gone from its end, of which author (public key, hex)."""

    author: str
    copy: str
    gone: int


def mark_end(database: Database, author: str, chain: Chain, save: str, seal: Seal) -> None:
    """Remember that this save (its id in hex) is the last of the author's line, inside the caller's transaction."""
    name = _name(chain.copy, author)
    said = f"{chain.number} {save}"
    if (mark := seal.mark_of_end(f"{name} {said}")) is not None:
        database.run("INSERT OR REPLACE INTO local VALUES(?, ?)", (name, f"{said} {mark}"))


def begin_line(database: Database, author: str, copy: str, seal: Seal) -> None:
    """Remember that a line of the author's begins in this copy, in which nothing is saved yet, inside the caller's transaction."""
    mark_end(database, author, Chain("", copy, 0, ""), "", seal)


def marked_copies(database: Database, author: str, seal: Seal) -> set[str]:
    """Return the copies in which this key has marked a line of the author's (public key, hex), or with "" of any author's."""
    copies = set()
    for name, value in _marks(database):
        said, _, mark = value.rpartition(" ")
        if name.endswith(author) and seal.is_mark_of_end(f"{name} {said}", mark):
            copies.add(name.split(" ")[1])
    return copies


def _marks(database: Database) -> Iterator[tuple[str, str]]:
    rows = database.rows(
        "SELECT CAST(name AS BLOB), CAST(value AS BLOB) FROM local WHERE name GLOB ?", (f"{_KIND} *",)
    )
    yield from ((text_of(name), text_of(value)) for name, value in rows)


def cut_lines(database: Database, seal: Seal) -> Iterator[CutLine]:
    """Yield each line that this key has marked and that ends earlier here."""
    for name, value in _marks(database):
        if cut := _cut(database, name, value, seal):
            yield cut


def is_cut(database: Database, author: str, copy: str, seal: Seal) -> bool:
    """Tell whether saves are gone from the end of the author's line in this copy."""
    name = _name(copy, author)
    row = database.one("SELECT CAST(value AS BLOB) FROM local WHERE name = ?", (name,))
    return row is not None and _cut(database, name, text_of(row[0]), seal) is not None


def _cut(database: Database, name: str, value: str, seal: Seal) -> CutLine | None:
    said, _, mark = value.rpartition(" ")
    if not seal.is_mark_of_end(f"{name} {said}", mark):
        return None
    _, copy, author = name.split(" ")
    number, save = said.split(" ")
    if database.one("SELECT 1 FROM save WHERE id = ?", (bytes.fromhex(save),)):
        return None
    # By number too: a save whose id is not the one it had is damaged, and is named as that.
    row = database.one(_HIGHEST, (author, copy))
    gone = int(number) - int((row and row[0]) or 0)
    return CutLine(author, copy, gone) if gone > 0 else None


def _name(copy: str, author: str) -> str:
    return f"{_KIND} {copy} {author}"


def cut_words(name: str, gone: int) -> Phrase:
    """Return, without a full stop, that so many saves are gone from the end of an author's line."""
    return Phrase.counted(
        "The last save by {name} is gone from this casebook with all that it held: what it replaced may stand again",
        "The last {n} saves by {name} are gone from this casebook with all that they held: what they replaced may stand again",
        gone,
        name=name,
    )


def cut_notices(cut: Iterable[CutLine], people: Mapping[str, str]) -> tuple[str, ...]:
    """Return that each of these lines was cut, a sentence each; ``people`` are names by author."""
    named = ((people.get(line.author, line.author[:8]), line.gone) for line in cut)
    return tuple(
        Phrase("{what}. {remedy}", what=cut_words(*each), remedy=Phrase(CUT_REMEDY)) for each in named
    )
