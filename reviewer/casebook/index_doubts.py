"""PDFs whose text was compared with what their pages show, and the pages whose text is doubted: they wait to be recognised."""

# ruff: noqa: S608 - statements are put together from this room's own constants; values are always bound

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from reviewer.casebook.index_pages import PART, insert_part, part_of
from reviewer.casebook.index_summary import count_again, notes_in
from reviewer.casebook.index_typed import is_laid, lay
from reviewer.model import NoteCode, NoText, Part, Place
from reviewer.model.doubts import Doubt
from reviewer.model.notes import listed, note
from reviewer.model.places import recognised_layer

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reviewer.casebook.index_file import IndexFile
    from reviewer.model import Note
    from reviewer.model.doubts import DoubtedPage


class ComparedTexts:
    """Which documents' text was compared, and what came of it."""

    def __init__(self, file: IndexFile) -> None:
        """Keep the file."""
        self._file = file
        self._reading = file.reading()

    def queue(self, documents: Collection[str]) -> tuple[str, ...]:
        """Return those of some documents (SHA-256) that are PDFs with a text of their own, and were not compared yet."""
        rows = self._file.query(
            self._reading,
            "SELECT sha FROM document WHERE whole AND uncompared AND sha IN (SELECT value FROM json_each(?)) ORDER BY id",
            (json.dumps(sorted(documents)),),
        )
        return tuple(str(sha) for (sha,) in rows)

    def put(self, document: str, doubted: Sequence[DoubtedPage], engine: str) -> None:
        """Keep that a document was compared by ``engine``, and which of its pages are doubted.

        Each of them gets a part beside its own, which waits for recognition; why is told of the document. Nothing is kept where
        another program was quicker.
        """
        self._file.safely(lambda: self._put(document, doubted, engine))

    def _put(self, document: str, doubted: Sequence[DoubtedPage], engine: str) -> None:
        with self._file.batch() as db:
            known = db.execute(
                "SELECT id, also FROM document WHERE whole AND sha = ? AND compared = ''", (document,)
            ).fetchone()
            if known is None:
                return
            owner, also = known
            parts = [
                part_of(*row)
                for row in db.execute(f"SELECT {PART} FROM part WHERE document = ? ORDER BY number", (owner,))
            ]
            (last,) = db.execute("SELECT max(number) FROM part WHERE document = ?", (owner,)).fetchone()
            layers = list(_layers(parts, doubted))
            for number, layer in enumerate(layers, start=last + 1):
                insert_part(db, owner, number, layer)
            notes = [*notes_in(also), *_notes(doubted, notes_in(also))]
            packed = json.dumps([each.packed() for each in notes])
            db.execute(
                "UPDATE document SET compared = ?, uncompared = 0, also = ? WHERE id = ?",
                (engine, packed, owner),
            )
            count_again(db, owner, [*parts, *layers], "")
            if not is_laid(db, owner):  # what was typed of such a page before
                lay(db, owner)


def _layers(parts: Sequence[Part], doubted: Sequence[DoubtedPage]) -> Iterator[Part]:
    """Yield a part for what recognition will say of each doubted page, but of one that has it already.

    Where only the words over a picture are doubted, the picture's own part has what it says.
    """
    labels = {part.place: part.label for part in parts}
    pictured = {part.picture.within for part in parts if part.picture}
    for page in doubted:
        place = str(Place.page(page.number))
        layer = recognised_layer(place)
        has_it = layer in labels or (place in pictured and _OVER_PICTURES.issuperset(page.why))
        if place in labels and not has_it:
            yield Part(layer, labels[place], "", NoText.LETTERS)


_OVER_PICTURES = frozenset({Doubt.LAYER_DIFFERS, Doubt.LAYER_MOVED})


def _notes(doubted: Sequence[DoubtedPage], known_notes: Sequence[Note]) -> Iterator[Note]:
    """Yield why pages are doubted, one note a reason, but not of a page of which ``known_notes`` say it already."""
    known = {each.place for each in known_notes if each.code is NoteCode.LETTERS_UNKNOWN}
    for why in Doubt:
        pages = [page.number for page in doubted if why in page.why]
        if why is Doubt.UNKNOWN_LETTERS:
            pages = [number for number in pages if str(Place.page(number)) not in known]
        if pages:
            numbers = listed([str(number + 1) for number in pages])
            yield note(_NOTES[why], str(Place.page(pages[0])), **numbers)


_NOTES: Mapping[Doubt, NoteCode] = {
    Doubt.OTHER_LETTERS: NoteCode.DOUBTED_LETTERS,
    Doubt.UNKNOWN_LETTERS: NoteCode.DOUBTED_CODES,
    Doubt.OUTLINES: NoteCode.DOUBTED_OUTLINES,
    Doubt.LAYER_DIFFERS: NoteCode.DOUBTED_LAYER,
    Doubt.LAYER_MOVED: NoteCode.DOUBTED_LAYER_PLACE,
    Doubt.NOT_COMPARED: NoteCode.DOUBTED_UNSEEN,
}
