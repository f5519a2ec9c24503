"""What a font's letters are called, against what their picture shows: lines compared letter by letter, and judged together.

No dictionary: a name or a number counts like any other word. A misreading by recognition differs from line to line,
a wrong map does not: so single letters are doubted only where they are seen as the same other letter again and again.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from reviewer.model.doubts import Doubt

UNMAPPED = "\ufffd"  # stands for every character that is no letter without its font
_NO_LETTER = re.compile("[\ufffd\ue000-\uf8ff\U000f0000-\U0010ffff\x00-\x08\x0b\x0e-\x1f\x7f-\x9f]")
_ALIKE = {
    letter: one
    for one, letters in {"l": "1i|!ı", "o": "0οоσ", "s": "5ѕ", "z": "2", "g": "9q", "b": "86", "a": "аα", "e": "е",
                         "p": "рρ", "c": "с¢", "x": "х×χ", "y": "уγ", "h": "һн", "k": "кκ", "m": "м", "t": "тτ",
                         "v": "ν", "i": "іι", "j": "ј", "u": "υμ"}.items()
    for letter in letters
}  # fmt: skip
_ALIKE = {letter: _ALIKE.get(one, one) for letter, one in _ALIKE.items()}
"""Letters that recognition takes for one another, and those of other scripts that look like a Latin one."""

_BULLET = "\u2022"
_LEADER = re.compile(r"(?:([-._=*\u00b7\u2022\u2026])\s?)(?:\1\s?){2,}")  # as in a table of contents
_MARK = 0.1  # what a mark (a dash, a dot) costs that is seen and not said, or the other way round
_AGREES = 0.35  # errors a letter, up to which a line is as it says
_DIFFERS = 0.6  # and from which on it is not
_LEAST = 4  # letters of a line that is judged
_DISTINCT = 4  # letters seen: fewer are bullets, ticks or a pattern
_SURE = 70  # percent; a line of which recognition is less sure says nothing against a font
_SUREST = 90  # percent, of two or three letters
_SURER, _MORE = 88, 8  # the same where the font says that it has no Latin letters, and letters that are seen
_HALF_SURE = 30  # percent; of ornaments and barcodes recognition is less sure
_LONG, _MANY, _UNLIKE = 12, 3, 0.75  # letters of a long line, lines, and errors a letter
_WIDTHS = 8  # letters that should be as wide as each other
_UNEVEN = 1.1  # times that one is as wide as another
_AGAIN, _MOSTLY = 4, 0.8  # times that a letter is seen, and how many of them as the same other one


@dataclass(frozen=True, slots=True)
class Comparison:
    """A line compared: ``pairs`` of what is said and what is seen of each letter ("" for nothing), ``error`` a letter.

    ``said`` and ``seen`` are numbers of letters, ``distinct`` those seen that are not the same; ``sure`` is recognition's
    confidence (0 to 100); ``foreign`` text is of a script that it doesn't know.
    """

    pairs: tuple[tuple[str, str], ...]
    error: float
    said: int
    seen: int
    distinct: int
    sure: int
    foreign: bool

    @property
    def agrees(self) -> bool:
        """Whether the picture shows what is said, but for misreadings."""
        return self.said >= _LEAST and self.error <= _AGREES

    @property
    def differs(self) -> bool:
        """Whether the picture surely shows something else."""
        if self.seen < _LEAST:
            return (
                self.seen > 1
                and not self.foreign
                and self.sure >= _SUREST
                and self.error >= 1
                and self.said > 1
            )
        surely = self.sure >= (_SURER if self.foreign else _SURE)
        enough = self.seen >= (_MORE if self.foreign else _LEAST) and self.distinct >= _DISTINCT
        return surely and enough and self.error >= _DIFFERS


def folded(text: str) -> str:
    """Return a text's letters as they are compared: without case, accents, ligatures, white space and rows of dots.

    What is no letter without its font is one of them within a word, and a bullet where it stands alone.
    """
    padded = f" {_LEADER.sub(' ', text)} "
    return "".join(
        _BULLET if _NO_LETTER.match(letter) and not _is_within(before, after) else _folded(letter)
        for before, letter, after in zip(padded, padded[1:], padded[2:], strict=False)
    )


def _is_within(before: str, after: str) -> bool:
    return any(one.isalpha() or _NO_LETTER.match(one) for one in (before, after))


@lru_cache(maxsize=4096)
def _folded(letter: str) -> str:
    if _NO_LETTER.match(letter):
        return UNMAPPED
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", letter).casefold())
    letters = (_ALIKE.get(one, one) for one in plain if not unicodedata.combining(one) and not one.isspace())
    return "".join(letters)


def compared(said: str, seen: str, sure: int) -> Comparison:
    """Compare what a text layer says of a line with what recognition sees there, of which it is *sure* (0 to 100)."""
    one, other = folded(said), folded(seen)
    pairs, cost = _aligned(one, other)
    letters, shown = _count(one), _count(other)
    error = cost / max(1, letters, shown)
    return Comparison(
        tuple(pairs), error, letters, shown, len(set(filter(_counts, other))), sure, is_foreign(said)
    )


def is_foreign(said: str) -> bool:
    """Tell whether most of a text's letters are of a script that recognition doesn't know."""
    letters = [letter for letter in said if letter.isalpha()]
    return sum(not _is_latin(letter) for letter in letters) > len(letters) / 2


@lru_cache(maxsize=4096)
def _is_latin(letter: str) -> bool:
    return unicodedata.name(letter, "").startswith("LATIN")


def _count(text: str) -> int:
    return sum(map(_counts, text))


def _counts(letter: str) -> bool:
    return letter.isalnum() or letter == UNMAPPED


def _aligned(said: str, seen: str) -> tuple[list[tuple[str, str]], float]:
    """Return the cheapest way from one to the other (Levenshtein's), letter by letter, and its cost."""
    rows = [[0.0]]
    for letter in seen:
        rows[0].append(rows[0][-1] + _alone(letter))
    for letter in said:
        above, alone = rows[-1], _alone(letter)
        row = [above[0] + alone]
        for at, other in enumerate(seen):
            row.append(
                min(above[at] + _instead(letter, other), above[at + 1] + alone, row[at] + _alone(other))
            )
        rows.append(row)
    return list(_way_back(rows, said, seen))[::-1], rows[-1][-1]


def _way_back(rows: list[list[float]], said: str, seen: str) -> Iterator[tuple[str, str]]:
    at, to = len(said), len(seen)
    while at or to:
        here = rows[at][to]
        if at and to and here == rows[at - 1][to - 1] + _instead(said[at - 1], seen[to - 1]):
            at, to = at - 1, to - 1
            yield said[at], seen[to]
        elif at and here == rows[at - 1][to] + _alone(said[at - 1]):
            at -= 1
            yield said[at], ""
        else:
            to -= 1
            yield "", seen[to]


def _alone(letter: str) -> float:
    return 1.0 if _counts(letter) else _MARK


def _instead(letter: str, other: str) -> float:
    if letter == other:
        return 0.0
    return 1.0 if _counts(letter) or _counts(other) else _MARK


@dataclass(slots=True)
class FontEvidence:
    """What was seen of one font: its lines, and what each of its letters was seen as."""

    lines: list[Comparison] = field(default_factory=list)
    _seen_as: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    _widths: dict[str, float] = field(default_factory=dict)

    def add(self, line: Comparison) -> None:
        """Take a line into account."""
        self.lines.append(line)
        if line.sure < _SURE or line.foreign or (line.differs and UNMAPPED not in dict(line.pairs)):
            return  # letter by letter it says nothing
        for said, seen in line.pairs:
            if said:
                self._seen_as[said][seen] += 1

    def add_widths(self, letters: Iterable[tuple[str, float]]) -> None:
        """Take into account how wide letters are that are as wide as each other in any font."""
        self._widths.update(letters)

    @property
    def differing(self) -> int:
        """How many lines surely show something else."""
        return sum(line.differs for line in self.lines)

    @property
    def agreeing(self) -> int:
        """How many lines show what is said."""
        return sum(line.agrees for line in self.lines)

    def wanted(self, letters: Iterable[str]) -> set[str]:
        """Return those of some folded letters that were not seen often enough to be judged."""
        return {letter for letter in letters if _counts(letter) and self._times(letter) < _AGAIN}

    def _times(self, letter: str) -> int:
        return sum(self._seen_as[letter].values()) if letter in self._seen_as else 0

    @property
    def lies(self) -> bool:
        """Whether its letters are others than it says.

        Half of the lines or more surely are, and none agrees for two of them; or none is anything like what is said; or what
        should be as wide as each other isn't.
        """
        surely = self.differing > 2 * self.agreeing and 2 * self.differing >= len(self.lines)
        return surely or self._is_unlike or self._is_uneven

    @property
    def _is_unlike(self) -> bool:
        """Whether long Latin lines are all unlike what is seen, though nobody can say what that is."""
        long = [line for line in self.lines if line.said >= _LONG and not line.foreign]
        if len(long) < _MANY or sum(line.sure for line in long) < _HALF_SURE * len(long):
            return False
        return all(line.error >= _UNLIKE and line.seen >= line.said / 2 for line in long)

    @property
    def _is_uneven(self) -> bool:
        widths = sorted(self._widths.values())
        if len(widths) < _WIDTHS:
            return False
        tenth = len(widths) // 10
        return widths[-1 - tenth] > _UNEVEN * widths[tenth]

    def wrong(self) -> frozenset[str]:
        """Return the folded letters that are seen as the same other letter again and again."""
        return frozenset(letter for letter in self._seen_as if self._is_wrong(letter))

    def _is_wrong(self, letter: str) -> bool:
        seen = self._seen_as[letter]
        count = sum(seen.values())
        if letter == UNMAPPED:
            return 2 * sum(times for other, times in seen.items() if other.isalnum()) > count
        if not letter.isascii() and letter.isalpha():
            return False
        other, times = max(seen.items(), key=lambda each: each[1], default=("", 0))
        return other not in {"", letter} and other.isalnum() and count >= _AGAIN and times >= _MOSTLY * count

    def doubt(self) -> Doubt | None:
        """Return why the font is not believed, None if it is."""
        wrong = self.wrong()
        if not self.lies and not wrong:
            return None
        return Doubt.UNKNOWN_LETTERS if wrong == {UNMAPPED} else Doubt.OTHER_LETTERS
