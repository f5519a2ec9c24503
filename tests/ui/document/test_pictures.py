"""Words recognised on a page that has text too: selected, found and marked where they stand, beside the page's own text."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText, Part, Picture
from reviewer.model.pages import LayerText, PageText
from reviewer.ui.actions.listing import ActionList
from reviewer.ui.document.document_source import Mark, Range
from reviewer.ui.document.pane import DocumentPane
from tests.ui.document.conftest import ReaderPages

Show = Callable[[Path], DocumentText]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier
WORDS = "Words of a stamp"
AREA = (300.0, 500.0, 590.0, 560.0)
PLACE = "p2/picture1"


def letters() -> array[float]:
    """A box of 10 × 20 points for each letter, 20 below the area's top."""
    return array("f", (side for at in range(len(WORDS)) for side in (400 + 10 * at, 520, 410 + 10 * at, 540)))


class Pictured(ReaderPages):
    """Pages of which the second has a picture with words, once it was recognised."""

    recognised = True
    doubted = False

    def boxes(self, document: str, page: int) -> PageText:
        own = super().boxes(document, page)
        if page != 1 or not self.recognised:
            return own
        layers = [LayerText(PLACE, WORDS, letters(), AREA)]
        if self.doubted:
            lower = array("f", (side - 300 * (at % 2) for at, side in enumerate(letters())))
            layers.append(
                LayerText("p2/recognised", "Seen on the page", lower, (0, 0, 595, 842), instead=True)
            )
        return replace(own, layers=tuple(layers))

    def text(self, document: str) -> DocumentText:
        own = super().text(document)
        picture = Picture("1/200", "ab" * 32, "p2", box=AREA)
        part = Part(
            PLACE, "page 2, picture 1", WORDS, recognised=True, confidence=91, picture=picture, tried=True
        )
        return replace(own, parts=(*own.parts, part))


@pytest.fixture
def pages() -> Iterator[Pictured]:
    source = Pictured()
    yield source
    source.reader.close()


@pytest.fixture
def second(pane: DocumentPane, show: Show, pages: Pictured, letter_pdf: Path, qtbot: QtBot) -> DocumentPane:
    """The second page, on the screen with its letters."""
    show(letter_pdf)
    pane.show_document(pane.state.document, "plan.pdf", "pdf", pages.text(pane.state.document))
    qtbot.waitUntil(lambda: pane.page_view.pages == 3)
    pane.page_view.set_zoom(1.2)
    pane.leaps.show_page(1)
    qtbot.waitUntil(lambda: pane.page_view.content.shown.letters(1) is not None, timeout=20_000)
    pane.page_view.verticalScrollBar().setValue(pane.page_view.verticalScrollBar().value() + 300)
    return pane


def at(pane: DocumentPane, x: float, y: float) -> QPoint:
    frame, zoom = pane.page_view.placement.rect_of(1), pane.page_view.placement.frame_of(1).zoom
    return QPointF(frame.x() + x * zoom, frame.y() + y * zoom).toPoint()


def drag(pane: DocumentPane, start: QPoint, end: QPoint) -> None:
    port = pane.page_view.viewport()
    QTest.mousePress(port, LEFT, PLAIN, start)
    QTest.mouseMove(port, (start + end) / 2)
    QTest.mouseMove(port, end)
    QTest.mouseRelease(port, LEFT, PLAIN, end)


def chosen(pane: DocumentPane) -> tuple[str, int, str]:
    found = pane.selection()
    return ("", 0, "") if found is None else (found.place, found.start, found.quote)


def test_dragging_over_a_picture_selects_its_words(second: DocumentPane) -> None:
    drag(second, at(second, 401, 530), at(second, 449, 530))
    assert chosen(second) == (PLACE, 0, "Words")
    assert second.hint.fact.text() == "Recognised, 91% sure"


def test_a_drag_stays_in_the_text_in_which_it_began(second: DocumentPane) -> None:
    drag(second, at(second, 480, 530), at(second, 100, 300))
    assert chosen(second)[0] == PLACE
    drag(second, at(second, 100, 300), at(second, 480, 530))
    place, _start, quote = chosen(second)
    assert place == "p2"
    assert "stamp" not in quote


def test_a_press_beside_the_words_but_in_the_picture_is_meant_for_it(second: DocumentPane) -> None:
    drag(second, at(second, 400, 555), at(second, 585, 555))
    assert chosen(second) == (PLACE, 0, WORDS)


