"""Signing: which identity, its password, where the PDF goes; or making an identity first."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QFileDialog, QLineEdit, QWidget

from reviewer.ui.delay import after
from reviewer.ui.dialogs import Form, PathField
from reviewer.ui.look import Look
from reviewer.ui.parts import Label, TextBox, button

PAUSE = 400  # milliseconds without a key, after which the identity is looked at


@dataclass(frozen=True, slots=True)
class SigningWish:
    """What to sign with and where to write it."""

    identity: Path
    password: str
    out: Path
    because: str = ""


class IdentityDialog(Form):
    """Makes a signing identity in a new file."""

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
    """Asks for identity, password and the PDF's name; stays open until the letter is signed or given up."""

    sign_wanted = Signal(object)
    make_wanted = Signal()
    identity_tried = Signal(object, str)

    def __init__(
        self, look: Look, body: str, identity: Path | None, out: Path, parent: QWidget, *, stands: str = ""
    ) -> None:
        """``identity`` is the one used last, ``out`` the name that the PDF would get.

        ``stands`` says that a signed letter stands, in whose place this one is put, with a reason.
        """
        super().__init__(look, self.tr("Sign the letter to {}").format(body), parent)
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
        self._other = Label("", "warn", wrap=True)
        self._other.hide()
        self.add_wide(self._other)
        self.add_line(self.tr("Signed letter"), self.out)
        self.because = TextBox(look, self._check)
        self.because.setParent(self)
        self.because.setVisible(bool(stands))
        self._stands = stands
        if stands:
            self.add_wide(Label(stands, "warn", wrap=True))
            self.add_line(self.tr("Why this one takes its place"), self.because)
        self.finish(self.tr("Sign"), self._check)
        self._wait = after(PAUSE, self._try, self)
        for field in (self.identity.field, self.password):
            field.textChanged.connect(self._wait.start)
        self.finished.connect(self._wait.stop)
        self._wait.start()

    def _try(self) -> None:
        if self.identity.path is not None:
            self.identity_tried.emit(self.identity.path, self.password.text())

    def notice(self, name: str, signatory: str) -> None:
        """Say that the identity is in another name than the signatory's; "" takes that away."""
        words = self.tr("This identity is in the name of {}, and the letter is signed for {}.")
        self._other.setText(words.format(name, signatory) if name else "")
        self._other.setAccessibleName(self._other.text())
        self._other.setVisible(bool(name))

    @property
    def noticed(self) -> str:
        """What is said about the identity, or ""."""
        return self._other.text()

    def use(self, identity: Path, password: str) -> None:
        """Take an identity that was just made."""
        self.identity.set_path(identity)
        self.password.setText(password)
        self.buttons.button(QDialogButtonBox.StandardButton.Ok).setFocus()

    def _check(self) -> None:
        if self.identity.path is None:
            self.complain(self.tr("Choose a signing identity, or make one."), self.identity.field)
        elif self.out.path is None:
            self.complain(self.tr("Say where the signed letter goes."), self.out.field)
        elif self._stands and not self.because.toPlainText().strip():
            self.complain(
                self.tr("Say why this letter takes the place of the signed one: it stands in the record."),
                self.because,
            )
        else:
            self.busy(self.tr("Signing…"))
            because = self.because.toPlainText().strip()
            self.sign_wanted.emit(
                SigningWish(self.identity.path, self.password.text(), self.out.path, because)
            )


class WithdrawDialog(Form):
    """Asks whether a signed letter is withdrawn, and why."""

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
