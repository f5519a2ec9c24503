"""Columns that are drawn line by line: found by the gap between them, where what stands at both sides of it is prose.

A table looks the same but for what its cells hold, and is read line by line. So a gap divides columns only where, at both
sides of it, lines are filled, have several words, and often go on in the middle of a sentence.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import sub
from typing import Protocol

_WORD = re.compile(r"\S+")
_SPACE = re.compile(" ")
_SAMPLED, _LONG = 3, 24  # lines looked at, and letters of one that may lie across a gap
_WIDE = 1.0  # heights of a letter: a gap between columns is never less
_APART = 3.0  # heights of a letter: between two lines of one column
_LEAST_LINES, _FEW_LINES = 4, 5  # of fewer than a few, more have to go on in the middle of a sentence
_LEAST_WORDS, _LEAST_LETTERS = 3.0, 16.0  # a line, on average
_FILLED, _MOSTLY = 0.75, 0.5  # of the column's width; of its lines
_GOING_ON, _MOSTLY_GOING_ON = 0.3, 0.6  # of a column's lines begin with a small letter


class Boxes(Protocol):
    """What is asked of a page's letters here."""

    def boxes(self, numbers: Sequence[int]) -> array[float]:
        """Return left, top, right, bottom of each, in the page's own space (y up)."""

    quarters: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of a line between gaps: start and end in the text, left and right on the page."""

    start: int
    end: int
    left: float
    right: float
    gap: float = 0.0
    """What a gap at either side has to be wide; 0 of an empty line."""
    top: float = 0.0


_Row = list[_Piece]


def suspected(text: str, starts: list[int], lines: list[str], letters: Boxes) -> bool:
    """Tell from a few of the *lines*, which begin at *starts*, whether any lies across a gap."""
    long = [number for number, line in enumerate(lines) if len(line) >= _LONG]
    if len(long) < _LEAST_LINES or letters.quarters % 2:
        return False
    step = len(long) // _SAMPLED
    spaces: list[int] = []
    for number in long[step // 2 :: step][:_SAMPLED]:
        end = starts[number] + len(lines[number]) - 1
        spaces += [match.start() for match in _SPACE.finditer(text, starts[number] + 1, end)]
    if not spaces:
        return False
    before = letters.boxes([at - 1 for at in spaces])
    after = letters.boxes([at + 1 for at in spaces])
    tall = abs(before[1] - before[3])
    return bool(max(map(sub, after[0::4], before[2::4])) > _WIDE * tall)


def order(text: str, lines: list[tuple[int, int]], letters: Boxes) -> tuple[str, list[int]] | None:
    """Return the text column by column, and each letter's number in the order it came in; None where none are sure.

    A line's end that wasn't there has the number of the letter before it.
    """
    rows = _pieces(text, lines, letters)
    read, changed = _read(text, rows)
    if not changed:
        return None
    numbers: list[int] = []
    said: list[str] = []
    for row in read:
        if said and not said[-1][-1].isspace():  # the page's last line, which has no end
            said.append("\n")
            numbers.append(numbers[-1])
        for piece in row:
            numbers += range(piece.start, piece.end)
            said.append(text[piece.start : piece.end])
        if said[-1].endswith(" "):  # which stood before the gap
            said[-1] = f"{said[-1][:-1]}\n"
    return "".join(said), numbers


def _pieces(text: str, lines: list[tuple[int, int]], letters: Boxes) -> list[_Row]:
    """Cut each line at its gaps; the white space before a gap, and at the line's end, goes with the piece before."""
    words = [[match.span() for match in _WORD.finditer(text, *line)] for line in lines]
    flat = [span for row in words for span in row]
    firsts = letters.boxes([start for start, _end in flat])
    lasts = letters.boxes([end - 1 for _start, end in flat])
    rows: list[_Row] = []
    at = 0
    for (start, end), row in zip(lines, words, strict=True):
        stop = min(end + 1, len(text))
        if not row:
            rows.append([_Piece(start, stop, 0.0, 0.0)])
            continue
        lefts, rights = firsts[4 * at : 4 * (at + len(row)) : 4], lasts[4 * at + 2 : 4 * (at + len(row)) : 4]
        top = firsts[4 * at + 1]
        least = _WIDE * abs(firsts[4 * at + 1] - firsts[4 * at + 3])
        cuts = [n for n in range(1, len(row)) if lefts[n] - rights[n - 1] > least]
        bounds = [0, *cuts, len(row)]
        starts = [start, *(row[n][0] for n in cuts), stop]
        rows.append([
            _Piece(starts[k], starts[k + 1], lefts[bounds[k]], rights[bounds[k + 1] - 1], least, top)
            for k in range(len(bounds) - 1)
        ])  # fmt: skip
        at += len(row)
    return rows


