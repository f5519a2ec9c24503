"""The sides beside each other: what stands level belongs together, and scrolls together; where there is no room, beneath each other."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QSizePolicy, QWidget

from reviewer.desk.words.conflicts import (
    cannot_words,
    change_lines,
    held_words,
    looked_words,
    quote_words,
    reason_words,
    rests_words,
    says_words,
    search_words,
    shared_words,
    source_words,
    suggests_words,
    who_words,
)
from reviewer.desk.words.language import say
from reviewer.errors import ended
from reviewer.model.contest import CitedPassage, Contest, ContestSide
from reviewer.ui.growing import Refit
from reviewer.ui.look import Look
from reviewer.ui.shapes import ATTENTION, ToneShape
from reviewer.ui.widgets import ENTER, Box, Label, empty

NARROW, NAME, GAP = 300, 76, 16
"""The least width of a side, that of its rows' names, and what is between two sides, in pixels at 100%."""
BAR, HEADS = 4, 2


class Stop(Box):
    """A part of a side that Tab stops at; its accessible words say all of it."""

    pressed = Signal()

    def __init__(
        self, look: Look, *items: QWidget, name: str, opens: bool, margins: tuple[int, int, int, int]
    ) -> None:
        """``name`` is said of it; ``opens``: Enter, Space and a click do something."""
        super().__init__(look, *items, gap=2, margins=margins)
        self._opens = opens
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(name)
        if opens:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
            self.setAccessibleDescription(say("Enter goes to the place in the document"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if self._opens and plain and event.key() in ENTER | {Qt.Key.Key_Space}:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._opens and event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, palette = QPainter(self), self._look.palette
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self._opens:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(palette.accent if self.hasFocus() else palette.line))
            bar = QRectF(0, 0, self._look.px(BAR), self.height())
            if self.layoutDirection() is Qt.LayoutDirection.RightToLeft:
                bar.moveRight(self.width())
            painter.drawRoundedRect(bar, 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)  # type: ignore[arg-type] # Qt's own event
        self.update()

    def focusOutEvent(self, event: object) -> None:
        super().focusOutEvent(event)  # type: ignore[arg-type]
        self.update()


Cell = QWidget | None
Column = tuple[Cell, ...]


class SidesView(QFrame):
    """All sides of one contest. ``passage_wanted`` is told which passage is to be shown in its document."""

    passage_wanted = Signal(object)

    def __init__(self, look: Look) -> None:
        """Begin without sides."""
        super().__init__()
        self._look = look
        self._grid = QGridLayout(self)
        self._columns: tuple[Column, ...] = ()
        self._across = True
        self._shown: Contest | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        Refit(self, self._turn)

    @property
    def stops(self) -> tuple[Stop, ...]:
        """What Tab stops at, side by side from the first."""
        return tuple(stop for column in self._columns for cell in column if cell for stop in _stops(cell))

    def take_focus(self) -> None:
        """Go to the first side."""
        if self.stops:
            self.stops[0].setFocus()

    def show_contest(self, contest: Contest | None) -> None:
        """Show the sides of a contest, or none."""
        if contest == self._shown:
            return
        self._shown = contest
        empty(self._grid)
        sides = contest.sides if contest is not None else ()
        self._columns = tuple(tuple(self._cells(side, len(sides))) for side in sides)
        self._place()

    # --- what stands in the rows -----------------------------------------------------------------------

    def _cells(self, side: ContestSide, sides: int) -> Iterator[Cell]:
        """Give what each row has of a side; every side has the same rows."""
        yield self._head(side)
        yield self._says(side)
        reason = reason_words(side)
        yield self._row(say("Reason"), [Label(reason, wrap=True)]) if reason else None
        changes = [self._plain(*line) for line in change_lines(side)]
        yield self._row(say("Changes"), changes) if changes else None
        evidence = [self._passage(each, sides) for each in side.passages]
        evidence += [
            self._plain(search_words(each), f"{looked_words(each)} · {shared_words(each.shared, sides)}")
            for each in side.searches
        ]
        yield self._row(say("Evidence"), evidence) if evidence else None
        rests = rests_words(side)
        is_verdict = bool(evidence or side.sentence)
        yield self._row(say("Rests on"), self._lines(*rests)) if is_verdict else None
        letter = self._lines(f"“{side.sentence}”", suggests_words(side)) if side.sentence else []
        yield self._row(say("In the letter"), letter) if letter else None

    def _head(self, side: ContestSide) -> Stop:
        who, when = Label(side.who, "strong", wrap=True), Label(who_words(side), "small", wrap=True)
        names = Box(self._look, who, when, gap=0)
        row = Box(self._look, across=True)
        row.add(names, 1)
        if held := held_words(side):
            row.add(Label(held, "small"))
        facts = (side.who, who_words(side), held, says_words(side), reason_words(side), cannot_words(side))
        name = " ".join(ended(fact) for fact in facts if fact)
        return Stop(self._look, row, name=name, opens=False, margins=(4, 4, 4, 4))

    def _says(self, side: ContestSide) -> Box:
        words = Label(says_words(side), f"tone-{side.tone}" if side.tone else "strong", wrap=True)
        words.setProperty("large", "true")
        head = Box(self._look, across=True)
        if side.tone or not side.can_be_chosen:
            head.add(ToneShape(self._look, side.tone if side.can_be_chosen else ATTENTION, 18))
        head.add(words, 1)
        box = Box(self._look, head, gap=4, margins=(0, 8, 0, 8), role="rule")
        if why := cannot_words(side):
            box.add(Label(why, "warn", wrap=True))
        return box

    def _row(self, title: str, items: Sequence[QWidget]) -> Box:
        name = Label(title, "small")
        name.setAlignment(Qt.AlignmentFlag.AlignTop)
        name.setMinimumWidth(self._look.px(NAME))
        row = Box(self._look, name, across=True, margins=(0, 8, 0, 8), role="rule")
        row.add(Box(self._look, *items, None, gap=8), 1)
        return row

    def _lines(self, *words: str) -> list[QWidget]:
        first, *others = (each for each in words if each)
        return [
            Box(
                self._look,
                Label(first, wrap=True),
                *(Label(each, "small", wrap=True) for each in others),
                gap=0,
            )
        ]

    def _plain(self, words: str, beneath: str) -> Stop:
        return Stop(
            self._look, Label(words, wrap=True), Label(beneath, "small", wrap=True), name=f"{ended(words)} {beneath}",
            opens=False, margins=(4, 2, 4, 2),
        )  # fmt: skip

    def _passage(self, cited: CitedPassage, sides: int) -> Stop:
        words, shared = quote_words(cited), shared_words(cited.shared, sides)
        beneath = f"{source_words(cited)} · {shared}"
        made = Stop(
            self._look, Label(words, wrap=True), Label(beneath, "small", wrap=True), name=f"{words} {beneath}",
            opens=True, margins=(14, 2, 4, 2),
        )  # fmt: skip
        made.pressed.connect(_telling(self.passage_wanted.emit, cited))
        return made

    # --- where it stands ----------------------------------------------------------------------------------

    def _turn(self) -> None:
        """Have the sides stand beside each other where there is room for all of them."""
        px, number = self._look.px, max(len(self._columns), 1)
        across = self.width() >= number * px(NARROW) + (number - 1) * px(GAP)
        if across != self._across:
            self._across = across
            self._place()

    def _place(self) -> None:
        px = self._look.px
        while self._grid.count():
            self._grid.takeAt(0)
        self._grid.setContentsMargins(px(GAP), px(8), px(GAP), px(8))
        self._grid.setHorizontalSpacing(px(3 * GAP))
        self._grid.setVerticalSpacing(0)
        rows = max(map(len, self._columns), default=0)
        for at, column in enumerate(self._columns):
            for row, cell in enumerate(column):
                if cell is not None:
                    place = (row, at) if self._across else (at * (rows + 1) + row, 0)
                    self._grid.addWidget(
                        cell, *place, Qt.AlignmentFlag.AlignTop if row < HEADS else Qt.AlignmentFlag(0)
                    )
        for at in range(max(self._grid.columnCount(), len(self._columns))):
            used = at < len(self._columns) if self._across else at == 0
            self._grid.setColumnStretch(at, int(used))
            self._grid.setColumnMinimumWidth(at, 0)
        for at in range(self._grid.rowCount()):
            ends = not self._across and rows and at % (rows + 1) == rows
            self._grid.setRowMinimumHeight(at, px(3 * GAP) if ends else 0)
        self._grid.invalidate()
        self.updateGeometry()
        self.update()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._grid.heightForWidth(width) if self._columns else 0

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draw a card under each side, all of one height where they stand beside each other."""
        painter, palette, px = QPainter(self), self._look.palette, self._look.px
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.surface))
        boxes = [self._bounds(column) for column in self._columns]
        lowest = max((box.bottom() for box in boxes), default=0)
        for box in boxes:
            if self._across:
                box.setBottom(lowest)
            painter.drawRoundedRect(
                box.adjusted(-px(GAP) + 0.5, -px(8) + 0.5, px(GAP) - 0.5, px(8) - 0.5), px(8), px(8)
            )

    @staticmethod
    def _bounds(column: Column) -> QRectF:
        bounds = QRectF()
        for cell in column:
            if cell is not None:
                bounds = bounds.united(QRectF(cell.geometry()))
        return bounds


def _stops(cell: QWidget) -> Iterator[Stop]:
    if isinstance(cell, Stop):
        yield cell
    yield from cell.findChildren(Stop)


def _telling(tell: Callable[[object], object], cited: CitedPassage) -> Callable[[], object]:
    return lambda: tell(cited)
