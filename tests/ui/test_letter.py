"""Writing the letter in the window: paragraphs by keys, what would block them, languages, and who signs."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFileDialog, QLineEdit

from reviewer.model import Letter
from reviewer.ui.letter.paragraph_editor import ParagraphDialog
from reviewer.ui.letter.signing import SignDialog, WithdrawDialog
from reviewer.ui.letter.view import LetterView
from reviewer.ui.widgets import Label
from tests.ui.person import WorkingPerson


@pytest.fixture
def letter(person: WorkingPerson) -> LetterView:
    """The letter of a body that is wholly judged, as text, with the focus in it."""
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    view = person.letter
    person.wait(lambda: view.preview.paragraphs)
    person.press("Ctrl+T")
    person.focus(view.preview)
    return view


def words(letter: LetterView) -> str:
    return letter.preview.toPlainText()


def edit_second(person: WorkingPerson, letter: LetterView, by: str = "F2") -> ParagraphDialog:
    person.press("Down")
    person.press("Down")
    assert letter.preview.chosen == letter.preview.paragraphs[1]
    person.press(by)
    return person.dialog(ParagraphDialog)


@pytest.mark.thorough
@pytest.mark.parametrize("by", ["F2", "Return"])
def test_a_paragraph_is_written_by_keys_and_restored(
    person: WorkingPerson, letter: LetterView, by: str
) -> None:
    dialog = edit_second(person, letter, by)
    composed = dialog.words.toPlainText()
    assert composed
    assert composed in words(letter)
    person.press("Ctrl+End")
    person.type(" We also thank you.")
    person.wait(lambda: "is linked to no verdict" in dialog.objections)
    person.focus(dialog.because)
    person.type("Courtesy")
    person.wait(lambda: not dialog.objections)
    person.press("Return")
    person.wait(lambda: "We also thank you." in words(letter))
    assert person.gone(dialog)
    assert "edited" not in composed
    person.focus(letter.preview)
    assert letter.preview.chosen == letter.preview.paragraphs[1]
    person.press("F2")
    again = person.dialog(ParagraphDialog)
    assert again.because.text() == "Courtesy"
    person.click(again.restore)
    person.wait(lambda: "We also thank you." not in words(letter))
    person.press("Ctrl+Z")
    person.wait(lambda: "We also thank you." in words(letter))


@pytest.mark.thorough
def test_what_rests_on_nothing_is_said_beside_the_letter_and_signing_waits(
    person: WorkingPerson, letter: LetterView
) -> None:
    edit_second(person, letter)
    person.press("Ctrl+End")
    person.type(" Nobody asked.")
    person.press("Ctrl+Return")
    person.wait(letter.objections.isVisible)
    assert "Nobody asked.” is linked to no verdict" in letter.objections.text()
    assert not letter.sign.isEnabled()
    assert letter.remaining.sentence.accessibleName().startswith("1 thing left before signing")
    acts = person.window.action_list
    said = acts.why_not("letter.sign")
    assert "Nobody asked." in said
    judged = person.view.body.code
    person.press("Ctrl+1")
    person.go_to_body("penmarsh" if judged != "penmarsh" else "harrowdale")
    assert acts.why_not("letter.sign") != said, "another body's letter does not have these words"
    person.go_to_body(judged)
    person.press("Ctrl+2")
    person.wait(letter.objections.isVisible)
    person.focus(letter.preview)
    person.press("F2")
    dialog = person.dialog(ParagraphDialog)
    person.wait(lambda: "Nobody asked." in dialog.objections)
    box = next(iter(dialog.links.values()))
    assert box.accessibleName().startswith("1  A clear policy: ")
    person.focus(box)
    person.press("Space")
    person.wait(lambda: not dialog.objections)
    person.press("Return")
    person.wait(lambda: "no verdict" not in letter.objections.text())
    assert "“Nobody asked.”: nothing in the record says this" in letter.objections.text()
    person.wait(letter.sign.isEnabled)
    assert letter.remaining.sentence.accessibleName().startswith("Ready to sign")


@pytest.mark.thorough
def test_each_thing_that_is_wrong_in_the_words_leads_to_its_paragraph_by_keys(
    person: WorkingPerson, letter: LetterView
) -> None:
    dialog = edit_second(person, letter)
    person.press("Ctrl+End")
    person.type(" Penmarsh did so in 99 of 43 cases.")
    person.wait(lambda: "“99 of 43” is more than all" in dialog.objections)
    person.focus(dialog.because)
    person.type("Thanks")
    person.press("Return")
    person.wait(letter.objections.isVisible)
    wrong, doubt, own = letter.objections.text().split("\n\n")
    assert "“99 of 43” is more than all" in wrong
    assert "“Penmarsh” is a name of Penmarsh Police" in doubt
    assert "“Penmarsh did so in 99 of 43 cases.”: nothing in the record says this" in own
    titles = [label.text() for label in letter.objections.findChildren(Label)]
    assert titles.index("Wrong in the letter's words") < titles.index("Look at this before you sign")
    assert not letter.sign.isEnabled()
    assert letter.remaining.sentence.accessibleName().startswith("1 thing left before signing")
    key = letter.preview.paragraphs[1]
    letter.preview.choose(letter.preview.paragraphs[0])
    _first, second, _third = letter.objections.leads
    assert second.accessibleDescription() == doubt
    person.focus(second)
    person.press("Space")
    assert (letter.preview.chosen, person.at()) == (key, letter.preview)
    letter.preview.choose(letter.preview.paragraphs[0])
    person.press("Shift+F2")
    assert letter.preview.chosen == key
    assert "“99 of 43” is more than all" in person.message
    letter.preview.choose(letter.preview.paragraphs[0])
    person.click(letter.remaining.sentence)
    assert letter.preview.chosen == key
    person.press("Ctrl+1")
    person.click(person.desk.remaining.sentence)
    person.wait(lambda: letter.isVisible() and letter.preview.chosen == key)
    person.press("F2")
    again = person.dialog(ParagraphDialog)
    person.focus(again.words)
    person.press("Ctrl+A")
    person.type("Penmarsh did so in 9 of 43 cases.")
    person.press("Ctrl+Return")
    person.wait(lambda: "99 of 43" not in letter.objections.text())
    assert "Penmarsh" in letter.objections.text(), "it may be meant: it is listed, and blocks nothing"
    person.wait(letter.sign.isEnabled)


@pytest.mark.thorough
def test_a_finding_in_an_edited_list_still_opens_its_verdict_and_keeps_what_is_bold(
    person: WorkingPerson, letter: LetterView
) -> None:
    def opened() -> list[str]:
        return re.findall(r'href="(criterion:[^"]+)"', letter.preview.toHtml())

    before = opened()
    assert before
    letter.preview.choose("findings")
    person.press("F2")
    dialog = person.dialog(ParagraphDialog)
    dialog.words.setPlainText(f"| What | Said |\n|---|---|\n| **All** | **{dialog.words.toPlainText()}** |")
    person.focus(dialog.because)
    person.type("As a table")
    person.press("Return")
    person.wait(lambda: "<table" in letter.preview.toHtml())
    assert list(dict.fromkeys(opened())) == list(dict.fromkeys(before))
    person.wait(letter.objections.isVisible)
    (listed,) = letter.objections.text().split("\n\n")
    assert "“What Said All”: nothing in the record says this" in listed, "no verdict is lost"
    assert "font-weight" in letter.preview.toHtml().partition("<table")[2]


@pytest.mark.thorough
def test_a_paragraph_of_ones_own_stands_after_the_chosen_one(
    person: WorkingPerson, letter: LetterView
) -> None:
    person.press("Down")
    person.press("Ctrl+Shift+P")
    dialog = person.dialog(ParagraphDialog)
    person.press("Ctrl+Return")
    assert dialog.complaint == "Write the paragraph first."
    person.focus(dialog.words)
    person.type("Our thanks go to your team.")
    person.focus(dialog.because)
    person.type("Thanks")
    person.press("Return")
    person.wait(lambda: "Our thanks go to your team." in words(letter))
    keys = letter.preview.paragraphs
    assert keys[1].startswith("own-")
    person.focus(letter.preview)
    letter.preview.choose(keys[1])
    person.press("F2")
    again = person.dialog(ParagraphDialog)
    assert again.restore.text() == "Remove this paragraph"
    person.click(again.restore)
    person.wait(lambda: letter.preview.paragraphs == (keys[0], *keys[2:]))


@pytest.mark.thorough
def test_a_paragraph_is_taken_out_with_a_reason(person: WorkingPerson, letter: LetterView) -> None:
    dialog = edit_second(person, letter)
    composed = dialog.words.toPlainText()
    person.press("Ctrl+A")
    person.press("Delete")
    person.wait(lambda: "without a reason" in dialog.objections)
    person.press("Ctrl+Return")
    assert "Say why" in dialog.complaint
    person.focus(dialog.because)
    person.type("Said by telephone")
    person.press("Return")
    person.wait(lambda: composed not in words(letter))
    assert "A paragraph was taken out: Said by telephone" in words(letter)


@pytest.mark.thorough
def test_a_double_click_edits_what_it_is_on(person: WorkingPerson, letter: LetterView) -> None:
    preview = letter.preview
    preview.choose(preview.paragraphs[0])
    spot = preview.cursorRect().center()
    QTest.mouseDClick(preview.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, spot)
    dialog = person.dialog(ParagraphDialog)
    assert dialog.written.key == preview.paragraphs[0]
    dialog.reject()


@pytest.mark.thorough
def test_a_casebook_open_for_reading_is_not_written_in(person: WorkingPerson, letter: LetterView) -> None:
    folder = person.space.session.desk.folder
    person.window.close_casebook()
    person.window.opening.read(folder)
    person.wait(lambda: person.window.workspace is not None and person.window.workspace.furnished)
    person.settle()
    person.go_to_body("harrowdale")
    person.space.go("letter")
    view = person.letter
    person.wait(lambda: view.preview.paragraphs)
    person.focus(view.paper.pages.view)
    person.press("F2")
    assert person.message


@pytest.mark.thorough
def test_the_letter_is_shown_and_exported_in_another_language(
    person: WorkingPerson, letter: LetterView, tmp_path: Path
) -> None:
    english = words(letter)
    assert [choice.text() for choice in letter.languages.choices.values()] == ["English", "Welsh"]
    person.focus(letter.languages.choices[""])
    person.press("Right")
    person.wait(lambda: words(letter) != english)
    assert "Annwyl" in words(letter)
    person.press("Ctrl+E")
    dialog = person.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "harrowdale-draft.cy.pdf"
    person.focus(field)
    person.press("Ctrl+A")
    person.type(str(tmp_path / "draft.txt"))
    person.press("Return")
    person.wait((tmp_path / "draft.txt").exists)
    assert "Annwyl" in (tmp_path / "draft.txt").read_text(encoding="utf-8")


@pytest.mark.thorough
def test_superseding_and_withdrawing_ask_why(
    person: WorkingPerson, letter: LetterView, tmp_path: Path
) -> None:
    desk = person.space.session.desk
    desk.letters.identity_new(tmp_path / "own.p12", desk.case.inspection.signatory.name, "right")
    assert "No signed letter" in person.window.action_list.why_not("letter.withdraw")
    first = sign(person, tmp_path / "own.p12", "")
    assert first.name == "harrowdale.pdf"
    desk.judging.verdict("harrowdale", "policy", "falls-short", "Two pages are not enough.")
    person.space.session.refresh()
    person.wait(lambda: "changed since" in letter.state.text())
    before = first.read_bytes()
    second = sign(person, tmp_path / "own.p12", "The policy was misread.")
    assert second.name == "harrowdale-2.pdf", "the first one is not written over"
    assert first.read_bytes() == before
    (kept,) = desk.session.casebook.current(Letter, body="harrowdale")
    assert kept.content.because == "The policy was misread."

    person.window.action_list.run("letter.withdraw")
    dialog = person.dialog(WithdrawDialog)
    person.focus(dialog.because)
    person.press("Ctrl+Return")
    assert "reason" in dialog.complaint
    person.type("Sent to the wrong force.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: "withdrawn" in person.message)
    person.press("Ctrl+Z")
    person.settle()
    assert desk.letters.standing_letter("harrowdale") is None
    (found,) = desk.letters.verify([second])
    assert "Sent to the wrong force." in found.casebook


def sign(person: WorkingPerson, identity: Path, because: str) -> Path:
    """Sign the letter that is shown; where another one stands, only with a reason."""
    person.press("Ctrl+Shift+S")
    dialog = person.dialog(SignDialog)
    dialog.identity.set_path(identity)
    out = dialog.out.path
    assert out is not None
    person.focus(dialog.password)
    person.type("right")
    person.press("Return")
    if because:
        person.wait(lambda: "takes the place" in dialog.complaint)
        assert person.at() is dialog.because
        person.type(because)
        person.press("Ctrl+Return")
    person.sign_for_good()
    person.wait(lambda: person.gone(dialog))
    person.wait(lambda: "Signed by" in person.message)
    return out
