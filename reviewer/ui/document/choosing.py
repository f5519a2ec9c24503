"""What is selected on the pages, by mouse or keys. No widget: it asks for letters and is asked for its range.

A selection stays on the page it began on, for a passage has one place.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum

from reviewer.ui.document.layout import Spot
from reviewer.ui.document.letters import Letters
from reviewer.ui.document.source import Range, place_of
from reviewer.ui.document.walking import FORWARD, Move, walk
from reviewer.ui.document.words import word_at

LettersOf = Callable[[int], Letters | None]


class Unit(Enum):
    """What a drag goes by: one click, two, three or four."""

    LETTER = 1
    WORD = 2
    LINE = 3
    BLOCK = 4


class Choice:
    """An anchor that stays and a head that moves. ``page`` is None while there is no caret."""

    def __init__(self, letters_of: LettersOf) -> None:
        """Take what gives a page's letters, or None while they are still being fetched."""
        self._letters_of = letters_of
        self._unit = Unit.LETTER
        self._waiting: tuple[Spot, Spot] | None = None  # a press and a drag before the letters came
        self.clear()

    def clear(self) -> None:
        """Let go of selection and caret."""
        self.page: int | None = None
        self._anchor = (0, 0)
        self._reach = (0, 0)
        self.head = 0
        self._goal: float | None = None
        self._waiting = None

    @property
    def range(self) -> Range | None:
        """Return what is selected, None if nothing is."""
        start, end = self.ends
        return None if self.page is None or start == end else Range(place_of(self.page), start, end)

    @property
    def ends(self) -> tuple[int, int]:
        """Return start and end on the page; equal for a bare caret."""
        both = (*self._anchor, *self._reach)
        return min(both), max(both)

    def select(self, page: int, start: int, end: int) -> None:
        """Select a range, with the caret at its end."""
        self.page, self._anchor, self._reach = page, (start, start), (end, end)
        self.head, self._goal, self._waiting = end, None, None

    def press(self, spot: Spot, unit: Unit, *, extend: bool) -> None:
        """Begin at a point, or move the head of what is selected on that page there."""
        self._unit = unit
        if extend and self.page == spot.page:
            self.drag(spot)
            return
        self.clear()
        self.page, self._waiting = spot.page, (spot, spot)
        self.arrived(spot.page)

    def drag(self, spot: Spot) -> None:
        """Move the head to a point, which is on the page where it began."""
        if self._waiting is not None:
            self._waiting = (self._waiting[0], spot)
        elif (reach := self._unit_at(spot)) is not None:
            self._reach, self._goal = reach, None
            self.head = reach[0] if reach[0] < self._anchor[0] else reach[1]

    def arrived(self, page: int) -> None:
        """Catch up, now that the letters of a page are here."""
        if self._waiting is None or page != self.page or self._letters_of(page) is None:
            return
        began, now = self._waiting
        self._waiting = None
        self._anchor = self._reach = self._unit_at(began) or (0, 0)
        self.drag(now)

    def _unit_at(self, spot: Spot) -> tuple[int, int] | None:
        letters = self._letters_of(spot.page)
        index = None if letters is None else letters.index_at(spot.x, spot.y)
        if letters is None or index is None:
            return None
        if self._unit is Unit.LETTER:
            return index, index
        if self._unit is Unit.WORD:
            under = letters.inside(spot.x, spot.y)
            return word_at(letters.text, index if under is None else under)
        return _stretch(letters, index, self._unit)

    def widen(self) -> bool:
        """Take the word, then the line, the block and the page round what is selected; False if there is no more."""
        letters = None if self.page is None else self._letters_of(self.page)
        if self.page is None or letters is None or not letters.lines:
            return False
        start, end = self.ends
        for unit in (Unit.WORD, Unit.LINE, Unit.BLOCK):
            first, last = _stretch(letters, start, unit), _stretch(letters, max(start, end - 1), unit)
            wider = min(first[0], start), max(last[1], end)
            # A word or a line is taken round what is inside it; more than one of them make for the block.
            if wider != (start, end) and (first == last or unit is Unit.BLOCK):
                self.select(self.page, *wider)
                return True
        self.select(self.page, 0, len(letters.text))
        return True

    def walk(self, move: Move, *, extend: bool) -> bool:
        """Move the caret; False if the move leads off the page (or its letters are not here)."""
        letters = None if self.page is None else self._letters_of(self.page)
        if self.page is None or letters is None:
            return False
        start, end = self.ends
        if not extend and start < end and move in {Move.LEFT, Move.RIGHT}:
            self.select(self.page, *((end, end) if move is Move.RIGHT else (start, start)))
            return True
        goal = self._goal_on(letters)
        to = walk(letters, self.head, move, goal)
        if to is None:
            return False
        anchor = (end if self.head == start else start) if extend else to
        self.select(self.page, anchor, to)
        self._goal = goal if move in {Move.UP, Move.DOWN} else None
        return True

    def _goal_on(self, letters: Letters) -> float:
        return letters.across(self.head) if self._goal is None else self._goal

    def enter(self, page: int, move: Move) -> None:
        """Put the caret on a page that a move led to from its neighbour."""
        letters = self._letters_of(page)
        at = 0 if letters is None or move in FORWARD else len(letters.text)
        self.select(page, at, at)


def _stretch(letters: Letters, index: int, unit: Unit) -> tuple[int, int]:
    """Return the word, line or block at a position."""
    if unit is Unit.WORD:
        return word_at(letters.text, index)
    number = letters.line_of(index if index < len(letters.text) else index - 1) or 0
    line = letters.lines[number]
    return letters.block(number) if unit is Unit.BLOCK else (line.start, line.end)
