"""What dialogs are made of: a form that complains in place, and a field for a path."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from reviewer.desk.typed_paths import typed_path
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import WrongUseError
from reviewer.ui.actions.listener import hear_menu_keys
from reviewer.ui.help.lookup import hear_help
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, button, restyle, scrolled

WIDTH, NARROW, STEP = 520, 320, 40
"""How wide a form with fields or a list is, how narrow one of words may be, and by how much widths are tried, in pixels at 100%."""


FIELDS = (QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit)
"""What is typed into or chosen from: with these a dialog has room for what comes."""


class PathField(Box):
    """A line to type a path into, and a button that browses; ``chosen`` is emitted when a path was browsed for."""

    chosen = Signal()

    def __init__(
        self, look: Look, mode: QFileDialog.FileMode, title: str, pattern: str = "*", *, save: bool = False
    ) -> None:
        """``mode`` tells files from folders; ``pattern`` narrows the choice; ``save`` asks for a new name.

        Whoever takes files beside folders adds a button of ``browse_for``.
        """
        super().__init__(look, across=True)
        self._mode, self._title, self._pattern, self._save = mode, title, pattern, save
        self.field = QLineEdit()
        self.browse = button(self.tr("Browse…"), self._browse)
        self.browse.setAccessibleName(self.tr("Browse for {}").format(title))
        self.add(self.field, 1)
        self.add(self.browse)
        self.setFocusProxy(self.field)

    @property
    def path(self) -> Path | None:
        """The path that was typed or chosen; None where there is none, or it leads nowhere, which ``problem`` says."""
        return None if self.problem or not self.field.text().strip() else typed_path(self.field.text())

    @property
    def problem(self) -> str:
        """Why the path that was typed can't be one, and what to do; "" where it can."""
        if not (words := self.field.text().strip()):
            return ""
        try:
            path = typed_path(words)
        except WrongUseError as error:
            return error_words(error)
        if self._save and not path.name:
            return say("{path} has no name of its own. Write one behind it.", path=words)
        return ""

    def set_path(self, path: Path | None) -> None:
        """Fill the field."""
        self.field.setText("" if path is None else str(path))

    def _browse(self) -> None:
        self.browse_for(self._mode, self._title, self._pattern)

    def browse_for(self, mode: QFileDialog.FileMode, title: str, pattern: str) -> None:
        """Let a file or folder of this sort be chosen."""
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.setNameFilter(f"{title} ({pattern})")
        if self._save:
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(self._pattern.removeprefix("*."))
            # The form says it when a file is there already: nothing that it makes replaces one.
            dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)
        if self.path is not None:
            dialog.setDirectory(str(self.path.parent))
        dialog.fileSelected.connect(self._take)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _take(self, chosen: str) -> None:
        self.set_path(Path(chosen))
        self.chosen.emit()


