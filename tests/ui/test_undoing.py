"""The list of acts to undo, by keys in the real window."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QDialogButtonBox

from reviewer.model import Letter, LetterState, Verdict
from reviewer.ui.theme import ThemeName
from reviewer.ui.undoing.dialog import UndoDialog
from tests.scale import grid
from tests.ui.person import WorkingPerson

pytestmark = pytest.mark.shares_window

BODY = "thornwick"


def judge(person: WorkingPerson, *ats: int) -> list[str]:
    titles = []
    for at in ats:
        criterion = person.space.session.desk.case.framework.criteria[at]
        person.space.session.act(
            lambda desk, criterion=criterion: desk.judging.verdict(  # type: ignore[misc]
                BODY, criterion.key, criterion.findings[0], "Read."
            )
        )
        titles.append(f"Verdict on {criterion.title}")
    person.settle()
    return titles


def sign(person: WorkingPerson) -> None:
    letter = Letter(BODY, "letter", LetterState.SIGNED, issued="ab" * 32)
    person.space.session.act(lambda desk: desk.history.put(letter, f"letter:{BODY}/letter"))
    person.settle()


def judged(person: WorkingPerson) -> set[str]:
    return {
        kept.content.criterion
        for kept in person.space.session.desk.session.casebook.current(Verdict, body=BODY)
    }


def asked(person: WorkingPerson) -> UndoDialog:
    person.press("Ctrl+Shift+H")
    dialog = person.dialog(UndoDialog)
    person.wait(dialog.done_rows.count)
    return dialog


def rows(dialog: UndoDialog) -> list[str]:
    return [dialog.done_rows.item(row).text().split("\n")[0] for row in range(dialog.done_rows.count())]


def marked(dialog: UndoDialog) -> list[int]:
    return [row for row in range(dialog.done_rows.count()) if dialog.done_rows.item(row).isSelected()]


@pytest.mark.thorough
def test_one_chooses_how_far_and_enter_undoes_down_to_there(person: WorkingPerson) -> None:
    titles = judge(person, 0, 1, 2)
    dialog = asked(person)
    assert dialog.done_rows.hasFocus()
    assert rows(dialog)[:3] == [f"{title} · Thornwick Constabulary" for title in reversed(titles)]
    assert f"After undoing: {titles[2]} taken back." in dialog.done_rows.item(0).text()
    assert dialog.undo.text() == "Undo 1 act"
    assert marked(dialog) == [0]
    person.press("Down")
    assert marked(dialog) == [0, 1]
    assert dialog.undo.text() == "Undo 2 acts"
    assert dialog.done_rows.accessibleDescription() == "Undo 2 acts"
    person.press("Return")
    person.wait(lambda: dialog.undone_rows.count() == 2)
    assert dialog.complaint == f"Undone: {titles[2]}; {titles[1]}."
    assert len(judged(person)) == 1
    assert dialog.done_rows.hasFocus()
    assert rows(dialog)[0].startswith(titles[0])


@pytest.mark.thorough
def test_what_was_undone_can_be_done_again_beside_it(person: WorkingPerson) -> None:
    titles = judge(person, 0, 1)
    dialog = asked(person)
    person.press("Down")
    person.press("Return")
    person.wait(lambda: dialog.undone_rows.count() == 2)
    person.focus(dialog.undone_rows)
    assert dialog.redo.text() == "Do 1 act again"
    person.press("Down")
    person.press("Return")
    person.wait(lambda: dialog.undone_rows.count() == 0)
    assert dialog.complaint == f"Done again: {titles[0]}; {titles[1]}."
    assert len(judged(person)) == 2
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    assert person.space.session.snapshot.undo == titles[1]


@pytest.mark.thorough
def test_a_signed_letter_stays_and_says_why_and_enter_on_it_alone_does_nothing(person: WorkingPerson) -> None:
    (title,) = judge(person, 0)
    sign(person)
    dialog = asked(person)
    assert "a signed letter has left the house" in dialog.done_rows.item(0).text()
    assert dialog.undo.text() == "Nothing here can be undone"
    person.press("Return")
    assert "a signed letter has left the house" in dialog.complaint
    assert judged(person)
    person.press("Down")
    assert marked(dialog) == [1]
    assert dialog.done_rows.accessibleDescription() == "Undo 1 act; 1 stays"
    person.press("Return")
    person.wait(lambda: dialog.undone_rows.count() == 1)
    assert dialog.complaint == f"Undone: {title}. What was signed is for good, so it stays: Letter signed."


@pytest.mark.thorough
def test_a_click_goes_down_to_its_row_and_the_button_says_the_same(person: WorkingPerson) -> None:
    judge(person, 0, 1, 2)
    dialog = asked(person)
    person.click_row(dialog.done_rows, 2)
    assert marked(dialog) == [0, 1, 2]
    person.click(dialog.undo)
    person.wait(lambda: dialog.undone_rows.count() == 3)
    assert not judged(person)


@pytest.mark.thorough
def test_ctrl_z_and_the_list_undo_the_same(person: WorkingPerson) -> None:
    titles = judge(person, 0, 1)
    dialog = asked(person)
    first = rows(dialog)[0]
    person.press("Escape")
    person.wait(lambda: person.gone(dialog))
    assert person.space.session.snapshot.undo == titles[1]
    person.focus(person.space.bodies.list)
    person.press("Ctrl+Z")
    assert person.message == f"Undone: {titles[1]}."
    dialog = asked(person)
    assert rows(dialog)[0] != first
    assert dialog.undone_rows.count() == 1


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_nothing_of_it_is_cut_and_it_fits_the_screen(person: WorkingPerson, percent: int) -> None:
    person.window.look.choose(ThemeName.LIGHT, percent)
    judge(person, 0, 1)
    dialog = asked(person)
    room = dialog.screen().availableGeometry()
    person.settle()
    assert dialog.width() <= room.width()
    assert dialog.height() <= room.height()
    assert dialog.done_rows.height() >= dialog.done_rows.sizeHintForRow(0)
    close = dialog.buttons.button(QDialogButtonBox.StandardButton.Cancel)
    assert close.text() == "Close"
    for made in (dialog.undo, close):
        assert made.width() >= made.sizeHint().width()
