"""Signing in the window: it asks whose identity it is, asks once more, and leads on; a stray key signs nothing."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QScrollArea

from reviewer.desk import Desk
from reviewer.desk.display import Superseded
from reviewer.errors import CasebookError
from reviewer.model import Letter
from reviewer.ui.letter.question import SignedDialog, SignQuestion
from reviewer.ui.letter.screen import LetterScreen
from reviewer.ui.letter.signing import SignDialog
from reviewer.ui.letter.view import LetterView
from tests.once import Once
from tests.ui.person import WorkingPerson
from tests.ui.test_letter import letter

__all__ = ["letter"]

ROLE = "Deputy Inspector of Police"


@pytest.fixture
def identity(person: WorkingPerson, once: Once, tmp_path: Path) -> Callable[[str], Path]:
    """Give an identity in a name, whose password is “right”; the key of each is made once in a run."""
    letters = person.space.session.desk.letters

    def copied(name: str) -> Path:
        file = f"{name.replace(' ', '-')}.p12"
        made = once(f"identity {name}", lambda folder: letters.identity_new(folder / file, name, "right"))
        return Path(shutil.copy(made / file, tmp_path / file))

    return copied


def signed(desk: Desk) -> list[Letter]:
    return [kept.content for kept in desk.session.casebook.current(Letter, body="harrowdale")]


def asked(person: WorkingPerson, identity: Path) -> SignDialog:
    """The dialog with an identity and its password in it, and the focus on the password."""
    person.press("Ctrl+Shift+S")
    dialog = person.dialog(SignDialog)
    dialog.identity.set_path(identity)
    person.focus(dialog.password)
    person.type("right")
    return dialog


@pytest.mark.thorough
def test_signing_asks_once_more_and_a_stray_key_signs_nothing(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    desk = person.space.session.desk
    dialog = asked(person, identity("Rowan Ellery"))
    out = dialog.out.path
    assert out is not None
    for stray in ("Escape", "Return", "Space", "Enter"):
        person.focus(dialog.password)
        person.press("Return")
        question = person.dialog(SignQuestion)
        assert person.at() is question.back, "the focus is on what does nothing"
        for named in ("Harrowdale", str(out), "Rowan-Ellery.p12", "Rowan Ellery", "fingerprint"):
            assert named in question.said
            assert named in question.accessibleDescription()
        person.press(stray)
        person.wait(partial(person.gone, question))
        person.settle()
        assert not signed(desk)
        assert not out.exists()
        assert dialog.isVisible()
        assert not dialog.complaint
        dialog.activateWindow()
    person.focus(dialog.password)
    person.press("Return")
    question = person.dialog(SignQuestion)
    person.press("Shift+Tab") if question.go.geometry().x() < question.back.geometry().x() else person.press(
        "Tab"
    )
    assert person.at() is question.go
    person.press("Return")
    person.wait(lambda: signed(desk))
    done = person.dialog(SignedDialog)
    assert "Signed by Rowan Ellery, " in done.accessibleDescription()
    assert person.gone(dialog)
    person.press("Escape")
    person.wait(lambda: person.gone(done))
    person.wait(lambda: "Signed by Rowan Ellery, " in letter.state.text())


@pytest.mark.thorough
def test_the_question_lists_what_may_be_wrong_in_the_words(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    desk = person.space.session.desk
    desk.drafts.edit("harrowdale", "own-1", 150, "We thank Penmarsh.", because="Thanks")
    person.space.session.refresh()
    person.wait(letter.objections.isVisible)
    asked(person, identity("Rowan Ellery"))
    person.press("Return")
    question = person.dialog(SignQuestion)
    assert "Look at this in its words: “Penmarsh” is a name of Penmarsh Police" in question.said


@pytest.mark.thorough
def test_the_question_lists_them_for_the_letter_that_is_signed_whatever_is_chosen_since(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    desk = person.space.session.desk
    asked(person, identity("Rowan Ellery"))
    desk.drafts.edit("harrowdale", "own-1", 150, "We thank Penmarsh.", because="Thanks")
    person.space.session.choose_body("aberwen")
    person.settle()
    person.press("Return")
    question = person.dialog(SignQuestion)
    assert "Force: Harrowdale" in question.said
    assert "Look at this in its words: “Penmarsh” is a name of Penmarsh Police" in question.said


@pytest.mark.thorough
def test_what_cannot_be_read_is_told_when_a_letter_is_to_be_withdrawn(
    person: WorkingPerson, letter: LetterView, monkeypatch: pytest.MonkeyPatch
) -> None:
    def damaged(*_: object) -> tuple[Superseded, ...]:
        raise CasebookError("A letter is damaged", "Check the casebook.")

    monkeypatch.setattr(person.space.session.desk.letters, "superseded", damaged)
    person.screen(LetterScreen, "letter").signing.withdraw()
    assert person.message == "A letter is damaged. Check the casebook."


@pytest.mark.thorough
def test_enter_on_another_button_of_the_dialog_signs_nothing(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    dialog = asked(person, identity("Rowan Ellery"))
    person.focus(dialog.out.browse)
    person.press("Return")
    chooser = person.dialog(QFileDialog)
    chooser.reject()
    dialog.activateWindow()
    assert not signed(person.space.session.desk)
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    assert not signed(person.space.session.desk)


@pytest.mark.thorough
def test_another_name_is_asked_about_and_a_deputy_says_as_what(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    desk = person.space.session.desk
    other, own = identity("Robin Ash"), identity("Dame ROWAN ELLERY CBE")
    person.click(letter.languages.choices["cy"])
    dialog = asked(person, other)
    person.wait(lambda: dialog.noticed)
    assert (
        dialog.noticed
        == "This identity is in the name of Robin Ash, and the letter is signed for Rowan Ellery."
    )
    dialog.identity.set_path(own)
    person.wait(lambda: not dialog.noticed)
    dialog.identity.set_path(other)
    person.focus(dialog.password)
    person.press("Return")  # at once: before it was looked at while typing
    person.wait(lambda: "in which role" in dialog.complaint)
    assert person.at() is dialog.role
    assert "in the name of Robin Ash" in dialog.role.accessibleDescription()
    person.type("Signatory")
    person.press("Return")
    person.wait(lambda: "is no deputy's role" in dialog.complaint)
    assert person.at() is dialog.role
    assert dialog.noticed, "it is still asked for"
    dialog.role.clear()
    person.type(f" {ROLE}")
    person.press("Return")
    question = person.dialog(SignQuestion)
    assert f"Signed by: Robin Ash ({ROLE}, for Rowan Ellery)" in question.said
    assert "Language: Welsh" in question.said, "its name, not its code"
    person.press("Escape")
    person.wait(lambda: person.gone(question))
    assert not desk.register.of("harrowdale")
    dialog.activateWindow()
    person.focus(dialog.role)
    person.press("Return")
    person.sign_for_good()
    assert "Signed by Robin Ash" in person.message
    (entry,) = desk.register.of("harrowdale")
    assert (entry.letter.role, entry.letter.signed_for) == (ROLE, "Rowan Ellery")
    assert entry.letter.language == "cy"
    person.wait(lambda: f"Robin Ash ({ROLE}, for Rowan Ellery)" in letter.state.text())


@pytest.mark.thorough
def test_an_identity_that_was_changed_for_the_signatorys_needs_no_role(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path]
) -> None:
    dialog = asked(person, identity("Robin Ash"))
    person.press("Return")
    person.wait(lambda: "in which role" in dialog.complaint)
    person.type(ROLE)
    dialog.identity.set_path(identity("Rowan Ellery"))
    person.press("Return")
    question = person.dialog(SignQuestion)
    assert ROLE not in question.said
    person.press("Escape")
    person.wait(lambda: person.gone(question))
    dialog.reject()


@pytest.mark.thorough
def test_superseding_anothers_letter_asks_and_names_whose_it_is(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path
) -> None:
    desk = person.space.session.desk
    desk.letters.write("harrowdale", tmp_path / "1.pdf", identity("Robin Ash"), "right", role=ROLE)
    person.space.session.refresh()
    person.wait(lambda: "Robin Ash" in letter.state.text())
    dialog = asked(person, identity("Rowan Ellery"))
    person.press("Return")
    person.wait(lambda: "takes the place" in dialog.complaint)
    assert f"Robin Ash ({ROLE}, for Rowan Ellery) signed on" in dialog.supersedes
    assert person.at() is dialog.because
    person.type("She is back.")
    person.press("Ctrl+Return")
    question = person.dialog(SignQuestion)
    assert "In place of: A letter to Harrowdale" in question.said
    assert "She is back." in question.said
    person.press("Escape")
    person.wait(lambda: person.gone(question))
    (still,) = signed(desk)
    assert still.signed_by == "Robin Ash"
    dialog.activateWindow()
    person.focus(dialog.password)
    person.press("Return")
    person.sign_for_good()
    (now,) = signed(desk)
    assert (now.signed_by, now.because) == ("Rowan Ellery", "She is back.")


@pytest.mark.thorough
@pytest.mark.parametrize("percent", [200])
def test_all_that_is_asked_can_be_read_at_200_percent_without_a_mouse(
    person: WorkingPerson, letter: LetterView, identity: Callable[[str], Path], tmp_path: Path, percent: int
) -> None:
    assert person.window.look.percent == percent
    desk = person.space.session.desk
    desk.letters.write("harrowdale", tmp_path / "1.pdf", identity("Robin Ash"), "right", role=ROLE)
    dialog = asked(person, identity("Rowan Ellery"))
    person.press("Return")
    person.wait(lambda: "takes the place" in dialog.complaint)
    assert dialog.frameGeometry().bottom() <= dialog.screen().availableGeometry().bottom()
    person.type("She is back, and has read it all. " * 40)
    person.press("Ctrl+Return")
    question = person.dialog(SignQuestion)
    area = question.findChild(QScrollArea)
    assert area is not None
    bar = area.verticalScrollBar()
    assert bar.maximum() > 0, "the reason is too long for the screen"
    for _ in range(bar.maximum() // bar.pageStep() + 1):
        person.press("PgDown")
    assert bar.value() == bar.maximum()
    assert person.at() is question.back
    person.press("Escape")
    person.wait(lambda: person.gone(question))
    assert [each.signed_by for each in signed(desk)] == ["Robin Ash"]
