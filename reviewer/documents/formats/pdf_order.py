"""The order that a page is read in, where that of PDFium is not it.

PDFium reads a page in the order of its drawing, a line being what lies at one height. So four things need mending: a line
turned against the page is read backwards, columns drawn line by line are read across, numbers that count the lines part the
sentences, and a word that the end of a line divides stays divided where the hyphen is U+2010, or where a number comes between.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise
from math import cos, sin
from typing import Protocol
from unicodedata import bidirectional

from reviewer.documents.formats import pdf_columns, pdf_line_numbers

SOFT_HYPHEN = "\u00ad"
# Each begins with the one character that is looked for, which is found at once in a page without any.
_MAY_BE_DIVIDED = (
    re.compile("-(?: *\n| +\\d)"),
    re.compile("\u2010(?: *\n| +\\d)"),
    re.compile("\u00ad(?: *\n| *\\d)"),
)
_DIVIDED = re.compile("(?<=[^\\W\\d_])[-\u2010\u00ad] *\n(?=[^\\W\\d_])")
_NUMBER_BETWEEN = re.compile(
    "(?<=[^\\W\\d_])[-\u2010\u00ad](?P<between>[ \n]*(?P<number>\\d{1,4})[ \n]+)(?P<rest>[^\\W\\d_][^\\s\u00ad]*)(?P<space>\\s?)"
)
_NUMBERED = re.compile("^(\\d{1,4}) ", re.MULTILINE)
_LEAST_NUMBERED = 3  # lines: fewer numbers that rise are no numbering of lines
_RIGHT_TO_LEFT = frozenset({"R", "AL"})
_NEAR = 0.12  # of a letter's height: what PDFium took for a space between letters drawn one by one


class Letters(Protocol):
    """What can be asked of a page's letters, by their numbers in PDFium's order."""

    quarters: int
    """How many quarter turns clockwise the page is shown by."""

    def boxes(self, numbers: Sequence[int]) -> array[float]:
        """Return left, top, right, bottom of each, in the page's own space (y up)."""

    def angles(self, numbers: Sequence[int]) -> list[float]:
        """Return how far each is turned, in radians clockwise."""


class Arranged:
    """A page's text in the order it is read in, and for each code point its number in PDFium's order.

    A space that is not in that order has the number of the letter before it.
    """

    __slots__ = ("numbers", "text")

    def __init__(self, text: str, numbers: Sequence[int]) -> None:
        """Keep both; they are equally long."""
        self.text = text
        self.numbers = numbers


def arranged(text: str, letters: Letters) -> Arranged | None:
    """Return the text as it is read; None where PDFium's order is that."""
    pieces = text.split("\n")
    starts = list(accumulate(map((1).__add__, map(len, pieces)), initial=0))
    made = None
    if letters.quarters or any(letters.angles(starts[: -1 if pieces[-1] else -2])):
        made = _forwards(text, _lines(starts, pieces), letters)
    if made is None and pdf_columns.suspected(text, starts, pieces, letters):
        columns = pdf_columns.order(text, _lines(starts, pieces), letters)
        made = None if columns is None else Arranged(*columns)
    if pdf_line_numbers.may_be(text):
        base = made or Arranged(text, range(len(text)))
        moved = pdf_line_numbers.last(base.text, base.numbers, letters)
        made = made if moved is None else Arranged(*moved)
    if made is not None:
        return _joined(made)
    if any(pattern.search(text) for pattern in _MAY_BE_DIVIDED):
        return _joined(Arranged(text, range(len(text))))
    return None


def _lines(starts: list[int], pieces: list[str]) -> list[tuple[int, int]]:
    """Return start and end of each line, without the line feed."""
    return [(start, start + len(piece)) for start, piece in zip(starts, pieces, strict=False)]


