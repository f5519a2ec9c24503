"""Selecting on pages with mouse and keys, in real files from a real reader process."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText
from reviewer.ui.document.document_source import Mark
from reviewer.ui.document.pane import DocumentPane

Show = Callable[[Path], DocumentText]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier


def spot(pane: DocumentPane, index: int, share: float, page: int = 0) -> QPoint:
    """Return where a letter stands in the viewport, so far across it."""
    view = pane.page_view
    letters = view.content.shown.letters(page)
    assert letters is not None
    box = letters.box(index)
    assert box is not None
    frame, zoom = view.placement.rect_of(page), view.placement.frame_of(page).zoom
    x = frame.x() + (box.left + share * (box.right - box.left)) * zoom
    return QPointF(x, frame.y() + (box.top + box.bottom) / 2 * zoom).toPoint()


def zoom_in(pane: DocumentPane, qtbot: QtBot) -> None:
    """Make letters large enough for a mouse that stands on whole pixels."""
    pane.page_view.set_zoom(1.6)
    pane.page_view.verticalScrollBar().setValue(0)
    pane.page_view.horizontalScrollBar().setValue(0)
    qtbot.wait(20)


def drag(pane: DocumentPane, start: int, end: int) -> None:
    """Drag with the mouse from before one letter to behind another."""
    port, a, b = pane.page_view.viewport(), spot(pane, start, 0.2), spot(pane, end - 1, 0.8)
    QTest.mousePress(port, LEFT, PLAIN, a)
    QTest.mouseMove(port, (a + b) / 2)
    QTest.mouseMove(port, b)
    QTest.mouseRelease(port, LEFT, PLAIN, b)


def quote(pane: DocumentPane) -> str:
    chosen = pane.selection()
    return "" if chosen is None else chosen.quote


def test_dragging_selects_exactly_what_it_covers(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    zoom_in(pane, qtbot)
    start = text.index("named contact")
    with qtbot.waitSignal(pane.selection_changed) as told:
        drag(pane, start, start + len("named contact"))
    assert quote(pane) == "named contact"
    chosen = told.args[0] if told.args else None
    assert chosen is not None
    assert chosen.place == "p1"
    assert chosen.start == start
    assert text[chosen.start : chosen.end] == chosen.quote[: len(chosen.quote)]


def test_dragging_backwards_and_over_lines(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    zoom_in(pane, qtbot)
    start, end = text.index("contact for charity number 1."), text.index("charity number 2")
    port = pane.page_view.viewport()
    a, b = spot(pane, end - 1, 0.8), spot(pane, start, 0.2)
    QTest.mousePress(port, LEFT, PLAIN, a)
    QTest.mouseMove(port, b)
    QTest.mouseRelease(port, LEFT, PLAIN, b)
    assert quote(pane) == text[start:end].strip()


def test_two_clicks_take_the_word_and_three_the_line(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    zoom_in(pane, qtbot)
    at, port = spot(pane, text.index("contact") + 3, 0.5), pane.page_view.viewport()
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert pane.selection() is None
    QTest.mouseDClick(port, LEFT, PLAIN, at)
    assert quote(pane) == "contact"
    QTest.mouseClick(port, LEFT, PLAIN, at)
    assert quote(pane) == "1.1 The force has a named contact for charity number 1."


def test_one_column_is_selected_without_the_other(
    pane: DocumentPane, show: Show, columns_pdf: Path, qtbot: QtBot
) -> None:
    text = show(columns_pdf).parts[0].text
    pane.page_view.set_zoom(1.1)
    qtbot.wait(20)
    start, end = text.index("right column line 03"), text.index("line 05 of other") + len("line 05 of other")
    drag(pane, start, end)
    assert "left" not in quote(pane)
    assert quote(pane).split() == text[start:end].split()
    assert quote(pane).count("right column") == 3


def test_a_turned_page_selects_where_it_is_seen(
    pane: DocumentPane, show: Show, rotated_pdf: Path, qtbot: QtBot
) -> None:
    text = show(rotated_pdf).parts[0].text
    zoom_in(pane, qtbot)
    start = text.index("Turned sentence 2")
    a, b = spot(pane, start, 0.5), spot(pane, start + 16, 0.5)
    assert abs(a.x() - b.x()) < 4, "the page is shown turned: its words run down"
    port = pane.page_view.viewport()
    QTest.mouseDClick(port, LEFT, PLAIN, a)
    assert quote(pane) in {"Turned", "T"}
    pane.page_view.caret.clear()
    QTest.keyClick(pane.page_view, Qt.Key.Key_F7)
    QTest.keyClick(pane.page_view, Qt.Key.Key_A, CTRL)
    assert quote(pane) == text.strip()


def test_the_keyboard_selects(pane: DocumentPane, show: Show, letter_pdf: Path) -> None:
    text = show(letter_pdf).parts[0].text
    view = pane.page_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F7)
    for _ in range(3):
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert quote(pane) == text[:3]
    QTest.keyClick(view, Qt.Key.Key_Escape)
    assert pane.selection() is None
    QTest.keyClick(view, Qt.Key.Key_F7)
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_End, SHIFT)
    assert quote(pane) == "1.2 The force has a named contact for charity number 2."
    QTest.keyClick(view, Qt.Key.Key_Home)
    for _ in range(4):
        QTest.keyClick(view, Qt.Key.Key_Right, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT | CTRL)
    assert quote(pane) == "force"
    QTest.keyClick(view, Qt.Key.Key_C, CTRL)
    assert QApplication.clipboard().text().strip() == "force"


def test_the_caret_goes_on_to_the_next_page(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    view = pane.page_view
    qtbot.waitUntil(lambda: view.content.shown.letters(1) is not None or view.pages == 3)
    QTest.keyClick(view, Qt.Key.Key_F7)
    QTest.keyClick(view, Qt.Key.Key_End, CTRL)
    QTest.keyClick(view, Qt.Key.Key_Right)
    qtbot.waitUntil(lambda: view.content.shown.letters(1) is not None, timeout=10_000)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    chosen = pane.selection()
    assert chosen is not None
    assert (chosen.place, chosen.start) == ("p2", 0)


def test_a_digit_is_told_with_and_without_a_selection(
    pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    with qtbot.waitSignal(pane.number_pressed) as pressed:
        QTest.keyClick(pane.page_view, Qt.Key.Key_4)
    assert pressed.args == [4]
    assert pane.selection() is None
    zoom_in(pane, qtbot)
    start = text.index("charity")
    drag(pane, start, start + 7)
    with qtbot.waitSignal(pane.number_pressed) as pressed:
        QTest.keyClick(pane.page_view, Qt.Key.Key_4)
    assert pressed.args == [4]
    pane.set_criteria(["One", "Two"])
    with qtbot.waitSignal(pane.number_pressed) as pressed:
        QTest.mouseClick(pane.hint.keys[1], LEFT)
    assert pressed.args == [2]
    assert quote(pane) == "charity"


def test_a_click_on_a_mark_opens_it(pane: DocumentPane, show: Show, letter_pdf: Path, qtbot: QtBot) -> None:
    text = show(letter_pdf).parts[0].text
    zoom_in(pane, qtbot)
    start = text.index("named contact")
    pane.set_marks([Mark("p1", start, start + 13, 1, "Strategy", "ev1")])
    with qtbot.waitSignal(pane.mark_activated) as opened:
        QTest.mouseClick(pane.page_view.viewport(), LEFT, PLAIN, spot(pane, start + 2, 0.5))
    assert opened.args == ["ev1"]
    with qtbot.assertNotEmitted(pane.mark_activated):
        QTest.mouseClick(pane.page_view.viewport(), LEFT, PLAIN, spot(pane, 1, 0.5))


def test_showing_another_document_forgets_the_first(
    pane: DocumentPane, show: Show, letter_pdf: Path, columns_pdf: Path, qtbot: QtBot
) -> None:
    text = show(letter_pdf).parts[0].text
    zoom_in(pane, qtbot)
    drag(pane, text.index("charity"), text.index("charity") + 7)
    with qtbot.waitSignal(pane.selection_changed) as told:
        show(columns_pdf)
    assert told.args == [None]
    assert pane.page_view.pages == 1
    pane.clear("Nothing here.")
    assert pane.message.text() == "Nothing here."
    assert pane.selection() is None
