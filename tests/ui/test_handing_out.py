"""Signed letters handed out in the window: opened, shown in their folder, copied, and listed in the register; nothing waits for it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from reviewer.desk import Desk
from reviewer.ui.case.dialogs import FactsDialog
from reviewer.ui.dialogs import Form
from reviewer.ui.letter.question import SignedDialog, SignQuestion
from reviewer.ui.letter.register import RegisterDialog
from reviewer.ui.letter.signing import WithdrawDialog
from reviewer.ui.letter.view import LetterView
from tests.standing import sign_other_words
from tests.ui.person import WorkingPerson, choose
from tests.ui.test_letter import letter
from tests.ui.test_signing import asked, identity

__all__ = ["identity", "letter"]


@pytest.fixture(autouse=True)
def no_bus(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """No file manager of who runs the tests is asked."""
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")


@pytest.fixture
def viewed(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """What the laptop's own programs were given to show."""
    shown: list[Path] = []

    def show(url: QUrl) -> bool:
        shown.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", show)
    return shown


@pytest.mark.thorough
def test_after_signing_the_letter_is_opened_shown_in_its_folder_and_copied_out(
    person: WorkingPerson,
    letter: LetterView,
    identity: Callable[[str], Path],
    viewed: list[Path],
    tmp_path: Path,
) -> None:
    dialog = asked(person, identity("Rowan Ellery"))
    out = dialog.out.path
    assert out is not None
    person.press("Return")
    question = person.dialog(SignQuestion)
    person.focus(question.go)
    person.press("Return")
    done = person.dialog(SignedDialog)
    person.focus(done.open_button)
    person.press("Return")
    assert viewed == [out]
    person.focus(done.folder_button)
    person.press("Return")
    person.wait(lambda: done.complaint)
    assert viewed == [out, out.parent], "no file manager here chooses a file"
    assert done.complaint == f"The folder was opened: {out.parent}. The file in it is called {out.name}."
    person.focus(done.copy_button)
    person.press("Return")
    choose(person, tmp_path / "copy.pdf")
    person.wait(lambda: "byte for byte" in done.complaint)
    assert (tmp_path / "copy.pdf").read_bytes() == out.read_bytes()
    out.unlink()
    assert person.dialog(SignedDialog) is done
    person.focus(done.open_button)
    person.press("Return")
    assert "is not there any more" in done.complaint
    person.press("Escape")
    person.wait(lambda: person.gone(done))


@pytest.mark.thorough
def test_the_register_hands_out_any_signed_letter_again_byte_for_byte(
    person: WorkingPerson,
    letter: LetterView,
    identity: Callable[[str], Path],
    viewed: list[Path],
    tmp_path: Path,
) -> None:
    desk, own = person.space.session.desk, identity("Rowan Ellery")
    person.window.action_list.run("letter.register")
    person.wait(lambda: "No letter to Harrowdale" in person.message)
    desk.letters.write("harrowdale", tmp_path / "1.pdf", own, "right")
    desk.judging.verdict("harrowdale", "policy", "falls-short", "Two pages are not enough.")
    desk.letters.write("harrowdale", tmp_path / "2.pdf", own, "right", because="It was misread.")
    desk.letters.withdraw("harrowdale", "Sent to the wrong force.")
    person.space.session.refresh()
    person.settle()
    person.window.action_list.run("letter.register")
    dialog = person.dialog(RegisterDialog)
    rows = [dialog.list.item(row).text() for row in range(dialog.list.count())]
    assert ["Rowan Ellery" in row for row in rows] == [True, True]
    assert "withdrawn: Sent to the wrong force." in rows[0]
    assert "a later one took its place" in rows[1]
    assert person.at() is dialog.list
    for row, first in enumerate(("2.pdf", "1.pdf")):
        copy = tmp_path / f"copy of {first}"
        person.focus(dialog.list)
        person.press("Home")
        for _ in range(row):
            person.press("Down")
        person.press("Return")
        choose(person, copy)
        person.wait(partial(says, dialog, str(copy)))
        assert copy.read_bytes() == (tmp_path / first).read_bytes()
        assert "byte for byte" in dialog.complaint
        assert person.dialog(RegisterDialog) is dialog
    person.focus(dialog.open_button)
    person.press("Return")
    person.wait(lambda: viewed)
    (opened,) = viewed
    assert opened.name == "harrowdale.pdf"
    assert opened.read_bytes() == (tmp_path / "1.pdf").read_bytes()
    assert opened.stat().st_mode & 0o222 == 0, "no program gets to change the kept one, nor this"
    kept = desk.session.casebook.files.path(dialog.chosen.issued)
    kept.write_bytes(kept.read_bytes()[:-1])
    person.focus(dialog.open_button)
    person.press("Return")
    person.wait(lambda: "is damaged" in dialog.complaint)
    assert len(viewed) == 1, "what was altered is not handed out"
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))


