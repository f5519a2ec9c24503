"""A text as a person would type it: ligatures and other forms of letters taken apart, and where each letter stands.

Source: The Unicode Standard, 3.11 (decomposition, canonical order); NFKD of each code point for itself, so that what a
stretch of a text is made of does not hang on what stands around it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from functools import cached_property, lru_cache

from reviewer.model.patterns import pattern

UNTYPED = (
    "\u00ad\u200b\u200c\u200d\u2060\ufeff\u0640\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufe00-\ufe0f"
)
"""What no key gives and nobody sees, as the inside of a class of a pattern: soft hyphens, spaces without width, signs of
direction, variation selectors, and the stroke that makes an Arabic word longer."""

_OWN = "\u2033\u2036"  # double primes: they are marks of quotation to who types

_MARKS = pattern(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u0e38-\u0e3a\u0e48-\u0e4b\u0eb8\u0eb9\u0ec8-\u0ecb\u1037\u1039\u103a\u3099\u309a]{2,}"
)


@lru_cache(1 << 16)
def _typed(letter: str) -> str:
    """Return what a person would type for a code point."""
    made = letter if letter in _OWN else unicodedata.normalize("NFKD", letter)
    # An accent that stands alone is a space with a mark on it to Unicode, a letter to a person.
    return letter if made != letter and made[:1].isspace() else made.replace("\u2044", "/")


class Plain:
    """A text as a person would type it: ``text``; every stretch of it stands for one of the ``source``."""

    def __init__(self, source: str) -> None:
        """Take the text apart. Most are as they would be typed."""
        self.source = source
        self._apart = source if source.isascii() else replaced(source, _typed)
        self.text = self._apart if self._apart.isascii() else _MARKS.sub(_in_order, self._apart)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Return which code points of the source a stretch of ``text``, which is not empty, stands for.

        A ligature of which it has a part is in it whole. None where it has a letter without its mark, though both are one
        code point: that is another letter.
        """
        if self.text is self.source:
            return start, end
        if not (self._divides(start) and self._divides(end)):
            return None
        return self._origins[start], self._origins[end - 1] + 1

    @cached_property
    def _origins(self) -> list[int]:
        """Return which code point of the source each letter comes from."""
        if len(self._apart) == len(self.source):
            return list(range(len(self.source)))
        return [at for at, letter in enumerate(self.source) for _ in _typed(letter)]

    def _divides(self, at: int) -> bool:
        """Tell whether a person could begin or end a quote here."""
        if not 0 < at < len(self.text):
            return True
        if self._origins[at - 1] == self._origins[at]:
            whole = self.source[self._origins[at]]
            return unicodedata.decomposition(whole).startswith("<") and not unicodedata.combining(
                self._apart[at]
            )
        first = at
        while first and unicodedata.combining(self.text[first - 1]):
            first -= 1
        return sorted(self.text[first:at]) == sorted(
            self._apart[first:at]
        )  # else marks were put in order across it


def replaced(text: str, instead: Callable[[str], str]) -> str:
    """Return a text with something else instead of each letter that is no ASCII; what comes instead stays as it is."""
    for letter in set(text):
        if not letter.isascii() and (made := instead(letter)) != letter:
            text = text.replace(letter, made)
    return text


def _in_order(marks: re.Match[str]) -> str:
    return unicodedata.normalize("NFD", marks[0])
