"""The few plain widgets that every pane is composed of."""

from __future__ import annotations

from collections.abc import Callable, Collection

from PySide6.QtCore import QElapsedTimer, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QBoxLayout,
    QFrame,
    QLabel,
    QLayout,
    QPlainTextEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from reviewer.ui.growing import is_dressed
from reviewer.ui.look import Look, absolute, margins
from reviewer.ui.reflow import MOST_HEIGHTS, Reflow, act_across, buttons_across, told, turning, whole
from reviewer.ui.scrolling import ScrollArea

Margins = tuple[float, float, float, float]
LATE = 400
"""Milliseconds in which what took the focus may still be put elsewhere by a layout."""


class Box(QFrame):
    """Widgets in a row or column whose gaps grow with the text; None in ``items`` stretches."""

    def __init__(
        self,
        look: Look,
        *items: QWidget | None,
        across: bool = False,
        gap: float = 8,
        margins: Margins = (0, 0, 0, 0),
        role: str = "",
        height: float = 0,
    ) -> None:
        """Lengths are in pixels at 100%; ``height`` is the least one; ``role`` is the style sheet's."""
        super().__init__()
        self._look = look
        self._gap, self._margins, self._height = gap, margins, height
        self.row = self._made_row(across=across)
        if role:
            self.setProperty("role", role)
        for item in items:
            self.add(item)
        self._space()

    def _made_row(self, *, across: bool) -> QBoxLayout:
        """Return the layout of what is put in it."""
        direction = QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom
        return QBoxLayout(direction, self)

    def add(self, item: QWidget | None, stretch: int = 0) -> None:
        """Put a widget (or, with None, a stretch) at the end."""
        if item is None:
            self.row.addStretch(1)
        else:
            self.row.addWidget(item, stretch)

    def set_role(self, role: str) -> None:
        """Take another rule of the style sheet."""
        if self.property("role") != role:
            self.setProperty("role", role)
            restyle(self)

    def _space(self) -> None:
        px = self._look.px
        self.row.setSpacing(px(self._gap))
        before, above, after, below = (px(side) for side in self._margins)
        self.row.setContentsMargins(margins(before, above, after, below, self.layoutDirection()))
        if self._height:
            self.setMinimumHeight(px(self._height))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        turned = {QEvent.Type.StyleChange, QEvent.Type.LayoutDirectionChange}
        if event.type() in turned and hasattr(self, "_height"):
            self._space()


class Turning(Box):
    """A row of buttons that is a column where the row is too wide."""

    def __init__(self, look: Look, *items: QWidget, gap: float = 8) -> None:
        """``items`` stand at the beginning of the row, ``gap`` pixels at 100% between them."""
        super().__init__(look, *items, gap=gap)

    def _made_row(self, *, across: bool) -> QBoxLayout:  # noqa: ARG002 - it is both
        return Reflow(self, turning(buttons_across), whole)


class Beside(Box):
    """Words with a button (or a row of them) beside them, or beneath where that takes less height."""

    def __init__(self, look: Look, words: QWidget, act: QWidget) -> None:
        """``words`` tell how high they are in a width, and the least width that cuts none of them."""
        super().__init__(look, words, act)
        self.row.setAlignment(act, Qt.AlignmentFlag.AlignLeft)

    def _made_row(self, *, across: bool) -> QBoxLayout:  # noqa: ARG002 - it is both
        return Reflow(self, turning(act_across), told)


