"""A folder for each body is dropped on the window: assigned, received, decided and chased, by keyboard."""

from __future__ import annotations

from email import message_from_bytes, policy
from functools import partial
from pathlib import Path

import pikepdf
import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QFileDialog, QLineEdit

from reviewer.desk.triage.values import Matter, Sort
from reviewer.ui.intake_dialogs import FolderDialog, IncludeDialog, ReceiveDialog
from reviewer.ui.triage.entries import GOES, STATE
from reviewer.ui.triage.matters import MATTER
from reviewer.ui.triage.password import PasswordDialog
from reviewer.ui.triage.side_by_side import BesideDialog
from reviewer.ui.triage.view import TriageView
from tests.scale import grid
from tests.ui.person import WorkingPerson
from tests.ui.test_window import _cut

SHARED_TEXT = " ".join(f"The unit keeps paper number {n} in its own drawer." for n in range(30))
NEW_DAY = "3 February 2025"


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


@pytest.fixture
def dropped(tmp_path: Path, person: WorkingPerson) -> Path:
    """Folders of two bodies by their names, one that names nobody, and one that is nearly a name."""
    folder = tmp_path / "dropped"
    one, other, third = person.space.session.desk.case.bodies[:3]
    for body in (one, other):
        write(
            folder / body.name / "shared.txt",
            f"{SHARED_TEXT} {body.name} added this sentence at the very end.",
        )
    write(folder / one.name / "empty.txt", "")
    write(folder / "misc" / "note.txt", "Whose is this, and what is it about?")
    write(folder / third.code[:-1] / "plan.txt", "A plan of its own that nobody else has.")
    return folder


