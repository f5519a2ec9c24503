"""Words and hits in a text, by code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from reviewer.model.letterforms import UNTYPED, Plain

_WORD = re.compile(r"\w+(?:['’\-\u2010\u2011\xad\x02]\w+)*")
_TOKEN = re.compile(r"\w+|[^\w\s]+")
_ALIKE = ("'‘’‛′", '"“”„‟″', "-\u2010\u2011\u2012–—−\xad\x02")
_FOLDED = {letter: f"[{re.escape(group)}]" for group in _ALIKE for letter in group}
_BREAK = f"(?:[\\xad\\x02\\u200b]\\s*|[{UNTYPED}])?"  # a word divided at a line's end


def word_at(text: str, index: int) -> tuple[int, int]:
    """Return the word at a position, or the single character there if it is none."""
    line_start = max(text.rfind("\n", 0, index) + 1, index - 200)
    for word in _WORD.finditer(text, line_start, min(len(text), index + 200)):
        behind = word.end() == index and text[index : index + 1].isspace()
        if word.start() <= index < word.end() or behind or index == word.end() == len(text):
            return word.span()
        if word.start() > index:
            break
    return index, min(len(text), index + 1)


def next_word(text: str, index: int) -> int:
    """Return where the next word starts, or the end of the text."""
    inside = _TOKEN.match(text, index)
    match = _TOKEN.search(text, inside.end() if inside else index)
    return match.start() if match else len(text)


def previous_word(text: str, index: int) -> int:
    """Return where the word before a position starts, or 0."""
    starts = [token.start() for token in _TOKEN.finditer(text, max(0, index - 300), index)]
    return starts[-1] if starts else max(0, index - 300)


def step(text: str, index: int, forward: bool) -> int:
    """Return the next or previous position a person would count: whole letters, whole line ends."""
    index += 1 if forward else -1
    while 0 < index < len(text) and (
        unicodedata.combining(text[index]) or text[index - 1 : index + 1] == "\r\n"
    ):
        index += 1 if forward else -1
    return max(0, min(len(text), index))


def pattern_of(query: str) -> re.Pattern[str] | None:
    """Return what to look for: case, forms of letters, kinds of quotation mark and dash, and white space don't matter."""
    words = Plain(query).text.split()
    if not words:
        return None
    return re.compile(r"\s+".join(_BREAK.join(map(_letter, word)) for word in words), re.IGNORECASE)


def _letter(letter: str) -> str:
    return _FOLDED.get(letter, re.escape(letter))


def hits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each hit in order, as code points of the text, which may be set with ligatures."""
    plain = Plain(text)
    searched, lowered = plain.text, plain.text.lower()
    if len(lowered) == len(searched):  # otherwise a letter grew, and the offsets would be wrong
        # Lower case in lower case lets the engine leap to the first letter. No escape that
        # pattern_of writes is changed by lowering it.
        pattern, searched = re.compile(pattern.pattern.lower()), lowered
    for hit in pattern.finditer(searched):
        span = plain.span(*hit.span())
        if span is not None:
            yield span


_FURNITURE = 2  # lines at a page's foot or head that may stand between two halves of a sentence
_REACH = 400  # characters on either side of a page's end


def across(pattern: re.Pattern[str], one: str, other: str) -> tuple[int, int, int, int] | None:
    """Return the hit that begins on one page and ends on the next: start and end on each, or None.

    A page number or a running head may stand between: up to two lines on either side are passed over.
    """
    for foot in _feet(one):
        for head in _heads(other):
            begin = max(0, foot - _REACH)
            left, right = one[begin:foot], other[head : head + _REACH]
            for start, end in hits(pattern, f"{left} {right}"):
                if start < len(left) and end > len(left) + 1:
                    return begin + start, foot, head, head + end - len(left) - 1
    return None


def _feet(text: str) -> Iterator[int]:
    """Yield where a page's text may be said to end: at its end, and before its last lines."""
    end = len(text.rstrip())
    for _ in range(_FURNITURE + 1):
        yield end
        end = len(text[: max(0, text.rfind("\n", 0, end))].rstrip())
        if not end:
            return


def _heads(text: str) -> Iterator[int]:
    start = len(text) - len(text.lstrip())
    for _ in range(_FURNITURE + 1):
        yield start
        line = text.find("\n", start)
        if line < 0:
            return
        start = line + 1
