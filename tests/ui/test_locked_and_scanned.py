"""Documents that want a password, and pages that want reading: both are seen to without leaving the desk."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from reviewer.desk import Desk, Home
from reviewer.ui.intake_dialogs import ReceiveDialog
from tests import scans
from tests.locked import WORD, locked_pdf
from tests.reworded import reword
from tests.ui.conftest import MakesSample, someone_with
from tests.ui.person import Sits

# --- passwords ---------------------------------------------------------------------------------------


@pytest.mark.thorough
def test_a_locked_document_asks_for_its_password_and_all_others_open_with_it(
    locked: Home, sit_down: Sits
) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    view = who.desk.locked
    assert view.isVisible()
    assert not who.desk.document.isVisible()
    listed = who.desk.documents.list
    assert QApplication.focusWidget() is listed, "walking through the list goes on"
    who.press("Return")
    assert QApplication.focusWidget() is view.field
    assert view.field.accessibleDescription().startswith(
        "This document is locked: type its password. Ask the"
    )
    who.press("Return")
    assert view.complaint == "Type the password first."
    who.type("wrong")
    who.press("Return")
    who.wait(lambda: view.complaint.startswith("That is not its password."))
    assert QApplication.focusWidget() is view.field
    assert view.field.selectedText() == "wrong"
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: who.message == "2 documents opened.")
    assert not view.isVisible()
    pane = who.desk.document
    who.wait(lambda: pane.state.text is not None and "first plan" in pane.state.text.parts[0].text)
    who.wait(lambda: pane.page_view.pages == 1)
    assert view.field.text() == ""
    who.choose_document("a second plan.pdf")
    assert not view.isVisible()


@pytest.mark.thorough
def test_what_comes_later_opens_by_itself_and_in_another_sitting_it_is_asked_for_the_pages(
    locked: Home, tmp_path: Path, sit_down: Sits
) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    third = tmp_path / "third plan.pdf"
    third.write_bytes(locked_pdf("The third plan of the unit.", WORD))
    who.press("Ctrl+O")
    dialog = who.dialog(ReceiveDialog)
    dialog.add_paths([third])
    who.focus(dialog.password)
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: who.message.startswith("1 document received."))
    assert not any(row.locked for row in who.view.documents), "the earlier ones were tried too"
    who.window.close()

    again = sit_down(locked)
    again.go_to_body("thornwick")
    again.choose_document("a first plan.pdf")
    view = again.desk.locked
    again.wait(view.isVisible)
    pane = again.desk.document
    assert pane.isVisible(), "the text that is known is shown beneath"
    again.focus(view.field)
    again.type(WORD)
    again.press("Return")
    again.wait(lambda: pane.page_view.pages == 1)
    assert not view.isVisible()
    assert "first plan" in again.space.session.desk.reading.text(again.view.documents[0].sha256).parts[0].text


def test_f6_leads_to_the_password(locked: Home, sit_down: Sits) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    who.press("F6")
    assert QApplication.focusWidget() is who.desk.locked.field


@pytest.mark.thorough
def test_who_went_elsewhere_while_a_password_is_tried_stays_there(locked: Home, sit_down: Sits) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    view, pane = who.desk.locked, who.desk.document
    elsewhere = who.desk.checklist.head_of_open_card()
    for word, told in (
        ("wrong", lambda: view.complaint.startswith("That is not its password.")),
        (WORD, lambda: who.message == "2 documents opened."),
    ):
        who.focus(view.field)
        who.press("Ctrl+A")
        who.type(word)
        QTest.keyClick(view.field, Qt.Key.Key_Return)
        who.focus(elsewhere)
        assert not view.open.isEnabled(), "it is being tried"
        who.wait(told)
        who.settle()
        assert QApplication.focusWidget() is elsewhere
    who.wait(lambda: pane.page_view.pages == 1)
    assert not view.isVisible()
    assert QApplication.focusWidget() is elsewhere


@pytest.mark.thorough
def test_who_waits_for_the_password_goes_on_in_the_page(locked: Home, sit_down: Sits) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    view = who.desk.locked
    who.focus(view.field)
    who.type(WORD)
    who.click(view.open)
    who.wait(lambda: who.message == "2 documents opened.")
    who.settle()
    assert who.desk.document.isAncestorOf(who.at())


def test_what_a_password_did_not_open_is_not_said_of_another_document(locked: Home, sit_down: Sits) -> None:
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    view = who.desk.locked
    who.focus(view.field)
    who.type("wrong")
    QTest.keyClick(view.field, Qt.Key.Key_Return)
    who.choose_document("a second plan.pdf")
    who.wait(lambda: "That is not its password" in who.message)
    assert who.message.startswith("a first plan.pdf: ")
    assert view.complaint == ""
    assert view.open.isEnabled()


# --- scans -------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def made_scanned(sample_with: MakesSample, recognised_sample: Path) -> Path:
    """The sample, whose Thornwick has sent three scanned pages that wait to be read."""

    def receive(desk: Desk, sent: Path) -> None:
        pages = (scans.scan(seed, noise=5, sentences=2).picture for seed in (71, 72, 73))
        (sent / "three.pdf").write_bytes(scans.pdf_of(*pages))
        desk.receiving.receive("thornwick", [sent / "three.pdf"], date(2025, 2, 20))

    return sample_with("scanned", receive, recognised_sample)


@pytest.fixture
def scanned(made_scanned: Path, root: Path, tmp_path: Path) -> Home:
    """Someone who has that."""
    return someone_with(made_scanned, tmp_path, root)


@pytest.mark.thorough
def test_scans_are_read_by_themselves_and_the_page_on_the_screen_gets_its_words_without_a_jump(
    scanned: Home, sit_down: Sits
) -> None:
    who = sit_down(scanned, reads_scans=True)
    who.go_to_body("thornwick")
    who.choose_document("three.pdf")
    pane = who.desk.document
    who.wait(lambda: pane.page_view.pages == 3)
    pane.leaps.show_page(1)
    bar = pane.page_view.verticalScrollBar()
    stood = bar.value()
    assert stood
    who.wait(
        lambda: (
            "Reading scanned pages: " in who.window.status.words.text()
            and "three.pdf" in who.window.status.words.text()
        )
    )
    who.wait(lambda: (letters := pane.page_view.content.shown.letters(1)) is not None and letters.text)
    assert (bar.value(), pane.page_view.place()) == (stood, "p2")
    who.wait(lambda: "marked as recognised" in who.message)
    row = next(row for row in who.view.documents if row.name == "three.pdf")
    assert (row.pages_without_text, row.pages_recognised) == (0, 3)
    assert (bar.value(), pane.page_view.place()) == (stood, "p2")
    who.wait(lambda: pane.state.text is not None and all(part.text for part in pane.state.text.parts))
    word = pane.page_view.content.shown.letters(1).text.split()[0]  # type: ignore[union-attr] # waited for above
    who.find_and_select(word)
    assert pane.selection() is not None


@pytest.mark.thorough
def test_words_under_a_stamp_are_selected_on_the_page_and_become_evidence(
    recognised_home: Home, tmp_path: Path, sit_down: Sits
) -> None:
    path = tmp_path / "stamped.pdf"
    path.write_bytes(scans.stamped(scans.scan(75, noise=5, sentences=2).picture))
    with Desk.open(recognised_home.data / "sample.casebook", recognised_home) as desk:
        desk.receiving.receive("thornwick", [path], date(2025, 2, 20))
        desk.recognition.recognise()
    who = sit_down(recognised_home)
    who.go_to_body("thornwick")
    who.choose_document("stamped.pdf")
    pane = who.desk.document
    view = pane.page_view
    who.wait(lambda: view.pages == 1 and view.caret.texts_here == 2)
    who.focus(view)
    who.press("Shift+F7")
    who.press("F8")
    chosen = pane.selection()
    assert chosen is not None
    assert chosen.place == "p1/picture1"
    who.press("1")
    who.wait(lambda: [mark.place for mark in view.content.shown.marks(0)] == ["p1/picture1"])
    assert view.content.shown.rects(view.content.shown.marks(0)[0].range)


@pytest.mark.thorough
def test_stopping_it_lasts_until_one_asks_or_new_documents_come(scanned: Home, sit_down: Sits) -> None:
    who = sit_down(scanned, reads_scans=True)
    reading = who.space.receiving.scans
    who.wait(lambda: who.window.status.isVisible() and reading.under_way)
    who.click(who.window.status.cancel)
    who.wait(lambda: not reading.under_way)
    who.wait(lambda: who.message.startswith("Stopped. File, Read scanned pages"))
    waiting = who.space.session.desk.recognition.waiting()
    assert waiting
    reading.begin()  # as at each opening and catching up
    assert not reading.under_way
    who.window.action_list.run("documents.recognise")
    who.wait(lambda: reading.under_way)
    who.wait(lambda: not reading.under_way)
    assert who.space.session.desk.recognition.waiting() == 0


@pytest.mark.long
def test_nothing_begins_and_nothing_is_shown_where_no_page_waits(scanned: Home, sit_down: Sits) -> None:
    with Desk.open(scanned.data / "sample.casebook", scanned) as desk:
        desk.recognition.recognise()
    who = sit_down(scanned, reads_scans=True)
    who.wait(lambda: not who.window.work.busy)
    assert not who.window.status.isVisible()
    assert who.message == ""


@pytest.mark.thorough
def test_a_page_of_which_no_words_were_made_is_shown_as_waiting_no_more(
    recognised_home: Home, tmp_path: Path, sit_down: Sits
) -> None:
    path = tmp_path / "noise.pdf"
    path.write_bytes(scans.pdf_of(scans.static(1, 120)))
    with Desk.open(recognised_home.data / "sample.casebook", recognised_home) as desk:
        desk.receiving.receive("thornwick", [path], date(2025, 2, 20))
    who = sit_down(recognised_home, reads_scans=False)
    who.go_to_body("thornwick")

    def waiting() -> list[int]:
        view = who.space.session.view
        return [row.waiting for row in view.documents if row.name == path.name] if view else []

    who.wait(lambda: waiting() == [1])
    who.window.action_list.run("documents.recognise")
    who.wait(lambda: who.space.session.desk.recognition.waiting() == 0)
    who.wait(lambda: waiting() == [0])


@pytest.mark.long
def test_new_documents_begin_it_again(recognised_home: Home, tmp_path: Path, sit_down: Sits) -> None:
    who = sit_down(recognised_home, reads_scans=True)
    who.wait(lambda: not who.window.work.busy)
    path = tmp_path / "sent.pdf"
    path.write_bytes(scans.pdf_of(scans.scan(74, noise=5, sentences=1).picture))
    who.go_to_body("thornwick")
    who.press("Ctrl+O")
    dialog = who.dialog(ReceiveDialog)
    dialog.add_paths([path])
    who.focus(dialog.list)
    who.press("Return")
    who.wait(lambda: "marked as recognised" in who.message)
    assert who.space.session.desk.recognition.waiting() == 0


@pytest.mark.thorough
def test_all_of_it_works_with_every_sentence_of_a_problem_said_otherwise(
    locked: Home, sit_down: Sits, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(monkeypatch)
    who = sit_down(locked)
    who.go_to_body("thornwick")
    who.choose_document("a first plan.pdf")
    view = who.desk.locked
    assert view.isVisible()
    assert "¤" in view.field.accessibleDescription(), "what is said of it is another sentence"
    who.press("Return")
    who.type(WORD)
    who.press("Return")
    who.wait(lambda: not view.isVisible())
    assert "¤" in who.message, "how many were opened is said otherwise too"
