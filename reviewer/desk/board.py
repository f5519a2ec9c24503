"""What stands for every body, read in one go and kept until the next save: a list of 43 bodies is shown at once."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import field
from types import MappingProxyType
from typing import TYPE_CHECKING, Protocol, TypeVar

from reviewer.model import (
    Block,
    Evidence,
    Grade,
    Included,
    Letter,
    Person,
    Receipt,
    Search,
    Seen,
    Settled,
    Transcribed,
    Verdict,
    Version,
    Withdrawn,
)
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

    from reviewer.casebook import Casebook
    from reviewer.model import (
        Framework,
        Kept,
    )
    from reviewer.model.damage import Damage


class OfBody(Protocol):
    """Content that names its body."""

    @property
    def body(self) -> str:
        """The body's code."""


T = TypeVar("T", bound=OfBody)
MOST_AT_ONCE = 8
"""Of more bodies than this all is read again: that is one query a kind, and not one a kind and body."""
MOST_SUBJECTS = 200
"""After saves about more subjects than this all is read again: asking of each whom it is about would take longer."""
_OF_PIECES = ("seen:", "transcribed:")
_OF_DOCUMENTS = frozenset({"block", "evidence", "included", "receipt", "transcribed", "version"})
_ABOUT_BODIES = (Block, Evidence, Grade, Letter, Receipt, Search, Verdict, Version)


@dataclass(frozen=True, slots=True)
class Slice:
    """One body's current records; two slices are equal when nothing has changed between them."""

    receipts: tuple[Kept[Receipt], ...] = ()
    verdicts: tuple[Kept[Verdict], ...] = ()
    evidence: tuple[Kept[Evidence], ...] = ()
    searches: tuple[Kept[Search], ...] = ()
    grades: tuple[Kept[Grade], ...] = ()
    letters: tuple[Kept[Letter], ...] = ()
    blocks: tuple[Kept[Block], ...] = ()
    included: tuple[Kept[Included], ...] = ()
    versions: tuple[Kept[Version], ...] = ()
    contested: frozenset[str] = frozenset()


NOTHING = Slice()
"""What stands for a body that nothing was recorded about."""


@dataclass(frozen=True, slots=True)
class OfPieces:
    """What people did with pieces that nobody could read, whichever body sent them: it stands for all bodies.

    ``seen`` by the piece's key, the first who looked; ``transcribed`` as it was typed first to last.
    """

    seen: Mapping[str, Kept[Seen]] = field(default_factory=lambda: MappingProxyType({}))
    transcribed: tuple[Kept[Transcribed], ...] = ()

    @classmethod
    def of(cls, casebook: Casebook) -> OfPieces:
        """Read what stands now."""
        seen = {record.content.piece: record for record in reversed(casebook.current(Seen))}
        return cls(MappingProxyType(seen), casebook.current(Transcribed))

    def after(self, casebook: Casebook, changed: Collection[str]) -> OfPieces:
        """Return what stands now, reading again only the subjects that were acted on; equal to ``of``."""
        seen, transcribed = self.seen, self.transcribed
        if of_seen := [about for about in changed if about.startswith("seen:")]:
            there = dict(seen)
            for about in of_seen:
                there.pop(about.removeprefix("seen:"), None)
                there |= {k.content.piece: k for k in reversed(casebook.current(Seen, subject=about))}
            seen = MappingProxyType(there)
        if any(about.startswith("transcribed:") for about in changed):
            transcribed = casebook.current(Transcribed)
        return OfPieces(seen, transcribed)


