"""Numbers in the margin that count a page's lines, as courts and parliaments print them: they are read after the page's text.

Where they stood, they would part every sentence that goes on in the next line. A numbered list looks much the same, so lines
count as numbered only where each number is as much higher as its line is further down, all stand to the left of the
text, and sentences go on from line to line.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

# Each begins with the one character that is looked for, which is found at once.
_NUMBERS = tuple(re.compile(rf"{before}(\d{{1,4}}) +(?=\S)") for before in ("\n", "\u00ad"))
_FIRST = re.compile(r"(\d{1,4}) +(?=\S)")
_BREAKS = (("\n", 1), ("\u00ad", 1), ("\u00ad\n", -1), ("\u00ad \n", -1))
_BEGINNING = re.compile(r"\n\d")
_LEAST = 3  # numbers of one page
_LEAST_WORDS = 3.0  # a line, on average
_GOING_ON = 0.3  # of the lines begin with a small letter


class Boxes(Protocol):
    """What is asked of a page's letters here."""

    def boxes(self, numbers: Sequence[int]) -> array[float]:
        """Return left, top, right, bottom of each, in the page's own space (y up)."""

    quarters: int


@dataclass(frozen=True, slots=True)
class _Line:
    """A line that begins with a number: where the line begins, where the number ends, where the text begins and ends."""

    start: int
    stop: int
    text: int
    end: int


def may_be(text: str) -> bool:
    """Tell quickly from how the lines of a text begin whether any numbers could count them."""
    count = len(_BEGINNING.findall(text)) + text[:1].isdigit()
    return count > 1 and count + text.count("\u00ad") >= _LEAST


def last(text: str, numbers: Sequence[int], letters: Boxes) -> tuple[str, array[int]] | None:
    """Return a text with the numbers of its lines after it, and each code point's number of *numbers*; None where there are none.

    White space that was not there has the number of the letter before it.
    """
    numbers_here = _counting(text)
    if (
        letters.quarters % 2
        or len(numbers_here) < _LEAST
        or not _goes_on(text, numbers_here)
        or not _in_margin(numbers_here, numbers, letters)
    ):
        return None
    pieces, numbers_left, at = list[str](), array("I"), 0
    for line in numbers_here:
        pieces.append(text[at : line.start])
        numbers_left.extend(numbers[at : line.start])
        at = line.text
    pieces.append(text[at:])
    numbers_left.extend(numbers[at:])
    space = "" if pieces[-1].endswith("\n") else "\n"
    for line in numbers_here:
        pieces += [space, text[line.start : line.stop]]
        numbers_left.extend(numbers_left[-1:] * len(space))
        numbers_left.extend(numbers[line.start : line.stop])
        space = " "
    return "".join(pieces), numbers_left


def _counting(text: str) -> list[_Line]:
    """Return the lines whose numbers rise with them."""
    first = _FIRST.match(text)
    numbers = [first] if first else []
    numbers += (match for pattern in _NUMBERS for match in pattern.finditer(text))
    if len(numbers) < _LEAST:
        return []
    numbers.sort(key=re.Match.start)
    ahead: dict[int, list[_Line]] = {}
    index = at = 0
    for number in numbers:
        start, stop = number.span(1)
        # PDFium has no line feed where the end of a line divides a word.
        index += sum(sign * text.count(mark, at, start) for mark, sign in _BREAKS)
        at = start
        end = text.find("\n", stop)
        line = _Line(start, stop, number.end(), len(text) if end < 0 else end)
        ahead.setdefault(int(number[1]) - index, []).append(line)
    return max(ahead.values(), key=len)


def _goes_on(text: str, lines: list[_Line]) -> bool:
    said = [text[line.text : line.end] for line in lines]
    small = sum(line[0].islower() for line in said)
    divided = any(line.start and text[line.start - 1] == "\u00ad" for line in lines)
    words = sum(len(line.split()) for line in said)
    return words >= _LEAST_WORDS * len(said) and (divided or small >= _GOING_ON * len(said))


def _in_margin(lines: list[_Line], numbers: Sequence[int], letters: Boxes) -> bool:
    """Tell whether all numbers stand to the left of all text, with room between."""
    ends = letters.boxes([numbers[line.stop - 1] for line in lines])
    texts = letters.boxes([numbers[line.text] for line in lines])
    tall = max(abs(ends[at + 1] - ends[at + 3]) for at in range(0, len(ends), 4))
    return min(texts[0::4]) - max(ends[2::4]) > tall / 2
