"""A document whose pages differ in size, as plans and receipts among letters do."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from reviewer.model import DocumentText
from reviewer.ui.document.pane import DocumentPane
from reviewer.ui.document.placement import PLAIN

Show = Callable[[Path], DocumentText]
Key, CTRL, SHIFT = Qt.Key, Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
A4, A3_ACROSS, SMALL = (595.0, 842.0), (1191.0, 842.0), (150.0, 100.0)
SIZES = (A4, A3_ACROSS, A4, SMALL)
EDGE = 16  # pixels round a page


@pytest.fixture
def mixed_pdf(tmp_path: Path) -> Path:
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "mixed.pdf"
    canvas = Canvas(str(path), invariant=True)
    for number, (width, height) in enumerate(SIZES, 1):
        canvas.setPageSize((width, height))
        canvas.setFont("Helvetica", 9)
        canvas.drawString(8, height - 20, f"{number}.1 Left edge")
        canvas.drawRightString(width - 8, 20, f"{number}.2 Right edge")
        canvas.showPage()
    canvas.save()
    return path


def hidden(pane: DocumentPane) -> bool:
    """Whether there is nothing to be scrolled across."""
    bar = pane.page_view.horizontalScrollBar()
    return bar.maximum() == 0 and not bar.isVisible()


def leaf(pane: DocumentPane, page: int) -> None:
    """Go to a page by the keys."""
    pane.page_view.setFocus()
    QTest.keyClick(pane.page_view, Key.Key_Home)
    for _ in range(page):
        QTest.keyClick(pane.page_view, Key.Key_PageDown)
    pane.grab()


def centre_of(pane: DocumentPane, page: int) -> float:
    return pane.page_view.placement.rect_of(page).center().x()


def test_each_page_is_as_wide_as_the_view_and_in_its_middle(
    pane: DocumentPane, show: Show, mixed_pdf: Path
) -> None:
    show(mixed_pdf)
    view = pane.page_view
    for width in (720, 555, 1300):
        pane.resize(width, 900)
        pane.grab()
        room = view.viewport().width()
        assert hidden(pane)
        for page, (wide, high) in enumerate(SIZES):
            rect = view.placement.rect_of(page)
            most = 4.0 * PLAIN * wide  # a picture of a few pixels is not blown up for ever
            assert rect.width() == pytest.approx(min(room - 2 * EDGE, most), abs=1)
            assert rect.height() / rect.width() == pytest.approx(high / wide, abs=0.01)
            assert centre_of(pane, page) == pytest.approx(room / 2, abs=1)


def test_each_page_has_its_whole_room_in_the_view(
    pane: DocumentPane, show: Show, mixed_pdf: Path, qtbot: QtBot
) -> None:
    show(mixed_pdf)
    view = pane.page_view
    QTest.keyClick(pane, Key.Key_9, CTRL)
    for page in range(3):
        view.scroller.show_page(page)
        rect = view.placement.rect_of(page)
        assert hidden(pane)
        assert view.viewport().rect().contains(rect.toAlignedRect())
        assert centre_of(pane, page) == pytest.approx(view.viewport().width() / 2, abs=1)
    assert view.placement.rect_of(0).height() > view.placement.rect_of(1).height()


def test_two_side_by_side_have_half_the_view_each(pane: DocumentPane, show: Show, mixed_pdf: Path) -> None:
    show(mixed_pdf)
    QTest.keyClick(pane, Key.Key_F8, SHIFT)
    view, room = pane.page_view, pane.page_view.viewport().width()
    assert hidden(pane)
    for page in range(3):
        rect = view.placement.rect_of(page)
        assert rect.width() == pytest.approx((room - 3 * EDGE) / 2, abs=1)
        assert rect.left() >= 0
        assert rect.right() <= room


def test_the_zoom_that_is_said_is_that_of_the_page_in_view(
    pane: DocumentPane, show: Show, mixed_pdf: Path
) -> None:
    show(mixed_pdf)
    said = []
    for page in range(3):
        leaf(pane, page)
        said.append(pane.toolbar.zoom.text())
        assert said[-1] == f"{pane.page_view.placement.frame_of(page).zoom / PLAIN:.0%}"
    assert said[0] == said[2] != said[1]


def test_a_zoom_that_was_chosen_is_one_for_all_and_what_is_in_view_is_in_the_middle(
    pane: DocumentPane, show: Show, mixed_pdf: Path
) -> None:
    show(mixed_pdf)
    view = pane.page_view
    leaf(pane, 1)
    pane.toolbar.zoom_asked.emit(1)
    view.set_zoom(0.8)
    assert {view.placement.frame_of(page).zoom for page in range(4)} == {0.8 * PLAIN}
    assert view.horizontalScrollBar().maximum() > 0, "the A3 is wider than the view"
    middle = view.viewport().width() / 2
    for page in (0, 1, 2, 3):
        leaf(pane, page)
        assert centre_of(pane, view.placement.most) == pytest.approx(middle, abs=1)
    leaf(pane, 0)
    assert view.placement.rect_of(0).left() >= 0
    assert view.placement.rect_of(0).right() <= view.viewport().width()


def test_what_was_moved_across_stays_so_on_pages_of_one_width(
    pane: DocumentPane, show: Show, letter_pdf: Path
) -> None:
    show(letter_pdf)
    view = pane.page_view
    view.set_zoom(2.0)
    view.horizontalScrollBar().setValue(0)
    QTest.keyClick(view, Key.Key_PageDown)
    QTest.keyClick(view, Key.Key_PageDown)
    assert view.place() == "p3"
    assert view.horizontalScrollBar().value() == 0


def test_a_passage_on_a_page_of_another_size_is_brought_into_view(
    pane: DocumentPane, show: Show, mixed_pdf: Path, qtbot: QtBot
) -> None:
    text = show(mixed_pdf)
    view = pane.page_view
    view.set_zoom(1.5)
    for page, words in ((1, "Right edge"), (0, "Left edge"), (1, "Left edge")):
        start = text.parts[page].text.index(words)
        pane.go_to(f"p{page + 1}", start, start + 4)
        qtbot.waitUntil(lambda page=page: view.content.shown.letters(page) is not None, timeout=10_000)  # type: ignore[misc] # the page of this turn
        pane.grab()
        letters = view.content.shown.letters(page)
        assert letters is not None
        (rect,) = letters.rects(start, start + 4)
        assert view.viewport().rect().contains(view.placement.frame_of(page).place(rect).toRect())


def test_words_are_selected_where_they_are_seen_on_each_page(
    pane: DocumentPane, show: Show, mixed_pdf: Path, qtbot: QtBot
) -> None:
    text = show(mixed_pdf)
    view = pane.page_view
    for page in range(4):
        leaf(pane, page)
        qtbot.waitUntil(lambda page=page: view.content.shown.letters(page) is not None, timeout=10_000)  # type: ignore[misc] # the page of this turn
        letters = view.content.shown.letters(page)
        assert letters is not None
        box = letters.box(text.parts[page].text.index("Right") + 2)
        assert box is not None
        view.scroller.bring(page, (box,))
        at: QPoint = view.placement.frame_of(page).place(box).center().toPoint()
        QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
        chosen = pane.selection()
        assert chosen is not None
        assert (chosen.place, chosen.quote) == (f"p{page + 1}", "Right")
