"""What is left before signing, always in sight: one sentence, and it leads there."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from reviewer.desk.snapshot import Snapshot
from reviewer.desk.values import Blocker
from reviewer.desk.words.blockers import left_words
from reviewer.desk.words.language import count
from reviewer.desk.words.letter_states import foot_words
from reviewer.errors import ended
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.look import SMALL, Look
from reviewer.ui.parts import Beside, Box, button
from reviewer.ui.session import SessionModel

SHORT = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop)
WRAP = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignVCenter)


class RemainingButton(QAbstractButton):
    """Two lines of words that can be pressed."""

    def __init__(self, look: Look) -> None:
        """Start with nothing left."""
        super().__init__()
        self._look = look
        self._head, self._line = "", ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def say(self, head: str, line: str) -> None:
        """Say how much is left, and what comes first."""
        self._head, self._line = head, line
        self.setAccessibleName(f"{ended(head)} {line}")
        self.setToolTip(line)
        self.updateGeometry()
        self.update()

    def _heights(self, width: int) -> tuple[int, int]:
        room = QRect(0, 0, max(width - self._look.px(8), 40), 10_000)
        head = QFontMetrics(self._look.font(bold=True)).boundingRect(room, WRAP, self._head).height()
        return head, QFontMetrics(self._look.font(SMALL)).boundingRect(room, WRAP, self._line).height()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return sum(self._heights(width)) + self._look.px(4)

    def sizeHint(self) -> QSize:
        width = max(self.width(), self._look.px(120))
        return QSize(self._look.px(120), self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        head, line = QFontMetrics(self._look.font(bold=True)), QFontMetrics(self._look.font(SMALL))
        widths = [
            *map(head.horizontalAdvance, self._head.split()),
            *map(line.horizontalAdvance, self._line.split()),
        ]
        width = max([self._look.px(72), *widths]) + self._look.px(8)
        return QSize(width, self.heightForWidth(max(self.width(), width)))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self._look.palette
        head, line = self._heights(self.width())
        top = max((self.height() - head - line) // 2, 0)
        left, width = self._look.px(4), self.width() - self._look.px(8)
        painter.setFont(self._look.font(bold=True))
        painter.setPen(QColor(palette.text))
        painter.drawText(QRect(left, top, width, head), WRAP, self._head)
        painter.setFont(self._look.font(SMALL))
        painter.setPen(QColor(palette.muted))
        place = QRect(left, top + head, width, min(line, self.height() - top - head))
        painter.drawText(place, SHORT, _shortened(self._line, QFontMetrics(self._look.font(SMALL)), place))
        if self.hasFocus():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)


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
        self, look: Look, sitting: SessionModel, actions: ActionList, *, preview: bool = True
    ) -> None:
        """With ``preview``, the letter can be opened from here."""
        super().__init__(look, across=True, margins=(12, 8, 16, 8), height=56, role="foot")
        self._sitting = sitting
        self._actions = actions
        self._objections: tuple[str, ...] = ()
        self.sentence = RemainingButton(look)
        self.sentence.clicked.connect(self.lead)
        if preview:
            act = actions["letter.preview"]
            self.preview = button(act.short, lambda: actions.run(act.id), "primary")
            self.preview.setAccessibleDescription(actions.key("view.letter"))
            self.add(Beside(look, self.sentence, self.preview), 1)
        else:
            self.add(self.sentence, 1)
        sitting.language_chosen.connect(self._look_again)

    def _look_again(self) -> None:
        self.refresh(self._sitting.snapshot)

    def object_to_words(self, lines: tuple[str, ...]) -> None:
        """Count what the letter's own words have that blocks signing, beside what is left of judging."""
        if lines != self._objections:
            self._objections = lines
            self._look_again()

    def refresh(self, snapshot: Snapshot) -> None:
        """Say what is left for the chosen body."""
        view = snapshot.view
        if view is None:
            self.sentence.say("", "")
            return
        blockers = view.left_in(self._sitting.language)
        left = (*map(left_words, blockers), *self._objections)
        if left:
            things = count("{n:,} thing left before signing", "{n:,} things left before signing", len(left))
            self.sentence.say(things, left[0])
        else:
            self.sentence.say(*foot_words(view.letters.get(self._sitting.language)))

    def lead(self) -> None:
        """Go to the first thing that is left."""
        view = self._sitting.view
        if view is None:
            return
        if left := view.left_in(self._sitting.language):
            self._lead_to(left[0])
        else:
            self._actions.run("letter.preview")

    def _lead_to(self, blocker: Blocker) -> None:
        if blocker.objection is not None:
            self.paragraph_wanted.emit(blocker.objection.block)
        elif blocker.criterion is not None:
            self.criterion_wanted.emit(blocker.criterion)
        else:
            self.category_wanted.emit()
