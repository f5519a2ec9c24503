"""Rows that become columns where they are too narrow, laid out by their width alone.

What turns once it is laid out asks for another height afterwards. In an area whose scroll bar comes by that height, and takes a
little of the width, the two can answer each other for ever: beside, so too high; a bar, so narrower; beneath, so low enough; no
bar, so beside. Here the height in any width is known before anything is laid out, so that Qt finds a width that stays.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from reviewer.ui.look import mirrored

WIDEST = 16_777_215
"""What Qt takes for no bound."""
MOST_HEIGHTS = 50
"""Widths at which a layout, or a widget, remembers how high it is: dragging a splitter goes through hundreds."""


Place = Callable[[Sequence[QLayoutItem], int, int], list[QRect]]
"""Where items stand in a width with a gap between them, read from the left, from 0: the one thing that sorts of rows differ in."""
Across = Callable[[Sequence[QLayoutItem], int, int], Sequence[int] | None]
"""How wide items are side by side in a width with a gap between them; None where they stand one below the other."""


def _least(item: QLayoutItem) -> int:
    return item.minimumSize().width()


class Reflow(QBoxLayout):
    """Has its items where ``place`` says; the height in any width is known by that alone."""

    def __init__(self, parent: QWidget, place: Place, least: Callable[[QLayoutItem], int] = _least) -> None:
        """Lay out what is in ``parent``; ``least`` is the least width in which an item is whole."""
        super().__init__(QBoxLayout.Direction.LeftToRight, parent)
        self._place, self._least = place, least
        self._heights: dict[int, int] = {}  # by width, until something in it asks for other room

    def _items(self) -> list[QLayoutItem]:
        """Return what is in it and shown; stretches leave no room here."""
        items = (self.itemAt(at) for at in range(self.count()))
        return [item for item in items if item is not None and not item.isEmpty()]

    # --- what Qt asks ------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def invalidate(self) -> None:
        self._heights.clear()
        super().invalidate()

    def heightForWidth(self, width: int) -> int:
        if width not in self._heights:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            margins = self.contentsMargins()
            room = max(width - margins.left() - margins.right(), 0)
            placed = self._place(self._items(), room, self.spacing())
            high = max((rect.bottom() + 1 for rect in placed), default=0)
            self._heights[width] = high + margins.top() + margins.bottom()
        return self._heights[width]

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def sizeHint(self) -> QSize:
        items, hints = self._items(), [item.sizeHint() for item in self._items()]
        wide = sum(hint.width() for hint in hints) + _gaps(items, self.spacing())
        return self._with_margins(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        items = self._items()
        least = max((self._least(item) for item in items), default=0)
        return self._with_margins(least, max((item.minimumSize().height() for item in items), default=0))

    def maximumSize(self) -> QSize:
        return QSize(WIDEST, WIDEST)

    def _with_margins(self, width: int, height: int) -> QSize:
        return QSize(width, height).grownBy(self.contentsMargins())

    def setGeometry(self, rect: QRect) -> None:
        QLayout.setGeometry(self, rect)
        inside, items, parent = (
            rect.marginsRemoved(self.contentsMargins()),
            self._items(),
            self.parentWidget(),
        )
        if parent is None:
            return
        placed = self._place(items, inside.width(), self.spacing())
        tallest = max((there.bottom() + 1 for there in placed), default=0)
        level = all(one.top() == other.top() for one, other in pairwise(placed))
        for item, there in zip(items, placed, strict=True):
            if level and inside.height() > tallest:
                there.setHeight(inside.height())  # in which Qt centres it, or puts it where it is to stand
            there.translate(inside.topLeft())
            item.setGeometry(mirrored(there, inside, parent.layoutDirection()))


def height_in(item: QLayoutItem, width: int) -> int:
    """Return how high an item is in a width."""
    return item.heightForWidth(width) if item.hasHeightForWidth() else item.sizeHint().height()


def _begins(sizes: Sequence[int], gap: int) -> list[int]:
    begins, at = [], 0
    for size in sizes:
        begins.append(at)
        at += size + gap
    return begins


def _gaps(items: Sequence[QLayoutItem], gap: int) -> int:
    """Return the room between items in all."""
    return gap * max(len(items) - 1, 0)


# --- sorts of rows ---------------------------------------------------------------------------------


def turning(across: Across) -> Place:
    """Return the way of items side by side, or one below the other over the whole width, as ``across`` says."""

    def place(items: Sequence[QLayoutItem], width: int, gap: int) -> list[QRect]:
        wide = across(items, width, gap)
        if wide is None:
            high = [height_in(item, width) for item in items]
            tops = _begins(high, gap)
            return [QRect(0, top, width, each) for top, each in zip(tops, high, strict=True)]
        tallest = max((height_in(item, each) for item, each in zip(items, wide, strict=True)), default=0)
        lefts = _begins(wide, gap)
        return [QRect(left, 0, each, tallest) for left, each in zip(lefts, wide, strict=True)]

    return place


def whole(item: QLayoutItem) -> int:
    """Return the least width of a button: none is narrower than its words."""
    return item.sizeHint().width()


def told(item: QLayoutItem) -> int:
    """Return the least width of words that tell in which none of them is cut, whatever their widget is allowed."""
    made = item.widget()
    return made.minimumSizeHint().width() if made is not None else _least(item)


def buttons_across(items: Sequence[QLayoutItem], room: int, gap: int) -> Sequence[int] | None:
    """Buttons, each as wide as its words."""
    wide = [whole(item) for item in items]
    return wide if sum(wide) + _gaps(items, gap) <= room else None


def act_across(items: Sequence[QLayoutItem], room: int, gap: int) -> Sequence[int] | None:
    """Words and an act: beside them where that takes no more height than beneath, and cuts no word."""
    if len(items) != 2:  # noqa: PLR2004 - one of the two is hidden
        return None
    words, act = items
    wanted = act.sizeHint()
    left = room - gap - wanted.width()
    high = max(height_in(words, max(left, 1)), wanted.height())
    lower = high <= height_in(words, room) + gap + wanted.height()
    return (left, wanted.width()) if lower and left >= told(words) else None


def first_across(items: Sequence[QLayoutItem], room: int, gap: int) -> Sequence[int] | None:
    """The first takes what the others leave of the width, if that is as much as it asks for."""
    wide = [item.sizeHint().width() for item in items]
    spare = room - sum(wide) - _gaps(items, gap)
    return [wide[0] + spare, *wide[1:]] if wide and spare >= 0 else None


def in_lines(items: Sequence[QLayoutItem], width: int, gap: int) -> list[QRect]:
    """As many in a line as have room; where all stand in one, what is over comes before the last, else they share it."""
    placed: list[QRect] = []
    top, lines = 0, _lines(items, width, gap)
    for line in lines:
        wide = _shared(line, width, gap, only=len(lines) == 1)
        high = max(height_in(item, each) for item, each in zip(line, wide, strict=True))
        begins = _begins(wide, gap)
        if len(lines) == 1:
            begins[-1] = max(begins[-1], width - wide[-1])
        placed += [QRect(left, top, each, high) for left, each in zip(begins, wide, strict=True)]
        top += high + gap
    return placed


def _lines(items: Sequence[QLayoutItem], width: int, gap: int) -> list[list[QLayoutItem]]:
    lines: list[list[QLayoutItem]] = []
    for item in items:
        line = [*lines[-1], item] if lines else [item]
        if lines and sum(map(_least, line)) + _gaps(line, gap) <= width:
            lines[-1] = line
        else:
            lines.append([item])
    return lines


def _shared(line: Sequence[QLayoutItem], width: int, gap: int, *, only: bool) -> list[int]:
    """Return how wide each is of one line, ``only`` of the one that there is."""
    wide = [item.sizeHint().width() for item in line]
    if only and sum(wide) + _gaps(line, gap) <= width:
        return wide
    spare = max(width - sum(map(_least, line)) - _gaps(line, gap), 0)
    return [_least(item) + spare // len(line) for item in line]
