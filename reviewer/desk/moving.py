"""What comes along with documents that are moved to the body they belong to, and what of their body rests on them."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from reviewer.desk.reading import Reading
from reviewer.desk.session import Session
from reviewer.desk.words.moving import gone_words, rests_words, same_body_words, twice_words, two_bodies_words
from reviewer.errors import WrongUseError
from reviewer.model import Evidence, Kept, Receipt, Search
from reviewer.review import newest


@dataclass(frozen=True, slots=True)
class Rests:
    """What rests on some documents of a body.

    ``passages`` has the criterion's title of each tied passage, ``searches`` of each newest search for an absence that looked
    through them; ``letters`` counts the signed letters that stand on one of these, and ``versions`` are the names (newer,
    earlier) of the documents that one of them replaces, or is replaced by, and that would stay.
    """

    passages: tuple[str, ...] = ()
    searches: tuple[str, ...] = ()
    letters: int = 0
    versions: tuple[tuple[str, str], ...] = ()

    def __bool__(self) -> bool:
        """Whether anything does."""
        return bool(self.passages or self.searches or self.letters or self.versions)


class Moving:
    """Looks at what a move takes with it, and at what stands in its way. Nothing is recorded here."""

    def __init__(self, session: Session, reading: Reading) -> None:
        """Look at the session's casebook."""
        self._session, self._reading = session, reading

    def along(self, receipts: Sequence[str]) -> tuple[Kept[Receipt], ...]:
        """Return what moves: these receipts of one body (their subjects), and those of what came in their documents.

        WrongUseError where one does not stand, they are of several bodies, or it can't be told in which of two something came.
        """
        held = self._session.board().slices.values()
        known = {record.subject: record for each in held for record in each.receipts}
        if missing := [receipt for receipt in receipts if receipt not in known]:
            raise WrongUseError(*gone_words(missing[0]))
        bodies = {known[receipt].content.body for receipt in receipts}
        if len(bodies) > 1:
            raise WrongUseError(*two_bodies_words(sorted(bodies)))
        wanted = {receipt: known[receipt] for receipt in receipts}
        for code in bodies:
            wanted |= {record.subject: record for record in self._inside(code, wanted.values())}
        return tuple(wanted.values())

    def _inside(self, code: str, moved: Collection[Kept[Receipt]]) -> Iterator[Kept[Receipt]]:
        """Give the receipts of what came in one of the documents, on its day.

        WrongUseError where a document of the same name and day stays: in which of them something came is not known.
        """
        here = self._reading.receipts(code)
        names = {record.content.name for record in here}
        going = {record.subject for record in moved}
        places = {(_place(record.content, names), record.content.on) for record in moved}
        rest = [record for record in here if record.subject not in going]
        stays = {(_place(record.content, names), record.content.on) for record in rest}
        for record in rest:
            within = [place for place in places if _is_within(record.content, *place)]
            if both := stays.intersection(within):
                raise WrongUseError(*twice_words(min(both)[0].rpartition("/")[2]))
            if within:
                yield record

    def refuse(self, code: str, moved: Sequence[Kept[Receipt]]) -> None:
        """Raise WrongUseError, which names it, where anything that the body they came for has rests on what moves."""
        (body,) = {record.content.body for record in moved}
        if body == code:
            raise WrongUseError(*same_body_words(self._session.body(code).name))
        if rests := self.rests(body, moved):
            known = {each.code: each.name for each in self._session.case.bodies}
            names = tuple(record.content.name for record in moved)
            raise WrongUseError(
                *rests_words(
                    names,
                    known.get(body, body),
                    rests.passages,
                    rests.searches,
                    rests.letters,
                    rests.versions,
                )
            )

    def rests(self, body: str, moved: Sequence[Kept[Receipt]]) -> Rests:
        """Return what of a body rests on receipts that are to be moved; what stays readable by another receipt of it does not."""
        held, going = self._session.slice(body), {record.subject for record in moved}
        stays = {
            record.content.document for record in self._reading.in_review(body) if record.subject not in going
        }
        gone = {record.content.document for record in moved} - stays
        titles = {each.key: each.title for each in self._session.case.framework.criteria}
        passages = [k.content.criterion for k in held.evidence if k.content.passage.document in gone]
        criteria = dict.fromkeys(record.content.criterion for record in held.searches)
        newest_ones = [search for key in criteria if (search := newest(held.searches, key))]
        searches = [k.content.criterion for k in newest_ones if going & {*k.content.receipts}]
        letters = sum(self._stands_on(each.content.rests_on, going, gone) for each in held.letters)
        return Rests(
            tuple(titles.get(key, key) for key in passages),
            tuple(titles.get(key, key) for key in searches),
            letters,
            tuple(self._versions(body, going)),
        )

    def _stands_on(
        self, records: Sequence[str], receipts: Collection[str], documents: Collection[str]
    ) -> bool:
        """Tell whether a letter's records have a passage of the documents, or a search through the receipts."""
        for record in records:
            saved = self._session.casebook.get(record)
            content = saved.content if saved is not None else None
            if isinstance(content, Evidence) and content.passage.document in documents:
                return True
            if isinstance(content, Search) and not {*receipts}.isdisjoint(content.receipts):
                return True
        return False

    def _versions(self, body: str, going: Collection[str]) -> Iterator[tuple[str, str]]:
        held = self._session.slice(body)
        names = {record.subject: record.content.name for record in held.receipts}
        for record in held.versions:
            pair = (record.content.receipt, record.content.earlier)
            if any(receipt in going for receipt in pair) and all(receipt in names for receipt in pair):
                yield names[pair[0]], names[pair[1]]

    @staticmethod
    def of(record: Kept[Receipt], code: str) -> Receipt:
        """Return what is recorded for the body that it belongs to: all but the body as it was."""
        return replace(record.content, body=code)


def _place(receipt: Receipt, names: Collection[str]) -> str:
    """Return what the origin of something begins with that came in this document; ``names`` are those of its body's documents."""
    came_in_one = receipt.origin.partition("/")[0] in names
    return f"{receipt.origin}/{receipt.name}" if came_in_one else receipt.name


def _is_within(receipt: Receipt, place: str, on: date) -> bool:
    """Tell whether something came in the document at a place, on its day."""
    return receipt.on == on and f"{receipt.origin}/".startswith(f"{place}/")
