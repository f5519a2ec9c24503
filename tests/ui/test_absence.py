"""An absence in the window: searched for, each piece and hit looked at by keys, and nothing ticked that nobody looked at."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListWidgetItem, QMenu, QWidget

from reviewer.desk import Desk
from reviewer.ui.absence.looking import Looking
from reviewer.ui.absence.pane import LookingPane
from reviewer.ui.desk.screen import DeskScreen
from tests.locked import WORD, locked_pdf
from tests.scale import grid
from tests.ui.conftest import MakesSample
from tests.ui.person import WorkingPerson
from tests.ui.shared_window import SitsBefore

UNIT = 2
"""The number of the criterion, whose terms stand in a document of Thornwick."""


def looking(person: WorkingPerson) -> Looking:
    return person.desk.checklist.looking


def pane(person: WorkingPerson) -> LookingPane:
    return looking(person).pane


def ticks(person: WorkingPerson) -> list[bool | None]:
    """Of each row, whether it is ticked; None of one that can't be."""

    def of(item: QListWidgetItem) -> bool | None:
        state = item.data(Qt.ItemDataRole.CheckStateRole)
        return None if state is None else item.checkState() is Qt.CheckState.Checked

    return [of(item) for item in pane(person).rows]


def shown(person: WorkingPerson) -> str:
    document = person.space.session.document
    return document.name if document else ""


def searched(person: WorkingPerson, number: int = UNIT) -> None:
    """Search by key for the absence of what a criterion of Thornwick asks for."""
    person.go_to_body("thornwick")
    person.desk.checklist.open_number(number)
    person.press("Ctrl+Shift+A")
    person.wait(lambda: not person.window.work.busy)
    person.settle()


@pytest.fixture(scope="session")
def made_twice(sample_with: MakesSample) -> Path:
    """The sample, whose Thornwick speaks of the unit in two more places, and has sent a locked plan and a damaged file."""

    def receive(desk: Desk, sent: Path) -> None:
        (sent / "more.txt").write_text("The integrity unit met in May.")
        (sent / "again.txt").write_text("A second integrity unit was talked of.")
        (sent / "plan.pdf").write_bytes(locked_pdf("The plan of the integrity unit.", WORD))
        (sent / "broken.pdf").write_bytes(b"%PDF-1.7 and nothing else")
        names = ("more.txt", "again.txt", "plan.pdf", "broken.pdf")
        desk.receiving.receive("thornwick", [sent / name for name in names], date(2025, 2, 20))

    return sample_with("twice", receive)


@pytest.fixture
def who(made_twice: Path, sit_before: SitsBefore) -> WorkingPerson:
    return sit_before(made_twice)


