"""A field for words that narrow what is shown. They stay as typed for the sitting."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from reviewer.ui.look import Look, mirrored
from reviewer.ui.widgets import Label

FIELD, FIELD_LEAST = 216, 112


class FilterField(QLineEdit):
    """Words that are to stand in what is shown. Escape empties it, and leaves it when it is empty; Down and Enter go to what is shown."""

    left = Signal()
    focused = Signal(bool)

    def __init__(self, look: Look, words: str, key: str = "/", *, wide: bool = False) -> None:
        """``words`` say what is filtered; ``key`` goes to it and is shown in it, "" if none does; ``wide`` takes what room there is."""
        super().__init__()
        self._look, self._wide = look, wide
        self.setPlaceholderText(words)
        self.setAccessibleName(words)
        self._key = Label(key, "key")
        self._key.setParent(self)
        self._key.setAccessibleName("")
        self._fit()
        self.textChanged.connect(self._place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
        elif event.key() in {Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _place(self) -> None:
        size = self._key.sizeHint()
        cap = QRect(
            QPoint(self.width() - size.width() - self._look.px(6), (self.height() - size.height()) // 2), size
        )
        self._key.setGeometry(mirrored(cap, self.rect(), self.layoutDirection()))
        width = (
            self.fontMetrics().horizontalAdvance(self.placeholderText()) + self._look.px(24) + size.width()
        )
        self._key.setVisible(
            bool(self._key.text()) and not self.text() and not self.hasFocus() and self.width() >= width
        )

    def _fit(self) -> None:
        self.setMinimumWidth(self._look.px(FIELD_LEAST))
        if not self._wide:
            self.setMaximumWidth(self._look.px(FIELD))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() in {QEvent.Type.FocusIn, QEvent.Type.FocusOut} and hasattr(self, "_key"):
            self._place()
            self.focused.emit(event.type() == QEvent.Type.FocusIn)
        return done

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange and hasattr(self, "_key"):
            self._fit()
            self._place()
