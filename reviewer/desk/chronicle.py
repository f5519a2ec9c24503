"""Who did what when: every record about a body, those that were superseded and taken back too."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from reviewer.desk.deeds import Deeds
from reviewer.desk.session import Session
from reviewer.model import Kept
from reviewer.model.deeds import Deed


@dataclass(frozen=True, slots=True)
class Entry:
    """One record: its id, who made it and when (UTC µs), what was done, the reason or note given, and whether it stands."""

    record: str
    subject: str
    who: str
    at: int
    deed: Deed
    finding: str
    because: str
    stands: bool


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
        entries = [
            entry
            for subject in self._session.casebook.about(code)
            for entry in self._entries(subject, key, people)
        ]
        return tuple(sorted(entries, key=lambda entry: (entry.at, entry.record)))

    def _entries(self, subject: str, criterion: str | None, people: Mapping[str, str]) -> Iterator[Entry]:
        records = self._session.casebook.history(subject)
        about = {getattr(kept.content, "criterion", None) for kept in records}
        if criterion is not None and criterion not in about:
            return
        stands = {kept.id for kept in self._session.history.standing(subject)}
        before: Kept[object] | None = None
        for kept in records:
            deed = self._deeds.of([(kept.content, before.content if before else None)])
            finding, because = _said(kept.content)
            who = people.get(kept.author, "")
            yield Entry(kept.id, subject, who, kept.at, deed, finding, because, kept.id in stands)
            before = kept


def _said(content: object) -> tuple[str, str]:
    """Return the finding or category of a content, and the reason or note that a person gave."""
    finding = getattr(content, "finding", "") or getattr(content, "category", "")
    because = getattr(content, "because", "") or getattr(content, "note", "")
    return str(finding), str(because)
