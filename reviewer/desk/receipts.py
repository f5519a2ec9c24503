"""What is kept of a document that came: its text in the index, and a receipt."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import TYPE_CHECKING

from reviewer.desk.history import Run
from reviewer.desk.session import Session
from reviewer.model import DocumentText, Receipt

if TYPE_CHECKING:
    from reviewer.casebook import TextsBeside
    from reviewer.documents.intake import Taken


class ReceiptBook:
    """Keeps texts and receipts, for whatever takes documents in."""

    def __init__(self, session: Session) -> None:
        """Keep them in the session's casebook."""
        self._session = session

    def keep_text(self, taken: Taken, texts: TextsBeside) -> None:
        """Have the text of a document that came put into the index, unless what is known of it is as good."""
        known = _as_read(texts.text(taken.document))
        # What is locked and comes again without its password stays as readable as it was.
        worse = taken.text.problem and known is not None and not known.problem
        if taken.document and not (worse or (known is not None and _says_as_much(known, taken.text))):
            texts.put(taken.text)
        self._session.passwords.opened(taken.document, taken.password)

    @contextmanager
    def receiving(self) -> Iterator[Run]:
        """Let all receipts that are kept in this block be one act to the person, who goes on with other work meanwhile."""
        with self._session.history.run() as run:
            yield run

    def keep_receipt(self, body: str, day: date, taken: Taken, run: Run) -> str:
        """Keep the receipt of a document from a body, a save; returns it."""
        from reviewer.casebook import subject

        receipt = Receipt(body, taken.document, taken.name, taken.origin, day)
        place = subject.itself("receipt")
        self._session.history.put(receipt, place, run=run)
        return place


def _as_read(text: DocumentText | None) -> DocumentText | None:
    """Return a text without what people typed of it."""
    from reviewer.casebook import without_layers

    return None if text is None else without_layers(text)


def _says_as_much(known: DocumentText, read: DocumentText) -> bool:
    """Tell whether what is known is what was read, or that and pages which have been recognised since."""
    pairs = zip(known.parts, read.parts, strict=False)
    return (known.kind, known.problem, known.also, len(known.parts)) == (
        read.kind, read.problem, read.also, len(read.parts),
    ) and all(
        old == new or (old.recognised and new.unreadable and old.place == new.place) for old, new in pairs
    ) and (known.extractor == read.extractor or known.extractor.startswith(f"{read.extractor}+"))  # fmt: skip
