"""What is done with letters beside signing: export a draft, write all that are ready."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from reviewer.desk.display import LetterOutcome
from reviewer.desk.files import named
from reviewer.desk.words.blockers import left_and_remedy
from reviewer.desk.words.counts import Noun, counted
from reviewer.ui.intake_dialogs import FolderDialog, ask_save
from reviewer.ui.letter.issuing import letter_file
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel


class LetterActs(QObject):
    """Asks what an act needs, has it done, and says what came of it."""

    def __init__(self, look: Look, session: SessionModel, parent: QWidget) -> None:
        """Dialogs stand before ``parent``."""
        super().__init__(session)
        self._look = look
        self._session = session
        self._window = parent

    # --- exporting -------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the draft as PDF, web page or text; it is marked as no signed letter by having no signature."""
        view = self._session.view
        if view is None:
            return
        if view.blocks_draft:
            left = view.blocks_draft[0]
            self._session.messages.tell(left_and_remedy(left))
            return
        body, language = view.body.code, self._session.language
        patterns = self.tr("PDF (*.pdf);;Web page (*.html);;Text (*.txt)")
        suggested = letter_file(self._session, f"{body}-draft")
        dialog = ask_save(self._window, self.tr("Export the draft"), suggested, patterns)
        dialog.fileSelected.connect(lambda chosen: self._export(body, Path(chosen), language))

    def _export(self, body: str, out: Path, language: str) -> None:
        self._session.later(
            self.tr("Writing the draft"),
            lambda desk, _t: desk.letters.write(
                body, out, language=language, replace=True
            ),  # the dialog has asked
            lambda made: self._session.messages.tell(self.tr("Draft written: {}").format(made.path)),
        )

    def export_all(self) -> None:
        """Write the draft of every body that is ready into a folder."""
        noun = self._session.desk.case.inspection.body_noun[0]
        what = self.tr("The letter of every {} whose criteria are all judged; the others are named.").format(
            noun
        )
        dialog = FolderDialog(
            self._look,
            self.tr("Write all letters"),
            what,
            self._session.desk.session.origin.beside / named("letters", self._session.language, "", "-"),
            self._window,
        )
        dialog.folder_given.connect(self._export_all)
        dialog.open()

    def _export_all(self, folder: Path) -> None:
        language = self._session.language
        self._session.later(
            self.tr("Writing letters"),
            lambda desk, ticket: desk.letters.write_all(
                folder, language=language, progress=ticket.report, cancelled=ticket.cancelled
            ),
            lambda outcomes: self._exported(folder, outcomes),
        )

    def _exported(self, folder: Path, outcomes: tuple[LetterOutcome, ...]) -> None:
        made = sum(outcome.made is not None for outcome in outcomes)
        words = self.tr("{} written to {}; {} not ready.")
        letters = counted(Noun.LETTER, made)
        self._session.messages.tell(words.format(letters, folder, len(outcomes) - made))
