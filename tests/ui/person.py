"""Someone at the keyboard: presses keys and buttons of the real window, and looks at what it says."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol, TypeVar

from PySide6.QtCore import QCoreApplication, QEvent, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QApplication,
    QDialog,
    QFileDialog,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

from reviewer.app import make_window
from reviewer.desk import Home
from reviewer.desk.body_lines import BodyLine
from reviewer.desk.display import BodyView
from reviewer.ui.bodies import BodyLines
from reviewer.ui.body_delegate import LINE
from reviewer.ui.checklist.card import CriterionCard
from reviewer.ui.checklist.opened import OpenCard
from reviewer.ui.desk.document_list import ROW
from reviewer.ui.desk.screen import DeskScreen
from reviewer.ui.desk.view import DeskView
from reviewer.ui.letter.question import SignedDialog, SignQuestion
from reviewer.ui.letter.screen import LetterScreen
from reviewer.ui.letter.view import LetterView
from reviewer.ui.screen import ScreenKind
from reviewer.ui.screens import SCREENS
from reviewer.ui.triage.screen import TriageScreen
from reviewer.ui.triage.view import TriageView
from reviewer.ui.versions.compare import CompareDialog
from reviewer.ui.window import SIZE, MainWindow
from reviewer.ui.workspace import Workspace

LONG = 30_000
S = TypeVar("S")
W = TypeVar("W", bound=QWidget)


def opened(
    qtbot: QtBot,
    home: Home,
    log_file: Path,
    *,
    reads_scans: bool = False,
    screens: Sequence[ScreenKind] = SCREENS,
    begin: Callable[[MainWindow], object] = lambda _window: None,
) -> MainWindow:
    """Show a window as the program would, but let no scan be read unless the test is about that.

    ``begin`` has a casebook opened in it before it is shown, as where one is named to the program.
    """
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window = make_window(application, home, log_file, reads_scans=reads_scans, screens=screens, dressed=False)
    window.resize(*SIZE)  # whatever screen there is: the tests' has 800 pixels
    begin(window)
    window.look.wear(application)  # when all is made, which would be dressed anew at each putting together
    window.show()
    window.activateWindow()
    qtbot.waitExposed(window)
    return window


def closed(qtbot: QtBot, window: MainWindow) -> None:
    """Close a window and let everything of it go."""
    if not Shiboken.isValid(window):
        return
    for dialog in window.findChildren(QDialog):
        dialog.close()
    window.close()
    window.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qtbot.wait(10)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Presses:
    """Counts the key presses of a job beyond typed text, step by step; keys that are held together are one press."""

    def __init__(self) -> None:
        self._steps: dict[str, int] = {}
        self._step = "before the first step"

    def begin(self, step: str) -> None:
        """Count what follows for ``step``."""
        self._step = step
        self._steps.setdefault(step, 0)

    def add(self, presses: int) -> None:
        self._steps[self._step] = self._steps.get(self._step, 0) + presses

    @property
    def total(self) -> int:
        return sum(self._steps.values())

    def __str__(self) -> str:
        return "\n".join(
            f"{presses:5}  {step}" for step, presses in (*self._steps.items(), ("in all", self.total))
        )


class WorkingPerson:
    """Keys, clicks, and eyes."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.presses = Presses()

    # --- eyes ------------------------------------------------------------------------------------

    @property
    def space(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def desk(self) -> DeskView:
        return self.screen(DeskScreen, "desk").view

    @property
    def letter(self) -> LetterView:
        return self.screen(LetterScreen, "letter").view

    @property
    def intake(self) -> TriageView:
        return self.screen(TriageScreen, "intake").view

    @property
    def compared(self) -> CompareDialog | None:
        """The dialog that has two versions side by side, if it is open."""
        return self.screen(DeskScreen, "desk").versions.dialog

    def screen(self, kind: type[S], name: str) -> S:
        found = self.space.screen_of(name)
        assert isinstance(found, kind)
        return found

    @property
    def view(self) -> BodyView:
        assert self.space.session.view is not None
        return self.space.session.view

    @property
    def message(self) -> str:
        return self.window.message_bar.sentence

    @property
    def card(self) -> CriterionCard:
        return self.desk.checklist.cards[self.desk.checklist.open_key]

    @property
    def inside(self) -> OpenCard:
        assert self.card.inside is not None
        return self.card.inside

    def wait(self, until: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(until()), timeout=LONG)

    def settle(self) -> None:
        """Wait until what was done is on the screen; a person sees that, and goes on then."""
        QCoreApplication.processEvents()
        self.wait(self._settled)
        QCoreApplication.processEvents()  # what was put into a layout is shown by it

    def _settled(self) -> bool:
        if not Shiboken.isValid(self.window):
            return True
        space = self.window.workspace
        if space is None or not space.furnished:
            return True
        return space.session.settled and space.stack.updatesEnabled()  # else the last picture is still shown

    def dialog(self, kind: type[W]) -> W:
        """The dialog of this kind that is in front, once it is there."""

        def shown() -> list[W]:
            return [
                each for each in QApplication.topLevelWidgets() if isinstance(each, kind) and each.isVisible()
            ]

        self.wait(shown)
        found = shown()[-1]
        found.activateWindow()
        self.wait(lambda: QApplication.activeWindow() is found)
        return found

    def gone(self, dialog: QWidget) -> bool:
        return not Shiboken.isValid(dialog) or not dialog.isVisible()

    # --- hands -----------------------------------------------------------------------------------

    def press(self, keys: str) -> None:
        """Press a key with its modifiers where the focus is."""
        where, sequence = self.at(), QKeySequence(keys)
        self.presses.add(sequence.count())
        QTest.keySequence(where, sequence)
        self.settle()

    def type(self, text: str) -> None:
        """Type into what has the focus; where that takes no text, each letter is a press."""
        where = self.at()
        if not isinstance(where, QLineEdit | QPlainTextEdit | QTextEdit):
            self.presses.add(len(text))
        QTest.keyClicks(where, text)

    def at(self) -> QWidget:
        """What has the focus; a window manager would have given it back to the window after a dialog."""
        if QApplication.activeWindow() is None:
            (QApplication.activeModalWidget() or self.window).activateWindow()
            QCoreApplication.processEvents()
        return QApplication.focusWidget() or QApplication.activeWindow() or self.window

    def click(self, button: QAbstractButton) -> None:
        assert button.isVisible(), f"{button.text()} is not to be seen"
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    def click_row(self, view: QAbstractItemView, row: int) -> None:
        index = view.model().index(row, 0)
        view.scrollTo(index)
        point = view.visualRect(index).center()
        QTest.mouseClick(
            view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(point)
        )
        self.settle()

    def focus(self, widget: QWidget) -> None:
        """Go there by Tab or by a click; which one is not what a test is about."""
        widget.setFocus()

    def sign_for_good(self) -> None:
        """Say yes to the question that signing asks, and leave what leads on to the letter."""
        question = self.dialog(SignQuestion)
        self.focus(question.go)
        self.press("Return")
        self.wait(lambda: self.gone(question))
        done = self.dialog(SignedDialog)
        self.press("Return")
        self.wait(lambda: self.gone(done))

    # --- what is meant ---------------------------------------------------------------------------

    def go_to_body(self, code: str) -> None:
        """Click it in the list, which has the focus then: each row that arrow keys pass over is looked up and drawn."""
        listed = self.space.bodies.list
        codes = [listed.model().index(row, 0).data(LINE).code for row in range(listed.model().rowCount())]
        self.focus(listed)
        self.click_row(listed, codes.index(code))
        assert self.view.body.code == code

    def choose_document(self, name: str) -> None:
        """Walk down the list of documents with the arrow keys."""
        listed = self.desk.documents.list
        self.focus(listed)
        self.press("Home")
        for _ in range(listed.model().rowCount()):
            chosen = self.space.session.document
            if chosen is not None and chosen.name == name:
                return
            self.press("Down")
        raise AssertionError(name)

    def open_document(self, name: str) -> None:
        """Click a document of the body and wait until its text is there."""
        listed = self.desk.documents.list
        names = [listed.model().index(row, 0).data(ROW).name for row in range(listed.model().rowCount())]
        self.click_row(listed, names.index(name))
        self.wait(lambda: self.desk.document.state.text is not None)

    def find_and_select(self, words: str) -> None:
        """Find words in the document; closing the find bar selects the place."""
        document = self.desk.document
        document.setFocus()
        self.press("Ctrl+F")
        self.press("Ctrl+A")
        self.press("Delete")
        self.wait(lambda: not document.find_bar.count.text())
        self.type(words)
        self.wait(lambda: document.find_bar.count.text().startswith("1 of "))
        self.press("Escape")
        self.wait(lambda: document.selection() is not None)

    def tie(self, words: str, criterion: int) -> None:
        """Make words of the open document evidence for a criterion by its number key."""
        before = sum(len(card.evidence) for card in self.view.criteria.values())
        self.find_and_select(words)
        self.press(str(criterion))
        self.wait(lambda: sum(len(card.evidence) for card in self.view.criteria.values()) == before + 1)

    def judge(self, finding: int, because: str) -> None:
        """Choose a finding of the open card, give the reason, save; the next open criterion is at hand then."""
        card = self.card
        self.press(f"Alt+{finding}")
        assert QApplication.focusWidget() is self.inside.reason
        self.press("Ctrl+A")
        self.type(because)
        self.press("Ctrl+Return")
        self.wait(lambda: card.view.verdicts and card.view.verdicts[0].content.because == because)


def by_ear(line: BodyLine) -> str:
    """What the list of bodies tells of a line to whoever does not see it."""
    listed = BodyLines(tuple(line.tones))
    listed.show_lines((line,))
    return str(listed.data(listed.index(0), Qt.ItemDataRole.AccessibleTextRole))


class Sits(Protocol):
    """Seats someone before a window, whose scans are read if the test is about that."""

    def __call__(
        self, home: Home, *, reads_scans: bool = False, screens: Sequence[ScreenKind] = SCREENS
    ) -> WorkingPerson: ...


def choose(person: WorkingPerson, path: Path) -> None:
    """Type a path into the dialog for files that is in front."""
    dialog = person.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    person.focus(field)
    person.press("Ctrl+A")
    person.type(str(path))
    person.press("Return")
    person.wait(lambda: person.gone(dialog))


def drop(window: QWidget, *paths: Path) -> None:
    """Drag files over a window and let them go."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(window, QDragEnterEvent(QPoint(50, 50), actions, data, buttons, keys))
    QApplication.sendEvent(window, QDropEvent(QPointF(50, 50), actions, data, buttons, keys))
