"""What is left before signing, always in sight: one sentence, and it leads there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy

from reviewer.desk.snapshot import Snapshot
from reviewer.desk.values import DIFFERING, Blocker
from reviewer.desk.words.blockers import left_words
from reviewer.desk.words.language import count
from reviewer.desk.words.letter_states import foot_words
from reviewer.errors import ended
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.growing import Growing
from reviewer.ui.look import SMALL, Look, mirrored
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Beside, Box, button
from reviewer.ui.words import shortened

SHORT = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)
MARK = 20
MOST = 110  # letters of a thing in the list; its tip has all of them


class RemainingButton(Growing, QAbstractButton):
    """Two lines of words that can be pressed; where there is a list behind them, a mark at their end, and Down, open it."""

    list_wanted = Signal()

    def __init__(self, look: Look) -> None:
        """Start with nothing left."""
        super().__init__()
        self._look = look
        self._head, self._line = "", ""
        self._more = False  # whether there is a list
        self._waits = False  # whether all that it says is of before
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, head: str, line: str, *, more: bool = False) -> None:
        """Say how much is left, and what comes first; with ``more`` there is a list of it."""
        if (head, line, more, False) == (self._head, self._line, self._more, self._waits):
            return
        self._head, self._line, self._more, self._waits = head, line, more, False
        self.setAccessibleDescription(self.tr("Down lists all of them") if more else "")
        self.setAccessibleName(f"{ended(head)} {line}")
        self.setToolTip(line)
        self.updateGeometry()
        self.update()

    def wait(self) -> None:
        """Say nothing until the next words are here; it stays as high as it is, so that nothing is laid out for that while."""
        self._waits = True
        self.setAccessibleDescription("")
        self.setAccessibleName("")
        self.setToolTip("")
        self.update()

    @property
    def _mark(self) -> int:
        """How wide the mark at the end is, 0 without a list."""
        return self._look.px(MARK) if self._more else 0

    def _mark_place(self) -> QRect:
        return self._there(QRect(self.width() - self._mark, 0, self._mark, self.height()))

    def _there(self, box: QRect) -> QRect:
        return mirrored(box, self.rect(), self.layoutDirection())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._more and event.key() == Qt.Key.Key_Down:
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._more and self._mark_place().contains(event.position().toPoint()):
            self.list_wanted.emit()
        else:
            super().mousePressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self._more:
            event.accept()
            self.list_wanted.emit()

    def _heights(self, width: int) -> tuple[int, int]:
        room = max(width - self._look.px(8) - self._mark, 40)
        return self._look.high(self._head, room, bold=True), self._look.high(self._line, room, SMALL)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width)) + self._look.px(4)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._look.px(120))
        return QSize(self._look.px(120), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        widths = [
            *(self._look.wide(word, bold=True) for word in self._head.split()),
            *(self._look.wide(word, SMALL) for word in self._line.split()),
        ]
        width = max([self._look.px(72), *widths]) + self._look.px(8) + self._mark
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        if not self._waits:
            self._paint_words(painter)
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(self._look.palette.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)

    def _paint_words(self, painter: QPainter) -> None:
        palette = self._look.palette
        head, line = self._heights(self.width())
        top = max((self.height() - head - line) // 2, 0)
        left, width = self._look.px(4), self.width() - self._look.px(8) - self._mark
        painter.setFont(self._look.font(bold=True))
        painter.setPen(QColor(palette.text))
        painter.drawText(self._there(QRect(left, top, width, head)), WRAP, self._head)
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(palette.muted))
        place = self._there(QRect(left, top + head, width, min(line, self.height() - top - head)))
        painter.drawText(place, SHORT, _shortened(self._line, QFontMetrics(self._look.font(SMALL)), place))
        if self._more:
            painter.setFont(self._look.font(bold=True))
            painter.drawText(self._mark_place(), int(Qt.AlignmentFlag.AlignCenter), "▾")


def _shortened(words: str, metrics: QFontMetrics, place: QRect) -> str:
    """Return as many words as there are whole lines for, and that there are more: half a line can't be read."""
    shown, least = words.split(), metrics.lineSpacing()
    said = words
    while shown and metrics.boundingRect(QRect(0, 0, place.width(), 10_000), SHORT, said).height() > max(
        place.height(), least
    ):
        shown.pop()
        said = f"{' '.join(shown)}…"
    return said