class Label(QLabel):
    """Plain text, never markup: names and quotes come from outside."""

    def __init__(self, text: str = "", role: str = "", *, wrap: bool = False) -> None:
        """``wrap`` breaks lines; ``role`` is the style sheet's."""
        super().__init__()
        self._heights: dict[int, int] = {}
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setAlignment(self.alignment())
        self.setWordWrap(wrap)
        self.setText(text)
        if role:
            self.setProperty("role", role)
        if wrap:
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(True)
            self.setSizePolicy(policy)
            self.setMinimumWidth(1)

    def heightForWidth(self, width: int) -> int:
        # Layouts within layouts ask for it anew at each of their levels: most of what laying out a window took.
        # Another text, role, font or margin forgets it; ``clear``, ``setMargin`` and ``setWordWrap`` of a shown label would not.
        self.ensurePolished()
        height = self._heights.get(width)
        if height is None:
            if len(self._heights) > MOST_HEIGHTS:
                self._heights.clear()
            # Qt says -1 of no words, which layouts count as nothing; laid out it takes a line all the same.
            asked = super().heightForWidth(width)
            height = self._heights[width] = asked if asked >= 0 else self.minimumSizeHint().height()
        return height

    def setText(self, text: str) -> None:
        self._heights.clear()
        super().setText(text)

    def changeEvent(self, event: QEvent) -> None:
        self._heights.clear()
        super().changeEvent(event)

    def setAlignment(self, alignment: Qt.AlignmentFlag) -> None:
        """Stand where one begins to read in the window: Qt goes by the words, so that a name in other letters stands alone."""
        super().setAlignment(absolute(alignment, self.layoutDirection()))

    def set_role(self, role: str) -> None:
        """Take another rule of the style sheet."""
        if self.property("role") != role:
            self._heights.clear()
            self.setProperty("role", role)
            restyle(self)


ENTER = frozenset({Qt.Key.Key_Return, Qt.Key.Key_Enter})


def enter_clicks(pressed: QAbstractButton, event: QKeyEvent) -> bool:
    """Press a button by Enter, as Space does; False for any other key. Qt has Enter press push buttons in dialogs only."""
    if event.key() not in ENTER or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
        return False
    if not event.isAutoRepeat():  # who holds the key presses once
        pressed.click()
    return True


class Button(QPushButton):
    """A push button that Enter presses wherever it stands."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it on Enter."""
        if not enter_clicks(self, event):
            super().keyPressEvent(event)


def button(
    text: str, clicked: Callable[[], object], role: str = "", *, parent: QWidget | None = None, tip: str = ""
) -> QPushButton:
    """Return a push button that calls ``clicked``."""
    made = Button(
        text
    )  # told a parent as well, if it is none, PySide brings in icons and looks whether the text is one
    if parent is not None:
        made.setParent(parent)
    made.setAutoDefault(False)
    if role:
        made.setProperty("role", role)
    if tip:
        made.setToolTip(tip)
        made.setAccessibleDescription(tip)
    made.clicked.connect(lambda _checked=False: clicked())
    return made


class _Tool(QToolButton):
    """A tool that Enter presses."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not enter_clicks(self, event):
            super().keyPressEvent(event)


def tool(text: str, name: str, keys: str = "", *, checkable: bool = False) -> QToolButton:
    """Return a button of a bar: ``text`` is on it, ``name`` says what it does, ``keys`` does the same by keyboard."""
    made = _Tool()
    made.setProperty("role", "tool")
    made.setText(text)
    made.setAccessibleName(name)
    made.setToolTip(f"{name}   {keys}".rstrip())
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    return made


def restyle(widget: QWidget) -> None:
    """Make the style sheet look at a widget's properties again; one that was not dressed yet is so by those it then has."""
    if not is_dressed(widget):
        return
    widget.style().unpolish(widget)
    widget.style().polish(widget)
    widget.update()


def keep_place(widget: QWidget, *, keeps: bool = True) -> None:
    """Have the place of a widget stay empty while it is hidden."""
    policy = widget.sizePolicy()
    if policy.retainSizeWhenHidden() != keeps:
        policy.setRetainSizeWhenHidden(keeps)
        widget.setSizePolicy(policy)


