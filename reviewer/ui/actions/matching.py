"""Which words fit what was typed, how well, and at which letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

_BEGINS, _WITHIN, _WORDS, _SCATTERED = range(4)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well something fits (less is better), and the letters that were matched."""

    rank: int
    at: int
    length: int
    letters: tuple[int, ...] = ()

    @property
    def goodness(self) -> tuple[int, int, int]:
        """What orders matches: a plain tuple, since thousands are compared at each letter."""
        return self.rank, self.at, self.length


def match(typed: str, words: str) -> Match | None:
    """Return how words fit what was typed, None if they don't.

    Best is what begins a word, then what stands within one, then all typed words anywhere, then the letters of the
    typed in their order where each run begins a word or goes on from the one before ("copq": "Copy … quotation").
    """
    wanted, letters = _plain(typed).strip(), _plain(words)
    if not wanted:
        return Match(_BEGINS, 0, len(words))
    return _together(wanted, letters) or _word_by_word(wanted, letters) or _scattered(wanted, letters)


@lru_cache(20_000)
def _plain(words: str) -> str:
    """Return words letter by letter without case and accents; as many letters as before."""
    if words.isascii():
        return words.lower()
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[:1] for letter in words)


def _begins(words: str, at: int) -> bool:
    return at == 0 or not words[at - 1].isalnum()


def _together(wanted: str, words: str) -> Match | None:
    first = at = words.find(wanted)
    if first < 0:
        return None
    while at >= 0 and not _begins(words, at):
        at = words.find(wanted, at + 1)
    rank = _BEGINS if at >= 0 else _WITHIN
    at = at if at >= 0 else first
    return Match(rank, at, len(words), tuple(range(at, at + len(wanted))))


def _word_by_word(wanted: str, words: str) -> Match | None:
    parts = wanted.split()
    matches = [_together(part, words) for part in parts]
    if len(parts) < 2 or any(part is None for part in matches):  # noqa: PLR2004 - one word was looked for already
        return None
    letters = sorted({letter for part in matches if part is not None for letter in part.letters})
    return Match(_WORDS, letters[0], len(words), tuple(letters))


def _scattered(wanted: str, words: str) -> Match | None:
    wanted = wanted.replace(" ", "")
    left = iter(words)
    if not all(
        letter in left for letter in wanted
    ):  # they are not even there in this order: most of thousands
        return None
    letters = _fit(wanted, words, 0, fresh=True)
    return None if letters is None else Match(_SCATTERED, letters[0], len(words), letters)


def _fit(wanted: str, words: str, start: int, *, fresh: bool) -> tuple[int, ...] | None:
    """Place the wanted letters from ``start`` on: the next one there, unless ``fresh``, or at the beginning of a word."""
    if not wanted:
        return ()
    if not fresh and start < len(words) and words[start] == wanted[0]:
        rest = _fit(wanted[1:], words, start + 1, fresh=False)
        if rest is not None:
            return (start, *rest)
    for at in range(start, len(words)):
        if words[at] == wanted[0] and _begins(words, at):
            rest = _fit(wanted[1:], words, at + 1, fresh=False)
            if rest is not None:
                return (at, *rest)
    return None
