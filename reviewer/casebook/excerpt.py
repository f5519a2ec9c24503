"""The words around what was found: cut out of a page's text where most of what was asked for stands together."""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from reviewer.casebook.folding import CLOSE, OPEN
from reviewer.casebook.query import Query

_CUT = "…"
_BEFORE, _LENGTH = 48, 176
"""Characters: what is shown before the first found word, and in all. A little more is cut to whole words."""
_WHITE = re.compile(r"\s+")
_MOST = 64  # found places of a term that are looked at on one page


class Excerpt(NamedTuple):
    """``snippet`` has the found words between OPEN and CLOSE; the first is at ``start`` to ``end`` in the text."""

    snippet: str
    start: int
    end: int


def excerpt(query: Query, text: str, shadow: str) -> Excerpt:
    """Return the excerpt of a folded text (and its shadow) that a query has found."""
    found = sorted(
        (match.start(), match.end() - 1, term)
        for term, sought in enumerate(query.sought)
        for match in islice(sought.finditer(shadow), _MOST)
    )
    if not found:  # it was found by its document alone
        return Excerpt(_flat(text[:_LENGTH]), 0, 0)
    best = max(range(len(found)), key=lambda at: (len(_near(found, at)), -at)) if len(found) > 1 else 0
    first, last, _ = found[best]
    left = _word_edge(shadow, max(0, first - _BEFORE))
    right = _word_edge(shadow, min(len(text), left + _LENGTH))
    pieces, at = [_CUT if left else ""], left
    for start, end, _ in found:
        if at <= start and end <= max(right, last):
            pieces += [_flat(text[at:start]), OPEN, _flat(text[start:end]), CLOSE]
            at = end
    pieces += [_flat(text[at:right]), _CUT if right < len(text) else ""]
    return Excerpt("".join(pieces), first, last)


def _near(found: list[tuple[int, int, int]], at: int) -> set[int]:
    first = found[at][0]
    return {term for start, _, term in found[at : at + _MOST] if start < first + _LENGTH - _BEFORE}


def _word_edge(shadow: str, at: int) -> int:
    """Return the next place in the text from here where no word is cut."""
    return max(0, shadow.find(" ", at)) if 0 < at < len(shadow) - 1 else at


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text)
