"""What is selected on the pages, by mouse or keys. No widget: it asks for letters and is asked for its range.

A selection stays in the text it began in, the page's own or that of a picture on it, for a passage has one place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from enum import Enum

from reviewer.ui.document.caret_moves import FORWARD, Move, walk
from reviewer.ui.document.document_source import Range, page_with, place_of
from reviewer.ui.document.glyphs import Letters
from reviewer.ui.document.page_layout import Spot
from reviewer.ui.document.stretches import Stretch, beside, sentences
from reviewer.ui.document.word_bounds import word_at

LettersAt = Callable[[str], Letters | None]
PlaceAt = Callable[[Spot], str]


class Unit(Enum):
    """What a drag goes by: one click, two, three or four; and a sentence, which keys alone take."""

    LETTER = 1
    WORD = 2
    LINE = 3
    BLOCK = 4
    SENTENCE = 5


class Choice:
    """An anchor that stays and a head that moves in the text of ``place``, which is "" while there is no caret."""

    def __init__(self, letters_at: LettersAt, place_at: PlaceAt) -> None:
        """Take what gives a place's letters, or None while they are still being fetched, and the place that a spot is meant for."""
        self._letters_at, self._place_at = letters_at, place_at
        self._unit = Unit.LETTER
        self._waiting: tuple[Spot, Spot] | None = None  # a press and a drag before the letters came
        self.clear()

    def clear(self) -> None:
        """Let go of selection and caret."""
        self.place = ""
        self._anchor = (0, 0)
        self._reach = (0, 0)
        self.head = 0
        self._goal: float | None = None
        self._waiting = None

    @property
    def page(self) -> int | None:
        """The page that the caret is on, None while there is none."""
        return page_with(self.place) if self.place else None

    @property
    def letters(self) -> Letters | None:
        """The letters that the caret is among, None while they are not here."""
        return self._letters_at(self.place) if self.place else None

    @property
    def range(self) -> Range | None:
        """Return what is selected, None if nothing is."""
        start, end = self.ends
        return None if not self.place or start == end else Range(self.place, start, end)

    @property
    def ends(self) -> tuple[int, int]:
        """Return start and end in the text; equal for a bare caret."""
        both = (*self._anchor, *self._reach)
        return min(both), max(both)

    def select(self, place: str, start: int, end: int) -> None:
        """Select a range, with the caret at its end."""
        self.place, self._anchor, self._reach = place, (start, start), (end, end)
        self.head, self._goal, self._waiting = end, None, None

    def press(self, spot: Spot, unit: Unit, *, extend: bool) -> None:
        """Begin at a point, in the text that is meant there, or move the head of what is selected on that page there."""
        self._unit = unit
        if extend and self.page == spot.page:
            self.drag(spot)
            return
        self.clear()
        self.place, self._waiting = self._place_at(spot), (spot, spot)
        self.arrived(spot.page)

    def drag(self, spot: Spot) -> None:
        """Move the head to a point, which is on the page where it began."""
        if self._waiting is not None:
            self._waiting = (self._waiting[0], spot)
        elif (reach := self._unit_at(spot)) is not None:
            self._reach, self._goal = reach, None
            self.head = reach[0] if reach[0] < self._anchor[0] else reach[1]

    def arrived(self, page: int) -> None:
        """Catch up, now that the letters of a page are here; a caret in a picture that has none goes."""
        if page != self.page or self._letters_at(place_of(page)) is None:
            return
        if self._waiting is None:
            if self.letters is None:
                self.clear()
            return
        began, now = self._waiting
        self.place, self._waiting = self._place_at(began), None
        self._anchor = self._reach = self._unit_at(began) or (0, 0)
        self.drag(now)

    def _unit_at(self, spot: Spot) -> tuple[int, int] | None:
        letters = self.letters
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
        """Take what is next larger round what is selected: word, line, sentence, block or page; False if there is no more."""
        letters = self.letters
        if letters is None or not letters.lines:
            return False
        start, end = self.ends
        wider = []
        for unit in (Unit.WORD, Unit.LINE, Unit.SENTENCE, Unit.BLOCK):
            first, last = _stretch(letters, start, unit), _stretch(letters, max(start, end - 1), unit)
            around = min(first[0], start), max(last[1], end)
            # A word, line or sentence is taken round what is inside it; more than one of them make for the block.
            if around != (start, end) and (first == last or unit is Unit.BLOCK):
                wider.append(around)
        least = min(wider, key=lambda around: around[1] - around[0], default=(0, len(letters.text)))
        self.select(self.place, *least)
        return True

    def step(self, unit: Unit, *, forward: bool) -> bool:
        """Select the sentence or block that the caret is in, or that is beside the selected one; False if the text has no more."""
        letters = self.letters
        stretch = None if letters is None else beside(_all(letters, unit), *self.ends, forward=forward)
        if stretch is None:
            return False
        self.select(self.place, *stretch)
        return True

    def walk(self, move: Move, *, extend: bool) -> bool:
        """Move the caret; False if the move leads out of the text (or its letters are not here)."""
        letters = self.letters
        if letters is None:
            return False
        start, end = self.ends
        if not extend and start < end and move in {Move.LEFT, Move.RIGHT}:
            self.select(self.place, *((end, end) if move is Move.RIGHT else (start, start)))
            return True
        goal = self._goal_on(letters)
        to = walk(letters, self.head, move, goal)
        if to is None:
            return False
        anchor = (end if self.head == start else start) if extend else to
        self.select(self.place, anchor, to)
        self._goal = goal if move in {Move.UP, Move.DOWN} else None
        return True

    def _goal_on(self, letters: Letters) -> float:
        return letters.across(self.head) if self._goal is None else self._goal

    def enter(self, place: str, move: Move) -> None:
        """Put the caret into a text that a move led to from its neighbour."""
        letters = self._letters_at(place)
        at = 0 if letters is None or move in FORWARD else len(letters.text)
        self.select(place, at, at)


def _stretch(letters: Letters, index: int, unit: Unit) -> tuple[int, int]:
    """Return the word, line, sentence or block at a position."""
    if unit is Unit.WORD:
        return word_at(letters.text, index)
    number = letters.line_of(index if index < len(letters.text) else index - 1) or 0
    line = letters.lines[number]
    if unit is Unit.LINE:
        return line.start, line.end
    block = letters.block(number)
    if unit is Unit.BLOCK:
        return block
    there = (each for each in sentences(letters.text, *block) if index <= each[1])
    return next(there, block)


def _all(letters: Letters, unit: Unit) -> Iterator[Stretch]:
    """Yield the sentences or blocks of a text in order."""
    done = 0
    for number, line in enumerate(letters.lines):
        if line.start >= done:
            block = letters.block(number)
            done = block[1]
            yield from (block,) if unit is Unit.BLOCK else sentences(letters.text, *block)
