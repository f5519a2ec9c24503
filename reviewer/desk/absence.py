"""What a search for an absence is made of: where the terms stand, what nobody could read, and which texts these were."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence

from reviewer.desk.views import SearchHit, Unreadable
from reviewer.model import DocumentText, Hit, Kept, Receipt, Unread
from reviewer.review import LookedAt


def hits_of(hits: Sequence[Hit], receipts: Sequence[Kept[Receipt]]) -> tuple[SearchHit, ...]:
    """Return each place once, with its document's name as the body sent it first, by name and place."""
    names = {kept.content.document: kept.content.name for kept in reversed(receipts)}
    found: dict[tuple[str, str, str], SearchHit] = {}
    for hit in hits:
        key = (names[hit.document], hit.document, hit.place)
        found.setdefault(key, SearchHit(receipts[0].content.body, names[hit.document], hit))
    return tuple(found[key] for key in sorted(found))


def unreadable_in(
    receipts: Sequence[Kept[Receipt]],
    texts: Mapping[str, DocumentText],
    known: LookedAt,
    seen: Container[str],
    as_here: Callable[[Unread], Unread],
) -> tuple[Unreadable, ...]:
    """Return each piece that nobody could read, by name and place, a picture once; ``as_here`` says whether it waits here."""
    names = {kept.content.document: kept.content.name for kept in reversed(receipts)}
    pieces: dict[str, Unreadable] = {}
    for document in sorted(texts, key=lambda sha: (names[sha], sha)):
        for piece in map(as_here, texts[document].unread):
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
