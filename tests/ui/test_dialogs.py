"""Dialogs are as large as what they say, at each size of text, and no button wears a picture of the desktop's."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QPushButton,
    QScrollArea,
    QWidget,
)

from reviewer.ui.bug_box import BugBox
from reviewer.ui.dialogs import WIDTH, Form, TextDialog
from tests.scale import grid
from tests.ui.every_dialog import Stage
from tests.ui.laid_out import out_of_place
from tests.ui.person import WorkingPerson
from tests.ui.tour import each_dialog

pytestmark = pytest.mark.shares_window

SPARE = 8
ACTS = (
    "documents.receive", "documents.include", "documents.move", "body.facts", "case.amend", "share.choose", "name.choose",
    "program.keyboard", "program.about", "letter.sign", "letter.register", "documents.compare", "casebook.new", "casebook.join",
    "case.new", "case.go_on",
)  # fmt: skip


def shown() -> QDialog | None:
    found = [
        each for each in QApplication.topLevelWidgets() if isinstance(each, QDialog) and each.isVisible()
    ]
    return found[-1] if found else None


def wanted(part: QWidget) -> int:
    """How high a part of a dialog wants to be in the width that it has."""
    return part.heightForWidth(part.width()) if part.hasHeightForWidth() else part.sizeHint().height()


def spare_in(form: Form) -> tuple[int, list[str]]:
    """How much height a form has that nothing in it asks for, and what scrolls though the screen has room."""
    area = form.findChild(QScrollArea)
    assert area is not None
    lines = area.widget()
    assert lines is not None
    layout = lines.layout()
    assert layout is not None
    spare = 0
    for at in range(layout.count()):
        item = layout.itemAt(at)
        assert item is not None
        part = item.widget()
        if part is None:
            spare += item.geometry().height()
        elif not part.isHidden():
            spare += max(part.height() - max(wanted(part), part.minimumHeight()), 0)
    cut = []
    if area.verticalScrollBar().maximum() and form.height() < form.screen().availableGeometry().height() - 80:
        cut.append(f"{area.verticalScrollBar().maximum()} px out of view")
    return spare, cut


def judged(person: WorkingPerson, dialog: QDialog, name: str) -> list[str]:
    """Return what is wrong with how large a dialog is."""
    person.settle()
    screen = dialog.screen().availableGeometry()
    faults = []
    if isinstance(dialog, Form):
        spare, cut = spare_in(dialog)
        faults += [f"{name}: {each}" for each in cut]
        if spare > SPARE:
            faults.append(f"{name}: {spare} px that nothing asks for")
    if dialog.height() > screen.height() or dialog.width() > screen.width():
        faults.append(f"{name}: larger than the screen")
    faults += [
        f"{name}: a picture on {button.text()}"
        for box in dialog.findChildren(QDialogButtonBox)
        for button in box.findChildren(QPushButton)
        if not button.icon().isNull() and button.isVisible()
    ]
    return faults


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_every_dialog_is_as_high_as_what_it_says(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(percent=percent)
    person.settle()
    person.go_to_body("harrowdale")
    faults, seen = [], set()
    for act in ACTS:
        if act not in person.window.action_list:
            continue
        person.window.action_list.run(act)
        person.settle()
        person.qtbot.wait(50)
        dialog = shown()
        if dialog is None:
            continue
        seen.add(act)
        faults += judged(person, dialog, act)
        dialog.close()
        person.settle()
    for lines in (("One line.",), ("A long line that says a great deal. " * 12, "Another one.")):
        text = TextDialog(person.window.look, "What the check found", lines, person.window)
        text.open()
        faults += judged(person, text, f"{len(lines)} lines")
        text.close()
    assert not faults
    assert len(seen) >= 8, seen


@pytest.mark.thorough
def test_a_complaint_makes_the_dialog_higher_and_hides_nothing(person: WorkingPerson) -> None:
    person.window.action_list.run("casebook.join")
    person.settle()
    dialog = shown()
    assert isinstance(dialog, Form)
    before = dialog.height()
    person.press("Return")
    assert dialog.complaint
    assert dialog.height() > before
    assert judged(person, dialog, "join") == []
    dialog.close()


def test_no_button_of_a_box_wears_a_picture(person: WorkingPerson) -> None:
    files = QFileDialog(person.window)
    files.setOption(QFileDialog.Option.DontUseNativeDialog)
    for box in (BugBox("trace", "log", person.window), files):
        box.show()
        person.settle()
        buttons = [
            each
            for inner in box.findChildren(QDialogButtonBox)
            for each in inner.findChildren(QPushButton)
            if each.isVisible()
        ]
        assert buttons
        assert [each.text() for each in buttons if not each.icon().isNull()] == []
        box.close()
        box.deleteLater()
    assert issubclass(BugBox, QMessageBox)


@pytest.mark.thorough
def test_no_form_scrolls_while_the_screen_has_room(stage: Stage, busy: WorkingPerson) -> None:
    faults = []
    for name, dialog in each_dialog(stage, busy):
        if isinstance(dialog, Form):
            busy.qtbot.wait(50)  # what is shown late is counted too
            faults += [f"{name}: {each}" for each in spare_in(dialog)[1]]
    assert not faults


def test_a_form_of_few_words_is_no_wider_than_they_are_and_one_of_many_fits_the_screen(
    person: WorkingPerson,
) -> None:
    look, screen = person.window.look, person.window.screen().availableGeometry()
    sizes = []
    for lines in (
        ("One line.",),
        ("A long line that says a great deal. " * 12,),
        ("A long line. " * 40,) * 9,
    ):
        form = TextDialog(look, "What was found", lines, person.window)
        form.open()
        person.settle()
        sizes.append(form.width())
        assert list(out_of_place(form)) == []
        assert form.width() <= screen.width()
        form.close()
    few, many, most = sizes
    assert few < look.px(400) < many <= look.px(WIDTH) < most
