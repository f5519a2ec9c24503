"""Joining an inspection that colleagues share: looks at the folder, asks where one's copy goes, makes it, and says what to do then."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QWidget
from shiboken6 import Shiboken

from reviewer.desk.joining import Admission, SharedInspection, admission, look_at
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.joining import admission_lines, shared_words
from reviewer.desk.words.language import say
from reviewer.errors import CancelledError, ReviewerError, ShareError
from reviewer.ui.dialogs import Form, PathField, TextDialog
from reviewer.ui.widgets import Label
from reviewer.ui.work import stoppable

if TYPE_CHECKING:
    from reviewer.desk import Desk, Home
    from reviewer.desk.display import Progress, Report
    from reviewer.ui.look import Look
    from reviewer.ui.work import Ticket, Work

ENDING = ".casebook"
_PAUSE = 0.3  # seconds between two words about how far it has come
_REFUSED = re.compile(r'[\x00-\x1f<>:"/\\|?*\s]+')
_LONGEST = 60

Made = tuple["Desk", Admission | None]


class JoinDialog(Form):
    """Which shared folder, what it holds, and where one's own copy of it goes. Stays open until that is made, or given up."""

    help = "members#joining"

    look_wanted = Signal(object)
    join_wanted = Signal(object, object)

    def __init__(self, look: Look, parent_of: Callable[[str], Path], parent: QWidget) -> None:
        """``parent_of`` gives, for a name, a casebook folder that is not there yet."""
        super().__init__(look, say("Join a colleague's inspection"), parent)
        self._suggested, self._is_shared = parent_of, False
        self._looked: Path | None = None
        self._named = ""
        self._last = 0.0
        told = say(
            "The folder that your colleagues share. You get a copy of your own on this laptop, and work in that."
        )
        self.add_wide(Label(told, "muted", wrap=True))
        self.share = PathField(look, QFileDialog.FileMode.Directory, say("Shared folder"))
        self.holds = Label("", "strong", wrap=True)
        self.holds.hide()
        self.target = PathField(look, QFileDialog.FileMode.AnyFile, say("Your copy"), f"*{ENDING}", save=True)
        self.add_line(say("Shared folder"), self.share)
        self.add_wide(self.holds)
        self.add_line(say("Your copy, on this laptop"), self.target)
        self.finish(say("Join"), self._check)
        self.share.field.editingFinished.connect(self.look_for)
        self.share.field.textEdited.connect(self._forget)
        self.share.chosen.connect(self.look_for)

    # --- what the folder holds -----------------------------------------------------------------------

    def _forget(self) -> None:
        """What was found belongs to another folder."""
        self._looked, self._is_shared = None, False
        self.holds.hide()

    def look_for(self) -> None:
        """Ask what the chosen folder holds, unless that was asked already."""
        path = self.share.path
        if self.share.problem:
            self.complain(self.share.problem)
        elif path is not None and path != self._looked:
            self._forget()
            self._looked = path
            self.busy(say("Looking at the shared folder…"))
            self.look_wanted.emit(path)

    def show_shared(self, path: Path, shared: SharedInspection) -> None:
        """Say what a folder holds, and suggest a name by it, unless another one was named meanwhile."""
        if path != self._looked:
            return
        self._is_shared = True
        words = shared_words(shared)
        self.holds.setText(words)
        self.holds.setAccessibleName(words)
        self.target.field.setAccessibleDescription(words)
        self.holds.show()
        if self.target.field.text() == self._named:
            self.target.set_path(self._suggested(_as_file(shared.title)))
            self._named = self.target.field.text()
        self.ready()
        self.grow()
        self.target.field.setFocus()

    def refuse(self, path: Path, why: str) -> None:
        """Say why nobody can join what a folder holds."""
        if path == self._looked:
            self._forget()
            self.complain(why, self.share.field)

    # --- joining ---------------------------------------------------------------------------------------

    def _check(self) -> None:
        share, target = self.share.path, self.target.path
        if share is None:
            self.complain(say("Choose the folder that your colleagues share."), self.share.field)
        elif share != self._looked:
            self.look_for()
        elif not self._is_shared:
            return  # it is looked at just now
        elif target is None:
            self.complain(say("Say where your copy goes."), self.target.field)
        else:
            named = target if target.suffix == ENDING else target.with_name(f"{target.name}{ENDING}")
            self.set_busy(say("Joining…"))
            self.join_wanted.emit(share, named)

    def set_busy(self, sentence: str) -> None:
        """Say what is done, and let nothing be changed meanwhile but by Cancel."""
        for field in (self.share, self.target):
            field.setEnabled(False)
        self.busy(sentence)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setFocus()

    def show_progress(self, progress: Progress) -> None:
        """Say how far it has come, not more often than one can read."""
        now = time.monotonic()
        if now - self._last >= _PAUSE:
            self._last = now
            self.busy(
                say(
                    "Joining: {done:,} of {total:,}, {what}",
                    done=progress.done,
                    total=progress.total,
                    what=progress.name,
                )
            )

    def give_back(self, why: str, *, about_target: bool) -> None:
        """Say why it could not be joined, and let all be changed again."""
        for field in (self.share, self.target):
            field.setEnabled(True)
        self.complain(why, (self.target if about_target else self.share).field)


