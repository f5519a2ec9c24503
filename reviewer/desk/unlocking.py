"""Journey 1: documents that are locked, and the passwords that open them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, DocumentRow, Progress, Report, Unlocked
from reviewer.desk.history import Run
from reviewer.desk.reading import Reading
from reviewer.desk.receipts import ReceiptBook
from reviewer.desk.session import Session
from reviewer.model import Receipt

if TYPE_CHECKING:
    from reviewer.casebook import TextsBeside
    from reviewer.documents.intake import Again, Taken


class Unlocking:
    """What is locked. A password is asked once: it is tried on all that its body sent."""

    def __init__(self, session: Session, reading: Reading, receipts: ReceiptBook) -> None:
        """Unlock what ``reading`` lists; what lies inside is kept by ``receipts``."""
        self._session, self._reading, self._receipts = session, reading, receipts

    def of(self, body: str) -> tuple[DocumentRow, ...]:
        """Return a row for each document of a body that a password would open, or open further."""
        rows = {row.sha256: row for row in self._reading.documents(body) if row.locked}
        return tuple(rows.values())

    def unlock(
        self,
        body: str,
        password: str | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        document: str | None = None,
    ) -> Unlocked:
        """Try a password, and those given before in this sitting, on all that is locked of a body.

        What lies inside a document that opens is received with it, on its day, a save for each; not so at a desk for
        reading. The password is kept in memory until the desk is closed, for what comes later. Cancelled or not, what
        opened stays open. *document* is tried too: its text may be known, from another sitting, and its pages locked.
        """
        code = self._session.body(body).code
        if password:
            self._session.passwords.give(code, password)
        shut = {
            row.sha256: row for row in self._reading.documents(code) if row.locked or row.sha256 == document
        }
        opening = _Opening(self._session, self._reading, self._receipts, code, shut, progress)
        if shut and self._session.passwords.of(code):
            opening.go_through(cancelled or (lambda: False))
        rows = self._reading.documents(code)
        return Unlocked(
            tuple({row.sha256: row for row in rows if row.sha256 in opening.opened}.values()),
            self.of(code),
            tuple(row for row in rows if row.receipt in opening.received),
        )


class _Opening:
    """One going through of what is shut: ``opened`` and ``received`` say what came of it."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        receipts: ReceiptBook,
        code: str,
        shut: Mapping[str, DocumentRow],
        progress: Report | None,
    ) -> None:
        self._session, self._reading, self._receipts = session, reading, receipts
        self._code, self._progress, self.shut = code, progress, shut
        self.opened: set[str] = set()
        self.received: set[str] = set()
        self._run = Run()

    def go_through(self, stopped: Cancelled) -> None:
        with (
            self._session.casebook.files.taking_in(),
            self._receipts.receiving() as self._run,
            self._reading.taking_in() as (readers, texts),
        ):
            intake = self._reading.intake(readers, texts)
            with closing(intake.take_again(self._wishes(), texts.following(stopped))) as taking:
                self._take(taking, texts)

    def _wishes(self) -> list[Again]:
        from reviewer.documents.intake import Again

        words = self._session.passwords.of(self._code)
        names = {record.content.name for record in self._session.casebook.current(Receipt, body=self._code)}
        return [
            Again(row.sha256, row.name, row.origin, words, row.origin.partition("/")[0] in names)
            for row in self.shut.values()
        ]

    def _take(self, taking: Iterable[Taken], texts: TextsBeside) -> None:
        holder = None
        for number, taken in enumerate(taking, start=1):
            if not taken.inside:
                holder = self.shut[taken.document] if taken.password is not None else None
                if holder is not None:
                    self._open(holder, taken, texts)
            elif holder is not None and taken.document and not self._is_received(taken):
                self._receipts.keep_text(taken, texts)
                size = self._session.casebook.files.size(taken.document)
                texts.then(taken.document, partial(self._receive, holder, taken), size)
            if self._progress:
                self._progress(Progress(number, None, taken.name))

    def _receive(self, holder: DocumentRow, taken: Taken) -> None:
        if not self._is_received(taken):  # it may lie there twice
            self.received.add(self._receipts.keep_receipt(self._code, holder.on, taken, self._run))

    def _open(self, holder: DocumentRow, taken: Taken, texts: TextsBeside) -> None:
        if holder.locked:  # else its text is known, and may have been recognised since
            texts.put(taken.text)
        self._session.passwords.opened(taken.document, taken.password)
        self.opened.add(taken.document)

    def _is_received(self, taken: Taken) -> bool:
        """Tell whether a document inside another has its receipt; where none can be written, as if it had."""
        known = self._session.casebook.current(Receipt, body=self._code, document=taken.document)
        return self._session.read_only or any(
            (record.content.name, record.content.origin) == (taken.name, taken.origin) for record in known
        )