class Form(QDialog):
    """Lines of label and field, one complaint in words, and two buttons. It scrolls when it does not fit.

    ``help`` is the page of the guide that belongs to it, with "#" and a heading if one is meant.
    """

    help = ""

    def __init__(self, look: Look, title: str, parent: QWidget) -> None:
        """``title`` is the dialog's."""
        super().__init__(parent)
        self._look = look
        hear_help(self)
        hear_menu_keys(self)
        self.setWindowTitle(title)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._lines = Box(look, gap=4, margins=(20, 16, 20, 8), role="surface")
        self._lines.add(Label(title, "heading", wrap=True))
        self._complaint = Label("", "bad", wrap=True)
        self._complaint.setContentsMargins(look.px(20), 0, look.px(20), 0)
        self._complaint.hide()
        self.buttons = QDialogButtonBox()
        self._column = layout = QVBoxLayout(self)
        self._wide, self._seen = float(WIDTH), False
        layout.setContentsMargins(0, 0, 0, look.px(12))
        self._area = scrolled(self._lines)
        self._area.setMinimumHeight(look.px(24))  # Qt would give it more than a line of words asks for
        layout.addWidget(self._area, 1)
        layout.addWidget(self._complaint)
        self._foot = Box(look, margins=(20, 4, 20, 0))
        self._foot.add(self.buttons)
        layout.addWidget(self._foot)

    def add_line(self, words: str, field: QWidget) -> None:
        """Add a labelled field."""
        label = Label(words, "small", wrap=True)
        label.setBuddy(field)
        (field.field if isinstance(field, PathField) else field).setAccessibleName(words)
        self._lines.add(label)
        self._lines.add(field)

    def add_wide(self, widget: QWidget, stretch: int = 0) -> None:
        """Add something without a label."""
        self._lines.add(widget, stretch)

    def add_room(self) -> None:
        """Leave what height is over here, so that what was added stands together above it."""
        self._lines.add(None)

    def stretch(self, field: QWidget) -> None:
        """Let a field that was added have what height there is to spare."""
        self._lines.row.setStretchFactor(field, 1)

    def finish(self, accept: str, accepted: Callable[[], object] | None, *, cancel: bool = True) -> None:
        """Add the buttons; ``accepted`` decides whether the dialog closes."""
        done = self.buttons.addButton(QDialogButtonBox.StandardButton.Ok)
        done.setText(accept)
        done.setProperty("role", "primary")
        done.setDefault(True)
        restyle(done)
        if cancel:
            self.buttons.addButton(QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(partial(self._unless_astray, accepted or self.accept))
        self.buttons.rejected.connect(self.reject)
        self.fit()

    def _unless_astray(self, accepted: Callable[[], object]) -> None:
        """Do what the dialog is for, unless a path was typed that leads nowhere: that is told, and gone to."""
        paths = (each for each in self.findChildren(PathField) if each.isVisibleTo(self) and each.problem)
        if (astray := next(paths, None)) is not None:
            self.complain(astray.problem, astray.field)
        else:
            accepted()

    def fit(self, width: float = WIDTH) -> None:
        """Be as large as what it says asks for, as far as the screen has it.

        ``width`` is in pixels at 100%: how wide it is with fields or a list, and at most with words alone, which leave none of it
        empty. What would be higher than the screen is wider.
        """
        self._wide = width
        self._lines.row.activate()
        wide = self._width(self._look.px(width))
        self.resize(wide, self._height(wide))

    def _width(self, wanted: int) -> int:
        """Return how wide the dialog is to be: the least width in which it is no higher, the least that the screen has it whole."""
        room, step = self.screen().availableGeometry(), self._look.px(STEP)
        most, least = room.width() - 40, max(self._look.px(NARROW), self._foot.minimumSizeHint().width())
        wide = min(wanted, most)
        high = self._high_in(wide)
        if high > room.height() - 80:
            wider = range(wide, most + 1, step)
            return next((each for each in wider if self._high_in(each) <= room.height() - 80), wide)
        if any(isinstance(each, FIELDS) for each in self._lines.findChildren(QWidget)):
            return wide
        return next((each for each in range(least, wide, step) if self._high_in(each) <= high), wide)

    def _height(self, width: int) -> int:
        """Return how high the dialog is to be: as its parts ask in that width, if the screen has it."""
        return min(self._high_in(width), self.screen().availableGeometry().height() - 80)

    def _high_in(self, width: int) -> int:
        """Return how high its parts ask it to be in a width, where they wrap."""
        layout, shown = self._column, [self._lines, self._complaint, self._foot]
        parts = [part for part in shown if part is not self._complaint or not part.isHidden()]
        gaps = (
            layout.spacing() * (len(parts) - 1)
            + layout.contentsMargins().top()
            + layout.contentsMargins().bottom()
        )
        return sum(_height_in(part, width) for part in parts) + gaps

    def grow(self) -> None:
        """Be as high as what was added asks for, if the screen has it, and all on the screen; never lower than before."""
        self._lines.row.activate()
        # A bar that is there while the words wait for their room makes them wrap, and so stays.
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.resize(self.width(), max(self.height(), self._height(self.width())))
        self._column.activate()
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        screen, frame = self.screen().availableGeometry(), self.frameGeometry()
        if self.isVisible() and frame.bottom() > screen.bottom():
            self.move(frame.left(), max(screen.top(), frame.top() - (frame.bottom() - screen.bottom())))

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as its words are in the fonts that they have by now."""
        super().showEvent(event)
        if not self._seen:
            self._seen = True
            self.fit(self._wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Let Enter press the button that has the focus, and from any other place do what the dialog is for; pages scroll it."""
        focused, bar = self.focusWidget(), self._area.verticalScrollBar()
        if event.key() in {Qt.Key.Key_Return, Qt.Key.Key_Enter} and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in {Qt.Key.Key_PageDown, Qt.Key.Key_PageUp}:
            down = event.key() == Qt.Key.Key_PageDown
            bar.setValue(bar.value() + (bar.pageStep() if down else -bar.pageStep()))
        else:
            super().keyPressEvent(event)

    def tell(self, sentence: str) -> None:
        """Say in the dialog what was done, while it stays open."""
        self._speak("small", sentence)

    def complain(self, sentence: str, field: QWidget | None = None) -> None:
        """Say in the dialog what is wrong, and go to it."""
        self._speak("bad", sentence)
        self._enable(True)
        if field is not None:
            field.setFocus()

    def _speak(self, role: str, sentence: str) -> None:
        self._complaint.set_role(role)
        self._complaint.setText(sentence)
        self._complaint.setAccessibleName(sentence)
        self._complaint.show()
        self.grow()

    @property
    def complaint(self) -> str:
        """What is wrong, or ""."""
        return "" if self._complaint.isHidden() else self._complaint.text()

    def busy(self, sentence: str) -> None:
        """Say what is being done; nothing can be pressed meanwhile but Cancel."""
        self.tell(sentence)
        self._enable(False)

    def ready(self) -> None:
        """Be ready to be used again, with nothing to complain of."""
        self._complaint.hide()
        self._enable(True)

    def _enable(self, on: bool) -> None:
        done = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        if done is not None:
            done.setEnabled(on)


def _height_in(part: QWidget, width: int) -> int:
    """Return how high a part of a dialog is in a width."""
    part.ensurePolished()
    return part.heightForWidth(width) if part.hasHeightForWidth() else part.sizeHint().height()


class TextDialog(Form):
    """Lines of news, to read."""

    help = "README#what-is-promised"

    def __init__(self, look: Look, title: str, lines: tuple[str, ...], parent: QWidget) -> None:
        """``lines`` are sentences."""
        super().__init__(look, title, parent)
        for line in lines:
            words = Label(line, wrap=True)
            words.setTextInteractionFlags(
                Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
            )
            words.setFocusPolicy(
                Qt.FocusPolicy.StrongFocus
            )  # after its flags, by which Qt lets only a click reach it
            self.add_wide(words)
        self.add_room()
        self.finish(self.tr("Close"), None, cancel=False)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()
