"""Where what is written on a page beside its content goes in the page's text: into the line that it stands in.

All boxes here are as shown: left, top, right, bottom, y down.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter

_SHARED = 0.5  # of the lower of two heights: what stands in one line
_TALL = 30.0  # points: of a field that is higher, the first line is where its label stands
_FIRST = 16.0
_FAR = 1e9


@dataclass(frozen=True, slots=True)
class Note:
    """Something to place: text, a box per code point, and the box round it."""

    text: str
    boxes: array[float]
    box: tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    """Where its last letter ends; the white space after it is not counted."""
    box: tuple[float, float, float, float]


def placed(text: str, boxes: array[float], notes: Sequence[Note]) -> tuple[str, array[float]]:
    """Return the text with each note in its place, and a box for each code point."""
    lines = _lines(text, boxes)
    wanted = sorted(
        (*_place(note, text, boxes, lines), note.box[1], note.box[0], number)
        for number, note in enumerate(notes)
    )
    pieces, made, at = list[str](), array("f"), 0
    for where, together in groupby(wanted, key=itemgetter(0)):
        pieces.append(text[at:where])
        made.extend(boxes[4 * at : 4 * where])
        at, last, before = where, None, pieces[-1][-1:]
        for _where, own_line, _top, _left, number in together:
            note = notes[number]
            space = "\n" if own_line and not (last is not None and _beside(last.box, note.box)) else " "
            if before.strip():
                pieces.append(space)
                made.extend(_edge(note.boxes[:4], at_end=False))
            pieces.append(note.text)
            made.extend(note.boxes)
            last, before = note, note.text[-1:]
        if last is not None and text[where : where + 1].strip():
            pieces.append("\n" if own_line else " ")
            made.extend(_edge(last.boxes[-4:], at_end=True))
    pieces.append(text[at:])
    made.extend(boxes[4 * at :])
    return "".join(pieces), made


def _beside(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    """Tell whether two notes stand in one line."""
    shared = min(one[3], other[3]) - max(one[1], other[1])
    return shared > _SHARED * min(one[3] - one[1], other[3] - other[1])


def _edge(box: array[float], *, at_end: bool) -> tuple[float, float, float, float]:
    """Return the box, of no width, of white space at a letter's edge."""
    side = box[2] if at_end else box[0]
    return side, box[1], side, box[3]


def _lines(text: str, boxes: array[float]) -> list[_Line]:
    lines, start = list[_Line](), 0
    for line in text.split("\n"):
        shown = [start + at for at, char in enumerate(line) if not char.isspace()]
        if shown:
            sides = [[boxes[4 * at + side] for at in shown] for side in range(4)]
            box = min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])
            lines.append(_Line(shown[0], shown[-1] + 1, box))
        start += len(line) + 1
    return lines


def _place(note: Note, text: str, boxes: array[float], lines: Sequence[_Line]) -> tuple[int, bool]:
    """Return the offset where a note goes, and whether it is a line of its own."""
    left, top, right, bottom = note.box
    if bottom - top > _TALL:
        bottom = top + _FIRST
    middle = (left + right) / 2
    beside: tuple[float, int] = (_FAR, -1)
    for line in lines:
        shared = min(bottom, line.box[3]) - max(top, line.box[1])
        if shared < _SHARED * min(bottom - top, line.box[3] - line.box[1]):
            continue
        distance, where = _nearest(line, text, boxes, middle)
        if any(left < x < right for _at, x in _middles(line, text, boxes)):
            where = line.end  # it lies over the line's own letters
        beside = min(beside, (distance, where))
    if beside[1] >= 0:
        return beside[1], False
    above = [line for line in lines if line.box[3] <= top + 1.0]
    if not above:
        return 0, True
    nearest = max(above, key=lambda line: (line.box[3], -abs(line.box[0] - left)))
    end = text.find("\n", nearest.end)
    return (len(text) if end < 0 else end), True


def _nearest(line: _Line, text: str, boxes: array[float], middle: float) -> tuple[float, int]:
    """Return how far from *middle* the nearest letter of a line is, and the offset at which it divides the line."""
    where, distance = line.start, _FAR
    for at, across in _middles(line, text, boxes):
        distance = min(distance, abs(across - middle))
        if across <= middle:
            where = at + 1
    while line.start < where < line.end and not (text[where].isspace() or text[where - 1].isspace()):
        where += 1  # never into a word
    return distance, where


def _middles(line: _Line, text: str, boxes: array[float]) -> Iterator[tuple[int, float]]:
    """Yield the offset of each letter of a line and how far from the left its middle is."""
    for at in range(line.start, line.end):
        if not text[at].isspace():
            yield at, (boxes[4 * at] + boxes[4 * at + 2]) / 2
