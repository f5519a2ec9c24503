"""Each time that words which were looked for stand in a place, named so that another reading of the same text names it alike."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace

from reviewer.casebook.excerpt import cut_out
from reviewer.casebook.folding import folded, unfolded
from reviewer.casebook.tokens import ACCENT, spaced
from reviewer.model import Hit, Occurrence, Part

AROUND = 3
"""Words before and after that belong to an occurrence."""

_NEAR = 2_000  # code points in which those words are looked for
_DIGITS = 16


def occurrences_at(
    spans: Sequence[tuple[int, int, int]], document: str, place: str, shadow: str, around: int
) -> tuple[Occurrence, ...]:
    """Return where a query's words stand in a place, ``spans`` in the ``shadow`` of its text (``Query.places``) in order.

    Each is named with so many words ``around`` it. Of several that read alike the first, second ... is named so: one more of
    them is another. There is always one: where the place was found without its words, the whole place is it.
    """
    of_place = hashlib.sha256(f"{document}\n{place}\n".encode("utf-8", "surrogatepass"))
    counted: Counter[str] = Counter()
    made: list[Occurrence] = []
    last = (-1, -1)
    for start, end, _term in spans:
        if (start, end) == last:  # of two terms that are the same words
            continue
        last = (start, end)
        said = _said(shadow, start + 1, end + 1, around)
        counted[said] += 1
        digest = of_place.copy()
        digest.update(f"{said}\n{counted[said]}".encode())
        made.append(Occurrence(digest.hexdigest()[:_DIGITS], start, end))
    return tuple(made) or (Occurrence(of_place.hexdigest()[:_DIGITS], 0, 0),)


def all_of(occurrences: Iterable[Occurrence]) -> tuple[Occurrence, ...]:
    """Return occurrences of several queries, each once, as they stand."""
    return tuple(
        sorted({each.mark: each for each in occurrences}.values(), key=lambda each: (each.start, each.mark))
    )


def shown_at(hit: Hit, occurrence: Occurrence, part: Part) -> Hit:
    """Return a hit of a ``part`` that shows this occurrence first."""
    searched = folded(part.text)
    start, end = unfolded(part.text, occurrence.start, occurrence.end)
    return replace(hit, snippet=cut_out(searched, occurrence.start, occurrence.end), start=start, end=end)


def _said(shadow: str, start: int, end: int, around: int) -> str:
    """Return the words before, of, and after a stretch of a shadow, a line each."""
    said = " ".join(_words(shadow[start:end]))
    if not around:
        return said
    before = shadow[max(0, start - _NEAR) : start].rsplit(None, around)[-around:]
    after = shadow[end : end + _NEAR].split(None, around)[:around]
    lines = (_words(" ".join(before))[-around:], _words(" ".join(after))[:around])
    return "\n".join((said, *map(" ".join, lines)))


def _words(shadow: str) -> list[str]:
    """Return the words of a piece of a shadow: they are folded there already."""
    return spaced(shadow).replace(ACCENT, "").split()