def test_the_pages_own_letters_come_before_the_picture_that_they_stand_on(
    second: DocumentPane, pages: Pictured, qtbot: QtBot
) -> None:
    own = second.page_view.content.shown.letters(1)
    assert own is not None
    on_it = next(
        at for at in range(len(own.text)) if (box := own.box(at)) and box.left > 310 and box.top > 500
    )
    box = own.box(on_it)
    assert box is not None
    QTest.mouseDClick(second.page_view.viewport(), LEFT, PLAIN, at(second, box.left + 1, box.top + 1))
    assert chosen(second)[0] == "p2"


def test_the_keyboard_goes_from_text_to_text(second: DocumentPane) -> None:
    view = second.page_view
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_F7, SHIFT)
    for _ in range(5):
        QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert chosen(second) == (PLACE, 0, "Words")
    QTest.keyClick(view, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert chosen(second) == (PLACE, 0, WORDS)
    QTest.keyClick(view, Qt.Key.Key_F7, SHIFT)
    QTest.keyClick(view, Qt.Key.Key_Right, SHIFT)
    assert chosen(second)[:2] == ("p2", 0)


def test_where_no_picture_has_words_the_key_says_so(
    second: DocumentPane, pages: Pictured, qtbot: QtBot
) -> None:
    second.leaps.show_page(0)
    qtbot.waitUntil(lambda: second.page_view.content.shown.letters(0) is not None, timeout=20_000)
    actions: ActionList = second.action_list
    assert actions.why_not("document.next_text") == "Nothing was recognised on this page beside its text."


def test_a_passage_in_a_picture_is_led_to_and_ringed(
    pane: DocumentPane, show: Show, pages: Pictured, letter_pdf: Path, qtbot: QtBot
) -> None:
    show(letter_pdf)
    pane.page_view.set_zoom(2.0)
    pane.go_to(PLACE, 11, 16)
    view = pane.page_view
    qtbot.waitUntil(lambda: view.content.shown.letters(1) is not None, timeout=20_000)
    assert view.content.shown.target == Range(PLACE, 11, 16)
    (rect,) = view.content.shown.rects(Range(PLACE, 11, 16))
    assert (rect.left, rect.right) == pytest.approx((510, 560), abs=1)
    stands = view.placement.frame_of(1).place(rect)
    assert view.viewport().rect().contains(stands.toRect())


def test_marks_and_hits_in_a_picture_are_on_its_page(second: DocumentPane, qtbot: QtBot) -> None:
    second.set_marks([Mark(PLACE, 0, 5, 1, "Strategy", "ev1")])
    with qtbot.waitSignal(second.mark_activated) as opened:
        QTest.mouseClick(second.page_view.viewport(), LEFT, PLAIN, at(second, 420, 530))
    assert opened.args == ["ev1"]
    assert "criterion 1, Strategy" in second.page_view.accessibleDescription()
    second.find("of a stamp")
    qtbot.waitUntil(lambda: second.find_bar.count.text() == "1 of 1")
    assert list(second.page_view.content.shown.hits(1)) == [Range(PLACE, 6, 16)]
    second.search.close()
    assert chosen(second) == (PLACE, 6, "of a stamp")


def test_words_that_are_recognised_meanwhile_can_be_selected(
    second: DocumentPane, pages: Pictured, qtbot: QtBot
) -> None:
    pages.recognised = False
    second.page_has_words(second.state.document, PLACE)
    qtbot.waitUntil(
        lambda: (
            second.page_view.content.shown.letters(1) is not None and second.page_view.caret.texts_here == 1
        )
    )
    pages.recognised = True
    second.page_has_words(second.state.document, PLACE)
    qtbot.waitUntil(lambda: second.page_view.caret.texts_here == 2)
    drag(second, at(second, 401, 530), at(second, 449, 530))
    assert chosen(second) == (PLACE, 0, "Words")


def test_where_the_pages_own_text_is_doubted_what_was_recognised_is_meant_instead(
    second: DocumentPane, pages: Pictured, qtbot: QtBot
) -> None:
    pages.doubted = True
    second.page_has_words(second.state.document, "p2/recognised")
    view = second.page_view
    qtbot.waitUntil(lambda: view.content.shown.letters(1) is not None and view.caret.texts_here == 3)
    drag(second, at(second, 401, 230), at(second, 439, 230))
    assert chosen(second) == ("p2/recognised", 0, "Seen")
    own = view.content.shown.letters(1)
    assert own is not None
    box = own.box(own.text.index("force"))
    assert box is not None
    QTest.mouseDClick(view.viewport(), LEFT, PLAIN, at(second, box.left + 1, box.top + 5))
    assert chosen(second)[0] == "p2/recognised"
    QTest.keyClick(view, Qt.Key.Key_F7, SHIFT)
    assert view.content.choice.place == "p2"
    QTest.keyClick(view, Qt.Key.Key_F7, SHIFT)
    assert view.content.choice.place == PLACE
