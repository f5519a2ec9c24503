"""The widgets of the screen in their places: what to show, the wall with its keys under it, and the card."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QSizePolicy, QStackedWidget

from reviewer.desk.words.language import say
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.actions.offering import offer_on_rows
from reviewer.ui.elided import Elided
from reviewer.ui.growing import Refit
from reviewer.ui.key_row import HintRow, Hints
from reviewer.ui.look import Look
from reviewer.ui.pieces.card import PieceCard
from reviewer.ui.pieces.model import PieceList
from reviewer.ui.pieces.side import PieceSide
from reviewer.ui.pieces.wall import PieceWall
from reviewer.ui.scrolling import ScrollArea
from reviewer.ui.widgets import Box, Label, button

MENU = (
    "pieces.see", "pieces.type", "pieces.ask", "pieces.again", "", "pieces.open", "pieces.full", "pieces.next",
)  # fmt: skip
SIDE, CARD, SIDE_MOST, CARD_MOST, BAR, TITLE = 280, 376, 0.25, 0.36, 160, 240


class FullSize(ScrollArea):
    """One piece in full size; arrow keys scroll."""

    def __init__(self) -> None:
        """Begin without a picture."""
        super().__init__()
        self._label = QLabel()
        self._label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWidget(self._label)
        self.setWidgetResizable(True)
        self.setProperty("role", "full")
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)

    def show_picture(self, picture: QImage, words: str) -> None:
        """Show a picture; ``words`` tell of it to those who don't see it."""
        self._label.setPixmap(QPixmap.fromImage(picture))
        self.setAccessibleName(words)


class PiecesView(Box):
    """Three columns; the wall gives way to one piece in full size, or to words where there is no piece."""

    def __init__(self, look: Look, model: PieceList, actions: ActionList, hints: Hints) -> None:
        """``hints`` are keys and what they do."""
        super().__init__(look, across=True, gap=0, role="surface")
        self.setSizePolicy(
            QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored
        )  # the bar above keeps its height
        self.side = PieceSide(look)
        self.wall = PieceWall(look, model)
        offer_on_rows(actions, self.wall, MENU)
        self.full = FullSize()
        self.nothing = Label("", "heading", wrap=True)
        self.nothing.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.nothing.setContentsMargins(16, 16, 16, 16)
        self.stack = QStackedWidget()
        for widget in (self.wall, self.full, self.nothing):
            self.stack.addWidget(widget)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Pieces looked at"))
        self.bar.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.counted = Label("", "strong")
        self._whole, self._short = "", ""
        self.add(self.side)
        middle = Box(look, gap=0, role="desk")
        self.add(middle, 1)
        head = Box(look, across=True, gap=12, margins=(16, 0, 16, 0), role="bar", height=44)
        head.add(Elided(self.tr("What could not be read"), "heading"), 1)
        head.add(self.bar)
        head.add(self.counted)
        self.smaller = self._size_button(actions, "pieces.smaller", "−")
        self.larger = self._size_button(actions, "pieces.larger", "+")
        head.add(Box(look, self.smaller, self.larger, across=True, gap=4))
        self.warning = Label("", wrap=True)
        self._notice = Box(look, self.warning, margins=(16, 8, 16, 8), role="notice")
        self._notice.hide()
        self.keys = HintRow(look, hints, ())
        middle.add(head)
        middle.add(self._notice)
        middle.add(self.stack, 1)
        middle.add(self.keys)
        middle.setMinimumWidth(1)
        self.card = PieceCard(look, actions)
        self.add(self.card)
        Refit(self, self._fit)

    def _size_button(self, actions: ActionList, name: str, sign: str) -> QPushButton:
        words = actions[name].plain
        made = button(sign, lambda: actions.run(name), "small", tip=f"{words} ({actions.key(name)})")
        made.setAccessibleName(words)
        return made

    def show_warning(self, words: str) -> None:
        """Say above the wall what holds for all of it; "" for nothing."""
        self.warning.setText(words)
        self._notice.setVisible(bool(words))

    def show_counts(self, looked: int, total: int, waiting: int) -> None:
        """Say how many pieces have been looked at, of those that can be."""
        self.bar.setRange(0, max(total, 1))
        self.bar.setValue(looked)
        self._whole = say("{} of {} looked at").format(looked, total) if total else ""
        self._short = say("{} of {}").format(looked, total) if total else ""
        self.counted.setAccessibleName(self._whole)
        self._fit_bar()
        self.keys.show_place(say("Ctrl+Z undoes") if total else "")
        self.card.show_left(total - looked, waiting)

    def _fit(self) -> None:
        px = self._look.px
        self.side.setFixedWidth(min(px(SIDE), int(self.width() * SIDE_MOST)))
        self.card.setFixedWidth(min(px(CARD), int(self.width() * CARD_MOST)))
        self.bar.setFixedWidth(px(BAR))
        self._fit_bar()

    def _fit_bar(self) -> None:
        """Show the bar where there is room for it beside the words, and these in full where there is room for them."""
        middle = self.width() - self.side.width() - self.card.width()
        sizes = self.smaller.sizeHint().width() + self.larger.sizeHint().width()
        left = middle - sizes - self._look.px(TITLE)
        wide = self.counted.fontMetrics().horizontalAdvance(self._whole)
        short = self.counted.fontMetrics().horizontalAdvance(self._short)
        self.counted.setVisible(short <= left)
        self.counted.setText(self._whole if wide <= left else self._short)
        self.bar.setVisible(bool(self._whole) and wide + self._look.px(BAR) <= left)
