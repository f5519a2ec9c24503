"""What people typed of pages and pictures that nobody could read, in the index: parts that stand behind a document's own.

The records of it are in the casebook; the index follows them, and keeps a copy by which each text that is put in gets its
layers. They are parts like any other: searched, cited, and counted in the hash of the text.
"""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import hashlib
import json
from dataclasses import astuple, replace
from typing import TYPE_CHECKING

from reviewer.casebook.index_pages import PART, delete_part, insert_part, part_of
from reviewer.casebook.index_summary import count_again, notes_in, problem_in
from reviewer.model import Aside, DocumentText, Part
from reviewer.model.documents import TYPED, left_unread
from reviewer.model.frozen import dataclass
from reviewer.model.places import page_below

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator, Mapping, Sequence

    from reviewer.casebook.index_file import IndexFile
    from reviewer.casebook.index_words import WordsConnection
    from reviewer.model import Unread

_DIGITS = 12
_COLUMNS = "document, place, picture, text, by"
_OF_PIECES = ", ".join(f"p.{name}" for name in PART.replace(" text,", "").split(", "))
_OF_THESE = "d.whole AND d.sha IN (SELECT value FROM json_each(?))"
_HEADS_OF = f"SELECT d.sha, d.kind, d.extractor, d.problem, d.also, d.uncompared, d.pieces FROM document d WHERE {_OF_THESE}"
# What is unread and what was typed, by an index of these alone; and what says what was typed, should it be read by now.
_PARTS_OF = (
    f"SELECT d.sha, {_OF_PIECES}, p.number FROM document d JOIN part p ON p.document = d.id"
    f" WHERE (p.no_text IS NOT NULL OR p.aside = '{Aside.TRANSCRIBED}') AND {_OF_THESE}"
    f" UNION ALL SELECT d.sha, {_OF_PIECES}, p.number FROM document d JOIN part t ON t.document = d.id"
    f" JOIN part p ON p.document = d.id AND p.place || '{TYPED}' = t.place"
    f" WHERE t.aside = '{Aside.TRANSCRIBED}' AND p.no_text IS NULL AND {_OF_THESE}"
)


@dataclass(frozen=True, slots=True)
class Typed:
    """What was typed of a ``place`` in a ``document``, or of a ``picture`` (SHA-256) wherever it stands; ``by`` names who did."""

    document: str
    place: str
    picture: str
    text: str
    by: str


@dataclass(frozen=True, slots=True)
class PiecesKnown:
    """The pieces of a document that the program could not read, in its order, and at which places a person ``typed`` them out.

    ``state`` is its ``TextSummary.pieces``.
    """

    pieces: tuple[Unread, ...] = ()
    typed: frozenset[str] = frozenset()
    state: str = ""

    @property
    def unread(self) -> tuple[Unread, ...]:
        """The pieces that are unread still."""
        return left_unread(self.pieces, self.typed)


def digest_of(typed: Sequence[Typed]) -> str:
    """Return what tells one state of all that was typed from another; "" where nothing was."""
    rows = sorted(map(astuple, typed))
    return hashlib.sha256(json.dumps(rows).encode("ascii")).hexdigest() if rows else ""


def without_layers(text: DocumentText) -> DocumentText:
    """Return a text as a reader made it."""
    if not any(part.transcribed for part in text.parts):
        return text
    return replace(text, parts=tuple(part for part in text.parts if not part.transcribed))


def lay(db: WordsConnection, owner: int) -> None:
    """Give a document (by its row) the layers that the index knows of, and no others."""
    rows = db.execute(f"SELECT id, {PART} FROM part WHERE document = ? ORDER BY number", (owner,)).fetchall()
    parts = [(int(row), part_of(*columns)) for row, *columns in rows]
    own = [part for _row, part in parts if not part.transcribed]
    there = [part for _row, part in parts if part.transcribed]
    layers = list(_layers(db, owner, own))
    if layers == there:
        return
    for row, part in parts:
        if part.transcribed:
            delete_part(db, row)
    (last,) = db.execute("SELECT coalesce(max(number), 0) FROM part WHERE document = ?", (owner,)).fetchone()
    for number, layer in enumerate(layers, start=last + 1):
        insert_part(db, owner, number, layer)
    count_again(db, owner, [*own, *layers], "")


def is_laid(db: WordsConnection, owner: int) -> bool:
    """Tell whether nothing was typed, nor has the document (by its row) a layer."""
    row = db.execute(
        "SELECT EXISTS(SELECT 1 FROM typed)"
        f" OR EXISTS(SELECT 1 FROM part WHERE document = ? AND aside = '{Aside.TRANSCRIBED}')",
        (owner,),
    ).fetchone()
    return not row[0]