def _read(text: str, rows: list[_Row]) -> tuple[list[_Row], bool]:
    """Return the rows as they are read, and whether that is another order."""
    made: list[_Row] = []
    changed, at = False, 0
    while at < len(rows):
        end, gutter = _block(rows, at)
        if gutter is None:
            made.append(rows[at])
            at += 1
            continue
        left, right = _sides(rows[at:end], gutter)
        if _is_prose(text, left) and _is_prose(text, right):
            made += _read(text, left)[0] + _read(text, right)[0]
            changed, at = True, end
        else:
            made += rows[at:end]
            at = end
    return made, changed


def _block(rows: list[_Row], at: int) -> tuple[int, tuple[float, float] | None]:
    """Return where the rows end that share a gap with the one at *at*, and the gap; None where too few do."""
    if len(rows[at]) < 2:  # noqa: PLR2004
        return at + 1, None
    best, shared = at + 1, None
    for one, other in zip(rows[at], rows[at][1:], strict=False):
        end, across, gap = at + 1, 1, (one.right, other.left)
        while end < len(rows):
            narrower = _narrowed(gap, rows[end])
            if narrower is None or _far_below(rows[end - 1], rows[end]):
                break
            across += all(any(side(p, narrower) for p in rows[end]) for side in (_is_left, _is_right))
            gap, end = narrower, end + 1
        if across >= _LEAST_LINES and end > best:
            best, shared = end, gap
    return best, shared


def _far_below(before: _Row, row: _Row) -> bool:
    """Tell whether so much room is between two rows that the columns end there."""
    tall = max(before[0].gap, row[0].gap)
    return min(before[0].gap, row[0].gap) > 0.0 and abs(before[0].top - row[0].top) > _APART * tall


def _narrowed(gap: tuple[float, float], row: _Row) -> tuple[float, float] | None:
    """Return what a row leaves of a gap; None where it lies across."""
    low, high = gap
    for piece in row:
        if piece.gap == 0.0:
            continue  # an empty line
        middle = (low + high) / 2
        if (piece.left + piece.right) / 2 < middle:
            low = max(low, piece.right)
        else:
            high = min(high, piece.left)
    least = max((piece.gap for piece in row), default=0.0)
    return (low, high) if high - low > 0.6 * least else None


def _is_left(piece: _Piece, gutter: tuple[float, float]) -> bool:
    return piece.gap > 0.0 and piece.right <= gutter[0] + 0.01


def _is_right(piece: _Piece, gutter: tuple[float, float]) -> bool:
    return piece.gap > 0.0 and piece.left >= gutter[1] - 0.01


def _sides(rows: list[_Row], gutter: tuple[float, float]) -> tuple[list[_Row], list[_Row]]:
    left = [[piece for piece in row if not _is_right(piece, gutter)] for row in rows]
    right = [[piece for piece in row if _is_right(piece, gutter)] for row in rows]
    return [row for row in left if row], [row for row in right if row]


def _is_prose(text: str, rows: list[_Row]) -> bool:
    lines = [(row[0], row[-1], text[row[0].start : row[-1].end].strip()) for row in rows]
    lines = [line for line in lines if line[2]]
    if len(lines) < _LEAST_LINES:
        return False
    said = [line for _first, _last, line in lines]
    words, letters = sum(len(line.split()) for line in said), sum(map(len, said))
    if words < _LEAST_WORDS * len(said) or letters < _LEAST_LETTERS * len(said):
        return False
    left, right = min(first.left for first, _l, _t in lines), max(last.right for _f, last, _t in lines)
    filled = sum(last.right - left > _FILLED * (right - left) for _f, last, _t in lines)
    going_on = sum(line[0].islower() for line in said) / len(lines)
    least = _GOING_ON if len(lines) >= _FEW_LINES else _MOSTLY_GOING_ON
    return filled >= _MOSTLY * len(lines) and going_on >= least
