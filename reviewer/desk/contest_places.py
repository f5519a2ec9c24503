"""What a subject is about, as a person calls it: the body, the criterion, the document, the paragraph or the member."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.session import Session
from reviewer.model import Evidence, Included, Receipt, Transcribed, Version
from reviewer.model.contest import ContestKind, ContestPlace

KINDS: Mapping[str, ContestKind] = MappingProxyType({
    "verdict": ContestKind.VERDICT, "category": ContestKind.CATEGORY, "block": ContestKind.PARAGRAPH,
    "letter": ContestKind.LETTER, "version": ContestKind.VERSION, "included": ContestKind.INCLUDED,
    "evidence": ContestKind.EVIDENCE, "receipt": ContestKind.RECEIPT, "transcribed": ContestKind.TRANSCRIBED,
    "member": ContestKind.MEMBER, "inspection": ContestKind.CASE,
})  # fmt: skip
"""By the kind that a subject was minted for."""


def can_be_named(subject: str) -> bool:
    """Tell whether this program knows what a subject is about; it does not where a newer one minted it."""
    return subject.partition(":")[0] in KINDS


class ContestPlaces:
    """Names what subjects are about, by what the subject says and by the records on it."""

    def __init__(self, session: Session) -> None:
        """Name them in the terms of the session's case."""
        self._session = session

    def of(self, subject: str) -> ContestPlace:
        """Return what a subject is about; of what nothing is known there is only its kind."""
        kind, _, rest = subject.partition(":")
        where = ContestPlace(subject, KINDS[kind])
        match where.kind:
            case ContestKind.VERDICT:
                body, _, criterion = rest.partition("/")
                return self._on(subject, body, criterion)
            case ContestKind.CATEGORY:
                return self._on(subject, rest)
            case ContestKind.PARAGRAPH | ContestKind.LETTER:
                body, _, letter = rest.partition("/")
                name, _, key = letter.partition("/")
                return self._on(
                    subject, body, language=name.removeprefix("letter").removeprefix("-"), name=key
                )
            case ContestKind.MEMBER:
                return ContestPlace(subject, where.kind, name=self._session.named(rest))
            case _:
                return self._by_records(subject)

    def _by_records(self, subject: str) -> ContestPlace:
        """Return what the records of a subject say that it is about: a document, or a passage of one."""
        for record in reversed(self._session.casebook.history(subject)):
            match record.content:
                case Evidence(body=body, criterion=criterion, passage=passage):
                    return self._on(subject, body, criterion, name=self.document(passage.document, body))
                case Receipt(body=body, name=name):
                    return self._on(subject, body, name=name)
                case Version(body=body, receipt=receipt):
                    return self._on(subject, body, name=self.receipt(receipt))
                case Included(receipt=receipt):
                    return self._on(subject, self._sender(receipt), name=self.receipt(receipt))
                case Transcribed(document=document):
                    body = next(iter(self._session.board().senders.get(document, ())), "")
                    return self._on(subject, body, name=self.document(document, body))
                case _:
                    continue
        return ContestPlace(subject, KINDS[subject.partition(":")[0]])

    def _on(
        self, subject: str, body: str, criterion: str = "", *, language: str = "", name: str = ""
    ) -> ContestPlace:
        case = self._session.case
        names = {each.code: each.name for each in case.bodies}
        known = {each.key: (number, each) for number, each in enumerate(case.framework.criteria, 1)}
        number, of_case = known.get(criterion, (0, None))
        title, question = (of_case.title, of_case.question) if of_case else (criterion, "")
        kind = KINDS[subject.partition(":")[0]]
        return ContestPlace(
            subject, kind, body, names.get(body, body), criterion, number, title, question, language, name
        )

    def receipt(self, receipt: str) -> str:
        """Return the name by which a receipt (its subject) was received, "" where nothing tells."""
        contents = (record.content for record in self._session.casebook.history(receipt))
        return next((content.name for content in contents if isinstance(content, Receipt)), "")

    def _sender(self, receipt: str) -> str:
        contents = (record.content for record in self._session.casebook.history(receipt))
        return next((content.body for content in contents if isinstance(content, Receipt)), "")

    def document(self, document: str, body: str) -> str:
        """Return the name by which a document was received from a body, else the beginning of its SHA-256."""
        held = [k.content for k in self._session.slice(body).receipts if k.content.document == document]
        return held[0].name if held else document[:12]
