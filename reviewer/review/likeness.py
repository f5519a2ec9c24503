"""How much text two documents share: exact shares of their runs of five words, and who is worth comparing at all.

A shingle is five words in a row, folded as ``words`` says. The share of A in B is the number of A's different shingles
that B has too, over A's (Broder 1997, "containment"). What a person is shown is counted on the words themselves;
hashes only choose which pairs are counted.
"""

from __future__ import annotations

import re
import zlib
from array import array
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from collections.abc import Set as AbstractSet

RUN = 5
LEAST_RUNS = 40
"""Documents with fewer different shingles are not compared: a heading and a greeting are alike everywhere."""
LEAST_SHARE = 0.5
"""Pairs are told of when either has this share of its text in the other."""
MOST_HASHES = 400_000
"""All documents' hashes together that are kept to choose pairs; beyond it every second, third … hash is."""
MOST_OWNERS = 128
"""Documents of which all pairs are counted that have something in common; of more, each has ``NEIGHBOURS``."""
NEIGHBOURS = 4
MOST_PARTNERS = 16
_BATCH = 4096  # runs
_WORD = re.compile(r"[^\W_]+")
_SLACK = 0.6  # a pair is counted when the chosen hashes give this part of LEAST_SHARE

T = TypeVar("T")
Shingles = frozenset[tuple[str, ...]]
Sketch = Sequence[int]
"""Different 64-bit hashes, in no order; in an array, for those of a thousand documents are remembered."""


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two documents and what they share: the numbers of shingles of each, and of those in both."""

    one: str
    other: str
    of_one: int
    of_other: int
    both: int

    @property
    def share_of_one(self) -> float:
        """The part of ``one`` that is in ``other``, 0 to 1."""
        return self.both / self.of_one if self.of_one else 0.0

    @property
    def share_of_other(self) -> float:
        """The part of ``other`` that is in ``one``, 0 to 1."""
        return self.both / self.of_other if self.of_other else 0.0


def words(text: str) -> list[str]:
    """Return a text's words: runs of letters and digits, without case."""
    return [word.casefold() for line in text.split("\n") for word in _WORD.findall(line)]


def shingles(text: str) -> Shingles:
    """Return the different runs of five words of a text."""
    shingle_set: set[tuple[str, ...]] = set()
    for runs in _runs(words(text)):
        shingle_set.update(runs)
    return frozenset(shingle_set)


def likeness(one: str, first: AbstractSet[T], other: str, second: AbstractSet[T]) -> Likeness:
    """Count what two documents, named by ``one`` and ``other``, share: exactly of shingles, almost so of their hashes."""
    return Likeness(one, other, len(first), len(second), len(first & second))


def shared_spans(text: str, other: Shingles) -> tuple[tuple[int, int], ...]:
    """Return where in a text the runs stand that another document has too: start and end in code points, merged."""
    at = [(match.start(), match.end(), match.group().casefold()) for match in _WORD.finditer(text)]
    spans: list[tuple[int, int]] = []
    for first in range(len(at) - RUN + 1):
        run = at[first : first + RUN]
        if tuple(word for _, _, word in run) not in other:
            continue
        start, end = run[0][0], run[-1][1]
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], end)
        else:
            spans.append((start, end))
    return tuple(spans)


def sketch(text: str) -> Sketch:
    """Return the hashes of a text's shingles, the same on every machine of this Python: to choose pairs by."""
    numbers: dict[str, int] = {}
    ids = [numbers.setdefault(word, zlib.crc32(word.encode("utf-8", "replace"))) for word in words(text)]
    hashes: set[int] = set()
    for runs in _runs(ids):
        hashes.update(map(hash, runs))
    return array("q", hashes)


def _runs(items: Sequence[T]) -> Iterator[Iterator[tuple[T, ...]]]:
    """Give all runs of five, some thousands at a time: between two batches another thread has its turn."""
    for start in range(0, len(items), _BATCH):
        batch = items[start : start + _BATCH + RUN - 1]
        yield zip(*(batch[at:] for at in range(RUN)), strict=False)


def worth_counting(
    sketches: Mapping[str, Sketch], bodies: Mapping[str, frozenset[str]]
) -> Iterator[tuple[str, str]]:
    """Give the pairs of documents, of different bodies, that may share enough to be counted; each once, neighbours by body together.

    While all hashes fit (``MOST_HASHES``) no such pair is left out. Beyond that a pair that just reaches the least
    share with the fewest shingles is missed about once in a thousand times at an eighth of the hashes. What more than
    ``MOST_OWNERS`` documents have, a form that all were sent, pairs each of them with some of the others only: their pairs are too many to
    be looked at, and one group of all of them is told by these too.
    """
    long = [name for name, runs in sketches.items() if len(runs) >= LEAST_RUNS]
    names = sorted(long, key=lambda name: (sorted(bodies[name]), name))
    every = 1 + sum(len(sketches[name]) for name in names) // MOST_HASHES
    sampled = [{number for number in sketches[name] if number % every == 0} for name in names]
    for pair, both in sorted(_shared(sampled, [bodies[name] for name in names]).items()):
        first, second = divmod(pair, len(sampled))
        one, other = names[first], names[second]
        least = min(len(sampled[first]), len(sampled[second]))
        apart = len(bodies[one] | bodies[other]) > 1 and not bodies[one] & bodies[other]
        if apart and both >= LEAST_SHARE * _SLACK * least * (every == 1 or least > LEAST_RUNS):
            yield (one, other) if one < other else (other, one)