@dataclass(frozen=True, slots=True)
class Board:
    """All slices by body code, as of a position of the casebook; ``senders`` has the body of each receipt, by document.

    ``damages`` are the records that are not what was signed: what they say stands nowhere here. ``differing`` counts by body what
    people decided differently beside verdicts, categories and signed letters.
    """

    position: int
    slices: Mapping[str, Slice]
    senders: Mapping[str, tuple[str, ...]]
    pieces: OfPieces = field(default_factory=OfPieces)
    damages: tuple[Damage, ...] = ()
    differing: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, casebook: Casebook, framework: Framework) -> Board:
        """Read what stands now. The position is read first: a save meanwhile makes the board stale, never wrong.

        What is decided in terms that the framework does not have says nothing, so it is left out; the check
        names it.
        """
        position = casebook.head_position()
        contents = _Contents(casebook, framework)
        decided = {record.content.receipt: record for record in casebook.current(Included)}
        contested = _contested(casebook)
        slices = {code: contents.slice(code, decided, contested.get(code, ())) for code in contents.codes}
        damages, senders = casebook.health.damages(), _senders(slices)
        differing = _differing(casebook, senders)
        return cls(position, slices, senders, OfPieces.of(casebook), damages, differing)

    def after(self, casebook: Casebook, framework: Framework) -> Board:
        """Return what stands now, reading again only the bodies that were acted on since; equal to ``of``."""
        position = casebook.head_position()
        since = casebook.changed_since(self.position)
        changed = {about for about in since if not about.startswith(_OF_PIECES)}
        touched = _bodies_of(casebook, changed) if len(since) <= MOST_SUBJECTS else None
        if touched is None or len(touched) > MOST_AT_ONCE:
            return Board.of(casebook, framework)
        fresh = {code: self._slice_after(casebook, framework, code, changed) for code in touched}
        slices = {**self.slices, **fresh}
        for code in touched:
            if fresh[code] == NOTHING:
                del slices[code]
        pieces = self.pieces if len(changed) == len(since) else self.pieces.after(casebook, since)
        damages, senders = casebook.health.damages(), self._senders_after(fresh)
        return Board(position, slices, senders, pieces, damages, _differing(casebook, senders))

    def _slice_after(
        self, casebook: Casebook, framework: Framework, code: str, changed: Collection[str]
    ) -> Slice:
        """Return a body's slice, asking only of the subjects that were acted on what all bodies share a list of."""
        from reviewer.casebook import subject

        contents, held = _Contents(casebook, framework, code), self.slice(code)
        receipts = contents.receipts(code)
        before = {record.subject for record in held.receipts}
        decided = {record.content.receipt: record for record in held.included}
        for record in receipts:
            about = subject.included(record.subject)
            if record.subject not in before or about in changed:
                decided.pop(record.subject, None)
                decided |= {k.content.receipt: k for k in casebook.current(Included, subject=about)}
        contested = {
            criterion for criterion in held.contested if subject.verdict(code, criterion) not in changed
        }
        contested |= {
            record.content.criterion
            for record in casebook.current(Verdict, body=code)
            if record.subject in changed and casebook.current(Withdrawn, subject=record.subject)
        }
        return contents.slice(code, decided, contested)

    def _senders_after(self, fresh: Mapping[str, Slice]) -> Mapping[str, tuple[str, ...]]:
        before, now = _senders({code: self.slice(code) for code in fresh}), _senders(fresh)
        if before == now:
            return self.senders
        senders = dict(self.senders)
        for document in before.keys() | now.keys():
            others = (code for code in senders.pop(document, ()) if code not in fresh)
            if codes := (*others, *now.get(document, ())):
                senders[document] = tuple(sorted(codes))
        return senders

    def slice(self, code: str) -> Slice:
        """Return a body's slice; an empty one where nothing stands."""
        return self.slices.get(code, NOTHING)


