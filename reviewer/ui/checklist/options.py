"""Things to choose one of, such as the findings a criterion may be given: key, shape and words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy

from reviewer.ui.growing import Growing, wrap_in_width
from reviewer.ui.look import SMALL, WRAP, Look, mirrored
from reviewer.ui.shapes import paint_tone, tone_word
from reviewer.ui.staying import mark, stays_down
from reviewer.ui.widgets import Box, enter_clicks

KEY = 22
SHAPE = 16
NINE = 9
ARROWS: dict[int, int] = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
ACROSS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right})


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose: ``tone`` is None where no shape belongs to it; ``note`` stands after the label."""

    key: str
    label: str
    tone: str | None = None
    note: str = ""


class ChoiceOption(Growing, QAbstractButton):
    """One thing to choose. Arrow keys only go to its neighbours, Space and Enter choose it: passing over chooses nothing."""

    passed = Signal(int)
    """The way to the neighbour that an arrow key asks for: 1 or -1."""

    def __init__(self, look: Look, number: int, choice: Choice) -> None:
        """``number`` from 1 is its key with Alt, until another is told."""
        super().__init__()
        self._look = look
        self._number = number
        self.key = choice.key
        self._tone = choice.tone
        words = choice.label + (f" ({tone_word(choice.tone)})" if choice.tone is not None else "")
        self.setText(f"{choice.label} · {choice.note}" if choice.note else choice.label)
        stays_down(self)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        wrap_in_width(self, QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{words}, {choice.note}" if choice.note else words)
        if number <= NINE:
            self.tell_key(self.tr("Alt+{}").format(number))

    def tell_key(self, key: str) -> None:
        """Say by which key it is gone to or chosen, "" for none."""
        self.setAccessibleDescription(key)
        self.setToolTip(key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = ARROWS.get(event.key(), 0)
        if event.key() in ACROSS and self.isRightToLeft():
            step = -step
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.passed.emit(step)
        elif self.isChecked() or not enter_clicks(
            self, event
        ):  # Enter on what is chosen goes on to the dialog
            super().keyPressEvent(event)

    @property
    def _left(self) -> int:
        """Where its words begin."""
        return self._look.px(8 + KEY + 8 + (0 if self._tone is None else SHAPE + 8))

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        px, left = self._look.px, self._left
        high = self._look.high(self.text(), max(width - left - px(10), px(40)), bold=True)
        return max(high + px(10), px(32))

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(160), self._look.px(32))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        palette, px = self._look.palette, self._look.px
        chosen, width = self.isChecked(), 2 if self.hasFocus() else 1
        ground = palette.wash if chosen else palette.sunk if self.underMouse() else palette.surface
        edge = palette.accent if chosen or self.hasFocus() else palette.line
        painter.setPen(QPen(QColor(edge), width))
        painter.setBrush(QColor(ground))
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), px(6), px(6))
        self._paint_key(painter)
        middle = self.height() / 2
        square = QRectF(px(8 + KEY + 8), middle - px(SHAPE) / 2, px(SHAPE), px(SHAPE))
        if self._tone is not None:
            paint_tone(painter, self._there(square), self._tone, palette, ground)
        painter.setFont(self._look.font(bold=chosen))
        painter.setPen(QColor(palette.text))
        words = QRect(self._left, 0, self.width() - self._left - px(6), self.height())
        words = mirrored(words, self.rect(), self.layoutDirection())
        painter.drawText(words, WRAP | int(Qt.AlignmentFlag.AlignVCenter), self.text())

    def _there(self, box: QRectF) -> QRectF:
        return mirrored(box, QRectF(self.rect()), self.layoutDirection())

    def _paint_key(self, painter: QPainter) -> None:
        if self._number > NINE:
            return
        palette, px = self._look.palette, self._look.px
        box = self._there(QRectF(px(8), (self.height() - px(KEY)) / 2, px(KEY), px(KEY)))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(QColor(palette.sunk))
        painter.drawRoundedRect(box, px(4), px(4))
        painter.setPen(QColor(palette.text))
        painter.setFont(self._look.font(SMALL - 1, bold=True))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(self._number))


class ChoiceOptions(Box):
    """Options of which at most one is chosen."""

    option_chosen = Signal(str)

    def __init__(self, look: Look, choices: tuple[Choice, ...], name: str) -> None:
        """``choices`` in the order of their keys; ``name`` is what is chosen here."""
        super().__init__(look, gap=4)
        self._group = QButtonGroup(self)
        self.options = tuple(ChoiceOption(look, number, each) for number, each in enumerate(choices, 1))
        for option in self.options:
            self._group.addButton(option)
            self.add(option)
            option.clicked.connect(self._tell)
            option.passed.connect(self._pass)
        self.setAccessibleName(name)

    def tell_keys(self, key: Callable[[int], str]) -> None:
        """Have each say its key, by its number from 1."""
        for number, option in enumerate(self.options[:NINE], 1):
            option.tell_key(key(number))

    @property
    def chosen(self) -> str:
        """The chosen option's key, or ""."""
        return next((option.key for option in self.options if option.isChecked()), "")

    def choose(self, key: str) -> None:
        """Choose an option, or none with ""."""
        self._group.setExclusive(False)
        for option in self.options:
            mark(option, on=option.key == key)
        self._group.setExclusive(True)

    def press(self, number: int) -> bool:
        """Choose by number from 1; False if there is no such option."""
        if not 1 <= number <= len(self.options):
            return False
        self.options[number - 1].click()
        return True

    def go_to(self, number: int) -> None:
        """Put the cursor on an option by number from 1, where there is one; nothing is chosen."""
        if 1 <= number <= len(self.options):
            self.options[number - 1].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _pass(self, step: int) -> None:
        at = next((at for at, option in enumerate(self.options, 1) if option.hasFocus()), 0)
        self.go_to(at + step)

    def _tell(self) -> None:
        self.option_chosen.emit(self.chosen)
