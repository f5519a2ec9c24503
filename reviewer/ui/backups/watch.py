"""Backups that are made by themselves: while a casebook is open beside the window, and once the window is closed."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from reviewer.desk.backups import Backups, Moment
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.work import stoppable

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.desk.values import BackedUp
    from reviewer.ui.window import MainWindow
    from reviewer.ui.work import Ticket

FIRST_LOOK, LOOKS = 20_000, 600_000
"""Milliseconds after a casebook is shown, and between two looks while it is open."""
log = logging.getLogger(__name__)


class BackupWatch(QObject):
    """Looks whether a backup is due, and has it made. What keeps one from being made is told once a sitting."""

    def __init__(self, window: MainWindow, home: Home, first: int = FIRST_LOOK, looks: int = LOOKS) -> None:
        """``first`` and ``looks`` are in milliseconds."""
        super().__init__(window)
        self._window, self._home = window, home
        self._told: set[str] = set()
        self._open: dict[Path, None] = {}
        self._busy: set[Path] = set()
        self._first, self._again = QTimer(self), QTimer(self)
        self._first.setSingleShot(True)
        self._first.setInterval(first)
        self._again.setInterval(looks)
        self._first.timeout.connect(lambda: self._look(Moment.ENDS))
        self._again.timeout.connect(lambda: self._look(Moment.BETWEEN))
        window.casebook_shown.connect(self._opened)
        if window.workspace is not None:
            self._opened()

    def _opened(self) -> None:
        space = self._window.workspace
        if space is None:
            return
        for folder in [one for one in self._open if one != space.session.desk.folder]:
            self._start(folder, Moment.ENDS)
            del self._open[folder]
        if not space.session.desk.read_only:
            self._open[space.session.desk.folder] = None
        self._first.start()
        self._again.start()

    def _look(self, moment: Moment) -> None:
        for folder in filter(Path.is_dir, self._open):
            self._start(folder, moment)

    def _start(self, folder: Path, moment: Moment) -> None:
        if folder in self._busy:
            return
        self._busy.add(folder)

        def job(ticket: Ticket) -> BackedUp | ReviewerError | None:
            try:
                return Backups(folder, self._home).if_due(moment, stoppable(ticket))
            except ReviewerError as error:
                return error
            finally:
                self._busy.discard(folder)

        self._window.work.start(say("Backing up"), job, self._done, aside=True)

    def _done(self, made: BackedUp | ReviewerError | None) -> None:
        if not isinstance(made, ReviewerError):
            return
        sentence = error_words(made)
        if sentence not in self._told:
            self._told.add(sentence)
            self._window.messages.tell(say("No backup could be made. {why}", why=sentence))

    def finish(self) -> None:
        """Make what is due of all that was open, now that no window waits for it; what fails is told at the next start."""
        for folder in filter(Path.is_dir, self._open):
            try:
                Backups(folder, self._home).if_due(Moment.ENDS)
            except Exception:
                log.warning("No backup of %s", folder, exc_info=True)
