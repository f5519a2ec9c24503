"""Journey 1, reading: a row per receipt, and the text of every document; what the cache lost is read again."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import closing, contextmanager
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from reviewer.desk.layers import Layers
from reviewer.errors import DocumentError, Phrase, WrongUseError
from reviewer.model import DocumentText, Reason, Receipt
from reviewer.model.problems import problem
from reviewer.review import in_review

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from reviewer.casebook import TextsBeside, TextSummary
    from reviewer.desk.display import Cancelled, DocumentName, DocumentRow, Report
    from reviewer.desk.session import Session
    from reviewer.desk.wholetexts import WholeTexts
    from reviewer.documents.intake import Again, Intake
    from reviewer.documents.reader import Reader
    from reviewer.model import Case, Included, Kept, Part, Problem

MIN_DIGITS = 8


class _About(NamedTuple):
    """What a receipt's row is made of beside the receipt; where nothing is recognised, nothing ``waits``."""

    summary: TextSummary | None
    senders: Sequence[str]
    inside: str
    case: Case
    reviewed: bool
    waits: bool


class Reading:
    """Lists documents and reads them."""

    def __init__(self, session: Session) -> None:
        """Read what the session's casebook has received."""
        self._session = session
        self._casebook = session.casebook
        self._layers = Layers(session)
        self._rows: dict[str, tuple[_About, DocumentRow]] = {}  # by the receipt's record
        self._all: tuple[object, object, Mapping[str, TextSummary]] | None = None

    @cached_property
    def whole_texts(self) -> WholeTexts:
        """The whole texts of documents, for what compares many of them."""
        from reviewer.desk.wholetexts import WholeTexts

        return WholeTexts(self._casebook)

    # --- listings --------------------------------------------------------------------------------

    def documents(self, body: str | None = None) -> tuple[DocumentRow, ...]:
        """List a row per receipt, by body, day and name; what came in another document follows it."""
        from reviewer.desk.ordering import by_day_and_place
        from reviewer.desk.replaced import with_versions

        receipts = self.receipts(body)
        decided = self.included(body)
        due = self._session.case.inspection.submissions_due
        reviewed = {record.subject for record in in_review(receipts, decided, due)}
        summaries = self.summaries({record.content.document for record in receipts})
        board = self._session.board()
        waits = (
            bool(receipts) and self._session.home.recognises
        )  # looked for on the disk: not for each of thousands of bodies
        names = {(record.content.body, record.content.name) for record in receipts}
        rows = [
            self._row_of(
                record,
                _About(
                    summaries.get(record.content.document),
                    board.senders[record.content.document],
                    _inside(record.content, names),
                    self._session.case,
                    reviewed=record.subject in reviewed,
                    waits=waits,
                ),
            )
            for record in receipts
        ]
        slices = board.slices.values() if body is None else (board.slice(body),)
        rows = with_versions(rows, (record for held in slices for record in held.versions))
        return tuple(sorted(rows, key=by_day_and_place))

    def names(self) -> tuple[DocumentName, ...]:
        """List the name of every receipt, in the order of names: thousands at once, since no text is looked at."""
        from reviewer.desk.display import DocumentName
        from reviewer.desk.ordering import by_name

        slices = self._session.board().slices.values()
        names = (
            DocumentName(record.subject, record.content.document, record.content.name, record.content.body)
            for held in slices
            for record in held.receipts
        )
        return tuple(sorted(names, key=lambda each: (by_name(each.name), each.body, each.receipt)))

    def receipts(self, body: str | None = None) -> tuple[Kept[Receipt], ...]:
        """Return the receipts of a body, or of all."""
        if body is None:
            return self._casebook.current(Receipt)
        return self._session.slice(self._session.body(body).code).receipts

    def included(self, body: str | None = None) -> Mapping[str, Kept[Included]]:
        """Return what was decided about receipts being in the review, by receipt."""
        board = self._session.board()
        slices = board.slices.values() if body is None else (board.slice(body),)
        return {record.content.receipt: record for held in slices for record in held.included}

    def in_review(self, code: str) -> tuple[Kept[Receipt], ...]:
        """Return a body's receipts that are in the review."""
        due = self._session.case.inspection.submissions_due
        return tuple(in_review(self._session.slice(code).receipts, self.included(code), due))

    def _row_of(self, record: Kept[Receipt], about: _About) -> DocumentRow:
        """Return a receipt's row: the one of before, where nothing that it says is another."""
        before = self._rows.get(record.id)
        if before is not None and before[0] == about:
            return before[1]
        row = self._row(record, about)
        if about.summary is not None and about.summary.problem is None:  # else it says how the file is now
            self._rows[record.id] = about, row
        return row

    def _row(self, record: Kept[Receipt], about: _About) -> DocumentRow:
        from reviewer.desk.display import DocumentRow
        from reviewer.documents.locks import can_be_unlocked

        receipt, summary, codes, waits = record.content, about.summary, about.senders, about.waits
        problem = summary.problem if summary else None
        here = (summary is not None and problem is None) or self._casebook.files.has(receipt.document)
        return DocumentRow(
            receipt=record.subject,
            sha256=receipt.document,
            name=receipt.name,
            body=receipt.body,
            on=receipt.on,
            origin=receipt.origin,
            late=receipt.on > about.case.inspection.submissions_due,
            included=about.reviewed,
            kind=summary.kind if summary else "",
            pages=summary.pages if summary else 0,
            pages_without_text=summary.pages_without_text if summary else 0,
            pages_recognised=summary.pages_recognised if summary else 0,
            unread=summary.unread - (0 if waits else summary.only_waiting) if summary else 0,
            waiting=summary.waiting if summary and waits else 0,
            problem=problem if summary else self._file_problem(receipt.document),
            duplicate=codes.count(receipt.body) > 1,
            also_from=self._others(codes, receipt.body) if len(codes) > 1 else (),
            also=summary.also if summary else (),
            locked=here and can_be_unlocked(problem),
            inside=about.inside,
        )

    def _others(self, codes: Sequence[str], body: str) -> tuple[str, ...]:
        """Return the names of the bodies with these codes, without one, in the order of the case."""
        others = {code for code in codes if code != body}
        known = {each.code: each.name for each in self._session.case.bodies if each.code in others}
        return (*known.values(), *sorted(others - known.keys()))

    def all_summaries(self) -> Mapping[str, TextSummary]:
        """Return what is known of the texts of all that was received: the very mapping of before, where nothing of it is another."""
        self._layers.follow()
        senders = self._session.board().senders
        state = self._casebook.index.state()
        before = self._all
        if before is not None and before[0] is senders and before[1] == state:
            return before[2]
        known = self.summaries(senders.keys())
        if before is not None and before[2] == known:
            known = before[2]
        self._all = senders, state, known
        return known

    def summaries(self, documents: AbstractSet[str]) -> Mapping[str, TextSummary]:
        """Return what is known of the texts; a patient session reads those again that the cache lost."""
        self._layers.follow()
        index = self._casebook.index
        summaries = dict(index.summary(documents))
        if self._session.patient and len(summaries) < len(documents):
            self._read_again(sorted(documents - summaries.keys()), None, _never)
        if len(summaries) < len(documents):
            summaries.update(index.summary(documents - summaries.keys()))
        return summaries

    # --- reading ---------------------------------------------------------------------------------

    def catch_up(self, progress: Report | None = None, cancelled: Cancelled | None = None) -> int:
        """Read the documents whose text is not in the cache, and return how many were read.

        After a colleague's documents came, or when the cache was thrown away. Long, on all cores: not for the
        thread of a window.
        """
        documents = {record.content.document for record in self._casebook.current(Receipt)}
        missing = sorted(documents - self._casebook.index.summary(documents).keys())
        read = self._read_again(missing, progress, cancelled or _never)
        self._casebook.index.settle(cancelled or _never)
        return read

    @contextmanager
    def taking_in(self, *, missing: bool = False) -> Iterator[tuple[Sequence[Reader], TextsBeside]]:
        """Lend readers for work on many documents, and what takes their texts beside it, or only those ``missing``."""
        with (
            self._session.leases.at_work() as readers,
            self._casebook.index.beside(missing=missing) as texts,
        ):
            yield readers, texts

    def intake(self, readers: Sequence[Reader], texts: TextsBeside) -> Intake:
        """Return what takes documents into this casebook with these readers."""
        from reviewer.documents.intake import Intake

        return Intake(readers, self._casebook.files, known=texts.text)

    def _read_again(self, missing: Sequence[str], progress: Report | None, stop: Cancelled) -> int:
        here = [document for document in missing if self._casebook.files.has(document)]
        if not here:
            return 0
        with self.taking_in(missing=True) as (readers, texts):
            sound = (wish for wish in self._wishes(here) if self._casebook.files.sound(wish.document))
            reading = self.intake(readers, texts).read_again(sound, stop)
            with closing(reading):
                for done, taken in enumerate(reading, start=1):
                    if progress:
                        from reviewer.desk.display import Progress

                        progress(Progress(done, len(here), taken.name))
                    texts.put(taken.text)
                    self._session.passwords.opened(taken.document, taken.password)
        return len(self._casebook.index.summary(here))

    def _wishes(self, documents: Sequence[str]) -> Iterator[Again]:
        from reviewer.documents.intake import Again

        held: dict[str, list[Receipt]] = {}
        for record in self._casebook.current(Receipt):
            held.setdefault(record.content.document, []).append(record.content)
        for document in documents:
            known = held.get(document, ())
            name = known[0].name if known else document
            words = self._session.passwords.for_document(document, (receipt.body for receipt in known))
            yield Again(document, name, "", words)

    # --- texts -----------------------------------------------------------------------------------

    def text(self, document: str) -> DocumentText:
        """Return a document's text by its SHA-256; reads it again if the cache was thrown away."""
        self._layers.follow()
        return self._casebook.index.text(document) or self._read(document)

    def text_by_now(self, document: str) -> DocumentText | None:
        """Return a document's text, or None where reading it is left to ``catch_up``, as a window does."""
        if self._session.patient:
            return self.text(document)
        self._layers.follow()
        return self._casebook.index.text(document)

    def _read(self, document: str) -> DocumentText:
        from reviewer.documents.locks import read_with
        from reviewer.documents.reader.whole_document import forget

        if not self._casebook.files.sound(document):
            return DocumentText(document, "", "", problem=self._file_problem(document))
        (wish,) = self._wishes([document])
        path = self._casebook.files.path(document)
        reading, password = read_with(self._session.reader, path, wish.name, document, wish.passwords)
        forget(reading.members)
        self._casebook.index.put(reading.text)
        self._session.passwords.opened(document, password)
        return self._casebook.index.text(document) or reading.text

    def _file_problem(self, document: str) -> Problem | None:
        """Return what is known to be wrong with a document's file; None where nothing is."""
        if not self._casebook.files.has(document):
            return absence_of(document)
        return problem(Reason.FILE_DAMAGED) if self._casebook.files.is_known_damaged(document) else None

    # --- names that a person gives ---------------------------------------------------------------

    def resolve_document(self, given: str, body: str | None = None) -> str:
        """Return the SHA-256 that a person means by a name, or by at least 8 digits of the hash."""
        from reviewer.documents.intake import readable

        given = readable(given)  # as it was kept, where bytes of the name are no text
        receipts = self.receipts(body)
        named = {record.content.document for record in receipts if record.content.name == given}
        digits = given.lower()
        if not named and len(digits) >= MIN_DIGITS:
            named = {k.content.document for k in receipts if k.content.document.startswith(digits)}
        if len(named) == 1:
            return named.pop()
        if named:
            hashes = ", ".join(sorted(document[:12] for document in named))
            message = Phrase("“{given}” is the name of {number} documents", given=given, number=len(named))
            raise WrongUseError(message, "Name one by its hash: {hashes}.", hashes=hashes)
        raise WrongUseError(
            "There is no document “{given}” here", "List them with: documents CASEBOOK.", given=given
        )

    @staticmethod
    def page_of(text: DocumentText, page: int, named: str) -> Part:
        """Return a document's page or part by its number from 1; WrongUseError if there is none."""
        if 1 <= page <= text.pages:
            return text.parts[page - 1]
        message = Phrase("{named} has no page {page}", named=named, page=page)
        raise WrongUseError(message, "It has {pages}; see: text CASEBOOK DOCUMENT.", pages=text.pages)


def refuse_wordless(text: DocumentText, named: str) -> None:
    """Raise DocumentError, with the reason, for a document that could not be opened, so that none of it was read."""
    if text.problem is not None and not any(part.text for part in text.parts):
        from reviewer.desk.words.problems import remedy_of, what_is_wrong

        message = Phrase(
            "Nothing of “{named}” was read: {problem}", named=named, problem=what_is_wrong(text.problem)
        )
        raise DocumentError(message, remedy_of(text.problem))


def _never() -> bool:
    return False


def absence_of(document: str) -> Problem:
    """Return why a document's file is not here: it has not come yet, or a receipt names what is no SHA-256."""
    from reviewer.casebook import is_sha256

    return problem(Reason.FILE_NOT_HERE_YET if is_sha256(document) else Reason.FILE_UNNAMED)


def _inside(receipt: Receipt, names: Collection[tuple[str, str]]) -> str:
    """Return the origin if it begins with a file of the same body, by its name, that this one was unpacked from."""
    return receipt.origin if (receipt.body, receipt.origin.partition("/")[0]) in names else ""