class RemainingPane(Box):
    """The foot of the checklist and of the letter."""

    criterion_wanted = Signal(str)
    category_wanted = Signal()
    paragraph_wanted = Signal(str)

    def __init__(
        self, look: Look, session: SessionModel, actions: ActionList, *, preview: bool = True
    ) -> None:
        """With ``preview``, the letter can be opened from here."""
        super().__init__(look, across=True, margins=(12, 8, 16, 8), height=56, role="foot")
        self._session = session
        self._actions = actions
        self._objections: tuple[str, ...] = ()
        self.sentence = RemainingButton(look)
        self.sentence.clicked.connect(self.lead)
        self.sentence.list_wanted.connect(self.open_list)
        self._led: Blocker | None = None  # to what one was led last
        session.body_chosen.connect(self._begin_again)
        if preview:
            act = actions["letter.preview"]
            self.preview = button(act.short, lambda: actions.run(act.id), "primary")
            self.preview.setAccessibleDescription(actions.key("view.letter"))
            self.add(Beside(look, self.sentence, self.preview), 1)
        else:
            self.add(self.sentence, 1)
        session.language_chosen.connect(self._look_again)

    def _look_again(self) -> None:
        self.refresh(self._session.snapshot)

    def object_to_words(self, lines: tuple[str, ...]) -> None:
        """Count what the letter's own words have that blocks signing, beside what is left of judging."""
        if lines != self._objections:
            self._objections = lines
            self._look_again()

    def refresh(self, snapshot: Snapshot) -> None:
        """Say what is left for the chosen body."""
        view = snapshot.view
        if view is None:
            self.sentence.wait()
            return
        blockers = view.left_in(self._session.language)
        left = (*map(left_words, blockers), *self._objections)
        if left:
            things = count("{n:,} thing left before signing", "{n:,} things left before signing", len(left))
            self.sentence.say(things, left[0], more=len(left) > 1)
        else:
            self.sentence.say(*foot_words(view.letters.get(self._session.language)))

    def lead(self) -> None:
        """Go to the first thing that is left; pressed again while that is left still, to the next one."""
        view = self._session.view
        if view is None:
            return
        left = view.left_in(self._session.language)
        if left:
            at = left.index(self._led) + 1 if self._led in left else 0
            self._lead_to(left[at % len(left)])
        else:
            self._actions.run("letter.preview")

    def _begin_again(self) -> None:
        self._led = None

    def open_list(self) -> None:
        """List all that is left; what is chosen in the list is gone to."""
        view = self._session.view
        if view is None:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.setAccessibleName(self.tr("What is left before signing"))
        menu.setToolTipsVisible(True)
        for blocker in view.left_in(self._session.language):
            self._list(menu, left_words(blocker), partial(self._lead_to, blocker))
        for line in self._objections:
            self._list(menu, line, partial(self._actions.run, "letter.preview"))
        if menu.actions():
            menu.setActiveAction(menu.actions()[0])
            menu.popup(self.mapToGlobal(QPoint(0, -menu.sizeHint().height())))

    @staticmethod
    def _list(menu: QMenu, words: str, lead: Callable[[], object]) -> None:
        entry = menu.addAction(shortened(words, MOST).replace("&", "&&"))
        entry.setToolTip(words)
        entry.triggered.connect(lambda _checked: lead())

    def _lead_to(self, blocker: Blocker) -> None:
        self._led = blocker
        if blocker.objection is not None:
            self.paragraph_wanted.emit(blocker.objection.block)
        elif blocker.code in DIFFERING:
            where = {"body": self._session.body, "criterion": blocker.criterion or ""}
            self._session.go("conflicts", where)
        elif blocker.criterion is not None:
            self.criterion_wanted.emit(blocker.criterion)
        else:
            self.category_wanted.emit()
