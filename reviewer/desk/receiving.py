"""Journey 1, receiving: files of a body are taken in, each with a receipt, and are in the review or out of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from reviewer.desk.display import Cancelled, DocumentRow, Report
from reviewer.desk.moving import Moving
from reviewer.desk.reading import Reading
from reviewer.desk.receipts import ReceiptBook
from reviewer.desk.receiving_run import IntakeRun
from reviewer.desk.session import Session
from reviewer.desk.words.moving import contested_words, no_reason_words
from reviewer.errors import ConflictError, Phrase, WrongUseError
from reviewer.model import Content, Included, Withdrawn

EARLIEST = date(2000, 1, 1)
"""The first day that a receipt can be of: what is earlier was mistyped."""


class Receiving:
    """Takes documents in, and into the review."""

    def __init__(self, session: Session, reading: Reading, receipts: ReceiptBook) -> None:
        """Receive into the session's casebook; what comes is kept by ``receipts`` and listed by ``reading``."""
        self._session = session
        self._reading = reading
        self._receipts = receipts
        self._moving = Moving(session, reading)

    def receive(
        self,
        body: str,
        paths: Sequence[Path],
        on: date | None = None,
        password: str | None = None,
        progress: Report | None = None,
        cancelled: Cancelled | None = None,
        *,
        again: bool = True,
    ) -> tuple[DocumentRow, ...]:
        """Take files, folders, archives and e-mails of a body in; a receipt for every file.

        Every file is a save of its own, so that what was taken stays when the rest is cancelled
        (CancelledError). One bad file never stops the others: its row says what is wrong with it. A file
        whose bytes could not be had at all comes last, in a row without receipt and hash. Without ``again``, what
        came from the body on that day already is not received twice: as often as its bytes came, they are passed over.
        """
        session = self._session
        session.history.must_be_writable()
        code = session.body(body).code
        self._must_exist(paths)
        if password:
            session.passwords.give(code, password)
        day = self.day(on)
        receipts = () if again else self._reading.receipts(code)
        known = Counter(record.content.document for record in receipts if record.content.on == day)
        run = IntakeRun(session, self._reading, self._receipts, code, day, known)
        run.take(paths, progress, cancelled or (lambda: False))
        return (*(row for row in self._reading.documents(code) if row.receipt in run.made), *run.missed)

    def day(self, on: date | None) -> date:
        """Return the day of a receipt, today if none is given; WrongUseError for one that nothing can have come on."""
        today = self._session.today()
        if on is not None and not EARLIEST <= on <= today:
            why = (
                Phrase(
                    "{on} is not yet: today is {today}, so nothing was received", on=str(on), today=str(today)
                )
                if on > today
                else Phrase("{on} is too long ago to be meant, so nothing was received", on=str(on))
            )
            raise WrongUseError(why, "Give the day on which it came.")
        return on or today

    def _must_exist(self, paths: Sequence[Path]) -> None:
        own = self._session.folder.resolve()
        for path in paths:
            if not path.exists():
                raise WrongUseError(
                    "{path} does not exist, so nothing was received", "Check the name.", path=path
                )
            place = path.resolve()
            if own == place or own in place.parents or place in own.parents:
                message = Phrase(
                    "{path} is, holds or lies in this casebook, so nothing was received", path=path
                )
                raise WrongUseError(message, "Name the files or folders that were sent.")

    def include(self, body: str, document: str, because: str, *, included: bool = True) -> None:
        """Take a body's document into the review, or out of it, with a reason."""
        from reviewer.casebook import subject

        if not because.strip():
            raise WrongUseError("A reason is needed to include or leave out a document", "Say why.")
        sha, code = self._reading.resolve_document(document, body), self._session.body(body).code
        for record in self._session.slice(code).receipts:
            if record.content.document != sha:
                continue
            content = Included(record.subject, included, because.strip())
            self._session.history.put(content, subject.included(record.subject))

    def move(self, receipts: Sequence[str], body: str, because: str) -> tuple[DocumentRow, ...]:
        """Take receipts (their subjects) of one body back, and record the same for the body that they belong to; one save.

        What came in one of them moves with it. Bytes, names, days and origins stay as they were; what was decided about their
        being in the review does not move, nor what was decided on them in their body: while passages, searches for an
        absence, signed letters or versions rest on them, WrongUseError names these. Returns the rows of what was moved.
        """
        from reviewer.casebook import subject

        if not because.strip():
            raise WrongUseError(*no_reason_words())
        code, history = self._session.body(body).code, self._session.history
        history.must_be_writable()
        moved = self._moving.along(receipts)
        if not moved:
            return ()
        self._moving.refuse(code, moved)
        acts: list[tuple[Content, str]] = []
        for record in moved:
            if len(history.standing_records(record.subject)) != 1:
                raise ConflictError(*contested_words(record.content.name))
            acts.append((self._moving.of(record, code), subject.itself("receipt")))
        made = {place for _content, place in acts}
        acts += [(Withdrawn(because.strip()), record.subject) for record in moved]
        history.put_all(acts)
        return tuple(row for row in self._reading.documents(code) if row.receipt in made)