def _forwards(text: str, lines: list[tuple[int, int]], letters: Letters) -> Arranged | None:
    """Return the text with lines that PDFium reads backwards turned round; None where there are none."""
    filled = [line for line in lines if line[1] - line[0] > 1]
    turns = letters.angles([line[0] for line in filled])
    said, numbers, at = list[str](), array("I"), 0
    for (start, end), angle in zip(filled, turns, strict=True):
        stop = start + len(text[start:end].rstrip())
        boxes = letters.boxes(range(start, stop))
        if _runs_backwards(text[start:stop], boxes, angle):
            said += text[at:start]
            numbers.extend(range(at, start))
            for char, number in _turned(text[start:stop], boxes):
                said.append(char)
                numbers.append(start + number)
            at = stop
    if not at:
        return None
    said.append(text[at:])
    numbers.extend(range(at, len(text)))
    return Arranged("".join(said), numbers)


def _turned(line: str, boxes: array[float]) -> Iterator[tuple[str, int]]:
    """Yield the letters of a line from its end to its start, and a space, with the letter's number, where a gap is.

    The spaces that PDFium has in such a line are no help: it takes one for another where letters go backwards.
    """
    last = -1
    for number in range(len(line) - 1, -1, -1):
        if not line[number].isspace():
            if last >= 0 and _distance(boxes, last, number) > _NEAR:
                yield " ", last
            yield line[number], number
            last = number


def _runs_backwards(text: str, boxes: array[float], angle: float) -> bool:
    """Tell whether most letters of a line stand before the one that comes before them; not of a script that runs so."""
    if any(bidirectional(char) in _RIGHT_TO_LEFT for char in text):
        return False
    along = [
        (boxes[at] + boxes[at + 2]) * cos(angle) - (boxes[at + 1] + boxes[at + 3]) * sin(angle)
        for at, char in zip(range(0, len(boxes), 4), text, strict=True)
        if not char.isspace()
    ]
    steps = [later - earlier for earlier, later in pairwise(along)]
    return sum(step < 0 for step in steps) > 0.6 * len(steps) > 0


def _distance(boxes: array[float], one: int, other: int) -> float:
    """Return how far two letters stand apart, in heights of a letter."""
    first, second = boxes[4 * one : 4 * one + 4], boxes[4 * other : 4 * other + 4]
    wide = max(first[0], second[0]) - min(first[2], second[2])
    high = max(first[3], second[3]) - min(first[1], second[1])
    tall = max(abs(first[1] - first[3]), abs(first[2] - first[0])) or 1.0
    return max(wide, high) / tall


def _joined(made: Arranged) -> Arranged:
    """Join words that the end of a line divides: a soft hyphen stands for the hyphen and the end."""
    pieces, numbers, at = list[str](), array("I"), 0
    for start, end, moved in _divisions(made.text):
        pieces += [made.text[at:start], SOFT_HYPHEN, *(made.text[one:other] for one, other in moved)]
        numbers.extend(made.numbers[at : start + 1])
        for one, other in moved:
            numbers.extend(made.numbers[one:other])
        at = end
    if not pieces:
        return made
    pieces.append(made.text[at:])
    numbers.extend(made.numbers[at:])
    return Arranged("".join(pieces), numbers)


def _divisions(text: str) -> Iterator[tuple[int, int, tuple[tuple[int, int], ...]]]:
    """Yield where a hyphen stands, where the text goes on, and what comes between, in the order that it is read in."""
    divisions: list[tuple[int, int, tuple[tuple[int, int], ...]]] = [
        (match.start(), match.end(), ())
        for match in _DIVIDED.finditer(text)
        if text[match.end()].islower() or text[match.start()] == SOFT_HYPHEN
    ]
    if _are_numbered(text):
        for match in _NUMBER_BETWEEN.finditer(text):
            if match["rest"][0].islower():
                spans = match.span("rest"), match.span("space"), match.span("between")
                divisions.append((match.start(), match.end(), spans))
    at = -1
    for one in sorted(divisions):
        if one[0] > at:
            yield one
            at = one[1]


def _are_numbered(text: str) -> bool:
    """Tell whether lines of the page are numbered."""
    numbers = [int(number) for number in _NUMBERED.findall(text)]
    numbers += [int(match["number"]) for match in _NUMBER_BETWEEN.finditer(text)]
    return len(numbers) >= _LEAST_NUMBERED and len(set(numbers)) >= _LEAST_NUMBERED
