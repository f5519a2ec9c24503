"""What is done once a casebook is closed: beside the window while there is one, and else once it is gone."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from reviewer.desk.closing import write_merged
from reviewer.desk.words.language import say
from reviewer.errors import ReviewerError
from reviewer.ui.work import stoppable

if TYPE_CHECKING:
    from pathlib import Path

    from reviewer.desk import Home
    from reviewer.ui.window import MainWindow
    from reviewer.ui.work import Ticket

log = logging.getLogger(__name__)


class ClosingWatch(QObject):
    """Has the merged file written of each casebook that was closed. What keeps it from being written is no news: the next sync does it."""

    def __init__(self, window: MainWindow, home: Home) -> None:
        """Watch what is shown in a window, and closed."""
        super().__init__(window)
        self._window, self._home = window, home
        self._left: dict[Path, None] = {}
        """What is open, or was and is still to be written."""
        window.casebook_shown.connect(self._look)
        window.casebook_closed.connect(self._look)
        self._look()

    def _look(self) -> None:
        space = self._window.workspace
        desk = None if space is None else space.session.desk
        for folder in [one for one in self._left if desk is None or one != desk.folder]:
            self._start(folder)
        if desk is not None and not desk.read_only:
            self._left[desk.folder] = None

    def _start(self, folder: Path) -> None:
        del self._left[folder]

        def job(ticket: Ticket) -> None:
            try:
                write_merged(folder, self._home, stoppable(ticket))
            except (ReviewerError, OSError):
                log.info("No merged file of %s at its closing", folder, exc_info=True)

        self._window.work.start(say("Writing the merged file"), job, lambda _done: None, aside=True)

    def finish(self) -> None:
        """Write what is due of the casebook that was open last, now that no window waits for it."""
        for folder in self._left:
            try:
                write_merged(folder, self._home)
            except Exception:
                log.warning("No merged file of %s at its closing", folder, exc_info=True)
