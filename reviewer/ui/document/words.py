"""Words and hits in a text, by code points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

_WORD = re.compile(r"\w+(?:['’\-\u2010\u2011\xad\x02]\w+)*")
_TOKEN = re.compile(r"\w+|[^\w\s]+")
_ALIKE = ("'‘’‛′", '"“”„‟″', "-\u2010\u2011\u2012–—−\xad\x02")
_FOLDED = {letter: f"[{re.escape(group)}]" for group in _ALIKE for letter in group}
_BREAK = "(?:[\\xad\\x02\\u200b]\\s*)?"  # a word divided at a line's end


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
    found = _TOKEN.search(text, inside.end() if inside else index)
    return found.start() if found else len(text)


def previous_word(text: str, index: int) -> int:
    """Return where the word before a position starts, or 0."""
    found = [token.start() for token in _TOKEN.finditer(text, max(0, index - 300), index)]
    return found[-1] if found else max(0, index - 300)


def step(text: str, index: int, forward: bool) -> int:
    """Return the next or previous position a person would count: whole letters, whole line ends."""
    index += 1 if forward else -1
    while 0 < index < len(text) and (
        unicodedata.combining(text[index]) or text[index - 1 : index + 1] == "\r\n"
    ):
        index += 1 if forward else -1
    return max(0, min(len(text), index))


def pattern_of(query: str) -> re.Pattern[str] | None:
    """Return what to look for: case, kinds of quotation mark and dash, and white space don't matter."""
    words = query.split()
    if not words:
        return None
    return re.compile(r"\s+".join(_BREAK.join(map(_letter, word)) for word in words), re.IGNORECASE)


def _letter(letter: str) -> str:
    return _FOLDED.get(letter, re.escape(letter))


def hits(pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    """Yield start and end of each hit in order."""
    lowered = text.lower()
    if len(lowered) == len(text):  # otherwise a letter grew, and the offsets would be wrong
        # Lower case in lower case lets the engine leap to the first letter. No escape that
        # pattern_of writes is changed by lowering it.
        pattern, text = re.compile(pattern.pattern.lower()), lowered
    for hit in pattern.finditer(text):
        yield hit.span()
