"""Journey 1: receive what forces send, read it, find in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from reviewer.desk.coming import Coming
from reviewer.desk.finding import Finding
from reviewer.desk.replaced import with_versions
from reviewer.desk.room import Room
from reviewer.desk.views import Cancelled, DocumentRow, Progress, Report
from reviewer.desk.wholetexts import WholeTexts
from reviewer.errors import WrongUseError
from reviewer.model import DocumentText, Included, Kept, Receipt
from reviewer.review import in_review

if TYPE_CHECKING:
    from reviewer.casebook import TextsBeside, TextSummary
    from reviewer.documents.intake import Again, Intake, Taken
    from reviewer.documents.reader import Reader

MIN_DIGITS = 8
ABSENT = "The file itself is not here yet: sync with the shared folder to fetch it."
NAMELESS = "Its receipt names no document that there can be; ask whoever recorded it, or receive it again."


class Receiving(Room):
    """Verbs of the first journey."""

    _finding: Finding | None = None

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
        self._writable()
        code = self.body(body).code
        self._must_exist(paths)
        if password:
            self.passwords.give(code, password)
        day = on or self.today()
        known = Counter(k.content.document for k in self._receipts(code) if not again and k.content.on == day)
        coming = Coming(self, code, day, known)
        coming.take(paths, progress, cancelled or _never)
        return (*(row for row in self.documents(code) if row.receipt in coming.made), *coming.missed)

    @contextmanager
    def taking_in(self, *, missing: bool = False) -> Iterator[tuple[Sequence[Reader], TextsBeside]]:
        """Lend readers for work on many documents, and what takes their texts beside it, or only those ``missing``."""
        with self.crew.at_work() as readers, self.casebook.index.beside(missing=missing) as texts:
            yield readers, texts

    def intake(self, readers: Sequence[Reader], texts: TextsBeside) -> Intake:
        """Return what takes documents into this casebook with these readers."""
        from reviewer.documents.intake import Intake

        return Intake(readers, self.casebook.files, known=texts.text)

    def _must_exist(self, paths: Sequence[Path]) -> None:
        own = self.folder.resolve()
        for path in paths:
            if not path.exists():
                raise WrongUseError(f"{path} does not exist, so nothing was received", "Check the name.")
            place = path.resolve()
            if own == place or own in place.parents or place in own.parents:
                message = f"{path} is, holds or lies in this casebook, so nothing was received"
                raise WrongUseError(message, "Name the files or folders that the body sent.")

    def keep_text(self, taken: Taken, texts: TextsBeside) -> None:
        """Have the text of a document that came put into the index, unless what is known of it is as good."""
        known = texts.text(taken.document)
        # What is locked and comes again without its password stays as readable as it was.
        worse = taken.text.problem and known is not None and not known.problem
        if taken.document and not (worse or (known is not None and _says_as_much(known, taken.text))):
            texts.put(taken.text)
        self.passwords.opened(taken.document, taken.password)

    def keep_receipt(self, body: str, day: date, taken: Taken) -> str:
        """Keep the receipt of a document from a body, a save; returns it."""
        from reviewer.casebook import subject

        receipt = Receipt(body, taken.document, taken.name, taken.origin, day)
        place = subject.itself("receipt")
        self._put(f"{taken.name} received", receipt, place)
        return place

    def include(self, body: str, document: str, because: str, *, included: bool = True) -> None:
        """Take a body's document into the review, or out of it, with a reason."""
        from reviewer.casebook import subject

        if not because.strip():
            raise WrongUseError("A reason is needed to include or leave out a document", "Say why.")
        sha = self.resolve_document(document, body)
        for kept in self.casebook.current(Receipt, body=self.body(body).code, document=sha):
            content = Included(kept.subject, included, because.strip())
            word = "included" if included else "left out"
            self._put(f"{kept.content.name} {word}", content, subject.included(kept.subject))

    @property
    def finding(self) -> Finding:
        """Search over all documents."""
        if self._finding is None:
            self._finding = Finding(self.casebook, self.case, self.documents, lambda: self.position)
        return self._finding

    # --- listings --------------------------------------------------------------------------------

    def documents(self, body: str | None = None) -> tuple[DocumentRow, ...]:
        """List a row per receipt, by body, day and name."""
        receipts = self._receipts(body)
        decided = self._included()
        reviewed = {
            kept.subject for kept in in_review(receipts, decided, self.case.inspection.submissions_due)
        }
        summaries = self._summaries({kept.content.document for kept in receipts})
        times = self._board().times
        names = {(kept.content.body, kept.content.name) for kept in receipts}
        rows = [
            replace(
                self._row(kept, reviewed, times, summaries.get(kept.content.document)),
                inside=_inside(kept.content, names),
            )
            for kept in receipts
        ]
        rows = with_versions(rows, (k for held in self._board().slices.values() for k in held.versions))
        return tuple(sorted(rows, key=lambda row: (row.body, row.on, row.name, row.receipt)))

    def _receipts(self, body: str | None) -> tuple[Kept[Receipt], ...]:
        if body is None:
            return self.casebook.current(Receipt)
        return self._slice(self.body(body).code).receipts

    def _included(self, body: str | None = None) -> Mapping[str, Kept[Included]]:
        slices = self._board().slices.values() if body is None else (self._slice(body),)
        return {kept.content.receipt: kept for held in slices for kept in held.included}

    def _row(
        self, kept: Kept[Receipt], reviewed: set[str], times: Mapping[str, int], summary: TextSummary | None
    ) -> DocumentRow:
        from reviewer.documents.locks import can_be_unlocked

        receipt = kept.content
        problem = summary.problem if summary else None
        here = (summary is not None and problem is None) or self.casebook.files.has(receipt.document)
        return DocumentRow(
            receipt=kept.subject,
            sha256=receipt.document,
            name=receipt.name,
            body=receipt.body,
            on=receipt.on,
            origin=receipt.origin,
            late=receipt.on > self.case.inspection.submissions_due,
            included=kept.subject in reviewed,
            kind=summary.kind if summary else "",
            pages=summary.pages if summary else 0,
            pages_without_text=summary.pages_without_text if summary else 0,
            pages_recognised=summary.pages_recognised if summary else 0,
            problem=problem if summary or here else absence_of(receipt.document),
            duplicate=times[receipt.document] > 1,
            also=summary.also if summary else (),
            locked=here and can_be_unlocked(problem),
        )

    def _summaries(self, documents: set[str]) -> Mapping[str, TextSummary]:
        """Return what is known of the texts; those that the cache lost are read again."""
        found = dict(self.casebook.index.summary(documents))
        if self.patient and len(found) < len(documents):
            self._read_again(sorted(documents - found.keys()), None, _never)
        if len(found) < len(documents):
            found.update(self.casebook.index.summary(documents - found.keys()))
        return found

    def catch_up(self, progress: Report | None = None, cancelled: Cancelled | None = None) -> int:
        """Read the documents whose text is not in the cache, and return how many were read.

        After a colleague's documents came, or when the cache was thrown away. Long, on all cores: not for the
        thread of a window.
        """
        documents = {kept.content.document for kept in self.casebook.current(Receipt)}
        missing = sorted(documents - self.casebook.index.summary(documents).keys())
        read = self._read_again(missing, progress, cancelled or _never)
        self.casebook.index.settle(cancelled or _never)
        return read

    def _read_again(self, missing: Sequence[str], progress: Report | None, stop: Cancelled) -> int:
        here = [document for document in missing if self.casebook.files.has(document)]
        if not here:
            return 0
        with self.taking_in(missing=True) as (readers, texts):
            reading = self.intake(readers, texts).read_again(self._wishes(here), stop)
            with closing(reading):
                for done, taken in enumerate(reading, start=1):
                    if progress:
                        progress(Progress(done, len(here), taken.name))
                    texts.put(taken.text)
                    self.passwords.opened(taken.document, taken.password)
        return len(self.casebook.index.summary(here))

    def _wishes(self, documents: Sequence[str]) -> Iterator[Again]:
        from reviewer.documents.intake import Again

        held: dict[str, list[Receipt]] = {}
        for kept in self.casebook.current(Receipt):
            held.setdefault(kept.content.document, []).append(kept.content)
        for document in documents:
            known = held.get(document, ())
            name = known[0].name if known else document
            words = self.passwords.for_document(document, (receipt.body for receipt in known))
            yield Again(document, name, "", words)

    # --- texts -----------------------------------------------------------------------------------

    def text(self, document: str) -> DocumentText:
        """Return a document's text by its SHA-256; reads it again if the cache was thrown away."""
        return self.casebook.index.text(document) or self._read(document)

    def text_by_now(self, document: str) -> DocumentText | None:
        """Return a document's text, or None where reading it is left to ``catch_up``, as a window does."""
        return self.text(document) if self.patient else self.casebook.index.text(document)

    @cached_property
    def wholetexts(self) -> WholeTexts:
        """The texts as comparing needs them; who compares bodies and who compares versions share what is kept."""
        return WholeTexts(self.casebook)

    def _read(self, document: str) -> DocumentText:
        from reviewer.documents.locks import read_with
        from reviewer.documents.reader.reading import forget

        if not self.casebook.files.has(document):
            return DocumentText(document, "", "", problem=absence_of(document))
        (wish,) = self._wishes([document])
        path = self.casebook.files.path(document)
        reading, password = read_with(self.reader, path, wish.name, document, wish.passwords)
        forget(reading.members)
        self.casebook.index.put(reading.text)
        self.passwords.opened(document, password)
        return reading.text

    def resolve_document(self, given: str, body: str | None = None) -> str:
        """Return the SHA-256 that a person means by a name, or by at least 8 digits of the hash."""
        from reviewer.documents.intake import readable

        given = readable(given)  # as it was kept, where bytes of the name are no text
        receipts = self._receipts(body)
        named = {kept.content.document for kept in receipts if kept.content.name == given}
        digits = given.lower()
        if not named and len(digits) >= MIN_DIGITS:
            named = {k.content.document for k in receipts if k.content.document.startswith(digits)}
        if len(named) == 1:
            return named.pop()
        if named:
            hashes = ", ".join(sorted(document[:12] for document in named))
            message = f"“{given}” is the name of {len(named)} documents"
            raise WrongUseError(message, f"Name one by its hash: {hashes}.")
        raise WrongUseError(f"There is no document “{given}” here", "List them with: documents CASEBOOK.")


def _says_as_much(known: DocumentText, read: DocumentText) -> bool:
    """Tell whether what is known is what was read, or that and pages which have been recognised since."""
    pairs = zip(known.parts, read.parts, strict=False)
    return (known.kind, known.problem, known.also, len(known.parts)) == (
        read.kind, read.problem, read.also, len(read.parts),
    ) and all(
        old == new or (old.recognised and new.unreadable and old.place == new.place) for old, new in pairs
    ) and (known.extractor == read.extractor or known.extractor.startswith(f"{read.extractor}+"))  # fmt: skip


def _never() -> bool:
    return False


def absence_of(document: str) -> str:
    """Say why a document's file is not here: it has not come yet, or a receipt names what is no SHA-256."""
    from reviewer.casebook import is_sha256

    return ABSENT if is_sha256(document) else NAMELESS


def _inside(receipt: Receipt, names: Collection[tuple[str, str]]) -> str:
    """Return the origin if it begins with a file of the same body, by its name, that this one was unpacked from."""
    return receipt.origin if (receipt.body, receipt.origin.partition("/")[0]) in names else ""
