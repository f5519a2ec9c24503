"""The document as text, and finding in it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QKeySequence, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText, Part, Problem, Reason
from reviewer.ui.document.controller import SHOWN
from reviewer.ui.document.document_source import Mark, Range
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.theme import LIGHT

Show = Callable[[Path], DocumentText]
CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
TEXT = DocumentText(
    document="ab" * 32,
    kind="docx",
    extractor="test",
    parts=(
        Part("s1", "Beginning", "One 😀 two\u00a0three\r\nfour 😀 five."),
        Part("s2", "Systems", "Systems\nAuditing is carried out.\nA second audit \u00adfollows."),
    ),
)


@pytest.fixture
def typed(pane: DocumentPane, qtbot: QtBot) -> DocumentPane:
    pane.show_document(TEXT.document, "contacts.docx", "docx", TEXT)
    qtbot.waitUntil(lambda: not pane.text_view.filling)
    return pane


def select_shown(pane: DocumentPane, words: str) -> None:
    """Select words as they stand in the widget, as Qt counts them."""
    cursor = pane.text_view.document().find(words)
    assert not cursor.isNull()
    pane.text_view.setTextCursor(cursor)


def test_a_quote_is_the_parts_own_text(typed: DocumentPane) -> None:
    select_shown(typed, "five")
    chosen = typed.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote) == ("s1", "five")
    assert TEXT.parts[0].text[chosen.start : chosen.end] == "five"
    typed.text_view.select(Range("s1", 6, 16))
    chosen = typed.selection()
    assert chosen is not None
    assert chosen.quote == "two\u00a0three", "the no-break space is kept"
    typed.text_view.copy()
    assert QApplication.clipboard().text() == "two\u00a0three"


def test_a_selection_stays_in_the_part_where_it_began(typed: DocumentPane) -> None:
    typed.text_view.moveCursor(QTextCursor.MoveOperation.End)
    typed.text_view.moveCursor(QTextCursor.MoveOperation.Start, QTextCursor.MoveMode.KeepAnchor)
    chosen = typed.selection()
    assert chosen is not None
    assert (chosen.place, chosen.start) == ("s2", 0)


def test_a_heading_that_the_text_begins_with_stands_once(typed: DocumentPane) -> None:
    shown = typed.text_view.toPlainText()
    assert shown.count("Systems") == 1
    assert "Beginning" in shown


def test_marks_in_the_text_have_their_colour(typed: DocumentPane, qtbot: QtBot) -> None:
    start = TEXT.parts[1].text.index("Auditing")
    typed.set_marks([Mark("s2", start, start + 8, 3, "IT monitoring", "ev3")])
    (extra,) = typed.text_view.extraSelections()
    assert extra.cursor.selectedText() == "Auditing"
    assert extra.format.background().color().name().upper() == LIGHT.highlight(3).upper()
    assert extra.format.fontUnderline() or extra.format.underlineStyle().value > 0
    typed.go_to("s2", start, start + 8)
    assert "criterion 3, IT monitoring" in typed.text_view.accessibleDescription()
    with qtbot.waitSignal(typed.mark_activated) as opened:
        QTest.keyClick(typed.text_view, Qt.Key.Key_Return)
    assert opened.args == ["ev3"]


def test_a_digit_in_the_text_makes_it_evidence(typed: DocumentPane, qtbot: QtBot) -> None:
    select_shown(typed, "carried out")
    with qtbot.waitSignal(typed.number_pressed) as pressed:
        QTest.keyClick(typed.text_view, Qt.Key.Key_2)
    assert pressed.args == [2]


def test_pages_and_text_change_places_and_keep_the_selection(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    start = text.index("named contact")
    pane.page_view.select(Range("p1", start, start + 13))
    QTest.keyClick(pane, Qt.Key.Key_T, CTRL)
    assert pane.views.shown is pane.text_view
    qtbot.waitUntil(lambda: pane.selection() is not None, timeout=10_000)  # the text is put in bit by bit
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.start, chosen.quote) == ("p1", start, "named contact")
    QTest.keyClick(pane, Qt.Key.Key_T, CTRL)
    assert pane.views.pages_shown
    assert pane.selection() == chosen


def test_every_hit_is_counted_and_enter_goes_round(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    pane.find("CHARITY number 1")
    # 1, 10 to 19 on each of three pages
    qtbot.waitUntil(lambda: pane.find_bar.count.text() == "1 of 33")
    words = pane.find_bar.words
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert pane.find_bar.count.text() == "2 of 33"
    QTest.keyClick(words, Qt.Key.Key_Return, SHIFT)
    QTest.keyClick(words, Qt.Key.Key_Return, SHIFT)
    assert pane.find_bar.count.text() == "33 of 33"
    qtbot.waitUntil(lambda: pane.page_view.place() == "p3")
    QTest.keyClick(words, Qt.Key.Key_Escape)
    assert pane.find_bar.isHidden()
    qtbot.waitUntil(lambda: pane.selection() is not None, timeout=10_000)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.quote.lower()) == ("p3", "charity number 1")


@pytest.mark.parametrize(("keys", "key"), [("Ctrl+Z", Qt.Key.Key_Z), ("Ctrl+K", Qt.Key.Key_K)])
def test_the_windows_own_keys_reach_it_from_the_text(
    typed: DocumentPane, qtbot: QtBot, keys: str, key: Qt.Key
) -> None:
    asked = QAction(typed)
    asked.setShortcut(QKeySequence(keys))
    typed.addAction(asked)
    typed.activateWindow()
    typed.text_view.setFocus()
    with qtbot.waitSignal(asked.triggered):
        QTest.keyClick(typed.text_view, key, CTRL)


def test_the_buttons_step_through_the_parts(typed: DocumentPane, qtbot: QtBot) -> None:
    assert typed.toolbar.number.text() == "1"
    with qtbot.waitSignal(typed.place_changed) as told:
        QTest.mouseClick(typed.toolbar.next, Qt.MouseButton.LeftButton)
    assert told.args == ["s2"]
    assert typed.toolbar.number.text() == "2"
    assert not typed.toolbar.next.isEnabled()
    QTest.mouseClick(typed.toolbar.previous, Qt.MouseButton.LeftButton)
    assert typed.text_view.place() == "s1"


def test_what_is_not_there_is_said_to_be_not_found(typed: DocumentPane, qtbot: QtBot) -> None:
    typed.find("helicopter")
    qtbot.waitUntil(lambda: typed.find_bar.count.text() == "Not found")
    assert not typed.find_bar.next.isEnabled()
    typed.find_bar.words.setText("audit")
    qtbot.waitUntil(lambda: typed.find_bar.count.text() == "1 of 2")
    assert len(typed.text_view.extraSelections()) == 2


def test_a_text_that_is_not_given_is_fetched(
    pane: DocumentPane, pages: object, tmp_path: Path, qtbot: QtBot
) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("Minutes of the meeting.\n\nNothing else.", encoding="utf-8")
    sha, text = pages.add(path)  # type: ignore[attr-defined] # the fixture's own class
    pane.show_document(sha, path.name, text.kind, None)
    assert pane.message.text() == "Opening…"
    qtbot.waitUntil(lambda: "Minutes" in pane.text_view.toPlainText(), timeout=10_000)
    assert pane.views.shown is pane.text_view


def test_a_text_leaves_the_first_page_a_moment(
    pane: DocumentPane, pages: object, letter_pdf: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    sha, _text = pages.add(letter_pdf)  # type: ignore[attr-defined] # the fixture's own class
    asked = list[tuple[str, float]]()

    def listen(name: str) -> None:
        ask = getattr(pages, name)

        def listened(document: str) -> object:
            asked.append((name, time.monotonic()))
            return ask(document)

        monkeypatch.setattr(pages, name, listened)

    listen("sizes")
    listen("text")
    began = time.monotonic()
    pane.show_document(sha, letter_pdf.name, "pdf", None)
    qtbot.waitUntil(lambda: pane.state.text is not None, timeout=20_000)
    assert [name for name, _when in asked] == ["sizes", "text"]
    assert asked[1][1] - began >= 0.9 * SHOWN / 1000, "the processor is the page's until then"


def test_a_document_whose_kind_nobody_knows_yet_is_shown_as_its_text_says(
    pane: DocumentPane, pages: object, letter_pdf: Path, qtbot: QtBot
) -> None:
    sha, text = pages.add(letter_pdf)  # type: ignore[attr-defined] # the fixture's own class
    pane.show_document(sha, letter_pdf.name, "")
    at = text.parts[1].text.index("named contact")
    pane.set_marks([Mark("p2", at, at + 13, 1, "Partners")])
    pane.go_to("p2", at, at + 13)
    assert pane.message.text() == "Opening…"
    qtbot.waitUntil(lambda: pane.views.shown is pane.page_view and pane.page_view.pages == 3, timeout=20_000)
    qtbot.waitUntil(lambda: pane.page_view.place() == "p2", timeout=20_000)
    assert [mark.label for mark in pane.page_view.content.shown.marks(1)] == ["Partners"]
    assert pane.toolbar.title.text() == letter_pdf.name


def test_a_document_that_cannot_be_read_says_why(pane: DocumentPane) -> None:
    locked = DocumentText("cd" * 32, "locked", "test", (), Problem(Reason.LOCKED))
    pane.show_document(locked.document, "x.xlsx", "locked", locked)
    assert "Locked with a password." in pane.message.text()
    assert pane.toolbar.find_button.isHidden()


def test_a_long_text_comes_in_while_the_window_stays_awake(pane: DocumentPane, qtbot: QtBot) -> None:
    parts = tuple(Part(f"s{n}", f"Part {n}", "A line of plain words here.\n" * 400) for n in range(60))
    long = DocumentText("ef" * 32, "txt", "test", parts)
    pane.show_document(long.document, "long.txt", "txt", long)
    assert pane.text_view.filling, "not all at once"
    pane.go_to("s59", 0, 6)
    qtbot.waitUntil(lambda: not pane.text_view.filling, timeout=20_000)
    assert pane.text_view.textCursor().block().text().startswith("A line")
    assert pane.text_view.place() == "s59"


def test_every_control_has_a_name_and_can_be_reached(typed: DocumentPane) -> None:
    for control in [*typed.findChildren(QAbstractButton), *typed.findChildren(QLineEdit)]:
        if control.objectName().startswith("qt_") or control.parent() in typed.findChildren(QLineEdit):
            continue
        interface = QAccessible.queryAccessibleInterface(control)
        assert interface.text(QAccessible.Text.Name), control
    reading = QAccessible.queryAccessibleInterface(typed.text_view)
    assert "Auditing is carried out." in reading.text(QAccessible.Text.Value)


def test_lines_end_within_the_measure_when_the_text_comes_into_sight_in_a_wide_window(
    pane: DocumentPane, qtbot: QtBot
) -> None:
    words = "We look at who has searched our records when there has been a complaint. " * 6
    long = replace(TEXT, parts=(Part("s1", "Beginning", words),))
    pane.hide()
    pane.resize(1700, 800)
    pane.show_document(long.document, "contacts.docx", "docx", long)
    pane.show()
    view = pane.text_view
    qtbot.waitUntil(lambda: not view.filling and view.viewport().width() < view.width() - 200)
    assert view.horizontalScrollBar().maximum() == 0
    block = view.document().begin()
    assert view.document().documentLayout().blockBoundingRect(block).width() <= view.viewport().width()
