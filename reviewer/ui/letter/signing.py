"""Signing: which identity, its password, where the PDF goes; or making an identity first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from reviewer.desk.signing import Foreseen
from reviewer.desk.words.letters import superseded_words
from reviewer.errors import ended
from reviewer.ui.delay import after
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.look import Look
from reviewer.ui.widgets import Box, Label, TextBox, button

PAUSE = 400  # milliseconds without a key, after which the identity is looked at


@dataclass(frozen=True, slots=True)
class SigningWish:
    """What to sign with and where to write it; a deputy's role, and why the letter takes the place of another."""

    identity: Path
    password: str
    out: Path
    role: str = ""
    because: str = ""


class IdentityDialog(Form):
    """Makes a signing identity in a new file."""

    help = "README#preview-and-sign"

    identity_wanted = Signal(object, str, str)

    def __init__(self, look: Look, name: str, suggested: Path, parent: QWidget) -> None:
        """``name`` is the signatory's, ``suggested`` a file that does not exist yet."""
        super().__init__(look, self.tr("Make a signing identity"), parent)
        self.name = QLineEdit(name)
        self.file = PathField(look, QFileDialog.FileMode.AnyFile, self.tr("Save as"), "*.p12", save=True)
        self.file.set_path(suggested)
        self.password, self.again = secret_field(), secret_field()
        self.add_line(self.tr("Whose signature it is"), self.name)
        self.add_line(self.tr("File (keep it safe)"), self.file)
        self.add_line(self.tr("Password"), self.password)
        self.add_line(self.tr("Password again"), self.again)
        self.finish(self.tr("Make identity"), self._check)

    def _check(self) -> None:
        if not self.name.text().strip():
            self.complain(self.tr("Say whose signature it is."), self.name)
        elif self.file.path is None:
            self.complain(self.tr("Say which file to make."), self.file.field)
        elif not self.password.text():
            self.complain(
                self.tr("Choose a password; without one anybody with the file could sign."), self.password
            )
        elif self.password.text() != self.again.text():
            self.complain(self.tr("The two passwords differ. Type them again."), self.password)
        else:
            self.identity_wanted.emit(self.file.path, self.name.text(), self.password.text())


