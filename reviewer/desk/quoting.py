"""A passage with where it comes from, to be quoted elsewhere: its words, document, place, body and day of receipt."""

from __future__ import annotations

from reviewer.desk.quoted import Quoted
from reviewer.desk.reading import Reading
from reviewer.desk.session import Session
from reviewer.desk.words.quoting import foreign_words
from reviewer.errors import WrongUseError
from reviewer.model import AnchorState, Kept, Receipt


class Quoting:
    """Says of passages where they come from. Nothing is recorded here."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Look at the session's casebook."""
        self._session, self._reading = session, reading

    def of(
        self,
        body: str,
        document: str,
        place: str,
        words: str,
        *,
        receipt: str = "",
        state: AnchorState | None = None,
    ) -> Quoted:
        """Return words of a body's document with their source; WrongUseError where it was not received from that body.

        Of several receipts of it ``receipt`` is meant, else the earliest. ``state`` is how a tied passage stands today.
        """
        found = self._session.body(body)
        kept = self._receipt(found.code, document, receipt)
        if kept is None:
            raise WrongUseError(*foreign_words(found.name))
        text = self._reading.text_by_now(document)
        part = text.part(place) if text is not None else None
        names = {each.content.name for each in self._session.slice(found.code).receipts}
        origin = kept.content.origin
        return Quoted(
            words,
            place,
            part.label if part is not None else place,
            kept.content.name,
            found.name,
            kept.content.on,
            origin if origin.partition("/")[0] in names else "",
            part.confidence if part is not None and part.recognised else None,
            state is not None and state not in _READS_SO,
        )

    def _receipt(self, code: str, document: str, receipt: str) -> Kept[Receipt] | None:
        held = [k for k in self._session.slice(code).receipts if k.content.document == document]
        meant = next((kept for kept in held if kept.subject == receipt), None)
        return meant or min(held, key=lambda kept: (kept.content.on, kept.at), default=None)


_READS_SO = frozenset({AnchorState.EXACT, AnchorState.MOVED})
"""How a passage stands whose words are in the document today as they were tied."""
