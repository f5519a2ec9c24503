"""The check of signed letters, whether or not a casebook is open: it says what the command line says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from reviewer.desk.display import Verified
    from reviewer.ui.look import Look
    from reviewer.ui.session_model import SessionModel
    from reviewer.ui.work import Work


class Verifying(QObject):
    """Asks for letters or takes dropped ones, has them checked beside the window, and shows what was found."""

    def __init__(
        self, look: Look, work: Work, session: Callable[[], SessionModel | None], parent: QWidget
    ) -> None:
        """``session`` gives the casebook that is open, which is asked too, or None; dialogs stand before ``parent``."""
        super().__init__(parent)
        self._look = look
        self._work = work
        self._session = session
        self._window = parent

    def ask(self) -> None:
        """Ask for signed letters and check them."""
        from reviewer.desk.home import own_folder

        session = self._session()
        folder = own_folder() if session is None else session.desk.session.origin.beside
        from PySide6.QtWidgets import QFileDialog

        dialog = QFileDialog(self._window, self.tr("Verify signed letters"), str(folder))
        dialog.setNameFilter(self.tr("Signed letters (*.pdf)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda chosen: self.check([Path(path) for path in chosen]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def check(self, paths: Sequence[Path]) -> None:
        """Check letters and show what was found; an error is shown where none of them can be read."""
        session = self._session()
        title = self.tr("Verifying")
        if session is None:
            self._work.start(title, lambda _ticket: _checked(paths), self._show)
        else:
            session.later(title, lambda desk, _ticket: desk.letters.verify(paths), self._show)

    def _show(self, verified: tuple[Verified, ...]) -> None:
        from reviewer.desk.words.signatures import verified_lines
        from reviewer.ui.dialogs import TextDialog

        names = [letter.path.name for letter in verified]
        lines: list[str] = []
        for letter in verified:
            name = letter.path.name
            head, *more = verified_lines(letter, name if names.count(name) == 1 else str(letter.path))
            lines += [head, *(f"   {line}" for line in more)]
        title = self.tr("What the check of the letters found")
        TextDialog(self._look, title, tuple(lines), self._window).open()


def _checked(paths: Sequence[Path]) -> tuple[Verified, ...]:
    """Check letters without a casebook, by a reader process of their own."""
    from reviewer.desk import new_reader, utc_now
    from reviewer.desk.verifying import verify_files

    with new_reader() as reader:
        return verify_files(reader.call, paths, utc_now())
