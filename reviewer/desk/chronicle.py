"""Who did what when: every record about a body, those that were superseded and taken back too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from reviewer.casebook import InSave
from reviewer.desk.case_now import readable_case
from reviewer.desk.deeds import Deeds
from reviewer.desk.session import Session
from reviewer.model import Kept, Receipt, Withdrawn
from reviewer.model.amendments import CaseChange
from reviewer.model.deeds import Deed, DeedCode


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its id, who made it (name and key) and when (UTC µs), what was done, the reason or note given, and whether it stands."""

    record: str
    subject: str
    who: str
    author: str
    at: int
    deed: Deed
    finding: str
    because: str
    stands: bool


@dataclass(frozen=True, slots=True)
class _Move:
    """A document that was moved to another body: what was done, and the reason given."""

    deed: Deed
    because: str


@dataclass(frozen=True, slots=True)
class _ReceiptChange:
    """A record by which a receipt came to stand (``came``) or was taken back, and why."""

    record: str
    came: bool
    receipt: Receipt
    because: str = ""


def _receipt_changes(records: Sequence[Kept[object]]) -> Iterator[_ReceiptChange]:
    """Give of a subject's records, oldest first, those by which a receipt came to stand, or does so no more."""
    before: object = None
    for kept in records:
        content = kept.content
        if isinstance(content, Receipt) and not isinstance(before, Receipt):
            yield _ReceiptChange(kept.id, came=True, receipt=content)
        elif isinstance(content, Withdrawn) and isinstance(before, Receipt):
            yield _ReceiptChange(kept.id, came=False, receipt=before, because=content.because)
        before = content


class Chronicle:
    """Tells the record of a body, oldest first."""

    def __init__(self, session: Session) -> None:
        """Read the session's casebook."""
        self._session = session
        self._deeds = Deeds(session.casebook, lambda: session.case)

    def of(self, body: str, criterion: str | None = None) -> tuple[Entry, ...]:
        """Return what was recorded about a body, or about it and a criterion; by time."""
        code = self._session.body(body).code
        key = self._session.criterion(criterion).key if criterion is not None else None
        people = self._session.people()
        about = self._session.casebook.about(code)
        moves = self._moves(about.receipts) if key is None else {}
        entries = [
            replace(entry, deed=move.deed, because=move.because)
            if (move := moves.get(entry.record)) is not None
            else entry
            for subject in about.subjects
            for entry in self._entries(subject, key, people)
        ]
        if key is None:
            entries += self._amendments(code, people)
        return tuple(sorted(entries, key=lambda entry: (entry.at, entry.record)))

    def _entries(self, subject: str, criterion: str | None, people: Mapping[str, str]) -> Iterator[Entry]:
        records = self._session.casebook.history(subject)
        about = {getattr(record.content, "criterion", None) for record in records}
        if criterion is not None and criterion not in about:
            return
        stands = {record.id for record in self._session.history.standing_records(subject)}
        before: Kept[object] | None = None
        for record in records:
            deed = self._deeds.of([(record.content, before.content if before else None)])
            finding, because = _said(record.content)
            who = people.get(record.author) or record.author[:8]
            yield Entry(
                record.id, subject, who, record.author, record.at, deed, finding, because, record.id in stands
            )
            before = record

    def _moves(self, receipts: Sequence[InSave]) -> dict[str, _Move]:
        """Return what the records say by which a document left for another body, or came from one, by their ids."""
        saves = {
            each.record: each.save for each in receipts
        }  # not of saves that are about other bodies alone
        subjects = dict.fromkeys(each.subject for each in receipts)
        histories = (self._session.casebook.history(subject) for subject in subjects)
        every = (change for records in histories for change in _receipt_changes(records))
        changes = [change for change in every if change.record in saves]
        beside = {(saves[each.record], each.receipt.document, each.came): each for each in changes}
        names = {body.code: body.name for body in self._session.case.bodies}
        moves: dict[str, _Move] = {}
        for each in changes:
            other = beside.get((saves[each.record], each.receipt.document, not each.came))
            if other is not None and other.receipt.body != each.receipt.body:
                came, went = (each, other) if each.came else (other, each)
                origin, to = (names.get(side.receipt.body, side.receipt.body) for side in (went, came))
                deed = Deed(DeedCode.MOVED, name=came.receipt.name, other=to, origin=origin)
                moves[each.record] = _Move(deed, went.because)
        return moves

    def _amendments(self, code: str, people: Mapping[str, str]) -> Iterator[Entry]:
        """Give the amendments of the case by which something else was said of a body, or of all."""
        from reviewer.framework.case_changes import differences

        casebook, last, before = self._session.casebook, self._session.case_now.last, None
        for record in casebook.history(casebook.cases.subject):
            case = readable_case(casebook, record.id)
            if case is None:
                continue
            changes: tuple[CaseChange, ...] = differences(before, case) if before is not None else ()
            if any(change.path[0] != "bodies" or change.path[1] == code for change in changes):
                who, deed = people.get(record.author) or record.author[:8], Deed(DeedCode.AMENDED)
                yield Entry(
                    record.id, record.subject, who, record.author, record.at, deed, "", "", record.id in last
                )
            before = case


def _said(content: object) -> tuple[str, str]:
    """Return the finding or category of a content, and the reason or note that a person gave."""
    finding = getattr(content, "finding", "") or getattr(content, "category", "")
    because = getattr(content, "because", "") or getattr(content, "note", "")
    return str(finding), str(because)
