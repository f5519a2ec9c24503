"""Whether a search record still proves an absence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

from reviewer.model import Kept, Receipt, Search


class Gap(StrEnum):
    """Why a search proves nothing yet."""

    MISSING = "no-search"
    NOT_LOOKED_AT = "hits-not-looked-at"
    STALE = "search-stale"


def newest(searches: Iterable[Kept[Search]], criterion: str) -> Kept[Search] | None:
    """Return a criterion's newest search; of two at one time the greater id, so that all copies agree."""
    of_criterion = (search for search in searches if search.content.criterion == criterion)
    return max(of_criterion, key=lambda search: (search.at, search.id), default=None)


def gap_of(
    search: Kept[Search] | None, receipts: Sequence[Kept[Receipt]], texts: Mapping[str, str]
) -> Gap | None:
    """Return why a search proves nothing about the receipts now in the review, or None if it proves it.

    It must cover each receipt with the text that its document has now. A search that found nothing, and
    met nothing unreadable, leaves nothing to look at.
    """
    if search is None:
        return Gap.MISSING
    if any(not _covers(search.content, receipt, texts) for receipt in receipts):
        return Gap.STALE
    if search.content.looked_at or not (search.content.hits or search.content.unreadable):
        return None
    return Gap.NOT_LOOKED_AT


def _covers(search: Search, receipt: Kept[Receipt], texts: Mapping[str, str]) -> bool:
    document = receipt.content.document
    seen = search.texts.get(document)
    return receipt.subject in search.receipts and seen is not None and seen == texts.get(document, seen)
