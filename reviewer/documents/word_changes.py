"""Words as a person counts them, and how two wordings differ: pieces that are the same, changed, gone or added.

A word is a run of letters and digits with the marks, soft hyphens and apostrophes inside it. Two words are the same when
they are so without case, soft hyphens and the shape of apostrophes. Offsets are code points.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from types import MappingProxyType
from typing import Literal

from reviewer.model import Difference

UNSEEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff"
_MARKS = "\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670"
_WORD = re.compile(
    rf"[^\W_](?:[^\W_]|[{_MARKS}{UNSEEN}]|['\u2019\u02bc](?=[^\W_])|(?<=\d)[.,](?=\d))*", re.UNICODE
)
_DIVIDED = re.compile(r"[-\u2010\x02]\s*\n\s*|\x02")
_DROPPED = dict.fromkeys(map(ord, UNSEEN)) | {0x2019: "'", 0x02BC: "'"}
Kind = Literal["same", "changed", "gone", "added"]
_KINDS: Mapping[str, Kind] = MappingProxyType(
    {"equal": "same", "replace": "changed", "delete": "gone", "insert": "added"}
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text: as it is compared, and the code points that it stands at."""

    folded: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of two wordings. ``old`` is "" where it was added, ``new`` where it is gone; spaces included."""

    kind: Kind
    old: str
    new: str


def words(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """Return the words between two offsets, with offsets in the whole text."""
    stop = len(text) if end is None else end
    return [Word(fold(match.group()), *match.span()) for match in _WORD.finditer(text, start, stop)]


def fold(word: str) -> str:
    """Return a word as it is compared."""
    return word.casefold() if word.isascii() else word.translate(_DROPPED).casefold()


def pieces(old: str, new: str) -> tuple[Piece, ...]:
    """Return how ``new`` differs from ``old``, in order; all of both texts is in them.

    What stands between words is never a difference of its own, nor are words that a hyphen at a line's end divides.
    """
    before, after = words(old), words(new)
    made: list[Piece] = []
    at = [0, 0]
    for kind, i1, i2, j1, j2 in _steps(before, after):
        spans = (_span(before, i1, i2, at[0]), _span(after, j1, j2, at[1]))
        (old_from, old_to), (new_from, new_to) = spans
        _add(made, "same", old[at[0] : old_from], new[at[1] : new_from])
        _add(made, kind, old[old_from:old_to], new[new_from:new_to])
        at = [old_to, new_to]
    _add(made, "same", old[at[0] :], new[at[1] :])
    return tuple(made)


def _span(tokens: Sequence[Word], first: int, last: int, at: int) -> tuple[int, int]:
    return (tokens[first].start, tokens[last - 1].end) if first < last else (at, at)


def _add(made: list[Piece], kind: Kind, old: str, new: str) -> None:
    if kind == "changed" and _undivided(old) == _undivided(new):
        kind = "same"
    if kind == "same" and made and made[-1].kind == "same":
        made[-1] = Piece("same", made[-1].old + old, made[-1].new + new)
    elif old or new:
        made.append(Piece(kind, old, new))


def _undivided(text: str) -> list[str]:
    return [word.folded for word in words(_DIVIDED.sub("", text))]


def _steps(before: Sequence[Word], after: Sequence[Word]) -> Iterator[tuple[Kind, int, int, int, int]]:
    matcher = SequenceMatcher(None, [w.folded for w in before], [w.folded for w in after], autojunk=False)
    for tag, i1, i2, j1, j2 in matcher.get_opcodes():
        yield _KINDS[tag], i1, i2, j1, j2


def difference(made: Sequence[Piece]) -> Difference:
    """Return how many words of the old wording differ, how many it has, and how many the new one has besides."""
    differ = total = added = 0
    for piece in made:
        old, new = len(words(piece.old)), len(words(piece.new))
        total += old
        if piece.kind != "same":
            differ += old
            added += max(0, new - old)
    return Difference(differ, total, added)
