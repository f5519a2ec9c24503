"""The words for what is left to do before a letter."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from reviewer.desk.words.differences import difference_words
from reviewer.desk.words.language import say
from reviewer.desk.words.objections import OBJECTIONS, objection_alone
from reviewer.desk.words.templates import Said, filled, joined
from reviewer.errors import ended
from reviewer.review import Blocker, BlockerCode

_SINCE = " (since the search, pages or pictures were recognised, typed out or read anew)"
_LONGEST = 60  # of a quote in a line of a message

BLOCKERS: Mapping[BlockerCode, Said] = MappingProxyType({
    BlockerCode.NO_VERDICT: Said("no verdict yet", "Choose a finding and say why."),
    BlockerCode.VERDICTS_DIFFER: Said(
        "{verdicts} verdicts stand against each other", "Choose one of them, or a third."
    ),
    BlockerCode.VERDICT_CONTESTED: Said(
        "one of you took the verdict back, and another kept it", "Choose a finding to settle it."
    ),
    BlockerCode.UNKNOWN_FINDING: Said(
        'its verdict, "{finding}", is not among its findings', "Choose one of the criterion's findings."
    ),
    BlockerCode.NO_EVIDENCE: Said(
        "no evidence and no search stand behind the verdict", "Tie a passage to it, or search and look."
    ),
    BlockerCode.OUTSIDE_REVIEW: Said(
        "its passages are all in documents that are not in the review",
        "Take a document into the review with a reason, or tie another passage.",
    ),
    BlockerCode.LOST_PASSAGE: Said(
        "a passage is not in its document any more: “{quote}”", "Tie it again, or untie it."
    ),
    BlockerCode.NEAR_PASSAGE: Said(
        "a passage reads differently now: {difference}", "Look at both on its card, and confirm it, or untie it."
    ),
    BlockerCode.NO_SEARCH: Said(
        "nothing was searched", "Search for the criterion's terms, and look at what is found."
    ),
    BlockerCode.HITS_NOT_LOOKED_AT: Said("{hits} not looked at{since}", "Look at each of them."),
    BlockerCode.PIECES_NOT_SEEN: Said(
        "{pieces} not looked at",
        "Look at each by eye, type out what it says, or give the password of what is locked.",
    ),
    BlockerCode.PIECES_WAIT: Said(
        "{n_pieces} unread piece waits for recognition", "Wait until it was tried; then look at what is left.",
        "{n_pieces} unread pieces wait for recognition", "pieces",
    ),
    BlockerCode.SEARCH_STALE: Said("{documents} of the review not searched", "Search again."),
    BlockerCode.TERMS_CHANGED: Said(
        "searched before the terms changed: {n_terms} term was not sought", "Search again, and look at what is found.",
        "searched before the terms changed: {n_terms} terms were not sought", "terms",
    ),
    BlockerCode.UNREAD_DOCUMENT: Said("“{name}” is not read yet", "Wait until it is read, then search."),
    BlockerCode.NO_CATEGORY: Said("No category is chosen", "Choose the overall category."),
    BlockerCode.CATEGORIES_DIFFER: Said(
        "{categories} categories stand against each other", "Choose one of them, or a third."
    ),
    BlockerCode.DAMAGED: Said("{what}", "{remedy}"),
    BlockerCode.LETTER_WORDS: Said("{what}", "Go to the paragraph and put it right."),
    BlockerCode.STANDS_TWICE: Said(
        "{n_decisions} more decision stands against another", "Compare both sides under Conflicts, and settle it.",
        "{n_decisions} more decisions stand against others", "decisions",
    ),
    BlockerCode.CASE_CONTESTED: Said(
        "Amendments of the case stand against each other, so no letter can be signed",
        "Look at both with Amend the case, and take one, or amend it anew: amend CASEBOOK.",
    ),
    BlockerCode.UNPRINTABLE: Said(
        "It cannot be printed: {what}", "Another letter does not wait for it."
    ),
})  # fmt: skip


def blocker_words(blocker: Blocker) -> str:
    """Return what is left, with its criterion and the key that the command line wants."""
    what = _what(blocker)
    if blocker.criterion is None:
        return ended(what)
    return ended(say("{title} ({key}): {what}", title=blocker.title, key=blocker.criterion, what=what))


def left_words(blocker: Blocker) -> str:
    """Return what is left, with its criterion as a screen calls it."""
    what = _what(blocker)
    return ended(
        what if blocker.criterion is None else say("{title}: {what}", title=blocker.title, what=what)
    )


def blocker_remedy(blocker: Blocker) -> str:
    """Return what to do about it."""
    if blocker.objection is not None:
        return say(OBJECTIONS[blocker.objection.code].remedy)
    remedy = BLOCKERS[blocker.code].remedy
    return say(remedy, **dict(blocker.values)) if blocker.code is BlockerCode.DAMAGED else say(remedy)


def blocker_and_remedy(blocker: Blocker) -> str:
    """Return what is left, with its criterion's key, and what to do about it."""
    return joined(blocker_words(blocker), blocker_remedy(blocker))


def left_and_remedy(blocker: Blocker) -> str:
    """Return what is left and what to do about it, as a screen says it."""
    return joined(left_words(blocker), blocker_remedy(blocker))


def alone_and_remedy(blocker: Blocker) -> str:
    """Return what is left and what to do about it, where its criterion is named already."""
    return joined(_what(blocker), blocker_remedy(blocker))


def _what(blocker: Blocker) -> str:
    if blocker.objection is not None:
        return objection_alone(blocker.objection)
    values = blocker.values
    if blocker.code is BlockerCode.HITS_NOT_LOOKED_AT:
        since = dict(values).get("changed") and say(_SINCE)
        values = (*values, ("since", since or ""))
    if blocker.difference is not None:
        values = (*values, ("difference", difference_words(blocker.difference)))
    if blocker.quote:
        words = " ".join(blocker.quote.split())
        values = (*values, ("quote", words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"))
    return filled(BLOCKERS[blocker.code], values)