def _layers(db: WordsConnection, owner: int, parts: Sequence[Part]) -> Iterator[Part]:
    (document,) = db.execute("SELECT sha FROM document WHERE id = ?", (owner,)).fetchone()
    shown = {part.picture.sha256 for part in parts if part.picture} - {""}
    rows = db.execute(
        f"SELECT {_COLUMNS} FROM typed WHERE document = ? OR picture IN (SELECT value FROM json_each(?))",
        (document, json.dumps(sorted(shown))),
    )
    typed = {_belongs(each): each for each in (Typed(*row) for row in rows)}
    labels: dict[str, str] = {}
    for part in parts:
        labels[part.place] = part.label
        names = (part.picture.sha256 if part.picture else "", f"at {part.place}")
        if those := [typed[name] for name in names if name in typed]:
            yield _layer(part.place, part.label, *those)
    places = {*(f"at {place}" for place in labels), *shown}
    for name in sorted(typed.keys() - places):
        yield _left(typed[name], labels)


def _belongs(typed: Typed) -> str:
    return typed.picture or f"at {typed.place}"


def _left(typed: Typed, labels: Mapping[str, str]) -> Part:
    """Return a layer for what was typed of a part that the document does not have now: it stays said, and is found.

    Another reader may have made other parts, or the page is not compared with what it shows yet, or never here.
    """
    place = f"{typed.place}/{typed.picture[:_DIGITS]}" if typed.picture else typed.place
    return _layer(place, labels.get(str(page_below(typed.place)), typed.place), typed)


def _layer(place: str, label: str, *typed: Typed) -> Part:
    by = ", ".join(dict.fromkeys(each.by for each in typed))
    text = "\n\n".join(each.text for each in typed)
    return Part(f"{place}{TYPED}", f"{label}, typed by {by}", text, aside=Aside.TRANSCRIBED)


class TypedLayers:
    """The layers of all documents in the index, and the pieces that have none."""

    def __init__(self, file: IndexFile) -> None:
        """Keep the file."""
        self._file = file
        self._reading = file.reading()

    def pieces(self, documents: Collection[str]) -> Mapping[str, PiecesKnown]:
        """Return the pieces of each of these documents (SHA-256) that was read; texts are not looked at."""
        listed = (json.dumps(sorted(documents)),)

        def look() -> Mapping[str, PiecesKnown]:
            with self._file.at_one_moment(self._reading):
                db = self._reading.connection
                parts: dict[str, list[Part]] = {}
                rows = db.execute(_PARTS_OF, (*listed, *listed)).fetchall()
                for sha, place, label, *columns, _number in sorted(rows, key=lambda row: (row[0], row[-1])):
                    parts.setdefault(sha, []).append(part_of(place, label, "", *columns))
                heads = db.execute(_HEADS_OF, listed).fetchall()
            return {head[0]: _known(parts.get(head[0], ()), *head) for head in heads}

        return self._file.safely(look)

    def digest(self) -> str:
        """Return the state that the layers are in (``digest_of``)."""
        rows = self._file.query(self._reading, "SELECT digest FROM typed_state", ())
        return str(rows[0][0]) if rows else ""

    def follow(self, typed: Callable[[], Sequence[Typed]]) -> None:
        """Let the layers be what was ``typed`` as of now: it is asked when nobody else can change them any more."""
        self._file.safely(lambda: self._follow(typed))

    def _follow(self, typed: Callable[[], Sequence[Typed]]) -> None:
        with self._file.batch() as db:
            wanted = list(typed())
            known = {Typed(*row) for row in db.execute(f"SELECT {_COLUMNS} FROM typed")}
            changed = known.symmetric_difference(wanted)
            db.execute("DELETE FROM typed")
            db.executemany(f"INSERT INTO typed({_COLUMNS}) VALUES(?, ?, ?, ?, ?)", map(astuple, wanted))
            for owner in _owners(db, changed):
                lay(db, owner)
            db.execute("DELETE FROM typed_state")
            db.execute("INSERT INTO typed_state(digest) VALUES(?)", (digest_of(wanted),))


def _owners(db: WordsConnection, changed: Collection[Typed]) -> list[int]:
    """Return the rows of the documents in which anything that was typed stands; those that are being put in follow by themselves."""
    rows = db.execute(
        "SELECT id FROM document WHERE whole AND (sha IN (SELECT value FROM json_each(?))"
        " OR id IN (SELECT document FROM part WHERE sha IN (SELECT value FROM json_each(?))))",
        (
            json.dumps(sorted({each.document for each in changed if not each.picture})),
            json.dumps(sorted({each.picture for each in changed if each.picture})),
        ),
    )
    return [int(row) for (row,) in rows]


def _known(
    parts: Sequence[Part],
    sha: str,
    kind: str,
    extractor: str,
    problem: str | None,
    also: str,
    uncompared: int,
    state: str,
) -> PiecesKnown:
    text = DocumentText(
        sha, kind, extractor, tuple(parts), problem_in(problem), notes_in(also), bool(uncompared)
    )
    return PiecesKnown(text.pieces, text.typed, state)