class SignDialog(Form):
    """Asks for identity, password and the PDF's name; stays open until the letter is signed or given up.

    Whose identity it is, it is told by ``show_foreseen``: then it asks in which role a deputy signs, and why a letter takes the
    place of another. ``sign_wanted`` comes when all that is known to be needed is there; nothing is signed by it.
    """

    help = "README#preview-and-sign"

    sign_wanted = Signal()
    make_wanted = Signal()
    identity_tried = Signal(object, str, str)

    def __init__(self, look: Look, body: str, identity: Path | None, out: Path, parent: QWidget) -> None:
        """``identity`` is the one used last, ``out`` the name that the PDF would get."""
        super().__init__(look, self.tr("Sign the letter to {}").format(body), parent)
        self._foreseen: Foreseen | None = None
        words = self.tr("Signing is for good: the PDF is kept in the casebook, byte for byte.")
        self.add_wide(Label(words, "muted", wrap=True))
        self.identity = PathField(look, QFileDialog.FileMode.ExistingFile, self.tr("Identity"), "*.p12 *.pfx")
        self.identity.set_path(identity)
        self.password = secret_field()
        self.out = PathField(look, QFileDialog.FileMode.AnyFile, self.tr("Save as"), "*.pdf", save=True)
        self.out.set_path(out)
        self.add_line(self.tr("Signing identity (.p12)"), self.identity)
        make = button(self.tr("Make an identity…"), self.make_wanted.emit, "link")
        make.setObjectName("make-identity")
        self.add_wide(make)
        self.add_line(self.tr("Its password"), self.password)
        self._other, self.role = Label("", "warn", wrap=True), QLineEdit()
        self._role = self._asked(
            self._other, self.tr("In which role, for example Deputy Director"), self.role
        )
        self.add_line(self.tr("Signed letter"), self.out)
        self._stands, self.because = Label("", "warn", wrap=True), TextBox(look, self._check)
        self._reason = self._asked(self._stands, self.tr("Why this one takes its place"), self.because)
        self.finish(self.tr("Sign…"), self._check)
        self._wait = after(PAUSE, self._try, self)
        for field in (self.identity.field, self.password, self.role):
            field.textChanged.connect(self._wait.start)
        self.finished.connect(self._wait.stop)
        self._wait.start()

    def _asked(self, why: Label, words: str, field: QWidget) -> Box:
        """Add a field that is shown only where it is needed, under what it is needed for."""
        label = Label(words, "small", wrap=True)
        label.setBuddy(field)
        field.setAccessibleName(words)
        box = Box(self._look, why, label, field, gap=4)
        box.hide()
        self.add_wide(box)
        return box

    def _try(self) -> None:
        if self.identity.path is not None:
            self.identity_tried.emit(self.identity.path, self.password.text(), self.role.text())

    def show_foreseen(self, foreseen: Foreseen | None) -> None:
        """Say what signing with the identity would do, and ask for what it needs; None: it is not known."""
        self._foreseen = foreseen
        words = self.tr("This identity is in the name of {}, and the letter is signed for {}")
        deputy = foreseen is not None and foreseen.deputy
        self._say(
            self._role,
            self._other,
            ended(words.format(foreseen.name, foreseen.signatory)) if deputy and foreseen else "",
        )
        stands = foreseen.stands if foreseen else ()
        said = " ".join(ended(superseded_words(each)) for each in stands)
        self._say(self._reason, self._stands, said)
        self.grow()

    def _say(self, box: Box, label: Label, words: str) -> None:
        label.setText(words)
        label.setAccessibleName(words)
        field = self.role if box is self._role else self.because
        field.setAccessibleDescription(words)
        box.setVisible(bool(words))

    @property
    def noticed(self) -> str:
        """What is said about the identity, or ""."""
        return self._other.text()

    @property
    def supersedes(self) -> str:
        """What is said of the letter that stands, or ""."""
        return self._stands.text()

    def use(self, identity: Path, password: str) -> None:
        """Take an identity that was just made."""
        self.identity.set_path(identity)
        self.password.setText(password)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def lacks(self) -> bool:
        """Tell whether something that is known to be needed is not there; asks for it then, and goes there."""
        foreseen = self._foreseen
        if foreseen is not None and foreseen.deputy and not self.role.text().strip():
            words = self.tr("Say in which role {} signs for {}, or choose another identity.")
            self.complain(words.format(foreseen.name, foreseen.signatory), self.role)
        elif self.supersedes and not self.because.toPlainText().strip():
            self.complain(
                self.tr("Say why this letter takes the place of the signed one: it stands in the record."),
                self.because,
            )
        else:
            return False
        return True

    def _check(self) -> None:
        if self.identity.path is None:
            self.complain(self.tr("Choose a signing identity, or make one."), self.identity.field)
        elif self.out.path is None:
            self.complain(self.tr("Say where the signed letter goes."), self.out.field)
        elif not self.lacks():
            self.busy(self.tr("Looking at the identity…"))
            self.sign_wanted.emit()

    @property
    def wish(self) -> SigningWish | None:
        """What is asked for, None without an identity or a file; role and reason only where they are needed."""
        identity, out = self.identity.path, self.out.path
        if identity is None or out is None:
            return None
        role = self.role.text() if self.noticed else ""
        because = self.because.toPlainText().strip() if self.supersedes else ""
        return SigningWish(identity, self.password.text(), out, " ".join(role.split()), because)


class WithdrawDialog(Form):
    """Asks whether a signed letter is withdrawn, and why."""

    help = "README#preview-and-sign"

    reason_given = Signal(str)

    def __init__(self, look: Look, body: str, stands: str, parent: QWidget) -> None:
        """``stands`` says which letter it is: who signed it, and when."""
        super().__init__(look, self.tr("Withdraw the signed letter to {}").format(body), parent)
        self.add_wide(Label(stands, wrap=True))
        words = self.tr(
            "It cannot be taken back that it was withdrawn. The PDF is kept, and a check of it says that it was withdrawn, and why."
        )
        self.add_wide(Label(words, "muted", wrap=True))
        self.because = TextBox(look, self._check)
        self.add_line(self.tr("Reason"), self.because)
        self.finish(self.tr("Withdraw for good"), self._check)
        self.because.setFocus()

    def _check(self) -> None:
        because = self.because.toPlainText().strip()
        if not because:
            self.complain(self.tr("A reason is needed: it stands in the record."), self.because)
            return
        self.reason_given.emit(because)
        self.accept()


def secret_field() -> QLineEdit:
    """Return a field that shows dots."""
    field = QLineEdit()
    field.setEchoMode(QLineEdit.EchoMode.Password)
    return field