class _Contents:
    """The current records by body: of all bodies, or of one."""

    def __init__(self, casebook: Casebook, framework: Framework, body: str | None = None) -> None:
        where = {} if body is None else {"body": body}
        self._receipts = _by_body(casebook.current(Receipt, **where))
        self._verdicts = _by_body(
            k for k in casebook.current(Verdict, **where) if is_known(k.content, framework)
        )
        self._grades = _by_body(k for k in casebook.current(Grade, **where) if is_known(k.content, framework))
        self._evidence = _by_body(casebook.current(Evidence, **where))
        self._searches = _by_body(casebook.current(Search, **where))
        self._letters = _by_body(casebook.current(Letter, **where))
        self._blocks = _by_body(casebook.current(Block, **where))
        self._versions = _by_body(casebook.current(Version, **where))

    def receipts(self, code: str) -> tuple[Kept[Receipt], ...]:
        """Return a body's receipts."""
        return self._receipts.get(code, ())

    @property
    def codes(self) -> set[str]:
        """The bodies that anything stands for."""
        return {
            *self._receipts, *self._verdicts, *self._evidence, *self._searches, *self._grades, *self._letters, *self._blocks,
            *self._versions,
        }  # fmt: skip

    def slice(self, code: str, decided: Mapping[str, Kept[Included]], contested: Collection[str]) -> Slice:
        """Return a body's records: ``decided`` by receipt, ``contested`` its criteria."""
        receipts = self.receipts(code)
        return Slice(
            receipts,
            self._verdicts.get(code, ()),
            self._evidence.get(code, ()),
            self._searches.get(code, ()),
            self._grades.get(code, ()),
            self._letters.get(code, ()),
            self._blocks.get(code, ()),
            tuple(decided[r.subject] for r in receipts if r.subject in decided),
            self._versions.get(code, ()),
            frozenset(contested),
        )


def is_known(content: Verdict | Grade, framework: Framework) -> bool:
    """Tell whether the framework has what a verdict or category names."""
    if isinstance(content, Grade):
        return any(content.category == known.key for known in framework.categories)
    return any(
        content.criterion == known.key and content.finding in known.findings for known in framework.criteria
    )


def _bodies_of(casebook: Casebook, subjects: Iterable[str]) -> set[str] | None:
    """Return the bodies that subjects are about, now or before; None where that can't be told of one that matters."""
    codes: set[str] = set()
    for subject in subjects:
        for record in casebook.history(subject):
            content = record.content
            if isinstance(content, Included):
                bodies = _bodies_of(casebook, [content.receipt])
                if bodies is None:
                    return None
                codes |= bodies
            elif (
                isinstance(content, _ABOUT_BODIES) and "\0" not in content.body
            ):  # SQLite ends a column there
                codes.add(content.body)
            elif not isinstance(content, Withdrawn | Person | Settled):
                return None  # the case itself, a purge, or what a newer program wrote: look at everything
    return codes


def _senders(slices: Mapping[str, Slice]) -> Mapping[str, tuple[str, ...]]:
    senders: dict[str, list[str]] = defaultdict(list)
    for code in sorted(slices):
        for record in slices[code].receipts:
            senders[record.content.document].append(code)
    return {document: tuple(codes) for document, codes in senders.items()}


def _by_body(records: Iterable[Kept[T]]) -> Mapping[str, tuple[Kept[T], ...]]:
    by_body: dict[str, list[Kept[T]]] = defaultdict(list)
    for record in records:
        by_body[record.content.body].append(record)
    return {code: tuple(held) for code, held in by_body.items()}


def _differing(casebook: Casebook, senders: Mapping[str, tuple[str, ...]]) -> Mapping[str, int]:
    """Return by body how much stands against each other that no criterion, category or letter of it tells of."""
    differing: dict[str, int] = defaultdict(int)
    for about, stands in casebook.conflicts():
        if about.partition(":")[0] in _OF_DOCUMENTS:
            for code in {
                code for record in stands for code in _whose(casebook, about, record.content, senders)
            }:
                differing[code] += 1
    return MappingProxyType(dict(differing))


def _whose(
    casebook: Casebook, about: str, content: object, senders: Mapping[str, tuple[str, ...]]
) -> Iterable[str]:
    match content:
        case Block() | Evidence() | Receipt() | Version():
            return (content.body,)
        case Transcribed():
            return senders.get(content.document, ())
        case Included():
            return _bodies_of(casebook, [about]) or ()
        case _:
            return ()


def _contested(casebook: Casebook) -> Mapping[str, set[str]]:
    """Return the criteria by body whose verdict stands beside its own taking back, by somebody else."""
    contested: dict[str, set[str]] = defaultdict(set)
    for _, stands in casebook.conflicts():
        if any(isinstance(record.content, Withdrawn) for record in stands):
            for record in stands:
                if isinstance(record.content, Verdict):
                    contested[record.content.body].add(record.content.criterion)
    return contested
