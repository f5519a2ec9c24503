"""The words around what was found: cut out of a page's text where most of what was asked for stands together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from reviewer.casebook.folding import CLOSE, OPEN
from reviewer.casebook.tokens import UNSPACED, shadow

_CUT = "…"
_BEFORE, _LENGTH = 48, 176
"""Characters: what is shown before the first found word, and in all. A little more is cut to whole words."""
_WHITE = re.compile(r"\s+")
MOST = 64
"""Found places of a term that are looked at on one page, to show the best of them."""


@cache
def _edge() -> re.Pattern[str]:
    return re.compile(f"[ {UNSPACED}]")


class Excerpt(NamedTuple):
    """``snippet`` has the found words between OPEN and CLOSE; the first is at ``start`` to ``end`` in the text."""

    snippet: str
    start: int
    end: int


def excerpt(spans: Sequence[tuple[int, int, int]], text: str, dark: str) -> Excerpt:
    """Return the excerpt of a folded text (with its shadow, ``dark``) in which a query's terms stand at these ``spans``, in order."""
    if not spans:  # it was found by its document alone
        return Excerpt(_flat(text[:_LENGTH]), 0, 0)
    best = max(range(len(spans)), key=lambda at: (len(_near(spans, at)), -at)) if len(spans) > 1 else 0
    first, last, _ = spans[best]
    left = _word_edge(dark, max(0, first - _BEFORE))
    right = _word_edge(dark, min(len(text), left + _LENGTH))
    pieces, at = [_CUT if left else ""], left
    for start, end, _ in spans:
        if at <= start and end <= max(right, last):
            pieces += [_flat(text[at:start]), OPEN, _flat(text[start:end]), CLOSE]
            at = end
    pieces += [_flat(text[at:right]), _CUT if right < len(text) else ""]
    return Excerpt("".join(pieces), first, last)


def cut_out(text: str, start: int, end: int) -> str:
    """Return the snippet of a folded text that shows what stands from ``start`` to ``end``."""
    dark = shadow(text)
    left = _word_edge(dark, max(0, start - _BEFORE))
    right = max(end, _word_edge(dark, min(len(text), left + _LENGTH)))
    pieces = (_CUT if left else "", _flat(text[left:start]), OPEN, _flat(text[start:end]), CLOSE)
    return "".join((*pieces, _flat(text[end:right]), _CUT if right < len(text) else ""))


def _near(spans: Sequence[tuple[int, int, int]], at: int) -> set[int]:
    first = spans[at][0]
    return {term for start, _, term in spans[at : at + MOST] if start < first + _LENGTH - _BEFORE}


def _word_edge(dark: str, at: int) -> int:
    """Return the next place in the text from here where no word is cut."""
    if not 0 < at < len(dark) - 1:
        return at
    edge = _edge().search(dark, at)
    return edge.start() if edge else 0


def _flat(text: str) -> str:
    return _WHITE.sub(" ", text)