@pytest.mark.thorough
def test_pieces_come_first_then_hits_and_nothing_is_ticked_by_coming_passing_over_or_a_click(
    who: WorkingPerson,
) -> None:
    searched(who)
    listed = pane(who).list
    assert who.at() is listed
    assert not who.message, "the list says what was found"
    assert listed.accessibleDescription().startswith("Searched 4 terms in ")
    items = [listed.item(row) for row in range(listed.count())]
    texts = [item.text() for item in items]
    heads = [item.text() for item in items if not item.flags() & Qt.ItemFlag.ItemIsEnabled]
    assert [head.partition(":")[0] for head in heads] == ["Could not be read", "Found"]
    assert heads[0].endswith("0 of 2 looked at")
    assert texts.index(heads[0]) < texts.index(next(t for t in texts if t.startswith("plan.pdf")))
    assert texts.index(heads[1]) < texts.index(next(t for t in texts if t.startswith("more.txt")))
    assert not any(ticks(who)), "to come to the list is not to look"
    before = {shown(who)}
    for _ in ticks(who):
        who.press("Down")
        before.add(shown(who))
    assert not any(ticks(who)), "to pass over a place is not to look at it"
    assert {"more.txt", "again.txt"} <= before, "each is shown at its place"
    for _ in range(3):
        who.press("F6")
    assert not any(ticks(who)), "nor is to go round the panes"
    assert not pane(who).confirm.isEnabled()
    row = next(listed.row(item) for item in pane(who).rows if item.text().startswith("more.txt"))
    who.click_row(listed, row)
    assert not any(ticks(who)), "a click on a row shows it"
    assert shown(who) == "more.txt"
    box = listed.visualItemRect(listed.item(row))
    at = QPoint(box.left() + who.window.look.px(8), box.center().y())
    QTest.mouseClick(listed.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    assert ticks(who).count(True) == 1, "one on its box ticks it"


@pytest.mark.thorough
def test_one_key_ticks_what_one_is_at_and_goes_on_and_the_last_leads_to_the_button(
    who: WorkingPerson,
) -> None:
    searched(who)
    total = pane(who).can_be_seen
    assert total >= 3
    for seen in range(total):
        assert sum(map(bool, ticks(who))) == seen
        assert who.at() is pane(who).list
        who.press("S" if seen % 2 else "Space")
    assert ticks(who).count(None) == 1, "the locked one"
    assert who.at() is pane(who).confirm
    who.press("Return")
    who.wait(lambda: (kept := who.view.criteria["unit"].search) and kept.content.looked_at)
    who.wait(lambda: not looking(who).is_open)
    assert "1 locked file" in who.message
    assert who.card.key == "unit"
    assert who.inside.isAncestorOf(who.at()), "on purpose: what the verdict needs next"
    who.press("Alt+3")
    who.type("Nothing.")
    assert who.inside.reason.toPlainText() == "Nothing."


@pytest.mark.thorough
def test_what_a_key_ticked_once_can_be_unticked_and_is_there_again_from_the_card(who: WorkingPerson) -> None:
    searched(who)
    for again in (False, *[True] * 5):  # held down
        pressed = QKeyEvent(
            QEvent.Type.KeyPress, Qt.Key.Key_Space, Qt.KeyboardModifier.NoModifier, " ", autorep=again
        )
        QApplication.sendEvent(pane(who).list, pressed)
    who.settle()
    first = ticks(who)
    assert first.count(True) == 1, "a key that is held down ticks one row"
    who.press("Escape")
    assert not looking(who).is_open
    assert who.at() is who.inside.absence.to_look
    assert who.desk.bodies.isVisible()
    who.press("Return")
    assert looking(who).is_open
    assert ticks(who) == first
    assert pane(who).list.currentItem().checkState() is Qt.CheckState.Unchecked, "where one goes on"
    who.press("Home")
    assert ticks(who)[0], "the first, though a heading is above it"
    who.press("Space")
    assert not any(ticks(who))


@pytest.mark.thorough
def test_what_is_locked_is_not_ticked_and_leads_to_its_password(who: WorkingPerson) -> None:
    searched(who)
    listed = pane(who).list
    row = next(listed.row(item) for item in pane(who).rows if item.text().startswith("plan.pdf"))
    listed.setCurrentRow(row)
    who.settle()
    who.press("Space")
    assert not any(ticks(who))
    assert "until it is open nobody can have looked at it" in who.message
    who.press("P")
    assert who.at() is who.desk.locked.field
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: who.desk.document.isAncestorOf(who.at()))
    who.settle()
    who.press("F6")
    assert who.at() is listed
    who.press("Space")
    who.wait(lambda: None not in ticks(who))
    assert who.at() is listed, "what is open by now is searched, and stands among what is to be looked at"
    assert not any(ticks(who))


@pytest.mark.thorough
def test_a_late_answer_fetches_nobody_back(who: WorkingPerson) -> None:
    who.go_to_body("thornwick")
    who.desk.checklist.open_number(UNIT)
    who.focus(who.inside.absence.search)
    QTest.keyClick(who.at(), Qt.Key.Key_Return)
    bodies = who.space.bodies.list
    who.focus(bodies)
    who.wait(lambda: who.view.criteria["unit"].search)
    who.wait(lambda: "To look at" in who.message)
    who.settle()
    assert who.at() is bodies
    assert not looking(who).is_open
    who.focus(who.inside.absence.to_look)
    who.press("Return")
    assert looking(who).is_open


