"""What a search for an absence is made of: where the terms stand, what nobody could read, and which texts these were."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping, Sequence
from dataclasses import replace

from reviewer.desk.display import Again, SearchHit, Unreadable
from reviewer.model import DocumentText, Hit, Kept, Occurrence, Receipt, Search, Unread
from reviewer.review import LookedAt, joined, looked_at_in, unsought


def hits_of(hits: Sequence[Hit], receipts: Sequence[Kept[Receipt]]) -> tuple[SearchHit, ...]:
    """Return each place once, with its document's name as the body sent it first, by name and place."""
    names = {record.content.document: record.content.name for record in reversed(receipts)}
    by_place: dict[tuple[str, str, str], SearchHit] = {}
    for hit in hits:
        key = (names[hit.document], hit.document, hit.place)
        by_place.setdefault(key, SearchHit(receipts[0].content.body, names[hit.document], hit))
    return tuple(by_place[key] for key in sorted(by_place))


def new_in(hits: Iterable[SearchHit], known: LookedAt) -> Mapping[tuple[str, str], tuple[Occurrence, ...]]:
    """Return what stands in the places of hits and was not looked at, by document and place."""
    left = {
        (hit.hit.document, hit.hit.place): tuple(
            each
            for each in hit.hit.occurrences
            if not known.has_hit(hit.hit.document, hit.hit.place, each.mark)
        )
        for hit in hits
    }
    return {where: new for where, new in left.items() if new}


def why_again(
    hits: Iterable[SearchHit],
    new: Mapping[tuple[str, str], Sequence[Occurrence]],
    searches: Iterable[Kept[Search]],
    texts: Mapping[str, str],
    terms: Sequence[str],
) -> Mapping[tuple[str, str], Again]:
    """Return why hits with anything new are asked for, by document and place; nothing of those that were left to look at before.

    ``searches`` are those for the same criterion that were made before, ``texts`` the hashes of the documents' texts now,
    ``terms`` what is sought.
    """
    before = [record.content for record in searches]
    known = joined(*map(looked_at_in, before))
    met = {hit: set(marks) for search in before for hit, marks in search.marked_hits}
    searched = {document: sha for search in before for document, sha in search.texts.items()}
    reasons: dict[tuple[str, str], Again] = {}
    for each in hits if before else ():
        where = (each.hit.document, each.hit.place)
        left = [occurrence.mark for occurrence in new.get(where, ())]
        if not left or met.get(where, set()).intersection(left):
            continue
        if where[0] not in searched:
            reasons[where] = Again.CAME
        elif all(unsought(terms, search) for search in before):
            reasons[where] = Again.SOUGHT
        elif len(left) < len(each.hit.occurrences):
            reasons[where] = Again.MORE
        elif any(known.has_hit(*where, mark) for mark in met.get(where, ())):
            reasons[where] = Again.CHANGED
        elif searched[where[0]] != texts.get(where[0]):
            reasons[where] = Again.READ
    return reasons


def shown_new(
    hits: Sequence[SearchHit],
    new: Mapping[tuple[str, str], tuple[Occurrence, ...]],
    texts: Mapping[str, DocumentText],
) -> tuple[SearchHit, ...]:
    """Return hits of which those with anything new show the first of it."""
    from reviewer.casebook import shown_at

    def shown(search_hit: SearchHit) -> SearchHit:
        hit, left = search_hit.hit, new.get((search_hit.hit.document, search_hit.hit.place), ())
        part = texts[hit.document].part(hit.place)
        if part is None or not left or left[0] == hit.occurrences[0]:
            return search_hit
        return replace(search_hit, hit=shown_at(hit, left[0], part))

    return tuple(map(shown, hits))


def places_known(
    hits: Iterable[SearchHit], known: LookedAt, hashes: Mapping[str, str]
) -> tuple[tuple[str, str], ...]:
    """Return the places that a record from before names, as far as nothing is found there now whose marks take them over."""
    taken = {(hit.hit.document, hit.hit.place) for hit in hits}
    return tuple(sorted(place for place in known.places - taken if place[0] in hashes))


def unreadable_in(
    receipts: Sequence[Kept[Receipt]],
    texts: Mapping[str, DocumentText],
    known: LookedAt,
    seen: Container[str],
    unread_in: Callable[[DocumentText], Sequence[Unread]],
) -> tuple[Unreadable, ...]:
    """Return each piece that nobody could read, by name and place, a picture once; ``unread_in`` gives a text's, as they are here."""
    names = {record.content.document: record.content.name for record in reversed(receipts)}
    pieces: dict[str, Unreadable] = {}
    for document in sorted(texts, key=lambda sha: (names[sha], sha)):
        for piece in unread_in(texts[document]):
            key = piece.key(document)
            looked = not piece.waits and (key in seen or known.has(document, piece))
            made = Unreadable(
                key, document, piece.place, names[document], piece.label, piece.why, piece.waits, looked
            )
            pieces.setdefault(key, made)
    return tuple(pieces.values())


def keys_known(texts: Mapping[str, DocumentText], known: LookedAt) -> frozenset[str]:
    """Return the keys of the pieces that were looked at before, also of those that a record from before keys names by their place."""
    return frozenset(
        piece.key(document)
        for document, text in texts.items()
        for piece in text.unread
        if known.has(document, piece)
    )


def hashes_of(texts: Mapping[str, DocumentText]) -> Mapping[str, str]:
    """Return the hash of each document's text, "" where it has none."""
    from reviewer.casebook import text_hash

    return {document: text_hash(text) for document, text in sorted(texts.items())}