@pytest.fixture
def intake(person: WorkingPerson, dropped: Path) -> TriageView:
    """The view after the drop."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(dropped))])
    actions, buttons, keys = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(person.window, QDragEnterEvent(QPoint(50, 50), actions, data, buttons, keys))
    QApplication.sendEvent(person.window, QDropEvent(QPointF(50, 50), actions, data, buttons, keys))
    view = person.intake
    person.wait(lambda: len(view.assign.table.entries.items) == 4 and not person.window.work.busy)
    return view


def said(person: WorkingPerson, words: str) -> bool:
    return words in person.message


def states(view: TriageView) -> dict[str, str]:
    rows = view.assign.table.entries
    return {item.name: rows.index(at, STATE).data() for at, item in enumerate(rows.items)}


def go_to(person: WorkingPerson, view: TriageView, name: str) -> None:
    table = view.assign.table
    person.focus(table)
    names = [item.name for item in table.entries.items]
    table.setCurrentIndex(table.entries.index(names.index(name), GOES))


def choose(person: WorkingPerson, view: TriageView, row: str, typed: str) -> None:
    """Open the list on a row by Enter, type a name, take it by Enter."""
    go_to(person, view, row)
    person.press("Return")
    person.wait(lambda: view.assign.table.findChildren(QComboBox))
    box = view.assign.table.findChildren(QComboBox)[-1]
    person.wait(lambda: box.view().isVisible())
    QTest.keyClicks(box.view(), typed)
    QTest.keyClick(box.view(), Qt.Key.Key_Return)
    person.wait(lambda: not box.isVisible() if box in view.assign.table.findChildren(QComboBox) else True)


def receive(person: WorkingPerson, view: TriageView) -> None:
    person.focus(view.assign.on)
    view.assign.on.selectAll()
    person.type(NEW_DAY)
    person.press("Ctrl+Return")
    person.wait(lambda: "received from" in person.message)
    person.wait(lambda: not person.window.work.busy)


def decide_half(person: WorkingPerson, view: TriageView) -> None:
    person.click(view.tabs[1])
    person.wait(lambda: view.decide.rows.groups and not person.window.work.busy)
    assert person.at() is view.decide.tree


def matters(view: TriageView, sort: Sort) -> list[Matter]:
    return [m for found, held in view.decide.rows.groups if found is sort for m in held]


def stand_on(view: TriageView, matter: Matter) -> None:
    view.decide.tree.setCurrentIndex(view.decide.rows.place_of(matter.key))
    assert view.decide.matter == matter


def decided(person: WorkingPerson, view: TriageView, key: str) -> None:
    before = view.decide.left
    person.focus(view.decide.tree)
    person.press(key)
    person.wait(lambda: view.decide.left == before - 1)


# --- whose is it ---------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_drop_shows_whose_each_is_and_receives_nothing(
    person: WorkingPerson, intake: TriageView, dropped: Path
) -> None:
    one, other, third = person.space.session.desk.case.bodies[:3]
    before = len(person.space.session.desk.reading.documents())

    assert person.space.shown == "intake"
    assert states(intake) == {
        one.name: "● Sure", other.name: "● Sure", "misc": "○ Asks", third.code[:-1]: "○ Asks",
    }  # fmt: skip
    assert [item.name for item in intake.assign.table.entries.items[:2]] == sorted(["misc", third.code[:-1]])
    assert intake.assign.receive.text() == "Receive 2 entries"
    assert len(person.space.session.desk.reading.documents()) == before


def test_files_of_one_body_still_go_to_the_chosen_body(person: WorkingPerson, tmp_path: Path) -> None:
    person.space.drop_paths([write(tmp_path / "one.txt", "One.")])
    assert person.dialog(ReceiveDialog).list.count() == 1
    assert person.space.shown == "desk"


def test_the_menu_asks_for_the_folder(person: WorkingPerson, dropped: Path) -> None:
    person.press("Ctrl+Shift+M")
    dialog = person.dialog(FolderDialog)
    person.focus(dialog.folder.field)
    person.type(str(dropped))
    person.press("Return")
    person.wait(lambda: len(person.intake.assign.table.entries.items) == 4)


@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_nothing_is_cut_off_at_any_text_size(person: WorkingPerson, intake: TriageView, percent: int) -> None:
    person.window.resize(1366, 768)
    person.window.preferences.choose_size(percent)
    for half in (0, 1):
        person.click(intake.tabs[half])
        person.qtbot.wait(50)
        assert _cut(person.window, person.desk.document) == []
        person.wait(lambda: not person.window.work.busy)
    assert (person.window.width(), person.window.height()) == (1366, 768)


def test_every_row_is_a_sentence(person: WorkingPerson, intake: TriageView) -> None:
    rows = intake.assign.table.entries
    one = person.space.session.desk.case.bodies[0]
    told = [rows.index(at, 0).data(Qt.ItemDataRole.AccessibleTextRole) for at in range(rows.rowCount())]

    assert any(
        each.startswith(f"{one.name}: sure, {one.name}, its name is “{one.name}”. 2 files, ") for each in told
    )
    assert any(
        each.startswith("misc: asks, nothing in it names one of the forces. 1 file, ") for each in told
    )


def test_a_body_is_chosen_by_typing_and_a_row_left_out_by_delete(
    person: WorkingPerson, intake: TriageView
) -> None:
    third = person.space.session.desk.case.bodies[2]
    choose(person, intake, "misc", third.name)
    assert states(intake)["misc"] == "◐ Chosen"
    go_to(person, intake, third.code[:-1])
    person.press("Delete")
    assert states(intake)[third.code[:-1]] == "– Left out"
    assert intake.assign.receive.text() == "Receive 3 entries"


def test_enter_twice_takes_what_is_offered(person: WorkingPerson, intake: TriageView) -> None:
    third = person.space.session.desk.case.bodies[2]
    choose(person, intake, third.code[:-1], "")
    item = next(i for i in intake.assign.table.entries.items if i.name == third.code[:-1])

    assert item.chosen == third.code


# --- receiving -----------------------------------------------------------------------------------------


def test_what_is_chosen_is_received_and_shown_as_done(person: WorkingPerson, intake: TriageView) -> None:
    before = len(person.space.session.desk.reading.documents())
    receive(person, intake)
    one, other = person.space.session.desk.case.bodies[:2]

    assert person.message.startswith("3 documents received from 2 entries.")
    assert len(person.space.session.desk.reading.documents()) == before + 3
    assert states(intake)[one.name] == states(intake)[other.name] == "✓ Received"
    assert not intake.assign.receive.isEnabled()


def test_a_day_that_cannot_be_read_receives_nothing(person: WorkingPerson, intake: TriageView) -> None:
    before = person.space.session.desk.reading.documents()
    person.focus(intake.assign.on)
    intake.assign.on.selectAll()
    person.type("soon")
    person.press("Ctrl+Return")

    assert "Say on which day" in person.message
    person.wait(lambda: not person.window.work.busy)
    assert person.space.session.desk.reading.documents() == before


MANY = 60
"""Files of each body: so many that the quickest machine is stopped half way."""


def test_stopping_half_way_keeps_what_is_done(person: WorkingPerson, tmp_path: Path) -> None:
    desk = person.space.session.desk
    for body in desk.case.bodies:
        for number in range(MANY):
            write(tmp_path / "many" / body.name / f"{number}.txt", f"Paper {number} of {body.name}.")
    before = len(desk.reading.documents())
    person.space.go("intake", {"paths": [tmp_path / "many"]})
    view = person.intake
    person.wait(lambda: len(view.assign.table.entries.items) == len(desk.case.bodies))
    person.wait(lambda: not person.window.work.busy)
    person.press("Ctrl+Return")
    person.wait(lambda: len(desk.reading.documents()) > before + 2)
    person.wait(person.window.status.cancel.isVisible)
    person.click(person.window.status.cancel)
    person.wait(lambda: "Stopped" in person.message)
    kept = len(desk.reading.documents())
    assert before + 2 < kept < before + MANY * len(desk.case.bodies)

    person.wait(lambda: not person.window.work.busy)
    person.press("Ctrl+Return")
    person.wait(lambda: "received from" in person.message and "Stopped" not in person.message)
    assert len(desk.reading.documents()) == before + MANY * len(desk.case.bodies)


# --- deciding ------------------------------------------------------------------------------------------


def test_a_key_decides_and_what_was_decided_comes_back(person: WorkingPerson, intake: TriageView) -> None:
    receive(person, intake)
    decide_half(person, intake)
    (matter,) = [m for m in matters(intake, Sort.UNREADABLE) if m.name == "empty.txt"]
    stand_on(intake, matter)
    assert (
        "empty.txt" in intake.decide.detail.note_text.toPlainText()
        if intake.decide.detail.note_text
        else False
    )
    decided(person, intake, "S")
    assert "empty.txt" not in [m.name for m in matters(intake, Sort.UNREADABLE)]

    person.click(intake.decide.decided)
    (matter,) = [m for m in matters(intake, Sort.UNREADABLE) if m.name == "empty.txt"]
    assert matter.decided == "set aside"
    stand_on(intake, matter)
    person.focus(intake.decide.tree)
    left = intake.decide.left
    person.press("B")
    person.wait(lambda: intake.decide.left == left + 1)


def test_every_matter_is_a_sentence(person: WorkingPerson, intake: TriageView) -> None:
    receive(person, intake)
    decide_half(person, intake)
    rows = intake.decide.rows
    for at in range(rows.rowCount()):
        group = rows.index(at, 0)
        assert "to decide" in group.data(Qt.ItemDataRole.AccessibleTextRole)
        for row in range(rows.rowCount(group)):
            told = rows.index(row, 0, group).data(Qt.ItemDataRole.AccessibleTextRole)
            assert told.endswith((".", "decided."))
            assert rows.index(row, 0, group).data(MATTER).name in told


def test_a_late_one_is_left_out_with_a_reason_and_undo_takes_it_back(
    person: WorkingPerson, intake: TriageView, tmp_path: Path
) -> None:
    desk = person.space.session.desk
    code = desk.case.bodies[0].code
    person.focus(intake.assign.on)
    intake.assign.on.setText("30 June 2025")
    assert "Late" in intake.assign.late_note.text()
    person.press("Ctrl+Return")
    person.wait(lambda: "received from" in person.message)
    decide_half(person, intake)
    matter = next(m for m in matters(intake, Sort.LATE) if m.body == code and m.name == "shared.txt")
    stand_on(intake, matter)
    person.press("L")
    dialog = person.dialog(IncludeDialog)
    person.press("Ctrl+Return")
    assert "A reason is needed" in dialog.complaint
    person.type("It says nothing new.")
    person.press("Ctrl+Return")
    person.wait(lambda: matter.key not in [m.key for m in matters(intake, Sort.LATE)])
    person.press("Ctrl+Z")
    person.wait(lambda: matter.key in [m.key for m in matters(intake, Sort.LATE)])


def test_shared_text_is_opened_side_by_side(person: WorkingPerson, intake: TriageView) -> None:
    receive(person, intake)
    decide_half(person, intake)
    person.wait(lambda: matters(intake, Sort.ALIKE))
    matter = next(m for m in matters(intake, Sort.ALIKE) if m.name == "shared.txt")
    stand_on(intake, matter)
    listed = intake.decide.detail.concerned
    assert listed is not None
    assert "of it is in" in listed.item(0).text()
    person.press("O")
    dialog = person.dialog(BesideDialog)
    assert all(text.extraSelections() for text in dialog.texts)
    assert "number 7 in its own drawer" in dialog.texts[1].toPlainText()
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    person.at()
    decided(person, intake, "N")


def test_a_note_is_copied_by_a_key_and_written_as_a_draft(
    person: WorkingPerson, intake: TriageView, tmp_path: Path
) -> None:
    receive(person, intake)
    decide_half(person, intake)
    stand_on(intake, next(m for m in matters(intake, Sort.UNREADABLE) if m.name == "empty.txt"))
    person.press("C")
    assert person.message == "The note is copied."
    copied = QGuiApplication.clipboard().text()
    assert "- empty.txt: The file is empty (0 bytes)" in copied
    person.focus(intake.decide.tree)
    person.press("W")
    dialog = person.dialog(QFileDialog)
    field = dialog.findChild(QLineEdit)
    assert field is not None
    field.setText(str(tmp_path / "note.eml"))
    person.press("Return")
    person.wait(lambda: person.message.startswith("Note written"))
    draft = message_from_bytes((tmp_path / "note.eml").read_bytes(), policy=policy.default)
    assert draft.get_content().replace("\r\n", "\n") == copied


def test_an_unassigned_one_leads_to_its_row(person: WorkingPerson, intake: TriageView) -> None:
    decide_half(person, intake)
    stand_on(intake, next(m for m in matters(intake, Sort.UNASSIGNED) if m.name == "misc"))
    person.press("Return")

    assert intake.halves.currentIndex() == 0
    row = intake.assign.table.currentIndex().row()
    assert intake.assign.table.entries.items[row].name == "misc"


def test_a_password_is_asked_for_the_locked(person: WorkingPerson, tmp_path: Path) -> None:
    paper = tmp_path / "locked.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(paper, encryption=pikepdf.Encryption(user="swordfish", owner="perch"))
    desk = person.space.session.desk
    desk.receiving.receive(desk.case.bodies[0].code, [paper])
    person.press("Ctrl+4")
    view = person.intake
    decide_half(person, view)
    for word, told in (
        ("haddock", "0 documents opened; 1 locked still."),
        ("swordfish", "1 document opened; 0 locked"),
    ):
        stand_on(view, next(m for m in matters(view, Sort.LOCKED) if m.name == "locked.pdf"))
        person.focus(view.decide.tree)
        person.press("P")
        dialog = person.dialog(PasswordDialog)
        person.press("Return")
        assert dialog.complaint == "Type the password."
        person.type(word)
        person.press("Return")
        person.wait(partial(said, person, told))
        person.wait(lambda: not person.window.work.busy)
    person.wait(lambda: not matters(view, Sort.LOCKED))
