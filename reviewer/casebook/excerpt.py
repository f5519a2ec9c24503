"""The words around what was found: cut out of a page's text where most of what was asked for stands together."""

from __future__ import annotations

import re
from typing import NamedTuple

from reviewer.casebook.folding import CLOSE, OPEN
from reviewer.casebook.query import Query
from reviewer.casebook.tokens import UNSPACED

_CUT = "…"
_BEFORE, _LENGTH = 48, 176
"""Characters: what is shown before the first found word, and in all. A little more is cut to whole words."""
_WHITE = re.compile(r"\s+")
_EDGE = re.compile(f"[ {UNSPACED}]")
_MOST = 64  # found places of a term that are looked at on one page


class Excerpt(NamedTuple):
    """``snippet`` has the found words between OPEN and CLOSE; the first is at ``start`` to ``end`` in the text."""

    snippet: str
    start: int
    end: int


def excerpt(query: Query, text: str, shadow: str) -> Excerpt:
    """Return the excerpt of a folded text (and its shadow) that a query has found."""
    found = sorted(query.places(shadow, _MOST))
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
    if not 0 < at < len(shadow) - 1:
        return at
    edge = _EDGE.search(shadow, at)
    return edge.start() if edge else 0


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text)
