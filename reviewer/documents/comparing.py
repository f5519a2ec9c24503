"""What changed from one document to another: sentence by sentence through all parts, then word by word.

Sentences, not lines or pages, are compared, so that a text that only runs over its lines and pages otherwise has not changed. A
sentence that is gone from one place and stands in another is told as moved.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

from reviewer.documents.word_changes import Piece, pieces, words
from reviewer.model import DocumentText, Part

_END = re.compile(
    r"[.!?:;]+[\"'\u2019\u201d)]*\s+|\n\s*\n\s*|\n(?=\s*(?:[-\u2022\u25aa*]|\(?\w{1,3}[.)])\s)|\t"
)
LEAST_MOVED = 4
"""Sentences of fewer words are not told as moved: headings and labels stand everywhere."""
_ALIKE = 0.5
_AHEAD = 40


@dataclass(frozen=True, slots=True)
class Spot:
    """A stretch of a part of one of the two documents, in code points; empty where the other has something more."""

    place: str
    label: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Change:
    """One difference, in the order of the newer document. ``pieces`` are the words of both, all "same" when moved."""

    kind: Literal["changed", "gone", "added", "moved"]
    old: Spot
    new: Spot
    pieces: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """All that differs between two documents, and how many sentences each has and both share."""

    changes: tuple[Change, ...]
    of_old: int
    of_new: int
    both: int


def compare(old: DocumentText, new: DocumentText) -> Comparison:
    """Return what changed from ``old`` to ``new``; the same for the same texts."""
    before, after = _Sentences(old), _Sentences(new)
    matcher = SequenceMatcher(None, before.keys, after.keys, autojunk=False)
    steps = matcher.get_opcodes()
    differing = [(range(i1, i2), range(j1, j2)) for tag, i1, i2, j1, j2 in steps if tag != "equal"]
    moved = _moved(before, after, differing)
    made = [each for stretch in differing for each in _changes(before, after, *stretch, moved)]
    both = sum(i2 - i1 for tag, i1, i2, _, _ in steps if tag == "equal") + len(moved)
    return Comparison(tuple(made), len(before.keys), len(after.keys), both)


class _Sentences:
    """A document's sentences in order, each with its part and its words as they are compared."""

    def __init__(self, text: DocumentText) -> None:
        self.spans: list[tuple[Part, int, int]] = []
        self.keys: list[tuple[str, ...]] = []
        self.parts = text.parts
        for part in text.parts:
            for start, end in _cut(part.text):
                key = tuple(word.folded for word in words(part.text, start, end))
                if key:
                    self.spans.append((part, start, end))
                    self.keys.append(key)

    def spot(self, first: int, last: int | None = None) -> Spot:
        """Return where a sentence stands, or those from one to another (with it) of the same part."""
        part, start, end = self.spans[first]
        return Spot(part.place, part.label, start, end if last is None else self.spans[last][2])

    def border(self, at: int) -> Spot:
        """Return the empty place before a sentence, or at the beginning of everything."""
        if not 0 <= at < len(self.spans):
            part = self.parts[0] if self.parts else Part("", "", "")
            return Spot(part.place, part.label, 0, 0)
        part, start, _ = self.spans[at]
        return Spot(part.place, part.label, start, start)

    def text(self, number: int) -> str:
        """Return the text of a sentence."""
        part, start, end = self.spans[number]
        return part.text[start:end]

    def stretch(self, first: int, last: int) -> str:
        """Return the text from one sentence to another (with it) of the same part."""
        part, start, _ = self.spans[first]
        return part.text[start : self.spans[last][2]]

    def runs(self, numbers: Sequence[int]) -> Iterator[tuple[int, int]]:
        """Give the first and last of the sentences that follow each other in one part."""
        begin = 0
        for at in range(1, len(numbers) + 1):
            if (
                at == len(numbers)
                or numbers[at] != numbers[at - 1] + 1
                or not self._together(*numbers[at - 1 : at + 1])
            ):
                yield numbers[begin], numbers[at - 1]
                begin = at

    def _together(self, one: int, other: int) -> bool:
        return self.spans[one][0] is self.spans[other][0]


def _cut(text: str) -> Iterator[tuple[int, int]]:
    at = 0
    for match in _END.finditer(text):
        yield at, match.start() + len(match.group().rstrip())
        at = match.end()
    yield at, len(text.rstrip())


def _moved(
    before: _Sentences, after: _Sentences, differing: Sequence[tuple[range, range]]
) -> Mapping[int, int]:
    """Return which sentence of the newer document is one of the older that is gone from its place."""
    gone: defaultdict[tuple[str, ...], list[int]] = defaultdict(list)
    for number in (number for old, _ in differing for number in old):
        if len(before.keys[number]) >= LEAST_MOVED:
            gone[before.keys[number]].append(number)
    came: dict[int, int] = {}
    for number in (number for _, new in differing for number in new):
        if gone.get(after.keys[number]):
            came[number] = gone[after.keys[number]].pop(0)
    return came


def _changes(
    before: _Sentences, after: _Sentences, old: range, new: range, moved: Mapping[int, int]
) -> Iterator[Change]:
    """Give the changes of one differing stretch, in the order of the newer document."""
    away = set(moved.values())
    lost = [number for number in old if number not in away]
    came = [number for number in new if number not in moved]
    at, added = 0, list[int]()
    for number in came:
        likest = _like(after.keys[number], [before.keys[i] for i in lost[at : at + _AHEAD]])
        if likest < 0:
            added.append(number)
            continue
        yield from _one_sided(before, after, lost[at : at + likest], added)
        yield _change(before, after, lost[at + likest], number)
        at, added = at + likest + 1, []
    yield from _one_sided(before, after, lost[at:], added)
    for number in new:
        if number in moved:
            text = Piece("same", before.text(moved[number]), after.text(number))
            yield Change("moved", before.spot(moved[number]), after.spot(number), (text,))


def _like(wanted: Sequence[str], among: Sequence[Sequence[str]]) -> int:
    """Return the first of some sentences that has half of its words in common with another one, or -1."""
    for at, other in enumerate(among):
        both = (Counter(wanted) & Counter(other)).total()
        if 2 * both >= _ALIKE * (len(wanted) + len(other)):
            return at
    return -1


def _change(before: _Sentences, after: _Sentences, old: int, new: int) -> Change:
    made = pieces(before.text(old), after.text(new))
    return Change("changed", before.spot(old), after.spot(new), made)


def _one_sided(
    before: _Sentences, after: _Sentences, lost: Sequence[int], came: Sequence[int]
) -> Iterator[Change]:
    """Give what is only in one of the documents; sentences that follow each other in a part are one change."""
    for first, last in before.runs(lost):
        text = before.stretch(first, last)
        yield Change(
            "gone",
            before.spot(first, last),
            after.border(came[0] if came else -1),
            (Piece("gone", text, ""),),
        )
    for first, last in after.runs(came):
        text = after.stretch(first, last)
        yield Change(
            "added",
            before.border(lost[-1] if lost else -1),
            after.spot(first, last),
            (Piece("added", "", text),),
        )
