"""The focus: what has it keeps it or hands it on to where one goes on, and Enter presses what has it."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QFileDialog, QPushButton, QWidget

from reviewer.desk import Home
from reviewer.ui.checklist.quotes import QuoteRow
from reviewer.ui.intake_dialogs import ReceiveDialog
from reviewer.ui.preferences.dialog import PreferencesDialog
from reviewer.ui.preferences.keys import KeysPage
from reviewer.ui.preferences.preference import Section
from tests.ui.person import Sits, WorkingPerson


class Windows(QObject):
    """Notes every window that is shown."""

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[str] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and watched.isWindow():
            self.shown.append(type(watched).__name__)
        return False


def focused() -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None, "nothing has the focus"
    return found


@pytest.mark.thorough
def test_no_screen_shows_a_window_of_its_own(person: WorkingPerson) -> None:
    windows, application = Windows(), QApplication.instance()
    assert application is not None
    application.installEventFilter(windows)
    try:
        for number in (2, 3, 4, 5, 1):
            person.press(f"Ctrl+{number}")
            assert person.space.isAncestorOf(focused())
    finally:
        application.removeEventFilter(windows)
    assert not windows.shown


@pytest.mark.thorough
@pytest.mark.parametrize("key", ["Escape", "Space"])
def test_a_message_gives_the_focus_back(person: WorkingPerson, key: str) -> None:
    documents = person.desk.documents.list
    person.focus(documents)
    person.press("Ctrl+J")
    (close,) = person.window.message_bar.findChildren(QPushButton)
    person.focus(close)
    person.press(key)
    assert not person.message
    assert focused() is documents


def test_a_message_whose_place_of_before_is_gone_leads_to_the_screen(person: WorkingPerson) -> None:
    person.focus(person.desk.documents.list)
    person.press("Ctrl+J")
    (close,) = person.window.message_bar.findChildren(QPushButton)
    person.focus(close)
    person.press("Ctrl+3")
    person.focus(close)
    person.press("Ctrl+1")
    person.focus(close)
    person.desk.documents.hide()
    person.press("Escape")
    assert person.desk.isAncestorOf(focused())


def test_another_body_from_a_card_is_at_its_card(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    person.focus(person.inside.reason)
    person.press("Alt+PgDown")
    assert person.view.body.code != "harrowdale"
    assert focused() is person.card.header


@pytest.mark.thorough
@pytest.mark.parametrize("by", ["Ctrl+Return", "button"])
def test_after_saving_the_focus_is_at_the_next_open_criterion_where_undo_takes_it_back(
    person: WorkingPerson, by: str
) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    person.type("Begun.")
    if by == "button":
        person.focus(person.inside.save)
    person.press("Space" if by == "button" else by)
    assert person.view.criteria["policy"].verdicts
    cards = person.desk.checklist.cards
    assert person.card is cards["unit"]
    assert focused() is cards["unit"].header
    person.press("Ctrl+Z")
    assert not person.view.criteria["policy"].verdicts
    person.focus(cards["policy"].header)
    person.press("Space")
    assert person.inside.reason.toPlainText() == "", "what was taken back is not on its card"


@pytest.mark.thorough
def test_the_next_open_criterion_is_looked_for_from_the_first_again_and_then_what_is_left(
    person: WorkingPerson,
) -> None:
    person.go_to_body("thornwick")
    keys = list(person.desk.checklist.cards)
    person.desk.checklist.open_card(keys[-1])
    for key in (*keys[-1:], *keys[:-1]):
        assert person.card.key == key
        person.press("Alt+1")
        person.type("Short.")
        person.press("Ctrl+Return")
    assert all(card.verdicts for card in person.view.criteria.values())
    assert focused() is person.desk.remaining.sentence
    person.press("Ctrl+Z")
    assert sum(bool(card.verdicts) for card in person.view.criteria.values()) == len(keys) - 1
    person.click(person.desk.checklist.count)
    assert person.card.key == keys[-2], "the count leads to what is not judged"


@pytest.mark.thorough
def test_undo_in_the_reason_takes_the_verdict_back_and_empties_no_reason_that_is_shown(
    person: WorkingPerson,
) -> None:
    person.go_to_body("thornwick")
    person.judge(2, "Begun.")
    cards = person.desk.checklist.cards
    person.focus(cards["policy"].header)
    person.press("Space")
    person.focus(person.inside.reason)
    assert person.inside.reason.toPlainText() == "Begun."
    person.type(" More")
    person.press("Ctrl+Z")
    assert person.inside.reason.toPlainText() == "Begun.", "what was typed goes first"
    assert person.view.criteria["policy"].verdicts
    person.press("Ctrl+Z")
    assert not person.view.criteria["policy"].verdicts
    assert person.message.startswith("Undone")


def test_the_finding_that_is_chosen_already_leads_to_its_reason(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    person.focus(person.inside.options.options[0])
    person.press("Alt+2")
    assert focused() is person.inside.reason
    assert person.inside.options.chosen == "under-way"


@pytest.mark.thorough
def test_tab_goes_through_the_cards_as_the_eye_reads(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    person.settle()
    checklist = person.desk.checklist
    heads = [card.header for card in checklist.cards.values()]
    person.focus(heads[0])
    forward = [focused()]
    for _ in range(40):
        person.press("Tab")
        if not checklist.isAncestorOf(focused()):
            break
        forward.append(focused())
    # The area scrolls after what has the focus: compare where things stand in what is scrolled.
    inside = checklist.cards["policy"].parentWidget()
    assert inside is not None
    places = [(at.y(), at.x()) for at in (each.mapTo(inside, QPoint()) for each in forward)]
    assert places == sorted(places)
    assert [each for each in forward if each in heads] == heads
    kinds = [type(each).__name__ for each in forward]
    assert kinds.index("QuoteRow") < kinds.index("ChoiceOption") < kinds.index("TextBox")
    assert forward.index(heads[1]) < kinds.index("QuoteRow") < forward.index(heads[2])
    person.press("Shift+Tab")
    backward = [focused()]
    for _ in range(len(forward) - 1):
        person.press("Shift+Tab")
        backward.append(focused())
    assert backward == forward[::-1]


@pytest.mark.thorough
def test_a_passage_that_comes_later_stands_in_its_place_for_tab_too(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.open_document("Commissioner's statement.docx")
    person.tie("every officer has signed for it", 1)
    person.focus(person.card.header)
    stops = []
    for _ in range(4):
        person.press("Tab")
        stops.append(type(focused()).__name__)
    assert "QuoteRow" in stops
    assert "ChoiceOption" not in stops[: stops.index("QuoteRow")]


@pytest.mark.thorough
def test_the_way_back_leads_to_what_had_the_focus(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    person.type("Half a thought")
    person.press("Ctrl+5")
    person.press("Ctrl+[")
    assert focused() is person.inside.reason
    assert person.inside.reason.toPlainText() == "Half a thought"


def test_enter_presses_the_button_that_has_the_focus(person: WorkingPerson, tmp_path: Path) -> None:
    paper = tmp_path / "paper.txt"
    paper.write_text("Hello.")
    before = len(person.view.documents)
    person.space.drop_paths([paper])
    dialog = person.dialog(ReceiveDialog)
    add = next(each for each in dialog.findChildren(QPushButton) if each.text() == "Add files…")
    person.focus(add)
    QTest.keyClick(add, Qt.Key.Key_Return)
    assert dialog.isVisible(), "received at once"
    asked = person.dialog(QFileDialog)
    asked.close()
    dialog.reject()
    person.wait(lambda: person.gone(dialog))
    person.settle()
    assert len(person.view.documents) == before


@pytest.mark.thorough
def test_what_may_only_be_read_keeps_the_focus_and_asks_for_nothing(
    person: WorkingPerson, sample_home: Home, open_window: Sits
) -> None:
    assert not person.space.session.snapshot.read_only
    second = open_window(sample_home)
    second.window.opening.sample()
    second.wait(lambda: second.window.workspace is not None and second.window.workspace.furnished)
    second.settle()
    second.go_to_body("harrowdale")
    second.desk.checklist.open_number(2)
    passage = second.inside.quotes.findChildren(QuoteRow)[0]
    for key in ("Delete", "N", "C"):
        second.focus(passage)
        second.press(key)
        assert "for reading only" in second.message
        assert focused() is passage, key
        second.window.messages.clear()
    second.press("Ctrl+Shift+M")
    assert "for reading only" in second.message
    assert second.space.shown == "desk"
    assert QApplication.activeModalWidget() is None


@pytest.mark.thorough
def test_undoing_from_a_passage_that_goes_stays_on_its_card(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.open_document("Commissioner's statement.docx")
    person.tie("every officer has signed for it", 1)
    (passage,) = person.inside.quotes.findChildren(QuoteRow)
    person.focus(passage)
    person.press("Ctrl+Z")
    assert not person.view.criteria["policy"].evidence
    assert focused() is person.card.header


@pytest.mark.thorough
@pytest.mark.parametrize("where", ["pages", "preview", "edit"])
def test_another_body_beside_its_letter_loses_no_focus(person: WorkingPerson, where: str) -> None:
    person.go_to_body("aberwen")
    person.press("Ctrl+2")
    letter = person.letter
    person.wait(lambda: letter.drafted)
    if where == "preview":
        person.press("Ctrl+T")
    sat = {"edit": letter.edit, "preview": letter.preview, "pages": letter.paper.pages.view}[where]
    person.focus(sat)
    person.space.session.choose_body("harrowdale")
    assert focused() is sat
    person.wait(lambda: letter.drafted)
    assert focused() is sat
    person.space.session.choose_body("thornwick")
    person.settle()
    person.wait(letter.missing.isVisible)
    assert letter.missing.isAncestorOf(focused())
    assert not letter.edit.isEnabled()


@pytest.mark.thorough
def test_what_is_not_shown_takes_no_focus(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.press("Ctrl+2")
    person.press("Ctrl+1")
    bodies = person.space.bodies.list
    person.focus(bodies)
    person.letter.category.take_focus()
    assert focused() is bodies
    person.press("Ctrl+5")
    table = focused()
    person.desk.checklist.lead_to("unit")  # as late answers do
    assert focused() is table


def test_a_list_that_goes_leaves_the_focus_beside_it(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.focus(person.desk.documents.list)
    bare = next(
        body.code
        for body in person.space.session.desk.case.bodies
        if not person.space.session.desk.reading.documents(body.code)
    )
    person.space.session.choose_body(bare)
    person.settle()
    assert not person.desk.documents.list.isVisible()
    assert person.desk.documents.isAncestorOf(focused())


@pytest.mark.thorough
def test_what_is_asked_of_screens_that_are_gone_is_let_go(person: WorkingPerson) -> None:
    """A palette, a dialog or an answer may outlive what it was asked from: screens are made again beneath it."""
    old = person.space
    for number in range(1, 7):
        person.press(f"Ctrl+{number}")
    person.press("Ctrl+3")
    person.press("Ctrl+,")
    dialog = person.dialog(PreferencesDialog)
    dialog.show_section(Section.KEYS)
    page = dialog.page(Section.KEYS)
    assert isinstance(page, KeysPage)
    page.choose("view.matrix")
    page.give_none()
    person.press("Escape")
    person.wait(lambda: person.window.workspace not in {None, old})
    person.wait(lambda: person.space.furnished)
    person.settle()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    for ask in (
        old.take_focus,
        old.back,
        old.forward,
        lambda: old.go("overview"),
        lambda: old.go("desk", {"criterion": "x"}),
    ):
        ask()
    assert person.space.shown == "overview"