class Following(ScrollArea):
    """Scrolls to what has the focus in it, however it came by it: Qt does so for Tab alone."""

    def __init__(self) -> None:
        """Begin without a widget."""
        super().__init__()
        self._since = QElapsedTimer()
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._hear)

    def _hear(self, _before: QWidget | None, now: QWidget | None) -> None:
        pressed = QApplication.mouseButtons() != Qt.MouseButton.NoButton  # nothing moves under the mouse
        if now is not None and not pressed and self.isAncestorOf(now):
            self._since.start()
            QTimer.singleShot(0, self, self._follow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow again when what just took the focus is put elsewhere: what is shown anew is laid out later."""
        moved = event.type() in {QEvent.Type.LayoutRequest, QEvent.Type.Resize}
        if moved and watched is self.widget() and self._since.isValid() and self._since.elapsed() < LATE:
            QTimer.singleShot(0, self, self._follow)
        return super().eventFilter(watched, event)

    def _follow(self) -> None:
        now, inside = QApplication.focusWidget(), self.widget()
        if now is None or inside is None or not inside.isAncestorOf(now):
            return
        middle, margin = now.mapTo(inside, now.rect().center()), self.fontMetrics().height() // 2
        half = now.height() // 2 + margin
        if 2 * half <= self.viewport().height():
            self.ensureVisible(middle.x(), middle.y(), 0, half)
        else:
            self.ensureWidgetVisible(now, 0, margin)  # where the caret is, or the row


def scroller(*, role: str = "") -> ScrollArea:
    """Return an empty area that scrolls down what is put into it where that does not fit."""
    area = Following()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    if role:
        area.setProperty("role", role)
    return area


def scrolled(widget: QWidget, *, role: str = "") -> ScrollArea:
    """Return a widget in an area that scrolls down when it does not fit."""
    area = scroller(role=role)
    area.setWidget(widget)
    return area


def empty(layout: QLayout, but: Collection[QWidget] = ()) -> None:
    """Take everything out of a layout and let the widgets go, but for some.

    Not at once: without a parent a widget lives as long as Python knows it, and one of these may be the widget
    whose key press this is.
    """
    at = 0
    while (item := layout.itemAt(at)) is not None:
        widget = item.widget()
        if widget is not None and widget in but:
            at += 1
            continue
        layout.takeAt(at)
        if widget is not None:
            widget.hide()
            widget.setParent(None)
            QTimer.singleShot(0, widget.deleteLater)


class TextBox(QPlainTextEdit):
    """A box for a few sentences: Tab leaves it, Ctrl+Enter is ``submit``."""

    def __init__(self, look: Look, submit: Callable[[], object], lines: int = 3) -> None:
        """``lines`` is its height."""
        super().__init__()
        self._look = look
        self._submit = submit
        self._lines = lines
        self.setTabChangesFocus(True)
        self._fit()

    def _fit(self) -> None:
        line = self.fontMetrics().lineSpacing()
        self.setFixedHeight(line * self._lines + self._look.px(20))

    def changeEvent(self, event: QEvent) -> None:
        """Grow with the text."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.FontChange} and hasattr(self, "_lines"):
            self._fit()

    def event(self, event: QEvent) -> bool:
        """Leave the keys that undo and redo to the window while nothing was typed here: what is shown was not typed now."""
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.ShortcutOverride
            and self._leaves(event)
        ):
            event.ignore()
            return False
        return super().event(event)

    def _leaves(self, event: QKeyEvent) -> bool:
        keys, document = QKeySequence.StandardKey, self.document()
        undoes = event.matches(keys.Undo) and not document.isUndoAvailable()
        return undoes or (event.matches(keys.Redo) and not document.isRedoAvailable())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Submit on Ctrl+Enter."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in ENTER:
            self._submit()
            return
        super().keyPressEvent(event)


class Silence:
    """Keeps a widget's signals in while it is filled: ``with Silence(widget): …``."""

    def __init__(self, *objects: QObject) -> None:
        """Name the objects to keep silent."""
        self._objects = objects
        self._before: list[bool] = []

    def __enter__(self) -> None:
        """Block their signals."""
        self._before = [item.blockSignals(True) for item in self._objects]

    def __exit__(self, *_error: object) -> None:
        """Let their signals out as before."""
        for item, before in zip(self._objects, self._before, strict=True):
            item.blockSignals(before)
