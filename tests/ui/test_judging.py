"""Judging in the window: tie, untie, decide, undo, prove an absence, settle a conflict."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from reviewer.desk import Desk, Home
from reviewer.desk.display import EvidenceView
from reviewer.model import AnchorState, Evidence, Kept, Passage, Stance
from reviewer.ui.checklist.header import CardHeader
from reviewer.ui.checklist.quotes import QuoteRow
from reviewer.ui.checklist.tying import NoteDialog, TieDialog
from reviewer.ui.look import Look
from tests.colleagues import joined
from tests.ui.person import WorkingPerson


def quotes(person: WorkingPerson) -> list[QuoteRow]:
    return [row for row in person.inside.quotes.findChildren(QuoteRow) if row.isVisible()]


def test_a_click_on_a_finding_and_a_reason_make_a_verdict(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.click(person.desk.checklist.cards["unit"].header)
    person.click(person.inside.options.options[2])
    assert QApplication.focusWidget() is person.inside.reason
    assert not person.inside.save.isEnabled()
    person.type("No review since 2016.")
    card = person.card
    person.click(person.inside.save)
    verdict = person.view.criteria["unit"].verdicts[0].content
    assert (verdict.finding, verdict.because) == ("falls-short", "No review since 2016.")
    assert "Falls short" in card.header.accessibleName()
    assert card.inside
    assert not card.inside.save.isEnabled()


def test_a_passage_of_cells_says_the_address_of_each(qtbot: QtBot) -> None:
    passage = Passage("ab" * 32, "sheet:Posts!A4:B5", 9, 40, "Sergeant\t6\nConstable\t14")
    kept = Kept("cd" * 32, "s", "a", 0, Evidence("harrowdale", "unit", passage))
    view = EvidenceView(
        kept, "posts.xlsx", "sheet Posts, A4:B5", AnchorState.EXACT, passage.place, passage.start, passage.end
    )
    row = QuoteRow(Look(), 2, view)
    qtbot.addWidget(row)
    words, where = [label.text() for label in row.findChildren(QLabel)]
    assert words == "A4 “Sergeant”, B4 “6”, A5 “Constable”, B5 “14”"
    assert where == "posts.xlsx, sheet Posts, A4:B5 · supports"
    assert row.accessibleName().startswith(words)


def test_a_verdict_without_a_reason_is_not_recorded(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+1")
    person.press("Ctrl+Return")
    assert not person.view.criteria["policy"].verdicts
    assert "needs a reason" in person.inside.message.text()


def test_the_keypads_enter_saves_too(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    person.type("Begun.")
    option = person.inside.options.options[1]
    person.focus(option)
    held = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.KeypadModifier
    QTest.keyClick(option, Qt.Key.Key_Enter, held)
    person.wait(lambda: person.view.criteria["policy"].verdicts)


def test_another_body_is_shown_on_the_same_cards_and_nothing_of_the_last_is_left(
    person: WorkingPerson,
) -> None:
    person.go_to_body("thornwick")
    cards, inside = dict(person.desk.checklist.cards), person.inside
    person.press("Alt+1")
    person.type(" ")
    person.click(next(each for each in inside.findChildren(QPushButton) if each.text() == "Guidance"))
    words = next(
        each for each in inside.findChildren(QLabel) if each.text() == person.card.view.criterion.guidance
    )
    assert not words.isHidden()
    person.go_to_body("harrowdale")
    assert person.desk.checklist.cards == cards, "making them anew takes longer than all else of a body"
    stood = person.card.view.verdicts
    decided = (stood[0].content.finding, stood[0].content.because) if stood else ("", "")
    assert (person.inside.options.chosen, person.inside.reason.toPlainText()) == decided
    assert not person.inside.reason.document().isUndoAvailable()
    assert person.inside is not inside or words.isHidden()
    person.go_to_body("thornwick")
    assert person.inside.options.chosen == inside.options.options[0].key


def test_a_card_that_was_closed_says_nothing_of_the_body_it_was_opened_for(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.click(person.desk.checklist.cards["unit"].header)
    person.click(person.inside.options.options[2])
    person.type("Typed here.")
    person.click(person.desk.checklist.cards["policy"].header)
    person.go_to_body("harrowdale")
    person.click(person.desk.checklist.cards["unit"].header)
    stood = person.card.view.verdicts
    decided = (stood[0].content.finding, stood[0].content.because) if stood else ("", "")
    assert (person.inside.options.chosen, person.inside.reason.toPlainText()) == decided
    person.go_to_body("thornwick")
    assert person.desk.checklist.open_key == "unit"
    assert person.inside.reason.toPlainText() == "Typed here."


class Painted(QObject):
    """Counts what is painted of one kind of widget."""

    def __init__(self, kind: type[QWidget]) -> None:
        super().__init__()
        self.kind, self.times = kind, 0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802 - Qt's name
        self.times += event.type() == QEvent.Type.Paint and isinstance(watched, self.kind)
        return False


def test_an_act_elsewhere_paints_no_head_of_a_card_anew(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.settle()
    criterion = person.space.session.desk.case.framework.criteria[0]
    person.space.session.desk.judging.verdict(
        "harrowdale", criterion.key, criterion.findings[0], "It says so."
    )
    painted = Painted(CardHeader)
    application = QApplication.instance()
    assert application is not None
    application.installEventFilter(painted)
    person.space.session.refresh()
    person.settle()
    application.removeEventFilter(painted)
    assert painted.times == 0, "the window is laid out anew for what says what it said"


def test_what_is_typed_and_not_saved_is_there_again(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.press("Alt+2")
    person.type("Half a thought")
    person.go_to_body("aberwen")
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    assert person.inside.reason.toPlainText() == "Half a thought"
    assert person.inside.options.chosen == "under-way"


def test_delete_unties_a_passage_and_undo_ties_it_again(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(1)
    before = len(quotes(person))
    person.focus(quotes(person)[0])
    person.press("Delete")
    person.wait(lambda: len(quotes(person)) == before - 1)
    person.press("Ctrl+Z")
    person.wait(lambda: len(quotes(person)) == before)
    assert person.message.startswith("Undone")
    person.press("Ctrl+Shift+Z")
    person.wait(lambda: len(quotes(person)) == before - 1)


def test_a_passage_leads_to_its_place(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    QTest.mouseClick(quotes(person)[0], Qt.MouseButton.LeftButton)
    assert person.space.session.document is not None
    assert person.space.session.document.name == "Integrity unit review.docx"
    person.focus(quotes(person)[0])
    person.press("Return")
    assert person.space.session.document.name == "Integrity unit review.docx"


def test_an_act_makes_anew_what_it_changed_of_a_cards_passages_and_nothing_else(
    person: WorkingPerson,
) -> None:
    session, code = person.space.session, person.space.session.body
    (first, *_) = person.view.criteria
    person.desk.checklist.open_card(first)
    person.settle()
    document = person.view.documents[0].sha256
    place = session.desk.reading.text(document).parts[0].place

    def rows() -> dict[str, QuoteRow]:
        layout = person.inside.quotes.row
        items = [layout.itemAt(at) for at in range(layout.count())]
        found = [item.widget() for item in items if item is not None]
        assert all(isinstance(row, QuoteRow) and row.isVisible() for row in found)
        return {row.view.record.subject: row for row in found if isinstance(row, QuoteRow)}

    def tie(at: int) -> str:
        kept = session.desk.judging.tie(code, first, document, place, at, at + 9)
        session.refresh()
        person.settle()
        return kept.subject

    made = [tie(at) for at in (0, 10, 20)]
    before = rows()
    added = tie(30)
    after = rows()
    assert {subject for subject, row in after.items() if before.get(subject) is not row} == {added}
    assert list(after) == [found.record.subject for found in person.view.criteria[first].evidence]

    person.focus(after[made[2]])
    noted = session.desk.judging.note(after[made[0]].view.record.id, "Compare.")
    session.refresh()
    person.settle()
    last = rows()
    assert {subject for subject, row in last.items() if after[subject] is not row} == {noted.subject}
    assert list(last) == [found.record.subject for found in person.view.criteria[first].evidence]
    assert person.at() is last[made[2]], "the focus stays where it is"


def test_a_note_stays_with_its_passage(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    person.focus(quotes(person)[0])
    person.press("N")
    person.dialog(NoteDialog)
    person.type("Ask about the budget.")
    person.press("Ctrl+Return")
    person.wait(
        lambda: person.view.criteria["unit"].evidence[0].record.content.note == "Ask about the budget."
    )
    assert len(person.view.criteria["unit"].evidence) == 1
    assert person.at() is quotes(person)[0]
    person.press("Ctrl+Z")
    (found,) = person.view.criteria["unit"].evidence
    assert not found.record.content.note


def stance(person: WorkingPerson, criterion: str = "unit") -> list[Stance]:
    return [found.record.content.stance for found in person.view.criteria[criterion].evidence]


def test_a_passage_that_contradicts_is_turned_by_a_key_and_in_its_note(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.desk.checklist.open_number(2)
    person.focus(quotes(person)[0])
    person.press("C")
    person.wait(lambda: stance(person) == [Stance.CONTRADICTS])
    assert "contradicts" in quotes(person)[0].accessibleName()
    person.press("N")
    dialog = person.dialog(NoteDialog)
    person.press("Alt+1")
    person.type("On second reading.")
    person.press("Ctrl+Return")
    person.wait(lambda: person.gone(dialog))
    assert stance(person) == [Stance.SUPPORTS]
    person.press("Ctrl+Z")
    assert stance(person) == [Stance.CONTRADICTS]


def test_a_selection_is_tied_against_a_criterion_by_keys(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.open_document("Commissioner's statement.docx")
    person.find_and_select("every officer has signed for it")
    person.press("Ctrl+Shift+J")
    dialog = person.dialog(TieDialog)
    assert dialog.stance.stance is Stance.CONTRADICTS
    person.press("Down")
    person.press("Return")
    person.wait(lambda: stance(person) == [Stance.CONTRADICTS])
    person.find_and_select("every officer has signed for it")
    person.press("Ctrl+J")
    dialog = person.dialog(TieDialog)
    person.press("Alt+2")
    person.focus(dialog.note)
    person.type("Compare with the training record.")
    person.press("Ctrl+Return")
    person.wait(lambda: stance(person, "policy") == [Stance.CONTRADICTS])
    assert (
        person.view.criteria["policy"].evidence[0].record.content.note == "Compare with the training record."
    )


def test_a_number_without_a_selection_opens_the_card(person: WorkingPerson) -> None:
    person.go_to_body("harrowdale")
    person.open_document("Boundaries policy.pdf")
    before = {key: len(card.evidence) for key, card in person.view.criteria.items()}
    for number, key in ((3, "systems"), (2, "unit")):
        person.focus(person.desk.document)
        assert person.desk.document.selection() is None
        person.press(str(number))
        assert person.card.key == key
        assert person.at() is person.card.header
    assert {key: len(card.evidence) for key, card in person.view.criteria.items()} == before
    person.focus(person.desk.document)
    person.press("9")
    assert "no criterion 9" in person.message
    assert person.card.key == "unit"


def test_what_a_number_does_is_said_as_things_stand(person: WorkingPerson) -> None:
    person.go_to_body("thornwick")
    person.open_document("Commissioner's statement.docx")
    pane = person.desk.document
    titles = [criterion.title for criterion in person.space.session.desk.case.framework.criteria]
    assert pane.menu.tying_words(2) == f"Open card 2: {titles[1]}"
    person.find_and_select("every officer has signed for it")
    assert pane.menu.tying_words(2) == f"Make it evidence for {titles[1]}"


def test_evidence_needs_a_selection(person: WorkingPerson) -> None:
    person.press("Ctrl+J")
    assert "Select the passage" in person.message


def test_a_conflict_shows_both_and_is_settled_on_purpose(
    person: WorkingPerson, sample_home: Home, tmp_path: object
) -> None:
    session = person.space.session
    _differ(session.desk, sample_home)
    session.refresh()
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    assert len(person.card.view.verdicts) == 2
    assert "In conflict" in person.card.header.accessibleName()
    assert person.inside.conflict.isVisible()
    person.press("Alt+1")
    person.type("We spoke, and agree.")
    person.click(person.inside.save)
    person.wait(lambda: len(person.view.criteria["policy"].verdicts) == 1)
    assert person.card.key == "unit"
    assert person.at() is person.card.header
    person.desk.checklist.open_card("policy")
    assert not person.inside.conflict.isVisible()


def test_taking_one_of_two_leads_to_saving_and_that_to_the_next_criterion(
    person: WorkingPerson, sample_home: Home
) -> None:
    session = person.space.session
    _differ(session.desk, sample_home)
    session.refresh()
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    assert [each.text() for each in person.inside.conflict.findChildren(QPushButton)] == [
        "Compare and settle"
    ]
    assert person.inside.options.chosen == ""
    person.press("Alt+1")
    person.type("It is signed for.")
    assert len(person.view.criteria["policy"].verdicts) == 2, "nothing is settled yet"
    person.press("Ctrl+Return")
    person.wait(lambda: len(person.view.criteria["policy"].verdicts) == 1)
    assert person.at() is person.desk.checklist.cards["unit"].header


def test_a_verdict_taken_back_by_a_colleague_is_a_conflict_too(
    person: WorkingPerson, sample_home: Home
) -> None:
    session = person.space.session
    _take_back_elsewhere(session.desk, sample_home)
    session.refresh()
    person.go_to_body("thornwick")
    person.desk.checklist.open_card("policy")
    assert len(person.card.view.verdicts) == 1
    assert "In conflict" in person.card.header.accessibleName()
    assert any("took back" in label.text() for label in person.inside.conflict.findChildren(QLabel))
    assert person.inside.options.chosen == ""
    person.press("Alt+1")
    person.type("We spoke: it stands.")
    card = person.card
    person.press("Ctrl+Return")
    person.wait(lambda: not card.view.conflict)
    assert "In place" in card.header.accessibleName()
    person.desk.checklist.open_card("policy")
    assert not person.inside.conflict.isVisible()


def _take_back_elsewhere(desk: Desk, home: Home) -> None:
    """One of two people changes a verdict, the other takes it back."""
    share = home.data / "share"
    share.mkdir()
    kept = desk.judging.verdict("thornwick", "policy", "in-place", "Short.")
    desk.sharing.sync(share)
    other = Home(home.config.parent / "colleague", home.resources, home.data)
    with joined(desk, share, home.data / "colleague.casebook", other) as colleague:
        colleague.history.withdraw(kept.id, "too early")
        desk.judging.verdict("thornwick", "policy", "in-place", "Short, and signed for.")
        colleague.sharing.sync(share)
    desk.sharing.sync(share)


def _differ(desk: Desk, home: Home) -> None:
    """Give one criterion two verdicts, as a sync of two casebooks does: neither has seen the other."""
    share = home.data / "share"
    share.mkdir()
    desk.sharing.sync(share)
    other = Home(home.config.parent / "colleague", home.resources, home.data)
    with joined(desk, share, home.data / "colleague.casebook", other) as colleague:
        colleague.judging.verdict("thornwick", "policy", "falls-short", "Two pages are not enough.")
        desk.judging.verdict("thornwick", "policy", "in-place", "Short, and signed for.")
        colleague.sharing.sync(share)
    desk.sharing.sync(share)
