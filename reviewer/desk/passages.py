"""Tied passages found again: once for each text of their document; a near place counts only when somebody confirms it."""

from __future__ import annotations

import hashlib
import json
from contextlib import suppress
from dataclasses import asdict, astuple, replace
from typing import TYPE_CHECKING

from reviewer.desk.labels import where
from reviewer.errors import CasebookError, WrongUseError
from reviewer.model import AnchorState, Difference, DocumentText, Evidence
from reviewer.model.frozen import dataclass
from reviewer.model.places import is_recognised_layer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from reviewer.desk.reading import Reading
    from reviewer.desk.session import Session
    from reviewer.documents.anchors import Anchor
    from reviewer.documents.word_changes import Piece
    from reviewer.model import Kept, Passage


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage is in a text of today, as a person would call the place; ``gone`` if nowhere.

    Of a near one ``pieces`` are the old words beside the new ones, and ``difference`` says how many differ.
    """

    anchor: Anchor
    where: str
    gone: bool
    pieces: tuple[Piece, ...] = ()
    difference: Difference | None = None


class Passages:
    """Finding again means reading all of a text, so what was found is remembered.

    What was not where it had been, which takes longest to find, is remembered in the index too, for the next sitting.
    """

    def __init__(self, session: Session, reading: Reading) -> None:
        """Find the passages of the session's casebook in the texts that ``reading`` gives."""
        self._session, self._reading = session, reading
        # By passage and the hash of its document's text (None while it is not read).
        self._places: dict[tuple[Passage, str | None], PassagePlace] = {}
        self._text: tuple[str, str | None, DocumentText] | None = None
        self._kept: tuple[str, str, Mapping[str, str]] | None = None
        self._to_keep: list[tuple[str, str, str, str]] = []

    def find(self, passage: Passage, text_hash: str | None) -> PassagePlace:
        """Find a passage in its document's text of this hash; the same answer until the text is another."""
        known = self._places.get((passage, text_hash)) or self._kept_before(passage, text_hash)
        return known or self._find(passage, text_hash)

    def now(self, passage: Passage) -> PassagePlace:
        """Find a passage in its document's text as it is at this moment."""
        summary = self._session.casebook.index.summary([passage.document]).get(passage.document)
        return self.find(passage, summary.text_hash if summary else None)

    def _find(self, passage: Passage, text_hash: str | None) -> PassagePlace:
        from reviewer.casebook import text_hash as hash_of

        text = self._text_of(passage.document, text_hash)
        place = self.place_in(passage, text)
        if place.anchor.state is AnchorState.LOST and not (place.gone or text.part(passage.place)):
            return place  # comparing may give it its place, or none, in a text that reads the same
        if place.anchor.state is not AnchorState.EXACT and text_hash:
            if hash_of(text) != text_hash:  # it is being put anew just now: the next look has all of it
                self._text = None
                return place
            self._to_keep.append((passage.document, text_hash, _key(passage), json.dumps(asdict(place))))
        self._places[passage, text_hash] = place
        return place

    def place_in(self, passage: Passage, text: DocumentText) -> PassagePlace:
        """Find a passage in a text, which may be another document's: a later version of its own."""
        again = place_in(passage, text)
        if again.gone and is_recognised_layer(passage.place) and text.part(passage.place) is None:
            waits = self._session.casebook.index.compared.queue([text.document])
            return replace(again, gone=not waits)
        return again

    def keep(self) -> None:
        """Keep what was found for the next sitting: one short write, when the casebook is closed."""
        rows, self._to_keep = self._to_keep, []
        with suppress(CasebookError):  # on a full disk it is looked for again
            self._session.casebook.index.keep_relocated(rows)

    def _kept_before(self, passage: Passage, text_hash: str | None) -> PassagePlace | None:
        """Return what an earlier sitting found in the same text; many passages of a document are asked in a row."""
        if not text_hash:
            return None
        cached = self._kept  # another thread may look for others meanwhile
        if cached is None or cached[:2] != (passage.document, text_hash):
            rows = self._session.casebook.index.relocated(passage.document, text_hash)
            cached = self._kept = (passage.document, text_hash, rows)
        words = cached[2].get(_key(passage)) if cached[2] else None
        earlier = _read(words) if words else None
        if earlier is not None:
            self._places[passage, text_hash] = earlier
        return earlier

    def _text_of(self, document: str, text_hash: str | None) -> DocumentText:
        """Return a text; many passages of one document are looked for one after another."""
        held = self._text
        if held is None or held[:2] != (document, text_hash):
            text = self._reading.text_by_now(document)
            held = self._text = (document, text_hash, text or DocumentText(document, "", ""))
        return held[2]

    def confirm(self, record: str) -> Kept[Evidence]:
        """Say of a near passage that it is this: its new words are tied in place of the old ones, which are kept.

        WrongUseError if there is no such passage, it is there word for word, or nothing near it is.
        """
        from reviewer.documents.anchors import passage

        saved = self.evidence(record)
        old = saved.content.passage
        anchor = self.now(old).anchor
        if anchor.state is AnchorState.LOST:
            message = "Nothing like that passage is in its document, so there is nothing to confirm"
            raise WrongUseError(message, "Tie it again, or untie it.")
        if anchor.state is not AnchorState.NEAR:
            raise WrongUseError("That passage is there word for word", "There is nothing to confirm.")
        new = passage(self._reading.text(old.document), anchor.place, anchor.start, anchor.end)
        content = replace(saved.content, passage=new)
        (made,) = self._session.history.put_all([(content, saved.subject)])
        return self.evidence(made)

    def evidence(self, record: str) -> Kept[Evidence]:
        """Return a tied passage that stands, by its record's id or at least 8 digits of it; else WrongUseError."""
        given = record.lower()
        stands = [saved for saved in self._session.casebook.current(Evidence) if saved.id.startswith(given)]
        if len(given) < LEAST_DIGITS or len(stands) != 1:
            raise WrongUseError(
                "There is no tied passage {record}",
                "List what stands first: passages CASEBOOK BODY.",
                record=record[:12],
            )
        return stands[0]


