"""The place in a text that is most like a passage whose words are not there any more, if any is like enough.

Blocks are chosen by the rarer pieces of the passage's words that stand in them; within a block the stretch of words that looks
most like the passage's is aligned with it, the text around it helping to find where it begins and ends. What is
returned is always shown to a person before it counts, so the bounds are set to leave unrelated text out, not to be sure.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import log

from reviewer.documents.word_changes import UNSEEN, Word, words
from reviewer.model import DocumentText, Part, Passage

ALIKE = 0.7
"""A passage alone is near a place when this share of the letters of both agrees, word by word in order."""
ALIKE_AMONG = 0.4
"""With the text around it nearly the same (``AROUND``), this share is enough: a sentence in which figures changed."""
AROUND = 0.8
LEAST_LETTERS = 20
"""Passages with fewer letters are near only where the text around them is nearly the same."""
_LEAST_AROUND = 24
_ONE_SIDE = 0.95
_MOST_BLOCKS = 8
_BLOCK = 12_000
_MOST_WINDOWS = 3
_MOST_WORDS = 1500
_MOST_PIECES = 64
_SAME_WORD = 0.6
_LONGEST = 40
_SLACK = 4
_WORTH = 0.5  # of the best window's weight; others are not aligned


@dataclass(frozen=True, slots=True)
class Near:
    """A stretch of a part, and how like the passage it is, 0 to 1."""

    part: Part
    start: int
    end: int
    alike: float


def nearest(wanted: Passage, text: DocumentText) -> Near | None:
    """Return the place most like a passage, or None if nothing is like enough. The same for the same input."""
    sought = _Sought.of(wanted)
    if not sought.quote or len(sought.quote) > _MOST_WORDS:
        return None
    best: tuple[tuple[float, bool, int], Near] | None = None
    own = text.part(wanted.place)
    for number, block in enumerate(_likely(sought, text)):
        for near, around in sought.places(block):
            rank = (round(near.alike + around / 4, 6), block.part is own, -number)
            if best is None or rank > best[0]:
                best = (rank, near)
    return _with_marks(best[1], wanted.quote) if best else None


def _with_marks(near: Near, quote: str) -> Near:
    """Take in the marks that the passage begins and ends with, if they stand around the place too."""
    tokens = words(quote)
    lead, tail = quote[: tokens[0].start].lstrip(), quote[tokens[-1].end :].rstrip()
    text, start, end = near.part.text, near.start, near.end
    if text.endswith(lead, 0, start):
        start -= len(lead)
    if text.startswith(tail, end):
        end += len(tail)
    return Near(near.part, start, end, near.alike)


@dataclass(frozen=True, slots=True)
class _Block:
    """So much of a part as is looked through at once: a document that is one part may be a book."""

    part: Part
    start: int
    end: int


def _likely(sought: _Sought, text: DocumentText) -> list[_Block]:
    """Return the blocks in which most of the rarer pieces of the words stand, in order of the document."""
    blocks = list(_blocks(text, 4 * sum(map(len, sought.quote)) + 400))
    by_piece: dict[str, list[int]] = {piece: [] for piece in sought.pieces}
    for number, block in enumerate(blocks):
        plain = _plain(block.part.text[block.start : block.end])
        for piece, at in by_piece.items():
            if piece in plain:
                at.append(number)
    score: Counter[int] = Counter()
    for at in by_piece.values():
        for number in at:
            score[number] += round(1000 * log(1 + len(blocks) / len(at)))
    chosen = sorted(score, key=lambda number: (-score[number], number))[:_MOST_BLOCKS]
    return [blocks[number] for number in sorted(chosen)]


def _blocks(text: DocumentText, overlap: int) -> Iterator[_Block]:
    for part in text.parts:
        for start in range(0, max(1, len(part.text) - overlap), _BLOCK):
            yield _Block(part, start, min(len(part.text), start + _BLOCK + overlap))


def _plain(text: str) -> str:
    if not text.isascii():
        for char in UNSEEN:
            text = text.replace(char, "")
    return text.casefold()


@dataclass(frozen=True, slots=True)
class _Sought:
    """A passage's words, with those around it, and what its words are recognised by though letters changed."""

    quote: tuple[str, ...]
    before: tuple[str, ...]
    after: tuple[str, ...]
    pieces: tuple[str, ...]
    grams: frozenset[str]

    @classmethod
    def of(cls, wanted: Passage) -> _Sought:
        quote = tuple(word.folded for word in words(wanted.quote))
        # The outermost words of the context may be cut off in their middle.
        before = tuple(word.folded for word in words(wanted.before))[1:]
        after = tuple(word.folded for word in words(wanted.after))[:-1]
        grams = frozenset(gram for word in quote for gram in _grams(word))
        return cls(quote, before, after, tuple(_pieces((*quote, *before, *after))), grams)

    def places(self, block: _Block) -> Iterator[tuple[Near, float]]:
        """Give the places in a block that are like enough, each with how like the text around it is."""
        tokens = words(block.part.text, block.start, block.end)
        for first, last in self._windows(tokens):
            yield from self._aligned(block.part, tokens[first:last])

    def _windows(self, tokens: Sequence[Word]) -> Iterator[tuple[int, int]]:
        """Give the stretches of words in which most words look like some of the passage's, none over another."""
        size = len(self.quote) + len(self.quote) // 4 + 2
        weight = self._weights(tokens)
        sums = [0.0]
        for each in weight:
            sums.append(sums[-1] + each)
        starts = range(max(1, len(tokens) - size + 1))
        scores = [sums[min(at + size, len(tokens))] - sums[at] for at in starts]
        reach, free = len(self.before) + len(self.after) + 8, [True] * len(scores)
        best = max(scores)
        for _ in range(_MOST_WINDOWS):
            at = max((at for at in starts if free[at]), key=lambda at: (scores[at], -at), default=-1)
            if at < 0 or scores[at] <= best * _WORTH:
                return
            free[max(0, at - size) : at + size] = [False] * len(free[max(0, at - size) : at + size])
            yield max(0, at - reach), min(len(tokens), at + size + reach)

    def _weights(self, tokens: Sequence[Word]) -> list[float]:
        """Weigh each word by how much of it is in the passage, less for words that are everywhere in the part."""
        often = Counter(word.folded for word in tokens)
        known = {word: self._weight(word) * (1 + log(len(tokens) / count)) for word, count in often.items()}
        return [known[word.folded] for word in tokens]

    def _weight(self, word: str) -> float:
        grams = _grams(word)
        share = sum(gram in self.grams for gram in grams) / len(grams)
        return share * min(len(word), 10) if share >= 0.5 else 0.0  # noqa: PLR2004 - half of it

    def _aligned(self, part: Part, window: Sequence[Word]) -> Iterator[tuple[Near, float]]:
        """Align once with much around, and again without what lies too far off to belong to it."""
        pairs = self._pairs(window)
        core = self._core([pair for pair in pairs if self._in_quote(pair[0])])
        if not core:
            return
        lead = core[0][0] + _SLACK
        tail = len(self.before) + len(self.quote) + len(self.after) - core[-1][0] + _SLACK
        window = window[max(0, core[0][1] - lead) : core[-1][1] + tail]
        pairs = self._pairs(window)
        first, last = self._borders(pairs, len(window))
        of_quote = [pair for pair in pairs if self._in_quote(pair[0]) and first <= pair[1] < last]
        if not of_quote:
            return
        new = [word.folded for word in window]
        alike = _share([(self.all[i], new[j]) for i, j in of_quote], self.quote, new[first:last])
        agreeing = [(i, _agreeing((self.all[i], new[j]))) for i, j in pairs if not self._in_quote(i)]
        around = self._around(agreeing)
        if self._is_enough(alike, around):
            yield Near(part, window[first].start, window[last - 1].end, alike), around

    @property
    def all(self) -> tuple[str, ...]:
        """The passage's words with those around it."""
        return (*self.before, *self.quote, *self.after)

    def _pairs(self, window: Sequence[Word]) -> list[tuple[int, int]]:
        """Return which of the passage's words are which of the window's, in order."""
        new = self._read_as(self.all, [word.folded for word in window])
        matcher = SequenceMatcher(None, self.all, new, autojunk=False)
        return [(i + at, j + at) for i, j, size in matcher.get_matching_blocks() for at in range(size)]

    def _core(self, pairs: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        """Return the heaviest run of pairs in which none lies much farther from the next than in the passage."""
        runs: list[list[tuple[int, int]]] = [[]]
        for pair in pairs:
            last = runs[-1][-1] if runs[-1] else pair
            if pair[1] - last[1] > 2 * (pair[0] - last[0]) + _SLACK:
                runs.append([])
            runs[-1].append(pair)
        return max(runs, key=lambda run: sum(len(self.all[i]) for i, _ in run))

    def _borders(self, pairs: Sequence[tuple[int, int]], size: int) -> tuple[int, int]:
        """Return the first word of the window that is the passage's, and the one after its last.

        Words of the passage that are not there stand for as many of the window's, up to what is known to lie around it.
        """
        begin, end = len(self.before), len(self.before) + len(self.quote)
        inside = [pair for pair in pairs if begin <= pair[0] < end]
        if not inside:
            return 0, 0
        (i, j), (k, m) = inside[0], inside[-1]
        before = max((at for old, at in pairs if old < begin), default=-1)
        after = min((at for old, at in pairs if old >= end), default=size)
        lead, tail = i - begin, end - 1 - k
        first = (
            before + 1
            if before >= 0 and lead > 0 and j - before - 1 <= 2 * lead + 2
            else max(before + 1, j - lead)
        )
        last = (
            after if after < size and tail > 0 and after - m - 1 <= 2 * tail + 2 else min(after, m + 1 + tail)
        )
        return first, last

    def _in_quote(self, at: int) -> bool:
        return 0 <= at - len(self.before) < len(self.quote)

    def _around(self, agreeing: Sequence[tuple[int, float]]) -> float:
        """Return the share of the letters around the passage that are there too; 0 where there are few.

        On one side alone it must be nearly all of them, and then counts as just enough.
        """
        border, there = len(self.before), sum(at for _, at in agreeing)
        ahead = sum(at for i, at in agreeing if i < border)
        sides = ((self.before, ahead), (self.after, there - ahead), ((*self.before, *self.after), there))
        shares = [_part(count, side) for side, count in sides]
        one_side = AROUND if max(shares[:2]) >= _ONE_SIDE else 0.0
        return max(shares[2], one_side)

    def _is_enough(self, alike: float, around: float) -> bool:
        long = sum(map(len, self.quote)) >= LEAST_LETTERS
        return (long and alike >= ALIKE) or (around >= AROUND and alike >= ALIKE_AMONG)

    @staticmethod
    def _read_as(old: Sequence[str], new: Sequence[str]) -> list[str]:
        """Return the new words, each as the old word that it looks like, so that misread letters do not part them."""
        known = set(old)
        longer = [word for word in dict.fromkeys(old) if len(word) > 2]  # noqa: PLR2004 - "a" looks like "e"
        read: dict[str, str] = {}
        for word in dict.fromkeys(new):
            read[word] = word if word in known or len(word) <= 2 else _looks_like(word, longer)  # noqa: PLR2004
        return [read[word] for word in new]


def _looks_like(word: str, among: Sequence[str]) -> str:
    reach = max(1, len(word) // 3)
    close = [each for each in among if abs(len(each) - len(word)) <= reach and _hints(word, each)]
    ratios = [(_ratio(word, each), each) for each in close]
    best = max(ratios, default=(0.0, ""))
    return best[1] if best[0] >= _SAME_WORD else word


def _hints(one: str, other: str) -> bool:
    """Tell at little cost whether two words may be alike: an end, or three letters in a row, are the same."""
    return one[0] == other[0] or one[-1] == other[-1] or any(gram in other for gram in _grams(one))


def _ratio(one: str, other: str) -> float:
    if one == other:
        return 1.0
    if max(len(one), len(other)) > _LONGEST:
        return 0.0
    return SequenceMatcher(None, one, other, autojunk=False).ratio()


def _part(agreeing: float, side: Sequence[str]) -> float:
    total = sum(map(len, side))
    return agreeing / total if total >= _LEAST_AROUND else 0.0


def _agreeing(pair: tuple[str, str]) -> float:
    return len(pair[0]) * _ratio(*pair)


def _share(pairs: Sequence[tuple[str, str]], old: Sequence[str], new: Sequence[str]) -> float:
    letters = sum(map(len, old)) + sum(map(len, new))
    agreeing = sum((len(one) + len(other)) * _ratio(one, other) for one, other in pairs)
    return agreeing / letters if letters else 0.0


def _grams(word: str) -> list[str]:
    if len(word) < 3:  # noqa: PLR2004 - a gram
        return [word]
    return [word[at : at + 3] for at in range(len(word) - 2)]


def _pieces(texts: Iterable[str]) -> list[str]:
    """Return what to look for of the words: the longer ones in halves, of which one outlives a misread letter."""
    made: dict[str, None] = {}
    for word in sorted(dict.fromkeys(texts), key=lambda each: (-len(each), each)):
        half = len(word) // 2
        made |= dict.fromkeys((word[:half], word[half:]) if len(word) >= 8 else (word,))  # noqa: PLR2004 - 4 and 4
    return list(made)[:_MOST_PIECES]
