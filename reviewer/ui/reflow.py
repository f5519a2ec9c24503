"""Rows that become columns where they are too narrow, laid out by their width alone.

What turns once it is laid out asks for another height afterwards. In an area whose scroll bar comes by that height, and takes a
little of the width, the two can answer each other for ever: beside, so too high; a bar, so narrower; beneath, so low enough; no
bar, so beside. Here the height in any width is known before anything is laid out, so that Qt finds a width that stays.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from PySide6.QtCore import QRect, QSize
from PySide6.QtWidgets import QBoxLayout, QLayout, QLayoutItem, QWidget

from reviewer.ui.look import mirrored

WIDEST = 16_777_215
"""What Qt takes for no bound."""


class Reflow(QBoxLayout):
    """Items side by side, or one below the other over the whole width; ``across`` says which, and is all that sorts of it differ in."""

    def __init__(self, parent: QWidget) -> None:
        """Lay out what is in ``parent``."""
        super().__init__(QBoxLayout.Direction.LeftToRight, parent)

    def across(self, items: Sequence[QLayoutItem], room: int) -> Sequence[int] | None:
        """Return how wide each is beside the others in ``room`` pixels; None where they stand one below the other."""
        raise NotImplementedError

    def least(self, item: QLayoutItem) -> int:
        """Return the least width in which an item is whole."""
        return item.minimumSize().width()

    def gaps(self, items: Sequence[QLayoutItem]) -> int:
        """Return the room between them in all."""
        return self.spacing() * max(len(items) - 1, 0)

    def _items(self) -> list[QLayoutItem]:
        """Return what is in it and shown; stretches leave no room here."""
        found = (self.itemAt(at) for at in range(self.count()))
        return [item for item in found if item is not None and not item.isEmpty()]

    def _placed(self, items: Sequence[QLayoutItem], width: int) -> list[QRect]:
        """Return where they stand in a width, read from the left, from 0."""
        wide = self.across(items, width)
        if wide is None:
            high = [height_in(item, width) for item in items]
            tops = _begins(high, self.spacing())
            return [QRect(0, top, width, each) for top, each in zip(tops, high, strict=True)]
        tallest = max((height_in(item, each) for item, each in zip(items, wide, strict=True)), default=0)
        lefts = _begins(wide, self.spacing())
        return [QRect(left, 0, each, tallest) for left, each in zip(lefts, wide, strict=True)]

    # --- what Qt asks ------------------------------------------------------------------------------

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        margins = self.contentsMargins()
        placed = self._placed(self._items(), max(width - margins.left() - margins.right(), 0))
        return max((rect.bottom() + 1 for rect in placed), default=0) + margins.top() + margins.bottom()

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def sizeHint(self) -> QSize:
        items, hints = self._items(), [item.sizeHint() for item in self._items()]
        wide = sum(hint.width() for hint in hints) + self.gaps(items)
        return self._with_margins(wide, max((hint.height() for hint in hints), default=0))

    def minimumSize(self) -> QSize:
        items = self._items()
        least = max((self.least(item) for item in items), default=0)
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
        placed = self._placed(items, inside.width())
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


class ButtonsReflow(Reflow):
    """Buttons, none narrower than its words."""

    def across(self, items: Sequence[QLayoutItem], room: int) -> Sequence[int] | None:
        wide = [item.sizeHint().width() for item in items]
        return wide if sum(wide) + self.gaps(items) <= room else None

    def least(self, item: QLayoutItem) -> int:
        return item.sizeHint().width()


class ActReflow(Reflow):
    """Words and an act: beside them where that takes no more height than beneath, and cuts no word."""

    def across(self, items: Sequence[QLayoutItem], room: int) -> Sequence[int] | None:
        if len(items) != 2:  # noqa: PLR2004 - one of the two is hidden
            return None
        words, act = items
        wanted, gap = act.sizeHint(), self.spacing()
        left = room - gap - wanted.width()
        high = max(height_in(words, max(left, 1)), wanted.height())
        lower = high <= height_in(words, room) + gap + wanted.height()
        return (left, wanted.width()) if lower and left >= self.least(words) else None

    def least(self, item: QLayoutItem) -> int:
        made = item.widget()
        return made.minimumSizeHint().width() if made is not None else super().least(item)


class FirstReflow(Reflow):
    """The first takes what the others leave of the width, if that is as much as it asks for."""

    def across(self, items: Sequence[QLayoutItem], room: int) -> Sequence[int] | None:
        wide = [item.sizeHint().width() for item in items]
        spare = room - sum(wide) - self.gaps(items)
        return [wide[0] + spare, *wide[1:]] if wide and spare >= 0 else None


class LinesReflow(Reflow):
    """As many in a line as have room; where they stand in one, what is over comes before the last, else they share it."""

    def _placed(self, items: Sequence[QLayoutItem], width: int) -> list[QRect]:
        placed: list[QRect] = []
        top, lines = 0, self._lines(items, width)
        for line in lines:
            wide = self._shared(line, width, last=len(lines) == 1)
            high = max(height_in(item, each) for item, each in zip(line, wide, strict=True))
            begins = _begins(wide, self.spacing())
            if len(lines) == 1:
                begins[-1] = max(begins[-1], width - wide[-1])
            placed += [QRect(left, top, each, high) for left, each in zip(begins, wide, strict=True)]
            top += high + self.spacing()
        return placed

    def _lines(self, items: Sequence[QLayoutItem], width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = []
        for item in items:
            line = [*lines[-1], item] if lines else [item]
            if lines and sum(map(self.least, line)) + self.gaps(line) <= width:
                lines[-1] = line
            else:
                lines.append([item])
        return lines

    def _shared(self, line: Sequence[QLayoutItem], width: int, *, last: bool) -> list[int]:
        """Return how wide each is of one line; ``last``, of the only one."""
        wide = [item.sizeHint().width() for item in line]
        if last and sum(wide) + self.gaps(line) <= width:
            return wide
        spare = max(width - sum(map(self.least, line)) - self.gaps(line), 0)
        return [self.least(item) + spare // len(line) for item in line]