LEAST_DIGITS = 8
WAY = 4
"""Another number, and what was found or told the old way is looked for again."""


def _key(passage: Passage) -> str:
    line = json.dumps([WAY, *astuple(passage)])  # ASCII: lone surrogates are safe
    return hashlib.sha256(line.encode("ascii")).hexdigest()


def _read(text: str) -> PassagePlace | None:
    """Return what was kept, or None if it cannot be read: then it is looked for again."""
    from reviewer.documents.anchors import Anchor
    from reviewer.documents.word_changes import Piece

    try:
        fields = json.loads(text)
        where = fields.pop("anchor")
        anchor = Anchor(**{**where, "state": AnchorState(where["state"])})
        counted = fields.pop("difference")
        pieces = tuple(Piece(**piece) for piece in fields.pop("pieces"))
        differs = None if counted is None else Difference(**counted)
        return PassagePlace(anchor=anchor, pieces=pieces, difference=differs, **fields)
    except (ValueError, TypeError, KeyError, AttributeError):
        return None


def place_in(passage: Passage, text: DocumentText) -> PassagePlace:
    """Find a passage in a text, which may be another document's: a later version of its own."""
    from reviewer.documents.anchors import resolve

    anchor = resolve(passage, text)
    part, before = text.part(anchor.place), text.part(passage.place)
    # A page that nobody has read here yet has lost nothing: a colleague's laptop may have recognised it.
    gone = anchor.state is AnchorState.LOST and not (before and before.unreadable)
    place = where(part, anchor.place) if part else passage.place
    if anchor.state is not AnchorState.NEAR or part is None:
        return PassagePlace(anchor, place, gone)
    from reviewer.documents.word_changes import difference, pieces
    from reviewer.model.cells import quoted

    made = pieces(passage.quote, quoted(part, anchor.place, anchor.start, anchor.end))
    return PassagePlace(anchor, place, gone, made, difference(made))
