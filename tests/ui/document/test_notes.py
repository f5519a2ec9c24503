"""What else is in the file: told beside the document, and leading to its place."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTreeWidget
from pytestqt.qtbot import QtBot

from reviewer.desk.words.kinds import fact_of
from reviewer.model import Aside, DocumentText, Note, NoteCode, Part, Reason
from reviewer.model.notes import note
from reviewer.model.problems import problem
from reviewer.ui.document.file_facts import outline_of, told_of
from reviewer.ui.document.pane import DocumentPane
from tests.said import said_of

Key, LEFT = Qt.Key, Qt.MouseButton.LeftButton
LETTER = DocumentText(
    document="cd" * 32,
    kind="docx",
    extractor="test",
    parts=(
        Part("s1", "beginning", "All staff are vetted.\n" * 80),
        Part("s2", "Systems", "Systems\nAuditing is carried out.\n" * 40),
        Part("s3", "comments", "R. Ash, on “vetted”: not the drivers", aside=Aside.COMMENTS),
    ),
    also=(Note(NoteCode.MACROS), note(NoteCode.COMMENTS, "s3")),
)
SHEETS = DocumentText(
    document="de" * 32,
    kind="xlsx",
    extractor="test",
    parts=(
        Part("sheet:Posts", "sheet Posts", "Post\tVetted\nClerk\tyes"),
        Part("sheet:Old", "sheet Old (hidden)", "Post\tVetted\nDriver\tno", hidden=True),
        Part("s1", "comments", "B2, R. Ash: is that so?", aside=Aside.COMMENTS),
    ),
    also=(note(NoteCode.HIDDEN_SHEETS, "sheet:Old", sheets=1), note(NoteCode.COMMENTS, "s1")),
)

Shown = Callable[[DocumentText], DocumentPane]


@pytest.fixture
def shown(pane: DocumentPane, qtbot: QtBot) -> Shown:
    def show(text: DocumentText) -> DocumentPane:
        pane.show_document(text.document, "policy", text.kind, text)
        qtbot.waitUntil(lambda: not pane.text_view.filling)
        pane.activateWindow()
        pane.setFocus()
        return pane

    return show


def lines(pane: DocumentPane) -> list[str]:
    rows = pane.also.notes.list
    return [rows.item(row).text() for row in range(rows.count())]


def headings(tree: QTreeWidget) -> list[str]:
    items = [tree.topLevelItem(at) for at in range(tree.topLevelItemCount())]
    return [item.text(0) for item in items if item is not None]


def test_the_button_counts_what_else_is_there_and_f4_lists_it(shown: Shown) -> None:
    pane = shown(LETTER)
    assert pane.toolbar.notes.text() == "+2 notes"
    assert pane.toolbar.notes.accessibleName() == "What else is in this file: 2 notes"
    assert not pane.also.notes.isVisible()
    QTest.keyClick(pane, Key.Key_F4)
    assert pane.also.notes.isVisible()
    assert pane.toolbar.notes.isChecked(), "the button shows that the list is open"
    assert lines(pane) == ["Macros (programs); they were not run.", "Comments, in the part “comments”.  →"]
    assert pane.also.notes.list.accessibleName() == "What else is in this file (2)"
    QTest.keyClick(pane.also.notes.list, Key.Key_Escape)
    assert not pane.also.notes.isVisible()
    QTest.mouseClick(pane.toolbar.notes, LEFT)
    assert pane.also.notes.isVisible()


def test_a_sentence_that_names_a_part_leads_there_by_enter(shown: Shown) -> None:
    pane = shown(LETTER)
    QTest.keyClick(pane, Key.Key_F4)
    rows = pane.also.notes.list
    QTest.keyClick(rows, Key.Key_Return)
    assert pane.text_view.place() == "s1", "macros stand in no part"
    QTest.keyClick(rows, Key.Key_Down)
    QTest.keyClick(rows, Key.Key_Return)
    assert pane.text_view.place() == "s3"
    assert QApplication.focusWidget() is pane.text_view, "reading goes on where it led"
    assert pane.hint.fact.text() == "Not in the text: comments"
    pane.leaps.go_back()
    assert pane.text_view.place() == "s1"


def test_a_document_without_anything_else_offers_nothing(shown: Shown) -> None:
    pane = shown(LETTER)
    QTest.keyClick(pane, Key.Key_F4)
    plain = DocumentText("ef" * 32, "text", "test", (Part("text", "text", "Some words."),))
    shown(plain)
    assert not pane.toolbar.notes.isVisible()
    assert not pane.also.notes.isVisible()
    assert pane.action_list.why_not("document.also")
    shown(LETTER)
    assert pane.also.notes.isVisible(), "it stays open from document to document until it is closed"


def test_why_only_a_part_is_read_stands_above_the_readable_part(shown: Shown) -> None:
    why = problem(Reason.READER_DIED_TWICE, page=7)
    pane = shown(DocumentText("ab" * 32, "docx", "test", LETTER.parts, problem=why))
    assert pane.text_view.isVisible()
    assert pane.also.problem.isVisible()
    assert pane.also.problem.words.text() == f"Not all of it is here. {said_of(why)}"
    shown(LETTER)
    assert not pane.also.problem.isVisible()


def test_comments_and_a_hidden_sheet_are_tabs_beside_the_sheets(shown: Shown) -> None:
    pane = shown(SHEETS)
    assert pane.table_view.isVisible(), "comments do not turn a workbook into plain text"
    QTest.keyClick(pane, Key.Key_F4)
    QTest.keyClick(pane.also.notes.list, Key.Key_Return)
    assert pane.table_view.place() == "sheet:Old"
    assert pane.hint.fact.text() == "Hidden sheet"
    rows = pane.also.notes.list
    rows.setCurrentRow(1)
    QTest.keyClick(rows, Key.Key_Return)
    assert pane.table_view.place() == "s1"
    pane.table_view.table.selectAll()
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("s1", "B2, R. Ash: is that so?"), "a comment is cited by its part"


def test_f9_shows_the_parts_to_leap_by(shown: Shown) -> None:
    pane = shown(LETTER)
    QTest.keyClick(pane, Key.Key_F9)
    tree = pane.strip.headings
    assert tree.isVisible()
    assert headings(tree) == ["Beginning", "Systems", "Comments"]
    assert tree.accessibleName() == "Parts"
    assert QApplication.focusWidget() is tree
    QTest.keyClick(tree, Key.Key_Down)
    QTest.keyClick(tree, Key.Key_Return)
    assert pane.text_view.place() == "s2"
    pane.go_to("s3")
    assert [item.text(0) for item in tree.selectedItems()] == ["Comments"], "it follows"
    QTest.keyClick(pane, Key.Key_F9)
    assert not tree.isVisible()


def test_words_recognised_in_a_picture_are_marked_where_they_are_read(shown: Shown) -> None:
    part = Part("p1", "page 1", "All staff are vetted.", recognised=True, confidence=91)
    pane = shown(DocumentText("bc" * 32, "docx", "test", (part, Part("p2", "page 2", "Typed."))))
    assert pane.hint.fact.text() == "Recognised, 91% sure"
    assert "(Recognised, 91% sure.)" in pane.text_view.toPlainText(), "and heard by who listens"
    pane.text_view.selectAll()
    chosen = pane.selection()
    assert chosen is not None
    assert chosen.quote == part.text, "what is said of it is no part of a quotation"
    pane.go_to("p2")
    assert pane.hint.fact.isHidden()


def test_sentences_lead_only_where_there_is_something() -> None:
    text = DocumentText(
        "aa" * 32, "pdf", "test", (Part("p1", "page 1", "x"),),
        also=(
            note(NoteCode.COMMENT, "p1", page=1, who="L", text="ok"), note(NoteCode.COMMENT, "p9", page=9, text="gone"),
            note(NoteCode.HIDDEN_TEXT, "s4"),
        ),
    )  # fmt: skip
    assert [told.place for told in told_of(text)] == ["p1", "", ""]
    assert told_of(None) == ()
    assert fact_of(Part("slide2", "slide 2 (hidden)", "x", hidden=True)) == "Hidden slide"
    assert fact_of(Part("p1", "page 1", "x", recognised=True, confidence=40)) == "Recognised, only 40% sure"
    assert outline_of(text).headings == ()
