"""What Reviewer is, in what cage it reads documents, by what it recognises scans, what is set for this machine, and what it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from reviewer.desk.words.language import say

if TYPE_CHECKING:
    from reviewer.desk import Home
    from reviewer.desk.parts import Part
    from reviewer.ui.look import Look
    from reviewer.ui.work import Work


class About(QObject):
    """Asks beside the window what there is to tell, and tells it in a dialog."""

    def __init__(self, look: Look, home: Home, log_file: Path, work: Work, parent: QWidget) -> None:
        """Dialogs stand before ``parent``."""
        super().__init__(parent)
        self._look, self._home, self._log_file, self._work, self._window = look, home, log_file, work, parent

    def show(self) -> None:
        """Tell what this is, in what cage documents are read, and by what scans are recognised."""
        self._work.start(
            say("Asking the reader"), lambda _ticket: machine_lines(self._home), self._tell, quiet=True
        )

    def _tell(self, machine: Sequence[str]) -> None:
        from reviewer.ui.dialogs import TextDialog

        dialog = TextDialog(
            self._look, say("About Reviewer"), about_lines(self._home, self._log_file, machine), self._window
        )
        licences = dialog.buttons.addButton(say("Licences…"), QDialogButtonBox.ButtonRole.ActionRole)
        licences.setAutoDefault(False)
        licences.clicked.connect(dialog.accept)
        licences.clicked.connect(self.show_licences)
        dialog.open()

    def show_licences(self) -> None:
        """List all parts, with their licences."""
        from reviewer.desk.parts import parts

        self._work.start(
            say("Looking for licences"), lambda _ticket: parts(self._home), self._list, quiet=True
        )

    def _list(self, found: Sequence[Part]) -> None:
        from reviewer.desk.parts import is_whole
        from reviewer.ui.licences import LicencesDialog

        LicencesDialog(self._look, found, self._window, whole=is_whole(self._home)).open()


def about_lines(home: Home, log_file: Path, machine: Sequence[str]) -> tuple[str, ...]:
    """Return what the About dialog says; ``machine`` is what ``machine_lines`` found."""
    from importlib.metadata import PackageNotFoundError, version

    from reviewer.desk.words.policy import policy_lines

    try:
        number = version("reviewer")
    except PackageNotFoundError:
        number = ""
    return (
        f"Reviewer {number}".strip(),
        say("Works offline; nothing leaves this machine but what you share."),
        say("It never looks for updates, and asks no network for anything."),
        *machine,
        *policy_lines(home.policy),
        say("MIT licence. Log: {}").format(log_file),
    )


def machine_lines(home: Home) -> tuple[str, ...]:
    """Start a reader and return what keeps it in, and by what scans are recognised here. Not for the thread of a window."""
    from reviewer.desk import new_reader
    from reviewer.desk.outside import reader_words, recognition_told

    with new_reader() as reader:
        return tuple(filter(None, (reader_words(reader), recognition_told(home))))