class JoinActs(QObject):
    """One for a window."""

    def __init__(
        self, look: Look, home: Home, work: Work, opened: Callable[[Desk], object], parent: QWidget
    ) -> None:
        """Dialogs stand before ``parent``; ``opened`` takes the casebook that was made."""
        super().__init__(parent)
        self._look, self._home, self._work, self._opened, self._window = look, home, work, opened, parent

    def ask(self, parent_of: Callable[[str], Path]) -> None:
        """Ask for the shared folder, and join what it holds; ``parent_of`` names a casebook that is not there yet."""
        dialog = JoinDialog(self._look, parent_of, self._window)
        if (place := self._home.policy.share) is not None:
            dialog.share.set_path(place.folder)
        dialog.look_wanted.connect(lambda path: self._look_at(dialog, path))
        dialog.join_wanted.connect(lambda share, folder: self._join(dialog, share, folder))
        dialog.open()

    def _look_at(self, dialog: JoinDialog, path: Path) -> None:
        def job(ticket: Ticket) -> SharedInspection | ReviewerError:
            try:
                self._home.check_share(path)
                return look_at(path, stoppable(ticket))
            except ReviewerError as error:
                return error

        def told(answer: SharedInspection | ReviewerError) -> None:
            if not Shiboken.isValid(dialog):
                return
            if isinstance(answer, ReviewerError):
                dialog.refuse(path, error_words(answer))
            else:
                dialog.show_shared(path, answer)

        ticket = self._work.start(say("Looking at the shared folder"), job, told, quiet=True)
        dialog.rejected.connect(ticket.cancel)

    def _join(self, dialog: JoinDialog, share: Path, folder: Path) -> None:
        def told(made: Made | ReviewerError) -> None:
            there = Shiboken.isValid(dialog)
            if not isinstance(made, ReviewerError):
                if there:
                    dialog.accept()
                self._opened(made[0])
                self._tell(*made)
            elif there:
                dialog.give_back(error_words(made), about_target=not isinstance(made, ShareError))
            elif isinstance(made, CancelledError):
                self._work.messages.tell(say("Stopped; no copy of the inspection was made."))

        def shown(progress: object) -> None:
            if Shiboken.isValid(dialog):
                dialog.show_progress(progress)  # type: ignore[arg-type]

        ticket = self._work.start(
            say("Joining"),
            lambda ticket: _made(share, folder, self._home, stoppable(ticket)),
            told,
            quiet=True,
            meanwhile=shown,
            unwanted=_let_go,
        )
        dialog.rejected.connect(ticket.cancel)

    def _tell(self, desk: Desk, joined: Admission | None) -> None:
        failed = desk.sharing.failed
        lines: tuple[str, ...] = () if failed is None else (error_words(failed),)
        lines += () if joined is None else admission_lines(joined)
        if lines:
            TextDialog(self._look, say("You have joined"), lines, self._window).open()


def _made(share: Path, folder: Path, home: Home, report: Report) -> Made | ReviewerError:
    """Make the copy, and work out the codes, which is long; beside the window."""
    from reviewer.desk import Desk

    try:
        desk = Desk.join(share, folder, home, progress=report)
    except ReviewerError as error:
        return error
    try:
        return desk, admission(desk)
    except ReviewerError:  # as where the founding record is damaged: the casebook says so itself
        return desk, None


def _let_go(made: Made | ReviewerError) -> None:
    if not isinstance(made, ReviewerError):
        made[0].close()


def _as_file(title: str) -> str:
    """Return a title as a folder can be called."""
    return _REFUSED.sub(" ", title)[:_LONGEST].strip(" .") or say("inspection")
