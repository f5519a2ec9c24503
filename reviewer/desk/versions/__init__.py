"""Journey 2 when a body sends a document again: version 2 beside version 1, and each passage kept, changed or gone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.desk.passages import Passages
from reviewer.desk.reading import Reading
from reviewer.desk.session import Session
from reviewer.desk.settings import DECLINED_VERSIONS
from reviewer.desk.versions.suggesting import Suggesting
from reviewer.desk.versions.tied import TiedThere
from reviewer.desk.versions.values import Beside, Fate, InVersion, Maybe, Pair
from reviewer.desk.words.counts import Noun, counted
from reviewer.errors import Phrase, TiedError, WrongUseError
from reviewer.model import AnchorState, Evidence, Kept, Passage, Receipt, Version

if TYPE_CHECKING:
    from reviewer.desk.display import Cancelled, DocumentRow
    from reviewer.model import DocumentText

_FATES: Mapping[AnchorState, Fate] = MappingProxyType(
    {
        AnchorState.EXACT: Fate.KEPT,
        AnchorState.MOVED: Fate.KEPT,
        AnchorState.NEAR: Fate.CHANGED,
    }
)


class Versions:
    """Nothing is carried from one version to the next but by an act of a person."""

    def __init__(self, session: Session, reading: Reading, passages: Passages) -> None:
        """Look after the versions of what ``reading`` lists, and their ``passages``."""
        self._session, self._reading, self._passages = session, reading, passages
        self._suggesting = Suggesting(session.casebook, reading.whole_texts)
        self._declined = DECLINED_VERSIONS.of(session.folder)

    # --- which is a version of which ------------------------------------------------------------------

    def suggestions(self, body: str, cancelled: Cancelled | None = None) -> tuple[Maybe, ...]:
        """Return what looks like a new version and is not said to be one, or none, yet. Long: it compares texts."""
        code = self._session.body(body).code
        rows = self._arrived(code)
        known = {record.content.receipt for record in self._recorded(code)}
        declined = self._session.settings.get(self._declined)
        suggested = self._suggesting.suggest(rows, cancelled or (lambda: False))
        return tuple(
            maybe
            for maybe in suggested
            if maybe.newer.receipt not in known and _pair_key(maybe.newer, maybe.earlier) not in declined
        )

    def _arrived(self, code: str) -> tuple[DocumentRow, ...]:
        """Return a body's rows in the order in which they came, each document once."""
        documents = self._reading.documents(code)
        # After them, so that it has those that came meanwhile; what was taken back meanwhile is no matter any more.
        at = {record.subject: record.at for record in self._session.casebook.current(Receipt, body=code)}
        here = (row for row in documents if row.receipt in at)
        rows = sorted(here, key=lambda row: (row.on, at[row.receipt], row.receipt))
        return tuple({row.sha256: row for row in reversed(rows)}.values())[::-1]

    def _recorded(self, code: str) -> tuple[Kept[Version], ...]:
        return self._session.casebook.current(Version, body=code)

    def mark(self, newer: str, earlier: str) -> Kept[Version]:
        """Record that a receipt's document is a new version of an earlier receipt's (subjects); one save, undone by undo.

        WrongUseError for the same document, receipts of two bodies, or a ring; ConflictError where two people differ.
        """
        from reviewer.casebook import subject

        new, old = self._row(newer), self._row(earlier)
        if new.body != old.body:
            message = Phrase(
                "{newer} and {earlier} came from two different {bodies}",
                newer=new.name,
                earlier=old.name,
                bodies=self._session.case.inspection.body_noun[1],
            )
            raise WrongUseError(message, "A version replaces what the same one sent.")
        if new.receipt == old.receipt or new.sha256 == old.sha256:
            raise WrongUseError(
                "{name} is the same document, byte for byte", "It was received twice.", name=new.name
            )
        if new.receipt in self._before(old.receipt, new.body):
            message = Phrase("{earlier} is a version of {newer} already", earlier=old.name, newer=new.name)
            raise WrongUseError(message, "Take that back first: version CASEBOOK BODY NEW OLD --not.")
        content = Version(new.body, new.receipt, old.receipt)
        (made,) = self._session.history.put_all([(content, subject.version(new.receipt))])
        return next(record for record in self._recorded(new.body) if record.id == made)

    def unmark(self, newer: str, earlier: str) -> None:
        """Take back that a receipt is a version of another; where that was only suggested, do not suggest it again."""
        new, old = self._row(newer), self._row(earlier)
        stands = [
            k for k in self._recorded(new.body) if (k.content.receipt, k.content.earlier) == (newer, earlier)
        ]
        for record in stands:
            self._session.history.withdraw(record.id, "no version of it")
        key = _pair_key(new, old)
        self._session.settings.update(self._declined, lambda known: known | {key})

    def _row(self, receipt: str) -> DocumentRow:
        document = next((row for row in self._reading.documents() if row.receipt == receipt), None)
        if document is None:
            raise WrongUseError(
                "There is no receipt {receipt}", "List them with: documents CASEBOOK.", receipt=receipt
            )
        return document

    def _before(self, receipt: str, code: str) -> set[str]:
        """Return what a receipt is a version of, and what that is one of, and so on; a ring ends."""
        earlier = {record.content.receipt: record.content.earlier for record in self._recorded(code)}
        older: set[str] = set()
        while receipt in earlier and earlier[receipt] not in older:
            receipt = earlier[receipt]
            older.add(receipt)
        return older

    # --- beside each other ----------------------------------------------------------------------------

    def pairs(self, body: str) -> tuple[Pair, ...]:
        """Return a body's versions, each beside the one that it replaces, with the passages tied to that one."""
        code = self._session.body(body).code
        rows = {row.receipt: row for row in self._reading.documents(code)}
        return tuple(
            self._pair(rows[record.content.receipt], rows[record.content.earlier])
            for record in self._recorded(code)
            if {record.content.receipt, record.content.earlier} <= rows.keys()
        )

    def _pair(self, newer: DocumentRow, earlier: DocumentRow) -> Pair:
        stands = self._session.casebook.current(Evidence, body=newer.body, document=earlier.sha256)
        text = self._reading.text_by_now(newer.sha256)
        there = self._session.casebook.current(Evidence, body=newer.body, document=newer.sha256)
        tied = TiedThere(there, text, self._passages.place_in)
        passages = tuple(tied.noticed(self._in_version(record, newer.sha256, text)) for record in stands)
        carried = sum(self._came_from(record, earlier.sha256) for record in there)
        return Pair(newer, earlier, passages, carried)

    def _came_from(self, record: Kept[Evidence], document: str) -> bool:
        history = self._session.casebook.history(record.subject)
        contents = [each.content for each in history]
        return any(isinstance(each, Evidence) and each.passage.document == document for each in contents)

    def _in_version(self, record: Kept[Evidence], document: str, text: DocumentText | None) -> InVersion:
        from reviewer.documents.anchors import passage

        if text is None:
            return InVersion(record, Fate.UNREAD)
        again = self._passages.place_in(record.content.passage, text)
        anchor = again.anchor
        if anchor.state is AnchorState.LOST:
            return InVersion(record, Fate.GONE if again.gone else Fate.UNREAD)
        new = replace(passage(text, anchor.place, anchor.start, anchor.end), document=document)
        return InVersion(record, _FATES[anchor.state], again.where, new, again.pieces, again.difference)

    def compare(self, newer: str, earlier: str) -> Beside:
        """Return what changed between the documents of two receipts (subjects), and where each passage went. Long."""
        from reviewer.documents.comparing import compare

        new, old = self._row(newer), self._row(earlier)
        before, after = self._reading.text(old.sha256), self._reading.text(new.sha256)
        return Beside(self._pair(new, old), compare(before, after), before, after)

    # --- carrying passages over -----------------------------------------------------------------------

    def carry(
        self, newer: str, earlier: str, records: Sequence[str] | None = None
    ) -> tuple[Kept[Evidence], ...]:
        """Tie passages of the earlier version to the newer one, in one act; returns the new evidence.

        ``records`` are evidence ids: what is named may be kept or changed, for the person has seen it; left out, it
        is all that is kept word for word. What is tied to its criterion there already is left as it is: twice is no more evidence.
        WrongUseError if one is gone, is not of this version, or none is left; TiedError if all that are named are tied there.
        """
        pair = self._pair(self._row(newer), self._row(earlier))
        by_record = {passage.record.id: passage for passage in pair.passages}
        ids = (
            [p.record.id for p in pair.passages if p.fate is Fate.KEPT] if records is None else list(records)
        )
        if not ids:
            message = Phrase(
                "No passage of {earlier} is word for word in {newer} and waits to be tied",
                earlier=pair.earlier.name,
                newer=pair.newer.name,
            )
            if tied := pair.count(Fate.TIED):
                passages = counted(Noun.PASSAGE, tied)
                message = Phrase("{what}; {passages} tied there already", what=message, passages=passages)
            raise WrongUseError(message, "Look at what changed, one by one.")
        news = {id_: self._new(by_record, id_, pair) for id_ in ids}
        news = _once_each(by_record, news)
        if not news:
            records_there = ", ".join(by_record[id_].tied[:12] for id_ in ids)
            message = Phrase(
                "That passage is tied to its criterion in {name} already, as {records}",
                name=pair.newer.name,
                records=records_there,
            )
            raise TiedError(message, "Nothing was recorded. Untie one of the two if it is not wanted.")
        stands = {id_: by_record[id_].record for id_ in news}
        contents = [
            (replace(record.content, passage=news[id_]), record.subject) for id_, record in stands.items()
        ]
        made = self._session.history.put_all(contents)
        return tuple(self._passages.evidence(id_) for id_ in made)

    @staticmethod
    def _new(carried: dict[str, InVersion], record: str, pair: Pair) -> Passage:
        if record not in carried:
            raise WrongUseError(
                "Passage {record} is not tied to {name}",
                "List the versions first.",
                record=record[:12],
                name=pair.earlier.name,
            )
        new = carried[record].new
        if new is None:
            message = Phrase(
                "“{quote}” is not in {name}",
                quote=carried[record].record.content.passage.quote[:60],
                name=pair.newer.name,
            )
            raise WrongUseError(message, "Tie another passage, or leave this one where it is.")
        return new


def _once_each(carried: Mapping[str, InVersion], news: Mapping[str, Passage]) -> dict[str, Passage]:
    """Return what is to be tied without what is tied there already, and without what two passages of one criterion became."""
    once = {
        (carried[id_].record.content.criterion, new.place, new.start, new.end): id_
        for id_, new in reversed(list(news.items()))
        if not carried[id_].tied
    }
    return {id_: new for id_, new in news.items() if id_ in once.values()}


def _pair_key(newer: DocumentRow, earlier: DocumentRow) -> str:
    return f"{newer.receipt} {earlier.receipt}"


__all__ = ["Beside", "InVersion", "Maybe", "Pair", "Versions"]
