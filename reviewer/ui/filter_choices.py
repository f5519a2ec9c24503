"""Lists to choose from that narrow where a search looks. They stay as chosen for the sitting."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QWheelEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QComboBox,
    QSizePolicy,
    QStyle,
    QStyleOptionComboBox,
    QStylePainter,
    QWidget,
)

from reviewer.desk.words.kinds import group_words
from reviewer.model import Group
from reviewer.ui.look import Look, mirrored
from reviewer.ui.reflow import Reflow, in_lines
from reviewer.ui.session_model import SessionModel
from reviewer.ui.widgets import Box, Silence, button

if TYPE_CHECKING:
    from reviewer.desk.search import Question

WIDTH, LETTERS = 176, 6


class Choice(QComboBox):
    """A list to choose one thing from: what has no room ends in an ellipsis, and an arrow says that there is more."""

    def __init__(self, look: Look, name: str) -> None:
        """``name`` is for the tool tip and for who can't see it."""
        super().__init__()
        self._look = look
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(LETTERS)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        return QSize(self._look.px(WIDTH), super().sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, option = QStylePainter(self), QStyleOptionComboBox()
        self.initStyleOption(option)
        control, field = QStyle.ComplexControl.CC_ComboBox, QStyle.SubControl.SC_ComboBoxEditField
        width = self.style().subControlRect(control, option, field, self).width()
        text = self.fontMetrics().elidedText(self.currentText(), Qt.TextElideMode.ElideRight, width)
        option.currentText = text
        painter.drawComplexControl(control, option)
        painter.drawControl(QStyle.ControlElement.CE_ComboBoxLabel, option)
        self._paint_arrow(painter)

    def _paint_arrow(self, painter: QPainter) -> None:
        half, middle = self._look.px(4), self.height() // 2
        arrow = QRect(self.width() - self._look.px(14) - half, 0, 2 * half + 1, 1)
        right = mirrored(arrow, self.rect(), self.layoutDirection()).left() + half
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._look.palette.muted), max(1.5, half / 3)))
        points = (
            (right - half, middle - half // 2),
            (right, middle + half // 2),
            (right + half, middle - half // 2),
        )
        painter.drawPolyline([QPoint(*point) for point in points])

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # whoever scrolls over it chooses nothing


class FilterRow(Box):
    """Three lists to choose from, then what else is offered, in as many lines as it takes; Tab goes through them."""

    chosen = Signal()

    def __init__(self, look: Look, session: SessionModel, *more: QWidget) -> None:
        """``more`` stand at the end of the row."""
        super().__init__(look, margins=(16, 0, 12, 0))
        case = session.desk.case
        bodies = self.tr("All {}").format(case.inspection.body_noun[1])
        criteria = enumerate(case.framework.criteria, start=1)
        self.body = self._choice(
            self.tr("Whose documents"), bodies, ((body.name, body.code) for body in case.bodies)
        )
        self.kind = self._choice(
            self.tr("Kind of document"),
            self.tr("Any kind"),
            ((group_words(group), group.value) for group in Group),
        )
        self.criterion = self._choice(
            self.tr("In documents with passages tied to"),
            self.tr("Any criterion"),
            ((f"{number}. {criterion.title}", criterion.key) for number, criterion in criteria),
        )
        self.everywhere = button(self.tr("Everywhere"), self.open_up, "quiet")
        self.everywhere.setAccessibleDescription(self.tr("Takes all three filters off"))
        for offered in (self.everywhere, *more):
            offered.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        for item in (self.everywhere, *more):
            self.add(item)
        self._tell_narrow()

    def _made_row(self, *, across: bool) -> QBoxLayout:  # noqa: ARG002 - as many lines as it takes
        return Reflow(self, in_lines)

    def _choice(self, name: str, all_of_them: str, items: Iterable[tuple[str, str]]) -> Choice:
        box = Choice(self._look, name)
        box.addItem(all_of_them, "")
        for words, key in items:
            box.addItem(words, key)
        widest = max(box.fontMetrics().horizontalAdvance(box.itemText(row)) for row in range(box.count()))
        box.view().setMinimumWidth(widest + self._look.px(48))
        box.currentIndexChanged.connect(self._choose)
        self.add(box)
        return box

    @property
    def narrow(self) -> bool:
        """Whether the search looks at some documents only."""
        return any(box.currentIndex() > 0 for box in self._boxes)

    @property
    def _boxes(self) -> tuple[Choice, ...]:
        return self.body, self.kind, self.criterion

    def question(self, words: str, *, growing: bool) -> Question:
        """Return the question that asks for these words where the filters say."""
        from reviewer.desk.search import Question

        body, kind, criterion = (str(box.currentData()) for box in self._boxes)
        return Question(words, body, kind, criterion, growing)

    def choose_body(self, code: str) -> None:
        """Look in one body's documents, of any kind and criterion; the caller asks."""
        with Silence(*self._boxes):
            self.body.setCurrentIndex(max(0, self.body.findData(code)))
            self.kind.setCurrentIndex(0)
            self.criterion.setCurrentIndex(0)
        self._tell_narrow()

    def open_up(self) -> None:
        """Look everywhere."""
        self.choose_body("")
        self.body.setFocus()
        self.chosen.emit()

    def _choose(self, _row: int) -> None:
        self._tell_narrow()
        self.chosen.emit()

    def _tell_narrow(self) -> None:
        self.everywhere.setVisible(self.narrow)
