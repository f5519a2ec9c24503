"""What is done with a letter: sign it, export a draft, write all that are ready, withdraw it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from reviewer.desk.files import free_name
from reviewer.desk.settings import IDENTITY
from reviewer.desk.views import LetterMade, LetterOutcome
from reviewer.desk.words.blockers import left_and_remedy
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.letters import superseded_words
from reviewer.desk.words.sentences import ended
from reviewer.errors import ReviewerError, TakenError
from reviewer.ui.asking import FolderDialog, ask_save
from reviewer.ui.latest import Latest
from reviewer.ui.letter.signing import IdentityDialog, SignDialog, SigningWish, WithdrawDialog
from reviewer.ui.look import Look
from reviewer.ui.session import SessionModel
from reviewer.ui.words import counted

if TYPE_CHECKING:
    from reviewer.desk import Desk, Home


class LetterActs(QObject):
    """Asks what an act needs, has it done, and says what came of it."""

    def __init__(self, look: Look, sitting: SessionModel, home: Home, parent: QWidget) -> None:
        """``home`` remembers the identity used last; dialogs stand before ``parent``."""
        super().__init__(sitting)
        self._look = look
        self._sitting = sitting
        self._settings = home.settings
        self._window = parent
        self._identity: Latest[str] = Latest(sitting.work, self.tr("Looking at the identity"), self)

    # --- signing ---------------------------------------------------------------------------------

    def sign(self) -> None:
        """Sign the chosen body's letter, unless something is left: then say what."""
        view = self._sitting.view
        if view is None:
            return
        if view.blocks_signing:
            left = view.blocks_signing[0]
            self._sitting.messages.tell(left_and_remedy(left))
            return
        known = self._settings.get(IDENTITY)
        identity = known if known and known.exists() else None
        body = view.body
        out = self._out(body.code, "pdf")
        dialog = SignDialog(
            self._look, body.name, identity, out, self._window, stands=self._stands(body.code)
        )
        signatory = self._sitting.desk.case.inspection.signatory.name
        dialog.identity_tried.connect(lambda path, password: self._compare(dialog, signatory, path, password))
        dialog.sign_wanted.connect(lambda wish: self._sign(dialog, body.code, wish))
        dialog.make_wanted.connect(lambda: self._make(dialog))
        dialog.open()

    def _stands(self, body: str, *, unchanged: bool = False) -> str:
        """Return that a signed letter stands which one signed now would supersede; ``unchanged`` ones too, if asked."""
        letters, language = self._sitting.desk.letters, self._sitting.language
        before = letters.superseded(body, language)
        if before is None or not (unchanged or letters.standing_letter(body, language)[1]):
            return ""
        return ended(superseded_words(before))

    def withdraw(self) -> None:
        """Ask why the signed letter that stands is withdrawn."""
        view, language = self._sitting.view, self._sitting.language
        if view is None or self._sitting.refuses():
            return
        code, stands = view.body.code, self._stands(view.body.code, unchanged=True)
        if not stands:
            self._sitting.messages.tell(self.tr("No signed letter stands."))
            return
        dialog = WithdrawDialog(self._look, view.body.name, stands, self._window)
        told = self.tr("The signed letter to {} is withdrawn.").format(view.body.name)
        dialog.reason_given.connect(
            lambda because: self._sitting.act(
                lambda desk: desk.letters.withdraw(code, because, language),
                lambda _sha: self._sitting.messages.tell(told),
            )
        )
        dialog.open()

    def _out(self, body: str, suffix: str) -> Path:
        """Return a name that no file has yet."""
        return free_name(self._sitting.desk.folder.parent / f"{self._in_language(body, '.')}.{suffix}")

    def _in_language(self, name: str, mark: str) -> str:
        """Return a name that tells the letter's language, unless it is the first."""
        language = self._sitting.language
        return f"{name}{mark}{language}" if language else name

    def _compare(self, dialog: SignDialog, signatory: str, path: Path, password: str) -> None:
        """Look whose identity it is, and say so where that is not the signatory; it may be right all the same."""

        def job(desk: Desk) -> str:
            try:
                return desk.letters.identity_show(path, password).name
            except ReviewerError:  # a wrong password is told when she signs, not while she types
                return ""

        def show(name: str) -> None:
            if Shiboken.isValid(dialog):
                other = bool(name) and name.casefold().split() != signatory.casefold().split()
                dialog.notice(name if other else "", signatory)

        desk = self._sitting.desk
        self._identity.ask(lambda _ticket: job(desk), show)

    def _sign(self, dialog: SignDialog, body: str, wish: SigningWish) -> None:
        language = self._sitting.language

        def job(desk: Desk, _ticket: object) -> LetterMade | ReviewerError:
            try:
                return desk.letters.write(
                    body, wish.out, wish.identity, wish.password, language, because=wish.because
                )
            except ReviewerError as error:
                return error

        self._sitting.later(self.tr("Signing"), job, lambda made: self._signed(dialog, wish, made))

    def _signed(self, dialog: SignDialog, wish: SigningWish, made: LetterMade | ReviewerError) -> None:
        if isinstance(made, ReviewerError):
            taken = isinstance(made, TakenError)
            dialog.complain(error_words(made), dialog.out.field if taken else dialog.password)
            return
        self._settings.put(IDENTITY, wish.identity.resolve())
        dialog.accept()
        self._sitting.messages.tell(self.tr("Signed by {} and kept: {}").format(made.signed_by, made.path))

    def _make(self, signing: SignDialog) -> None:
        name = self._sitting.desk.case.inspection.signatory.name
        suggested = self._sitting.desk.folder.parent / "identity.p12"
        dialog = IdentityDialog(self._look, name, suggested, signing)
        dialog.identity_wanted.connect(
            lambda path, whose, password: self._made(dialog, signing, path, whose, password)
        )
        dialog.open()

    def _made(
        self, dialog: IdentityDialog, signing: SignDialog, path: Path, name: str, password: str
    ) -> None:
        dialog.busy(self.tr("Making the identity…"))

        def job(desk: Desk, _ticket: object) -> ReviewerError | None:
            try:
                desk.letters.identity_new(path, name, password)
            except ReviewerError as error:
                return error
            return None

        def done(error: ReviewerError | None) -> None:
            if error is not None:
                dialog.complain(error_words(error), dialog.file.field)
                return
            dialog.accept()
            signing.use(path, password)

        self._sitting.later(self.tr("Making an identity"), job, done)

    # --- exporting -------------------------------------------------------------------------------

    def export(self) -> None:
        """Write the draft as PDF, web page or text; it is marked as no signed letter by having no signature."""
        view = self._sitting.view
        if view is None:
            return
        if view.blocks_draft:
            left = view.blocks_draft[0]
            self._sitting.messages.tell(left_and_remedy(left))
            return
        body, language = view.body.code, self._sitting.language
        patterns = self.tr("PDF (*.pdf);;Web page (*.html);;Text (*.txt)")
        suggested = self._out(f"{body}-draft", "pdf")
        dialog = ask_save(self._window, self.tr("Export the draft"), suggested, patterns)
        dialog.fileSelected.connect(lambda chosen: self._export(body, Path(chosen), language))

    def _export(self, body: str, out: Path, language: str) -> None:
        self._sitting.later(
            self.tr("Writing the draft"),
            lambda desk, _t: desk.letters.write(
                body, out, language=language, replace=True
            ),  # the dialog has asked
            lambda made: self._sitting.messages.tell(self.tr("Draft written: {}").format(made.path)),
        )

    def export_all(self) -> None:
        """Write the draft of every body that is ready into a folder."""
        what = self.tr("The letter of every body whose criteria are all judged; the others are named.")
        dialog = FolderDialog(
            self._look,
            self.tr("Write all letters"),
            what,
            self._sitting.desk.folder.parent / self._in_language("letters", "-"),
            self._window,
        )
        dialog.folder_given.connect(self._export_all)
        dialog.open()

    def _export_all(self, folder: Path) -> None:
        language = self._sitting.language
        self._sitting.later(
            self.tr("Writing letters"),
            lambda desk, ticket: desk.letters.write_all(
                folder, language=language, progress=ticket.report, cancelled=ticket.cancelled
            ),
            lambda outcomes: self._exported(folder, outcomes),
        )

    def _exported(self, folder: Path, outcomes: tuple[LetterOutcome, ...]) -> None:
        made = sum(outcome.made is not None for outcome in outcomes)
        words = self.tr("{} written to {}; {} not ready.")
        letters = counted(made, self.tr("letter"), self.tr("letters"))
        self._sitting.messages.tell(words.format(letters, folder, len(outcomes) - made))
