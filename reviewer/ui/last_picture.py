"""The last picture of a widget, which stands while the next one is got ready: what is painted before that is painted twice."""

from __future__ import annotations

from PySide6.QtCore import QElapsedTimer, QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from reviewer.ui.delay import after

HOLD = 120  # milliseconds for which it may stand while another body is looked up
WORDS = 30  # and then, until the words of its document are here


class LastPicture(QObject):
    """Keeps the picture of one widget for a moment, so that nothing flickers."""

    def __init__(self, widget: QWidget) -> None:
        """Keep none yet; it goes with its widget."""
        super().__init__(widget)
        self._widget = widget
        self._kept = False
        self._since = QElapsedTimer()
        self._timer = after(HOLD, self._let_go, self)

    def keep(self) -> None:
        """Have the widget look as it does until ``let_go_soon`` is called, but not for long, however often it is asked for meanwhile."""
        if not self._kept:
            self._kept = True
            self._since.start()
            self._widget.setUpdatesEnabled(False)
        self._timer.start(max(HOLD - self._since.elapsed(), 0))

    def let_go_soon(self, *, coming: bool = False) -> None:
        """Show what there is once it is laid out; where some of it is ``coming`` still, with that if it is here in a moment."""
        if self._kept:
            self._timer.start(WORDS if coming else 0)

    def rest(self) -> None:
        """Do nothing more: all is being closed."""
        self._timer.stop()

    def _let_go(self) -> None:
        self._kept = False
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        self._widget.setUpdatesEnabled(True)
