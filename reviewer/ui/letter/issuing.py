"""Signing the chosen body's letter, for good: who signs, the question, the signed file; and withdrawing it."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from shiboken6 import Shiboken

from reviewer.desk.display import LetterMade
from reviewer.desk.files import free_name, named
from reviewer.desk.settings import IDENTITY
from reviewer.desk.signing import Foreseen
from reviewer.desk.words.blockers import left_and_remedy
from reviewer.desk.words.errors import error_words
from reviewer.desk.words.language_names import letter_language
from reviewer.desk.words.letters import signed_words, signer_words, superseded_words
from reviewer.desk.words.objections import objection_lines
from reviewer.desk.words.signatures import grouped
from reviewer.desk.words.templates import capital
from reviewer.errors import ReviewerError, TakenError, WrongUseError, ended
from reviewer.model import Letter
from reviewer.ui.latest import Latest
from reviewer.ui.letter.handing import LetterHanding
from reviewer.ui.letter.question import Fact, SignedDialog, SignQuestion
from reviewer.ui.letter.signing import IdentityDialog, SignDialog, SigningWish, WithdrawDialog
from reviewer.ui.look import Look
from reviewer.ui.session_model import SessionModel

if TYPE_CHECKING:
    from reviewer.desk import Desk, Home

DIGITS = 16  # of a fingerprint: enough to tell one's identities apart


@dataclass(frozen=True, slots=True)
class _Act:
    """Whose letter is signed, in which language: as it was when it was asked for, whatever is chosen since."""

    body: str
    name: str
    language: str


@dataclass(frozen=True, slots=True)
class _Looked:
    """What signing would do, and the sentences on what may be wrong in the letter's words, and may be meant."""

    foreseen: Foreseen
    doubts: tuple[str, ...]


def letter_file(session: SessionModel, name: str) -> Path:
    """Return a PDF's name beside the casebook, in the letter's language, that no file has yet."""
    return free_name(session.desk.session.origin.beside / named(name, session.language))


