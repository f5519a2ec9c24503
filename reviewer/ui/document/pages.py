"""The page view: selecting with mouse and keys, marks and hits on the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QBasicTimer, QEvent, QPoint, QPointF, Qt, QTimerEvent, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QToolTip, QWidget

from reviewer.ui.document.canvas import PageCanvas
from reviewer.ui.document.choosing import Unit
from reviewer.ui.document.colours import Inks
from reviewer.ui.document.fetching import Fetcher
from reviewer.ui.document.finding import Found
from reviewer.ui.document.keys import move_of, number_of
from reviewer.ui.document.shown import Shown, described
from reviewer.ui.document.source import Mark, Range, page_of
from reviewer.ui.document.walking import FORWARD, Move

_STEP = 1.1  # zoom of one notch of the wheel
_NOTCH = 120  # eighths of a degree
_TICK = 40  # milliseconds between two steps of scrolling while a drag is outside


class PageView(PageCanvas):
    """Paged documents; places are ``p1``, ``p2``, … See ``DocumentPane`` for what the signals mean."""

    selection_changed = Signal()
    number_pressed = Signal(int)
    mark_activated = Signal(object)
    left = Signal()  # Escape was pressed and there was nothing to let go of

    def __init__(self, fetcher: Fetcher, inks: Inks, parent: QWidget | None = None) -> None:
        """Take what fetches pages and the colours to paint with."""
        super().__init__(fetcher, inks, parent)
        self._pending: Range | None = None  # where to go as soon as the letters are here
        self._pressed: QPoint | None = None
        self._clicks, self._last_click = 0, QPoint()
        self._scroller, self._third = QBasicTimer(), QBasicTimer()
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setAccessibleName("Document pages")
        self.place_changed.connect(self._describe)
        self.ready.connect(self._go_pending)

    def open(self, shown: Shown) -> None:
        """Show another document from its first page."""
        self._pending = None
        super().open(shown)

    # --- what the pane asks -----------------------------------------------------------------------

    def selected(self) -> Range | None:
        """Return what is selected."""
        return self._choice.range

    def quote(self, chosen: Range) -> str:
        """Return the text of a range, "" while the letters of its page are not here."""
        page = page_of(chosen.place)
        letters = None if page is None else self._letters_of(page)
        return "" if letters is None else letters.text[chosen.start : chosen.end]

    def select(self, chosen: Range) -> None:
        """Select a range and bring it into view."""
        page = page_of(chosen.place)
        if page is not None:
            self._choice.select(page, chosen.start, chosen.end)
            self._go(chosen)
            self._changed()

    def clear_selection(self) -> None:
        """Let go of the selection and the caret."""
        self._choice.clear()
        self._changed()

    def go_to(self, target: Range) -> None:
        """Scroll to a range and ring it; to the start of its page if the range is empty."""
        page = page_of(target.place)
        if page is not None and target.start < target.end:
            self._choice.select(page, target.start, target.start)
            self._changed()
            self._shown.target = target
        self._go(target)

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these."""
        self._shown.mark(marks)
        self._describe()
        self.viewport().update()

    def set_hits(self, found: Found, current: Range | None) -> None:
        """Ring what was found and bring the current one into view."""
        if current is not None and current != self._shown.hit:
            self._go(current)
        self._shown.find(found, current)
        self.viewport().update()

    def _go(self, target: Range) -> None:
        """Show the page at once, and the range on it when its letters are here."""
        page = page_of(target.place)
        if page is None or not 0 <= page < max(1, self.pages):
            return
        self._pending = target
        if self.pages:
            self._go_pending()

    def _go_pending(self) -> None:
        target = self._pending
        page = None if target is None else page_of(target.place)
        if target is None or page is None or page >= self.pages:
            self._pending = None
            return
        if target.start == target.end or self._letters_of(page) is None:
            if (
                page not in self._layout.pages(self._top, self._top + self._high)
                or target.start == target.end
            ):
                self.show_page(page)
            if target.start == target.end:
                self._pending = None
            self.viewport().update()
            return
        self._pending = None
        rects = self._shown.rects(page, target.start, target.end)
        if rects:
            self.bring(page, rects)
        else:
            self.show_page(page)
        self.viewport().update()

    def _letters_came(self, page: int) -> None:
        before = self._choice.range
        super()._letters_came(page)
        if self._choice.range != before:
            self._changed()
        if self._pending is not None and page_of(self._pending.place) == page:
            self._go_pending()

    def _changed(self) -> None:
        self._shown.target = None
        self._describe()
        self.viewport().update()
        self.selection_changed.emit()

    def _describe(self) -> None:
        page = page_of(self.place())
        marks = () if page is None else self._shown.marks(page)
        number = "" if page is None else f"Page {page + 1} of {self.pages}. "
        self.setAccessibleDescription(f"{number}{described(marks)} Press Ctrl+T to read it as text.".strip())

    # --- mouse --------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to select: one click by letters, two by words, three by lines."""
        if event.button() != Qt.MouseButton.LeftButton or not self.pages:
            return
        self._press(event, 1)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Select the word; a third click comes as a press soon after."""
        if event.button() == Qt.MouseButton.LeftButton and self.pages:
            self._press(event, 2)

    def _press(self, event: QMouseEvent, clicks: int) -> None:
        at = event.position().toPoint()
        again = (at - self._last_click).manhattanLength() <= QApplication.startDragDistance()
        third = clicks == 1 and self._clicks == 2 and again and self._third.isActive()  # noqa: PLR2004
        self._clicks = 3 if third else clicks
        self._last_click, self._pressed = at, at
        if self._clicks == 2:  # noqa: PLR2004 - a double click
            self._third.start(QApplication.doubleClickInterval(), self)
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._choice.press(self.spot_at(event.position()), Unit(self._clicks), extend=shift)
        self._changed()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Select as far as the mouse; without a button show what it is over."""
        if self._pressed is None:
            self._point(event.position())
        elif self._choice.page is not None:
            self._drag(event.position())
            outside = not self.viewport().rect().contains(event.position().toPoint())
            if outside and not self._scroller.isActive():
                self._scroller.start(_TICK, self)
            elif not outside:
                self._scroller.stop()

    def _drag(self, at: QPointF) -> None:
        self._choice.drag(self.spot_at(at, self._choice.page))
        self._changed()

    def _point(self, at: QPointF) -> None:
        shape = Qt.CursorShape.ArrowCursor
        if self.pages:
            spot = self.spot_at(at)
            letters = self._letters_of(spot.page)
            if letters is not None and letters.inside(spot.x, spot.y) is not None:
                shape = Qt.CursorShape.IBeamCursor
        self.viewport().setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """End the drag; a click that selected nothing opens the mark under it."""
        self._scroller.stop()
        if self._pressed is None:
            return
        self._pressed = None
        if self._choice.range is None:
            spot = self.spot_at(event.position())
            mark = self._shown.mark_at(spot.page, spot.x, spot.y)
            if mark is not None:
                self.mark_activated.emit(mark)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Scroll on while a drag is held outside the view."""
        if event.timerId() == self._scroller.timerId():
            at = QPointF(self.viewport().mapFromGlobal(self.cursor().pos()))
            beyond = min(0.0, at.y()) + max(0.0, at.y() - self._high)
            self._scroll_by(0, max(-self._high / 2, min(self._high / 2, beyond)))
            self._drag(at)
        elif event.timerId() == self._third.timerId():
            self._third.stop()
        else:
            super().timerEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom about the mouse with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            notches = event.angleDelta().y() / _NOTCH
            self.set_zoom(self.zoom * _STEP**notches, event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell which criterion a mark is for when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent) and self.pages:
            spot = self.spot_at(QPointF(event.pos()))
            mark = self._shown.mark_at(spot.page, spot.x, spot.y)
            QToolTip.showText(event.globalPos(), "" if mark is None else f"{mark.number}  {mark.label}")
            return True
        return super().viewportEvent(event)

    # --- keys ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, select, mark, copy; see the guide's list of keys."""
        number, move = number_of(event), move_of(event)
        if number is not None and self._choice.range is not None:
            self.number_pressed.emit(number)
        elif move is not None and (self._choice.page is not None or move[1]):
            self._walk(*move)
        elif not self._command(event):
            super().keyPressEvent(event)

    def _command(self, event: QKeyEvent) -> bool:
        key, matches = event.key(), event.matches
        if matches(QKeySequence.StandardKey.Copy):
            self._copy()
        elif matches(QKeySequence.StandardKey.SelectAll):
            self._select_page()
        elif key == Qt.Key.Key_F5:
            self.retry()
        elif key == Qt.Key.Key_F7:
            self._toggle_caret()
        elif key in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            self.show_page((page_of(self.place()) or 0) + (1 if key == Qt.Key.Key_PageDown else -1))
        elif key == Qt.Key.Key_Space:
            back = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self._scroll_by(0, (-0.9 if back else 0.9) * self._high)
        elif key in {Qt.Key.Key_Home, Qt.Key.Key_End}:
            self.show_page(0 if key == Qt.Key.Key_Home else self.pages - 1)
        elif key == Qt.Key.Key_Escape and self._choice.page is not None:
            self.clear_selection()
        elif key in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            self._open_mark()
        else:
            return False
        return True

    def _copy(self) -> None:
        chosen = self._choice.range
        if chosen is not None:
            QApplication.clipboard().setText(self.quote(chosen))

    def _select_page(self) -> None:
        page = self._choice.page if self._choice.page is not None else page_of(self.place())
        letters = None if page is None else self._letters_of(page)
        if page is not None and letters is not None:
            self._choice.select(page, 0, len(letters.text))
            self._changed()

    def _open_mark(self) -> None:
        if self._choice.page is not None:
            mark = self._shown.mark_over(self._choice.page, self._choice.head)
            if mark is not None:
                self.mark_activated.emit(mark)

    def _toggle_caret(self) -> None:
        if self._choice.page is None:
            self._put_caret()
        else:
            self._choice.clear()
        self._changed()

    def _put_caret(self) -> None:
        """Put the caret at the first text in view."""
        for page in self._layout.pages(self._top, self._top + self._high):
            letters = self._letters_of(page)
            spot = self.spot_at(QPointF(0, 0), page)
            below = [] if letters is None else [line for line in letters.lines if line.rect.top >= spot.y]
            if below:
                at = min(below, key=lambda line: line.rect.top).start
                self._choice.select(page, at, at)
                return

    def _walk(self, move: Move, extend: bool) -> None:
        if self._choice.page is None:
            self._put_caret()
        page = self._choice.page
        if page is None:
            return
        if not self._choice.walk(move, extend=extend) and not extend:
            other = page + (1 if move in FORWARD else -1)
            if 0 <= other < self.pages and self._letters_of(page) is not None:
                self._choice.enter(other, move)
        self._see_caret()
        self._changed()

    def _see_caret(self) -> None:
        page = self._choice.page
        letters = None if page is None else self._letters_of(page)
        caret = None if letters is None else letters.caret(self._choice.head)
        if page is not None and caret is not None:
            self.bring(page, (caret,))
        elif page is not None and page not in self._layout.pages(self._top, self._top + self._high):
            self.show_page(page)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the caret."""
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Hide the caret."""
        super().focusOutEvent(event)
        self.viewport().update()
