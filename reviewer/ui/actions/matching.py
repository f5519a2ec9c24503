"""Which words fit what was typed, how well, and at which letters."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass

_BEGINS, _WITHIN, _WORDS, _SCATTERED = range(4)


@dataclass(frozen=True, slots=True, order=True)
class Match:
    """How well something fits (less is better), and the letters that were matched."""

    rank: int
    at: int
    length: int
    letters: tuple[int, ...] = ()


def match(typed: str, words: str) -> Match | None:
    """Return how words fit what was typed, None if they don't.

    Best is what begins a word, then what stands within one, then all typed words anywhere, then the letters of the
    typed in their order where each run begins a word or goes on from the one before ("copq": "Copy … quotation").
    """
    wanted, letters = _plain(typed).strip(), _plain(words)
    if not wanted:
        return Match(_BEGINS, 0, len(words))
    return _together(wanted, letters) or _word_by_word(wanted, letters) or _scattered(wanted, letters)


def _plain(words: str) -> str:
    """Return words letter by letter without case and accents; as many letters as before."""
    return "".join((unicodedata.normalize("NFD", letter)[0].lower() or letter)[:1] for letter in words)


def _begins(words: str, at: int) -> bool:
    return at == 0 or not words[at - 1].isalnum()


def _together(wanted: str, words: str) -> Match | None:
    places = [at for at in range(len(words)) if words.startswith(wanted, at)]
    if not places:
        return None
    at = next((place for place in places if _begins(words, place)), places[0])
    rank = _BEGINS if _begins(words, at) else _WITHIN
    return Match(rank, at, len(words), tuple(range(at, at + len(wanted))))


def _word_by_word(wanted: str, words: str) -> Match | None:
    parts = wanted.split()
    found = [_together(part, words) for part in parts]
    if len(parts) < 2 or any(part is None for part in found):  # noqa: PLR2004 - one word was looked for already
        return None
    letters = sorted({letter for part in found if part is not None for letter in part.letters})
    return Match(_WORDS, letters[0], len(words), tuple(letters))


def _scattered(wanted: str, words: str) -> Match | None:
    letters = _fit(wanted.replace(" ", ""), words, 0, fresh=True)
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
