"""The caret on a page: where each key leads. Pure."""

from __future__ import annotations

from enum import Enum

from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.word_bounds import next_word, previous_word, step


class Move(Enum):
    """A way the caret can go."""

    LEFT = "left"
    RIGHT = "right"
    WORD_LEFT = "word left"
    WORD_RIGHT = "word right"
    UP = "up"
    DOWN = "down"
    LINE_START = "line start"
    LINE_END = "line end"
    PAGE_START = "page start"
    PAGE_END = "page end"


FORWARD = frozenset({Move.RIGHT, Move.WORD_RIGHT, Move.DOWN, Move.PAGE_END})


def walk(letters: Letters, index: int, move: Move, x: float) -> int | None:
    """Return where a move leads from a position, None if it leads off the page.

    ``x`` is where the caret wants to be across, in points: up and down keep it over short lines.
    """
    text = letters.text
    if move in {Move.LEFT, Move.WORD_LEFT}:
        stepped = step(text, index, forward=False) if move is Move.LEFT else previous_word(text, index)
        return stepped if index > 0 else None
    if move in {Move.RIGHT, Move.WORD_RIGHT}:
        stepped = step(text, index, forward=True) if move is Move.RIGHT else next_word(text, index)
        return stepped if index < len(text) else None
    if move is Move.PAGE_START:
        return 0
    if move is Move.PAGE_END:
        return len(text)
    return _by_line(letters, index, move, x)


def _by_line(letters: Letters, index: int, move: Move, x: float) -> int | None:
    number = letters.line_of(index)
    if number is None:
        return None
    line = letters.lines[number]
    if move is Move.LINE_START:
        return line.start
    if move is Move.LINE_END:
        return line.end
    other = letters.beyond(number, x, down=move is Move.DOWN)
    return None if other is None else letters.index_on(letters.lines[other], x)
