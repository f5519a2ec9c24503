"""The one presenter of errors and news: a bar inside the window, and a dialog for bugs only."""

from __future__ import annotations

import logging
import traceback
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QPushButton, QWidget
from shiboken6 import Shiboken

from reviewer.errors import CancelledError, ReviewerError
from reviewer.ui.widgets import Box, Label, button

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable

    from reviewer.ui.actions.listing import ActionList
    from reviewer.ui.look import Look

T = TypeVar("T")
log = logging.getLogger(__name__)


def _words_of(error: ReviewerError) -> str:
    from reviewer.desk.words.errors import error_words

    return error_words(error)


class Messages(QObject):
    """Takes what happened; whoever shows it listens."""

    problem_raised = Signal(str)
    notice_given = Signal(str)
    cleared = Signal()
    bug_found = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        """Nothing has happened yet."""
        super().__init__(parent)
        self._about: Hashable = None
        self.way = ""
        """The id of the act that leads to what the last news are about; "" where none does."""

    def failed(self, error: Exception, about: Hashable = None) -> None:
        """Present an error: words for the person who can act on it, else a bug for the log.

        ``about`` is what it is an error of; once that is ``settled`` it goes.
        """
        if isinstance(error, CancelledError):
            self.tell(_words_of(error))
        elif isinstance(error, ReviewerError):
            self.complain(_words_of(error), about)
        else:
            trace = "".join(traceback.format_exception(error))
            log.error("A bug: %s", trace)
            self.bug_found.emit(trace)

    def complain(self, sentence: str, about: Hashable = None) -> None:
        """Present what is wrong; ``about`` as for ``failed``."""
        self._about, self.way = about, ""
        self.problem_raised.emit(sentence)

    def tell(self, sentence: str, way: str = "") -> None:
        """Present good or plain news; ``way`` is the id of the act that leads to what they are about."""
        self._about, self.way = None, way
        self.notice_given.emit(sentence)

    def clear(self) -> None:
        """Take the last message away: the person went on."""
        self._about = None
        self.cleared.emit()

    def settled(self, about: Hashable) -> None:
        """Take the last message away if it is an error of this: it went well by now, or one has gone on from it."""
        if about is not None and self._about == about:
            self.clear()

    def attempt(self, verb: Callable[[], T], about: Hashable = None) -> T | None:
        """Call a verb; returns its result, or None after presenting its error; ``about`` as for ``failed``."""
        try:
            return verb()
        except Exception as error:  # noqa: BLE001 - the presenter tells bugs apart
            self.failed(error, about)
            return None


class MessageBar(Box):
    """Shows the last message until it is dismissed or the next act succeeds; Escape in it is an act of the window.

    When it goes, the focus that was in it goes back to what had it before; ``left`` is told where that is not there.
    """

    left = Signal()

    def __init__(self, look: Look, messages: Messages, actions: ActionList) -> None:
        """Listen to the presenter; what leads to what is said is an act of the list."""
        super().__init__(look, across=True, margins=(16, 6, 12, 6), role="told")
        self._messages, self._actions = messages, actions
        self._text = Label(wrap=True)
        self._close = button(self.tr("Dismiss"), self.dismiss, "quiet")
        self.way: QPushButton | None = None
        """Leads to what is said; made when something first does."""
        self.add(self._text, 1)
        self.add(self._close)
        self.setAccessibleName(self.tr("Message"))
        self._text.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        messages.problem_raised.connect(self._show_problem)
        messages.notice_given.connect(self._show_notice)
        messages.cleared.connect(self.dismiss)
        self._before: QWidget | None = None
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._note_focus)
        self.hide()

    @property
    def sentence(self) -> str:
        """What is shown, or "" while nothing is."""
        return self._text.text() if not self.isHidden() else ""

    def _show_problem(self, sentence: str) -> None:
        self._present(sentence, "told-problem")

    def _show_notice(self, sentence: str) -> None:
        self._present(sentence, "told")

    def _present(self, sentence: str, role: str) -> None:
        self.set_role(role)
        self._text.setText(sentence)
        self._text.setAccessibleName(sentence)
        self._show_way()
        self.show()

    def _show_way(self) -> None:
        """Offer what leads to what is said, if it can be done now."""
        way = self._messages.way
        leads = bool(way) and way in self._actions and not self._actions.why_not(way)
        if leads and self.way is None:
            self.way = button("", self._go, "quiet")
            self.row.insertWidget(1, self.way)
        if self.way is not None:
            self.way.setText(self._actions.words(way) if leads else "")
            self.way.setVisible(leads)

    def _go(self) -> None:
        """Go to what the news are about."""
        way = self._messages.way
        self.dismiss()
        self._actions.run(way)

    def dismiss(self) -> None:
        """Take it away."""
        before, self._before = self._before, None
        had_focus = self.isVisible() and self.isAncestorOf(self.window().focusWidget())
        there = before is not None and Shiboken.isValid(before) and before.isVisible() and before.isEnabled()
        if had_focus and there and before is not None:
            before.setFocus()
        self.hide()
        if had_focus and not there:
            self.left.emit()

    def _note_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Remember what had the focus before it came here."""
        came_in = now is not None and self.isAncestorOf(now)
        if came_in and before is not None and not self.isAncestorOf(before):
            self._before = before
