"""The document as text in a real text widget, which is what assistive technology can read.

The widget keeps Qt's version of the text; every quote and every offset is taken from the parts' own text.
Nothing in it is a link, and nothing is ever loaded: it knows plain text only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence

from PySide6.QtCore import QEvent, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QHelpEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QResizeEvent,
    QTextCursor,
    QWheelEvent,
)
from PySide6.QtWidgets import QPlainTextEdit, QToolTip, QWidget

from reviewer.model import DocumentText, Group, kind_named
from reviewer.ui.delay import after
from reviewer.ui.document.document_source import Mark, Range
from reviewer.ui.document.filling import Parts, Placed
from reviewer.ui.document.hit_finder import Hits
from reviewer.ui.document.inline import OBJECT, InlinePictures
from reviewer.ui.document.selection import Unit
from reviewer.ui.document.shown import described
from reviewer.ui.document.spacing import SpacedLayout
from reviewer.ui.document.stretches import Stretch, beside, paragraphs, sentences
from reviewer.ui.document.text_formats import Touch, touches
from reviewer.ui.document.text_zoom import within, zoomed_font
from reviewer.ui.theme import Palette

_SLICE = 0.008  # seconds of the screen's thread at a time
_MEASURE = 96  # characters a line, beyond which the eye loses its way back
_TAB = 14  # characters between tab stops
_STEP, _NOTCH = 1.1, 120
_BY_LINES = frozenset({Group.WORD, Group.SLIDES, Group.EXCEL, Group.WEB})
"""The kinds in whose text each line is a paragraph."""
_APART = 0.5  # of a line: the space under a paragraph
_SOON = 20  # milliseconds after which pictures that were painted as empty frames are asked for


class TextView(QPlainTextEdit):
    """Any document as text by parts. See ``DocumentPane`` for what the signals mean."""

    selection_changed = Signal()
    place_changed = Signal(str)
    zoom_changed = Signal()
    pictures_wanted = Signal(object)
    mark_activated = Signal(object)

    def __init__(self, palette: Palette, parent: QWidget | None = None) -> None:
        """Take the theme's colours."""
        super().__init__(parent)
        self._colours = palette
        self._laid = SpacedLayout(self.document())
        self.document().setDocumentLayout(self._laid)
        self._parts = Parts(self.document())
        self._marks: Sequence[Mark] = ()
        self._hits = Hits()
        self._hit: Range | None = None
        self._target: Range | None = None
        self._work: Iterator[None] = iter(())
        self._later: tuple[str, Callable[[Placed], None]] | None = None
        self._timer = QTimer(self)
        self._timer.timeout.connect(lambda: self._fill(time.monotonic() + _SLICE))
        self._zoom, self._place, self._measured = 1.0, "", True
        self._apart = False  # whether there is space between paragraphs
        self._wrapped = False  # whether lines were ended where they were full
        self._pressed: QPoint | None = None
        self._pictures = InlinePictures(self, self._room, self._miss)
        self._laid.registerHandler(OBJECT, self._pictures)
        self._missed: dict[str, None] = {}
        self._ask = after(_SOON, self._ask_for_pictures, self)
        self.setProperty("role", "document")
        self.setReadOnly(True)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setFrameShape(self.Shape.NoFrame)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setAccessibleName(self.tr("Document text"))
        self.document().setDocumentMargin(16)
        self.selectionChanged.connect(self.selection_changed)
        self.cursorPositionChanged.connect(self._describe)
        self.cursorPositionChanged.connect(self._tell_place)
        self.verticalScrollBar().valueChanged.connect(self._on_scroll)

    # --- what the pane asks -----------------------------------------------------------------------

    def open(self, text: DocumentText) -> None:
        """Show another document; it is put in bit by bit while the screen stays awake."""
        self._marks, self._hits, self._hit, self._target = (), Hits(), None, None
        group = kind_named(text.kind).group
        self._measured, self._wrapped = group is not Group.EXCEL, group not in _BY_LINES
        wrap = self.LineWrapMode.WidgetWidth if self._measured else self.LineWrapMode.NoWrap
        self.setLineWrapMode(wrap)
        self._apart = group is Group.WORD
        self._fit()
        self._place, self._later = "", None
        self._pictures.forget()
        self._missed.clear()
        self._work = self._parts.fill(text)
        self._fill(time.monotonic() + _SLICE)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        self._timer.start(0)

    def stop(self) -> None:
        """Put in no more."""
        self._timer.stop()

    @property
    def filling(self) -> bool:
        """Whether some of the text is still to be put in."""
        return self._timer.isActive()

    def set_colours(self, palette: Palette) -> None:
        """Paint with other colours from now on."""
        self._colours = palette
        self._pictures.ink = QColor(palette.line)
        self._touch()

    def set_picture(self, place: str, image: QImage) -> None:
        """Show a picture that was asked for."""
        at = self._parts.pictures.get(place)
        self._missed.pop(place, None)
        if at is not None:
            self._pictures.put(place, image)
            self.document().markContentsDirty(at, 1)

    def _miss(self, place: str) -> None:
        """Ask for a picture that is in view, with others that are; not while it is painted."""
        if place not in self._missed:
            self._missed[place] = None
            self._ask.start()

    def _ask_for_pictures(self) -> None:
        self.pictures_wanted.emit(tuple(self._missed))

    def _room(self) -> int:
        return self.viewport().width() - round(2 * self.document().documentMargin())

    def selected(self) -> Range | None:
        """Return what is selected, inside the part where the selection began."""
        cursor = self.textCursor()
        return self._parts.range(cursor.anchor(), cursor.position())

    def quote(self, chosen: Range) -> str:
        """Return the part's own text of a range."""
        part = self._parts.of(chosen.place)
        return "" if part is None else part.text.text[chosen.start : chosen.end]

    def select(self, chosen: Range) -> None:
        """Select a range and bring it into view."""
        self._when_in(chosen.place, lambda part: self._put_cursor(*part.units(chosen.start, chosen.end)))

    def go_to(self, target: Range) -> None:
        """Scroll to a range, which is shown by a wash, or to the head of its part if it is empty."""
        self._when_in(target.place, lambda part: self._go(part, target))

    def _go(self, part: Placed, target: Range) -> None:
        self._target = target if target.start < target.end else None
        at = part.units(target.start, target.start)[0] if self._target else part.head
        self._put_cursor(at, at)
        if self._target is None:
            self.verticalScrollBar().setValue(self.document().findBlock(at).firstLineNumber())
        self._touch()

    def set_marks(self, marks: Sequence[Mark]) -> None:
        """Highlight these."""
        self._marks = tuple(marks)
        self._touch()
        self._describe()

    def set_hits(self, hits: Hits, current: Range | None) -> None:
        """Show what was found and bring the current one into view."""
        moved = current is not None and current != self._hit
        self._hits, self._hit = hits, current
        if moved and current is not None:
            start = current.start
            self._when_in(current.place, lambda part: self._put_cursor(*part.units(start, start)))
        self._touch()

    def place(self) -> str:
        """Return the place of the cursor while that is in view, else the one at the top."""
        seen = self.viewport().rect().intersects(self.cursorRect())
        part = self._parts.at(self.textCursor().position() if seen else self.firstVisibleBlock().position())
        return "" if part is None else part.place

    @property
    def zoom(self) -> float:
        """The zoom; 1.0 is the window's own text size."""
        return self._zoom

    def set_zoom(self, zoom: float) -> None:
        """Show larger or smaller letters."""
        self._zoom = within(zoom)
        font = zoomed_font(self._zoom)
        self.setFont(font)
        self.document().setDefaultFont(font)
        self._fit()
        self.zoom_changed.emit()

    def reset_zoom(self) -> None:
        """Show letters of the window's own size."""
        self.set_zoom(1.0)

    def step(self, unit: Unit, *, forward: bool) -> None:
        """Select the sentence or paragraph that one is in, then the next or the one before, onto the next part too."""
        cursor = self.textCursor()
        first, last = cursor.selectionStart(), cursor.selectionEnd()
        if not self.viewport().rect().intersects(self.cursorRect()):
            first = last = self.firstVisibleBlock().position()
        part = self._parts.at(first)
        chosen = (0, 0) if part is None else part.points(first, last)
        while part is not None:
            stretch = self._beside(part, chosen, unit, forward=forward)
            if stretch is not None:
                start, end = part.units(*stretch)
                cursor.setPosition(start)
                cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
                self.setTextCursor(cursor)
                return
            part = self._parts.after(part, 1 if forward else -1)
            at = 0 if part is None or forward else len(part.text.text)
            chosen = (at, at)

    def _beside(self, part: Placed, chosen: Stretch, unit: Unit, *, forward: bool) -> Stretch | None:
        text = part.text.text
        stretches = paragraphs(text, wrapped=self._wrapped, near=chosen[1] if forward else chosen[0])
        if unit is Unit.SENTENCE:
            stretches = (each for start, end in stretches for each in sentences(text, start, end))
        return beside(stretches, *chosen, forward=forward)

    # --- inside ---------------------------------------------------------------------------------

    def _fill(self, until: float) -> None:
        while time.monotonic() < until:
            if next(self._work, self) is self:
                self._timer.stop()
                break
        if self._later is not None:
            self._when_in(*self._later)
        self._touch()
        self._tell_place()

    def _when_in(self, place: str, act: Callable[[Placed], None]) -> None:
        """Do something with a part as soon as it is put in; only what was asked for last is kept."""
        part = self._parts.of(place)
        self._later = (place, act) if part is None else None
        if part is not None:
            act(part)

    def _put_cursor(self, anchor: int, position: int) -> None:
        cursor = self.textCursor()
        cursor.setPosition(anchor)
        cursor.setPosition(position, QTextCursor.MoveMode.KeepAnchor)
        self.setTextCursor(cursor)
        self.centerCursor()

    def _visible(self) -> tuple[int, int]:
        """Return the widget positions of the first and last letter in view, and a screen beyond."""
        corner = self.viewport().rect().bottomRight() + QPoint(0, self.viewport().height())
        return self.firstVisibleBlock().position(), self.cursorForPosition(corner).position()

    def _touch(self) -> None:
        """Colour what is in view: marks, hits, the current hit, and what was led to."""
        first, last = self._visible()
        wanted: list[Touch] = [Touch(mark.number, mark.place, mark.start, mark.end) for mark in self._marks]
        for part in self._parts:
            if part.head <= last and part.end >= first:
                start, end = part.points(first, last + 1)
                near = self._hits.between(part.place, max(0, start - 200), end + 1)
                wanted.extend(Touch.hit(hit, current=hit == self._hit) for hit in near)
        if self._target is not None:
            wanted.append(Touch.target(self._target))
        self.setExtraSelections(touches(wanted, self._parts, self.document(), self._colours))

    def _on_scroll(self) -> None:
        if len(self._hits):
            self._touch()
        self._tell_place()

    def _tell_place(self) -> None:
        place = self.place()
        if place and place != self._place:
            self._place = place
            self.place_changed.emit(place)

    def _mark_at(self, unit: int) -> Mark | None:
        part = self._parts.at(unit)
        if part is None:
            return None
        point, _ = part.points(unit, unit)
        over = [m for m in self._marks if m.place == part.place and m.start <= point < m.end]
        return min(over, key=lambda mark: mark.end - mark.start, default=None)

    def _describe(self) -> None:
        mark = self._mark_at(self.textCursor().position())
        self.setAccessibleDescription("" if mark is None else described([mark]))

    def _fit(self) -> None:
        """Keep lines to a length that reads well, with tab stops that line up."""
        advance = self.fontMetrics().averageCharWidth()
        self.setTabStopDistance(_TAB * advance)
        self._laid.space = self.fontMetrics().height() * _APART if self._apart else 0.0
        spare = (self.width() - _MEASURE * advance) // 2 if self._measured else 0
        self.setViewportMargins(max(0, spare), 0, max(0, spare), 0)

    # --- events ---------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the measure."""
        super().resizeEvent(event)
        self._fit()
        room = self.viewport().size()
        if (
            room != event.size()
        ):  # of other margins Qt says nothing while the view comes into sight: lines would be too long
            super().resizeEvent(QResizeEvent(room, event.size()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open a mark with Enter; the rest is Qt's own."""
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter}:
            mark = self._mark_at(self.textCursor().position())
            if mark is not None:
                self.mark_activated.emit(mark)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember where, to tell a click from a drag."""
        self._pressed = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the mark that was clicked on."""
        super().mouseReleaseEvent(event)
        at = event.position().toPoint()
        if self._pressed == at and not self.textCursor().hasSelection():
            mark = self._mark_at(self.cursorForPosition(at).position())
            if mark is not None:
                self.mark_activated.emit(mark)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Zoom with Ctrl, else scroll."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.set_zoom(self._zoom * _STEP ** (event.angleDelta().y() / _NOTCH))
            event.accept()
        else:
            super().wheelEvent(event)

    def viewportEvent(self, event: QEvent) -> bool:
        """Tell which criterion a mark is for when the mouse rests on it."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            mark = self._mark_at(self.cursorForPosition(event.pos()).position())
            QToolTip.showText(event.globalPos(), "" if mark is None else f"{mark.number}  {mark.label}")
            return True
        return super().viewportEvent(event)

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy the parts' own text: Qt's copy has its no-break spaces rewritten."""
        cursor, data = self.textCursor(), QMimeData()
        data.setText(self._parts.text(cursor.selectionStart(), cursor.selectionEnd()))
        return data

    def canInsertFromMimeData(self, _source: QMimeData) -> bool:
        """Take nothing that is dropped or pasted."""
        return False
