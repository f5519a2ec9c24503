"""Files that come from a body on a day: each has its receipt once its text is in the index, in their order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.display import Cancelled, DocumentRow, Progress, Report
from reviewer.desk.history import Run
from reviewer.desk.reading import Reading
from reviewer.desk.receipts import ReceiptBook
from reviewer.desk.session import Session
from reviewer.desk.words.counts import Noun, counted
from reviewer.desk.words.errors import what_happened
from reviewer.errors import CancelledError, CasebookError, Phrase

if TYPE_CHECKING:
    from reviewer.casebook import TextsBeside
    from reviewer.documents.intake import Taken


class IntakeRun:
    """One receiving of files: ``made`` are the receipts that it recorded, ``missed`` a row for each file that could not be had."""

    def __init__(
        self,
        session: Session,
        reading: Reading,
        receipts: ReceiptBook,
        body: str,
        day: date,
        known: Counter[str],
    ) -> None:
        """*known* are documents (SHA-256) that are passed over, each as often as it was counted."""
        self._session, self._reading, self._receipts = session, reading, receipts
        self._body, self._day, self._known = body, day, known
        self.made: set[str] = set()
        self.missed: list[DocumentRow] = []
        self._cut = False
        self._run = Run()

    def take(self, paths: Sequence[Path], progress: Report | None, stop: Cancelled) -> None:
        """Take the files in; CancelledError, with how many are kept, when *stop* ended it before the last."""

        def cut() -> bool:
            self._cut = stop()
            return self._cut

        with (
            _counting(self.made),
            self._session.casebook.files.taking_in(),
            self._receipts.receiving() as self._run,
            self._reading.taking_in() as (readers, texts),
        ):
            passwords = self._session.passwords.of(self._body)
            intake = self._reading.intake(readers, texts)
            with closing(intake.take(paths, passwords, texts.following(cut))) as taking:
                for done, taken in enumerate(taking, start=1):
                    self._take(taken, texts)
                    if progress:
                        progress(Progress(done, None, taken.name))
                    if cut():
                        break
        if self._cut:
            raise _stopped(self.made)

    def _take(self, taken: Taken, texts: TextsBeside) -> None:
        if self._known[taken.document]:
            self._known[taken.document] -= 1
            return
        self._receipts.keep_text(taken, texts)
        without_words = replace(taken, text=replace(taken.text, parts=()))  # they need not wait in memory
        texts.then(taken.document, partial(self._record, without_words), self._size(taken))

    def _size(self, taken: Taken) -> int:
        return self._session.casebook.files.size(taken.document)

    def _record(self, taken: Taken) -> None:
        if taken.document:
            self.made.add(self._receipts.keep_receipt(self._body, self._day, taken, self._run))
        else:
            self.missed.append(self._row_of(taken))

    def _row_of(self, missed: Taken) -> DocumentRow:
        late = self._day > self._session.case.inspection.submissions_due
        row = DocumentRow("", "", missed.name, self._body, self._day, missed.origin, late)
        return replace(row, kind=missed.text.kind, problem=missed.text.problem)


@contextmanager
def _counting(made: Collection[str]) -> Iterator[None]:
    """Say how many files are kept when a full disk, or the person, ends the receiving of many."""
    try:
        yield
    except KeyboardInterrupt:
        raise _stopped(made) from None
    except CasebookError as error:
        if not made:
            raise
        message = Phrase(
            "{what}; {files} kept before that",
            what=what_happened(error).rstrip("."),
            files=counted(Noun.FILE, len(made)),
        )
        raise type(error)(message, "Mend that, then receive the rest.") from error


def _stopped(made: Collection[str]) -> CancelledError:
    message = Phrase("Receiving was stopped; {files} kept", files=counted(Noun.FILE, len(made)))
    return CancelledError(message, "Receive the rest again whenever you like.")
