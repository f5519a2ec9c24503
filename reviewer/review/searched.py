"""What a search record still leaves to do, before it proves an absence on this laptop.

It stands whatever a text reads like elsewhere: what counts is where the terms stand now, and what nobody can read now. Of that
only what is new has to be looked at.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from reviewer.model import Note
from reviewer.model.frozen import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

    from reviewer.model import Kept, Receipt, Search, Unread
    from reviewer.review.basis import State

Places = frozenset[tuple[str, str]]
"""Documents (SHA-256) and places in them."""

Marks = frozenset[tuple[str, str, str]]
"""Documents, places, and the mark of what stands there (``Occurrence``); "" where only the place is known."""


class Gap(StrEnum):
    """Why a search proves nothing yet."""

    MISSING = "no-search"
    STALE = "search-stale"
    TERMS = "terms-changed"
    NOT_LOOKED_AT = "hits-not-looked-at"
    PIECES_NOT_SEEN = "pieces-not-seen"
    PIECES_WAIT = "pieces-wait"


@dataclass(frozen=True, slots=True)
class LookedAt:
    """What a person has looked at for a criterion: the ``marks`` of hits, and the keys of ``pieces`` that nobody could read.

    ``places`` are those of hits in a record from before hits had marks: all that stands there counts. ``unread`` are places of
    pieces in one from before pieces had keys.
    """

    marks: frozenset[str] = frozenset()
    pieces: frozenset[str] = frozenset()
    places: Places = frozenset()
    unread: Places = frozenset()

    def has_hit(self, document: str, place: str, mark: str) -> bool:
        """Tell whether what stands in a place of a document is among them."""
        return mark in self.marks or (document, place) in self.places

    def has(self, document: str, piece: Unread) -> bool:
        """Tell whether a piece of a document is among them."""
        return piece.key(document) in self.pieces or (
            (document, piece.place) in self.unread and not isinstance(piece.why, Note)
        )


def newest(searches: Iterable[Kept[Search]], criterion: str) -> Kept[Search] | None:
    """Return a criterion's newest search; of two at one time the greater id, so that all copies agree."""
    of_criterion = (search for search in searches if search.content.criterion == criterion)
    return max(of_criterion, key=lambda search: (search.at, search.id), default=None)


def looked_at_in(search: Search, *, all_of_it: bool = False) -> LookedAt:
    """Return what had been looked at when a search was recorded, or with ``all_of_it`` what it found as well."""
    known = LookedAt(
        frozenset(search.known_marks), frozenset(search.known_pieces), frozenset(search.known_hits)
    )
    if not (search.looked_at or all_of_it):
        return known
    return LookedAt(
        known.marks.union(*search.marks),
        known.pieces | (frozenset(search.pieces) - frozenset(search.seen_pieces)),
        known.places | {hit for hit, marks in search.marked_hits if not marks},
        frozenset() if search.pieces else frozenset(search.unreadable),
    )


def joined(*looked: LookedAt) -> LookedAt:
    """Return all that was looked at."""
    return LookedAt(
        frozenset().union(*(each.marks for each in looked)),
        frozenset().union(*(each.pieces for each in looked)),
        frozenset().union(*(each.places for each in looked)),
        frozenset().union(*(each.unread for each in looked)),
    )


def looked_at_for(searches: Iterable[Kept[Search]], criterion: str) -> LookedAt:
    """Return what anybody has looked at for a criterion, in all of a body's searches that stand: on two laptops there may be two."""
    return joined(
        *(looked_at_in(search.content) for search in searches if search.content.criterion == criterion)
    )


def changed_since(
    search: Search, receipts: Sequence[Kept[Receipt]], texts: Mapping[str, str]
) -> Mapping[str, str]:
    """Return the hashes of the documents that read differently now than when they were searched."""
    documents = dict.fromkeys(record.content.document for record in receipts)
    return {sha: texts[sha] for sha in documents if sha in texts and texts[sha] != search.texts.get(sha)}


def unsought(terms: Iterable[str], search: Search) -> tuple[str, ...]:
    """Return those of a criterion's terms that a search did not seek: they came, or were put otherwise, since it was made."""
    sought = {" ".join(term.split()).casefold() for term in search.terms}
    return tuple(term for term in terms if " ".join(term.split()).casefold() not in sought)


def gaps_of(
    search: Kept[Search] | None, receipts: Sequence[Kept[Receipt]], state: State, terms: Iterable[str] = ()
) -> Mapping[Gap, int]:
    """Return why a search proves nothing about the receipts now in the review, with how many there are of it; nothing if it does.

    ``terms`` are those that its criterion has now. TERMS counts the ones that were not sought: nobody knows where they stand, so
    nothing else is said. STALE counts receipts that it does not cover, NOT_LOOKED_AT places with hits that are new, the others pieces. A document whose text is
    not here is nobody's to prove anything of, and is told apart (``BlockerCode.UNREAD_DOCUMENT``).
    """
    if search is None:
        return {Gap.MISSING: 1}
    content = search.content
    if missed := unsought(terms, content):
        return {Gap.TERMS: len(missed)}
    left = sum(not _covers(content, receipt) for receipt in receipts)
    changed = changed_since(content, receipts, state.texts)
    if left or (changed and search.id not in state.hits):
        return {Gap.STALE: left or len(changed)}
    known = looked_at_for(state.searches or (search,), content.criterion)
    documents = {receipt.content.document for receipt in receipts}
    there = _hits(search, documents - changed.keys()) | state.hits.get(search.id, frozenset())
    gaps = {
        Gap.NOT_LOOKED_AT: len({hit[:2] for hit in there if not known.has_hit(*hit)}),
        Gap.PIECES_NOT_SEEN: len(set(_not_seen(known, documents, state))),
        Gap.PIECES_WAIT: len(
            {piece.key(sha) for sha in documents for piece in state.pieces.get(sha, ()) if piece.waits}
        ),
    }
    return {gap: number for gap, number in gaps.items() if number}


def _covers(search: Search, receipt: Kept[Receipt]) -> bool:
    return receipt.subject in search.receipts and receipt.content.document in search.texts


def _hits(search: Kept[Search], documents: Collection[str]) -> Marks:
    return frozenset(
        (*hit, mark)
        for hit, marks in search.content.marked_hits
        if hit[0] in documents
        for mark in marks or ("",)
    )


def _not_seen(known: LookedAt, documents: Iterable[str], state: State) -> Iterator[str]:
    for document in documents:
        for piece in state.pieces.get(document, ()):
            key = piece.key(document)
            if not piece.waits and key not in state.seen and not known.has(document, piece):
                yield key
