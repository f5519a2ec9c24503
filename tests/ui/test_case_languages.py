"""Letters in further languages, set up in the window: added, filled in beneath the first, seen beside, and taken off again."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QPushButton, QWidget

from reviewer.desk import Home
from reviewer.desk.case_checking import check_case_folder
from reviewer.desk.case_languages import language_of
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.languages import AddLanguageDialog, LanguagesPage
from tests.ui.person import WorkingPerson
from tests.ui.test_new_case import (  # noqa: F401 - the same folders
    blank,
    field_of,
    focused,
    go_on,
    keys,
    lines,
    read,
    show_letter,
    sound,
)

Open = Callable[[Home], WorkingPerson]
CY, LETTER = "framework.cy.toml", "letter.cy.md"


@pytest.fixture
def english(sound: Path) -> Path:  # noqa: F811 - the fixture of that name
    """A whole case folder in English alone."""
    for file in (CY, LETTER):
        (sound / file).unlink()
    return sound


def go(window: CaseWindow, section: str) -> QWidget:
    window._go(list(window.pages).index(section))  # noqa: SLF001
    QApplication.processEvents()  # its fields are shown, and can take the focus
    return window.page


def add_welsh(person: WorkingPerson, window: CaseWindow) -> LanguagesPage:
    page = go(window, "Languages")
    assert isinstance(page, LanguagesPage)
    person.press("Ctrl+Shift+N")
    asked = person.dialog(AddLanguageDialog)
    person.press("Return")
    assert asked.complaint == "Choose a language."
    assert asked.language.findText("English") < 0, "that is the first"
    asked.language.setCurrentIndex(asked.language.findText("Welsh"))
    person.press("Return")
    return page


def fill(page: QWidget, words: str) -> None:
    """Say these words in each Welsh field of a page that must say something and says nothing."""
    fields = page if isinstance(page, FieldPage) else page.findChild(FieldPage)
    assert isinstance(fields, FieldPage)
    for field, control in fields.controls.items():
        if language_of(field.file) and field.needed:
            if isinstance(control, QLineEdit) and not control.text():
                control.setText(words)
            elif isinstance(control, QPlainTextEdit) and not control.toPlainText():
                control.setPlainText(words)


def fill_all(window: CaseWindow, words: str) -> None:
    for section in ("Languages", "Inspection", "Sender and signatory", "Letter"):
        fill(go(window, section), words)
    for section in ("Questions", "Answers"):
        page = go(window, section)
        rows = page.list  # type: ignore[attr-defined]
        for at in range(rows.count()):
            rows.setCurrentRow(at)
            fill(page, words)


def test_a_language_is_added_filled_in_and_its_letter_is_shown(
    open_window: Open, home: Home, english: Path
) -> None:
    before = read(english, "framework.toml")
    person = open_window(home)
    window = go_on(person, english)
    page = add_welsh(person, window)
    assert page.list.currentItem().text() == "Welsh"
    person.wait(lambda: window.focusWidget().accessibleName() == "The word for “and”")
    months = field_of(page, "The twelve months")
    assert isinstance(months, QPlainTextEdit)
    assert months.toPlainText().startswith("Ionawr\nChwefror\n")
    person.wait(lambda: (english / CY).exists() and (english / LETTER).exists())
    person.wait(lambda: any(line.startswith("Answer 1 “In place”, ") for line in lines(window)))
    assert "Answer 1 “In place”, Its sentence in the letter, in Welsh: still empty" in lines(window)
    assert "The word for “and”, in Welsh: still empty" in lines(window)

    fill_all(window, "Geiriau Cymraeg")
    person.wait(lambda: window.model.check is not None and window.make.isEnabled())
    assert check_case_folder(english).faults == ()
    assert read(english, "framework.toml") == before, "the first language stays to the byte"

    answers = go(window, "Answers")
    answers.list.setCurrentRow(0)  # type: ignore[attr-defined]
    QApplication.processEvents()
    sentence = field_of(answers, "Its sentence in the letter, in Welsh")
    person.focus(sentence)
    person.press("Ctrl+A")
    person.type("Brawddeg newydd.")
    person.wait(lambda: window.letter.answer.currentText() == "In place, in Welsh")
    show_letter(person, window)
    person.click(window.letter.as_text)
    person.wait(lambda: "Brawddeg newydd." in window.letter.text.toPlainText())
    assert 'sentence = "Brawddeg newydd."' in read(english, CY)


def test_a_language_that_is_half_filled_in_has_a_letter_already(
    open_window: Open, home: Home, english: Path
) -> None:
    person = open_window(home)
    window = go_on(person, english)
    add_welsh(person, window)
    person.wait(lambda: window.letter.answer.findText("In place, in Welsh") >= 0)
    assert window.faults.heading.text() == "17 things are still to be filled in or put right"


def test_it_is_taken_off_kept_beside_and_put_back(open_window: Open, home: Home, sound: Path) -> None:  # noqa: F811
    words, letter = (sound / CY).read_bytes(), (sound / LETTER).read_bytes()
    person = open_window(home)
    window = go_on(person, sound)
    page = go(window, "Languages")
    assert isinstance(page, LanguagesPage)
    assert page.list.item(0).text() == "Welsh"
    person.click(page.remove_button)
    person.wait(lambda: not (sound / CY).exists() and not (sound / LETTER).exists())
    kept = f"before-{CY}, before-{LETTER}"
    assert window.place.text() == f"Welsh is off. Its files are kept as {kept}; Ctrl+Z puts it back."
    assert [(sound / name).read_bytes() for name in kept.split(", ")] == [words, letter]
    assert not page.remove_button.isEnabled()
    first = go(window, "Inspection")
    assert not any("Welsh" in each.accessibleName() for each in first.findChildren(QLineEdit))

    go(window, "Languages")
    person.focus(page.list)
    person.press("Ctrl+Z")
    person.wait(lambda: (sound / CY).exists() and (sound / LETTER).exists())
    assert ((sound / CY).read_bytes(), (sound / LETTER).read_bytes()) == (words, letter)
    assert window.place.text() == "“Welsh” is there again."


def test_a_question_takes_its_words_in_all_languages_with_it(
    open_window: Open, home: Home, sound: Path  # noqa: F811
) -> None:  # fmt: skip
    before = read(sound, CY)
    person = open_window(home)
    window = go_on(person, sound)
    page = go(window, "Questions")
    person.focus(page.list)  # type: ignore[attr-defined]
    person.click(page.remove_button)  # type: ignore[attr-defined]
    person.wait(lambda: "polisi clir" not in read(sound, CY))
    person.wait(lambda: window.model.check is not None)
    assert window.model.check is not None
    assert window.model.check.faults == ()
    person.focus(page.list)  # type: ignore[attr-defined]
    person.press("Ctrl+Z")
    person.wait(lambda: read(sound, CY) == before)

    keys(person, "End", "Ctrl+Shift+N")
    person.type("Fences")
    person.press("Tab")
    assert focused(QPlainTextEdit).accessibleName() == "The question"
    person.wait(lambda: 'key = "fences"\n[criterion.phrase]\ndefault = ""' in read(sound, CY))
    assert field_of(page, "What it is called in a sentence, in Welsh").isVisible()
    line = "Question 6 “Fences”, What it is called in a sentence, in Welsh: still empty"
    person.wait(lambda: line in lines(window))
    person.focus(window.faults.list)
    window.faults.list.setCurrentRow(lines(window).index(line))
    person.press("Return")
    assert focused(QPlainTextEdit).accessibleName() == "What it is called in a sentence, in Welsh"
    person.type("ffensys")
    person.wait(lambda: 'default = "ffensys"' in read(sound, CY))


def test_what_may_stay_as_in_the_first_is_said_and_taken_out_at_its_place(
    open_window: Open, home: Home, sound: Path  # noqa: F811
) -> None:  # fmt: skip
    before = read(sound, CY)
    person = open_window(home)
    window = go_on(person, sound)
    page = go(window, "Sender and signatory")
    title = field_of(page, "Organisation that sends the letters, in Welsh (optional)")
    assert isinstance(title, QLineEdit)
    assert title.text() == "Arolygiaeth Enghreifftiol"
    person.focus(title)
    keys(person, "Ctrl+A", "Delete", "Tab")
    person.wait(lambda: "Arolygiaeth" not in read(sound, CY))
    person.focus(title)
    person.type("Arolygiaeth Enghreifftiol")
    person.wait(lambda: 'organisation = "Arolygiaeth Enghreifftiol"' in read(sound, CY))
    assert sorted(read(sound, CY).split("\n")) == sorted(before.split("\n"))

    grade = go(window, "Grades")
    label = field_of(grade, "What the grade is called, in Welsh (optional)")
    assert isinstance(label, QLineEdit)
    person.focus(label)
    keys(person, "Ctrl+A", "Delete", "Tab")
    person.wait(lambda: "firm-ground" not in read(sound, CY))
    person.focus(label)
    person.type("Ar dir cadarn")
    person.wait(lambda: 'key = "firm-ground"\nlabel = "Ar dir cadarn"' in read(sound, CY))


@pytest.mark.thorough
def test_every_field_of_a_language_is_named_and_reached_by_keys(
    open_window: Open, home: Home, sound: Path  # noqa: F811
) -> None:  # fmt: skip
    person = open_window(home)
    window = go_on(person, sound)
    for section in window.pages:
        page = go(window, section)
        person.settle()
        for field in page.findChildren(QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                told = QAccessible.queryAccessibleInterface(field)
                assert told is not None
                assert told.text(QAccessible.Text.Name), field
    page = go(window, "Languages")
    window.page.take_focus()
    seen = [window.focusWidget()]
    for _ in range(7):
        person.press("Tab")
        seen.append(window.focusWidget())
    named = [each.text() if isinstance(each, QPushButton) else each.accessibleName() for each in seen]
    assert named == [
        "Languages", "Add a language…", "Remove", "The word for “and”", "The word for “or”", "“Copied to”", "The twelve months",
        "Beginning of its columns (optional)",
    ]  # fmt: skip