def test_nothing_found_is_said_in_words_and_in_a_message(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.desk.checklist.open_number(4)
    person.focus(person.inside.absence.search)
    person.press("Return")
    person.wait(lambda: person.message)
    assert person.message.startswith("Nothing found: ")
    assert person.inside.absence.line.text().startswith("Nothing found: ")
    assert not looking(person).is_open
    assert person.at() is person.inside.absence.search


@pytest.mark.thorough
def test_ctrl_enter_says_what_is_left_and_saves_no_verdict_that_is_not_seen(who: WorkingPerson) -> None:
    who.go_to_body("thornwick")
    who.desk.checklist.open_number(UNIT)
    who.press("Alt+3")
    who.type("Nothing so far.")
    searched(who)
    who.press("Ctrl+Return")
    assert not who.view.criteria["unit"].verdicts
    assert "Look at each" in who.message
    assert who.at() is pane(who).list
    who.press("Alt+PgUp")
    assert not looking(who).is_open, "another body takes it away"
    assert who.desk.left.isVisible()


@pytest.mark.thorough
@pytest.mark.parametrize("percent", grid([100, 200], ordinary=[200]))
def test_it_has_room_beside_the_document(who: WorkingPerson, percent: int) -> None:
    who.window.resize(1366, 768)
    who.window.look.choose(who.window.look.theme, percent)
    searched(who)
    who.qtbot.wait(50)
    listed, document = pane(who).list, who.desk.document
    line = listed.fontMetrics().lineSpacing()
    assert listed.width() >= 500
    assert listed.viewport().height() >= 4 * line
    assert document.width() >= 700
    for widget in (pane(who).back, pane(who).confirm):
        assert widget.width() >= widget.minimumSizeHint().width()
    assert who.window.width() <= 1366
    before = who.desk.panes.widths
    who.press("Escape")
    who.wait(lambda: who.desk.splitter.sizes() == before)
    assert before[2] >= 376


@pytest.mark.thorough
def test_widths_of_another_size_of_text_are_not_kept_for_this_one(who: WorkingPerson) -> None:
    searched(who)
    before = who.desk.panes.widths
    assert all(before)
    look, kept = who.window.look, who.screen(DeskScreen, "desk").remember
    assert (kept()["panes"], kept()["percent"]) == (before, 100)
    look.choose(look.theme, 200)
    who.qtbot.wait(20)
    assert (kept()["panes"], kept()["percent"]) == ([], 200)
    who.desk.panes.keep(kept())  # as the next sitting does
    who.press("Escape")
    who.wait(lambda: who.desk.left.isVisible() and all(who.desk.panes.widths))
    assert who.desk.panes.widths != before


def offered() -> set[str]:
    """The ids of the acts in the menu that is open, which is closed."""
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    names = {str(line.data()) for line in menu.actions() if line.data()}
    menu.close()
    return names


@pytest.mark.thorough
def test_a_row_and_a_card_have_a_menu_by_mouse_and_key(who: WorkingPerson) -> None:
    def ask(widget: QWidget, at: QPoint, reason: QContextMenuEvent.Reason) -> set[str]:
        QCoreApplication.postEvent(widget, QContextMenuEvent(reason, at, widget.mapToGlobal(at)))
        who.wait(lambda: QApplication.activePopupWidget() is not None)
        return offered()

    searched(who)
    listed = pane(who).list
    last = listed.count() - 1
    middle = listed.visualItemRect(listed.item(last)).center()
    for reason in (QContextMenuEvent.Reason.Mouse, QContextMenuEvent.Reason.Keyboard):
        found = ask(listed.viewport(), middle, reason)
        assert {"absence.see", "absence.read", "absence.back"} <= found
    assert listed.currentRow() == last
    assert not any(ticks(who)), "to ask for a menu ticks nothing"
    who.press("Escape")
    head = who.desk.checklist.cards["policy"].header
    found = ask(head, head.rect().center(), QContextMenuEvent.Reason.Mouse)
    assert {"verdict.finding_1", "verdict.save", "verdict.absence"} <= found
    assert who.card.key == "policy", "the menu is of the card under it"


@pytest.mark.thorough
def test_what_a_later_search_found_is_not_said_to_be_looked_at_with_what_is_shown(
    who: WorkingPerson, tmp_path: Path
) -> None:
    searched(who)
    for _ in range(pane(who).can_be_seen):
        who.press("Space")
    (tmp_path / "late.txt").write_text("At last the integrity unit was closed.")
    desk = who.space.session.desk
    desk.receiving.receive("thornwick", [tmp_path / "late.txt"], date(2025, 2, 20))
    before = who.view.criteria["unit"].search
    looking(who).search("unit")  # as from the menu, while one is elsewhere
    who.focus(who.desk.document)
    who.wait(lambda: (kept := who.view.criteria["unit"].search) and before and kept.id != before.id)
    who.settle()
    assert not any(item.text().startswith("late.txt") for item in pane(who).rows)
    who.focus(pane(who).confirm)
    who.press("Return")
    who.wait(lambda: [item.text()[:8] for item in pane(who).rows if "late" in item.text()] == ["late.txt"])
    assert ticks(who).count(True) == 0
    assert not pane(who).confirm.isEnabled()


@pytest.mark.thorough
def test_the_panes_have_their_widths_again_in_another_size_of_text(who: WorkingPerson) -> None:
    who.window.resize(1366, 768)
    searched(who)
    who.window.look.choose(who.window.look.theme, 200)
    who.press("Escape")
    who.wait(lambda: who.desk.splitter.sizes()[2] > 450)
    assert who.desk.splitter.sizes()[0] > 300
