"""What a search for an absence is made of: where the terms stand, what nobody could read, and which texts these were."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from reviewer.desk.views import SearchHit, Unreadable
from reviewer.model import DocumentText, Hit, Kept, Receipt


def hits_of(hits: Sequence[Hit], receipts: Sequence[Kept[Receipt]]) -> tuple[SearchHit, ...]:
    """Return each place once, with its document's name as the body sent it first, by name and place."""
    names = {kept.content.document: kept.content.name for kept in reversed(receipts)}
    found: dict[tuple[str, str, str], SearchHit] = {}
    for hit in hits:
        key = (names[hit.document], hit.document, hit.place)
        found.setdefault(key, SearchHit(receipts[0].content.body, names[hit.document], hit))
    return tuple(found[key] for key in sorted(found))


def unreadable_in(
    receipts: Sequence[Kept[Receipt]], texts: Mapping[str, DocumentText]
) -> tuple[Unreadable, ...]:
    """Return each document that would not open, and each page that shows something and has no text, by name."""
    names = {kept.content.document: kept.content.name for kept in receipts}
    pages = []
    for document in sorted(texts, key=lambda sha: (names[sha], sha)):
        text = texts[document]
        if text.problem:
            pages.append(Unreadable(document, "", names[document], "", text.problem))
        pages += [
            Unreadable(document, part.place, names[document], part.label, part.no_text)
            for part in text.parts
            if part.no_text is not None
        ]
    return tuple(pages)


def hashes_of(texts: Mapping[str, DocumentText]) -> Mapping[str, str]:
    """Return the hash of each document's text, "" where it has none."""
    from reviewer.casebook import text_hash

    return {document: text_hash(text) for document, text in sorted(texts.items())}
