"""A document's text as a person would search in it: whole words, letters as they are typed, no marks of our own.

Letters that are set in another form (ligatures, Arabic letters as they join, wide and halved ones) become the letters that they
stand for, by NFKC; points of Arabic and Hebrew, which the index would take for ends of words, go.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from types import MappingProxyType

from reviewer.model.letterforms import replaced
from reviewer.model.patterns import pattern

OPEN, CLOSE = "\ue000", "\ue001"
"""They stand round a found word in a snippet."""

_FOLDS = MappingProxyType(
    {
        0x00: " ",  # ends what FTS5 gives back
        0xAD: "",  # a soft hyphen
        **dict.fromkeys(range(0xE000, 0xE003), " "),  # these two, and the index's own marks
        **dict.fromkeys(range(0xD800, 0xE000), " "),  # half a surrogate pair is no UTF-8
    }
)
_POINTS = pattern(
    "[\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Syllables of Korean letters, Japanese ones with a mark of voice of their own, and the Thai and Lao vowel AM in its two halves.
_SYLLABLE = (
    "[\u1100-\u1112][\u1161-\u1175][\u11a8-\u11c2]?|[\u3046-\u30fd\uff66-\uff9d][\u3099\u309a\uff9e\uff9f]"
    "|\u0e4d[\u0e48-\u0e4b]?\u0e32|\u0ecd[\u0ec8-\u0ecb]?\u0eb2"
)
_JOINED = pattern(_SYLLABLE)
_AM = MappingProxyType({"\u0e32": "\u0e33", "\u0eb2": "\u0eb3"})
_PIECE = pattern(f"{_SYLLABLE}|.", re.DOTALL)


def folded(text: str) -> str:
    """Return the text to search in; the same object if nothing had to be folded."""
    if text.isascii():
        return text.replace("\0", " ")
    joined = _JOINED.sub(_join, text)
    changed = replaced(joined, _folded).replace("\0", " ")
    return text if changed == text else changed


def _join(match: re.Match[str]) -> str:
    am = _AM.get(match[0][-1])
    return match[0][1:-1] + am if am else unicodedata.normalize("NFKC", match[0])


@lru_cache(1 << 16)
def _folded(letter: str) -> str:
    """Return what is indexed for a letter.

    A number that stands above, or in a ring, is a word by itself: it is a note's, and no part of the word before it.
    """
    special = letter if letter in _AM.values() else _FOLDS.get(ord(letter))
    if special is not None:
        return special
    made = _POINTS.sub("", unicodedata.normalize("NFKC", letter))
    sort = unicodedata.category(letter)
    if not any(map(str.isalnum, made)):
        return "" if made != letter and (sort.startswith("L") or not made) else letter
    if (
        made == letter
        or sort[0] in "LM"
        or sort == "Nd"
        or unicodedata.decomposition(letter).startswith("<sub>")
    ):
        return made
    return f" {made} "


def unfolded(text: str, start: int, end: int) -> tuple[int, int]:
    """Return which code points of ``text`` a stretch of its folded text comes from, whole ones."""
    if folded(text) is text:
        return start, end
    begin, at = None, 0
    for position, piece in _pieces(text):
        if begin is None and at + len(piece) > start:
            begin = position
        if begin is not None and at >= end and piece:
            return begin, position
        at += len(piece)
    return len(text) if begin is None else begin, len(text)


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield where each piece begins that is folded by itself, and what it is folded to."""
    for match in _PIECE.finditer(text):
        yield (
            match.start(),
            folded(match[0]) if match[0].isascii() or len(match[0]) > 1 else _folded(match[0]),
        )


def stored(text: str) -> str | bytes:
    """Return what SQLite can keep of a text without loss: itself, or bytes if it holds half a character."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-8", "surrogatepass")
    return text


def restored(packed_text: str | bytes) -> str:
    """Return the text that ``stored`` was given."""
    return packed_text.decode("utf-8", "surrogatepass") if isinstance(packed_text, bytes) else packed_text