def _shared(sets: Sequence[set[int]], bodies: Sequence[frozenset[str]]) -> Mapping[int, int]:
    """Count what two of the sets have in common, by first * len(sets) + second; ``bodies`` are those of each, in order.

    Most of what is in them is in one only. What is told by plain numbers here would, as lists and tuples, make the
    collector of garbage go through a million of them again and again, and everything else stand still meanwhile.
    """
    seen: set[int] = set()
    twice: set[int] = set()
    for each in sets:
        twice |= seen & each
        seen |= each
    owners: dict[int, list[int]] = defaultdict(list)
    for at, each in enumerate(sets):
        for number in each & twice:
            owners[number].append(at)
    # A disclaimer under each of a thousand mails: all that is in it has the same owners, and is counted at once.
    alike = Counter(array("q", having).tobytes() for having in owners.values())
    shared: Counter[int] = Counter()
    among_many: Counter[int] = Counter()
    for sketch, times in alike.items():
        having = array("q", sketch)
        if len(having) > MOST_OWNERS:
            among_many.update(
                dict.fromkeys((one * len(sets) + other for one, other in _some_pairs(having, bodies)), times)
            )
            continue
        for at, first in enumerate(having):
            for second in having[at + 1 :]:
                shared[first * len(sets) + second] += times
    if not among_many:
        return shared
    return {
        pair: len(sets[pair // len(sets)] & sets[pair % len(sets)])
        for pair in (*shared, *_most_shared(among_many, len(sets)))
    }


def _some_pairs(having: Sequence[int], bodies: Sequence[frozenset[str]]) -> Iterator[tuple[int, int]]:
    """Pair each of many, ordered by body, with ``NEIGHBOURS`` of other bodies, so that all hang together.

    Neighbours of one body have neighbours in common, and the first of each body has the first of the next.
    """
    start = 0
    for _body, those in groupby(having, key=lambda at: bodies[at]):
        size = len(list(those))
        others = len(having) - size
        for at in range(size):
            for further in range(min(NEIGHBOURS, others)):
                pair = having[start + at], having[(start + size + (at + further) % others) % len(having)]
                yield min(pair), max(pair)
        start += size


def _most_shared(pairs: Counter[int], count: int) -> Iterator[int]:
    """Give of such pairs those with the most in common, ``MOST_PARTNERS`` for each of ``count`` documents."""
    partners: Counter[int] = Counter()
    for pair, _ in sorted(pairs.items(), key=lambda item: (-item[1], item[0])):
        first, second = divmod(pair, count)
        if min(partners[first], partners[second]) < MOST_PARTNERS:
            partners[first] += 1
            partners[second] += 1
            yield pair


def groups(pairs: Iterable[Likeness]) -> tuple[tuple[Likeness, ...], ...]:
    """Return the pairs by the documents that hang together through them, the most shared text first."""
    home: dict[str, str] = {}
    pairs = tuple(pairs)
    for pair in pairs:
        one, other = _root(home, pair.one), _root(home, pair.other)
        home[max(one, other)] = min(one, other)
    together: dict[str, list[Likeness]] = defaultdict(list)
    for pair in pairs:
        together[_root(home, pair.one)].append(pair)
    ordered = [tuple(sorted(group, key=_most_first)) for group in together.values()]
    return tuple(sorted(ordered, key=lambda group: _most_first(group[0])))


def members(group: Sequence[Likeness]) -> tuple[str, ...]:
    """Return the documents of a group, those with most pairs first."""
    count = Counter(name for pair in group for name in (pair.one, pair.other))
    return tuple(sorted(count, key=lambda name: (-count[name], name)))


def is_told(pair: Likeness) -> bool:
    """Tell whether a pair shares enough to be told of."""
    return max(pair.share_of_one, pair.share_of_other) >= LEAST_SHARE


def _root(home: dict[str, str], name: str) -> str:
    while home.setdefault(name, name) != name:
        name = home[name]
    return name


def _most_first(pair: Likeness) -> tuple[float, str, str]:
    return (-max(pair.share_of_one, pair.share_of_other), pair.one, pair.other)