@pytest.mark.thorough
def test_a_letter_whose_words_are_not_its_verdicts_is_told_so_and_not_handed_out(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, viewed: list[Path]
) -> None:  # fmt: skip
    """As a program left it that was shown an altered verdict."""
    desk, out = person.space.session.desk, tmp_path / "1.pdf"
    sign_other_words(
        desk, "harrowdale", lambda: desk.letters.write("harrowdale", out, identity("Rowan Ellery"), "right")
    )
    person.space.session.refresh()
    person.wait(lambda: "words are not" in letter.state.text())
    person.window.action_list.run("letter.register")
    dialog = person.dialog(RegisterDialog)
    assert "not handed out again" in dialog.list.item(0).text()
    assert dialog.complaint == ""
    person.focus(dialog.open_button)
    person.press("Return")
    person.wait(lambda: "words are not" in dialog.complaint)
    assert "Sign the letter anew" in dialog.complaint
    assert viewed == []
    person.focus(dialog.list)
    person.press("Return")
    dialog.ready()
    choose(person, tmp_path / "copy.pdf")
    person.wait(lambda: "words are not" in dialog.complaint)
    assert not (tmp_path / "copy.pdf").exists()
    dialog.reject()


def says(dialog: Form, words: str) -> bool:
    return words in dialog.complaint


class Held:
    """Reading signed letters, held up for as long as a test wants it; and in which threads it was asked for."""

    def __init__(self, desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
        self.go_on, self.threads = threading.Event(), list[threading.Thread]()
        real = desk.session.casebook.files.verify

        def verify(sha: str) -> bool:
            self.threads.append(threading.current_thread())
            assert threading.current_thread() is threading.main_thread() or self.go_on.wait(40)
            return real(sha)

        monkeypatch.setattr(desk.session.casebook.files, "verify", verify)


@pytest.fixture
def held(person: WorkingPerson, monkeypatch: pytest.MonkeyPatch) -> Iterator[Held]:
    """Every reading of a signed letter is held up."""
    made = Held(person.space.session.desk, monkeypatch)
    yield made
    made.go_on.set()


@pytest.mark.thorough
def test_the_window_goes_on_while_a_letter_is_read_to_be_opened_or_copied(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, viewed: list[Path], held: Held
) -> None:  # fmt: skip
    desk = person.space.session.desk
    held.go_on.set()
    desk.letters.write("harrowdale", tmp_path / "1.pdf", identity("Rowan Ellery"), "right")
    person.window.action_list.run("letter.register")
    dialog = person.dialog(RegisterDialog)
    person.settle()
    held.threads.clear()
    held.go_on.clear()
    person.focus(dialog.open_button)
    person.press("Return")
    assert dialog.complaint == "Opening the signed letter…"
    person.wait(lambda: held.threads)
    assert person.at() is dialog.open_button, "the button that was pressed keeps the focus"
    person.press("Return")
    person.press("Tab")
    assert person.at() is not dialog.open_button, "and the window is not held up"
    assert not viewed
    held.go_on.set()
    person.wait(lambda: viewed)
    assert len(viewed) == 1, "what was asked for twice is opened once"
    assert dialog.complaint == ""
    held.go_on.clear()
    person.focus(dialog.list)
    person.press("Return")
    choose(person, tmp_path / "copy.pdf")
    person.wait(lambda: dialog.complaint == "Copying the signed letter…")
    assert person.dialog(RegisterDialog) is dialog
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    held.go_on.set()
    person.wait(lambda: "byte for byte" in person.message)
    assert (tmp_path / "copy.pdf").read_bytes() == (tmp_path / "1.pdf").read_bytes()
    assert threading.main_thread() not in held.threads


@pytest.mark.thorough
def test_what_keeps_a_letter_from_being_opened_is_told_when_its_dialog_is_closed_by_then(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, held: Held
) -> None:
    desk = person.space.session.desk
    held.go_on.set()
    desk.letters.write("harrowdale", tmp_path / "1.pdf", identity("Rowan Ellery"), "right")
    (entry,) = desk.register.of("harrowdale")
    kept = desk.session.casebook.files.path(entry.letter.issued)
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes() + b" ")
    person.window.action_list.run("letter.register")
    dialog = person.dialog(RegisterDialog)
    person.settle()
    held.threads.clear()
    held.go_on.clear()
    person.focus(dialog.open_button)
    person.press("Return")
    person.wait(lambda: held.threads)  # it is being read, and stays so until its dialog has gone
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    held.go_on.set()
    person.wait(lambda: "is damaged" in person.message)


@pytest.mark.thorough
def test_no_signed_letter_is_read_on_the_windows_thread(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, viewed: list[Path], held: Held
) -> None:  # fmt: skip
    """Whether it stands unchanged is asked while typing, before the question, and when it is written again."""
    desk = person.space.session.desk
    held.go_on.set()
    own = identity("Rowan Ellery")
    desk.letters.write("harrowdale", tmp_path / "1.pdf", own, "right")
    held.threads.clear()
    person.space.session.refresh()
    person.wait(lambda: "Signed by" in letter.state.text())
    dialog = asked(person, own)
    person.press("Return")
    question = person.dialog(SignQuestion)
    assert "same bytes are written" in question.said
    person.focus(question.go)
    person.press("Return")
    done = person.dialog(SignedDialog)
    person.focus(done.copy_button)
    person.press("Return")
    choose(person, tmp_path / "copy.pdf")
    person.wait(lambda: "byte for byte" in done.complaint)
    assert person.dialog(SignedDialog) is done
    person.press("Escape")
    person.wait(lambda: person.gone(done) and person.gone(dialog))
    for act, kind in (
        ("body.facts", FactsDialog),
        ("letter.register", RegisterDialog),
        ("letter.withdraw", WithdrawDialog),
    ):
        person.window.action_list.run(act)
        shown = person.dialog(kind)
        person.press("Escape")
        person.wait(partial(person.gone, shown))
    assert held.threads
    assert threading.main_thread() not in held.threads