class LetterSigning(QObject):
    """Asks what signing needs, asks once more, has it done, and says what came of it."""

    def __init__(
        self, look: Look, session: SessionModel, home: Home, handing: LetterHanding, parent: QWidget
    ) -> None:
        """``home`` remembers the identity used last, ``handing`` hands out what is signed; dialogs stand before ``parent``."""
        super().__init__(session)
        self._look = look
        self._session = session
        self._settings = home.settings
        self._handing = handing
        self._window = parent
        self._identity: Latest[Foreseen | None] = Latest(
            session.work, self.tr("Looking at the identity"), self
        )

    def sign(self) -> None:
        """Sign the chosen body's letter, unless something is left: then say what."""
        view = self._session.view
        if view is None:
            return
        if left := view.left_in(self._session.language):
            self._session.messages.tell(left_and_remedy(left[0]))
            return
        known = self._settings.get(IDENTITY)
        identity = known if known and known.exists() else None
        body = view.body
        dialog = SignDialog(
            self._look, body.name, identity, letter_file(self._session, body.code), self._window
        )
        language = self._session.language
        act = _Act(body.code, body.name, language)
        dialog.identity_tried.connect(
            lambda path, password, role: self._try(dialog, act, path, password, role)
        )
        dialog.sign_wanted.connect(lambda: self._look_first(dialog, act))
        dialog.make_wanted.connect(lambda: self._make(dialog))
        dialog.open()

    # --- whose identity it is ----------------------------------------------------------------------

    def _try(self, dialog: SignDialog, act: _Act, path: Path, password: str, role: str) -> None:
        """Look whose identity it is while the password is typed, and say what it needs."""

        def job(desk: Desk) -> Foreseen | None:
            try:  # what is wrong is told at signing, not while typing
                with suppress(WrongUseError):  # half a role is none, and still one is asked for
                    return desk.letters.foresee(act.body, path, password, act.language, role)
                return desk.letters.foresee(act.body, path, password, act.language)
            except ReviewerError:
                return None

        def show(foreseen: Foreseen | None) -> None:
            if Shiboken.isValid(dialog):
                dialog.show_foreseen(foreseen)

        desk = self._session.desk
        self._identity.ask(lambda _ticket: job(desk), show)

    def _look_first(self, dialog: SignDialog, act: _Act) -> None:
        """Look whose identity it is and what would be superseded, then ask once more."""
        wish = dialog.wish
        if wish is None:
            return
        role = dialog.role.text()

        def job(desk: Desk, _ticket: object) -> _Looked | ReviewerError:
            letters = desk.letters
            try:
                foreseen = letters.foresee(act.body, wish.identity, wish.password, act.language, role)
                return _Looked(foreseen, objection_lines(letters.doubts(act.body, act.language)))
            except ReviewerError as error:
                return error

        def ask(foreseen: _Looked | ReviewerError) -> None:
            if not Shiboken.isValid(dialog) or not dialog.isVisible():
                return
            if isinstance(foreseen, ReviewerError):
                of_role = isinstance(foreseen, WrongUseError)
                dialog.complain(error_words(foreseen), dialog.role if of_role else dialog.password)
                return
            self._identity.forget()
            dialog.show_foreseen(foreseen.foreseen)
            if not dialog.lacks():
                self._ask(dialog, act, foreseen)

        self._session.later(self.tr("Looking at the identity"), job, ask)

    # --- the question ------------------------------------------------------------------------------

    def _ask(self, dialog: SignDialog, act: _Act, looked: _Looked) -> None:
        wish = dialog.wish
        if wish is None:
            return
        dialog.ready()
        if looked.foreseen.again:
            title = self.tr("Write the signed letter to {} again?")
            accept, refuse = self.tr("Write it again"), self.tr("Do not write it")
            note = self.tr("It is signed already, and nothing has changed: the same bytes are written.")
        else:
            title = self.tr("Sign the letter to {} for good?")
            accept, refuse = self.tr("Sign for good"), self.tr("Do not sign")
            note = self.tr(
                "A signed letter cannot be changed or taken back; it can be withdrawn, with a reason."
            )
        question = SignQuestion(
            self._look, title.format(act.name), self._facts(act, wish, looked), (accept, refuse), note, dialog
        )
        question.agreed.connect(lambda: self._sign(dialog, act, wish))
        question.open()

    def _facts(self, act: _Act, wish: SigningWish, looked: _Looked) -> list[Fact]:
        """Name all that a signature would bind."""
        foreseen = looked.foreseen
        by = signer_words(foreseen.name, wish.role, foreseen.signatory)
        facts = [
            Fact(capital(self._session.desk.case.inspection.body_noun[0]), act.name),
            Fact(self.tr("Signatory of the letter"), foreseen.signatory),
            Fact(self.tr("Signed by"), by),
            Fact(
                self.tr("Identity"),
                self.tr("{}, fingerprint {}…").format(
                    wish.identity.name, grouped(foreseen.fingerprint[:DIGITS])
                ),
            ),
            Fact(self.tr("File"), str(wish.out)),
        ]
        if act.language:
            facts.insert(1, Fact(self.tr("Language"), letter_language(self._session.desk.case, act.language)))
        facts += [Fact(self.tr("In place of"), ended(superseded_words(each))) for each in foreseen.stands]
        if wish.because:
            facts.append(Fact(self.tr("Because"), wish.because))
        facts += [Fact(self.tr("Look at this in its words"), line) for line in looked.doubts]
        return facts

    def _sign(self, dialog: SignDialog, act: _Act, wish: SigningWish) -> None:
        if Shiboken.isValid(dialog):
            dialog.busy(self.tr("Signing…"))

        def job(desk: Desk, _ticket: object) -> LetterMade | ReviewerError:
            try:
                return desk.letters.write(
                    act.body, wish.out, wish.identity, wish.password, act.language,
                    role=wish.role, because=wish.because,
                )  # fmt: skip
            except ReviewerError as error:
                return error

        self._session.later(self.tr("Signing"), job, lambda made: self._signed(dialog, act, wish, made))

    def _signed(
        self, dialog: SignDialog, act: _Act, wish: SigningWish, made: LetterMade | ReviewerError
    ) -> None:
        there = Shiboken.isValid(dialog) and dialog.isVisible()
        if isinstance(made, ReviewerError):
            if there:
                taken = isinstance(made, TakenError)
                dialog.complain(error_words(made), dialog.out.field if taken else dialog.password)
            else:
                self._session.messages.failed(made)
            return
        self._settings.put(IDENTITY, wish.identity.resolve())
        if there:
            dialog.accept()
        if made.signed is not None:
            who = capital(signed_words(made.signed))
            self._session.messages.tell(self.tr("{}, and kept: {}").format(who, made.path))
            self._offer(act, made.path, made.signed)

    def _offer(self, act: _Act, path: Path, letter: Letter) -> None:
        """Lead on to the letter that was signed."""
        lines = (
            ended(capital(signed_words(letter))),
            self.tr("It is in the casebook, and in the file {}.").format(path),
        )
        title = self.tr("The letter to {} is signed").format(act.name)
        dialog = SignedDialog(self._look, title, lines, self._window)
        dialog.open_wanted.connect(lambda: self._handing.show_file(path, dialog))
        dialog.folder_wanted.connect(lambda: self._handing.show_in_folder(path, dialog))
        dialog.copy_wanted.connect(lambda: self._handing.ask_copy(letter, dialog))
        dialog.open()

    # --- making an identity ------------------------------------------------------------------------

    def _make(self, signing: SignDialog) -> None:
        name = self._session.desk.case.inspection.signatory.name
        suggested = self._session.desk.session.origin.beside / "identity.p12"
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

        self._session.later(self.tr("Making an identity"), job, done)

    # --- withdrawing -------------------------------------------------------------------------------

    def withdraw(self) -> None:
        """Ask why the signed letter that stands is withdrawn."""
        view, language = self._session.view, self._session.language
        if view is None or self._session.refuses():
            return
        code = view.body.code
        letters = self._session.desk.letters
        before = self._session.messages.attempt(lambda: letters.superseded(code, language))
        if before is None:
            return
        stands = " ".join(ended(superseded_words(each)) for each in before)
        if not stands:
            self._session.messages.tell(self.tr("No signed letter stands."))
            return
        dialog = WithdrawDialog(self._look, view.body.name, stands, self._window)
        message = self.tr("The signed letter to {} is withdrawn.").format(view.body.name)
        dialog.reason_given.connect(
            lambda because: self._session.act(
                lambda desk: desk.letters.withdraw(code, because, language),
                lambda _sha: self._session.messages.tell(message),
            )
        )
        dialog.open()
