"""Records, told as what a person did: from what they say, and what stood there before."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from reviewer.model import (
    Block,
    Evidence,
    Grade,
    Included,
    Letter,
    Member,
    Person,
    Receipt,
    Retired,
    Search,
    Seen,
    Settled,
    Transcribed,
    Verdict,
    Version,
    Withdrawn,
)
from reviewer.model.deeds import Deed, DeedCode

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from reviewer.casebook import Casebook
    from reviewer.model import (
        Case,
    )

_PLAIN: Mapping[type, DeedCode] = MappingProxyType({
    Receipt: DeedCode.RECEIVED, Search: DeedCode.SEARCHED, Seen: DeedCode.SEEN, Transcribed: DeedCode.TYPED,
    Verdict: DeedCode.JUDGED, Grade: DeedCode.GRADED, Block: DeedCode.WRITTEN, Letter: DeedCode.SIGNED,
    Person: DeedCode.JOINED, Member: DeedCode.ROLE, Retired: DeedCode.RETIRED,
})  # fmt: skip
Pair = tuple[object, object]
"""A record's content, and what stood for its subject before; None where nothing did."""


class Deeds:
    """Tells acts in the terms of the case, and by the names of the documents in a casebook."""

    def __init__(self, casebook: Casebook, case: Callable[[], Case]) -> None:
        """Look names up here."""
        self._casebook, self._case = casebook, case

    def of(self, pairs: Sequence[Pair]) -> Deed:
        """Return what one act was that recorded these contents; () is nothing that is known."""
        if not pairs:
            return Deed(DeedCode.OTHER)
        known = self._moved(pairs) or self._settled(pairs) or self._founded(pairs)
        if known is not None:
            return known
        first = self._of_one(*pairs[0])
        code = first.code
        # A version that is marked while its passages are tied anew, and the like: the first says what the act was.
        count = sum(1 for pair in pairs if type(pair[0]) is type(pairs[0][0]))
        return Deed(code, count, first.name, first.other, first.taken_back)

    def _settled(self, pairs: Sequence[Pair]) -> Deed | None:
        """Return that an act settled what people had decided differently, or opened that again, if that was it."""
        for pair in pairs:
            new, old = pair
            if isinstance(new, Settled):
                return Deed(DeedCode.SETTLED, name=self._title(new.criterion))
            if isinstance(new, Withdrawn) and isinstance(old, Settled):
                return Deed(DeedCode.TAKEN_BACK, name=self._title(old.criterion), taken_back=DeedCode.SETTLED)
        return None

    @staticmethod
    def _founded(pairs: Sequence[Pair]) -> Deed | None:
        """Return that an act began the inspection, whatever else it says of whoever did."""
        from reviewer.casebook.codec import CasePart

        begins = any(isinstance(new, CasePart) and old is None for new, old in pairs)
        return Deed(DeedCode.FOUNDED) if begins else None

    def _moved(self, pairs: Sequence[Pair]) -> Deed | None:
        """Return that receipts of one body were taken back and recorded for another in one act, if that was it."""
        gone = [old for new, old in pairs if isinstance(new, Withdrawn) and isinstance(old, Receipt)]
        came = [new for new, old in pairs if isinstance(new, Receipt) and not isinstance(old, Receipt)]
        if not gone or not came or len(gone) != len(came):
            return None
        names = {body.code: body.name for body in self._case().bodies}
        return Deed(DeedCode.MOVED, len(came), came[0].name, names.get(came[0].body, came[0].body))

    def _of_one(self, content: object, before: object) -> Deed:
        from reviewer.casebook.codec import CasePart

        match content:
            case Evidence():
                return self._tied(content, before)
            case Withdrawn():
                return self._taken_back(before)
            case Included():
                code = DeedCode.INCLUDED if content.included else DeedCode.LEFT_OUT
                return Deed(code, name=self._received(content.receipt))
            case Version():
                new, old = self._received(content.receipt), self._received(content.earlier)
                return Deed(DeedCode.VERSION, name=new, other=old)
            case CasePart():
                return Deed(DeedCode.FOUNDED if before is None else DeedCode.AMENDED)
            case _:
                role = str(content.role) if isinstance(content, Letter | Member) else ""
                return Deed(_code_of(content), name=self._name(content), other=role)

    def body_of(self, pairs: Sequence[Pair]) -> str:
        """Return the code of the body that an act is about; "" where it is about none, or several."""
        bodies = {self._body(new if not isinstance(new, Withdrawn) else old) for new, old in pairs}
        return bodies.pop() if len(bodies) == 1 else ""

    def _body(self, content: object) -> str:
        if isinstance(content, Included):
            was = (record.content for record in self._casebook.history(content.receipt))
            content = next((each for each in was if isinstance(each, Receipt)), None)
        return str(getattr(content, "body", ""))

    def _name(self, content: object) -> str:
        match content:
            case Receipt() | Person() | Member():
                return content.name
            case Search() | Verdict():
                return self._title(content.criterion)
            case Letter():
                return content.signed_by
            case Transcribed():
                return self._named(content.document)
            case _:
                return ""

    def _tied(self, content: Evidence, before: object) -> Deed:
        if not isinstance(before, Evidence):
            return Deed(DeedCode.TIED, name=self._title(content.criterion))
        if before.passage.document != content.passage.document:
            return Deed(DeedCode.CARRIED, name=self._named(content.passage.document))
        return Deed(DeedCode.NOTED if before.passage == content.passage else DeedCode.CONFIRMED)

    def _taken_back(self, before: object) -> Deed:
        if isinstance(before, Letter):
            return Deed(DeedCode.WITHDRAWN)
        if before is None or isinstance(before, Withdrawn):
            return Deed(DeedCode.TAKEN_BACK)
        was = self._of_one(before, None)
        return Deed(DeedCode.TAKEN_BACK, name=was.name, other=was.other, taken_back=was.code)

    def _title(self, criterion: str) -> str:
        known = {each.key: each.title for each in self._case().framework.criteria}
        return known.get(criterion, criterion)

    def _received(self, receipt: str) -> str:
        contents = (record.content for record in self._casebook.history(receipt))
        return next((content.name for content in contents if isinstance(content, Receipt)), receipt[:20])

    def _named(self, document: str) -> str:
        receipts = self._casebook.current(Receipt, document=document)
        return receipts[0].content.name if receipts else document[:12]


def _code_of(content: object) -> DeedCode:
    from reviewer.casebook.codec import Damaged

    if isinstance(content, Damaged):
        return DeedCode.DAMAGED
    return _PLAIN.get(type(content), DeedCode.OTHER)
