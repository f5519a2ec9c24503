"""A new inspection in the window: fields that are kept as one types, the letter beside, what is still to be done beneath."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QApplication, QCheckBox, QLineEdit, QPlainTextEdit, QWidget

from reviewer.desk import Home
from reviewer.desk.case_folders import new_case_folder
from reviewer.desk.policy import Place, Policy
from reviewer.ui.intake_dialogs import FolderDialog
from reviewer.ui.new_case.bodies import BodiesPage
from reviewer.ui.new_case.case_window import CaseWindow
from reviewer.ui.new_case.changed_meanwhile import ContestedDialog
from reviewer.ui.new_case.dialogs import BeginDialog, MakeDialog
from reviewer.ui.new_case.field_page import FieldPage
from reviewer.ui.new_case.rows import RowsPage
from tests.ui.person import WorkingPerson

Open = Callable[[Home], WorkingPerson]


@pytest.fixture
def sound(root: Path, tmp_path: Path) -> Path:
    """A case folder that nothing is wrong with."""
    return shutil.copytree(root / "resources/samples/boundaries/case", tmp_path / "case")


@pytest.fixture
def blank(home: Home, tmp_path: Path) -> Path:
    new_case_folder(tmp_path / "blank", home)
    return tmp_path / "blank"


def go_on(person: WorkingPerson, folder: Path) -> CaseWindow:
    person.window.opening.go_on_with(folder)
    window = person.dialog(CaseWindow)
    person.wait(lambda: window.model.check is not None)
    return window


def keys(person: WorkingPerson, *names: str) -> None:
    for name in names:
        person.press(name)


def show_letter(person: WorkingPerson, window: CaseWindow) -> None:
    """Go to the letter, which a small screen has in the place of the fields."""
    while not window.letter.isVisible():
        person.press("F6")


def focused(kind: type[QWidget]) -> QWidget:
    at = QApplication.focusWidget()
    assert isinstance(at, kind), at
    return at


def read(folder: Path, file: str) -> str:
    return (folder / file).read_text("utf-8")


def field_of(page: QWidget, name: str) -> QWidget:
    fields = page if isinstance(page, FieldPage) else page.findChild(FieldPage)
    assert isinstance(fields, FieldPage)
    return next(each for each in fields.controls.values() if each.accessibleName() == name)


def lines(window: CaseWindow) -> list[str]:
    return [window.faults.list.item(at).text() for at in range(window.faults.list.count())]


@pytest.mark.thorough
def test_a_new_inspection_is_named_and_its_folder_is_there_to_be_filled_in(
    open_window: Open, home: Home, tmp_path: Path
) -> None:
    person = open_window(home)
    person.press("Ctrl+N")
    asked = person.dialog(BeginDialog)
    person.press("Return")
    assert asked.complaint.startswith("Give the inspection a name")
    person.type("Safe playgrounds: 2031")
    person.focus(asked.place.field)
    person.press("Ctrl+A")
    person.type(str(tmp_path))
    person.press("Return")
    window = person.dialog(CaseWindow)
    folder = tmp_path / "Safe playgrounds 2031"
    assert 'key = "safe-playgrounds-2031"' in read(folder, "framework.toml")
    assert focused(QLineEdit).property("text") == "Safe playgrounds: 2031"

    person.press("Tab")
    person.type("Safe playgrounds")
    person.wait(lambda: 'title = "Safe playgrounds"' in read(folder, "framework.toml"))
    person.press("Escape")
    person.wait(lambda: person.gone(window))
    assert str(folder) in person.message
    (way,) = person.window.welcome.cases
    assert way.text() == "Go on with Safe playgrounds 2031"
    person.click(way)
    assert person.dialog(CaseWindow).model.folder == folder


def test_a_folder_that_is_none_is_told(open_window: Open, home: Home, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    person = open_window(home)
    person.window.action_list.run("case.go_on")
    asked = person.dialog(FolderDialog)
    person.focus(asked.folder.field)
    person.type(str(tmp_path / "empty"))
    person.press("Return")
    person.wait(lambda: "is no case folder" in person.message)
    assert home.cases() == ()


@pytest.mark.thorough
def test_what_is_still_to_be_done_leads_to_its_field(open_window: Open, home: Home, blank: Path) -> None:
    empty = read(blank, "framework.toml").replace('search = [""]\n', 'search = [""]\nguidance = " "\n')
    (blank / "framework.toml").write_text(empty, "utf-8")
    person = open_window(home)
    window = go_on(person, blank)
    assert window.faults.heading.text() == "15 things are still to be filled in or put right"
    assert lines(window)[0] == "What is inspected: still empty"
    assert not window.make.isEnabled()
    assert window.make.accessibleDescription() == "15 things are still to be filled in or put right"

    for words in ("Question 1, What it is called in a sentence: still empty", "Who signs: still empty"):
        person.focus(window.faults.list)
        window.faults.list.setCurrentRow(lines(window).index(words))
        person.press("Return")
        assert words.startswith(
            (QApplication.focusWidget() or window).accessibleName() or "?"
        ) or words.split(", ")[1].startswith((QApplication.focusWidget() or window).accessibleName())
    person.press("F8")
    assert focused(QLineEdit).accessibleName() == "Whom to ask about a letter"
    bodies = next(at for at, words in enumerate(lines(window)) if words.startswith("Bodies"))
    window.faults.list.setCurrentRow(bodies)
    person.press("F8")
    person.press("Shift+F8")
    assert isinstance(window.page, BodiesPage)

    assert not any("Words to search for" in words for words in lines(window)), "none asks for nothing"
    says_nothing = next(words for words in lines(window) if "What to look for" in words)
    assert says_nothing.endswith("and it is taken out")
    window.faults.list.setCurrentRow(lines(window).index(says_nothing) - 1)
    person.press("F8")
    person.press("Tab")
    person.wait(
        lambda: (
            "guidance = "
            not in read(blank, "framework.toml").split("[[criterion]]")[-1].split("[[category]]")[0]
        )
    )


@pytest.mark.thorough
def test_the_letter_beside_says_what_was_typed(open_window: Open, home: Home, sound: Path) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    letter = window.letter
    person.wait(lambda: letter.view.pages > 0)
    show_letter(person, window)
    person.click(letter.as_text)
    person.wait(lambda: "Rowan Ellery" in letter.text.toPlainText())
    assert letter.answer.currentText() == "In place"

    window._go(list(window.pages).index("Letter"))  # noqa: SLF001
    person.focus(field_of(window.page, "Text of the letter"))
    person.press("Ctrl+End")
    keys(person, "Return", "Return")
    person.type("A last word to you.")
    person.wait(lambda: "A last word to you." in letter.text.toPlainText())
    show_letter(person, window)
    person.focus(letter.answer)
    person.press("Down")
    person.wait(lambda: "Work has begun on" in letter.text.toPlainText())
    assert "A last word to you." in letter.text.toPlainText()


def test_questions_are_added_moved_removed_and_put_back_by_keys(
    open_window: Open, home: Home, sound: Path
) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    before = read(sound, "framework.toml")
    keys(person, "Ctrl+PgDown", "Ctrl+PgDown")
    page = window.page
    assert isinstance(page, RowsPage)
    assert focused(QWidget) is page.list
    names = [page.list.item(at).text() for at in range(5)]

    person.press("Ctrl+Shift+Down")
    assert page.list.currentItem().text() == "2. A clear policy"
    person.press("Ctrl+Shift+Up")
    keys(person, "Tab", "Tab")
    assert (QApplication.focusWidget() or window).property("text") == "Remove"
    person.press("Space")
    person.wait(lambda: "A clear policy" not in read(sound, "framework.toml"))
    person.focus(page.list)
    person.press("Ctrl+Z")
    person.wait(lambda: read(sound, "framework.toml") == before)
    assert [page.list.item(at).text() for at in range(5)] == names
    assert window.place.text() == "“A clear policy” is there again."

    keys(person, "End", "Ctrl+Shift+N")
    assert focused(QLineEdit).accessibleName() == "What the question is called"
    person.type("Fences")
    assert page.list.item(5).text() == "6. Fences"
    person.press("Tab")
    person.type("Are they whole?")
    person.wait(
        lambda: (
            'key = "fences"\ntitle = "Fences"\nquestion = "Are they whole?"' in read(sound, "framework.toml")
        )
    )
    assert (
        read(sound, "framework.toml").replace('\n\n[[criterion]]\nkey = "fences"', "").count("[[criterion]]")
        == 5
    )


@pytest.mark.thorough
def test_an_answer_that_is_ticked_off_takes_its_phrase_with_it_from_sight(
    open_window: Open, home: Home, sound: Path
) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    keys(person, "Ctrl+PgDown", "Ctrl+PgDown")
    page = window.page
    phrase = "In the sentence of “Not shown” (optional)"
    boxes = {box.text(): box for box in page.findChildren(QCheckBox)}
    assert any(field.accessibleName() == phrase for field in page.findChildren(QPlainTextEdit))
    person.focus(boxes["Not shown"])
    person.press("Space")
    person.wait(
        lambda: '"falls-short", "not-shown"]' not in read(sound, "framework.toml").split("[[criterion]]")[1]
    )
    assert focused(QCheckBox).property("text") == "Not shown"


@pytest.mark.thorough
def test_bodies_are_pasted_from_a_spreadsheet(open_window: Open, home: Home, blank: Path) -> None:
    person = open_window(home)
    window = go_on(person, blank)
    window._go(list(window.pages).index("Bodies"))  # noqa: SLF001
    page = window.page
    assert isinstance(page, BodiesPage)
    QApplication.clipboard().setText(
        "Force\tChief\nAsh Valley Police\tThe Chief Constable\nPenmarsh Police\tCC\n"
    )
    person.focus(page.table)
    person.press("Ctrl+V")
    assert page.news.text() == "2 bodies added, 0 changed. Ctrl+Z in the table takes it back."
    person.wait(lambda: read(blank, "bodies.tsv").count("\n") == 3)
    assert "ash-valley-police\tAsh Valley Police\tThe Chief Constable" in read(blank, "bodies.tsv")

    page.table.setCurrentCell(2, 1)  # the empty row at the end
    person.press("Return")
    person.type("Thornwick Police")
    person.press("Return")
    person.wait(lambda: "thornwick-police\tThornwick Police" in read(blank, "bodies.tsv"))
    page.table.setCurrentCell(0, 0)
    person.click(page.remove_button)
    person.wait(lambda: "Ash Valley" not in read(blank, "bodies.tsv"))
    person.press("Ctrl+Z")
    person.wait(lambda: "Ash Valley" in read(blank, "bodies.tsv"))
    keys(person, "Ctrl+Z", "Ctrl+Z")
    person.wait(lambda: read(blank, "bodies.tsv") == "code\tname\tchief\toversight\n")


def test_those_inspected_are_called_as_the_case_calls_them(
    open_window: Open, home: Home, blank: Path
) -> None:
    person = open_window(home)
    window = go_on(person, blank)
    at = list(window.pages).index("Bodies")
    page = window.pages["Bodies"]
    assert isinstance(page, BodiesPage)
    assert window.sections.item(at).text() == "Bodies", "a blank folder has no word of its own"
    assert any(line.startswith("Bodies: ") for line in lines(window))

    person.focus(field_of(window.page, "What the inspected are called"))
    person.press("Ctrl+A")
    person.type("school")
    keys(person, "Return")
    person.type("schools")
    assert (window.sections.item(at).text(), window.chosen.itemText(at)) == ("Schools", "Schools")
    person.wait(lambda: any(line.startswith("Schools: ") for line in lines(window)))

    window._go(at)  # noqa: SLF001
    assert (page.heading.text(), page.table.accessibleName()) == ("Schools", "Schools")
    QApplication.clipboard().setText("name\nElm School\n")
    person.focus(page.table)
    person.press("Ctrl+V")
    assert page.news.text() == "1 school added, 0 changed. Ctrl+Z in the table takes it back."
    person.click(page.remove_button)
    assert page.news.text() == "1 school removed. Ctrl+Z in the table takes it back."
    person.press("Ctrl+Z")
    assert window.place.text() == "The schools are as they were before."
    keys(person, "Ctrl+PgUp", "Ctrl+V")
    assert window.place.text() == "Go to the schools first."


@pytest.mark.thorough
@pytest.mark.parametrize("mine", [True, False])
def test_what_another_program_changed_meanwhile_is_asked_about(
    open_window: Open, home: Home, sound: Path, *, mine: bool
) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    theirs = read(sound, "inspection.toml").replace("Rowan Ellery", "Somebody Else")
    (sound / "inspection.toml").write_text(theirs, "utf-8")
    person.type("Typed here")
    asked = person.dialog(ContestedDialog)
    assert read(sound, "inspection.toml") == theirs, "nothing is written before it is said which"
    person.click(asked.buttons.button(asked.buttons.StandardButton.Ok) if mine else asked.theirs)
    person.wait(lambda: not window.model.case.unsaved)
    told, kept = read(sound, "inspection.toml"), read(sound, "before-inspection.toml")
    assert ("Typed here" in told, "Typed here" in kept) == (mine, not mine)
    assert ("Somebody Else" in told, "Somebody Else" in kept) == (not mine, mine)
    assert "before-inspection.toml" in window.place.text()


@pytest.mark.thorough
def test_a_change_of_another_program_is_shown_when_one_comes_back(
    open_window: Open, home: Home, sound: Path
) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    (sound / "inspection.toml").write_text(
        read(sound, "inspection.toml").replace("Rowan Ellery", "Somebody Else"), "utf-8"
    )
    window.model.look_again()
    window._go(1)  # noqa: SLF001
    assert any(field.text() == "Somebody Else" for field in window.page.findChildren(QLineEdit))
    assert "was changed by another program" in window.place.text()


@pytest.mark.thorough
def test_what_cannot_be_written_is_told_before_it_is_left(open_window: Open, home: Home, sound: Path) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    person.type("Typed")
    shutil.rmtree(sound)
    window.close()
    assert window.isVisible()
    assert window.place.text().startswith("Not written yet: inspection.toml.")
    for dialog in window.findChildren(ContestedDialog):
        dialog.reject()
    window.close()
    person.wait(lambda: person.gone(window))
    assert not sound.exists()


@pytest.mark.thorough
def test_every_field_is_named_for_those_who_listen(open_window: Open, home: Home, sound: Path) -> None:
    person = open_window(home)
    window = go_on(person, sound)
    for at in range(len(window.pages)):
        window._go(at)  # noqa: SLF001
        person.settle()
        for field in window.page.findChildren(QWidget):
            if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible():
                told = QAccessible.queryAccessibleInterface(field)
                assert told is not None
                assert told.text(QAccessible.Text.Name), field
    parts = []
    for _ in range(3):  # nothing is to be done, so there is no list of it
        person.press("F6")
        parts.append(QApplication.focusWidget())
    assert len(set(parts)) == len(parts)
    person.press("Shift+F6")
    assert QApplication.focusWidget() is parts[1]


@pytest.mark.thorough
def test_its_casebook_is_suggested_where_the_machines_policy_has_casebooks(
    open_window: Open, home: Home, sound: Path, tmp_path: Path
) -> None:
    policy = Policy(tmp_path / "policy.toml", casebooks=Place(tmp_path / "work", locked=True))
    person = open_window(Home(home.config, home.resources, home.data, policy))
    window = go_on(person, sound)
    window.ask_make()
    dialog = person.dialog(MakeDialog)
    assert dialog.target.path == tmp_path / "work" / "case.casebook"
    person.press("Escape")
